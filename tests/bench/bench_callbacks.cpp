// Five years of a store's callbacks: the work list, counts, a sheet, a member's calls, figures and a
// run, each beside the bare indexed read of the same rows in the same run. Encrypted database, 64 MB
// page cache.
// Usage: bench_callbacks [CALLBACKS], 5,000 unless said; 200,000 is a busy store.
// Aim: every screen's data within 16 ms where the bare read takes 8.
// Times are the processor's: what others do on the machine doesn't count.

#include <fmt/format.h>

#include <cstdlib>

#include "schema/sqlite/described_rows.hpp"
#include "terminal/callbacks/rules/callback_figures.hpp"
#include "terminal/callbacks/rules/callback_rules.hpp"
#include "terminal/callbacks/rules/callbacks.hpp"
#include "terminal/demo/demo_fill.hpp"
#include "terminal/store/terminal_database.hpp"
#include "terminal/tickets/rules/ticket_cache.hpp"
#include "tests/bench/cpu_times.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::bench {
namespace {

using namespace domain;

constexpr int k_calls_in_transaction = 2'000, k_calls_open = 200;
constexpr int k_five_years_days = 5 * 365;

/// As sync applies them: each with the call that ended it, but for the newest.
void fill_calls(ServiceContext& context, const std::vector<Uuid>& members, int callbacks) {
    constexpr CallbackKind k_kinds[] = {CallbackKind::purchase, CallbackKind::birthday,
                                        CallbackKind::complaint, CallbackKind::asleep};
    auto& database = context.database;
    const Date today = business_date(context).value();
    const TimeMs now = record_time(context).value();
    for (int done = 0; done < callbacks;) {
        auto transaction = sqlite::Transaction::begin(database).value();
        database.execute("SELECT set_capture(0)").value();
        for (int i = 0; i < k_calls_in_transaction && done < callbacks; ++i, ++done) {
            const bool open = callbacks - done <= k_calls_open;
            const Date day =
                open ? today : today.plus_days(done * k_five_years_days / callbacks - k_five_years_days);
            CallbackTask task{.store_code = "S001",
                              .member_id = members[static_cast<std::size_t>(done) * 31 % members.size()],
                              .kind = k_kinds[done % 4],
                              .occasion_on = day,
                              .matter = "电饭煲内胆涂层脱落，已换新",
                              .due_from = day,
                              .due_until = day.plus_days(5),
                              .owner = done % 2 == 0 ? "1002" : "1003",
                              .business_date = day,
                              .created_by = "1002",
                              .created_at = now};
            task.id = context.new_id();
            sqlite::insert(database, task).value();
            if (open) continue;
            sqlite::insert(database, CallbackEvent{.id = context.new_id(),
                                                   .store_code = "S001",
                                                   .task_id = task.id,
                                                   .member_id = task.member_id,
                                                   .step = CallbackStep::called,
                                                   .outcome = CallbackOutcome::reached,
                                                   .half_day = HalfDay::morning,
                                                   .satisfaction = done % 5 + 1,
                                                   .said = "用着挺好，下次还来",
                                                   .business_date = day,
                                                   .created_by = task.owner,
                                                   .created_at = now})
                .value();
        }
        database.execute("SELECT set_capture(1)").value();
        transaction.commit().value();
    }
}

/// The rows themselves, as they lie behind an index, with their steps.
class BareCalls {
  public:
    explicit BareCalls(sqlite::Database& database) : m_database(database) {}
    double ms(const std::string& rest) {
        auto ids = m_database.prepare("SELECT task_id FROM callback_state " + rest).value();
        auto head = m_database.prepare("SELECT * FROM callback_task WHERE id = ?").value();
        auto steps = m_database.prepare("SELECT * FROM callback_step WHERE task_id = ?").value();
        auto whom = m_database.prepare("SELECT * FROM member WHERE id = ?").value();
        return median_cpu_ms([&] {
            ids.reset();
            for (const Uuid& id : sqlite::all(ids, sqlite::id_column).value()) {
                for (auto* statement : {&head, &steps}) {
                    statement->reset();
                    statement->bind(id);
                    while (statement->step().value()) {
                    }
                }
                head.reset();
                head.bind(id);
                head.step().value();
                whom.reset();
                whom.bind(head.uuid(2));
                while (whom.step().value()) {
                }
            }
        });
    }

  private:
    sqlite::Database& m_database;
};

void measure_calls(ServiceContext& context) {
    Callbacks callbacks(context);
    const Session clerk{"1002", "陈佳怡", StaffRole::clerk, "S001"};
    const Session manager{"1001", "林晓岚", StaffRole::store_manager, "S001"};
    BareCalls bare(context.database);
    const std::string open = "WHERE for_headquarters = 0 AND store_code = 'S001' AND status = 'open'"
                             " ORDER BY rank, due_until, task_id";
    const auto first = callbacks.list(clerk, {.limit = 50}).value();
    report("work list, 50 calls",
           median_cpu_ms([&] { callbacks.list(clerk, {.limit = 50}).value(); }),
           bare.ms(open + " LIMIT 51"));
    report("counts, the rail's badge", median_cpu_ms([&] { callbacks.counts(clerk).value(); }),
           bare.ms(open));
    const auto& line = first.callbacks.at(0);
    report("sheet of a call",
           median_cpu_ms([&] { callbacks.sheet(clerk, line.task.id).value(); }),
           bare.ms(open + " LIMIT 1"));
    context.database.execute("CREATE TEMP TABLE whose (id BLOB)").value();
    auto whose = context.database.prepare("INSERT INTO whose VALUES (?)").value();
    whose.bind(*line.member_id).run().value();
    report("a member's calls",
           median_cpu_ms([&] {
               callbacks.list(clerk, {.member_id = *line.member_id, .limit = 50}).value();
           }),
           bare.ms("WHERE member_id = (SELECT id FROM whose) LIMIT 50"));
    const Date today = business_date(context).value();
    report("figures of a month",
           median_cpu_ms([&] {
               CallbackReport(context)
                   .figures(manager, {.from = today.plus_days(-60), .until = today.plus_days(-30)})
                   .value();
           }),
           bare.ms(fmt::format(
               "WHERE store_code = 'S001' AND due_until BETWEEN '{}' AND '{}'",
               today.plus_days(-60).text(), today.plus_days(-30).text())));
    // The first one makes what is due; the others find nothing.
    CallbackRuleBook(context).run(manager, 5'000).value();
    report("a run that finds nothing",
           median_cpu_ms([&] { CallbackRuleBook(context).run(manager, 5'000).value(); }),
           bare.ms(open));
}

void run(int callbacks) {
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
    refresh_callbacks(context).value();
    fill_calls(context, sqlite::all(own, sqlite::id_column).value(), callbacks);
    const double folding = cpu_ms([&] { refresh_callbacks(context).value(); });
    fmt::print("{} callbacks; first fold of all {:.0f} ms, {:.3f} ms each\n", callbacks, folding,
               folding / callbacks);
    measure_calls(context);
}

}  // namespace
}  // namespace qiantai::bench

int main(int argc, char** argv) {
    qiantai::bench::run(argc > 1 ? std::atoi(argv[1]) : 5'000);
    return 0;
}
