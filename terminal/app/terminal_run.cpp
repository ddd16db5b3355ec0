#include "terminal/app/terminal_run.hpp"

#include "schema/manifest/manifest.hpp"
#include "sync/client/curl_transport.hpp"
#include "sync/client/device_facts.hpp"
#include "terminal/app/app.hpp"
#include "terminal/app/worker.hpp"

namespace qiantai::app {
namespace {

/// How long closing the window may take for sending what waits.
constexpr TimeMs k_close_limit_ms = 5000;

/// Tells the link and the screen when a job has saved something.
class ChangeWatch {
  public:
    ChangeWatch(ReplyQueue& replies, SyncLink& link) : m_replies(replies), m_link(link) {}

    void operator()(Office& office) {
        if (!office.is_enrolled()) return;
        const auto last = sync::load_last_seq(office.context().database);
        if (!last || *last == m_last) return;
        const bool is_first = m_last < 0;
        m_last = *last;
        if (is_first) return;
        m_link.notify_change();
        m_replies.push(load_sync_view(office));
    }

  private:
    ReplyQueue& m_replies;
    SyncLink& m_link;
    std::int64_t m_last = -1;
};

}  // namespace

Status run_terminal(const TerminalRunOptions& options) {
    QIANTAI_TRY(auto home, store::resolve_home(options.home));
    SystemClock clock;
    SystemRandom random;
    const auto manifest = make_qiantai_manifest();
    ReplyQueue replies;
    Office office({std::move(home), clock, random, manifest, sync::curl_transport_factory()});
    QIANTAI_TRY(const auto window, Window::open(options.window));
    replies.set_wake([&window] { window->wake(); });

    // The worker ends before the link, the office and the window: its jobs use all three.
    struct LateJobs final : JobQueue {
        JobQueue* to = nullptr;
        void post(Job job) override { to->post(std::move(job)); }
    } jobs;
    SchedulerLink link(jobs, replies, clock);
    Worker worker(office, replies, ChangeWatch(replies, link));
    jobs.to = &worker;

    QIANTAI_TRY(const auto files, ui::FontFiles::open({}));
    QIANTAI_TRY(const auto pinyin, ui::GooglePinyin::open(ui::default_pinyin_dictionary()));
    const ui::Fonts fonts(files);
    ui::Ui ui(fonts);
    App app(worker, replies, link, clock, pinyin.get());
    app.state().settings.scale = options.scale > 0 ? options.scale : window->display_scale();
    app.start();
    window->run(
        ui,
        [&](double now_s) {
            ui.begin_frame(app.state().settings, now_s);
            app.draw(ui);
            ui.end_frame();
        },
        [&app](const std::string& code) { app.on_scan(code); });
    replies.set_wake({});
    link.close(k_close_limit_ms);
    return {};
}

}  // namespace qiantai::app
