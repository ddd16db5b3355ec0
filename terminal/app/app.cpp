#include "terminal/app/app.hpp"

namespace qiantai::app {

App::App(JobQueue& jobs, ReplyQueue& replies, SyncLink& link, Clock& clock,
         ui::PinyinSource* pinyin)
    : m_jobs(jobs), m_replies(replies), m_link(link), m_clock(clock), m_keyboard(pinyin) {}

void App::start() {
    auto now = flow(0);
    app::start(now);
}

void App::draw(ui::Ui& ui) {
    m_now_s = ui.now_s();
    auto now = flow(m_now_s);
    for (const auto& reply : m_replies.take()) reply(now);
    if (ui.touched()) m_state.touched_s = ui.now_s();
    step(now);
    m_state.shop.now_ms = m_clock.now_ms();
    const auto intents = draw_app(ui, m_keyboard, m_state);
    for (const auto& intent : intents.all) apply(now, intent);
    // What an intent changed is drawn by the frames that follow its event anyway.
    if (m_state.stage == ui::Stage::working) ui.wake_at(lock_at_s(m_state));
}

void App::on_scan(const std::string& code) {
    auto now = flow(m_now_s);
    m_state.touched_s = m_now_s;
    if (m_state.stage == ui::Stage::set_up) scan_set_up(now, code);
    if (m_state.stage == ui::Stage::working) scan(now, code);
}

}  // namespace qiantai::app
