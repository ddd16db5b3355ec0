#include "terminal/kit/widgets/widget_choice.hpp"

#include <cmath>

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_pill_inset = 4;  ///< of the chosen part, inside of the control
constexpr float k_tab_least = 120;
constexpr float k_choice_least = 128;

// So many in a line, each wide enough for the longest, that the lines are about equally full.
int choice_columns(const Ui& ui, std::span<const Text> choices, float width) {
    const auto gap = ui.px(k_gap_s);
    float widest = ui.px(k_choice_least);
    for (const auto& choice : choices) {
        widest = std::max(widest,
                          text_width(ui, choice.utf8(), TextStyle::body_strong) + ui.px(2 * k_gap));
    }
    widest = std::min(widest, width);
    const auto fit = std::max(1, static_cast<int>((width + gap) / (widest + gap)));
    const int count = static_cast<int>(choices.size());
    const int lines = (count + fit - 1) / fit;
    return (count + lines - 1) / lines;
}

Press draw_one_choice(Ui& ui, const Rect& rect, std::string_view name, const Text& words, bool on) {
    const auto press = press_area(ui, rect, name, words);
    fill(ui, rect, on ? Role::primary_soft : Role::surface, k_radius_control);
    border(ui, rect, on ? Role::primary : Role::outline, k_radius_control, on ? 2 : 1);
    if (press.held) fill(ui, rect, Role::ink, k_radius_control, 0.06f);
    draw_text(ui, rect.inset(ui.px(k_gap_s), 0), words,
              on ? TextStyle::body_strong : TextStyle::body, on ? Role::primary_text : Role::ink,
              Align::center);
    if (press.focused) focus_ring(ui, rect, k_radius_control);
    return press;
}

/// `name_of(i)`: under which the one is found again.
template <typename NameOf>
std::optional<std::size_t> draw_choice_lines(Ui& ui, Rect& rest, std::span<const Text> choices,
                                             std::optional<std::size_t> chosen, NameOf name_of) {
    std::optional<std::size_t> pressed;
    if (choices.empty()) return pressed;
    FormStop stop;
    bool focused = false;
    const auto columns = static_cast<std::size_t>(choice_columns(ui, choices, rest.width()));
    for (std::size_t first = 0; first < choices.size(); first += columns) {
        if (first > 0) rest.cut_top(ui.px(k_gap_s));
        // A last line of fewer is as wide as the others: no hole, and easier to hit.
        const auto in_line = std::min(columns, choices.size() - first);
        const auto line = rest.cut_top(ui.px(k_target_min));
        for (std::size_t i = first; i < first + in_line; ++i) {
            const auto place =
                line.column(static_cast<int>(i - first), static_cast<int>(in_line), ui.px(k_gap_s));
            const bool on = chosen == i;
            const auto press = draw_one_choice(ui, place, name_of(i), choices[i], on);
            if (press.pressed) pressed = i;
            if (on || stop.id == 0) stop.id = press.id;
            stop.filled |= on;
            focused |= press.focused;
        }
    }
    ui.add_stop(stop, focused);
    return pressed;
}

}  // namespace

