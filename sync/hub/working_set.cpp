#include "sync/hub/working_set.hpp"

#include <cstring>

#include "sync/core/scope.hpp"

namespace qiantai::hub {
namespace {

bool has_personal_columns(const Entity& entity) {
    return std::ranges::any_of(entity.columns, &Column::personal);
}

/// The person on whose erasure this row is emptied.
Uuid subject_of(const Entity* entity, const sync::RowState& state) {
    if (!entity || entity->subject_column.empty() || !has_personal_columns(*entity)) return {};
    return Uuid::parse(text_of(state.columns, entity->subject_column)).value_or(Uuid());
}

bool is_hq_readers_scope(std::string_view scope) {
    return sync::is_hq_scope(scope) || scope == sync::store_scope(sync::k_hq_store_code);
}

}  // namespace

std::size_t RowKeyHash::operator()(const RowKey& key) const noexcept {
    // The tail of a UUIDv7 is random, and derived ids are random throughout.
    std::size_t tail = 0;
    std::memcpy(&tail, key.id.bytes().data() + 8, sizeof tail);
    return tail ^ std::hash<std::string>()(key.entity);
}

std::string_view text_of(const boost::json::object& columns, std::string_view column) {
    const auto* value = columns.if_contains(column);
    if (!value || !value->is_string()) return {};
    return value->get_string();
}

std::string_view store_code_of(const sync::RowState& state) {
    return text_of(state.columns, "store_code");
}

std::vector<DuplicateKey> duplicate_keys_of(const Entity* entity, const sync::RowState& state) {
    std::vector<DuplicateKey> keys;
    if (!entity) return keys;
    for (const auto& column : entity->columns) {
        if (!column.duplicate_key) continue;
        const auto* value = state.columns.if_contains(column.name);
        if (!value || !value->is_string()) continue;
        keys.push_back(
            {state.entity, std::string(column.name), std::string(value->get_string()), state.id});
    }
    return keys;
}

void WorkingSet::adopt(StoredRow row) {
    RowKey key{row.state.entity, row.state.id};
    auto& slot = m_slots[std::move(key)];
    if (slot.exists) return;
    slot.exists = true;
    slot.old_places = row.places;
    slot.row = std::move(row);
}

Status WorkingSet::load(std::span<const RowKey> keys) {
    std::vector<RowKey> wanted;
    for (const auto& key : keys) {
        if (m_slots.try_emplace(key).second) wanted.push_back(key);
    }
    QIANTAI_TRY(auto rows, m_writer.load_rows(wanted));
    for (auto& row : rows) adopt(std::move(row));
    return {};
}

Result<std::vector<RowKey>> WorkingSet::load_dependents(std::span<const Uuid> subjects) {
    QIANTAI_TRY(auto rows, m_writer.load_dependents(subjects));
    std::vector<RowKey> keys;
    for (auto& row : rows) {
        keys.push_back({row.state.entity, row.state.id});
        adopt(std::move(row));
    }
    return keys;
}

const WorkingSet::Slot& WorkingSet::slot_of(const RowKey& key) const {
    const auto found = m_slots.find(key);
    QIANTAI_ASSERT(found != m_slots.end());
    return found->second;
}

const sync::RowState* WorkingSet::find(const RowKey& key) const {
    const auto& slot = slot_of(key);
    return slot.exists ? &slot.row.state : nullptr;
}

std::string_view WorkingSet::scope_of(const RowKey& key) const {
    return slot_of(key).row.scope;
}

void WorkingSet::set(const RowKey& key, sync::RowState state, std::string_view unknown_home) {
    const auto found = m_slots.find(key);
    QIANTAI_ASSERT(found != m_slots.end());
    auto& slot = found->second;
    if (!slot.changed) {
        slot.changed = true;
        m_changed.push_back(key);
        slot.unknown_home = slot.exists ? slot.row.scope : std::string(unknown_home);
        if (slot.exists)
            slot.old_keys = duplicate_keys_of(m_manifest.find(key.entity), slot.row.state);
    }
    slot.exists = true;
    slot.row.state = std::move(state);
}

Result<std::vector<DuplicateKey>> WorkingSet::save_duplicate_keys() {
    std::vector<DuplicateKey> removed;
    std::vector<DuplicateKey> added;
    for (const auto& key : m_changed) {
        const auto& slot = slot_of(key);
        const auto now = duplicate_keys_of(m_manifest.find(key.entity), slot.row.state);
        for (const auto& old : slot.old_keys) {
            if (std::ranges::find(now, old) == now.end()) removed.push_back(old);
        }
        for (const auto& held : now) {
            if (std::ranges::find(slot.old_keys, held) == slot.old_keys.end())
                added.push_back(held);
        }
    }
    QIANTAI_TRY_STATUS(m_writer.remove_duplicates(removed));
    QIANTAI_TRY_STATUS(m_writer.add_duplicates(added));
    return added;
}

std::vector<std::string> WorkingSet::scopes_of(const Slot& slot) const {
    const Entity* entity = m_manifest.find(slot.row.state.entity);
    if (!entity) return {slot.unknown_home};
    return sync::visible_scopes(*entity, store_code_of(slot.row.state));
}

void WorkingSet::place(Slot& slot, std::map<std::string, std::int64_t>& versions) const {
    const auto scopes = scopes_of(slot);
    std::vector<FeedPlace> places;
    for (const auto& scope : scopes) places.push_back({scope, ++versions[scope], false});
    for (const auto& old : slot.old_places) {
        if (std::ranges::find(scopes, old.scope) != scopes.end()) continue;
        // Headquarters sees a row through one of its scopes or another: leaving one of them tells
        // it nothing.
        if (is_hq_readers_scope(old.scope)) continue;
        places.push_back(old.gone ? old : FeedPlace{old.scope, ++versions[old.scope], true});
    }
    slot.row.scope = scopes.front();
    slot.row.places = std::move(places);
}

Status WorkingSet::flush() {
    if (m_changed.empty()) return {};
    // Placing from 0 counts how far each scope's counter must be raised; the counter's old value is
    // added afterwards.
    std::map<std::string, std::int64_t> raise_by;
    for (const auto& key : m_changed) place(m_slots.find(key)->second, raise_by);
    QIANTAI_TRY(const auto before, m_writer.raise_counters(raise_by));
    std::vector<RowWrite> writes;
    writes.reserve(m_changed.size());
    for (const auto& key : m_changed) {
        auto& slot = m_slots.find(key)->second;
        for (auto& new_place : slot.row.places) {
            const bool kept = new_place.gone && std::ranges::find(slot.old_places, new_place) !=
                                                    slot.old_places.end();
            if (!kept) new_place.version += before.find(new_place.scope)->second;
        }
        slot.row.subject = subject_of(m_manifest.find(key.entity), slot.row.state);
        writes.push_back({std::move(slot.row), std::move(slot.old_places)});
    }
    return m_writer.write_rows(writes);
}

}  // namespace qiantai::hub
