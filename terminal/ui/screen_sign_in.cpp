#include "terminal/ui/screen_sign_in.hpp"

#include <cmath>

#include "terminal/ui/app_intents.hpp"
#include "terminal/ui/paint.hpp"
#include "terminal/ui/scroll_area.hpp"
#include "terminal/ui/shown.hpp"
#include "terminal/ui/sync_chip.hpp"
#include "terminal/ui/widget_button.hpp"
#include "terminal/ui/widget_card.hpp"
#include "terminal/ui/widget_logo.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_tile_height = 92;
constexpr float k_pad_width = 300;
constexpr float k_pad_height = 372;
constexpr std::size_t k_dots = 6;

void draw_mark(Ui& ui, Rect& area, const Shop& shop) {
    auto line = area.cut_top(ui.px(56), ui.px(k_gap));
    if (shop.logo) {
        return draw_logo(ui, line, {Text::data(shop.chain_name), shop.logo}, LogoGround::plate);
    }
    const auto mark = line.cut_left(ui.px(56), ui.px(k_gap));
    fill(ui, mark, Role::rail_active, k_radius_card);
    draw_icon(ui, {mark.center_x(), mark.center_y()}, Icon::store, 34, Role::rail_text_active);
    draw_text(ui, line, ui.tr(TextKey::app_name), TextStyle::headline, Role::rail_text_active);
}

void draw_clock(Ui& ui, Rect& area, const Shop& shop) {
    draw_text(ui, area.cut_top(ui.px(64), ui.px(k_gap_xs)), clock_text(shop, shop.now_ms),
              TextStyle::display, Role::rail_text_active);
    draw_text(ui, area.cut_top(ui.px(30)), long_date_text(ui, shop), TextStyle::body,
              Role::rail_text);
}

void draw_place(Ui& ui, Rect area, const AppState& state) {
    const auto chip = sync_chip(ui, state.shop, state.sync);
    const auto line = area.cut_bottom(ui.px(k_chip_height), ui.px(k_gap_m));
    draw_chip_still(
        ui,
        Rect::sized(line.left, line.top,
                    std::min(std::ceil(chip_width(ui, chip)) + 1, line.width()), line.height()),
        chip);
    draw_text(ui, area.cut_bottom(ui.px(26)),
              ui.tr(TextKey::terminal_at, state.shop.store_code, state.shop.terminal_code),
              TextStyle::small, Role::rail_text);
    draw_text(ui, area.cut_bottom(ui.px(30)), Text::data(state.shop.store_name),
              TextStyle::large_strong, Role::rail_text_active);
}

// The dark part: which shop this is, the time, and that the data is safe.
void draw_side(Ui& ui, const Rect& rect, const AppState& state) {
    fill(ui, rect, Role::rail);
    auto area = rect.inset(ui.px(48), ui.px(ui.portrait() ? 28 : 52));
    if (ui.portrait()) {
        auto right = area.cut_right(std::floor(area.width() / 2));
        draw_mark(ui, area, state.shop);
        draw_clock(ui, area, state.shop);
        draw_place(ui, right, state);
        return;
    }
    draw_mark(ui, area, state.shop);
    area.cut_top(ui.px(56));
    draw_clock(ui, area, state.shop);
    draw_place(ui, area, state);
}

struct Tile {
    Text name;
    Text below;
    bool selected;
    Icon icon = Icon::none;
};

