#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "terminal/kit/core/ui.hpp"
#include "terminal/kit/headless/software_renderer.hpp"

namespace qiantai::ui {

/// Everything of the last frame, in the order it was drawn.
class Recorder final : public Observer {
  public:
    void on_frame_begin() override {
        items.clear();
        texts.clear();
    }
    void on_item(const SeenItem& item) override { items.push_back(item); }
    void on_text(const SeenText& text) override { texts.push_back(text); }

    /// The topmost reachable item with this name or label; null if there is none.
    const SeenItem* find(std::string_view name_or_label) const;
    /// True if a text that was drawn contains it, over the ends of its lines too.
    bool shows(std::string_view text) const;

    std::vector<SeenItem> items;
    std::vector<SeenText> texts;
};

/// A window that exists only in memory, with a finger and a keyboard, and a clock that moves by
/// frames. The tests and the screenshots drive screens with it, by what a person reads on them.
/// Only one can exist at a time on a thread.
class Headless {
  public:
    struct Size {
        float width, height, scale;
    };
    /// Draws a screen and applies its intents; called once a frame.
    using Draw = std::function<void(Ui&)>;

    Headless(const FontFiles& files, Size size, Draw draw);

    /// Read at the start of each frame.
    UiSettings settings;

    void frame();
    void frames(int count);
    /// Lets time pass without frames, as while the program sleeps.
    void advance(double seconds) { m_now_s += seconds; }
    double now_s() const { return m_now_s; }

    /// Presses and releases the middle of an item. False if there is no such item or it is
    /// disabled.
    bool touch(std::string_view name_or_label);
    /// Draws the area around an item up or down, as a person does, until the item can be touched.
    void bring_into_sight(std::string_view name_or_label);
    void touch_at(ImVec2 point);
    void press(ImVec2 point);
    void move(ImVec2 point);
    void release();
    /// Draws a finger from one point to another within so many frames.
    void drag(ImVec2 from, ImVec2 to, int steps);
    bool hold(std::string_view name_or_label, double seconds);
    void key(ImGuiKey key);
    void chord(ImGuiKey modifier, ImGuiKey key);
    void type(std::string_view text);

    const Recorder& seen() const { return m_recorder; }
    Ui& ui() { return m_ui; }
    Picture picture() const { return draw_picture(); }

  private:
    ImGuiSession m_session;
    Fonts m_fonts;
    Recorder m_recorder;
    Ui m_ui;
    Draw m_draw;
    double m_now_s = 1;
};

}  // namespace qiantai::ui
