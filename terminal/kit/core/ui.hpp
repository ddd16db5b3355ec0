#pragma once

#include <imgui.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "terminal/kit/core/focus.hpp"
#include "terminal/kit/core/fonts.hpp"
#include "terminal/kit/core/geometry.hpp"
#include "terminal/kit/core/icons.hpp"
#include "terminal/kit/core/key_event.hpp"
#include "terminal/kit/core/observer.hpp"
#include "terminal/kit/core/picture_textures.hpp"
#include "terminal/kit/core/scroll_physics.hpp"
#include "terminal/kit/core/text.hpp"
#include "terminal/kit/core/theme.hpp"

namespace qiantai::ui {

enum class Motion : std::uint8_t { on, off };
enum class ScreenKeyboard : std::uint8_t { on, off };

struct UiSettings {
    Language language = Language::zh;
    ThemeKind theme = ThemeKind::light;
    float scale = 1;  ///< pixels per dp
    std::optional<Color> chain_primary{};
    Motion motion = Motion::on;
    ScreenKeyboard keyboard = ScreenKeyboard::on;
};

/// The finger or mouse between press and release.
struct Gesture {
    bool down = false;
    bool dragging = false;    ///< a scrolling area took it; nothing is pressed any more
    bool taken = false;       ///< something was under it, so it is no touch beside everything
    bool locked = false;      ///< a signature pad or slider holds it; areas must not scroll
    ImGuiID scroll_area = 0;  ///< the innermost area under it
    ImVec2 start{};
    ImVec2 last{};
    double start_s = 0;
    double moved_s = 0;
    ImGuiID long_pressed = 0;
};

/// Since when something is shown without a break.
struct Appearance {
    double since_s = 0;
    int frame = 0;  ///< the last one it was drawn in
};

/// Where a scrolling area stands; it stands there again when its screen is come back to.
struct ScrollMemory {
    ScrollPhysics physics{};
    float content_height = 0;
    float view_height = 0;
    int frame = 0;  ///< the last one it was drawn in
};

struct Picture;

/// A picture in the fonts' texture. It keeps the picture, so that its address names only this one.
struct BakedPicture {
    std::shared_ptr<const Picture> picture{};
    ImFontAtlasRectId rect = ImFontAtlasRectId_Invalid;
};

/// What the kit remembers between frames: nothing that a screen would store.
struct UiMemory {
    std::map<ImGuiID, ScrollMemory> scrolls;
    std::map<ImGuiID, Appearance> appearances;
    FocusMemory focus;
    FieldFocus field;
    Gesture gesture;
    ImGuiID nav_revealed = 0;
    bool pad_in_reach = false;  ///< a number pad takes what is typed, in this frame
    /// By picture, width and height.
    std::map<std::tuple<const Picture*, int, int>, BakedPicture> logos;
    PictureTextures pictures;
};

/// What every draw function gets first: tokens, words, fonts and the memory of the kit for one
/// window. Made once by the program, used on the drawing thread only.
class Ui {
  public:
    /// Needs a current ImGui context. `observer` may be null and must outlive this.
    explicit Ui(const Fonts& fonts, Observer* observer = nullptr);

    /// Starts a frame over the whole display. `now_s` is a steady clock's.
    void begin_frame(const UiSettings& settings, double now_s);
    void end_frame();

    Rect screen() const { return m_screen; }
    bool portrait() const { return m_screen.height() > m_screen.width(); }
    const UiSettings& settings() const { return m_settings; }
    const Fonts& fonts() const { return m_fonts; }
    float px(float dp) const;
    ImU32 color(Role role, float alpha = 1) const { return m_theme[role].packed(alpha); }
    const Theme& theme() const { return m_theme; }
    double now_s() const { return m_now_s; }
    float frame_s() const { return m_frame_s; }
    bool motion() const { return m_settings.motion == Motion::on; }
    ImDrawList& canvas() const { return measuring() ? *m_scrap : *m_canvas; }
    /// Null without one, and while measuring.
    Observer* observer() const { return measuring() ? nullptr : m_observer; }
    UiMemory& memory() { return m_memory; }
    const UiMemory& memory() const { return m_memory; }

    Text tr(TextKey key) const { return translate(m_settings.language, key); }
    template <typename... Values>
    Text tr(TextKey key, const Values&... values) const {
        return translate(m_settings.language, key, fmt::make_format_args(values...));
    }

    /// Draws the next frame at once, because something moves.
    void keep_moving() {
        if (!measuring()) m_moving = true;
    }
    /// Draws a frame at that time at the latest.
    void wake_at(double time_s);
    bool moving() const { return m_moving; }
    /// Input that came in is still queued: a frame takes in one change of each button and key, so
    /// that nothing is pressed and let go unseen.
    bool input_waits() const;
    std::optional<double> wake_s() const { return m_wake_s; }

