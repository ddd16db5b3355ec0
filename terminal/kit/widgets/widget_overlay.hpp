#pragma once

#include <optional>
#include <span>
#include <string>

#include "terminal/kit/core/measure.hpp"
#include "terminal/kit/core/toast_queue.hpp"
#include "terminal/kit/widgets/widget_button.hpp"

namespace qiantai::ui {

/// A sheet above the keyboard of a low screen: every line counts for the field.
bool is_low(const Ui& ui, const Rect& area);

/// The ground of everything that lies over a screen: scrim and panel. Draw the screen below with
/// Unreachable. In landscape the panel stands in the middle, in portrait it comes from the bottom
/// edge.
struct Panel {
    Rect inside;             ///< for the content, inside of the padding
    bool dismissed = false;  ///< Esc, or a touch beside the panel
    Rect foot{};             ///< of a sheet: for its buttons, below everything else
};
/// `area` is what is free, above the on-screen keyboard; sizes in dp, the panel is never larger
/// than the area.
Panel draw_panel(Ui& ui, const Rect& area, std::string_view name, float width_dp, float height_px);
/// How wide the inside of such a panel will be: for what is measured before it is drawn.
float panel_inside_width(const Ui& ui, const Rect& area, float width_dp);

/// Sizes of a sheet in dp. The foot is kept free also where there is no room for all of the rest.
struct SheetFrame {
    float width_dp;
    float foot_dp = 0;
    float foot_gap_dp = 0;  ///< above the foot
};
/// A panel as high as what `draw(inside)` cuts off, and its foot. `draw` runs twice, see measure.hpp.
template <typename Draw>
Panel draw_sheet(Ui& ui, const Rect& area, const SheetFrame& frame, Draw&& draw) {
    const auto foot = ui.px(frame.foot_dp);
    const auto gap =
        ui.px(is_low(ui, area) ? std::min(frame.foot_gap_dp, k_gap_s) : frame.foot_gap_dp);
    const auto high =
        measured_height(ui, panel_inside_width(ui, area, frame.width_dp), draw) + gap + foot;
    auto panel = draw_panel(ui, area, "panel", frame.width_dp, high);
    panel.foot = panel.inside.cut_bottom(foot, gap);
    draw(panel.inside);
    return panel;
}

/// What is asked, and whom or what it is about, who leads: "王丽 · 删除会员".
struct Heading {
    Text what;
    Text whom;  ///< a name or a number; empty only while there is none yet

    Text line() const;
};

/// A sheet's title with the way out at the end of its line. Cuts itself off `inside`; true when the
/// sheet is to be closed.
bool draw_sheet_title(Ui& ui, Rect& inside, const Heading& heading, float gap_dp = k_gap_s);
/// The way out alone, at the end of a line with other things. Cuts itself off it.
bool draw_sheet_close(Ui& ui, Rect& line);

/// A question with its answers.
struct Dialog {
    Heading heading;
    Text body;
    Text confirm;
    Text cancel{};  ///< none: nothing to decide, only to know
    ButtonKind confirm_kind = ButtonKind::primary;
    Icon icon = Icon::none;
    Tone tone = Tone::neutral;
};
enum class DialogAnswer : std::uint8_t { confirmed, cancelled };
std::optional<DialogAnswer> draw_dialog(Ui& ui, const Rect& area, const Dialog& dialog);

/// A list to choose from.
struct ChoiceSheet {
    Heading heading;
    std::span<const Text> options;
    std::optional<int> selected{};
};
struct ChoiceAnswer {
    std::optional<int> chosen{};
    bool dismissed = false;
};
ChoiceAnswer draw_choice_sheet(Ui& ui, const Rect& area, const ChoiceSheet& sheet);

/// The toast in `area`, of the bar above a screen's content, where it hides nothing that is worked on.
/// Returns the action's id when it is pressed.
std::optional<std::string> draw_toast(Ui& ui, const Rect& area, const ToastQueue& toasts);

}  // namespace qiantai::ui
