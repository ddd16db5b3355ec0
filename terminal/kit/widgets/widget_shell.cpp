#include "terminal/kit/widgets/widget_shell.hpp"

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"

namespace qiantai::ui {
namespace {

/// Below this a form shows no whole field with its label and error beside its buttons.
constexpr float k_typing_room_dp = 280;

constexpr float k_rail_entry_dp = 76;
constexpr float k_rail_logo_dp = 72;
constexpr float k_bottom_bar_dp = 84;
constexpr int k_badge_most = 99;

// Beside the icon's upper right corner, clear of what the icon shows.
void draw_badge(Ui& ui, const Rect& place, ImVec2 sign, const Badge& badge) {
    const int count = badge.count;
    const auto text = Text::data(count > k_badge_most ? fmt::format("{}+", k_badge_most)
                                                      : fmt::format("{}", count));
    const auto wide =
        std::max(ui.px(20), text_width(ui, text.utf8(), TextStyle::caption) + ui.px(10));
    const auto left = std::min(sign.x + ui.px(12), place.right - wide);
    const auto rect = Rect::sized(left, sign.y - ui.px(23), wide, ui.px(20));
    fill(ui, rect, badge.urgent ? Role::badge : Role::rail_text_active, 10);
    draw_text_sized(ui, rect, text, {13, Weight::bold}, badge.urgent ? Role::on_badge : Role::rail,
                    Align::center);
}

}  // namespace

std::optional<int> draw_rail(Ui& ui, const Rect& rect, std::span<const RailEntry> entries,
                             int selected, const Logo* logo) {
    const IdScope scope("rail");
    std::optional<int> pressed;
    fill(ui, rect, Role::rail);
    const bool bar = rect.width() > rect.height();
    auto rest = bar ? rect.inset(ui.px(4), ui.px(4)) : rect.inset(ui.px(8), ui.px(10));
    const auto count = static_cast<int>(entries.size());
    const auto entries_high = ui.px(k_rail_entry_dp) * static_cast<float>(count);
    if (logo != nullptr && !bar && rest.height() >= entries_high + ui.px(k_rail_logo_dp)) {
        draw_logo(ui, rest.cut_top(ui.px(k_rail_logo_dp)).inset(ui.px(8)), *logo, LogoGround::plate,
                  Align::center);
    }
    const auto high =
        std::min(ui.px(k_rail_entry_dp), rest.height() / static_cast<float>(std::max(1, count)));
    for (int i = 0; i < count; ++i) {
        const auto& entry = entries[static_cast<std::size_t>(i)];
        const auto place = bar ? rest.column(i, count, 0)
                               : Rect::sized(rest.left, rest.top + static_cast<float>(i) * high,
                                             rest.width(), high);
        const bool on = i == selected;
        const auto press = press_area(ui, place, entry.name, entry.label, {.key = entry.key});
        const auto ground = place.inset(bar ? ui.px(2) : 0, ui.px(2));
        if (on || press.held) fill(ui, ground, Role::rail_active, k_radius_small);
        const auto role = on ? Role::rail_text_active : Role::rail_text;
        const ImVec2 sign{place.center_x(), place.center_y() - ui.px(13)};
        draw_icon(ui, sign, entry.icon, 27, role);
        const auto line =
            Rect::sized(place.left, place.center_y() + ui.px(8), place.width(), ui.px(22));
        draw_text_sized(ui, line.inset(ui.px(1), 0), entry.label, {14, Weight::regular}, role,
                        Align::center);
        draw_text(ui, Rect(ground).inset(ui.px(k_gap_xs)).cut_top(ui.px(18)),
                  key_text(ui, entry.key), TextStyle::caption, role);
        if (entry.badge.count > 0) draw_badge(ui, place, sign, entry.badge);
        if (press.focused) focus_ring(ui, ground.inset(ui.px(4)), k_radius_small);
        if (press.pressed) pressed = i;
    }
    return pressed;
}

TopBarResult draw_top_bar(Ui& ui, const Rect& rect, const TopBar& bar) {
    const IdScope scope("top bar");
    TopBarResult result;
    fill(ui, rect, Role::surface);
    divider(ui, rect.left, rect.right, rect.bottom - 1);
    auto area = rect;
    area.cut_left(bar.back ? ui.px(8) : ui.px(k_gap_xl));
    if (bar.back) {
        result.back = draw_icon_button(ui, area.cut_left(ui.px(k_target_min)), "back",
                                       ui.tr(words::back), Icon::arrow_left, Role::ink);
    }
    area.cut_right(ui.px(8));
    if (!bar.person.empty()) {
        result.lock = draw_icon_button(ui, area.cut_right(ui.px(k_target_min)), "lock",
                                       ui.tr(words::lock_screen), Icon::lock);
        const auto name = text_width(ui, bar.person.utf8(), TextStyle::body_strong);
        const auto role = text_width(ui, bar.role.utf8(), TextStyle::caption);
        const bool narrow = rect.width() < ui.px(760);
        const auto words = narrow ? 0 : std::min(std::max(name, role) + 1, ui.px(176));
        auto person = area.cut_right(std::max(ui.px(40 + k_gap_m) + words, ui.px(k_target_min)),
                                     ui.px(k_gap));
        const auto target = person.centered(person.width(), ui.px(k_target_min));
        const auto press = press_area(ui, target, "person", bar.person);
        if (press.held) fill(ui, target, Role::ink, k_radius_control, 0.06f);
        if (press.focused) focus_ring(ui, target.inset(ui.px(3)), k_radius_control);
        result.person = press.pressed;
        const auto disc = person.cut_left(ui.px(40), ui.px(k_gap_m));
        draw_avatar(ui, {disc.center_x(), disc.center_y()}, 40, bar.person);
        if (!narrow) {
            auto lines = person.centered(person.width(), ui.px(44));
            draw_text(ui, lines.cut_top(ui.px(24)), bar.person, TextStyle::body_strong, Role::ink);
            draw_text(ui, lines, bar.role, TextStyle::caption, Role::ink2);
        }
    }
    const auto chip =
        bar.status.label.empty() ? 0 : std::min(chip_width(ui, bar.status), area.width() * 0.6f);
    // Where there is no room for it, it is in the person's menu.
    const auto title = text_width(ui, bar.title.utf8(), TextStyle::title);
    if (!bar.person.empty() && area.width() - chip >= title + ui.px(2 * k_gap + k_target_min)) {
        result.help = draw_icon_button(ui, area.cut_right(ui.px(k_target_min), ui.px(k_gap)),
                                       "help", ui.tr(words::help), Icon::help);
    }
    result.middle = area;
    if (chip > 0) {
        const auto place = area.cut_right(chip, ui.px(k_gap));
        result.status =
            draw_chip(ui, place.centered(chip, ui.px(k_chip_height)), "status", bar.status);
    }
    draw_text(ui, area, bar.title, TextStyle::title, Role::ink);
    return result;
}

ShellPlan plan_shell(const Ui& ui, float keyboard_height) {
    ShellPlan plan;
    auto rest = ui.screen();
    const auto room = rest.height() - keyboard_height - ui.px(k_bar_height);
    const bool typing_only = keyboard_height > 0 && room < ui.px(k_typing_room_dp);
    if (ui.portrait()) {
        plan.top_bar = rest.cut_top(ui.px(k_bar_height));
        if (keyboard_height > 0) {
            plan.keyboard = rest.cut_bottom(keyboard_height);
        } else {
            plan.rail = rest.cut_bottom(ui.px(k_bottom_bar_dp));
        }
    } else {
        plan.rail = rest.cut_left(ui.px(k_rail_width));
        if (!typing_only) plan.top_bar = rest.cut_top(ui.px(k_bar_height));
        if (keyboard_height > 0) plan.keyboard = rest.cut_bottom(keyboard_height);
    }
    plan.content = rest.inset(ui.px(k_gap_xl), ui.px(k_gap_l));
    if (typing_only) plan.content.top = rest.top + ui.px(k_gap_s);
    return plan;
}

}  // namespace qiantai::ui