std::optional<int> draw_segmented(Ui& ui, const Rect& rect, std::string_view name,
                                  std::span<const Text> options, std::optional<int> selected,
                                  std::span<const std::string_view> names) {
    const IdScope scope(name);
    std::optional<int> pressed;
    std::optional<Rect> focused;
    fill(ui, rect, Role::surface, k_radius_control);
    border(ui, rect, Role::outline, k_radius_control);
    const auto count = static_cast<int>(options.size());
    FormStop stop{.filled = selected.has_value()};
    for (int i = 0; i < count; ++i) {
        const auto& label = options[static_cast<std::size_t>(i)];
        const auto part = rect.column(i, count, 0);
        const auto named = names.empty() ? fmt::format("option {}", i)
                                         : std::string(names[static_cast<std::size_t>(i)]);
        const auto press = press_area(ui, part, named, label);
        const bool on = selected == i;
        if (on || i == 0) stop.id = press.id;
        const auto pill = part.inset(ui.px(k_pill_inset));
        if (on || press.held) fill(ui, pill, Role::primary_soft, k_radius_small);
        if (on) border(ui, pill, Role::primary, k_radius_small, chosen_width(ui));
        // The chosen part's own border parts it from its neighbours.
        if (i > 0 && !on && selected != i - 1) {
            const auto x = std::round(part.left);
            fill(ui,
                 {x, rect.top + ui.px(k_gap_m), x + std::max(1.0f, ui.px(1)),
                  rect.bottom - ui.px(k_gap_m)},
                 Role::line);
        }
        draw_text(ui, part.inset(ui.px(6), 0), label, on ? TextStyle::body_strong : TextStyle::body,
                  on ? Role::primary_text : Role::ink, Align::center);
        if (press.focused) focused = part;
        if (press.pressed) pressed = i;
    }
    ui.add_stop(stop, focused.has_value());
    if (focused) focus_ring(ui, *focused, k_radius_control);
    return pressed;
}

std::optional<std::string_view> draw_choices(Ui& ui, Rect& rest, std::string_view name,
                                             std::span<const Choice> choices,
                                             std::string_view chosen) {
    const IdScope scope(name);
    std::vector<Text> words;
    std::optional<std::size_t> on;
    for (const auto& choice : choices) {
        if (choice.value == chosen) on = words.size();
        words.push_back(ui.tr(choice.words));
    }
    const auto pressed =
        draw_choice_lines(ui, rest, words, on, [&](std::size_t i) { return choices[i].value; });
    return pressed ? std::optional(choices[*pressed].value) : std::nullopt;
}

std::optional<std::size_t> draw_choices(Ui& ui, Rect& rest, std::string_view name,
                                        std::span<const Text> choices,
                                        std::optional<std::size_t> chosen) {
    const IdScope scope(name);
    return draw_choice_lines(ui, rest, choices, chosen,
                             [](std::size_t i) { return fmt::format("choice {}", i); });
}

std::optional<int> draw_tabs(Ui& ui, const Rect& rect, std::string_view name,
                             std::span<const Text> labels, int selected) {
    const IdScope scope(name);
    std::optional<int> pressed;
    auto rest = rect;
    divider(ui, rect.left, rect.right, rect.bottom - 1);
    for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
        const auto& label = labels[static_cast<std::size_t>(i)];
        const bool on = i == selected;
        const auto wide = text_width(ui, label.utf8(), TextStyle::body_strong) + ui.px(40);
        const auto part = rest.cut_left(std::max(wide, ui.px(k_tab_least)));
        const auto press = press_area(ui, part, fmt::format("tab {}", i), label);
        if (press.held) fill(ui, part, Role::ink, k_radius_small, 0.06f);
        draw_text(ui, part, label, on ? TextStyle::body_strong : TextStyle::body,
                  on ? Role::primary_text : Role::ink2, Align::center);
        if (on) {
            const auto line = Rect{part.left + ui.px(16), part.bottom - ui.px(4),
                                   part.right - ui.px(16), part.bottom};
            fill(ui, line, Role::primary, 2);
        }
        if (press.focused) focus_ring(ui, part.inset(ui.px(5)), k_radius_small);
        if (press.pressed) pressed = i;
    }
    return pressed;
}