bool draw_tile(Ui& ui, const Rect& rect, std::string_view name, const Tile& tile) {
    const auto press = press_area(ui, rect, name, tile.name);
    if (tile.icon != Icon::none) {
        dashed_border(ui, rect, Role::edge, k_radius_card);
    } else {
        fill(ui, rect, tile.selected ? Role::primary_soft : Role::surface, k_radius_card);
        border(ui, rect, tile.selected ? Role::primary : Role::line, k_radius_card,
               tile.selected ? 2 : 1);
    }
    if (press.held) fill(ui, rect, Role::primary, k_radius_card, 0.10f);
    if (press.focused) focus_ring(ui, rect, k_radius_card);
    auto inside = rect.inset(ui.px(k_gap), ui.px(k_gap_s));
    const auto disc = inside.cut_left(ui.px(44), ui.px(k_gap_m));
    const ImVec2 center{disc.center_x(), disc.center_y()};
    if (tile.icon == Icon::none) {
        draw_avatar(ui, center, 44, tile.name);
    } else {
        dot(ui, center, ui.px(22), Role::primary_soft);
        draw_icon(ui, center, tile.icon, 24, Role::primary_text);
    }
    if (tile.below.empty()) {
        draw_text(ui, inside, tile.name, TextStyle::body, Role::ink2);
        return press.pressed;
    }
    const auto wraps = wrapped_lines(ui, tile.name.utf8(), TextStyle::body_strong, inside.width());
    const auto line = line_height(ui, TextStyle::body_strong);
    const auto lines = static_cast<float>(std::min<std::size_t>(wraps.size(), 2));
    auto words = inside.centered(inside.width(), line * lines + ui.px(22));
    if (lines > 1) {
        draw_wrapped(ui, words.cut_top(line * lines), tile.name, TextStyle::body_strong, Role::ink);
    } else {
        draw_text(ui, words.cut_top(line), tile.name, TextStyle::body_strong, Role::ink);
    }
    draw_text(ui, words, tile.below, TextStyle::caption, Role::ink2);
    return press.pressed;
}

void draw_people(Ui& ui, Rect area, const SignInState& state, AppIntents& intents) {
    draw_text(ui, area.cut_top(ui.px(40), ui.px(k_gap)), ui.tr(TextKey::sign_in_choose),
              TextStyle::title, Role::ink);
    if (state.staff.empty()) {
        const auto words = ui.tr(TextKey::sign_in_empty);
        const auto high = wrapped_height(ui, words, TextStyle::body, area.width());
        draw_wrapped(ui, area.cut_top(high, ui.px(k_gap)), words, TextStyle::body, Role::ink2);
    }
    ScrollArea scroll(ui, "people", area);
    const IdScope scope("people");
    auto rest = scroll.content();
    const int columns = std::clamp(static_cast<int>(rest.width() / ui.px(180)), 1, 4);
    const int count = static_cast<int>(state.staff.size()) + 1;
    Rect row{};
    for (int i = 0; i < count; ++i) {
        if (i % columns == 0) row = rest.cut_top(ui.px(k_tile_height), ui.px(k_gap));
        const auto place = row.column(i % columns, columns, ui.px(k_gap));
        if (i + 1 == count) {
            const Tile tile{ui.tr(TextKey::sign_in_by_number), {}, false, Icon::dialpad};
            if (draw_tile(ui, place, "by number", tile)) intents.add(sign_in::TypeNumber{});
            break;
        }
        const auto& person = state.staff[static_cast<std::size_t>(i)];
        const bool selected = state.step != SignInState::Step::person &&
                              state.step != SignInState::Step::number &&
                              person.number == state.number;
        const Tile tile{Text::data(person.name), role_text(ui, person.role), selected};
        if (draw_tile(ui, place, person.number, tile)) {
            intents.add(sign_in::ChoosePerson{person.number});
        }
    }
    scroll.finish(rest.top);
}

Text pad_title(const Ui& ui, const SignInState& state) {
    switch (state.step) {
        case SignInState::Step::number:
            return ui.tr(TextKey::sign_in_number);
        case SignInState::Step::new_pin:
            return ui.tr(TextKey::sign_in_new_pin);
        case SignInState::Step::new_pin_again:
            return ui.tr(TextKey::sign_in_new_pin_again);
        default:
            break;
    }
    return ui.tr(TextKey::sign_in_pin, state.name.empty() ? state.number : state.name);
}

