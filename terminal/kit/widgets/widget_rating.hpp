#pragma once

#include <optional>

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// One to five, never chosen beforehand, and may be left out. In the language of who is asked, which
/// need not be the terminal's.
struct Rating {
    Text question;
    std::optional<int> value{};
    Language language = Language::zh;
    bool large = false;    ///< one size up
    bool compact = false;  ///< a low screen: one line, the question beside the numbers
};

/// In pixels.
float rating_height(const Ui& ui, const Rating& rating);
/// The number that was touched, 1 to 5; touching the chosen one again takes it back: 0.
std::optional<int> draw_rating(Ui& ui, const Rect& rect, const Rating& rating);

}  // namespace qiantai::ui
