#include "sync/client/waiting_entries.hpp"

#include "sync/client/device_facts.hpp"

namespace qiantai::sync {
namespace {

constexpr std::string_view k_audit_trail = "audit_event";

}  // namespace

Result<WaitingEntries> load_waiting_entries(sqlite::Database& database) {
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    QIANTAI_TRY(const auto acked, load_acked_seq(database));
    auto& statement = database.cached(
        "SELECT txn, entity, written_at FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?");
    statement.bind(acked, k_entry_changes_max + 1);
    WaitingEntries entries;
    std::int64_t last_txn = 0;
    for (int looked_at = 0;; ++looked_at) {
        QIANTAI_TRY(const bool row, statement.step());
        if (!row) return entries;
        if (looked_at == k_entry_changes_max) break;
        const auto txn = statement.integer(0);
        if (txn == last_txn || statement.text(1) == k_audit_trail) continue;
        last_txn = txn;
        ++entries.count;
        auto& waiting = entries.by_entity[std::string(statement.text(1))];
        if (waiting.count++ == 0) waiting.since = statement.integer(2);
    }
    statement.reset();
    entries.more = true;
    return entries;
}

}  // namespace qiantai::sync
