#pragma once

#include <optional>

#include "terminal/kit/core/measure.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/tone.hpp"

namespace qiantai::ui {

/// A white surface with a thin line. Returns what is inside of its padding.
Rect draw_card(const Ui& ui, const Rect& rect, float padding_dp = k_gap_l);

/// A card as high as what stands on it: while it lives, that cuts itself off `inside`; with its end
/// the card lies below and has cut itself off `rest`.
class Card {
  public:
    Card(Ui& ui, Rect& rest, float padding_dp = k_gap_l);
    ~Card();
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;

    Rect inside;

  private:
    Ui& m_ui;
    Rect& m_rest;
    float m_padding;
    LateGround m_ground;
};

/// A card in the middle of `area`, as high as what `draw(inside)` cuts off, as far as there is room.
template <typename Draw>
void draw_centered_card(Ui& ui, const Rect& area, float padding_dp, Draw&& draw) {
    const auto padding = 2 * ui.px(padding_dp);
    const auto high = measured_height(ui, area.width() - padding, draw) + padding;
    const auto place = area.centered(area.width(), std::min(high, area.height()));
    auto inside = draw_card(ui, place, padding_dp);
    draw(inside);
}

/// A card's title line, with a count beside it if there is one. Cuts it off `area`.
inline constexpr float k_card_title_height = 32, k_card_title_gap = k_gap_s;
void draw_card_title(Ui& ui, Rect& area, const Text& title, const Text& count = {},
                     Tone count_tone = Tone::neutral);

/// A card of one line: there is nothing to do here, or nothing to show yet.
void draw_done_card(Ui& ui, const Rect& rect, const Text& words);
void draw_note_card(Ui& ui, const Rect& rect, const Text& words);

/// A large number with what it counts above and a remark beside it.
struct Figure {
    Text label;
    Text value;
    Text remark{};
    Tone tone = Tone::neutral;
};
void draw_figure(Ui& ui, const Rect& rect, const Figure& figure);

/// A label over a value, as on the relationship card.
void draw_fact(Ui& ui, const Rect& rect, const Text& label, const Text& value,
               Tone tone = Tone::neutral);

/// A notice that stands in the screen: icon, words, and what can be done about it. Cuts itself off
/// `rest`; true when the action is pressed.
struct Banner {
    Tone tone = Tone::warning;
    Text text;
    Text action{};
    float least_dp = k_target_min;  ///< its height: more if something higher stands beside it
};
bool draw_banner(Ui& ui, Rect& rest, std::string_view name, const Banner& banner);

/// A picture sign in a soft square, leading a list row.
void draw_icon_tile(const Ui& ui, const Rect& rect, Icon icon, Tone tone);

/// A person's or item's initial on a soft disc; in a selected row, whose ground is as soft, on a
/// white one.
void draw_avatar(Ui& ui, ImVec2 center, float diameter_dp, const Text& name,
                 Role ground = Role::primary_soft);
/// The letter an avatar shows: the first character of a name, Latin in capitals.
std::string avatar_letter(std::string_view name);

/// A small coloured word beside a name, e.g. the tier. Returns its width.
inline constexpr float k_tag_height_dp = 26;
float tag_width(const Ui& ui, const Text& text);
void draw_tag(Ui& ui, const Rect& line, const Text& text, Tone tone);

}  // namespace qiantai::ui
