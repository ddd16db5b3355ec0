#include "terminal/app/terminal_run.hpp"

#include <cstdio>
#include <future>

#include "schema/manifest/manifest.hpp"
#include "sync/client/curl_transport.hpp"
#include "sync/client/device_facts.hpp"
#include "terminal/app/after_job.hpp"
#include "terminal/app/app.hpp"
#include "terminal/app/aside_worker.hpp"
#include "terminal/app/display_settings.hpp"
#include "terminal/app/only_window.hpp"
#include "terminal/app/scanner_settings.hpp"
#include "terminal/app/scheduler_link.hpp"
#include "terminal/app/worker.hpp"
#include "terminal/store/terminal_log.hpp"

namespace qiantai::app {
namespace {

/// How long closing the window may take for sending what waits.
constexpr TimeMs k_close_limit_ms = 5000;

/// Tells what was reached on the way to a terminal that can be used. A frame counts once it can be
/// seen, which is when the next one begins.
class StartWatch {
  public:
    using Tell = std::function<void(std::string_view)>;
    explicit StartWatch(const Tell& tell) : m_tell(tell) {}

    void reached(std::string_view stage) const {
        if (m_tell) m_tell(stage);
    }
    void on_frame_begin() {
        if (!m_drawn.empty()) reached(std::exchange(m_drawn, {}));
    }
    void on_frame_end(const ui::Scene& scene) {
        const auto stage = is_usable(scene) ? k_usable : k_first;
        if (stage == m_last || m_last == k_usable) return;
        m_last = m_drawn = stage;
    }

  private:
    static constexpr std::string_view k_first = "first frame", k_usable = "usable frame";

    static bool is_usable(const ui::Scene& scene) {
        if (scene.stage == ui::Stage::sign_in) return !scene.shop.store_code.empty();
        return scene.stage != ui::Stage::opening;
    }

    const Tell& m_tell;
    std::string_view m_drawn, m_last;
};

/// The dictionary, read on another thread meanwhile: the first letter comes long after the first
/// frame.
class PinyinLoad final : public ui::PinyinSource {
  public:
    explicit PinyinLoad(const std::filesystem::path& dictionary)
        : m_loading(std::async(std::launch::async,
                               [dictionary] { return ui::GooglePinyin::open(dictionary); })) {}

    std::vector<ui::PinyinCandidate> candidates(std::string_view letters,
                                                std::size_t most) override {
        auto* const engine = opened();
        return engine == nullptr ? std::vector<ui::PinyinCandidate>{}
                                 : engine->candidates(letters, most);
    }
    std::string cut(std::string_view letters) override {
        auto* const engine = opened();
        return engine == nullptr ? std::string(letters) : engine->cut(letters);
    }

  private:
    ui::GooglePinyin* opened() {
        if (m_loading.valid()) {
            auto answer = m_loading.get();
            if (answer) m_opened = std::move(answer).value();
        }
        return m_opened.get();
    }

    std::future<Result<std::unique_ptr<ui::GooglePinyin>>> m_loading;
    std::unique_ptr<ui::GooglePinyin> m_opened;
};

/// After the jobs that were posted so far, because one of them may be the link's start.
void close_link(Worker& worker, SchedulerLink& link, TimeMs limit_ms) {
    std::promise<void> done;
    worker.post([&done](Office&) -> Reply {
        done.set_value();
        return {};
    });
    done.get_future().wait();
    link.close(limit_ms);
}

/// A file that can't be read must not keep anybody from working: standard error has the
/// particulars, the screen says it to whoever signs in first.
template <typename Settings>
Settings load_or_tell(Result<Settings> (*load)(const std::filesystem::path&),
                      const std::filesystem::path& file, ui::Scene& scene, EventLog& log) {
    auto settings = load(file);
    if (settings) return std::move(settings).value();
    fmt::print(stderr, "qiantai: {}\n", settings.error().message());
    log.write_error("settings_unreadable", settings.error());
    scene.start_notice = settings.error();
    return {};
}

}  // namespace

Status run_terminal(const TerminalRunOptions& options) {
    StartWatch watch(options.on_stage);
    QIANTAI_TRY(auto home, store::resolve_home(options.home));
    auto only = OnlyWindow::take(home.data());
    if (!only && only.error().kind == &k_window_open_already) return only.error();
    // A folder that can't be used is told in the window, by the database that is in it.
    const auto config = home.config;
    const auto dictionary = ui::default_pinyin_dictionary();
    if (!std::filesystem::exists(dictionary)) {
        return make_error(ui::k_pinyin_missing, dictionary.string());
    }
    QIANTAI_TRY(const auto files, ui::FontFiles::open({}));
    SystemClock clock;
    store::TerminalLog log(home, "qiantai", clock);
    log.write(LogLevel::info, "window_started", {{"version", LogWord(QIANTAI_VERSION)}});
    SystemRandom random;
    const auto manifest = make_qiantai_manifest();
    ReplyQueue replies;
    Office office({std::move(home), clock, random, manifest, sync::curl_transport_factory(), log});
    // Made after the link, which needs it, and ends before it: its jobs use link and office.
    struct LateJobs final : JobQueue {
        JobQueue* to = nullptr;
        void post(Job job) override { to->post(std::move(job)); }
    } jobs;
    SchedulerLink link(jobs, replies, clock, log);
    Worker worker(office, replies, AfterJob(replies, link));
    jobs.to = &worker;
    // Ends before the worker, to whom it hands what became of a print.
    AsideWorker aside(worker, replies);
    office.set_aside(aside);
    PinyinLoad pinyin(dictionary);
    const auto handwriting = ui::installed_handwriting();
    App app(worker, replies, link, clock, &pinyin, handwriting.get());
    const auto display = load_or_tell(load_display_settings, config, app.scene(), log);
    auto window_options = options.window;
    window_options.scan_prefix =
        load_or_tell(load_scanner_settings, config, app.scene(), log).prefix;
    // The database opens while the graphics driver does.
    app.start();

    auto opened = Window::open(window_options);
    if (!opened) {
        log.write_error("window_not_opened", opened.error());
        close_link(worker, link, 0);
        return opened.error();
    }
    const auto window = std::move(opened).value();
    watch.reached("window");
    if (only) (*only)->listen([&window] { window->come_to_front(); });
    replies.set_wake([&window] { window->wake(); });
    const ui::Fonts fonts(files);
    ui::Ui ui(fonts);
    app.scene().display_scale = options.scale > 0 ? options.scale : window->display_scale();
    apply_display_settings(app.scene(), display);
    window->run(
        ui,
        [&](double now_s) {
            watch.on_frame_begin();
            ui.begin_frame(app.scene().settings, now_s);
            app.draw(ui);
            ui.end_frame();
            watch.on_frame_end(app.scene());
        },
        [&app](const ui::Scan& scan) {
            if (scan.reading == ui::Scan::Reading::clear) {
                app.on_scan(scan.text);
            } else {
                app.on_unclear_scan(scan.text);
            }
        },
        [&app](const std::vector<std::string>& paths) { app.on_drop(paths); });
    // Who closed the window may open the next while this one still sends.
    if (only) only->reset();
    replies.set_wake({});
    close_link(worker, link, k_close_limit_ms);
    log.write(LogLevel::info, "window_closed", {});
    return {};
}

}  // namespace qiantai::app
