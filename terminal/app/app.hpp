#pragma once

#include "terminal/app/app_frame.hpp"
#include "terminal/desk/flow.hpp"

namespace qiantai::app {

/// The terminal between window and office: draws the state, applies what comes back. Drawing thread
/// only.
class App {
  public:
    /// All outlive this. `pinyin` may be null.
    App(JobQueue& jobs, ReplyQueue& replies, SyncLink& link, Clock& clock,
        ui::PinyinSource* pinyin);

    /// Posts the first jobs.
    void start();
    /// What is drawn inside Ui's begin_frame and end_frame; applies the frame's intents.
    void draw(ui::Ui& ui);
    /// Between frames: a barcode scanner typed this code.
    void on_scan(const std::string& code);
    ui::AppState& state() { return m_state; }

  private:
    Flow flow(double now_s) { return {m_state, m_jobs, m_link, now_s}; }

    JobQueue& m_jobs;
    ReplyQueue& m_replies;
    SyncLink& m_link;
    Clock& m_clock;
    ui::Keyboard m_keyboard;
    ui::AppState m_state;
    double m_now_s = 0;
};

}  // namespace qiantai::app
