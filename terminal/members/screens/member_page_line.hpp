#pragma once

#include "terminal/kit/widgets/widget_member_row.hpp"

namespace qiantai::ui {

/// A line of two rows of words on one of the member page's cards, with its tag and a button at its end. True when that is pressed.
struct PageLine {
    Text title;
    Text below;
    Tag tag;
    std::string button_name;
    Text button;           ///< none if nothing can be done
    bool is_text = false;  ///< words without a frame: for what is seldom wanted
    float tag_width = 0;   ///< so that the tags of several lines begin below each other
    bool last = false;
};
bool draw_page_line(Ui& ui, const Rect& rect, const PageLine& line);

}  // namespace qiantai::ui
