#include "sync/client/feed_applier.hpp"

#include <fmt/format.h>

#include "schema/base/json_values.hpp"
#include "schema/manifest/values.hpp"
#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/outbox_scrub.hpp"
#include "schema/sqlite/rows.hpp"
#include "sync/client/capture_pause.hpp"
#include "sync/client/clock_facts.hpp"
#include "sync/client/contact_data.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/client/local_parents.hpp"
#include "sync/client/stored_state.hpp"
#include "sync/core/merge.hpp"
#include "sync/core/scope.hpp"

namespace qiantai::sync {
namespace {

// Failures of one row that must not stop the others: the row doesn't fit this version's table.
bool is_row_error(const Error& error) {
    return error.code() == sqlite::k_constraint.code || error.code() == k_value_wrong_type.code ||
           error.code() == k_clocks_malformed.code;
}

// Clocks of the columns this version has. An unknown column's clock must not stay without its
// value: read again after the upgrade, the value would lose against its own clock with nothing.
Clocks known_clocks(const Entity& entity, Clocks clocks) {
    std::erase_if(clocks.later,
                  [&](const auto& entry) { return !entity.find_column(entry.first); });
    return clocks;
}

void drop_unknown_columns(const Entity& entity, boost::json::object& columns) {
    for (auto at = columns.begin(); at != columns.end();) {
        at = entity.find_column(at->key()) ? at + 1 : columns.erase(at);
    }
}

}  // namespace

Result<PageOutcome> FeedApplier::apply_page(const FeedPage& page, TimeMs now_ms) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_database));
    QIANTAI_TRY(const auto pause, CapturePause::begin(m_database));
    m_greatest = Hlc();
    QIANTAI_TRY(m_plausible, load_plausible_clock(m_database, now_ms));
    m_arrived.clear();
    m_gone.clear();
    m_wrote_changes = false;
    QIANTAI_TRY(m_missed_by_hub, load_rows_missed_by_hub(m_database));
    QIANTAI_TRY(m_set_aside, SetAsideRows::load(m_database));
    m_now = now_ms;
    PageOutcome outcome;
    for (const auto& section : page.sections) QIANTAI_TRY_STATUS(apply_section(section, outcome));
    QIANTAI_TRY_STATUS(m_set_aside.save(m_database));
    QIANTAI_TRY_STATUS(observe(m_greatest));
    QIANTAI_TRY_STATUS(write_arrived_rows(now_ms));
    outcome.wrote_changes = m_wrote_changes;
    QIANTAI_TRY_STATUS(transaction.commit());
    return outcome;
}

Status FeedApplier::apply_section(const FeedSection& section, PageOutcome& outcome) {
    QIANTAI_TRY(const auto cursor, load_cursor(m_database, section.scope));
    if (section.from_version > cursor) {
        return make_error(k_feed_out_of_order,
                          fmt::format("{}: read to {}, this begins at {}", section.scope, cursor,
                                      section.from_version));
    }
    // Read already (a bundle taken twice): a "gone" in it may be overtaken by now.
    if (section.from_version < cursor && section.to_version <= cursor) return {};
    m_unknowns = Unknowns::none;
    m_hold_back = false;
    m_written = 0;
    m_unreadable = 0;
    if (section.from_version == 0) m_set_aside.remove_scope(section.scope);
    for (const auto& unread : section.unreadable) set_aside(section, unread.entity, unread.id);
    const auto store = store_of_scope(section.scope);
    if (section.from_version == 0 && store && *store != k_hq_store_code) {
        QIANTAI_TRY_STATUS(remove_stays(*store));
    }
    for (const auto& row : section.rows) QIANTAI_TRY_STATUS(apply_row(section, row));
    if (m_hold_back) {
        outcome.held_back.push_back(section.scope);
    } else {
        QIANTAI_TRY_STATUS(
            save_cursor(m_database, m_manifest.schema_version(), section, m_unknowns));
        outcome.advanced = outcome.advanced || section.to_version > cursor;
        if (!section.more) outcome.finished.push_back(section.scope);
    }
    outcome.received += static_cast<std::int64_t>(section.rows.size() + section.unreadable.size());
    outcome.written += m_written;
    outcome.unreadable += m_unreadable;
    return {};
}

