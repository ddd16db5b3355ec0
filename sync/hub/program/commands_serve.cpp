#include <fmt/ostream.h>
#include <signal.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <limits>
#include <ostream>
#include <thread>

#include "schema/base/file.hpp"
#include "sync/core/tuning.hpp"
#include "sync/hub/http/health_server.hpp"
#include "sync/hub/http/hub_server.hpp"
#include "sync/hub/program/commands.hpp"
#include "sync/hub/program/hub_backup.hpp"
#include "sync/hub/rules/upgrade_check.hpp"
#include "sync/hub/store/postgres/pg_report.hpp"

namespace qiantai::hub {
namespace {

namespace json = boost::json;

constexpr std::size_t k_log_bytes_max = 20u << 20;
constexpr std::size_t k_log_files_max = 5;
constexpr int k_threads_min = 4;
constexpr TimeMs k_certificate_warning_ms = 30ll * 24 * 3600 * 1000;
/// Between two looks at what the running hub has to be told.
constexpr int k_upkeep_step_s = 60;
constexpr TimeMs k_warning_step_ms = 24ll * 3600 * 1000;

struct Endpoint {
    std::string address;
    std::uint16_t port = 0;
};

/// "0.0.0.0:7443", "[::1]:0".
Result<Endpoint> parse_endpoint(const std::string& text) {
    const auto colon = text.rfind(':');
    Endpoint endpoint;
    if (colon != std::string::npos && colon > 0) {
        endpoint.address = text.substr(0, colon);
        if (endpoint.address.front() == '[' && endpoint.address.back() == ']') {
            endpoint.address = endpoint.address.substr(1, endpoint.address.size() - 2);
        }
        const char* end = text.data() + text.size();
        const auto [rest, failed] = std::from_chars(text.data() + colon + 1, end, endpoint.port);
        if (failed == std::errc() && rest == end) return endpoint;
    }
    return make_error(k_argument_unsuitable, "listen: ADDRESS:PORT is needed, not " + text);
}

/// One JSON object a line. Neither contact data nor secrets ever come here: requests are logged
/// without their query, body and headers.
std::shared_ptr<spdlog::logger> make_logger(const HubPaths& paths) {
    auto file = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
        (paths.logs() / "hub.log").string(), k_log_bytes_max, k_log_files_max);
    auto console = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    console->set_level(spdlog::level::warn);
    auto logger = std::make_shared<spdlog::logger>("hub", spdlog::sinks_init_list{file, console});
    logger->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})",
                        spdlog::pattern_time_type::utc);
    logger->flush_on(spdlog::level::warn);
    return logger;
}

std::string without_braces(const json::object& fields) {
    const std::string text = json::serialize(fields);
    return text.substr(1, text.size() - 2);
}

void log_request(spdlog::logger& logger, const RequestRecord& record) {
    json::object fields{{"event", "request"},
                        {"method", record.method},
                        {"route", record.route},
                        {"status", record.status},
                        {"ms", static_cast<std::int64_t>(record.seconds * 1000)},
                        {"peer", record.peer_address}};
    if (!record.device_id.empty()) fields["device"] = record.device_id;
    if (!record.failure.empty()) fields["failure"] = record.failure;
    logger.log(record.failure.empty() ? spdlog::level::info : spdlog::level::err, "{}",
               without_braces(fields));
}

void log_event(spdlog::logger& logger, spdlog::level::level_enum level, json::object fields) {
    logger.log(level, "{}", without_braces(fields));
}

/// Nothing to say of most starts.
void log_upgrade(spdlog::logger& logger, const UpgradeCheck& found) {
    if (found.placed + found.withdrawn + found.emptied == 0) return;
    const bool wrong = found.withdrawn + found.emptied > 0;
    log_event(logger, wrong ? spdlog::level::err : spdlog::level::info,
              {{"event", "upgrade_checked"},
               {"rows_placed", found.placed},
               {"rows_withdrawn", found.withdrawn},
               {"columns_emptied", found.emptied}});
}

