#include "sync/client/push_state.hpp"

#include <fmt/format.h>

#include "schema/sqlite/attachment_shelf.hpp"
#include "schema/sqlite/incarnations.hpp"
#include "schema/sqlite/rows.hpp"
#include "sync/client/clock_facts.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/client/feed_cursors.hpp"
#include "sync/client/rejections.hpp"
#include "sync/core/hub_errors.hpp"

namespace qiantai::sync {
namespace {

namespace fact = sqlite::fact;

Error old_copy(std::int64_t hub_seq, std::int64_t own_seq) {
    return make_error(
        k_database_old_copy,
        fmt::format("headquarters has {}, this database ends at {}", hub_seq, own_seq));
}

// Its status here; nothing if it was known before. An erasure of a row that headquarters lacks has
// done there what it should; it is kept in case the row comes (refused_row.hpp), and nobody need
// hear of it.
Result<std::optional<std::string>> insert_rejection(sqlite::Database& database,
                                                    const Rejection& rejection, TimeMs now_ms) {
    auto& statement = database.cached(
        "INSERT INTO rejection (seq, entity, id, code, actor, field, words_zh, words_en, "
        "rejected_at, status) "
        "SELECT seq, entity, id, ?2, ?3, nullif(?4, ''), ?5, ?6, ?7, "
        "CASE WHEN op = 'erase' AND ?2 = ?8 THEN 'kept' ELSE 'open' END FROM outbox WHERE seq = ?1 "
        "ON CONFLICT (seq) DO NOTHING RETURNING status");
    statement.bind(rejection.seq, rejection.code, rejection.actor, rejection.field,
                   rejection.words_zh, rejection.words_en, now_ms, k_refused_row_missing.code);
    return sqlite::one(statement, sqlite::text_column);
}

/// Everything is read from its beginning.
Status forget_cursors(sqlite::Database& database) {
    return database.cached("DELETE FROM feed_cursor").run();
}

Status set_back(sqlite::Database& database, std::int64_t acked_seq) {
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, fact::k_acked_seq, acked_seq));
    QIANTAI_TRY_STATUS(sqlite::send_attachments_again(database));
    return forget_cursors(database);
}

Status store_contact(sqlite::Database& database, TimeMs hub_time_ms, HubClock clock,
                     TimeMs now_ms) {
    QIANTAI_TRY_STATUS(store_hub_time(database, hub_time_ms, clock, now_ms));
    return sqlite::save_fact(database, fact::k_last_contact_at, now_ms);
}

// What the hub has of the changes that are numbered as ours are; nothing if it speaks of another
// history.
std::optional<std::int64_t> comparable_last_seq(const HubHello& hello,
                                                const sqlite::Incarnations& ours) {
    const bool same = hello.incarnation == ours.own || ours.took_place_of(hello.incarnation);
    if (same || hello.incarnation.is_nil()) return hello.last_seq;
    return std::nullopt;
}

}  // namespace

Result<PushOutcome> store_push_answer(sqlite::Database& database, const PushAnswer& answer,
                                      TimeMs now_ms) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(const auto last, load_last_seq(database));
    if (answer.acked_seq > last) return old_copy(answer.acked_seq, last);
    QIANTAI_TRY(const auto acked, load_acked_seq(database));
    PushOutcome outcome{.acked_seq = std::max(acked, answer.acked_seq)};
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, fact::k_acked_seq, outcome.acked_seq));
    QIANTAI_TRY_STATUS(sqlite::remove_fact(database, fact::k_clock_refusals));
    bool row_was_missing = false;
    for (const auto& rejection : answer.rejections) {
        QIANTAI_TRY(const auto status, insert_rejection(database, rejection, now_ms));
        outcome.rejected += status == "open" ? 1 : 0;
        row_was_missing |= status && rejection.code == k_refused_row_missing.code;
    }
    // The row may have come by while this answer was on its way, or was lost: it is read again, so
    // that what was refused for want of it finds it (refused_row.hpp).
    if (row_was_missing) QIANTAI_TRY_STATUS(forget_cursors(database));
    QIANTAI_TRY_STATUS(close_superseded_rejections(database));
    QIANTAI_TRY_STATUS(transaction.commit());
    return outcome;
}

Status rewind_to(sqlite::Database& database, std::int64_t expected_seq) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(const auto last, load_last_seq(database));
    if (expected_seq > last + 1) return old_copy(expected_seq - 1, last);
    QIANTAI_TRY_STATUS(set_back(database, expected_seq - 1));
    return transaction.commit();
}

Status reset_cursors(sqlite::Database& database) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY_STATUS(forget_cursors(database));
    return transaction.commit();
}

Status store_hello(sqlite::Database& database, const HubHello& hello, TimeMs now_ms) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(const auto ours, sqlite::load_incarnations(database));
    QIANTAI_TRY(const auto acked, load_acked_seq(database));
    QIANTAI_TRY(const auto last, load_last_seq(database));
    if (hello.incarnation == ours.own && hello.last_seq > last)
        return old_copy(hello.last_seq, last);
    if (hello.incarnation == ours.own && !ours.before.empty()) {
        // The hub has taken the restored database over; a later restore must name this one.
        QIANTAI_TRY_STATUS(sqlite::remove_fact(database, fact::k_restored_from));
    }
    QIANTAI_TRY_STATUS(
        sqlite::save_fact(database, fact::k_hub_incarnation, hello.incarnation.text()));
    QIANTAI_TRY_STATUS(store_contact(database, hello.hub_time_ms, hello.clock, now_ms));
    QIANTAI_TRY(const auto generation, sqlite::load_fact_text(database, fact::k_hub_generation));
    const bool other_generation = generation && *generation != hello.generation;
    const auto hub_seq = comparable_last_seq(hello, ours).value_or(acked);
    if (other_generation || hub_seq < acked) {
        QIANTAI_TRY_STATUS(set_back(database, std::min(acked, hub_seq)));
    }
    if (generation != hello.generation) {
        QIANTAI_TRY_STATUS(sqlite::save_fact(database, fact::k_hub_generation, hello.generation));
    }
    return transaction.commit();
}

Result<std::optional<NewsQuestion>> question_for_news(sqlite::Database& database,
                                                      const HubHello& hello) {
    QIANTAI_TRY(const auto acked, load_acked_seq(database));
    QIANTAI_TRY(const auto last, load_last_seq(database));
    QIANTAI_TRY(const auto ours, sqlite::load_incarnations(database));
    std::optional<NewsQuestion> question;
    if (acked < last) return question;
    question.emplace();
    question->generation = hello.generation;
    question->incarnation = ours.own;
    question->last_seq = acked;
    for (const auto& scope : hello.scopes) {
        QIANTAI_TRY(question->cursors[scope], load_cursor(database, scope));
    }
    return question;
}

Status store_quiet(sqlite::Database& database, const NewsAnswer& answer, TimeMs now_ms) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY_STATUS(store_contact(database, answer.hub_time_ms, answer.clock, now_ms));
    return transaction.commit();
}

}  // namespace qiantai::sync
