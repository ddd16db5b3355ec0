#pragma once

// The whole terminal in a window in memory, over a real encrypted database; jobs run at once.

#include "terminal/app/app.hpp"
#include "tests/domain/domain_fixture.hpp"
#include "tests/ui/layout_check.hpp"

namespace qiantai::app::test {

using namespace qiantai::ui;
using Who = domain::Role;
using domain::test::TestDesk;

/// Runs every job where it is posted; its reply comes with the next frame.
class InlineJobs final : public JobQueue {
  public:
    InlineJobs(Office& office, ReplyQueue& replies) : m_office(office), m_replies(replies) {}
    void post(Job job) override { m_replies.push(job(m_office)); }

  private:
    Office& m_office;
    ReplyQueue& m_replies;
};

class CountingLink final : public SyncLink {
  public:
    void start(Office&) override { ++started; }
    void notify_change() override { ++changes; }
    void sync_now() override { ++asked; }
    int started = 0, changes = 0, asked = 0;
};

inline constexpr Headless::Size k_sizes[] = {
    {1366, 768, 1}, {1920, 1080, 1.25f}, {1080, 1920, 1.25f}, {3840, 2160, 2}};

class AppWindow {
  public:
    /// A store's terminal with one person of every role; PIN TestDesk's.
    explicit AppWindow(Headless::Size size = k_sizes[0])
        : office({desk.home(),
                  desk.clock,
                  desk.random,
                  desk.manifest,
                  {},
                  domain::test::k_cheap_pins}),
          jobs(office, replies),
          app(jobs, replies, link, desk.clock, pinyin.get()),
          window(files, size, [this](Ui& ui) { app.draw(ui); }) {
        window.settings.motion = Motion::off;
        app.start();
        window.frames(3);
    }

    AppState& state() { return app.state(); }
    const Recorder& seen() const { return window.seen(); }

    void touch(std::string_view name_or_label) {
        CAPTURE(name_or_label);
        REQUIRE(window.touch(name_or_label));
        settle();
    }
    void type(std::string_view text) {
        window.type(text);
        settle();
    }
    void pin(std::string_view digits) {
        for (const char digit : digits) touch(std::string_view(&digit, 1));
        touch("confirm");
    }
    void sign_in(Who role) {
        touch(TestDesk::number_of(role));
        pin(domain::test::k_pin);
        REQUIRE(state().stage == Stage::working);
    }
    /// Language and theme are the program's, so the window follows them.
    void settle() {
        window.settings.language = state().settings.language;
        window.settings.theme = state().settings.theme;
        window.frames(3);
    }
    void set_language(Language language) {
        state().settings.language = language;
        settle();
    }
    void check_layout() {
        for (const auto language : {Language::zh, Language::en}) {
            CAPTURE(static_cast<int>(language));
            set_language(language);
            ui::check_layout(window);
            check_no_overlap(window);
        }
        set_language(Language::zh);
    }

    TestDesk desk;
    FontFiles files = FontFiles::open({}).value();
    std::unique_ptr<GooglePinyin> pinyin = GooglePinyin::open(default_pinyin_dictionary()).value();
    ReplyQueue replies;
    Office office;
    InlineJobs jobs;
    CountingLink link;
    App app;
    Headless window;
};

}  // namespace qiantai::app::test
