#pragma once

#include <functional>
#include <optional>

#include "terminal/desk/screen_id.hpp"
#include "terminal/desk/shop.hpp"
#include "terminal/kit/core/tone.hpp"
#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// What another capability says of a member on one line.
struct MemberLineText {
    Text title;
    Text note{};
    Text tag{};
    Tone tone = Tone::neutral;
};
/// Of what was read: the same in whatever language it is drawn later.
using MemberLineWords = std::function<MemberLineText(const Ui&, const Shop&)>;

struct MemberLine {
    ScreenId screen;
    Icon icon;
    MemberLineWords words;
    std::optional<TextKey> act{};  ///< on a button: what waits to be done; none: it only tells
};

}  // namespace qiantai::ui