bool draw_switch(Ui& ui, const Rect& rect, std::string_view name, const Text& label, bool on,
                 bool enabled) {
    const auto press = press_area(ui, rect, name, label, {.enabled = enabled});
    if (enabled) ui.add_stop({.id = press.id, .filled = true}, press.focused);
    auto area = rect;
    const auto place = area.cut_right(ui.px(56), ui.px(k_gap_m));
    const auto track = place.centered(ui.px(56), ui.px(32));
    fill(ui, track, on ? Role::primary : Role::surface2, 16, enabled ? 1.0f : 0.5f);
    if (!on) border(ui, track, Role::edge, 16, 1.5f);
    const auto x = on ? track.right - ui.px(16) : track.left + ui.px(16);
    dot(ui, {x, track.center_y()}, ui.px(11), on ? Role::on_primary : Role::edge);
    if (on) draw_icon(ui, {x, track.center_y()}, Icon::check, 16, Role::primary);
    draw_text(ui, area, label, TextStyle::body, enabled ? Role::ink : Role::ink2);
    if (press.focused) focus_ring(ui, rect, k_radius_small);
    return press.pressed;
}

bool draw_checkbox(Ui& ui, Rect& rest, std::string_view name, const Checkbox& box) {
    auto words = rest;
    auto place = words.cut_left(ui.px(28), ui.px(k_gap));
    const auto high = wrapped_height(ui, box.label, TextStyle::body, words.width());
    const auto rect = rest.cut_top(std::max(ui.px(k_target_min), high + ui.px(k_gap)));
    words.bottom = place.bottom = rect.bottom;
    const auto press = press_area(ui, rect, name, box.label);
    ui.add_stop(
        {.id = press.id, .required = box.required, .filled = box.checked, .wrong = box.wrong},
        press.focused);
    const auto square = place.centered(ui.px(28), ui.px(28));
    fill(ui, square, box.checked ? Role::primary : Role::surface, 8);
    if (box.checked) {
        draw_icon(ui, {square.center_x(), square.center_y()}, Icon::check, 22, Role::on_primary);
    } else {
        border(ui, square, Role::edge, 8, 2);
    }
    if (press.held) fill(ui, square, Role::ink, 8, 0.12f);
    draw_wrapped(ui, words.centered(words.width(), high), box.label, TextStyle::body, Role::ink);
    if (press.focused) focus_ring(ui, rect, k_radius_small);
    return press.pressed;
}

std::optional<int> draw_stepper(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                                const Stepper& stepper) {
    const IdScope scope(name);
    auto area = rect;
    const auto wide = std::max(ui.px(k_target_min), std::min(ui.px(84), rect.width() / 3));
    const auto less = area.cut_left(wide), more = area.cut_right(wide);
    std::optional<int> changed;
    bool focused = false;
    const auto part = [&](const Rect& place, std::string_view part_name, TextKey key, Icon icon,
                          bool enabled, int by) {
        const auto press =
            press_area(ui, place, part_name, ui.tr(key), {.enabled = enabled, .repeats = true});
        fill(ui, place, Role::surface, k_radius_control);
        border(ui, place, Role::outline, k_radius_control);
        if (press.held) fill(ui, place, Role::ink, k_radius_control, 0.10f);
        draw_icon(ui, {place.center_x(), place.center_y()}, icon, 26,
                  enabled ? Role::ink : Role::ink3);
        if (press.focused) focus_ring(ui, place, k_radius_control);
        focused |= press.focused;
        // A button that counts on while held needs frames to do so.
        if (press.held) ui.keep_moving();
        if (press.pressed) changed = stepper.value + by;
    };
    part(less, "less", words::decrease, Icon::minus, stepper.value > stepper.least, -1);
    part(more, "more", words::increase, Icon::plus, stepper.value < stepper.most, 1);
    const bool grows = stepper.value < stepper.most;
    ui.add_stop({.id = ui.id(grows ? "more" : "less"), .filled = true}, focused);
    if (ui.observer() != nullptr) {
        ui.observer()->on_item({ui.id("value"), "value", label.utf8(), area, ui.clip(),
                                ItemKind::surface, false, ui.scrolling(), ui.reachable()});
    }
    draw_text(ui, area, Text::data(fmt::format("{}", stepper.value)), TextStyle::figure, Role::ink,
              Align::center);
    return changed;
}

}  // namespace qiantai::ui
