// qiantaictl enrol, sync, status, bundle: the way to headquarters.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "schema/sqlite/facts.hpp"
#include "sync/client/bundle_file.hpp"
#include "sync/client/curl_transport.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/client/enrol.hpp"
#include "sync/client/session_log.hpp"
#include "sync/core/audit_branches.hpp"
#include "sync/core/enrolment_code.hpp"
#include "terminal/ctl/command_line.hpp"
#include "terminal/ctl/report_words.hpp"
#include "terminal/ctl/sync_watch.hpp"
#include "terminal/sync_page/operations/sync_run.hpp"
#include "terminal/sync_page/rules/sync_desk.hpp"

namespace qiantai::ctl {
namespace {

void show_sync_progress(const sync::SessionReport& report) {
    if (::isatty(STDERR_FILENO) == 0) return;
    std::fprintf(stderr, "\r%lld sent, %lld received ", static_cast<long long>(report.sent),
                 static_cast<long long>(report.received));
}

/// One session with what this computer knows of its hub. Needs no signing in: whoever may read the
/// key may send.
Status synchronise(CommandLine& line, store::TerminalDatabase& terminal) {
    QIANTAI_TRY(const auto device, sync::require_device_facts(terminal.database()));
    QIANTAI_TRY(const auto transport, sync::curl_transport_factory()(device.hub, device.hub_ca));
    sync::SyncSession session(terminal.database(), line.manifest, line.clock, *transport,
                              {.bulk = first_load_hooks(), .progress = show_sync_progress});
    const auto report = session.run();
    log_session(line.log(), report);
    if (::isatty(STDERR_FILENO) != 0) std::fprintf(stderr, "\n");
    line.say(report_words(report));
    if (report.error) return *report.error;
    return {};
}

struct EnrolOptions {
    sync::HubAddress hub;
    std::string code;
    bool replace = false, no_sync = false;
};

Status enrol(CommandLine& line, const EnrolOptions& options) {
    // Checked first, so that a mistyped code doesn't leave an empty database behind.
    QIANTAI_TRY(const auto code, sync::parse_enrolment_code(options.code));
    QIANTAI_TRY(auto terminal, line.open_database(store::TerminalOptions::IfMissing::create));
    const auto if_enrolled = options.replace ? sync::IfEnrolled::replace : sync::IfEnrolled::fail;
    QIANTAI_TRY(const auto enrolment,
                sync::enrol(terminal.database(), line.clock, line.random,
                            sync::curl_transport_factory(), options.hub, code.text(), if_enrolled));
    line.say({fmt::format("Enrolled with {} as terminal {} of store {}.", enrolment.chain_name,
                          enrolment.terminal_code, enrolment.store_code),
              fmt::format("已在{}注册：门店 {}，终端 {}。", enrolment.chain_name,
                          enrolment.store_code, enrolment.terminal_code)});
    QIANTAI_TRY_STATUS(
        audit_command(line, terminal, sync::k_audit_enrolled, sync::way_to_hub(options.hub)));
    line.log().write(LogLevel::info, "enrolled", {{"replaced", options.replace}});
    if (options.no_sync) return {};
    return synchronise(line, terminal);
}

struct AddressOptions {
    std::optional<std::string> hub, proxy;
    bool no_proxy = false;
};

Status change_address(CommandLine& line, const AddressOptions& options) {
    QIANTAI_TRY(auto terminal, line.open_database());
    QIANTAI_TRY(const auto device, sync::require_device_facts(terminal.database()));
    auto hub = device.hub;
    if (options.hub) hub.url = *options.hub;
    if (options.proxy) hub.proxy = *options.proxy;
    if (options.no_proxy) hub.proxy.clear();
    if (hub != device.hub) {
        // An address that can't be one is refused here, not at the next session.
        QIANTAI_TRY_STATUS(sync::curl_transport_factory()(hub, device.hub_ca));
        QIANTAI_TRY_STATUS(sync::save_hub_address(terminal.database(), hub));
        QIANTAI_TRY_STATUS(
            audit_command(line, terminal, "terminal.address", sync::way_to_hub(hub)));
    }
    const auto proxy = sync::shown_proxy(hub.proxy);
    line.say({fmt::format("Headquarters: {}, {}.", hub.url,
                          proxy.empty() ? "without a proxy" : "through the proxy " + proxy),
              fmt::format("总部地址：{}，{}。", hub.url,
                          proxy.empty() ? "不经代理" : "经代理 " + proxy)});
    return {};
}

/// "2026-11-22 06:18" in the store's own time.
class StoreTime {
  public:
    explicit StoreTime(int offset_minutes) : m_offset_ms(TimeMs{offset_minutes} * 60'000) {}
    std::string text(const std::optional<TimeMs>& time) const {
        if (!time) return "-";
        auto words = format_utc(*time + m_offset_ms).substr(0, 16);
        words[10] = ' ';
        return words;
    }

  private:
    TimeMs m_offset_ms;
};

/// Both times, and who is to look at which clock.
void say_clock(const CommandLine& line, ClockFault fault, const std::string& here,
               const std::string& there) {
    std::pair<std::string_view, std::string_view> advice{"set this computer's clock right",
                                                         "请校正本机时间"};
    if (fault == ClockFault::unclear)
        advice = {"the administrator finds out which is right; don't set one by the other",
                  "请管理员核对哪一个正确，不要自行照总部调整"};
    if (fault == ClockFault::headquarters)
        advice = {"headquarters' administrator checks that clock; nothing to set here",
                  "请总部管理员核对总部时钟，本机不用调"};
    line.say({fmt::format("Time:                       {} here, {} at headquarters: {}.", here,
                          there, advice.first),
              fmt::format("时间：本机 {}，总部 {}。{}。", here, there, advice.second)});
}

void print_status(const CommandLine& line, const sync::SyncStatus& status, const StoreTime& clock,
                  TimeMs now) {
    const auto since_en = [&clock](const std::optional<TimeMs>& time) {
        return time ? " (since " + clock.text(time) + ")" : std::string();
    };
    const auto since_zh = [&clock](const std::optional<TimeMs>& time) {
        return time ? "（自 " + clock.text(time) + "）" : std::string();
    };
    line.say({fmt::format("Enrolled:                   {}", status.enrolled ? "yes" : "no"),
              fmt::format("已注册：{}", status.enrolled ? "是" : "否")});
    line.say({fmt::format("Online:                     {}{}", status.online ? "yes" : "no",
                          since_en(status.offline_since)),
              fmt::format("连接：{}{}", status.online ? "在线" : "离线",
                          since_zh(status.offline_since))});
    line.say(
        {fmt::format("Waiting for headquarters:   {}{}", status.waiting_count,
                     since_en(status.waiting_since)),
         fmt::format("待上传：{} 条{}", status.waiting_count, since_zh(status.waiting_since))});
    line.say({fmt::format("Refused:                    {}", status.refused_count),
              fmt::format("被拒：{} 条", status.refused_count)});
    if (status.set_aside_count > 0) {
        line.say({fmt::format("Can't be read here:         {} of headquarters' records "
                              "(call sync.set_aside); read again after an upgrade",
                              status.set_aside_count),
                  fmt::format(
                      "本版本无法读取：总部记录 {} 条（call sync.set_aside），升级后自动重新读取",
                      status.set_aside_count)});
    }
    line.say({fmt::format("Headquarters had everything: {}", clock.text(status.last_complete_at)),
              fmt::format("总部最近收齐：{}", clock.text(status.last_complete_at))});
    if (status.clock_fault != ClockFault::none) {
        say_clock(line, status.clock_fault, clock.text(now),
                  clock.text(now + status.clock_offset_ms));
    }
    if (status.last_error) {
        const auto& problem = *status.last_error;
        const auto detail = problem.detail.empty() ? "" : " (" + problem.detail + ")";
        line.say({fmt::format("Last problem:               {}{} (who must act: {})",
                              problem.words_en, detail, problem.actor),
                  fmt::format("最近问题：{}{}", problem.words_zh, detail)});
    }
}

Status status(CommandLine& line, bool json) {
    QIANTAI_TRY(auto terminal, line.open_database());
    QIANTAI_TRY(const auto found, sync::load_status(terminal.database(), line.clock));
    QIANTAI_TRY(const auto store,
                sqlite::load_fact_text(terminal.database(), sqlite::fact::k_store_code));
    QIANTAI_TRY(const int offset,
                domain::load_utc_offset_minutes(terminal.database(), store.value_or("")));
    QIANTAI_TRY(const auto waiting, sync::load_waiting_by_entity(terminal.database()));
    const auto shown = boost::json::serialize(to_json(found, waiting));
    if (json)
        line.say({shown, shown});
    else
        print_status(line, found, StoreTime(offset), line.clock.now_ms());
    return {};
}

Status export_bundle(CommandLine& line, const std::string& file) {
    QIANTAI_TRY(auto terminal, line.open_database());
    QIANTAI_TRY(const auto written, sync::export_bundle(terminal.database(), line.manifest, file));
    QIANTAI_TRY_STATUS(audit_command(line, terminal, "bundle.export",
                                     {{"changes", std::to_string(written.changes)},
                                      {"last_seq", std::to_string(written.last_seq)}}));
    line.log().write(LogLevel::info, "bundle_exported",
                     {{"changes", written.changes}, {"last_seq", written.last_seq}});
    line.say(
        {fmt::format("{} changes in {}. Carry it to headquarters and bring the answer back.",
                     written.changes, file),
         fmt::format("{} 条记录已写入 {}。请送至总部，并带回回复文件。", written.changes, file)});
    return {};
}

Status import_bundle(CommandLine& line, const std::string& file) {
    QIANTAI_TRY(auto terminal, line.open_database());
    QIANTAI_TRY(const auto report, sync::import_bundle(terminal.database(), line.manifest,
                                                       line.clock, file, first_load_hooks()));
    log_session(line.log(), report);
    line.say(report_words(report));
    if (report.error) return *report.error;
    return {};
}

void add_bundle_command(CLI::App& app, CommandLine& line) {
    auto* bundle = app.add_subcommand("bundle",
                                      "Sync by USB stick where there is no network: export, carry "
                                      "to headquarters, import the answer.");
    bundle->require_subcommand(1);
    const auto file = std::make_shared<std::string>();
    auto* out = bundle->add_subcommand(
        "export", "Writes everything that waits into an encrypted file only the hub can read.");
    out->add_option("file", *file, "file to write")->required();
    out->callback([file, &line] { line.run([&] { return export_bundle(line, *file); }); });
    auto* in = bundle->add_subcommand(
        "import", "Takes the hub's answer file. Importing it twice changes nothing.");
    in->add_option("file", *file, "the hub's answer")->required();
    in->callback([file, &line] { line.run([&] { return import_bundle(line, *file); }); });
}

constexpr const char* k_proxy_words =
    "the proxy on the way there, http://[name:password@]host:port; none unless it is said";

void add_address_command(CLI::App& app, CommandLine& line) {
    const auto options = std::make_shared<AddressOptions>();
    auto* address = app.add_subcommand(
        "address",
        "Says where headquarters is found, and changes it: the same hub under another address, or "
        "through a proxy.");
    address->add_option("--hub", options->hub, "the hub's address, https://name:port");
    auto* proxy = address->add_option("--proxy", options->proxy, k_proxy_words);
    address->add_flag("--no-proxy", options->no_proxy, "straight to the hub")->excludes(proxy);
    address->callback(
        [options, &line] { line.run([&] { return change_address(line, *options); }); });
}

}  // namespace

void add_sync_commands(CLI::App& app, CommandLine& line) {
    const auto options = std::make_shared<EnrolOptions>();
    auto* enrolment = app.add_subcommand(
        "enrol",
        "Makes this computer a terminal of a store: swaps a one-time code from headquarters for "
        "its identity,\n"
        "makes the encrypted database if there is none, and reads what concerns the store.");
    enrolment->add_option("--hub", options->hub.url, "the hub's address, https://name:port")
        ->required();
    enrolment->add_option("--proxy", options->hub.proxy, k_proxy_words);
    enrolment
        ->add_option("--code", options->code, "XXXXX-XXXXX-XXXXX-XXXXX, from the administrator")
        ->required();
    enrolment->add_flag("--replace", options->replace,
                        "give an enrolled terminal a new identity of the same store");
    enrolment->add_flag("--no-sync", options->no_sync, "don't synchronise afterwards");
    enrolment->callback([options, &line] { line.run([&] { return enrol(line, *options); }); });

    add_address_command(app, line);

    const auto stay = std::make_shared<bool>(false);
    auto* run = app.add_subcommand(
        "sync",
        "Synchronises once: sends what waits, reads what is new. With --watch it stays and does so "
        "by itself.");
    run->add_flag("--watch", *stay,
                  "stay: synchronise soon after every change, on a timer, and when the network is "
                  "back; ends at SIGTERM");
    run->callback([stay, &line] {
        line.run([&]() -> Status {
            if (*stay) return watch(line);
            QIANTAI_TRY(auto terminal, line.open_database());
            return synchronise(line, terminal);
        });
    });

    const auto json = std::make_shared<bool>(false);
    auto* state = app.add_subcommand(
        "status", "Says whether headquarters has everything, and if not, what waits and why.");
    state->add_flag("--json", *json, "as JSON");
    state->callback([json, &line] { line.run([&] { return status(line, *json); }); });
    add_bundle_command(app, line);
}

}  // namespace qiantai::ctl
