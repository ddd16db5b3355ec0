#pragma once

#include <optional>
#include <span>

#include "terminal/kit/core/press.hpp"
#include "terminal/kit/core/tone.hpp"

namespace qiantai::ui {

struct Tag {
    Text text;
    Tone tone = Tone::neutral;
};

/// A person in a list: avatar by surname, name, what tells them from others of the same name, and
/// tags. Tags that do not fit beside the name are counted in a last one.
struct MemberRow {
    Text name;
    Icon icon = Icon::none;       ///< in place of the initial: it is nobody by name
    Text subtitle{};              ///< the masked phone
    std::optional<Tag> mark{};    ///< right after the name: the tier
    std::span<const Tag> tags{};  ///< in a column of their own: what is not as usual
    Text trailing{};
    bool chevron = false;
    bool selected = false;
    bool last = false;  ///< no line below
};

inline constexpr float k_member_row_height = 76;

Press draw_member_row(Ui& ui, const Rect& rect, std::string_view name, const MemberRow& row);
/// Only what tells who it is, for rows that draw the rest themselves.
void draw_member(Ui& ui, Rect area, const MemberRow& row);

}  // namespace qiantai::ui
