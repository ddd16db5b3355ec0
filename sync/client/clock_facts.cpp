#include "sync/client/clock_facts.hpp"

#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/steady_time.hpp"
#include "sync/core/hub_errors.hpp"
#include "sync/core/tuning.hpp"

namespace qiantai::sync {
namespace {

namespace fact = sqlite::fact;

/// A time that this database has seen, as far as it can be trusted: never one of the future.
Result<TimeMs> load_seen_time(sqlite::Database& database) {
    QIANTAI_TRY(const auto met, sqlite::load_fact_integer(database, fact::k_last_contact_at));
    QIANTAI_TRY(const auto remote, sqlite::load_fact_integer(database, fact::k_remote_hlc));
    return std::max(met.value_or(0), Hlc(remote.value_or(0)).time_ms());
}

}  // namespace

Status store_hub_time(sqlite::Database& database, TimeMs hub_time_ms, HubClock hub_clock,
                      TimeMs now_ms) {
    QIANTAI_TRY(const TimeMs seen, load_seen_time(database));
    const TimeMs offset = hub_time_ms - now_ms;
    const bool is_off = std::max(offset, -offset) > tuning::k_clock_offset_max_ms;
    const bool ours_is_wrong = now_ms < seen - tuning::k_clock_offset_max_ms;
    const bool plausible = offset < 0 || hub_clock == HubClock::agreed || ours_is_wrong;
    const bool follow = is_off && plausible && hub_clock != HubClock::doubtful;
    // What went on evenly until now is measured anew at the end of the session that just began.
    QIANTAI_TRY_STATUS(sqlite::remove_fact(database, sqlite::fact::k_steady_boot_id));
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, fact::k_clock_offset_ms, offset));
    QIANTAI_TRY_STATUS(
        sqlite::save_fact(database, fact::k_clock_shift_ms, follow ? offset : TimeMs{0}));
    return sqlite::save_fact(database, fact::k_hub_clock, code_of(hub_clock));
}

Result<Hlc> load_plausible_clock(sqlite::Database& database, TimeMs now_ms) {
    QIANTAI_TRY(const auto shift, sqlite::load_fact_integer(database, fact::k_clock_shift_ms));
    const TimeMs here = std::max(now_ms, now_ms + shift.value_or(0));
    return Hlc::at(here + tuning::k_clock_offset_max_ms + 1);
}

Status count_clock_refusal(sqlite::Database& database) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(const auto before, sqlite::load_fact_integer(database, fact::k_clock_refusals));
    const std::int64_t count = before.value_or(0) + 1;
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, fact::k_clock_refusals, count));
    QIANTAI_TRY_STATUS(transaction.commit());
    return make_error(count < tuning::k_clock_refusals_max ? k_clock_ahead.kind
                                                           : k_clock_ahead_stays);
}

}  // namespace qiantai::sync
