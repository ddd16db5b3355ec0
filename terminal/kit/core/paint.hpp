#pragma once

#include <string_view>
#include <vector>

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

enum class Align : std::uint8_t { left, center, right };

void fill(const Ui& ui, const Rect& rect, Role role, float radius_dp = 0, float alpha = 1);
/// The ground of the row that is open beside the list: soft, with a bar that is seen in sunlight.
void fill_selected_row(const Ui& ui, const Rect& rect);
/// A border inside the rectangle, `width_dp` thick. Like fills, it lies on whole device pixels, so
/// that straight edges are sharp at every scale.
void border(const Ui& ui, const Rect& rect, Role role, float radius_dp, float width_dp = 1);
/// In the high-contrast theme every coloured ground has a border; in the others it has none.
void contrast_border(const Ui& ui, const Rect& rect, float radius_dp);
/// The border of what is chosen: stronger in the high-contrast theme. Its thickness in dp.
float chosen_width(const Ui& ui);
void dashed_border(const Ui& ui, const Rect& rect, Role role, float radius_dp);
void divider(const Ui& ui, float left, float right, float y);
/// Shows which control the keyboard acts on.
void focus_ring(const Ui& ui, const Rect& rect, float radius_dp);
void dot(const Ui& ui, ImVec2 center, float radius, Role role, float alpha = 1);
/// A thing that turns while something is under way.
void spinner(Ui& ui, ImVec2 center, float radius, Role role);

/// How wide the text is in one line.
float text_width(const Ui& ui, std::string_view text, TextStyle style);
float line_height(const Ui& ui, TextStyle style);

/// One line, vertically centred. Data that does not fit ends in an ellipsis; words have to fit.
void draw_text(Ui& ui, const Rect& rect, const Text& text, TextStyle style, Role role,
               Align align = Align::left);
/// The same in another weight or size than the style's, e.g. an avatar's letter.
void draw_text_sized(Ui& ui, const Rect& rect, const Text& text, TextMetrics metrics, Role role,
                     Align align);

/// Where lines end if the text is broken at `width`: between any two Chinese characters, between
/// words otherwise, never before a closing mark, after an opening one, or within a date.
std::vector<std::string_view> wrapped_lines(const Ui& ui, std::string_view text, TextStyle style,
                                            float width);
float wrapped_height(const Ui& ui, const Text& text, TextStyle style, float width);
/// The least width at which the text takes no more lines than at `width`: centred lines then are
/// about equally long.
float balanced_width(const Ui& ui, const Text& text, TextStyle style, float width);
/// Several lines from the top. Returns the height they took.
float draw_wrapped(Ui& ui, const Rect& rect, const Text& text, TextStyle style, Role role,
                   Align align = Align::left);
/// The same over the whole width; cuts itself and `gap_dp` off `rest`.
void draw_paragraph(Ui& ui, Rect& rest, const Text& text, TextStyle style, Role role,
                    float gap_dp = 0, Align align = Align::left);

void draw_icon(const Ui& ui, ImVec2 center, Icon icon, float size_dp, Role role);

}  // namespace qiantai::ui
