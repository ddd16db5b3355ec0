// What the home screen and the member's page ask of a large store, each beside a bare read of the
// same run: the count of the expiring cards, and one member's row. Encrypted
// database, 64 MB page cache; a third of the members are the store's own. Usage: bench_members
// [MEMBERS]. Aims: members.today at most 1 ms at 100,000, the member's page at most 3 ms at
// 1,000,000.

#include <fmt/format.h>

#include <chrono>

#include "schema/sqlite/rows.hpp"
#include "terminal/demo/demo_fill.hpp"
#include "terminal/members/rules/consent_text.hpp"
#include "terminal/members/rules/member_conflicts.hpp"
#include "terminal/members/rules/member_figures.hpp"
#include "terminal/members/rules/member_timeline.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/store/terminal_database.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int k_rounds = 199;

template <typename Work>
double median_us(Work work) {
    std::vector<double> times;
    for (int i = 0; i < k_rounds; ++i) {
        const auto start = Steady::now();
        work();
        times.push_back(std::chrono::duration<double, std::micro>(Steady::now() - start).count());
    }
    std::ranges::nth_element(times, times.begin() + k_rounds / 2);
    return times[k_rounds / 2];
}

void print(std::string_view name, double us, std::string_view bare_name, double bare_us) {
    fmt::print("{:<14} {:8.1f} us; {} {:7.1f} us; {:.1f} times that\n", name, us, bare_name,
               bare_us, us / bare_us);
}

/// The manager of the demo's first store.
domain::Session manager(sqlite::Database& database) {
    auto statement = database
                         .prepare(
                             "SELECT number, name FROM staff WHERE store_code = 'S001' AND role = "
                             "'store_manager' LIMIT 1")
                         .value();
    return sqlite::only(statement,
                        [](const sqlite::Statement& row) {
                            return domain::Session{std::string(row.text(0)),
                                                   std::string(row.text(1)),
                                                   StaffRole::store_manager, "S001"};
                        })
        .value();
}

void measure_today(domain::ServiceContext& context, const domain::Session& session) {
    domain::MemberFigures figures(context);
    const auto today = domain::business_date(context).value();
    auto count = context.database
                     .prepare(
                         "SELECT count(*) FROM card_expiry WHERE store_code = 'S001'"
                         " AND expires_on BETWEEN ? AND ?")
                     .value();
    const double us = median_us([&] { figures.today(session).value(); });
    const double bare = median_us([&] {
        count.reset();
        count.bind(today.text(), today.plus_days(domain::k_expiring_days).text());
        sqlite::only(count, sqlite::integer_column).value();
    });
    print("members.today", us, "the expiring cards counted bare", bare);
}

/// As the window opens it.
void load_page(domain::ServiceContext& context, const domain::Session& session, const Uuid& id) {
    domain::Members members(context);
    members.get(session, id).value();
    domain::MemberTimelines(context).load(session, id).value();
    domain::load_consent_texts(context).value();
    members.duplicates_of(session, id).value();
    domain::MemberConflicts(context).of_member(session, id).value();
}

void measure_page(domain::ServiceContext& context, const domain::Session& session) {
    auto chosen = context.database
                      .prepare(
                          "SELECT id FROM member WHERE store_code = 'S001' ORDER BY substr(id, 9)"
                          " LIMIT 400")
                      .value();
    const auto ids = sqlite::all(chosen, sqlite::id_column).value();
    auto row = context.database.prepare("SELECT * FROM member WHERE id = ?").value();
    std::size_t next = 0;
    const double us = median_us([&] { load_page(context, session, ids[next++ % ids.size()]); });
    const double bare = median_us([&] {
        row.reset();
        row.bind(ids[next++ % ids.size()]);
        QIANTAI_ASSERT(sqlite::any(row).value());
    });
    print("member's page", us, "one bare row", bare);
}

void run(std::int64_t members) {
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
    ctl::demo_fill(terminal.database(), {.members = members, .pin_cost = {1, 8192}}).value();
    fmt::print("{} members\n", members);
    domain::ServiceContext context{terminal.database(), clock, random, manifest, {}};
    context.identity = domain::load_identity(terminal.database()).value();
    const auto session = manager(terminal.database());
    measure_today(context, session);
    measure_page(context, session);
}

}  // namespace
}  // namespace qiantai::bench

int main(int argc, char** argv) {
    qiantai::bench::run(argc > 1 ? std::strtoll(argv[1], nullptr, 10) : 100'000);
    return 0;
}
