#include "terminal/kit/keyboard/keyboard.hpp"

#include <array>

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/press.hpp"
#include "terminal/kit/keyboard/keyboard_key.hpp"

namespace qiantai::ui {
namespace {

using Page = KeyboardState::Page;

// Keys do not grow wider than this on large screens: a hand has to reach over the keyboard.
constexpr float k_width_most_dp = 1280;
constexpr float k_onward_least_dp = 100, k_step_keys_dp = 2 * k_onward_least_dp + 60;

bool takes_latin(const Ui& ui) {
    return ui.memory().field.kind == FieldKind::latin;
}

// Of the candidates, or the digits.
float bar_height(float row, const Ui& ui) {
    return std::min(row, ui.px(k_target_min));
}

}  // namespace

float Keyboard::height(const Ui& ui) const {
    const auto& field = ui.memory().field;
    if (ui.settings().keyboard == ScreenKeyboard::off) return 0;
    const auto [row, gap, padding] = key_measures(ui);
    if (ui.memory().focus.step != 0) return 2 * padding + row;
    if (field.id == 0 || field.keyboard_hidden) return 0;
    return 2 * padding + bar_height(row, ui) + (k_key_rows - 1) * (row + gap);
}

void Keyboard::follow_focus(Ui& ui) {
    auto& field = ui.memory().field;
    if (field.id != m_field) {
        m_field = field.id;
        m_state.open_for(field.kind, ui.settings().language);
    }
    m_state.stand_at(field.caret.first() == 0 ? NamePart::whole : NamePart::given);
}

void Keyboard::apply(Ui& ui, const KeyboardState::Outcome& outcome) {
    auto& field = ui.memory().field;
    field.inputs.insert(field.inputs.end(), outcome.inputs.begin(), outcome.inputs.end());
    field.composition = m_state.composition();
    field.letters = m_state.letters();
    auto& focus = ui.memory().focus;
    const auto next = focus.following();
    if (outcome.save) focus.press = focus.last.finish;
    if (outcome.next) ui.wish_focus(next);
    if (outcome.hide || (outcome.next && next == 0)) {
        field.keyboard_hidden = true;
        focus.step = 0;
    }
    ui.keep_moving();
}

void Keyboard::draw(Ui& ui, const Rect& rect) {
    follow_focus(ui);
    if (rect.empty()) return;
    const IdScope scope("keyboard");
    fill(ui, rect, key_ground(ui));
    divider(ui, rect.left, rect.right, rect.top);
    const auto [row, gap, padding] = key_measures(ui);
    auto area = rect.centered(std::min(rect.width(), ui.px(k_width_most_dp)), rect.height())
                    .inset(ui.px(12), padding);
    // The ground takes touches between the keys, so that a near miss does not close the keyboard.
    const auto take_ground = [&] {
        press_area(ui, rect, "ground", Text(), {.tab_stop = false, .kind = ItemKind::surface});
    };
    if (ui.memory().focus.step != 0) {
        draw_step_bar(ui, area);
        return take_ground();
    }
    const auto bar = area.cut_top(bar_height(row, ui), gap);
    if (m_state.shows_all_candidates()) {
        draw_candidates(ui, bar);
        draw_all_candidates(ui, area);
    } else {
        const auto rows = area.cut_top(3 * row + 2 * gap, gap);
        switch (m_state.page()) {
            case Page::pinyin:
            case Page::english:
                draw_candidates(ui, bar);
                draw_letters(ui, rows);
                draw_last_row(ui, area);
                break;
            case Page::symbols:
                draw_candidates(ui, bar);
                draw_symbols(ui, rows);
                draw_last_row(ui, area);
                break;
            case Page::digits: {
                auto whole = rect.centered(std::min(rect.width(), ui.px(620)), rect.height());
                draw_digits(ui, whole.inset(ui.px(12), padding));
                break;
            }
            case Page::rare:
                draw_rare(ui, {bar.left, bar.top, bar.right, area.bottom});
                break;
            case Page::handwriting:
                draw_candidates(ui, bar);
                draw_handwriting(ui, {rows.left, rows.top, rows.right, area.bottom});
                break;
        }
    }
    take_ground();
}

// What stands in the form is chosen there, so the keys have nothing to do but to lead on.
void Keyboard::draw_step_bar(Ui& ui, Rect rect) {
    const auto [row, gap, padding] = key_measures(ui);
    const auto wide = std::max(ui.px(k_target_min), (rect.width() - 9 * gap) / 10);
    draw_hide(ui, rect.cut_right(wide, gap));
    draw_onward(ui, rect.cut_right(std::min(rect.width(), ui.px(k_step_keys_dp)), gap));
}

bool Keyboard::offers_saving(const Ui& ui) {
    const auto& focus = ui.memory().focus;
    return focus.last.saves && focus.can_finish();
}

// To the next item; and to the end of the form, as soon as nothing compulsory is missing.
void Keyboard::draw_onward(Ui& ui, Rect rect) {
    if (offers_saving(ui)) {
        const auto gap = key_measures(ui).gap;
        const bool beside = rect.width() >= 2 * ui.px(k_onward_least_dp) + gap;
        draw_save(ui, beside ? rect.cut_right((rect.width() - gap) / 2, gap)
                             : rect.cut_bottom((rect.height() - gap) / 2, gap));
    }
    draw_next(ui, rect);
}

void Keyboard::draw_save(Ui& ui, const Rect& rect) {
    if (draw_key(ui, rect, "save key", ui.tr(words::keyboard_save), {.look = KeyLook::function})) {
        apply(ui, m_state.save());
    }
}

void Keyboard::type_key(Ui& ui, const Rect& rect, std::string_view character) {
    auto shown = std::string(character);
    if (m_state.shifted() && shown.size() == 1 && shown[0] >= 'a' && shown[0] <= 'z') {
        shown[0] = static_cast<char>(shown[0] - 'a' + 'A');
    }
    if (draw_key(ui, rect, character, Text::data(shown), {.look = KeyLook::letter})) {
        apply(ui, m_state.type(character));
    }
}

void Keyboard::draw_backspace(Ui& ui, const Rect& rect) {
    if (draw_key(ui, rect, "backspace", ui.tr(words::keyboard_backspace),
                 {.look = KeyLook::function, .icon = Icon::backspace, .repeats = true})) {
        apply(ui, m_state.backspace());
    }
}

void Keyboard::draw_next(Ui& ui, const Rect& rect) {
    const auto& focus = ui.memory().focus;
    const bool last = focus.finds() || focus.following() == 0;
    const auto label = ui.tr(last ? words::keyboard_done : words::keyboard_next);
    // One strong thing: where saving is offered, that is the form's own button above the keys.
    const auto look = offers_saving(ui) ? KeyLook::function : KeyLook::action;
    if (draw_key(ui, rect, "next", label, {.look = look})) apply(ui, m_state.next());
}

void Keyboard::draw_hide(Ui& ui, const Rect& rect) {
    if (draw_key(ui, rect, "hide", ui.tr(words::keyboard_hide),
                 {.look = KeyLook::function, .icon = Icon::keyboard_close})) {
        apply(ui, m_state.hide());
    }
}

void Keyboard::draw_page_key(Ui& ui, const Rect& rect, TextKey key, Page page) {
    if (draw_key(ui, rect, fmt::format("page {}", static_cast<int>(page)), ui.tr(key),
                 {.look = KeyLook::function})) {
        const bool begun = !m_state.letters().empty() || !m_state.strokes().empty();
        const auto left = begun ? m_state.pick(0) : KeyboardState::Outcome{};
        m_state.show_page(page);
        if (page == Page::rare) m_rare.reset();
        apply(ui, left);
    }
}

void Keyboard::draw_letters(Ui& ui, const Rect& rect) {
    constexpr std::array<std::string_view, 10> k_top{"q", "w", "e", "r", "t",
                                                     "y", "u", "i", "o", "p"};
    constexpr std::array<std::string_view, 9> k_middle{"a", "s", "d", "f", "g", "h", "j", "k", "l"};
    constexpr std::array<std::string_view, 7> k_bottom{"z", "x", "c", "v", "b", "n", "m"};
    const auto gap = key_measures(ui).gap;
    const auto wide = (rect.width() - 9 * gap) / 10;
    const auto rows = [&](int index) { return rect.row(index, 3, gap); };
    auto top = rows(0);
    for (const auto key : k_top) type_key(ui, top.cut_left(wide, gap), key);
    auto middle = rows(1).inset((wide + gap) / 2, 0);
    for (const auto key : k_middle) type_key(ui, middle.cut_left(wide, gap), key);
    auto bottom = rows(2);
    const bool pinyin = m_state.page() == Page::pinyin;
    const auto first = bottom.cut_left(wide, gap);
    if (pinyin) {
        // In pinyin the separator between syllables takes the place of the capitals.
        type_key(ui, first, "'");
    } else if (draw_key(ui, first, "shift", ui.tr(words::keyboard_shift),
                        {.look = m_state.shifted() ? KeyLook::action : KeyLook::function,
                         .icon = Icon::shift})) {
        m_state.toggle_shift();
        ui.keep_moving();
    }
    const auto last = bottom.cut_right(wide, gap);
    for (const auto key : k_bottom) type_key(ui, bottom.cut_left(wide, gap), key);
    type_key(ui, bottom, pinyin ? "·" : takes_latin(ui) ? "@" : ".");
    draw_backspace(ui, last);
}

void Keyboard::draw_last_row(Ui& ui, const Rect& rect) {
    const auto gap = key_measures(ui).gap;
    const auto wide = std::max(ui.px(k_target_min), (rect.width() - 9 * gap) / 10);
    auto row = rect;
    const auto page = m_state.page();
    if (page == Page::symbols) {
        draw_page_key(ui, row.cut_left(wide, gap), words::keyboard_letters,
                      m_state.has_chinese() ? Page::pinyin : Page::english);
    } else if (m_state.has_chinese()) {
        const bool pinyin = page == Page::pinyin;
        draw_page_key(ui, row.cut_left(wide, gap),
                      pinyin ? words::keyboard_english : words::keyboard_chinese,
                      pinyin ? Page::english : Page::pinyin);
    }
    draw_page_key(ui, row.cut_left(wide, gap), words::keyboard_digits, Page::digits);
    if (page != Page::symbols) {
        draw_page_key(ui, row.cut_left(wide, gap), words::keyboard_symbols, Page::symbols);
    }
    if (m_state.has_handwriting()) {
        draw_page_key(ui, row.cut_left(wide, gap), words::keyboard_handwriting, Page::handwriting);
    }
    if (m_state.has_chinese()) {
        draw_page_key(ui, row.cut_left(wide, gap), words::keyboard_rare, Page::rare);
    }
    draw_hide(ui, row.cut_right(wide, gap));
    const auto onward = std::max(wide, ui.px(k_onward_least_dp));
    draw_onward(ui, row.cut_right(offers_saving(ui) ? 2 * onward + gap : onward, gap));
    if (page == Page::english && takes_latin(ui)) {
        // Addresses and numbers on paper have these, and no spaces.
        constexpr std::array<std::string_view, 4> k_marks{".", ":", "/", "-"};
        for (int i = 0; i < 4; ++i) {
            type_key(ui, row.column(i, 4, gap), k_marks[static_cast<std::size_t>(i)]);
        }
        return;
    }
    const auto label =
        ui.tr(m_state.candidates().empty() ? words::keyboard_space : words::keyboard_space_picks);
    if (draw_key(ui, row, "space", label, {.look = KeyLook::space})) apply(ui, m_state.space());
}

void Keyboard::draw_symbols(Ui& ui, const Rect& rect) {
    constexpr std::array<std::array<std::string_view, 10>, 3> k_rows{{
        {"，", "。", "、", "？", "！", "：", "；", "「", "」", "·"},
        {"@", "#", "/", "-", "_", "+", "*", "%", "&", "="},
        {"（", "）", "《", "》", "“", "”", "…", "¥", ".", "⌫"},
    }};
    const auto gap = key_measures(ui).gap;
    for (int i = 0; i < 3; ++i) {
        const auto row = rect.row(i, 3, gap);
        for (int k = 0; k < 10; ++k) {
            const auto symbol = k_rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(k)];
            const auto place = row.column(k, 10, gap);
            if (symbol == "⌫") {
                draw_backspace(ui, place);
            } else {
                type_key(ui, place, symbol);
            }
        }
    }
}