void log_clock(spdlog::logger& logger, const ClockVerdict& verdict) {
    if (!verdict.is_doubtful()) {
        log_event(logger, spdlog::level::warn,
                  {{"event", "clock_right"}, {"agreeing_terminals", verdict.agreeing}});
        return;
    }
    log_event(logger, spdlog::level::err,
              {{"event", "clock_doubtful"},
               {"against", code_of(verdict.against)},
               {"ahead_ms", verdict.ahead_ms},
               {"remedy",
                "administrator: set this machine's clock; nothing is taken until it is right, or "
                "qiantai-hub clock confirm if it is"}});
}

/// A hub that may not make them serves all the same.
void refresh_reports(spdlog::logger& logger, const HubSettings& settings,
                     const Manifest& manifest) {
    if (settings.database.empty()) return;
    const auto made = ensure_report_views(settings.database, manifest);
    if (!made) {
        log_event(logger, spdlog::level::warn,
                  {{"event", "report_views_failed"},
                   {"failure", made.error().message()},
                   {"remedy", "administrator: give the hub's role CREATE on the database"}});
    } else if (*made) {
        log_event(logger, spdlog::level::info, {{"event", "report_views_made"}});
    }
}

/// From here on SIGTERM and SIGINT wait for wait_for_stop(); threads made afterwards inherit it.
sigset_t block_stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

/// False once it has been told to stop, true after a while.
bool wait_a_while(const sigset_t& signals) {
    const timespec step{k_upkeep_step_s, 0};
    for (;;) {
        if (sigtimedwait(&signals, nullptr, &step) > 0) return false;
        if (errno == EAGAIN) return true;
    }
}

/// As many connections as the system gives files for, all of what it would give if asked.
int connections_max() {
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return sync::tuning::k_connections_max;
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    getrlimit(RLIMIT_NOFILE, &files);
    const auto given = static_cast<std::int64_t>(
        std::min<rlim_t>(files.rlim_cur, std::numeric_limits<int>::max()));
    return static_cast<int>(std::clamp<std::int64_t>(given - sync::tuning::k_files_reserved, 1,
                                                     sync::tuning::k_connections_max));
}

int thread_count(int asked, int configured) {
    if (asked > 0) return asked;
    if (configured > 0) return configured;
    return std::max(k_threads_min, static_cast<int>(std::thread::hardware_concurrency()));
}

Result<ServerOptions> make_options(const HubSettings& settings, const CommandContext& context,
                                   const ServeArguments& arguments) {
    QIANTAI_TRY(const auto endpoint,
                parse_endpoint(arguments.listen.empty() ? settings.listen : arguments.listen));
    ServerOptions options;
    options.address = endpoint.address;
    options.port = endpoint.port;
    options.threads = thread_count(arguments.threads, settings.threads);
    options.lanes = lane_sizes(static_cast<int>(std::thread::hardware_concurrency()));
    options.proxies_from = settings.proxies_from;
    options.limits.connections_max = connections_max();
    QIANTAI_TRY(options.certificate_pem, read_file(context.paths.server_certificate()));
    QIANTAI_TRY(options.key_pem, read_file(context.paths.server_key()));
    return options;
}

/// The listener for what watches the hub; null if there is none.
Result<std::unique_ptr<HealthServer>> start_health(const HubSettings& settings,
                                                   const ServeArguments& arguments,
                                                   HubService& service, const WorkLanes& lanes) {
    const auto& where =
        arguments.health_listen.empty() ? settings.health_listen : arguments.health_listen;
    if (where.empty()) return std::unique_ptr<HealthServer>();
    QIANTAI_TRY(const auto endpoint, parse_endpoint(where));
    auto health = std::make_unique<HealthServer>(
        service, lanes, HealthOptions{.address = endpoint.address, .port = endpoint.port});
    QIANTAI_TRY_STATUS(health->start());
    return health;
}

/// The server's certificate while it serves: a renewed one is taken up, and the end of one that is
/// not renewed is announced once a day.
class CertificateKeeper {
  public:
    CertificateKeeper(const CommandContext& context, HubServer& server, HubService& service,
                      std::string certificate_pem, spdlog::logger& logger)
        : m_context(context),
          m_server(server),
          m_service(service),
          m_certificate_pem(std::move(certificate_pem)),
          m_logger(logger) {}

    void look() {
        const auto done = try_to_look();
        if (done.ok()) return;
        log_event(m_logger, spdlog::level::err,
                  {{"event", "certificate_unusable"}, {"failure", done.error().message()}});
    }

