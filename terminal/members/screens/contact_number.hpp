#pragma once

#include "terminal/desk/scene.hpp"
#include "terminal/members/rules/members_facts.hpp"

namespace qiantai::ui {

/// The number somebody is called at: large, in full to whoever has a right to it, otherwise with a
/// button that asks for it. True when that is pressed.
inline constexpr float k_contact_number_height = 64;
bool draw_contact_number(Ui& ui, Rect line, const Scene& scene, const domain::Member& member);

}  // namespace qiantai::ui
