#pragma once

// Members who were found, one of whom is to be chosen, as a part of a form.

#include <optional>
#include <span>

#include "terminal/desk/shop.hpp"
#include "terminal/members/screens/member_words.hpp"

namespace qiantai::ui {

/// A row for each in a card that fills `place`. Who was chosen in this frame.
std::optional<Uuid> draw_member_choices(Ui& ui, const Rect& place, const Shop& shop,
                                        std::span<const ShownMember> members);

}  // namespace qiantai::ui
