#include "sync/client/session_outcome.hpp"

#include <boost/json.hpp>

#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/known_times.hpp"
#include "schema/sqlite/steady_time.hpp"
#include "sync/client/clock_facts.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/client/push_state.hpp"
#include "sync/client/transport.hpp"
#include "sync/core/hub_errors.hpp"
#include "sync/core/trusted_time.hpp"
#include "sync/core/wire.hpp"

namespace qiantai::sync {
namespace {

namespace fact = sqlite::fact;

bool came_from_hub(const Error& error) {
    return find_hub_error(error.code()) != nullptr || error.code() == k_database_old_copy.code ||
           error.code() == k_clock_ahead_stays.code;
}

std::string error_text(const Error& error) {
    return boost::json::serialize(boost::json::object{{"code", error.code()},
                                                      {"actor", actor_name(error.actor())},
                                                      {"words_en", error.kind->words_en},
                                                      {"words_zh", error.kind->words_zh},
                                                      {"detail", error.detail}});
}

Status mark_offline(sqlite::Database& database, TimeMs now_ms) {
    QIANTAI_TRY(const auto since, sqlite::load_fact_integer(database, fact::k_offline_since));
    if (since) return {};
    return sqlite::save_fact(database, fact::k_offline_since, now_ms);
}

}  // namespace

bool only_sending_failed(const Error& error) {
    constexpr int k_unauthorized = 401, k_forbidden = 403;
    for (const auto* kind : {&k_clock_ahead_stays, &k_hub_answer_strange, &k_wire_too_large}) {
        if (error.code() == kind->code) return true;
    }
    const auto* refused = find_hub_error(error.code());
    return refused && refused->http_status != k_unauthorized &&
           refused->http_status != k_forbidden && refused != &k_hub_stopping &&
           refused != &k_too_many_requests;
}

Status record_all_sent(sqlite::Database& database, TimeMs now_ms) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(const auto acked, load_acked_seq(database));
    QIANTAI_TRY(const auto last, load_last_seq(database));
    if (acked < last) return {};
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, fact::k_last_complete_at, now_ms));
    return transaction.commit();
}

Status record_success(sqlite::Database& database, Clock& clock) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    const TimeMs now_ms = clock.now_ms();
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, fact::k_last_contact_at, now_ms));
    QIANTAI_TRY(const auto known, sqlite::load_known_times(database));
    QIANTAI_TRY(const auto offset, sqlite::load_fact_integer(database, fact::k_clock_offset_ms));
    const SteadyTime met{.ours = trusted_time(known, now_ms).at,
                         .headquarters = now_ms + offset.value_or(0)};
    QIANTAI_TRY_STATUS(sqlite::mark_steady_time(database, clock, met));
    QIANTAI_TRY_STATUS(sqlite::remove_fact(database, fact::k_offline_since));
    QIANTAI_TRY_STATUS(sqlite::remove_fact(database, fact::k_last_error));
    return transaction.commit();
}

Status record_failure(sqlite::Database& database, const Error& error, TimeMs now_ms) {
    if (error.code() == k_sync_cancelled.code) return {};
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, fact::k_last_error, error_text(error)));
    if (came_from_hub(error)) {
        QIANTAI_TRY_STATUS(sqlite::remove_fact(database, fact::k_offline_since));
        QIANTAI_TRY_STATUS(sqlite::save_fact(database, fact::k_last_contact_at, now_ms));
    } else if (is_unreached(error)) {
        QIANTAI_TRY_STATUS(mark_offline(database, now_ms));
    }
    return transaction.commit();
}

}  // namespace qiantai::sync