Status FeedApplier::apply_row(const FeedSection& section, const FeedSection::Row& row) {
    const RowState& state = row.state;
    m_greatest = std::max(m_greatest, state.clocks.greatest(m_plausible));
    QIANTAI_TRY(Target* const target, target_of(state.entity));
    if (!target) {
        m_unknowns = Unknowns::met;
        return {};
    }
    if (row.gone) return apply_gone(*target, section, state.id);
    if (has_unknown_columns(*target, state)) m_unknowns = Unknowns::met;
    const auto written = insert_or_merge(*target, state);
    if (!written) {
        if (!is_row_error(written.error())) return written.error();
        set_aside(section, state.entity, state.id);
        return {};
    }
    m_set_aside.remove(state.entity, state.id);
    m_written += *written ? 1 : 0;
    const Entity& entity = target->table.entity();
    if (entity.has_contact_columns() && is_desk_scope(section.scope)) {
        QIANTAI_TRY_STATUS(note_opened(m_database, entity, state.id));
    }
    if (!m_missed_by_hub.empty() && m_missed_by_hub.contains({state.entity, state.id})) {
        m_arrived.insert_or_assign({state.entity, state.id}, state.columns);
    }
    return {};
}

void FeedApplier::set_aside(const FeedSection& section, std::string_view entity, const Uuid& id) {
    m_unknowns = Unknowns::met;
    ++m_unreadable;
    m_set_aside.add({section.scope, std::string(entity), id, m_now});
}

Result<FeedApplier::Target*> FeedApplier::target_of(std::string_view entity_name) {
    if (const auto found = m_targets.find(entity_name); found != m_targets.end())
        return &found->second;
    const Entity* entity = m_manifest.find(entity_name);
    if (!entity) return static_cast<Target*>(nullptr);
    QIANTAI_TRY(auto table, sqlite::RowTable::open(m_database, *entity));
    const auto added =
        m_targets.emplace(std::string(entity_name), Target{std::move(table), {}, true});
    return &added.first->second;
}

// The rows of one shape follow each other with the same keys in the same order, so that looking at
// the keys alone answers nearly always.
bool FeedApplier::has_unknown_columns(Target& target, const RowState& state) const {
    const auto same_key = [](const boost::json::key_value_pair& member, const std::string& key) {
        return member.key() == key;
    };
    if (std::ranges::equal(state.columns, target.last_keys, same_key))
        return !target.last_keys_known;
    target.last_keys.clear();
    target.last_keys_known = true;
    for (const auto& member : state.columns) {
        target.last_keys.emplace_back(member.key());
        if (!target.table.entity().find_column(member.key())) target.last_keys_known = false;
    }
    return !target.last_keys_known;
}

Result<bool> FeedApplier::insert_or_merge(Target& target, const RowState& state) {
    const Entity& entity = target.table.entity();
    const bool append = entity.merge == Merge::append;
    const std::string clocks =
        append || (state.clocks.later.empty() && state.clocks.erased == Hlc())
            ? std::string()
            : known_clocks(entity, state.clocks).later_text();
    QIANTAI_TRY(const auto inserted,
                target.table.insert_new(state.id, state.columns, state.clocks.base.raw(), clocks));
    if (inserted) return true;
    if (append) return entity.has_contact_columns() ? fill_contact(target, state) : false;
    return merge(target, state);
}

// A row that never changes came to this desk without its contact columns, and now with them.
Result<bool> FeedApplier::fill_contact(Target& target, const RowState& state) {
    QIANTAI_TRY(auto local, load_row_state(target.table, state.id));
    QIANTAI_ASSERT(local);
    bool filled = false;
    for (const auto& column : target.table.entity().columns) {
        const auto* value = column.contact ? state.columns.if_contains(column.name) : nullptr;
        if (value && !value->is_null())
            filled = local->columns.emplace(column.name, *value).second || filled;
    }
    if (filled) QIANTAI_TRY_STATUS(save_row_state(target.table, *local));
    return filled;
}

