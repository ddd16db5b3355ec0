#include "terminal/demo/demo_closings.hpp"

#include <fmt/format.h>

#include "schema/base/described_json.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/closing/rules/closing_facts.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"

namespace qiantai::ctl {
namespace {

constexpr int k_closed_days = 21, k_addition_days_ago = 9;
constexpr TimeMs k_close_hour_ms = 3'600'000, k_close_minute_ms = 60'000;

struct DemoLeft {
    int days_ago;
    DayItemKind kind;
    int count;
    CarryReason reason;
    std::string_view words;
};
constexpr DemoLeft k_left[] = {
    {19, DayItemKind::register_unchecked, 2, CarryReason::colleague, ""},
    {16, DayItemKind::callbacks_last_day, 3, CarryReason::customer, ""},
    {12, DayItemKind::stocktakes_open, 1, CarryReason::no_time, ""},
    {9, DayItemKind::tickets_overdue, 1, CarryReason::headquarters, ""},
    {5, DayItemKind::requisitions_late, 1, CarryReason::other, "快递说明早八点前送到"},
    {2, DayItemKind::refused_records, 1, CarryReason::network, ""},
    {1, DayItemKind::tickets_overdue, 2, CarryReason::customer, ""},
    {1, DayItemKind::callbacks_last_day, 1, CarryReason::no_time, ""},
};

Uuid closing_demo_id(std::string_view store_code, Date day, std::string_view what, TimeMs at) {
    return Uuid::derive(at, fmt::format("demo/closing/{}/{}/{}", store_code, day.text(), what),
                        Cell::of_store(store_code));
}

Result<std::string> load_closer(sqlite::Database& database, std::string_view store_code) {
    auto& rows = database.cached(
        "SELECT number FROM staff WHERE store_code = ? AND role = 'store_manager'"
        " AND status = 'active' ORDER BY number LIMIT 1");
    QIANTAI_TRY(const auto number, sqlite::one(rows.bind(store_code), sqlite::text_column));
    return number.value_or("");
}

std::string left_on(int days_ago) {
    domain::CarriedItems left;
    for (const auto& one : k_left) {
        if (one.days_ago != days_ago) continue;
        left.items.push_back({.kind = one.kind,
                              .must = true,
                              .count = one.count,
                              .reason = one.reason,
                              .words = std::string(one.words)});
    }
    return boost::json::serialize(to_json(left));
}

/// One store's closings, in the order of their days.
class DemoClosings {
  public:
    DemoClosings(sqlite::Database& database, std::string_view store_code, std::string closer)
        : m_database(database), m_store(store_code), m_closer(std::move(closer)) {}

    Status fill() {
        const Date today = Date::of_time(k_demo_now_ms, k_demo_utc_offset_minutes);
        for (int ago = k_closed_days; ago >= 1; --ago) {
            QIANTAI_TRY_STATUS(close(today.plus_days(-ago), ago));
        }
        return {};
    }

  private:
    Status close(Date day, int ago) {
        // Some minutes after nine in the evening.
        const TimeMs at =
            utc_day_start(day) + 13 * k_close_hour_ms + (8 + ago % 7) * k_close_minute_ms;
        QIANTAI_TRY_STATUS(insert(day, at, left_on(ago), ""));
        if (ago != k_addition_days_ago) return {};
        return insert(day, at + 22 * k_close_minute_ms, left_on(ago), "闭店后又补记一笔发放");
    }

    Status insert(Date day, TimeMs at, std::string left, std::string words) {
        auto& given = m_database.cached(
            "SELECT (SELECT count(*) FROM issuance WHERE store_code = ?1 AND business_date = ?2),"
            " (SELECT ifnull(sum(" QIANTAI_COUNTED("pieces") "), 0) FROM issuance_line"
            " WHERE store_code = ?1 AND business_date = ?2)");
        domain::DayClose close{.id = closing_demo_id(m_store, day, words, at),
                               .store_code = m_store,
                               .day = day,
                               .items = std::move(left),
                               .tills = boost::json::serialize(to_json(domain::TillMarks{})),
                               .words = std::move(words),
                               .business_date = day,
                               .created_by = m_closer,
                               .created_at = at};
        QIANTAI_TRY_STATUS(
            sqlite::each(given.bind(m_store, day.text()), [&](const sqlite::Statement& row) {
                close.issuances = static_cast<int>(row.integer(0));
                close.pieces = static_cast<int>(row.integer(1));
            }));
        QIANTAI_TRY_STATUS(sqlite::insert(m_database, close));
        // No real terminal has code 00, and it left no trail.
        return sqlite::insert(
            m_database,
            domain::DayMark{
                .id = closing_demo_id(m_store, day, "mark" + close.words, at),
                .store_code = m_store,
                .terminal_code = "00",
                .incarnation = Uuid::derive("demo/till/" + m_store, Cell::of_store(m_store)),
                .day = day,
                .outbox_seq = ++m_seq * 100,
                .events_from = 1,
                .late = close.words.empty() ? 0 : 1,
                .created_by = m_closer,
                .created_at = at});
    }

    sqlite::Database& m_database;
    std::string m_store;
    std::string m_closer;
    std::int64_t m_seq = 0;
};

}  // namespace

Status fill_demo_closings(sqlite::Database& database, std::string_view store_code) {
    auto& known = database.cached("SELECT 1 FROM day_close WHERE store_code = ? LIMIT 1");
    QIANTAI_TRY(const bool filled, sqlite::any(known.bind(store_code)));
    QIANTAI_TRY(auto closer, load_closer(database, store_code));
    if (filled || closer.empty()) return {};
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY_STATUS(DemoClosings(database, store_code, std::move(closer)).fill());
    return transaction.commit();
}

}  // namespace qiantai::ctl