void Keyboard::draw_digits(Ui& ui, const Rect& rect) {
    const auto gap = key_measures(ui).gap;
    const auto cell = [&](int row, int column) {
        return rect.row(row, 4, gap).column(column, 4, gap);
    };
    for (int digit = 1; digit <= 9; ++digit) {
        type_key(ui, cell((digit - 1) / 3, (digit - 1) % 3), fmt::format("{}", digit));
    }
    type_key(ui, cell(3, 1), "0");
    const auto kind = ui.memory().field.kind;
    const bool has_letters = m_state.has_chinese() || kind == FieldKind::latin ||
                             kind == FieldKind::code || kind == FieldKind::text ||
                             kind == FieldKind::name;
    if (has_letters) {
        draw_page_key(ui, cell(3, 0), words::keyboard_letters,
                      m_state.has_chinese() ? Page::pinyin : Page::english);
        type_key(ui, cell(3, 2), ".");
    }
    if (kind == FieldKind::amount) {
        type_key(ui, cell(3, 0), "-");
        type_key(ui, cell(3, 2), ".");
    }
    if (kind == FieldKind::phone) type_key(ui, cell(3, 0), "+");
    draw_backspace(ui, cell(0, 3));
    draw_hide(ui, cell(1, 3));
    draw_onward(ui, {cell(2, 3).left, cell(2, 3).top, cell(3, 3).right, cell(3, 3).bottom});
}