Result<bool> FeedApplier::merge(Target& target, const RowState& state) {
    const Entity& entity = target.table.entity();
    QIANTAI_TRY(const auto local, load_row_state(target.table, state.id));
    QIANTAI_ASSERT(local);
    RowState merged = merge_states(&entity, *local, state);
    merged.clocks = known_clocks(entity, std::move(merged.clocks));
    drop_unknown_columns(entity, merged.columns);
    if (equal_json(merged.columns, local->columns) && merged.clocks == local->clocks) return false;
    QIANTAI_TRY_STATUS(save_row_state(target.table, merged));
    if (local->clocks.erased == Hlc() && merged.clocks.erased != Hlc()) {
        QIANTAI_TRY_STATUS(sqlite::scrub_outbox(m_database, entity, state.id));
    }
    return true;
}

Result<bool> FeedApplier::has_unsent(const Entity& entity, const Uuid& id) {
    QIANTAI_TRY(const auto acked, load_acked_seq(m_database));
    auto& unsent =
        m_database.cached("SELECT 1 FROM outbox WHERE entity = ? AND id = ? AND seq > ? LIMIT 1");
    unsent.bind(entity.name, id, acked);
    return sqlite::any(unsent);
}

Status FeedApplier::apply_gone(Target& target, const FeedSection& section, const Uuid& id) {
    const Entity& entity = target.table.entity();
    QIANTAI_TRY(const auto stored, target.table.load(id));
    QIANTAI_TRY(const bool waits, has_unsent(entity, id));
    if (stored && waits) {
        m_hold_back = true;
        return {};
    }
    m_set_aside.remove(entity.name, id);
    const RowKey key{std::string(entity.name), id};
    if (!is_desk_scope(section.scope) && m_missed_by_hub.contains(key)) m_gone.insert(key);
    if (!stored) return {};
    ++m_written;
    if (is_desk_scope(section.scope)) return close_opened(m_database, target.table, id);
    return target.table.remove(id);
}

// What this terminal wrote itself remains, also what was refused because it is another store's.
Status FeedApplier::remove_stays(std::string_view store_code) {
    for (const auto& entity : m_manifest.entities()) {
        if (!entity.follows_person) continue;
        QIANTAI_TRY(auto statement,
                    m_database.prepare("DELETE FROM " + sqlite::quoted(entity.name) +
                                       " AS r WHERE store_code <> ? AND NOT EXISTS"
                                       " (SELECT 1 FROM outbox WHERE entity = ? AND id = r.id)"));
        QIANTAI_TRY_STATUS(statement.bind(store_code, entity.name).run());
    }
    return {};
}

Status FeedApplier::write_arrived_rows(TimeMs now_ms) {
    for (const auto& [entity, id] : m_gone) {
        if (m_arrived.contains({entity, id})) continue;
        QIANTAI_TRY(const bool written, write_gone(m_database, entity, id, now_ms));
        m_wrote_changes = m_wrote_changes || written;
    }
    if (m_arrived.empty()) return {};
    QIANTAI_TRY(const auto device, require_device_facts(m_database));
    for (auto& [key, columns] : m_arrived) {
        QIANTAI_TRY(Target* const target, target_of(key.first));
        QIANTAI_TRY(const auto line, load_row_line(m_database, m_manifest, target->table.entity(),
                                                   key.second, std::move(columns)));
        const auto ours =
            line.may_write(device.store_code) ? StoreMayWrite::yes : StoreMayWrite::no;
        QIANTAI_TRY(const bool written,
                    write_arrived(m_database, target->table, key.second, ours, now_ms));
        m_wrote_changes = m_wrote_changes || written;
    }
    return {};
}

Status FeedApplier::observe(Hlc greatest) {
    namespace fact = sqlite::fact;
    if (greatest == Hlc()) return {};
    QIANTAI_TRY_STATUS(m_database.cached("SELECT observe_hlc(?)").bind(greatest.raw()).run());
    QIANTAI_TRY(const auto known, sqlite::load_fact_integer(m_database, fact::k_remote_hlc));
    if (known.value_or(0) >= greatest.raw()) return {};
    return sqlite::save_fact(m_database, fact::k_remote_hlc, greatest.raw());
}

}  // namespace qiantai::sync
