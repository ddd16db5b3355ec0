// Five years of a store's cases: the board, lists, searches and figures, each beside the bare
// indexed read of the same rows in the same run; the first fold of everything that arrived; applying
// events beside the same without what keeps the board. Encrypted database, 64 MB page cache.
// Usage: bench_tickets [TICKETS], 5,000 unless said; 200,000 (1.5 million events) is a busy store.
// Aim: every screen's data within 16 ms where the bare read takes 8; applying 1.3 times the plain.
// Times are the processor's: what others do on the machine doesn't count.

#include <fmt/format.h>

#include <cstdlib>

#include "schema/base/described_json.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "sync/client/feed_applier.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/demo/demo_fill.hpp"
#include "terminal/store/terminal_database.hpp"
#include "terminal/tickets/rules/ticket_cache.hpp"
#include "terminal/tickets/rules/ticket_figures.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "terminal/tickets/rules/tickets_sql.hpp"
#include "tests/bench/cpu_times.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::bench {
namespace {

using namespace domain;
using Step = TicketStep;

constexpr int k_in_transaction = 2'000, k_still_open = 300,
              k_applied = 10'000;
constexpr TimeMs k_hour_ms = 3'600'000, k_five_years_ms = TimeMs{5 * 365 * 24} * k_hour_ms;

/// Writes cases with their courses as sync applies them.
class CaseMill {
  public:
    CaseMill(ServiceContext& context, std::vector<Uuid> members, int tickets)
        : m_context(context),
          m_members(std::move(members)),
          m_tickets(tickets),
          m_now(record_time(context).value()),
          m_calendars{BusinessCalendar(usual_store_hours(), {}, 480),
                      BusinessCalendar(usual_office_hours(), {}, 480)} {}

    std::int64_t fill() {
        auto& database = m_context.database;
        for (int done = 0; done < m_tickets;) {
            auto transaction = sqlite::Transaction::begin(database).value();
            database.execute("SELECT set_capture(0)").value();
            for (int i = 0; i < k_in_transaction && done < m_tickets; ++i) write(done++);
            database.execute("SELECT set_capture(1)").value();
            transaction.commit().value();
        }
        return m_events;
    }

