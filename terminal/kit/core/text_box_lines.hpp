#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {

inline constexpr std::size_t k_code_group = 5;
inline constexpr std::size_t k_code_groups = 4;
/// Between two groups of a code, in widths of one character.
inline constexpr float k_code_gap = 1;

/// The characters of a text box as they stand on the screen: which line, which x. Positions count
/// from the box's left and top; offsets are bytes of the shown string.
class TextBoxLines {
  public:
    TextBoxLines(const Ui& ui, const std::string& shown, TextStyle style, FieldKind kind,
                 float width);

    struct Line {
        std::size_t start;
        std::size_t end;
    };
    const std::vector<Line>& lines() const { return m_lines; }
    std::size_t line_of(std::size_t offset) const;
    float x_of(std::size_t line, std::size_t offset) const;
    /// The place between two characters that is nearest to a point.
    std::size_t offset_at(float x, float y) const;
    std::size_t offset_in_line(std::size_t line, float x) const;
    float line_height() const { return m_line_height; }
    /// How wide the place of one character of a code is.
    float cell_width() const { return m_cell_width; }
    /// Pieces to be drawn: phone numbers stand in groups, the characters of a code in cells.
    std::vector<Line> pieces(std::size_t line) const;

  private:
    const Ui& m_ui;
    const std::string& m_shown;
    TextStyle m_style;
    FieldKind m_kind;
    float m_line_height;
    float m_cell_width = 0;
    std::vector<Line> m_lines;
};

}  // namespace qiantai::ui
