#pragma once

#include <memory>

#include "terminal/app/screen_time.hpp"
#include "terminal/desk/flow.hpp"
#include "terminal/kit/keyboard/keyboard.hpp"

namespace qiantai::app {

/// The terminal between window and office: draws the state, applies what comes back. Drawing thread
/// only.
class App {
  public:
    /// All outlive this. `pinyin` and `handwriting` may be null.
    App(JobQueue& jobs, ReplyQueue& replies, SyncLink& link, Clock& clock, ui::PinyinSource* pinyin,
        ui::HandwritingSource* handwriting);

    /// Posts the first jobs.
    void start();
    /// What is drawn inside Ui's begin_frame and end_frame; applies the frame's intents.
    void draw(ui::Ui& ui);
    /// Between frames: a barcode scanner typed this code.
    void on_scan(const std::string& code);
    /// The same, but what it typed can't be told to be a code.
    void on_unclear_scan(const std::string& text);
    /// Files were dropped on the window.
    void on_drop(const std::vector<std::string>& paths);
    ui::Scene& scene() { return m_scene; }
    ui::StateBag& states() { return m_states; }
    Navigator& navigator() { return m_navigator; }
    /// For what is done between frames.
    Flow flow() { return {m_scene, m_states, m_navigator, m_screens, m_jobs, m_link, m_now_s}; }

  private:
    void step_minute(Flow& now);

    JobQueue& m_jobs;
    ReplyQueue& m_replies;
    SyncLink& m_link;
    Clock& m_clock;
    ui::Keyboard m_keyboard;
    const Screens m_screens;
    ui::Scene m_scene;
    ui::StateBag m_states;
    Navigator m_navigator;
    std::shared_ptr<KnownTime> m_known_time = std::make_shared<KnownTime>();
    double m_now_s = 0;
    double m_minute_s = 0;  ///< when each_minute() is due
};

}  // namespace qiantai::app
