#include "terminal/kit/keyboard/keyboard_rare.hpp"

#include <imgui_internal.h>

#include <cmath>

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/core/utf8.hpp"
#include "terminal/kit/keyboard/keyboard_key.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_row_dp = 60;
constexpr float k_gap_dp = 6;
constexpr float k_count_dp = 84;     // a column of stroke counts
constexpr float k_glyph_dp = 64;     // a key with one character
constexpr float k_code_dp = 360;     // the character of the typed code
constexpr float k_pane_gap_dp = 16;  // room for the thumb of what scrolls

// Keys of one size in rows that scroll; calls `key` for those in sight.
template <typename Key>
void draw_grid(Ui& ui, const Rect& rect, std::string_view name, std::size_t count, float least_dp,
               const Key& key) {
    const IdScope scope(name);
    ScrollArea scroll(ui, "keys", rect, Role::surface);
    const auto gap = ui.px(k_gap_dp);
    // Whole rows, so that it is plain at a look where the list goes on.
    const auto rows_in_sight =
        std::max(1.0f, std::floor((rect.height() + gap) / (ui.px(k_target_min) + gap) + 0.02f));
    const auto high = std::max(ui.px(k_target_min), (rect.height() + gap) / rows_in_sight - gap);
    const auto fitting = static_cast<int>((rect.width() + gap) / (ui.px(least_dp) + gap));
    const auto columns = static_cast<std::size_t>(std::max(1, fitting));
    const auto content = scroll.content();
    for (std::size_t i = 0; i < count; ++i) {
        const auto row = static_cast<float>(i / columns);
        auto place = content.column(static_cast<int>(i % columns), static_cast<int>(columns), gap);
        place.top = content.top + row * (high + gap);
        place.bottom = place.top + high;
        if (scroll.in_sight(place)) key(i, place);
    }
    const auto rows = (count + columns - 1) / columns;
    scroll.finish(content.top + static_cast<float>(rows) * (high + gap) - gap);
}

KeyLook look_of(bool chosen, KeyLook otherwise) {
    return chosen ? KeyLook::chosen : otherwise;
}

}  // namespace

void RarePage::reset() {
    *this = RarePage{};
}

void RarePage::choose_radical(const Ui& ui, const RadicalForm& form) {
    m_radical = form;
    m_all = characters_of(form.radical);
    std::erase_if(m_all,
                  [&](const RareCharacter& rare) { return !ui.fonts().has(rare.character); });
    choose_rest(std::nullopt);
}

void RarePage::choose_rest(std::optional<int> strokes) {
    m_rest = strokes;
    m_shown = m_all;
    if (strokes) {
        std::erase_if(m_shown, [&](const RareCharacter& rare) { return rare.strokes != *strokes; });
    }
}

std::optional<std::string> RarePage::draw(Ui& ui, const Rect& rect, KeyboardState& state) {
    const IdScope scope("rare");
    return m_way == Way::radical ? draw_radicals(ui, rect) : draw_code(ui, rect, state);
}

std::optional<std::string> RarePage::draw_radicals(Ui& ui, const Rect& rect) {
    auto rest = rect;
    const auto gap = ui.px(k_pane_gap_dp);
    draw_stroke_counts(ui, rest.cut_left(ui.px(k_count_dp), gap));
    const auto forms = std::min(ui.px(5 * k_glyph_dp + 4 * k_gap_dp), rest.width() * 0.4f);
    draw_forms(ui, rest.cut_left(forms, gap));
    if (!m_radical) {
        const auto hint = ui.tr(words::keyboard_radical_hint);
        const auto wide = balanced_width(ui, hint, TextStyle::body, rest.width());
        const auto high = wrapped_height(ui, hint, TextStyle::body, wide);
        draw_wrapped(ui, rest.centered(wide, high), hint, TextStyle::body, Role::ink2,
                     Align::center);
        return std::nullopt;
    }
    draw_rest_counts(ui, rest.cut_left(ui.px(k_count_dp), gap));
    rest.right -= ui.px(k_gap_dp);
    return draw_characters(ui, rest);
}

void RarePage::draw_stroke_counts(Ui& ui, const Rect& rect) {
    draw_grid(ui, rect, "radical strokes", k_radical_strokes_most, k_count_dp,
              [&](std::size_t i, const Rect& place) {
                  const auto strokes = static_cast<int>(i) + 1;
                  if (draw_key(ui, place, fmt::format("strokes {}", strokes),
                               ui.tr(words::keyboard_strokes, strokes),
                               {.look = look_of(strokes == m_strokes, KeyLook::function),
                                .small_label = true})) {
                      m_strokes = strokes;
                      ui.keep_moving();
                  }
              });
}

