#pragma once

#include "terminal/kit/core/press.hpp"
#include "terminal/kit/core/tone.hpp"

namespace qiantai::ui {

/// One row of a list: an avatar or an icon, a name with a line below, a tag, a remark at the end.
struct ListRow {
    Text title;
    Text subtitle{};
    bool avatar = false;  ///< by the title's first character
    Icon icon = Icon::none;
    Tone icon_tone = Tone::neutral;
    Text tag{};
    Tone tag_tone = Tone::neutral;
    float tag_from =
        204;  ///< after the leading picture, where tags of the list stand one below another
    Text trailing{};
    Text trailing_strong{};  ///< a number at the very end
    Tone trailing_tone = Tone::neutral;  ///< of that
    bool chevron = false;
    bool selected = false;
    bool last = false;        ///< no line below
    bool long_press = false;  ///< holding it does something too
};

inline constexpr float k_row_height = 72;

/// A row that opens something.
Press draw_list_row(Ui& ui, const Rect& rect, std::string_view name, const ListRow& row);
/// A row that only tells something.
void draw_list_row_still(Ui& ui, const Rect& rect, const ListRow& row);

}  // namespace qiantai::ui