  private:
    Status try_to_look() {
        QIANTAI_TRY(auto pem, read_file(m_context.paths.server_certificate()));
        if (pem != m_certificate_pem) {
            QIANTAI_TRY(const auto key, read_file(m_context.paths.server_key()));
            QIANTAI_TRY_STATUS(m_server.use_certificate(pem, key));
            m_certificate_pem = std::move(pem);
            log_event(m_logger, spdlog::level::info, {{"event", "certificate_renewed"}});
        }
        QIANTAI_TRY(const auto expiry, certificate_expiry(m_certificate_pem));
        m_service.metrics().note_certificate(expiry);
        warn_of(expiry);
        return {};
    }
    void warn_of(TimeMs expiry) {
        const TimeMs boot = m_context.clock.boot_ms();
        if (expiry - m_context.clock.now_ms() > k_certificate_warning_ms) return;
        if (m_warned_at && boot - *m_warned_at < k_warning_step_ms) return;
        m_warned_at = boot;
        log_event(m_logger, spdlog::level::warn,
                  {{"event", "certificate_expires"},
                   {"at", format_utc(expiry)},
                   {"remedy", "administrator: qiantai-hub renew-certificate"}});
    }

    const CommandContext& m_context;
    HubServer& m_server;
    HubService& m_service;
    std::string m_certificate_pem;
    spdlog::logger& m_logger;
    std::optional<TimeMs> m_warned_at;
};

}  // namespace

Status run_serve(CommandContext context, const ServeArguments& arguments) {
    QIANTAI_TRY(const auto settings, load_settings(context.paths));
    QIANTAI_TRY(auto options, make_options(settings, context, arguments));
    QIANTAI_TRY(auto store, open_hub_store(context.paths));
    QIANTAI_TRY(const auto lock, HomeLock::take(context.paths));
    QIANTAI_TRY(auto identity, load_identity(context.paths, *store));
    const Manifest manifest = make_qiantai_manifest();
    const auto logger = make_logger(context.paths);
    QIANTAI_TRY(const auto checked, check_after_upgrade(*store, manifest));
    log_upgrade(*logger, checked);
    refresh_reports(*logger, settings, manifest);

    const sigset_t stop_signals = block_stop_signals();
    HubService service({*store, manifest, context.clock, context.random, std::move(identity),
                        [&](const RequestRecord& record) { log_request(*logger, record); },
                        [&](const ClockVerdict& verdict) { log_clock(*logger, verdict); },
                        std::uint64_t(settings.attachments_gib_max) << 30});
    QIANTAI_TRY(const int dropped, service.drop_loose_contents());
    if (dropped > 0)
        log_event(*logger, spdlog::level::info,
                  {{"event", "attachments_dropped"}, {"count", dropped}});
    QIANTAI_TRY_STATUS(store->contents().remove_parts_before(context.clock.now_ms() -
                                                             sync::tuning::k_content_part_life_ms));
    const std::string address = options.address;
    const int threads = options.threads, places = options.limits.connections_max;
    const std::string certificate_pem = options.certificate_pem;
    HubServer server(service, std::move(options));
    QIANTAI_TRY_STATUS(server.start());
    QIANTAI_TRY(const auto health, start_health(settings, arguments, service, server.lanes()));
    CertificateKeeper certificate(context, server, service, certificate_pem, *logger);
    certificate.look();
    const std::string where = fmt::format(
        "https://{}:{}", address.find(':') == std::string::npos ? address : "[" + address + "]",
        server.port());
    log_event(*logger, spdlog::level::info,
              {{"event", "started"},
               {"listen", where},
               {"threads", threads},
               {"connections_max", places},
               {"health_port", health ? health->port() : 0}});
    fmt::print(context.out, "listening on {}\n", where);
    context.out.flush();
    if (!arguments.port_file.empty()) {
        QIANTAI_TRY_STATUS(
            write_file_atomically(arguments.port_file, std::to_string(server.port()) + "\n", 0644));
    }
    while (wait_a_while(stop_signals)) certificate.look();
    log_event(*logger, spdlog::level::info, {{"event", "stopping"}});
    server.stop();
    server.wait();
    log_event(*logger, spdlog::level::info, {{"event", "stopped"}});
    logger->flush();
    fmt::print(context.out, "stopped\n");
    return {};
}

}  // namespace qiantai::hub
