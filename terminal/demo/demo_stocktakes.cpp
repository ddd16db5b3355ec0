#include "terminal/demo/demo_stocktakes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/base/described_json.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/stocktakes/rules/stocktake_book.hpp"

namespace qiantai::ctl {
namespace {

using CountMove = StocktakeStep;

constexpr TimeMs k_count_minute_ms = 60'000, k_count_day_ms = 24ll * 60 * k_count_minute_ms;
constexpr std::int64_t k_count_number_first = 900'001;
constexpr std::string_view k_count_chief = "9101";

struct DemoCount {
    int days_ago;
    StocktakeKind kind;
    std::string_view words;
    std::span<const std::string_view> gifts;
    int off[2];  ///< of the first two gifts so many more than the book says; negative: fewer
    bool posted;
};
constexpr std::string_view k_counted_monthly[] = {"LP010", "LP001", "LP008"};
constexpr std::string_view k_counted_weekly[] = {"LP001", "LP009"};
constexpr std::string_view k_counted_now[] = {"LP003", "LP004", "LP006"};
constexpr DemoCount k_counts[] = {
    {28, StocktakeKind::cycle, "月底循环盘点", k_counted_monthly, {-2, 1}, true},
    {7, StocktakeKind::cycle, "", k_counted_weekly, {-1, 0}, true},
    {0, StocktakeKind::cycle, "抽查高价值礼品", k_counted_now, {0, 0}, false},
};

Date count_day(TimeMs at) {
    return Date::of_time(at, k_demo_utc_offset_minutes);
}

/// Who takes part in a store's stocktakes.
struct DemoCounters {
    std::string clerk, second_clerk, manager;
};

/// One store's nth stocktake. Its manager leads and checks it, its clerk counts, another one counts
/// again what differs, headquarters' manager approves.
class DemoStocktake {
  public:
    DemoStocktake(sqlite::Database& database, std::string_view store_code, std::size_t nth,
                  const DemoCounters& people)
        : m_database(database),
          m_count(k_counts[nth]),
          m_nth(nth),
          m_clerk(people.clerk),
          m_second_clerk(people.second_clerk),
          m_manager(people.manager),
          m_at(k_demo_now_ms - m_count.days_ago * k_count_day_ms - 90 * k_count_minute_ms) {
        domain::StocktakeScope scope;
        for (const auto code : m_count.gifts) scope.gifts.push_back(domain::gift_id_of(code));
        m_row.store_code = store_code;
        m_row.id = new_id("head");
        m_row.number = store::format_human_number(
            {m_row.store_code, "00", k_count_number_first + static_cast<std::int64_t>(nth),
             std::string(domain::k_stocktake_number_kind)});
        m_row.kind = m_count.kind;
        m_row.planned_on = count_day(m_at);
        m_row.scope = boost::json::serialize(to_json(scope));
        m_row.zones = boost::json::serialize(
            to_json(domain::StocktakeZones{{{.name = "前台"}, {.name = "库房", .shared = true}}}));
        m_row.words = m_count.words;
        m_row.business_date = count_day(m_at);
        m_row.created_by = m_manager;
        m_row.created_at = m_at;
    }

    Status fill() {
        QIANTAI_TRY_STATUS(sqlite::insert(m_database, m_row));
        QIANTAI_TRY_STATUS(add(CountMove::papers_entered, m_manager));
        QIANTAI_TRY_STATUS(add(CountMove::frozen, m_manager));
        QIANTAI_TRY_STATUS(count());
        if (!m_count.posted) return {};
        for (const char* zone : {"前台", "库房"}) {
            auto done = event(CountMove::zone_done, m_clerk, zone);
            done.zone = zone;
            QIANTAI_TRY_STATUS(sqlite::insert(m_database, done));
        }
        return open_and_post();
    }

  private:
    Uuid new_id(std::string_view what) const {
        return Uuid::derive(m_at,
                            fmt::format("demo/stocktake/{}/{}/{}", m_row.store_code, m_nth, what),
                            Cell::of_store(m_row.store_code));
    }
    domain::StocktakeEvent event(CountMove step, const std::string& by,
                                 std::string_view what = {}) {
        m_at += 5 * k_count_minute_ms;
        return {.id = Uuid::derive(m_row.created_at,
                                   fmt::format("demo/stocktake/{}/{}/{}/{}", m_row.store_code,
                                               m_nth, code_of(step), what),
                                   Cell::of_store(m_row.store_code)),
                .store_code = m_row.store_code,
                .stocktake_id = m_row.id,
                .step = step,
                .business_date = count_day(m_at),
                .created_by = by,
                .created_at = m_at};
    }
    Status add(CountMove step, const std::string& by) {
        auto one = event(step, by);
        one.about_id = m_opening;
        return sqlite::insert(m_database, one);
    }

    domain::StocktakeCount counted(const domain::StocktakeLine& line, StocktakeRound round,
                                   const std::string& by) {
        m_at += 5 * k_count_minute_ms;
        return {.id = new_id(fmt::format("count {} {}", line.gift_id->text(), code_of(round))),
                .store_code = m_row.store_code,
                .stocktake_id = m_row.id,
                .round = round,
                .zone = "前台",
                .kind = StocktakeEntryKind::set,
                .gift_id = line.gift_id,
                .quantity = line.counted,
                .created_by = by,
                .created_at = m_at};
    }

