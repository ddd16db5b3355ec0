#include "sync/hub/rules/working_set.hpp"

#include "sync/core/tuning.hpp"

namespace qiantai::hub {
std::string_view text_of(const boost::json::object& columns, std::string_view column) {
    return sync::column_text(columns, column);
}

std::string_view store_code_of(const sync::RowState& state) {
    return text_of(state.columns, "store_code");
}

Uuid subject_of(const Entity* entity, const sync::RowState& state) {
    if (!entity || entity->subject_column.empty()) return {};
    return Uuid::parse(text_of(state.columns, entity->subject_column)).value_or(Uuid());
}

std::vector<DuplicateKey> duplicate_keys_of(const Entity* entity, const sync::RowState& state) {
    std::vector<DuplicateKey> keys;
    if (!entity) return keys;
    for (const auto& column : entity->columns) {
        const bool is_attachment = column.type == ColumnType::attachment;
        if (!column.duplicate_key && !column.lookup_key && !is_attachment) continue;
        const auto* value = state.columns.if_contains(column.name);
        if (!value || !value->is_string()) continue;
        keys.push_back(
            {state.entity, std::string(column.name), std::string(value->get_string()), state.id});
    }
    return keys;
}

RowKey WorkingSet::adopt(StoredRow row) {
    RowKey key{row.state.entity, row.state.id};
    auto& slot = m_slots[key];
    if (slot.exists) return key;
    slot.exists = true;
    slot.old_places = row.places;
    slot.row = std::move(row);
    return key;
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
    for (auto& row : rows) keys.push_back(adopt(std::move(row)));
    return keys;
}

Result<std::vector<RowKey>> WorkingSet::load_descendants(std::vector<Uuid> parents) {
    std::vector<RowKey> keys;
    std::set<Uuid> visited;
    // Once for each level of the manifest's entities, which are finitely many.
    for (;;) {
        std::erase_if(parents, [&](const Uuid& id) { return !visited.insert(id).second; });
        if (parents.empty()) return keys;
        QIANTAI_TRY(auto rows, m_writer.load_children(parents));
        parents.clear();
        for (auto& row : rows) {
            parents.push_back(row.state.id);
            keys.push_back(adopt(std::move(row)));
        }
    }
}

Status WorkingSet::load_parents(std::span<const RowKey> keys, std::vector<RowKey> named_too) {
    std::vector<RowKey> level(keys.begin(), keys.end());
    for (;;) {
        std::vector<RowKey> above = std::move(named_too);
        named_too.clear();
        for (const auto& key : level) {
            const auto* state = find(key);
            const auto parent = state ? parent_of(*state) : std::nullopt;
            if (parent) above.push_back(*parent);
        }
        if (above.empty()) return {};
        QIANTAI_TRY_STATUS(load(above));
        level = std::move(above);
    }
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

WorkingSet::Slot& WorkingSet::mark_changed(const RowKey& key) {
    const auto found = m_slots.find(key);
    QIANTAI_ASSERT(found != m_slots.end());
    auto& slot = found->second;
    if (!slot.changed) {
        slot.changed = true;
        slot.only_placed = true;
        m_changed.push_back(key);
        slot.unknown_home = slot.row.scope;
        if (slot.exists) {
            slot.old_keys = duplicate_keys_of(m_manifest.find(key.entity), slot.row.state);
            slot.old_placing = placing_of(slot.row.state);
        }
    }
    return slot;
}

void WorkingSet::set(const RowKey& key, sync::RowState state, std::string_view writer_scope) {
    auto& slot = mark_changed(key);
    if (!slot.exists) slot.unknown_home = writer_scope;
    slot.writer_scope = writer_scope;
    slot.only_placed = false;
    slot.exists = true;
    slot.row.state = std::move(state);
}

void WorkingSet::place_again(const RowKey& key) {
    QIANTAI_ASSERT(slot_of(key).exists);
    mark_changed(key);
}

Result<WorkingSet::KeyChanges> WorkingSet::save_duplicate_keys() {
    KeyChanges keys;
    for (const auto& key : m_changed) {
        const auto& slot = slot_of(key);
        const auto now = duplicate_keys_of(m_manifest.find(key.entity), slot.row.state);
        for (const auto& old : slot.old_keys) {
            if (std::ranges::find(now, old) == now.end()) keys.removed.push_back(old);
        }
        for (const auto& held : now) {
            if (std::ranges::find(slot.old_keys, held) == slot.old_keys.end())
                keys.added.push_back(held);
        }
    }
    std::vector<std::string> let_go;
    for (const auto& key : keys.removed) {
        const Column* column = m_manifest.find(key.entity)->find_column(key.column);
        if (column->type == ColumnType::attachment) let_go.push_back(key.value);
    }
    keys.contents_let_go = !let_go.empty();
    QIANTAI_TRY_STATUS(m_writer.add_loose_contents(let_go));
    QIANTAI_TRY_STATUS(m_writer.remove_duplicates(keys.removed));
    QIANTAI_TRY_STATUS(m_writer.add_duplicates(keys.added));
    return keys;
}

Status WorkingSet::flush(const std::function<Status()>& between) {
    if (m_changed.empty()) return {};
    QIANTAI_TRY_STATUS(follow_moved_parents());
    QIANTAI_TRY_STATUS(load_parents(m_changed));
    QIANTAI_TRY_STATUS(load_stays());
    // Placing from 0 counts how far each scope's counter must be raised; the counter's old value is
    // added afterwards.
    std::map<std::string, std::int64_t> raise_by;
    for (const auto& key : m_changed) place(m_slots.find(key)->second, raise_by);
    QIANTAI_TRY(const auto before, m_writer.raise_counters(raise_by));
    std::vector<RowWrite> writes;
    writes.reserve(m_changed.size());
    for (const auto& key : m_changed) {
        auto& slot = m_slots.find(key)->second;
        for (auto& place : slot.new_places) {
            place.version += before.find(place.scope)->second;
            slot.row.places.push_back(std::move(place));
        }
        slot.row.subject = subject_of(m_manifest.find(key.entity), slot.row.state);
        slot.row.parent = placing_of(slot.row.state).parent;
        writes.push_back({std::move(slot.row), std::move(slot.old_places)});
    }
    std::span<const RowWrite> left(writes);
    while (!left.empty()) {
        QIANTAI_TRY_STATUS(between());
        const auto chunk = left.first(std::min(left.size(), sync::tuning::k_push_chunk));
        QIANTAI_TRY_STATUS(m_writer.write_rows(chunk));
        left = left.subspan(chunk.size());
    }
    return {};
}

}  // namespace qiantai::hub