Text pad_problem(Ui& ui, const SignInState& state) {
    if (state.wait_until_s > ui.now_s()) {
        ui.wake_at(ui.now_s() + 1);
        const auto left = static_cast<int>(std::ceil(state.wait_until_s - ui.now_s()));
        return ui.tr(TextKey::sign_in_wait, left);
    }
    if (state.pins_differ) return ui.tr(TextKey::sign_in_pins_differ);
    return state.error ? error_text(ui, *state.error) : Text();
}

void draw_entered(Ui& ui, const Rect& line, const SignInState& state, bool wrong) {
    if (state.step == SignInState::Step::number) {
        draw_text(ui, line, Text::data(state.number), TextStyle::figure, Role::ink, Align::center);
        return;
    }
    draw_pin_dots(ui, line, state.pin.size(), std::max(k_dots, state.pin.size()), wrong);
}

void draw_pad(Ui& ui, const Rect& area, const SignInState& state, AppIntents& intents) {
    const auto problem = pad_problem(ui, state);
    const auto wide = std::min(ui.px(k_pad_width), area.width());
    auto column = Rect::sized(area.center_x() - wide / 2, area.top, wide, area.height());
    const auto title = pad_title(ui, state);
    const auto title_high = wrapped_height(ui, title, TextStyle::body, wide);
    draw_wrapped(ui, column.cut_top(title_high, ui.px(k_gap_s)), title, TextStyle::body, Role::ink2,
                 Align::center);
    draw_entered(ui, column.cut_top(ui.px(40), ui.px(k_gap_s)), state, !problem.empty());
    const auto pad = column.cut_top(std::min(ui.px(k_pad_height), column.height()), ui.px(k_gap_m));
    {
        const Unreachable busy(ui, state.checking || state.wait_until_s > ui.now_s());
        for (const auto key : draw_number_pad(ui, pad, "pad", {.order = PadOrder::telephone})) {
            intents.add(sign_in::PressPad{key});
        }
    }
    if (state.checking) {
        draw_text(ui, column.cut_top(ui.px(28)), ui.tr(TextKey::sign_in_checking), TextStyle::body,
                  Role::ink2, Align::center);
    } else if (!problem.empty()) {
        const auto high = wrapped_height(ui, problem, TextStyle::small, wide);
        draw_wrapped(ui, column.cut_top(high), problem, TextStyle::small, Role::danger,
                     Align::center);
    }
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) intents.add(sign_in::Back{});
}

void draw_locked(Ui& ui, Rect& area, const SignInState& state) {
    if (state.locked_name.empty()) return;
    const Banner banner{Tone::info, ui.tr(TextKey::sign_in_locked, state.locked_name)};
    const auto high = banner_height(ui, banner, area.width());
    draw_banner(ui, area.cut_top(high, ui.px(k_gap)), "locked", banner);
}

}  // namespace

void draw_sign_in(Ui& ui, const AppState& state, AppIntents& intents) {
    const auto& sign_in = state.sign_in;
    auto rest = ui.screen();
    // The clock on the wall moves on by itself.
    ui.wake_at(ui.now_s() + static_cast<double>(60'000 - state.shop.now_ms % 60'000) / 1000.0);
    const auto side = ui.portrait() ? rest.cut_top(ui.px(230))
                                    : rest.cut_left(std::min(rest.width() * 0.38f, ui.px(560)));
    draw_side(ui, side, state);
    auto area = rest.inset(ui.px(ui.portrait() ? k_gap_xl : 56), ui.px(44));
    const bool padded = sign_in.step != SignInState::Step::person;
    if (ui.portrait()) {
        if (padded) {
            draw_pad(ui, area.cut_bottom(ui.px(k_pad_height + 150), ui.px(k_gap)), sign_in,
                     intents);
        }
    } else {
        const auto pad = area.cut_right(std::min(ui.px(k_pad_width), area.width() / 2), ui.px(56));
        if (padded) draw_pad(ui, pad, sign_in, intents);
        const auto widest = ui.px(640);
        if (area.width() > widest) area.right = area.left + widest;
    }
    draw_locked(ui, area, sign_in);
    draw_people(ui, area, sign_in, intents);
}

}  // namespace qiantai::ui
