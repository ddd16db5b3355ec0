#include "sync/core/json_text.hpp"
#include "sync/core/scope.hpp"
#include "sync/core/tuning.hpp"
#include "sync/core/wire.hpp"
#include "sync/hub/rules/push_session.hpp"

namespace qiantai::hub {
namespace {

/// The hub has this very change. A restored terminal sends again what it wrote before the row went
/// to another store; it may no longer write it, and need not be told.
bool is_known(const Entity* entity, const sync::RowState* current, const sync::Change& change) {
    if (!current || change.columns.empty()) return false;
    const bool same_clock = change.op == sync::Op::insert
                                ? current->clocks.base == change.hlc
                                : std::ranges::all_of(change.columns, [&](const auto& member) {
                                      return current->clocks.of(member.key()) == change.hlc;
                                  });
    return same_clock && !sync::apply_change(entity, current, change).changed;
}

/// Columns that the manifest knows are bounded one by one; all together only if there are few.
bool may_be_unreadable(const Entity* entity, const sync::RowState& state) {
    constexpr std::size_t k_surely_small = sync::tuning::k_line_bytes_max / 8;
    if (!entity || sync::memory_of(state.columns) > k_surely_small) return true;
    return std::ranges::any_of(state.columns, [&](const auto& member) {
        return entity->find_column(member.key()) == nullptr;
    });
}

}  // namespace

sync::Rejection rejection_of(const StoredRejection& stored) {
    sync::Rejection rejection{stored.seq, stored.code, "", stored.field, "", ""};
    const auto* kind = find_refusal_kind(stored.code);
    if (!kind) return rejection;
    const Error error = make_error(*kind, stored.detail, stored.field);
    rejection.actor = actor_name(kind->actor);
    rejection.words_en = error.message();
    rejection.words_zh = error.message_zh();
    return rejection;
}

void PushSession::refuse(const sync::PushBatch& batch, const sync::Change& change,
                         const Error& error) {
    // Nothing personal may come back once the person was erased.
    const auto* current = m_rows.find({change.entity, change.id});
    const bool erased = current && current->clocks.erased != sync::Hlc();
    const boost::json::object kept{{"op", sync::op_name(change.op)},
                                   {"hlc", change.hlc.raw()},
                                   {"columns", erased ? boost::json::object() : change.columns}};
    m_refused.push_back({m_device.id,
                         batch.incarnation,
                         change.seq,
                         {change.entity, change.id},
                         std::string(error.code()),
                         error.field,
                         error.detail,
                         boost::json::serialize(kept),
                         m_now});
    m_accepted.rejections.push_back(rejection_of(m_refused.back()));
    m_accepted.refused_codes.emplace_back(error.code());
}

Status PushSession::apply_one(const sync::Change& change) {
    const Entity* entity = m_manifest.find(change.entity);
    RowKey key{change.entity, change.id};
    const auto* current = m_rows.find(key);
    auto outcome = sync::apply_change(entity, current, change);
    // Every terminal that may see the row must be able to read it, or it reads nothing behind it.
    if (outcome.changed && may_be_unreadable(entity, outcome.state) &&
        !sync::check_feed_row(outcome.state)) {
        return make_error(sync::k_refused_unreadable, change.entity);
    }
    if (entity && entity->hash_chain) m_links.push_back({&change, current == nullptr});
    for (auto& conflict : outcome.conflicts) m_conflicts.push_back({key, std::move(conflict)});
    if (change.op == sync::Op::erase) m_erasures.push_back(&change);
    ++m_accepted.applied_count;
    if (outcome.changed) {
        m_rows.set(key, std::move(outcome.state), sync::store_scope(m_device.store_code));
    }
    m_rows.note_named_stores(key, change.columns);
    return {};
}

Status PushSession::apply_changes(const sync::PushBatch& batch,
                                  std::span<const sync::Change> changes) {
    const ChangeRules rules(m_manifest, m_device, batch.schema_version);
    for (const auto& change : changes) {
        QIANTAI_TRY_STATUS(check_stopping());
        const RowKey key{change.entity, change.id};
        const auto* current = m_rows.find(key);
        auto allowed = rules.check(
            change, {current, m_rows.scope_of(key), m_rows.writing_stores(key, change.hlc)});
        if (allowed) allowed = m_exclusive.check(change, current);
        if (allowed) allowed = apply_one(change);
        if (allowed) {
            m_exclusive.note_applied(change);
        } else if (!is_known(m_manifest.find(change.entity), current, change)) {
            refuse(batch, change, allowed.error());
        }
    }
    return {};
}

}  // namespace qiantai::hub
