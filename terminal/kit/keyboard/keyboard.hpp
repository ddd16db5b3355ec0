#pragma once

#include "terminal/kit/keyboard/keyboard_rare.hpp"

namespace qiantai::ui {

/// The on-screen keyboard: shown while a field has the focus, and as a bar that leads on while
/// another item of a form has it. A screen asks for its height, leaves that much room, and draws it
/// there before itself, so that a key shows in the same frame; the scrolling area around the field
/// then brings the field into sight.
class Keyboard {
  public:
    /// Both may be null and must outlive this.
    explicit Keyboard(PinyinSource* pinyin, HandwritingSource* handwriting = nullptr)
        : m_state(pinyin, handwriting) {}

    /// 0 while it is not shown.
    float height(const Ui& ui) const;
    void draw(Ui& ui, const Rect& rect);

    const KeyboardState& state() const { return m_state; }

  private:
    void follow_focus(Ui& ui);
    void apply(Ui& ui, const KeyboardState::Outcome& outcome);
    void draw_candidates(Ui& ui, const Rect& rect);
    void draw_number_row(Ui& ui, const Rect& rect);
    void draw_all_candidates(Ui& ui, const Rect& rect);
    void draw_letters(Ui& ui, const Rect& rect);
    void draw_symbols(Ui& ui, const Rect& rect);
    void draw_digits(Ui& ui, const Rect& rect);
    void draw_rare(Ui& ui, const Rect& rect);
    void draw_handwriting(Ui& ui, const Rect& rect);
    void draw_last_row(Ui& ui, const Rect& rect);
    void draw_step_bar(Ui& ui, Rect rect);
    void draw_onward(Ui& ui, Rect rect);
    /// Where the field's form can be saved and nothing compulsory is missing.
    static bool offers_saving(const Ui& ui);
    void draw_save(Ui& ui, const Rect& rect);
    void draw_backspace(Ui& ui, const Rect& rect);
    void draw_next(Ui& ui, const Rect& rect);
    void draw_hide(Ui& ui, const Rect& rect);
    void draw_page_key(Ui& ui, const Rect& rect, TextKey key, KeyboardState::Page page);
    void type_key(Ui& ui, const Rect& rect, std::string_view character);

    KeyboardState m_state;
    RarePage m_rare;
    ImGuiID m_field = 0;
    std::size_t m_in_bar = 0;  ///< candidates that stand in the bar above the keys
};

}  // namespace qiantai::ui
