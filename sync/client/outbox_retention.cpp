#include "sync/client/outbox_retention.hpp"

#include <vector>

#include "schema/base/json_values.hpp"
#include "schema/sqlite/facts.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/core/tuning.hpp"

namespace qiantai::sync {
namespace {

namespace fact = sqlite::fact;

constexpr TimeMs k_mark_interval_ms = 24ll * 3600 * 1000;

struct AckMark {
    TimeMs at_ms = 0;
    std::int64_t seq = 0;
};

// Marks that can't be read are as if they had never been set: what they would have let go is kept
// until the new ones are old enough.
Result<std::vector<AckMark>> load_marks(sqlite::Database& database) {
    QIANTAI_TRY(const auto text, sqlite::load_fact_text(database, fact::k_ack_marks));
    std::vector<AckMark> marks;
    const auto json = text ? parse_json(*text) : std::nullopt;
    if (!json || !json->is_array()) return marks;
    for (const auto& entry : json->get_array()) {
        const auto* mark = entry.if_array();
        if (!mark || mark->size() != 2 || !(*mark)[0].is_int64() || !(*mark)[1].is_int64())
            continue;
        marks.push_back({(*mark)[0].get_int64(), (*mark)[1].get_int64()});
    }
    return marks;
}

Status save_marks(sqlite::Database& database, const std::vector<AckMark>& marks) {
    boost::json::array array;
    for (const auto& mark : marks) array.push_back(boost::json::array{mark.at_ms, mark.seq});
    return sqlite::save_fact(database, fact::k_ack_marks, boost::json::serialize(array));
}

// Up to here everything was acknowledged long enough ago; 0 if nothing.
std::int64_t old_enough_seq(const std::vector<AckMark>& marks, TimeMs hub_time_ms) {
    std::int64_t seq = 0;
    for (const auto& mark : marks) {
        if (mark.at_ms <= hub_time_ms - tuning::k_outbox_retention_ms)
            seq = std::max(seq, mark.seq);
    }
    return seq;
}

}  // namespace

Status record_ack_mark(sqlite::Database& database, TimeMs hub_time_ms) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(const auto acked, load_acked_seq(database));
    QIANTAI_TRY(auto marks, load_marks(database));
    // The hub was set back: what an older mark says of later changes is no longer true.
    std::erase_if(marks, [&](const AckMark& mark) { return mark.seq > acked; });
    if (!marks.empty() && marks.back().at_ms > hub_time_ms - k_mark_interval_ms) return {};
    // Of marks beyond the retention only the newest says anything.
    const std::int64_t old = old_enough_seq(marks, hub_time_ms);
    std::erase_if(marks, [&](const AckMark& mark) { return mark.seq < old; });
    marks.push_back({hub_time_ms, acked});
    QIANTAI_TRY_STATUS(save_marks(database, marks));
    return transaction.commit();
}

Status prune_outbox(sqlite::Database& database, TimeMs hub_time_ms) {
    for (;;) {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
        QIANTAI_TRY(const auto acked, load_acked_seq(database));
        QIANTAI_TRY(const auto marks, load_marks(database));
        const std::int64_t before = std::min(acked, old_enough_seq(marks, hub_time_ms));
        auto& statement = database.cached(
            "DELETE FROM outbox WHERE seq IN (SELECT seq FROM outbox WHERE seq < ?1 AND seq NOT IN "
            "(SELECT seq FROM rejection WHERE status IN ('open', 'kept')) ORDER BY seq LIMIT ?2)");
        QIANTAI_TRY_STATUS(statement.bind(before, tuning::k_batch_count_target).run());
        const bool more = database.changes() == tuning::k_batch_count_target;
        QIANTAI_TRY_STATUS(transaction.commit());
        if (!more) return {};
    }
}

}  // namespace qiantai::sync