  private:
    void write(int nth) {
        static constexpr const char* k_matters[] = {
            "烧水十分钟后跳闸，连续三次", "电饭煲内胆涂层脱落，担心有害",
            "送货晚两天，没有提前通知",   "货架价与收银价差二十元",
            "收银员态度不好，说话难听",   "买的奶粉快到期了才发现",
            "洗衣机脱水时声音很大",       "空气净化器不通电，指示灯不亮",
            "赠品少发一件，小票写着两件", "会员等级怎么升，消费怎么算"};
        static constexpr const char* k_goods[] = {"电热水壶", "电饭煲", "洗衣机", "空气净化器",
                                                  "破壁机",   "奶粉",   "保温杯", "吸尘器"};
        const auto kind = nth % 10 == 9                    ? TicketKind::enquiry
                          : nth % 10 == 6 || nth % 10 == 7 ? TicketKind::repair
                                                           : TicketKind::complaint;
        m_at = m_now - k_five_years_ms + k_five_years_ms / m_tickets * nth;
        // The newest are still open, and were taken in within the last days.
        const int from_end = m_tickets - nth;
        if (from_end <= k_still_open) m_at = m_now - from_end * k_hour_ms / 4;
        m_ticket = Ticket{.store_code = "S001",
                          .taken_at = "S001",
                          .number = store::format_human_number(
                              {"S001", "07", nth + 1, std::string(number_kind_of(kind))}),
                          .kind = kind,
                          .channel = TicketChannel::counter,
                          .subject = "商品质量",
                          .words = fmt::format("{}，第 {} 次来店，说明 {} 号", k_matters[nth % 10],
                                               nth % 4 + 1, nth % 997),
                          .demand = "退款",
                          .product = fmt::format("{} K-{}", k_goods[nth % 8], nth % 90),
                          .in_warranty = true,
                          .business_date = Date::of_time(m_at, 480),
                          .created_by = "1002",
                          .created_at = m_at};
        m_ticket.id = m_context.new_id();
        if (nth % 3 == 0) {
            m_ticket.customer_name = "李先生";
            m_ticket.customer_phone = fmt::format("139{:08}", nth * 7'919LL % 100'000'000);
        } else {
            m_ticket.member_id = m_members[static_cast<std::size_t>(nth) * 31 % m_members.size()];
        }
        sqlite::insert(m_context.database, m_ticket).value();
        m_known.clear();
        tell(kind, from_end <= k_still_open ? from_end % 6 : 9, nth);
    }

    void tell(TicketKind kind, int steps, int nth) {
        TicketTimes times;
        const auto severity = nth % 20 == 0 ? TicketSeverity::urgent : TicketSeverity::normal;
        const auto dues = first_dues(m_ticket, severity, m_at, times, m_calendars);
        auto received = next(Step::received);
        received.severity = severity;
        received.due = promise_text(make_promise(m_ticket, dues,
                                                 timers_by_wall(m_ticket, severity, times, dues),
                                                 m_at, times, m_calendars));
        keep(received);
        if (kind == TicketKind::enquiry) {
            if (steps > 2) keep(next(Step::answered, "有货，可预留"));
            if (steps > 3) keep(next(Step::closed));
            return;
        }
        const bool complaint = kind == TicketKind::complaint;
        if (steps > 0) {
            auto assessed = next(complaint ? Step::assessed : Step::acknowledged);
            if (complaint) assessed.fault = TicketFault::ours;
            keep(assessed);
        }
        if (steps > 1) {
            auto assigned = next(Step::assigned);
            assigned.department = "商品部";
            assigned.assignee = nth % 2 == 0 ? "1002" : "1003";
            keep(assigned);
        }
        if (steps > 2) keep(next(Step::investigated, "批次问题，同批次三件已下架"));
        if (steps > 3 && complaint) {
            auto proposed = next(Step::proposed, "退货退款，赠保温杯一个");
            proposed.resolution = ResolutionKind::refund;
            proposed.approver = TicketApprover::nobody;
            proposed.amount = Fen(36'900);
            keep(proposed);
        }
        if (steps > 4) {
            auto done = next(Step::carried_out, "原路退回");
            done.loss = Fen(28'800);
            keep(done);
        }
        if (steps > 5) {
            auto agreed = next(Step::signed_);
            agreed.satisfaction = nth % 5 + 1;
            agreed.signed_text = "退款 369.00 元";
            agreed.signature = R"([[1000,3000,4000,3200,4200,1000]])";
            keep(agreed);
        }
        if (steps > 6) {
            auto called = next(Step::called_back);
            called.reached = true;
            keep(called);
        }
    }

    TicketEvent next(Step step, const char* words = "") {
        m_at += k_hour_ms / 4;
        return TicketEvent{.id = m_context.new_id(),
                           .store_code = "S001",
                           .ticket_id = m_ticket.id,
                           .member_id = m_ticket.member_id,
                           .step = step,
                           .after = m_known,
                           .words = words,
                           .business_date = m_ticket.business_date,
                           .created_by = "1002",
                           .created_at = m_at};
    }

    void keep(const TicketEvent& event) {
        sqlite::insert(m_context.database, event).value();
        m_known = event.id.text();
        ++m_events;
    }

    ServiceContext& m_context;
    std::vector<Uuid> m_members;
    int m_tickets;
    TimeMs m_now;
    TicketCalendars m_calendars;
    Ticket m_ticket{};
    std::string m_known{};
    TimeMs m_at = 0;
    std::int64_t m_events = 0;
};

/// The rows themselves, as they lie behind an index.
class Bare {
  public:
    explicit Bare(sqlite::Database& database) : m_database(database) {}
    double ms(const std::string& rest) {
        auto statement = m_database.prepare(sqlite::select_of<TicketStateRow>(rest)).value();
        auto head = m_database.prepare("SELECT * FROM ticket WHERE id = ?").value();
        return median_cpu_ms([&] {
            statement.reset();
            for (const auto& row :
                 sqlite::all(statement, sqlite::read_row<TicketStateRow>).value()) {
                head.reset();
                head.bind(row.ticket_id);
                while (head.step().value()) {
                }
            }
        });
    }

  private:
    sqlite::Database& m_database;
};

void measure_screens(ServiceContext& context, const Session& session, int tickets) {
    TicketLists lists(context);
    TicketFigures figures(context);
    Bare bare(context.database);
    const auto list = [&](const TicketFilter& filter) {
        return median_cpu_ms([&] { lists.list(session, filter).value(); });
    };
    report("board", median_cpu_ms([&] { lists.board(session, {}).value(); }),
           bare.ms("WHERE store_code = 'S001' AND closed_at IS NULL ORDER BY lane, next_due"));
    report("badges", median_cpu_ms([&] { lists.counts(session).value(); }),
           bare.ms("WHERE store_code = 'S001' AND closed_at IS NULL ORDER BY lane, next_due"));
    const auto newest = bare.ms("ORDER BY place DESC LIMIT 51");
    report("list, newest", list({}), newest);
    report("list, closed repairs", list({.scope = TicketScope::closed, .kind = TicketKind::repair}),
           bare.ms("WHERE kind = 'repair' AND closed_at IS NOT NULL ORDER BY place DESC LIMIT 51"));
    report(
        "list, overdue", list({.scope = TicketScope::overdue}),
        bare.ms(
            "INDEXED BY ticket_state_open WHERE closed_at IS NULL ORDER BY place DESC LIMIT 51"));
    report(
        "list, three years ago",
        list({.until = business_date(context).value().plus_days(-3 * 365)}),
        bare.ms(fmt::format(
            "WHERE place < {} ORDER BY place DESC LIMIT 51",
            place_number({record_time(context).value() - TimeMs{3 * 365 * 24} * k_hour_ms, 0}))));
    const auto serial = tickets / 2 + 1;
    const auto by_serial = bare.ms(fmt::format("WHERE serial = {}", serial));
    auto middle = context.database
                      .prepare(
                          "SELECT number FROM ticket WHERE id ="
                          " (SELECT ticket_id FROM ticket_state WHERE serial = ?)")
                      .value();
    const auto number = sqlite::only(middle.bind(serial), sqlite::text_column).value();
    report("search, number", list({.text = number}), by_serial);
    report("open by number", median_cpu_ms([&] { lists.find(session, number).value(); }),
           by_serial);
    report("search, last four digits", list({.text = fmt::format("{:04}", serial % 10'000)}),
           bare.ms(fmt::format("WHERE serial = {}", serial % 10'000)));
    const auto of_words = [&](const char* pair) {
        return bare.ms(
            fmt::format("JOIN ticket_search ON ticket_search.rowid = place"
                        " WHERE ticket_search MATCH '\"{}\"'"
                        " ORDER BY ticket_search.rowid DESC LIMIT 51",
                        pair));
    };
    report("search, words in every tenth", list({.text = "烧水十分钟后跳闸"}), of_words("跳闸"));
    report("search, words of a few", list({.text = "电饭煲 说明 996 号"}), of_words("99"));
    report("search, one character", list({.text = "锅"}), of_words("锅"));
    report("search, words of none", list({.text = "闸跳钟分"}), of_words("闸跳"));
    auto someone = context.database
                       .prepare(
                           "SELECT member_id FROM ticket_state WHERE member_id IS NOT NULL"
                           " ORDER BY place DESC LIMIT 1")
                       .value();
    const auto member = sqlite::only(someone, sqlite::id_column).value();
    auto called = context.database.prepare("SELECT name FROM member WHERE id = ?").value();
    const auto name = sqlite::only(called.bind(member), sqlite::text_column).value();
    const auto of_member = bare.ms(
        "WHERE member_id = (SELECT member_id FROM ticket_state WHERE"
        " member_id IS NOT NULL ORDER BY place DESC LIMIT 1)"
        " ORDER BY place DESC LIMIT 51");
    report("list, member's", list({.member_id = member}), of_member);
    report("search, member's name", list({.text = name}), of_member);
    const auto today = business_date(context).value();
    const TicketPeriod month{today.plus_days(-60), today.plus_days(-30), {}};
    const auto of_month = bare.ms(fmt::format(
        "WHERE business_date >= '{}' AND business_date <= '{}' AND place >= {}", month.from.text(),
        month.until.text(), place_number({utc_day_start(month.from) - 24 * k_hour_ms, 0})));
    const Session manager{"1001", "林晓岚", StaffRole::store_manager, "S001"};
    report("statistics of a month",
           median_cpu_ms([&] { figures.statistics(manager, month).value(); }), of_month);
    report("figures of a month", median_cpu_ms([&] { figures.figures(manager, month).value(); }),
           of_month);
    const double emptying = cpu_ms([&] { Tickets(context).run(session).value(); });
    fmt::print("{:<34}{:9.2f} ms\n", "a run that empties old cases", emptying);
    auto policy = context.database
                      .prepare(
                          "INSERT INTO policy (id, code, value, effective_from, created_at)"
                          " VALUES (?, 'tickets.retention',"
                          " '{\"stranger_days\":3650,\"signature_days\":3650,\"photo_days\":3650}', 1, 1)")
                      .value();
    policy.bind(context.new_id()).run().value();
    report("a run", median_cpu_ms([&] { Tickets(context).run(session).value(); }), newest);
}

/// Notes on closed cases, as headquarters sends them.
class NoteFeed {
  public:
    NoteFeed(ServiceContext& context, std::vector<Uuid> tickets)
        : m_context(context), m_tickets(std::move(tickets)) {}

    sync::FeedPage next_page(int rows) {
        sync::FeedSection section;
        section.scope = "store/S001";
        section.from_version = m_version;
        section.to_version = m_version + rows;
        section.more = true;
        m_version += rows;
        for (int i = 0; i < rows; ++i) {
            const TicketEvent event{.id = m_context.new_id(),
                                    .store_code = "S001",
                                    .ticket_id = m_tickets[m_nth++ % m_tickets.size()],
                                    .step = Step::noted,
                                    .words = "顾客又来问过，已说明",
                                    .business_date = Date::of_text("2026-11-21"),
                                    .created_by = "1002",
                                    .created_at = 1};
            sync::RowState state;
            state.entity = "ticket_event";
            state.id = event.id;
            state.columns = to_json(event);
            state.columns.erase("id");
            state.columns["reached"] = false;
            state.clocks.base = sync::Hlc(++m_clock);
            section.rows.push_back({.state = std::move(state)});
        }
        sync::FeedPage page;
        page.sections.push_back(std::move(section));
        return page;
    }

  private:
    ServiceContext& m_context;
    std::vector<Uuid> m_tickets;
    std::size_t m_nth = 0;
    std::int64_t m_version = 0, m_clock = std::int64_t{1'700'000'000'000} << 16;
};

/// With what keeps the board, and without.
void measure_applying(ServiceContext& context) {
    auto& database = context.database;
    auto some = database
                    .prepare(
                        "SELECT ticket_id FROM ticket_state WHERE closed_at IS NOT NULL"
                        " ORDER BY place DESC LIMIT ?")
                    .value();
    NoteFeed feed(context, sqlite::all(some.bind(k_applied / 4), sqlite::id_column).value());
    constexpr int k_page_rows = 500;
    const auto apply = [&] {
        sync::FeedApplier applier(database, context.manifest);
        double took = 0;
        for (int done = 0; done < k_applied; done += k_page_rows) {
            const auto page = feed.next_page(k_page_rows);
            took += cpu_ms([&] { applier.apply_page(page, context.clock.now_ms()).value(); });
        }
        return took;
    };
    apply();
    double with = 0, plain = 0, folded = 0;
    for (int round = 0; round < 3; ++round) {
        with += apply() / 3;
        folded += cpu_ms([&] { refresh_tickets(database).value(); }) / 3;
        auto trigger = database
                           .prepare(
                               "SELECT sql FROM sqlite_schema"
                               " WHERE name = 'ticket_stale_event'")
                           .value();
        const auto made = sqlite::only(trigger, sqlite::text_column).value();
        database.execute("DROP TRIGGER ticket_stale_event").value();
        plain += apply() / 3;
        database.execute(made).value();
    }
    report("applying 10,000 events", with, plain);
    fmt::print("and the board made of them anew   {:9.2f} ms\n", folded);
}

void run(int tickets) {
    const test::TempFolder folder;
    SystemClock clock;
    SystemRandom random;
    const auto manifest = make_qiantai_manifest();
    store::TerminalOptions options;
    options.if_missing = store::TerminalOptions::IfMissing::create;
    options.durability = sqlite::Durability::off;
    auto terminal = store::TerminalDatabase::open(store::resolve_home(folder / "home").value(),
                                                  clock, random, manifest, options)
                        .value();
    auto& database = terminal.database();
    ctl::demo_fill(database, {.members = 6'000, .pin_cost = {1, 8192}}).value();
    ServiceContext context{database, clock, random, manifest, load_identity(database).value()};
    auto own = database.prepare("SELECT id FROM member WHERE store_code = 'S001'").value();
    refresh_tickets(database).value();
    CaseMill mill(context, sqlite::all(own, sqlite::id_column).value(), tickets);
    std::int64_t events = 0;
    const double filling = cpu_ms([&] { events = mill.fill(); });
    fmt::print("{} cases, {} events\n", tickets, events);
    const double first = cpu_ms([&] { refresh_tickets(database).value(); });
    fmt::print("{:<34}{:9.0f} ms; writing them took {:.0f} ms; {:.3f} ms a case\n",
               "first fold of all", first, filling, first / tickets);
    measure_screens(context, {"1002", "陈佳怡", StaffRole::clerk, "S001"}, tickets);
    measure_applying(context);
}

}  // namespace
}  // namespace qiantai::bench

int main(int argc, char** argv) {
    qiantai::bench::run(argc > 1 ? std::atoi(argv[1]) : 5'000);
    return 0;
}
