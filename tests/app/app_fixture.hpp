#pragma once

// The whole terminal in a window in memory, over a real encrypted database; jobs run at once.

#include <cstdlib>

#include "schema/base/recorded_log.hpp"
#include "terminal/access/flows/flow_sign_in.hpp"
#include "terminal/app/after_job.hpp"
#include "terminal/app/app.hpp"
#include "terminal/app/load_shop.hpp"
#include "terminal/app/shell.hpp"
#include "terminal/desk/immediate_jobs.hpp"
#include "terminal/home/screens/screen_home.hpp"
#include "terminal/kit/headless/picture_file.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/screens/screen_find.hpp"
#include "terminal/members/screens/screen_member_edit.hpp"
#include "terminal/members/screens/screen_register.hpp"
#include "terminal/set_up/flows/flow_set_up.hpp"
#include "terminal/sync_page/screens/screen_sync.hpp"
#include "tests/base/domain_fixture.hpp"
#include "tests/kit/layout_check.hpp"

namespace qiantai::app::test {

using namespace qiantai::ui;
using Who = StaffRole;
using domain::test::TestDesk;

/// Runs every job where it is posted; its reply comes with the next frame.
class InlineJobs final : public JobQueue {
  public:
    InlineJobs(Office& office, ReplyQueue& replies, SyncLink& link)
        : m_office(office), m_replies(replies), m_after(replies, link) {}
    void post(Job job) override {
        if (holds) return m_held.push_back(std::move(job));
        run(job);
    }
    /// While it holds, jobs wait as behind a slow one.
    bool holds = false;
    std::size_t held_count() const { return m_held.size(); }
    void run_held() {
        for (const auto& job : std::exchange(m_held, {})) run(job);
    }

  private:
    void run(const Job& job) {
        m_replies.push(job(m_office));
        m_after(m_office);
    }

    Office& m_office;
    ReplyQueue& m_replies;
    AfterJob m_after;
    std::vector<Job> m_held;
};

class CountingLink final : public SyncLink {
  public:
    void start(Office&) override { ++started; }
    void notify_change() override { ++changes; }
    void sync_now() override { ++asked; }
    void look_up(sync::LookUpQuestion question, LookUpThen then) override {
        look_ups.push_back({std::move(question), std::move(then)});
    }
    int started = 0, changes = 0, asked = 0;
    /// What headquarters was asked and has not answered.
    std::vector<std::pair<sync::LookUpQuestion, LookUpThen>> look_ups;
};

inline constexpr Headless::Size k_sizes[] = {
    {1366, 768, 1},     {1920, 1080, 1.25f}, {1080, 1920, 1.25f}, {2560, 1440, 2560 / 1536.0f},
    {1366, 768, 1.25f}, {1366, 768, 1.5f},   {1024, 600, 1}};

class AppWindow {
  public:
    /// A terminal of that store, or of headquarters, with one person of every role; PIN TestDesk's.
    explicit AppWindow(Headless::Size size = k_sizes[0], const std::string& store_code = "S001")
        : desk(store_code),
          office({desk.home(),
                  desk.clock,
                  desk.random,
                  desk.manifest,
                  {},
                  log,
                  domain::test::k_cheap_pins}),
          jobs(office, replies, link),
          aside(jobs, replies),
          app(jobs, replies, link, desk.clock, pinyin.get(), handwriting.get()),
          window(files, size, [this](Ui& ui) { app.draw(ui); }) {
        office.set_aside(aside);
        window.settings.motion = Motion::off;
        app.scene().display_scale = app.scene().settings.scale = size.scale;
        app.start();
        window.frames(3);
    }

    Scene& scene() { return app.scene(); }
    Navigator& nav() { return app.navigator(); }
    template <typename State>
    State& state() {
        return app.states().get<State>();
    }
    /// As if somebody else had signed in.
    void forget_work() {
        auto flow = app.flow();
        app::forget_work(flow);
    }
    const Recorder& seen() const { return window.seen(); }

    void touch(std::string_view name_or_label) {
        CAPTURE(name_or_label);
        window.bring_into_sight(name_or_label);
        REQUIRE(window.touch(name_or_label));
        settle();
    }
    void type(std::string_view text) {
        window.type(text);
        settle();
    }
    /// In a dialog that asks why: words of one's own.
    void give_reason(std::string_view words) {
        touch(k_own_reason);
        type(words);
    }
    void pin(std::string_view digits) {
        for (const char digit : digits) touch(std::string_view(&digit, 1));
        touch("confirm");
    }
    void sign_in(Who role) {
        touch(TestDesk::number_of(role));
        pin(domain::test::k_pin);
        REQUIRE(scene().stage == Stage::working);
    }
    /// The lists of members, which lie below the calls.
    void open_lists() {
        touch("way callbacks");
        touch("lists");
    }
    /// How it looks is the program's, so the window follows.
    void settle() {
        const auto motion = window.settings.motion;
        window.settings = scene().settings;
        window.settings.motion = motion;
        window.frames(3);
    }
    void scan(const std::string& code) {
        app.on_scan(code);
        settle();
    }
    void key(ImGuiKey pressed) {
        window.key(pressed);
        settle();
    }
    /// Keeps what the window shows, if somebody wants to look: QIANTAI_SHOTS names the folder.
    void shoot(const std::string& name) {
        const auto* folder = std::getenv("QIANTAI_SHOTS");
        if (folder == nullptr) return;
        const auto& io = ImGui::GetIO();
        const auto file = fmt::format("{}-{}x{}{}.png", name, io.DisplaySize.x, io.DisplaySize.y,
                                      scene().settings.language == Language::en ? "-en" : "");
        REQUIRE(save_png(std::filesystem::path(folder) / file, window.picture()).ok());
    }
    void set_language(Language language) {
        scene().settings.language = language;
        settle();
    }
    /// In both languages; with a name a picture is kept of each, see shoot().
    void check_layout(const std::string& name = {}) {
        for (const auto language : {Language::zh, Language::en}) {
            CAPTURE(name);
            CAPTURE(static_cast<int>(language));
            set_language(language);
            if (!name.empty()) shoot(name);
            ui::check_layout(window);
            check_no_overlap(window);
        }
        set_language(Language::zh);
    }

    TestDesk desk;
    FontFiles files = FontFiles::open({}).value();
    std::unique_ptr<GooglePinyin> pinyin = GooglePinyin::open(default_pinyin_dictionary()).value();
    std::unique_ptr<HandwritingSource> handwriting = installed_handwriting();
    ReplyQueue replies;
    RecordedLog log;
    Office office;
    CountingLink link;
    InlineJobs jobs;
    ImmediateAside aside;
    App app;
    Headless window;
};

}  // namespace qiantai::app::test
