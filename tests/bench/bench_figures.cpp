// All figures of a month beside the month before and the year before, with and without the page's
// breakdowns, beside plain SQL of the same members' figures in the same run; and shown again. Each is
// the first thing that a newly opened encrypted database with a page cache of 64 MB is asked. Usage:
// bench_figures [MEMBERS [RECEIPTS]]. Aim: at most 1.2 times the plain SQL at 1,000,000 members and
// 5,000,000 receipts.

#include <cstdlib>

#include "schema/sqlite/described_rows.hpp"
#include "terminal/demo/demo_fill.hpp"
#include "terminal/figures/rules/figures.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"
#include "terminal/store/terminal_database.hpp"
#include "tests/bench/cpu_times.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::bench {
namespace {

using domain::FigureBy;
using domain::FigureId;

constexpr int k_years_days = 5 * 365;

/// A terminal that was just opened.
struct OpenTerminal {
    explicit OpenTerminal(const test::TempFolder& folder) : terminal(open(folder)) {}

    store::TerminalDatabase open(const test::TempFolder& folder) {
        store::TerminalOptions options;
        options.if_missing = store::TerminalOptions::IfMissing::create;
        options.durability = sqlite::Durability::off;
        return store::TerminalDatabase::open(store::resolve_home(folder / "home").value(), clock,
                                             random, manifest, options)
            .value();
    }
    domain::ServiceContext context() {
        return {terminal.database(), clock, random, manifest,
                domain::load_identity(terminal.database()).value()};
    }
    SystemClock clock;
    SystemRandom random;
    Manifest manifest = make_qiantai_manifest();
    store::TerminalDatabase terminal;
};

/// Five years of receipts in the order of their days; one in thirty is given back.
void fill_years(domain::ServiceContext& context, std::span<const Uuid> members, int receipts) {
    auto& database = context.database;
    const Date first = domain::business_date(context)->plus_days(-k_years_days);
    constexpr int k_in_transaction = 20'000;
    for (int done = 0; done < receipts;) {
        auto transaction = sqlite::Transaction::begin(database).value();
        database.execute("SELECT set_capture(0)").value();
        for (int i = 0; i < k_in_transaction && done < receipts; ++i, ++done) {
            const int day = static_cast<int>(std::int64_t{done} * k_years_days / receipts);
            domain::Purchase sale{.store_code = context.identity.store_code,
                                  .source = "till",
                                  .till = std::to_string(done % 3),
                                  .number = std::to_string(done),
                                  .business_date = first.plus_days(day),
                                  .amount = Fen(done % 50'000 + 100),
                                  .created_by = "1002"};
            sale.id = domain::purchase_id(sale);
            const auto member = static_cast<std::uint64_t>(done) * 2'654'435'761 % members.size();
            sale.member_id = members[member];
            sqlite::insert(database, sale).value();
            if (done % 30 != 0) continue;
            auto back = sale;
            back.kind = PurchaseKind::refund;
            back.number = "R" + sale.number;
            back.refund_of = sale.id;
            back.id = domain::purchase_id(back);
            sqlite::insert(database, back).value();
        }
        database.execute("DELETE FROM tier_due").value();
        database.execute("SELECT set_capture(1)").value();
        transaction.commit().value();
    }
}

/// What one period's members come to, in one statement.
constexpr std::string_view k_plain_sql =
    "WITH back AS (SELECT refund_of, sum(amount) AS sum FROM purchase WHERE refund_of IS NOT NULL"
    " AND undone_at IS NULL GROUP BY refund_of),"
    " receipt AS (SELECT ifnull(m.merged_into, m.id) AS who, p.business_date AS day,"
    " CASE p.kind WHEN 'sale' THEN p.amount ELSE -p.amount END AS money,"
    " p.kind = 'sale' AND ifnull(b.sum >= p.amount, 0) = 0 AS visit"
    " FROM purchase p JOIN member m ON m.id = p.member_id LEFT JOIN back b ON b.refund_of = p.id"
    " WHERE p.undone_at IS NULL AND m.store_code = 'S001' AND p.business_date <= ?2),"
    " person AS (SELECT who, sum(money) FILTER (WHERE day >= ?1) AS spend,"
    " count(*) FILTER (WHERE visit AND day >= ?1) AS visits,"
    " count(*) FILTER (WHERE visit AND day < ?1) AS before,"
    " max(day) FILTER (WHERE visit AND day < ?1) AS last_before,"
    " max(day) FILTER (WHERE visit) AS last FROM receipt GROUP BY who)"
    " SELECT total(spend), count(*) FILTER (WHERE visits > 0), total(visits),"
    " count(*) FILTER (WHERE visits > 1),"
    " count(*) FILTER (WHERE m.joined_on < ?1 AND before > 0),"
    " count(*) FILTER (WHERE m.joined_on BETWEEN ?1 AND ?2),"
    " count(*) FILTER (WHERE m.joined_on < ?1"
    " AND julianday(?1) - 1 - julianday(ifnull(last_before, m.joined_on)) <= 365),"
    " count(*) FILTER (WHERE m.joined_on < ?1"
    " AND julianday(?1) - 1 - julianday(ifnull(last_before, m.joined_on)) <= 365"
    " AND julianday(?2) - julianday(ifnull(last, m.joined_on)) > 365)"
    " FROM member m LEFT JOIN person ON person.who = m.id"
    " WHERE m.store_code = 'S001' AND m.status <> 'erased' AND m.merged_into IS NULL";

struct PlainMonth {
    std::int64_t spend = 0, buyers = 0, lost = 0;
};
PlainMonth read_plain(sqlite::Database& database, const domain::FigureDays& days) {
    auto statement = database.prepare(k_plain_sql).value();
    statement.bind(days.from.text(), days.until.text());
    QIANTAI_ASSERT(statement.step().value());
    return {static_cast<std::int64_t>(statement.real(0)), statement.integer(1),
            statement.integer(7)};
}

void run(int members, int receipts) {
    const test::TempFolder folder;
    Date today{};
    {
        OpenTerminal filling(folder);
        auto& database = filling.terminal.database();
        ctl::demo_fill(database, {.members = members, .pin_cost = {1, 8192}}).value();
        auto context = filling.context();
        database.execute("UPDATE member SET store_code = 'S001'").value();
        auto ids = database.prepare("SELECT id FROM member ORDER BY id").value();
        fill_years(context, sqlite::all(ids, sqlite::id_column).value(), receipts);
        today = domain::business_date(context).value();
    }
    const domain::Session manager{"1001", "店长", StaffRole::store_manager, "S001"};
    const auto period = domain::make_figure_period(domain::FigureSpan::month,
                                                   today.month_start().plus_months(-1), {}, today)
                            .value();
    domain::FigureRequest request{.span = domain::FigureSpan::month, .from = period.days.from};
    PlainMonth plain;
    const double plain_ms = [&] {
        OpenTerminal opened(folder);
        return cpu_ms([&] {
            auto& database = opened.terminal.database();
            read_plain(database, period.last_year);
            read_plain(database, period.before);
            plain = read_plain(database, period.days);
        });
    }();
    domain::FigureAnswer answer;
    const auto ours_ms = [&] {
        OpenTerminal opened(folder);
        auto context = opened.context();
        return cpu_ms([&] { answer = domain::Figures(context).show(manager, request).value(); });
    };
    const double all_ms = ours_ms();
    for (const auto& value : answer.figures) {
        if (value.id == FigureId::member_spend) QIANTAI_ASSERT(value.value == plain.spend);
        if (value.id == FigureId::buyers) QIANTAI_ASSERT(value.value == plain.buyers);
        if (value.id == FigureId::churn_rate) QIANTAI_ASSERT(value.numerator == plain.lost);
    }
    for (const auto& by : k_codes<FigureBy>) request.by.emplace_back(by.value);
    const double page_ms = ours_ms();
    fmt::print("{} members, {} receipts of the store in 5 years; times of the processor\n", members,
               receipts);
    report("all figures of a month, three periods", all_ms, plain_ms);
    report("the same with every breakdown", page_ms, plain_ms);
}

}  // namespace
}  // namespace qiantai::bench

int main(int argc, char** argv) {
    const int members = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const int receipts = argc > 2 ? std::atoi(argv[2]) : 500'000;
    qiantai::bench::run(members, receipts);
    return 0;
}
