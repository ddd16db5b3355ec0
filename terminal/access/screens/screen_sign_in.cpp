#include "terminal/access/screens/screen_sign_in.hpp"

#include <cmath>

#include "assets/words/shell.hpp"
#include "terminal/access/rules/access_facts.hpp"
#include "terminal/access/screens/screen_sign_in_pad.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/desk/sync_chip.hpp"
#include "terminal/kit/core/measure.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_logo.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_tile_height = 72;
constexpr float k_tile_least = 232;  ///< a name of ten characters in one line
constexpr float k_heading = 40;
constexpr float k_tile_gap = k_gap_s;
constexpr float k_group_most = 880;
constexpr float k_group_gap = 56;

/// On a narrow screen names and pad need what the margins have elsewhere.
bool is_narrow(const Ui& ui) {
    constexpr float k_narrow_dp = 1100;
    return !ui.portrait() && ui.screen().width() < ui.px(k_narrow_dp);
}

float group_gap(const Ui& ui) {
    return ui.px(is_narrow(ui) ? k_gap_xl : k_group_gap);
}

void draw_mark(Ui& ui, Rect& area, const Shop& shop) {
    auto line = area.cut_top(ui.px(56), ui.px(k_gap));
    if (shop.logo) {
        return draw_logo(ui, line, {Text::data(shop.chain_name), shop.logo}, LogoGround::plate);
    }
    const auto mark = line.cut_left(ui.px(56), ui.px(k_gap));
    fill(ui, mark, Role::rail_active, k_radius_card);
    draw_icon(ui, {mark.center_x(), mark.center_y()}, Icon::store, 34, Role::rail_text_active);
    draw_text(ui, line, ui.tr(words::app_name), TextStyle::headline, Role::rail_text_active);
}

void draw_clock(Ui& ui, Rect& area, const Shop& shop) {
    draw_text(ui, area.cut_top(ui.px(64), ui.px(k_gap_xs)), clock_text(shop, shop.now_ms),
              TextStyle::display, Role::rail_text_active);
    draw_paragraph(ui, area, long_date_text(ui, shop), TextStyle::body, Role::rail_text);
}

// In lines no wider than that; between two of them the dot is left out.
Text broken_at_dots(const Ui& ui, const Text& label, float width) {
    constexpr std::string_view k_dot = " · ";
    std::string lines, line;
    std::string_view rest = label.utf8();
    while (!rest.empty()) {
        const auto end = std::min(rest.find(k_dot), rest.size());
        const auto part = std::string(rest.substr(0, end));
        rest.remove_prefix(std::min(rest.size(), end + k_dot.size()));
        const auto joined = line.empty() ? part : line + std::string(k_dot) + part;
        if (!line.empty() && text_width(ui, joined, TextStyle::small) > width) {
            lines += line + "\n";
            line = part;
        } else {
            line = joined;
        }
    }
    return Text::data(lines + line);
}

void draw_place(Ui& ui, Rect area, const Scene& scene) {
    const auto chip = sync_chip(ui, scene.shop, scene.sync);
    const auto wide = std::ceil(chip_width(ui, chip)) + 1;
    if (wide <= area.width()) {
        const auto line = area.cut_bottom(ui.px(k_chip_height), ui.px(k_gap_m));
        const OnRail dark(ui);
        draw_chip_still(ui, Rect::sized(line.left, line.top, wide, line.height()), chip);
    } else {
        // The same chip in as many lines as its words need.
        const auto words = area.width() - ui.px(2 * k_gap_m + 22 + k_gap_s);
        const auto label = broken_at_dots(ui, chip.label, words);
        const auto high = wrapped_height(ui, label, TextStyle::small, words);
        auto place = area.cut_bottom(high + ui.px(2 * k_gap_s), ui.px(k_gap_m));
        const OnRail dark(ui);
        fill(ui, place, tone_ground(chip.tone), k_radius_control);
        contrast_border(ui, place, k_radius_control);
        place = place.inset(ui.px(k_gap_m), 0);
        const auto sign = place.cut_left(ui.px(22), ui.px(k_gap_s));
        draw_icon(ui, {sign.center_x(), sign.center_y()}, chip.icon, 22, tone_text(chip.tone));
        draw_wrapped(ui, place.centered(place.width(), high), label, TextStyle::small,
                     tone_text(chip.tone));
    }
    draw_text(ui, area.cut_bottom(ui.px(26)),
              ui.tr(words::terminal_at, scene.shop.store_code, scene.shop.terminal_code),
              TextStyle::small, Role::rail_text);
    draw_text(ui, area.cut_bottom(ui.px(30)), Text::data(scene.shop.store_name),
              TextStyle::large_strong, Role::rail_text_active);
}

