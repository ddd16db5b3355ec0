#include "terminal/kit/widgets/widget_pick_chips.hpp"

#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_pick_least_dp = 88, k_pick_padding_dp = 14, k_pick_icon_dp = 22;
/// A label takes no more than this of the line.
constexpr float k_pick_label_most = 0.3f;

float pick_width(const Ui& ui, const PickChip& chip) {
    auto wide =
        text_width(ui, chip.text.utf8(), TextStyle::body_strong) + ui.px(2 * k_pick_padding_dp) + 1;
    if (chip.icon != Icon::none) wide += ui.px(k_pick_icon_dp + k_gap_s);
    if (chip.opens) wide += ui.px(k_pick_icon_dp + k_gap_xs);
    return std::max(wide, ui.px(k_pick_least_dp));
}

/// How many of the chips from `first` on stand in a line so wide: at least one.
std::size_t line_end(std::span<const float> widths, std::size_t first, float room, float gap) {
    auto used = widths[first];
    auto end = first + 1;
    while (end < widths.size() && used + gap + widths[end] <= room) used += gap + widths[end++];
    return end;
}

Press draw_pick(Ui& ui, const Rect& rect, std::string_view name, const PickChip& chip) {
    const auto press = press_area(ui, rect, name, chip.text);
    fill(ui, rect, chip.on ? Role::primary_soft : Role::surface, k_radius_control);
    border(ui, rect, chip.on ? Role::primary : Role::outline, k_radius_control,
           chip.on ? chosen_width(ui) : 1);
    if (press.held) fill(ui, rect, Role::ink, k_radius_control, 0.06f);
    const auto role = chip.on ? Role::primary_text : Role::ink;
    const auto style = chip.on ? TextStyle::body_strong : TextStyle::body;
    auto inner = rect.inset(ui.px(k_gap_s), 0);
    if (chip.opens) {
        const auto arrow = inner.cut_right(ui.px(k_pick_icon_dp), ui.px(k_gap_xs));
        draw_icon(ui, {arrow.center_x(), arrow.center_y()}, Icon::chevron_down, k_pick_icon_dp,
                  Role::ink2);
    }
    if (chip.icon != Icon::none) {
        const auto sign = ui.px(k_pick_icon_dp + k_gap_s);
        const auto words = text_width(ui, chip.text.utf8(), style) + 1;
        inner = inner.centered(std::min(inner.width(), words + sign), inner.height());
        const auto place = inner.cut_left(ui.px(k_pick_icon_dp), ui.px(k_gap_s));
        draw_icon(ui, {place.center_x(), place.center_y()}, chip.icon, k_pick_icon_dp, role);
        draw_text(ui, inner, chip.text, style, role);
    } else {
        draw_text(ui, inner, chip.text, style, role, Align::center);
    }
    if (press.focused) focus_ring(ui, rect, k_radius_control);
    return press;
}

}  // namespace

std::optional<std::size_t> draw_pick_chips(Ui& ui, Rect& rest, const PickChips& chips) {
    const IdScope scope(chips.name);
    const auto gap = ui.px(k_gap_s);
    std::vector<float> widths;
    for (const auto& chip : chips.chips) widths.push_back(pick_width(ui, chip));
    float label = 0;
    if (!chips.label.empty()) {
        label = text_width(ui, chips.label.utf8(), TextStyle::small) + ui.px(k_gap_m);
        if (label > rest.width() * k_pick_label_most) {
            draw_paragraph(ui, rest, chips.label, TextStyle::small, Role::ink2, k_gap_xs);
            label = 0;
        }
    }
    std::optional<std::size_t> touched;
    FormStop stop{.required = chips.required, .wrong = chips.wrong};
    bool focused = false;
    for (std::size_t first = 0; first < widths.size();) {
        if (first > 0) rest.cut_top(gap);
        auto line = rest.cut_top(ui.px(k_target_min));
        const auto words = line.cut_left(label);
        if (first == 0 && label > 0) {
            draw_text(ui, words, chips.label, TextStyle::small, Role::ink2);
        }
        const auto end = line_end(widths, first, line.width(), gap);
        float spare = line.width() - gap * static_cast<float>(end - first - 1);
        for (auto i = first; i < end; ++i) spare -= widths[i];
        spare = std::max(0.0f, spare);
        // A last line of few words stays as it is: one word over the whole width looks like a button.
        const bool last = end == widths.size() && first > 0;
        const auto more = last && spare > line.width() / 3 ? 0 : spare;
        for (auto i = first; i < end; ++i) {
            const auto wide = widths[i] + more / static_cast<float>(end - first);
            const auto press = draw_pick(ui, line.cut_left(wide, gap),
                                         fmt::format("{} {}", chips.name, i), chips.chips[i]);
            if (press.pressed) touched = i;
            if (chips.chips[i].on || stop.id == 0) stop.id = press.id;
            stop.filled |= chips.chips[i].on;
            focused |= press.focused;
        }
        first = end;
    }
    if (!widths.empty()) ui.add_stop(stop, focused);
    return touched;
}

}  // namespace qiantai::ui
