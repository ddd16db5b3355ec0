#pragma once

#include <optional>
#include <string>
#include <vector>

#include "terminal/kit/keyboard/keyboard_state.hpp"
#include "terminal/kit/keyboard/radical_table.hpp"

namespace qiantai::ui {

/// The on-screen keyboard's page for characters that nobody can type by sound: by radical and
/// strokes, from left to right, or by code point.
class RarePage {
  public:
    enum class Way : std::uint8_t { radical, code };

    Way way() const { return m_way; }
    void set_way(Way way) { m_way = way; }
    /// Starts over when the page is opened.
    void reset();

    /// Returns the character that was chosen.
    std::optional<std::string> draw(Ui& ui, const Rect& rect, KeyboardState& state);

  private:
    std::optional<std::string> draw_radicals(Ui& ui, const Rect& rect);
    std::optional<std::string> draw_characters(Ui& ui, const Rect& rect);
    std::optional<std::string> draw_code(Ui& ui, const Rect& rect, KeyboardState& state);
    void draw_stroke_counts(Ui& ui, const Rect& rect);
    void draw_forms(Ui& ui, const Rect& rect);
    void draw_rest_counts(Ui& ui, const Rect& rect);
    void choose_radical(const Ui& ui, const RadicalForm& form);
    void choose_rest(std::optional<int> strokes);

    Way m_way = Way::radical;
    int m_strokes = 3;  ///< 氵, 扌, 艹, 口, 土 and most others have three
    std::optional<RadicalForm> m_radical;
    std::optional<int> m_rest;
    std::vector<RareCharacter> m_all;    ///< of the radical, as far as the fonts have them
    std::vector<RareCharacter> m_shown;  ///< of those, the ones with so many strokes
};

}  // namespace qiantai::ui
