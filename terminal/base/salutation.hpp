#pragma once

#include <string>
#include <string_view>

namespace qiantai::domain {

/// 孙女士, 孙先生; the whole name where nothing is known of the gender, or it is no Han name.
std::string address_of(std::string_view name, std::string_view gender_code);

}  // namespace qiantai::domain