void RarePage::draw_forms(Ui& ui, const Rect& rect) {
    const auto forms = radicals_of(m_strokes);
    // Each number of strokes is a list of its own, which begins at its top.
    draw_grid(ui, rect, fmt::format("radicals {}", m_strokes), forms.size(), k_glyph_dp,
              [&](std::size_t i, const Rect& place) {
                  const auto& form = forms[i];
                  const auto text = as_utf8(form.character);
                  const bool chosen = m_radical && m_radical->character == form.character;
                  if (draw_key(ui, place, "radical " + text, Text::data(text),
                               {.look = look_of(chosen, KeyLook::letter)})) {
                      choose_radical(ui, form);
                      ui.keep_moving();
                  }
              });
}

void RarePage::draw_rest_counts(Ui& ui, const Rect& rect) {
    std::vector<std::optional<int>> counts{std::nullopt};
    for (const auto& rare : m_all) {
        if (counts.back() != rare.strokes) counts.emplace_back(rare.strokes);
    }
    draw_grid(ui, rect, fmt::format("rest {}", m_radical->radical), counts.size(), k_count_dp,
              [&](std::size_t i, const Rect& place) {
                  const auto label = counts[i] ? Text::data(fmt::format("+{}", *counts[i]))
                                               : ui.tr(words::keyboard_rest_all);
                  const auto name = counts[i] ? fmt::format("rest {}", *counts[i]) : "rest all";
                  if (draw_key(ui, place, name, label,
                               {.look = look_of(counts[i] == m_rest, KeyLook::function),
                                .small_label = true})) {
                      choose_rest(counts[i]);
                      ui.keep_moving();
                  }
              });
}

std::optional<std::string> RarePage::draw_characters(Ui& ui, const Rect& rect) {
    std::optional<std::string> chosen;
    const auto name = fmt::format("characters {} {}", m_radical->radical, m_rest.value_or(-1));
    draw_grid(ui, rect, name, m_shown.size(), k_glyph_dp, [&](std::size_t i, const Rect& place) {
        const auto text = as_utf8(m_shown[i].character);
        if (draw_key(ui, place, text, Text::data(text), {.look = KeyLook::letter})) chosen = text;
    });
    return chosen;
}

std::optional<std::string> RarePage::draw_code(Ui& ui, const Rect& rect, KeyboardState& state) {
    constexpr std::string_view k_digits = "0123456789ABCDEF";
    const auto gap = ui.px(k_gap_dp);
    auto area = rect;
    auto side = area.cut_right(std::min(ui.px(k_code_dp), rect.width() * 0.4f), ui.px(k_gap));
    for (int i = 0; i < 16; ++i) {
        const auto digit = k_digits.substr(static_cast<std::size_t>(i), 1);
        const auto place = area.row(i / 6, 3, gap).column(i % 6, 6, gap);
        if (draw_key(ui, place, digit, Text::data(std::string(digit)), {.look = KeyLook::letter})) {
            state.type_code(digit[0]);
            ui.keep_moving();
        }
    }
    const auto erase = area.row(2, 3, gap);
    const Rect erase_place{erase.column(4, 6, gap).left, erase.top, erase.right, erase.bottom};
    if (draw_key(ui, erase_place, "erase code", ui.tr(words::keyboard_backspace),
                 {.look = KeyLook::function, .icon = Icon::backspace, .repeats = true})) {
        state.erase_code();
        ui.keep_moving();
    }
    const auto insert = side.cut_bottom(ui.px(k_row_dp), gap);
    fill(ui, side, Role::surface, k_radius_control);
    border(ui, side, Role::line, k_radius_control);
    const auto character = state.code_character();
    const bool known = character && ui.fonts().has(code_point_of(*character));
    auto inside = side.inset(ui.px(k_gap_m));
    draw_text(ui, inside.cut_top(ui.px(36)),
              Text::data(state.code().empty() ? "" : "U+" + state.code()), TextStyle::title,
              Role::ink, Align::center);
    if (known) {
        draw_text(ui, inside, Text::data(*character), TextStyle::display, Role::ink, Align::center);
    } else {
        const auto hint = ui.tr(state.code().size() < 4 ? words::keyboard_code_hint
                                                        : words::keyboard_code_unknown);
        const auto high = wrapped_height(ui, hint, TextStyle::body, inside.width());
        draw_wrapped(ui, inside.centered(inside.width(), high), hint, TextStyle::body, Role::ink2,
                     Align::center);
    }
    if (draw_key(ui, insert, "insert code", ui.tr(words::keyboard_code_insert),
                 {.look = KeyLook::action, .enabled = known})) {
        return state.take_code();
    }
    return std::nullopt;
}

}  // namespace qiantai::ui