// The dark part: which shop this is, the time, and that the data is safe.
void draw_side(Ui& ui, const Rect& rect, const Scene& scene) {
    fill(ui, rect, Role::rail);
    const bool narrow = ui.portrait() || is_narrow(ui);
    auto area = rect.inset(ui.px(narrow ? k_gap_xl : 48), ui.px(narrow ? 28 : 52));
    if (ui.portrait()) {
        auto right = area.cut_right(std::floor(area.width() / 2));
        draw_mark(ui, area, scene.shop);
        draw_clock(ui, area, scene.shop);
        draw_place(ui, right, scene);
        return;
    }
    draw_mark(ui, area, scene.shop);
    area.cut_top(ui.px(56));
    draw_clock(ui, area, scene.shop);
    draw_place(ui, area, scene);
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
        dashed_border(ui, rect.inset(ui.px(1)), Role::edge, k_radius_card);
    } else {
        fill(ui, rect, tile.selected ? Role::primary_soft : Role::surface, k_radius_card);
        border(ui, rect, tile.selected ? Role::primary : Role::outline, k_radius_card,
               tile.selected ? chosen_width(ui) : 1);
    }
    if (press.held) fill(ui, rect, Role::primary, k_radius_card, 0.10f);
    if (press.focused) focus_ring(ui, rect, k_radius_card);
    auto inside = rect.inset(ui.px(k_gap), 0);
    const auto disc = inside.cut_left(ui.px(44), ui.px(k_gap_m));
    const ImVec2 center{disc.center_x(), disc.center_y()};
    if (tile.icon == Icon::none) {
        draw_avatar(ui, center, 44, tile.name, tile.selected ? Role::surface : Role::primary_soft);
    } else {
        dot(ui, center, ui.px(22), Role::primary_soft);
        contrast_border(ui, disc.centered(ui.px(44), ui.px(44)), 22);
        draw_icon(ui, center, tile.icon, 24, Role::primary_text);
    }
    if (tile.below.empty()) {
        draw_text(ui, inside, tile.name, TextStyle::body, Role::ink2);
        return press.pressed;
    }
    const auto wraps = wrapped_lines(ui, tile.name.utf8(), TextStyle::body_strong, inside.width());
    const auto line = line_height(ui, TextStyle::body_strong);
    const auto lines = static_cast<float>(std::min<std::size_t>(wraps.size(), 2));
    const auto below = wrapped_height(ui, tile.below, TextStyle::caption, inside.width());
    auto words = inside.centered(inside.width(), line * lines + below);
    if (lines > 1) {
        draw_wrapped(ui, words.cut_top(line * lines), tile.name, TextStyle::body_strong, Role::ink);
    } else {
        draw_text(ui, words.cut_top(line), tile.name, TextStyle::body_strong, Role::ink);
    }
    draw_wrapped(ui, words, tile.below, TextStyle::caption, Role::ink2);
    return press.pressed;
}

int columns_of(const Ui& ui, float width) {
    return column_count(ui, width, k_tile_least, ui.portrait() ? 2 : 4);
}

bool is_locked(const SignInState& state) {
    return !state.locked_number.empty();
}

// Everybody with a tile of the usual size: whose work is kept has a larger one.
using Colleagues = std::vector<domain::StaffTile>;

std::vector<const domain::StaffTile*> others_of(const Colleagues& colleagues,
                                                const SignInState& state) {
    std::vector<const domain::StaffTile*> others;
    for (const auto& person : colleagues) {
        if (person.number != state.locked_number) others.push_back(&person);
    }
    return others;
}

bool is_chosen(const SignInState& state, const std::string& number) {
    return state.step != SignInState::Step::person && state.step != SignInState::Step::number &&
           number == state.number;
}

// Whose work the locked terminal keeps.
void draw_locked(Ui& ui, Rect& rest, const SignInState& state, SignInIntents& intents) {
    const Tile tile{Text::data(state.locked_name),
                    ui.tr(words::sign_in_continue, ui.tr(state.locked_work).utf8()),
                    is_chosen(state, state.locked_number)};
    const auto place = rest.cut_top(ui.px(k_tile_height), ui.px(k_tile_gap));
    if (draw_tile(ui, place, state.locked_number, tile)) {
        intents.add(sign_in::ChoosePerson{state.locked_number});
    }
    draw_text(ui, rest.cut_top(ui.px(k_heading)), ui.tr(words::sign_in_others), TextStyle::body,
              Role::ink2);
}

// What somebody left unfinished is where they go on; customers may read it, so it names nobody.
Text below_name(const Ui& ui, const Scene& scene, const domain::StaffTile& person) {
    const auto left = scene.unfinished.find(person.number);
    if (left == scene.unfinished.end()) return role_text(ui, person.role);
    return ui.tr(words::sign_in_continue, ui.tr(left->second).utf8());
}