    /// What differs is counted again by somebody else; while it goes on, only the first two are
    /// counted.
    Status count() {
        const auto gifts = m_count.posted ? m_count.gifts : m_count.gifts.first(2);
        for (std::size_t i = 0; i < gifts.size(); ++i) {
            const auto code = gifts[i];
            m_at += 5 * k_count_minute_ms;
            const auto gift = domain::gift_id_of(code);
            QIANTAI_TRY(const auto book,
                        domain::StocktakeBook::load(m_database, m_row, m_at, gift));
            const domain::StocktakeThing thing{.gift_id = gift, .spot = StockSpot::shelf};
            domain::StocktakeLine line{.id = new_id(fmt::format("line {}", code)),
                                       .store_code = m_row.store_code,
                                       .stocktake_id = m_row.id,
                                       .gift_id = gift,
                                       .spot = StockSpot::shelf,
                                       .zones = "前台",
                                       .counted_at = m_at,
                                       .book = book.at(thing, m_at)};
            line.counted = std::max(line.book + (i < 2 ? m_count.off[i] : 0), 0);
            auto& cost = m_database.cached("SELECT cost FROM gift WHERE id = ?");
            QIANTAI_TRY(const auto fen, sqlite::one(cost.bind(gift), sqlite::integer_column));
            line.cost = Fen(fen.value_or(0));
            QIANTAI_TRY_STATUS(
                sqlite::insert(m_database, counted(line, StocktakeRound::first, m_clerk)));
            if (line.variance() != 0) {
                line.first_count = line.counted;
                QIANTAI_TRY_STATUS(sqlite::insert(
                    m_database, counted(line, StocktakeRound::recount, m_second_clerk)));
            }
            m_lines.push_back(line);
        }
        return {};
    }

    Status open_and_post() {
        auto opened = event(CountMove::opened, m_manager);
        opened.people = m_clerk;
        m_opening = opened.id;
        QIANTAI_TRY_STATUS(sqlite::insert(m_database, opened));
        domain::StocktakeExplanations reasons;
        for (auto& line : m_lines) {
            line.opening_id = opened.id;
            line.created_at = opened.created_at;
            QIANTAI_TRY_STATUS(sqlite::insert(m_database, line));
            if (line.variance() == 0) continue;
            reasons.lines.push_back({line.id,
                                     line.variance() < 0 ? StocktakeReason::issue_unrecorded
                                                         : StocktakeReason::receipt_unrecorded,
                                     ""});
        }
        if (!reasons.lines.empty()) {
            auto explained = event(CountMove::explained, m_manager);
            explained.lines = boost::json::serialize(to_json(reasons));
            QIANTAI_TRY_STATUS(sqlite::insert(m_database, explained));
        }
        QIANTAI_TRY_STATUS(add(CountMove::counter_signed, m_clerk));
        QIANTAI_TRY_STATUS(add(CountMove::checker_signed, m_manager));
        QIANTAI_TRY_STATUS(add(CountMove::approved, std::string(k_count_chief)));
        auto posted = event(CountMove::posted, m_clerk);
        posted.id = domain::posting_id_of(m_row);
        posted.about_id = m_opening;
        QIANTAI_TRY_STATUS(sqlite::insert(m_database, posted));
        for (const auto& line : m_lines) {
            if (line.variance() == 0) continue;
            QIANTAI_TRY_STATUS(sqlite::insert(m_database, adjustment(line)));
        }
        auto& done = m_database.cached("DELETE FROM stocktake_recheck WHERE stocktake_id = ?");
        return done.bind(m_row.id).run();
    }

    domain::StockMovement adjustment(const domain::StocktakeLine& line) const {
        return {.id = domain::adjustment_id_of(m_row, line.thing(), line.variance(), 0, 0),
                .store_code = m_row.store_code,
                .gift_id = *line.gift_id,
                .kind = StockKind::adjustment,
                .spot = StockSpot::shelf,
                .quantity = line.variance(),
                .at = line.counted_at,
                .document_id = m_row.id,
                .paper = m_row.number,
                .business_date = count_day(line.counted_at),
                .created_by = m_clerk,
                .created_at = m_at};
    }

    sqlite::Database& m_database;
    const DemoCount& m_count;
    std::size_t m_nth;
    std::string m_clerk, m_second_clerk, m_manager;
    TimeMs m_at;
    domain::Stocktake m_row{};
    std::optional<Uuid> m_opening{};
    std::vector<domain::StocktakeLine> m_lines{};
};

}  // namespace

Status fill_demo_stocktakes(sqlite::Database& database, std::string_view store_code) {
    auto& known = database.cached("SELECT 1 FROM stocktake WHERE store_code = ? LIMIT 1");
    QIANTAI_TRY(const bool filled, sqlite::any(known.bind(store_code)));
    if (filled) return {};
    DemoCounters people;
    QIANTAI_TRY(people.clerk, load_demo_clerk(database, store_code));
    auto& clerks = database.cached(
        "SELECT number FROM staff WHERE store_code = ? AND role = 'clerk' AND number <> ?"
        " ORDER BY number LIMIT 1");
    QIANTAI_TRY(const auto second, sqlite::one(clerks.bind(store_code, people.clerk),
                                               sqlite::text_column));
    auto& managers = database.cached(
        "SELECT number FROM staff WHERE store_code = ? AND role = 'store_manager'"
        " ORDER BY number LIMIT 1");
    QIANTAI_TRY(const auto manager, sqlite::one(managers.bind(store_code), sqlite::text_column));
    people.manager = manager.value_or(people.clerk);
    people.second_clerk = second.value_or(people.manager);
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    for (std::size_t nth = 0; nth < std::size(k_counts); ++nth) {
        DemoStocktake stocktake(database, store_code, nth, people);
        QIANTAI_TRY_STATUS(stocktake.fill());
    }
    return transaction.commit();
}

}  // namespace qiantai::ctl