    /// 0 to 1 over `seconds` since the thing called `id` came into sight; 1 with motion off. What
    /// was away for a frame comes anew.
    float appearing(std::string_view id, float seconds);

    /// Who gets what is typed, as of the last frame.
    KeySink key_sink() const;
    /// Somebody touched, moved or typed something since the last frame.
    bool touched() const;

    bool reachable() const { return m_unreachable == 0 && !measuring(); }
    /// Nothing is drawn now, only its height is asked for: see measure.hpp.
    bool measuring() const { return m_measuring > 0; }
    bool scrolling() const { return m_scrolling > 0; }
    Rect clip() const;

    ImGuiID id(std::string_view name) const;

    // The focus, see focus.hpp.

    /// What is drawn from here on, and not covered, is another view.
    void begin_view(std::string_view name, ViewKind kind);
    /// A field says what it is before it asks who has the focus: the view may begin with it.
    void offer_beginning(const FormStop& stop);
    /// What a form consists of says so in its order; the focused one of them lets Enter go on.
    void add_stop(const FormStop& stop, bool focused);
    /// The button with this name ends what is asked.
    void mark_finish(std::string_view name, Finishes what);
    void wish_focus(ImGuiID item, FocusWay way = FocusWay::onward);
    /// The wish for this item, which is fulfilled with that.
    std::optional<FocusWay> take_wish(ImGuiID item);
    /// From the next frame on: the view begins as if it came into sight.
    void begin_anew();
    /// The first thing that is wrong gets the focus, as soon as it says so.
    void lead_to_wrong();
    void focus_item(ImGuiID item, FocusWay way);
    void focus_field(ImGuiID id, FieldKind kind, Caret caret, FocusWay way = FocusWay::onward);
    void blur_field();
    /// Somebody works with a real keyboard.
    void use_keys();
    /// There is one, so what can be done with it is shown.
    bool has_keys() const {
        return m_memory.focus.has_keys || m_settings.keyboard == ScreenKeyboard::off;
    }

  private:
    friend class Measuring;
    friend class Unreachable;
    friend class OnRail;
    friend class ScrollArea;

    void begin_gesture();
    void end_gesture();
    void begin_focus();
    void end_focus();
    void change_view(ImGuiID view);
    void begin_with_item();

    const Fonts& m_fonts;
    Observer* m_observer;
    UiSettings m_settings;
    Theme m_theme;
    Rect m_screen;
    ImDrawList* m_canvas = nullptr;
    double m_now_s = 0;
    float m_frame_s = 0;
    bool m_moving = false;
    std::optional<double> m_wake_s;
    int m_unreachable = 0;
    int m_measuring = 0;
    std::unique_ptr<ImDrawList> m_scrap;  ///< what is painted while measuring; nobody sees it
    int m_scrolling = 0;
    UiMemory m_memory;
};

/// While it lives, what is drawn can be seen but not touched: it lies under a dialog.
class Unreachable {
  public:
    Unreachable(Ui& ui, bool when) : m_ui(ui), m_by(when ? 1 : 0) { m_ui.m_unreachable += m_by; }
    ~Unreachable() { m_ui.m_unreachable -= m_by; }
    Unreachable(const Unreachable&) = delete;
    Unreachable& operator=(const Unreachable&) = delete;

  private:
    Ui& m_ui;
    int m_by;
};

/// While it lives, what is drawn lies on the dark rail, or on a screen that is as dark: its colours
/// are the dark theme's, but for the high-contrast theme, which knows one ground only.
class OnRail {
  public:
    explicit OnRail(Ui& ui);
    ~OnRail();
    OnRail(const OnRail&) = delete;
    OnRail& operator=(const OnRail&) = delete;

  private:
    Ui& m_ui;
    Theme m_before;
};

/// While it lives, names are looked up inside this one, so that two lists may both have a "row".
class IdScope {
  public:
    explicit IdScope(std::string_view name);
    explicit IdScope(int index);
    ~IdScope();
    IdScope(const IdScope&) = delete;
    IdScope& operator=(const IdScope&) = delete;
};

/// While it lives, nothing is drawn or touched outside of the rectangle.
class ClipScope {
  public:
    explicit ClipScope(const Rect& rect);
    ~ClipScope();
    ClipScope(const ClipScope&) = delete;
    ClipScope& operator=(const ClipScope&) = delete;
};

/// An ImGui context made for the kit: keyboard navigation, no files, none of ImGui's own looks.
class ImGuiSession {
  public:
    ImGuiSession();
    ~ImGuiSession();
    ImGuiSession(const ImGuiSession&) = delete;
    ImGuiSession& operator=(const ImGuiSession&) = delete;

  private:
    ImGuiContext* m_context;
};

}  // namespace qiantai::ui
