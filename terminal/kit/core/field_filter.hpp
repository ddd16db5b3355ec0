#pragma once

#include <string>
#include <string_view>

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// What a field of this kind makes of typed, pasted or scanned text: characters that it does not
/// take are left out, and a code's letters are brought into the form they are written in.
std::string accepted(FieldKind kind, std::string_view typed);

}  // namespace qiantai::ui
