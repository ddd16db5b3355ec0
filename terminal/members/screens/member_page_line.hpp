#pragma once

#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_member_row.hpp"

namespace qiantai::ui {

// The pieces of the member page's cards.

inline constexpr float k_page_card_title = 32 + k_gap_s;
/// A card as high as its title and its content need; returns the place of the content.
Rect titled_card(Ui& ui, Columns& columns, const Text& title, float content_height);

/// A line of two rows of words with its tag and a button at its end. True when that is pressed.
struct PageLine {
    Text title;
    Text below;
    Tag tag;
    std::string button_name;
    Text button;           ///< none if nothing can be done
    bool is_text = false;  ///< words without a frame: for what is seldom wanted
    Role text_role = Role::primary_text;
    float tag_width = 0;  ///< so that the tags of several lines begin below each other
    bool last = false;
};
bool draw_page_line(Ui& ui, const Rect& rect, const PageLine& line);

}  // namespace qiantai::ui
