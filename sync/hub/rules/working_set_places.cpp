// WorkingSet: which scopes show a row.

#include "sync/core/tuning.hpp"
#include "sync/hub/rules/working_set.hpp"

namespace qiantai::hub {
namespace {

/// The person with whom the row goes to other stores; nil if it stays where it is.
Uuid followed_person_of(const Entity* entity, const sync::RowState& state) {
    if (!entity || !entity->follows_person) return {};
    return entity->subject_column.empty() ? state.id : subject_of(entity, state);
}

/// A row of headquarters' own eyes stays where it was written; every other one leaves the terminal
/// that can't see it.
bool leaves_unseeing_writer(const Entity* entity) {
    return entity && (entity->visibility == Visibility::store ||
                      entity->visibility == Visibility::store_only);
}

bool shows(const std::vector<std::string>& scopes, std::string_view scope) {
    return std::ranges::find(scopes, scope) != scopes.end();
}

}  // namespace

std::optional<RowKey> WorkingSet::parent_of(const sync::RowState& state) const {
    const Entity* entity = m_manifest.find(state.entity);
    if (!entity || entity->belongs_to.column.empty()) return std::nullopt;
    const auto id = Uuid::parse(text_of(state.columns, entity->belongs_to.column));
    if (!id) return std::nullopt;
    return RowKey{std::string(entity->belongs_to.entity), *id};
}

WorkingSet::Placing WorkingSet::placing_of(const sync::RowState& state) const {
    const Entity* entity = m_manifest.find(state.entity);
    if (!entity) return {};
    const auto parent = parent_of(state);
    return {sync::audience_of(*entity, state.columns), parent ? parent->id : Uuid()};
}

const WorkingSet::Slot* WorkingSet::find_parent(const Slot& slot) const {
    const auto key = parent_of(slot.row.state);
    if (!key) return nullptr;
    const auto& parent = slot_of(*key);
    return parent.exists ? &parent : nullptr;
}

sync::Audience WorkingSet::audience_of(const Slot& slot) const {
    auto own = placing_of(slot.row.state).audience;
    const auto* parent = find_parent(slot);
    return parent ? sync::audience_below(std::move(own), audience_of(*parent)) : own;
}

void WorkingSet::note_named_stores(const RowKey& key, const boost::json::object& columns) {
    const Entity* entity = m_manifest.find(key.entity);
    if (!entity || !leaves_unseeing_writer(entity)) return;
    auto named = sync::audience_of(*entity, columns);
    named.also.insert(named.store_code);
    named.also.erase("");
    auto& slot = m_slots.find(key)->second;
    if (!slot.changed) {
        const auto now = audience_of(slot);
        named.also.erase(now.store_code);
        for (const auto& store_code : now.also) named.also.erase(store_code);
        if (named.also.empty()) return;
        mark_changed(key);
    }
    // An honest change names one or two; every one is told for every row below.
    for (auto& store_code : named.also) {
        if (slot.named_stores.size() == sync::tuning::k_named_stores_max) break;
        slot.named_stores.insert(store_code);
    }
}

std::set<std::string> WorkingSet::named_but_unseeing(const Slot& slot) const {
    if (slot.named_stores.empty()) return {};
    auto stores = slot.named_stores;
    const auto now = audience_of(slot);
    stores.erase(now.store_code);
    for (const auto& store_code : now.also) stores.erase(store_code);
    return stores;
}

void WorkingSet::add_stores_left(const Slot& slot, std::set<std::string, std::less<>>& stores) {
    for (const auto& place : slot.old_places) {
        const auto store_code = place.gone ? sync::store_of_scope(place.scope) : std::nullopt;
        if (store_code) stores.emplace(*store_code);
    }
    stores.insert(slot.named_stores.begin(), slot.named_stores.end());
}

std::set<std::string, std::less<>> WorkingSet::writing_stores(const RowKey& key,
                                                              sync::Hlc written) const {
    std::set<std::string, std::less<>> stores;
    const auto& own = slot_of(key);
    if (!own.exists) return stores;
    // What a terminal wrote for a row that has moved since comes late, and is taken.
    stores.emplace(store_code_of(own.row.state));
    for (const Slot* slot = &own; slot; slot = find_parent(*slot)) {
        const Entity* entity = m_manifest.find(slot->row.state.entity);
        if (!entity) continue;
        const auto& [columns, clocks] = std::tie(slot->row.state.columns, slot->row.state.clocks);
        if (!find_parent(*slot)) stores.emplace(store_code_of(slot->row.state));
        const auto also = entity->also_written_by;
        if (!also.empty()) stores.emplace(text_of(columns, also));
        // Where a row was proves that it was seen; that it might be written, where both are one.
        const bool seers_write = entity->also_seen_by == also && !entity->follows_person;
        const bool was_handed_on = (!also.empty() && written < clocks.of(also)) ||
                                   (entity->store_gives_away && written < clocks.of("store_code"));
        if (seers_write && was_handed_on) add_stores_left(*slot, stores);
    }
    stores.erase("");
    return stores;
}

Status WorkingSet::follow_moved_parents() {
    QIANTAI_TRY_STATUS(load_parents(m_changed));
    std::set<std::string_view> parent_entities;
    for (const auto& entity : m_manifest.entities()) {
        parent_entities.insert(entity.belongs_to.entity);
    }
    std::vector<Uuid> moved;
    for (const auto& key : m_changed) {
        const auto& slot = slot_of(key);
        if (!parent_entities.contains(key.entity)) continue;
        // Also a row that comes after those that belong to it.
        const bool is_moved = slot.old_placing != placing_of(slot.row.state);
        if (is_moved || !named_but_unseeing(slot).empty()) moved.push_back(key.id);
    }
    QIANTAI_TRY(const auto keys, load_descendants(std::move(moved)));
    for (const auto& key : keys) place_again(key);
    return {};
}

/// The ids by which an authorisation can name the row: its own, its person's and those of the rows
/// it belongs to. None if it has nothing to open.
std::vector<Uuid> WorkingSet::opened_by(const Slot& slot) const {
    const Entity* entity = m_manifest.find(slot.row.state.entity);
    if (!entity || !entity->has_contact_columns()) return {};
    std::vector<Uuid> ids{slot.row.state.id, subject_of(entity, slot.row.state)};
    for (const auto* parent = find_parent(slot); parent; parent = find_parent(*parent)) {
        ids.push_back(parent->row.state.id);
    }
    std::erase(ids, Uuid());
    return ids;
}

Status WorkingSet::load_stays() {
    std::set<Uuid> persons;
    for (const auto& key : m_changed) {
        const auto& slot = slot_of(key);
        persons.insert(followed_person_of(m_manifest.find(key.entity), slot.row.state));
        for (const auto& id : opened_by(slot)) persons.insert(id);
    }
    persons.erase(Uuid());
    const std::vector<Uuid> wanted(persons.begin(), persons.end());
    QIANTAI_TRY(const auto stays, m_writer.load_stays(wanted));
    for (const auto& stay : stays) m_stays.emplace(stay.person, stay);
    return {};
}

std::vector<std::string> WorkingSet::scopes_of(const Slot& slot) const {
    const Entity* entity = m_manifest.find(slot.row.state.entity);
    if (!entity) return {slot.unknown_home};
    auto scopes = sync::visible_scopes(*entity, audience_of(slot));
    const auto add = [&](const Uuid& person, bool under_authorisation) {
        const auto [first, last] = m_stays.equal_range(person);
        for (auto found = first; found != last; ++found) {
            const auto& stay = found->second;
            const bool wanted = stay.authorisation.is_nil() != under_authorisation;
            if (wanted && !shows(scopes, stay.scope)) scopes.push_back(stay.scope);
        }
    };
    add(followed_person_of(entity, slot.row.state), false);
    // A desk sees more of a row, never a row it must not see.
    if (std::ranges::any_of(scopes, sync::is_all_desks_scope)) {
        for (const auto& id : opened_by(slot)) add(id, true);
    }
    return scopes;
}

void WorkingSet::place(Slot& slot, std::map<std::string, std::int64_t>& versions) const {
    const auto scopes = scopes_of(slot);
    const bool on_desks = std::ranges::any_of(scopes, sync::is_all_desks_scope);
    const auto is_told = [&](std::string_view scope) {
        return std::ranges::find(slot.row.places, scope, &FeedPlace::scope) !=
                   slot.row.places.end() ||
               std::ranges::find(slot.new_places, scope, &FeedPlace::scope) !=
                   slot.new_places.end();
    };
    const auto tell = [&](const std::string& scope, bool gone) {
        slot.new_places.push_back({scope, ++versions[scope], gone});
    };
    slot.row.scope = scopes.front();
    slot.row.places.clear();
    for (const auto& old : slot.old_places) {
        const bool shown = shows(scopes, old.scope);
        if (shown && (old.gone || !slot.only_placed)) continue;
        if (!shown && on_desks && sync::is_all_desks_scope(old.scope)) continue;
        if (shown || old.gone)
            slot.row.places.push_back(old);
        else
            tell(old.scope, true);
    }
    for (const auto& scope : scopes) {
        if (!is_told(scope)) tell(scope, false);
    }
    if (!leaves_unseeing_writer(m_manifest.find(slot.row.state.entity))) return;
    const auto tell_unseeing = [&](const std::string& scope) {
        const bool sees_elsewhere = on_desks && sync::is_all_desks_scope(scope);
        if (!is_told(scope) && !sees_elsewhere) tell(scope, true);
    };
    if (!slot.writer_scope.empty()) tell_unseeing(slot.writer_scope);
    for (const Slot* row = &slot; row; row = find_parent(*row)) {
        for (const auto& store_code : row->named_stores)
            tell_unseeing(sync::store_scope(store_code));
    }
}

}  // namespace qiantai::hub