void Keyboard::draw_rare(Ui& ui, const Rect& rect) {
    const auto gap = key_measures(ui).gap;
    auto area = rect;
    auto row = area.cut_bottom(key_measures(ui).row, gap);
    const auto chosen = m_rare.draw(ui, area, m_state);
    if (chosen) apply(ui, m_state.insert_character(*chosen));
    const auto wide = std::max(ui.px(k_target_min), (row.width() - 5 * gap) / 6);
    draw_page_key(ui, row.cut_left(wide, gap), words::keyboard_letters, Page::pinyin);
    using Way = RarePage::Way;
    for (const auto way : {Way::radical, Way::code}) {
        const bool radical = way == Way::radical;
        const auto label = ui.tr(radical ? words::keyboard_by_radical : words::keyboard_by_code);
        if (draw_key(ui, row.cut_left(wide, gap), radical ? "by radical" : "by code", label,
                     {.look = m_rare.way() == way ? KeyLook::chosen : KeyLook::function,
                      .small_label = true})) {
            m_rare.set_way(way);
            ui.keep_moving();
        }
    }
    draw_backspace(ui, row.cut_left(wide, gap));
    draw_hide(ui, row.cut_left(wide, gap));
    draw_onward(ui, row);
}

}  // namespace qiantai::ui