// Cuts itself off `area`; the tiles scroll where there is not room for all.
void draw_people(Ui& ui, Rect& area, const Scene& scene, const SignInState& state,
                 SignInIntents& intents) {
    const auto& colleagues = scene.colleagues;
    const auto title =
        ui.tr(is_locked(state) ? words::sign_in_locked_title : words::sign_in_choose);
    if (ui.portrait()) {
        draw_paragraph(ui, area, title, TextStyle::title, Role::ink, k_gap);
    } else {
        // In line with what the pad asks; the first name is with the first key.
        const auto head = sign_in_pad_head(ui);
        const auto high = wrapped_height(ui, title, TextStyle::title, area.width());
        auto place = area.cut_top(std::max(head.asked + head.entered, high + ui.px(k_gap_s)));
        place.top += std::min(0.0f, (head.asked - high) / 2);
        draw_wrapped(ui, place, title, TextStyle::title, Role::ink);
    }
    if (colleagues.empty()) {
        draw_paragraph(ui, area, ui.tr(words::sign_in_empty), TextStyle::body, Role::ink2, k_gap);
    }
    const IdScope scope("people");
    const int columns = columns_of(ui, area.width());
    const auto others = others_of(colleagues, state);
    const auto gap = ui.px(k_tile_gap);
    // Whoever is not among the names finds the way in below them without scrolling.
    const auto by_number = ui.px(k_tile_height) + gap;
    auto end = area.bottom - by_number;
    {
        ScrollArea scroll(ui, "names", {area.left, area.top, area.right, end});
        auto rest = scroll.content();
        if (is_locked(state)) draw_locked(ui, rest, state, intents);
        Rect row{};
        for (std::size_t i = 0; i < others.size(); ++i) {
            const auto column = static_cast<int>(i) % columns;
            if (column == 0) row = rest.cut_top(ui.px(k_tile_height), gap);
            const auto place = row.column(column, columns, gap);
            const auto& person = *others[i];
            const Tile tile{Text::data(person.name), below_name(ui, scene, person),
                            is_chosen(state, person.number)};
            if (draw_tile(ui, place, person.number, tile)) {
                scroll.keep_in_sight(place);
                intents.add(sign_in::ChoosePerson{person.number});
            }
        }
        end = std::min(scroll.finish(rest.top - gap), rest.top - gap);
    }
    area.top = end + by_number;
    const auto line = Rect{area.left, end + gap, area.right, area.top};
    const Tile tile{ui.tr(words::sign_in_by_number), {}, false, Icon::dialpad};
    if (draw_tile(ui, line.column(0, columns, gap), "by number", tile)) {
        intents.add(sign_in::TypeNumber{});
    }
}

// Names and pad are one group in the middle.
void draw_group(Ui& ui, const Rect& area, const Scene& scene, const SignInState& state,
                SignInIntents& intents) {
    const auto people_height = [&](float width) {
        return measured_height(ui, width,
                               [&](Rect& rest) { draw_people(ui, rest, scene, state, intents); });
    };
    const auto pad_height = measured_height(ui, ui.px(k_sign_in_pad_width), [&](Rect& rest) {
        draw_sign_in_pad(ui, rest, state, intents);
    });
    if (ui.portrait()) {
        const auto gap = ui.px(k_gap_xl);
        const auto people = std::min(people_height(area.width()), area.height() - pad_height - gap);
        auto group = area.centered(area.width(), people + gap + pad_height);
        auto names = group.cut_top(people, gap);
        draw_people(ui, names, scene, state, intents);
        draw_sign_in_pad(ui, group, state, intents);
        return;
    }
    const auto wide = std::min(area.width(), ui.px(k_group_most));
    const auto people = people_height(wide - ui.px(k_sign_in_pad_width) - group_gap(ui));
    auto group = area.centered(wide, std::min(area.height(), std::max(pad_height, people)));
    auto pad = group.cut_right(ui.px(k_sign_in_pad_width), group_gap(ui));
    // The first name and the first key stand on one line, as far as there is room.
    const auto down = sign_in_pad_head(ui).remark;
    group.top += std::clamp(down, 0.0f, std::max(0.0f, group.height() - people));
    draw_people(ui, group, scene, state, intents);
    draw_sign_in_pad(ui, pad, state, intents);
}

}  // namespace

void draw_sign_in(Ui& ui, const Scene& scene, const SignInState& sign_in, SignInIntents& intents) {
    auto rest = ui.screen();
    // The clock on the wall moves on by itself.
    ui.wake_at(ui.now_s() + static_cast<double>(60'000 - scene.shop.now_ms % 60'000) / 1000.0);
    const auto side =
        ui.portrait()
            ? rest.cut_top(ui.px(230))
            : rest.cut_left(std::min(rest.width() * (is_narrow(ui) ? 0.26f : 0.3f), ui.px(480)));
    draw_side(ui, side, scene);
    const auto margin = ui.portrait() ? k_gap_xl : is_narrow(ui) ? k_gap_l : k_group_gap;
    // Whoever was chosen types the PIN at once, also with keys.
    const bool choosing = sign_in.step == SignInState::Step::person;
    const auto asked = fmt::format("{} of {}", static_cast<int>(sign_in.step), sign_in.name);
    ui.begin_view(choosing ? "people" : asked, ViewKind::screen);
    draw_group(ui, rest.inset(ui.px(margin), ui.px(k_gap_xl)), scene, sign_in, intents);
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) intents.add(sign_in::Back{});
}

}  // namespace qiantai::ui
