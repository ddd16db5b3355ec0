#include "terminal/ctl/sync_watch.hpp"

#include "sync/client/curl_transport.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/client/scheduler.hpp"
#include "sync/client/session_log.hpp"
#include "terminal/ctl/folder_watch.hpp"
#include "terminal/ctl/report_words.hpp"
#include "terminal/ctl/stop_signal.hpp"
#include "terminal/gifts/rules/requisition_cache.hpp"
#include "terminal/stocktakes/rules/stocktake_cache.hpp"
#include "terminal/sync_page/operations/sync_run.hpp"
#include "terminal/sync_page/rules/sync_desk.hpp"
#include "terminal/tickets/rules/ticket_cache.hpp"

namespace qiantai::ctl {
namespace {

/// How long a last session may take at the end; service managers wait longer before they kill.
constexpr TimeMs k_close_limit_ms = 10'000;

Words words_of(const sync::SessionReport& report) {
    auto words = report_words(report);
    if (report.error) {
        words.english += " " + report.error->message();
        words.chinese += report.error->message_zh();
    }
    return words;
}

/// Until a stop signal comes: tells the scheduler of changes that other programs wrote, for which it
/// reads one row a second, and imports what tills drop into their folders.
Status serve(sqlite::Database& database, sync::SyncScheduler& scheduler, FolderWatch& folders,
             const StopSignal& stop) {
    using Wait = StopSignal::Wait;
    QIANTAI_TRY(auto seen, sync::load_last_seq(database));
    for (bool busy = false; !stop.is_given(busy ? Wait::not_at_all : Wait::second);) {
        if (!busy) folders.pass_second();
        busy = folders.step();
        QIANTAI_TRY(const auto last, sync::load_last_seq(database));
        if (last != seen) scheduler.notify_change();
        seen = last;
    }
    return {};
}

}  // namespace

sync::BulkLoadHooks first_load_hooks() {
    auto hooks = link::search_index_hooks();
    hooks.end = domain::ending_with_tickets(std::move(hooks.end));
    hooks.end = domain::ending_with_requisitions(std::move(hooks.end));
    hooks.end = domain::ending_with_stocktakes(std::move(hooks.end));
    return hooks;
}

Status watch(CommandLine& line) {
    QIANTAI_TRY(auto terminal, line.open_database());
    QIANTAI_TRY(const auto device, sync::require_device_facts(terminal.database()));
    const auto lock = store::FileLock::take(terminal.home().data() / "watch.lock",
                                            store::FileLock::Kind::exclusive);
    if (!lock && lock.error().kind == &store::k_database_in_use) {
        return make_error(k_watch_running);
    }
    if (!lock) return lock.error();
    const StopSignal stop;
    const auto open = [&terminal]() -> Result<std::shared_ptr<sqlite::Database>> {
        QIANTAI_TRY(auto connection, terminal.open_connection());
        return std::make_shared<sqlite::Database>(std::move(connection));
    };
    auto& log = line.log();
    const auto tell = [&line, &log](const sync::SessionReport& report) {
        log_session(log, report);
        const auto words = words_of(report);
        const auto now = format_utc(line.clock.now_ms());
        line.say({now + " " + words.english, now + " " + words.chinese});
    };
    sync::SteadyPacer pacer;
    sync::SyncScheduler scheduler({.open_database = open,
                                   .manifest = line.manifest,
                                   .clock = line.clock,
                                   .random = line.random,
                                   .pacer = pacer,
                                   .make_transport = sync::curl_transport_factory(),
                                   .session = {.bulk = first_load_hooks()},
                                   .on_report = tell});
    QIANTAI_TRY(auto identity, domain::load_identity(terminal.database()));
    domain::ServiceContext context{terminal.database(), line.clock, line.random, line.manifest,
                                   std::move(identity)};
    FolderWatch folders(context, log);
    scheduler.start();
    const auto served = serve(terminal.database(), scheduler, folders, stop);
    const bool all_sent = scheduler.close(k_close_limit_ms);
    if (!served) return served;
    if (all_sent)
        line.say({"Stopped; headquarters has everything.", "已停止，总部已收齐。"});
    else
        line.say({"Stopped; records wait here for the next start.",
                  "已停止，未上传的记录保存在本机，下次启动后上传。"});
    return {};
}

}  // namespace qiantai::ctl
