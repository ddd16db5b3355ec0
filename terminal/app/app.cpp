#include "terminal/app/app.hpp"

#include "terminal/app/app_frame.hpp"
#include "terminal/app/screen_time.hpp"
#include "terminal/app/screens.hpp"
#include "terminal/app/shell.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

constexpr double k_minute_s = 60;

/// It is set up, whoever is signed in.
bool is_terminal(const Scene& scene) {
    return scene.stage == Stage::sign_in || scene.stage == Stage::working;
}

}  // namespace

App::App(JobQueue& jobs, ReplyQueue& replies, SyncLink& link, Clock& clock,
         ui::PinyinSource* pinyin, ui::HandwritingSource* handwriting)
    : m_jobs(jobs),
      m_replies(replies),
      m_link(link),
      m_clock(clock),
      m_keyboard(pinyin, handwriting),
      m_screens(all_screens()),
      m_navigator{.screen = m_screens.entries.front().id} {}

void App::start() {
    auto now = flow();
    app::start(now);
}

void App::draw(ui::Ui& ui) {
    m_now_s = ui.now_s();
    auto now = flow();
    for (const auto& reply : m_replies.take()) reply(now);
    if (ui.touched()) m_scene.touched_s = ui.now_s();
    step(now);
    step_minute(now);
    m_scene.shop.now_ms = screen_time(*m_known_time, m_clock);
    const auto meant = draw_app(ui, m_keyboard, {m_scene, m_states, m_screens, m_navigator});
    for (const auto& one : meant) {
        if (const auto* shell = std::get_if<ui::ShellIntent>(&one)) {
            apply_shell(now, *shell);
        } else {
            std::get<std::function<void(Flow&)>>(one)(now);
        }
    }
    // What an intent changed is drawn by the frames that follow its event anyway.
    if (m_scene.stage == Stage::working) ui.wake_at(lock_at_s(m_scene));
    if (is_terminal(m_scene)) ui.wake_at(m_minute_s);
}

void App::step_minute(Flow& now) {
    if (!is_terminal(m_scene) || m_now_s < m_minute_s) return;
    m_minute_s = m_now_s + k_minute_s;
    m_jobs.post(load_known_time(m_known_time));
    for (const auto& entry : m_screens.entries) {
        if (entry.each_minute != nullptr) entry.each_minute(now);
    }
}

void App::on_scan(const std::string& code) {
    auto now = flow();
    m_scene.touched_s = m_now_s;
    scan(now, code);
}

void App::on_unclear_scan(const std::string& text) {
    auto now = flow();
    m_scene.touched_s = m_now_s;
    tell_scan_unclear(now, text);
}

void App::on_drop(const std::vector<std::string>& paths) {
    auto now = flow();
    m_scene.touched_s = m_now_s;
    drop(now, paths);
}

}  // namespace qiantai::app
