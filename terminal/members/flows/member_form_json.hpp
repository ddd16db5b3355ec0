#pragma once

#include <optional>
#include <string>

#include "terminal/members/screens/member_form.hpp"

namespace qiantai::app {

/// A half-filled form as the draft's content.
std::string form_json(const ui::MemberForm& form);
/// Nothing if it is none, e.g. of an older program; what is missing in it stays as in a new form.
std::optional<ui::MemberForm> parse_form_json(const std::string& json);

}  // namespace qiantai::app
