// The page where one writes a character with the finger.

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/keyboard/keyboard.hpp"
#include "terminal/kit/keyboard/keyboard_key.hpp"

namespace qiantai::ui {

void Keyboard::draw_handwriting(Ui& ui, const Rect& rect) {
    using Page = KeyboardState::Page;
    constexpr int k_rows = 4;
    const auto gap = key_measures(ui).gap;
    const auto wide = std::max(ui.px(k_target_min), (rect.width() - 9 * gap) / 10);
    auto pad = rect;
    const auto keys = pad.cut_right(2 * wide + gap, gap);
    const auto cell = [&](int row, int column) {
        return keys.row(row, k_rows, gap).column(column, 2, gap);
    };
    draw_page_key(ui, cell(0, 0),
                  m_state.has_chinese() ? words::keyboard_pinyin : words::keyboard_letters,
                  m_state.has_chinese() ? Page::pinyin : Page::english);
    draw_page_key(ui, cell(1, 0), words::keyboard_digits, Page::digits);
    draw_page_key(ui, cell(1, 1), words::keyboard_symbols, Page::symbols);
    draw_backspace(ui, cell(0, 1));
    if (draw_key(ui, cell(2, 0), "clear ink", ui.tr(words::keyboard_rewrite),
                 {.look = KeyLook::function, .enabled = !m_state.strokes().empty()})) {
        m_state.write({InkChange::Action::clear});
        ui.keep_moving();
    }
    if (draw_key(ui, cell(2, 1), "space", ui.tr(words::keyboard_space), {.look = KeyLook::space})) {
        apply(ui, m_state.space());
    }
    const int last_keys = offers_saving(ui) ? 3 : 2;
    const auto last_key = [&](int column) {
        return keys.row(k_rows - 1, k_rows, gap).column(column, last_keys, gap);
    };
    draw_hide(ui, last_key(0));
    draw_next(ui, last_key(1));
    if (last_keys == 3) draw_save(ui, last_key(2));

    fill(ui, pad, Role::surface, k_radius_control);
    dashed_border(ui, pad, Role::edge, k_radius_control);
    if (m_state.strokes().empty()) {
        draw_text(ui, pad.inset(ui.px(k_gap), 0), ui.tr(words::keyboard_write_here),
                  TextStyle::body, Role::ink2, Align::center);
    }
    const auto ink =
        draw_ink_pad(ui, pad, "ink", ui.tr(words::keyboard_write_here), m_state.strokes());
    if (ink.change) m_state.write(*ink.change);
    if (!ink.held) m_state.read_strokes();
    if (m_state.has_unread()) ui.keep_moving();
}

}  // namespace qiantai::ui
