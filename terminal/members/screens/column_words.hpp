#pragma once

// A member's columns and their values, as a person reads them: of conflicts and of what was changed.

#include "terminal/desk/scene.hpp"
#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// The label of a column of member.
Text member_column_text(const Ui& ui, std::string_view column);
/// A value of it, in words whatever it is. Empty if there is none. Two values that differ read
/// differently.
Text member_value_text(const Ui& ui, const Scene& scene, std::string_view column,
                       const std::string& value);

}  // namespace qiantai::ui
