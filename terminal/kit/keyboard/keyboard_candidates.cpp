// The words that letters may become: as many as fit in the bar above the keys, the others in a grid
// in the keys' place.

#include <cmath>

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/keyboard/keyboard.hpp"
#include "terminal/kit/keyboard/keyboard_key.hpp"

namespace qiantai::ui {

void Keyboard::draw_candidates(Ui& ui, const Rect& rect) {
    if (m_state.candidates().empty()) {
        if (m_state.letters().empty()) {
            draw_number_row(ui, rect);
            return;
        }
        draw_text(ui, rect.inset(ui.px(k_gap), 0), Text::data(m_state.composition()),
                  TextStyle::title, Role::ink2);
        return;
    }
    fill(ui, rect, Role::surface, k_radius_control);
    border(ui, rect, Role::line, k_radius_control);
    auto rest = rect;
    const bool all = m_state.shows_all_candidates();
    const auto toggle = rest.cut_right(ui.px(64));
    const auto label =
        ui.tr(all ? words::keyboard_candidates_back : words::keyboard_more_candidates);
    if (draw_key(ui, toggle, "more candidates", label,
                 {.look = KeyLook::bare, .icon = all ? Icon::chevron_up : Icon::chevron_down})) {
        m_state.toggle_all_candidates();
        ui.keep_moving();
        return;
    }
    const auto count = m_state.candidates().size();
    m_in_bar = count;
    for (std::size_t i = 0; i < count; ++i) {
        const auto text = Text::data(m_state.candidates()[i].text);
        const auto wide =
            std::max(ui.px(76), text_width(ui, text.utf8(), TextStyle::headline) + ui.px(28));
        if (wide > rest.width()) {
            m_in_bar = i;
            break;
        }
        const auto place = rest.cut_left(wide);
        if (draw_key(ui, place, fmt::format("candidate {}", i), text,
                     {.look = i == 0 ? KeyLook::first : KeyLook::bare})) {
            apply(ui, m_state.pick(i));
            return;
        }
    }
}

// With no candidates to show, their bar offers the digits.
void Keyboard::draw_number_row(Ui& ui, const Rect& rect) {
    constexpr std::string_view k_digits = "1234567890";
    for (int i = 0; i < 10; ++i) {
        const auto place = rect.column(i, 10, key_measures(ui).gap);
        type_key(ui, place, k_digits.substr(static_cast<std::size_t>(i), 1));
    }
}

// What the bar above has no room for, in columns as wide as the letters' keys; the last cell takes
// letters back.
void Keyboard::draw_all_candidates(Ui& ui, const Rect& rect) {
    constexpr int k_columns = 10;
    const auto gap = key_measures(ui).gap, high = key_measures(ui).row;
    const auto rows = static_cast<int>((rect.height() + gap + 1) / (high + gap));
    const auto one = rect.column(0, k_columns, gap).width();
    const auto cell = [&](int row, int column, int columns) {
        return Rect::sized(
            rect.left + static_cast<float>(column) * (one + gap),
            rect.top + static_cast<float>(row) * (high + gap),
            one * static_cast<float>(columns) + gap * static_cast<float>(columns - 1), high);
    };
    int row = 0, column = 0;
    const auto& candidates = m_state.candidates();
    for (auto i = m_in_bar; i < candidates.size(); ++i) {
        const auto text = Text::data(candidates[i].text);
        const auto wide = text_width(ui, text.utf8(), TextStyle::headline) + ui.px(k_gap);
        const auto columns =
            std::min(k_columns - 1, static_cast<int>(std::ceil((wide + gap) / (one + gap))));
        const int free = row + 1 == rows ? k_columns - 1 : k_columns;
        if (column + columns > free) {
            if (++row == rows) break;
            column = 0;
        }
        const auto place = cell(row, column, columns);
        column += columns;
        if (draw_key(ui, place, fmt::format("word {}", i), text, {.look = KeyLook::letter})) {
            apply(ui, m_state.pick(i));
            return;
        }
    }
    draw_backspace(ui, cell(rows - 1, k_columns - 1, 1));
}

}  // namespace qiantai::ui
