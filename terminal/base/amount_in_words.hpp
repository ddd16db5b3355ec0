#pragma once

#include <string>

#include "schema/base/fen.hpp"

namespace qiantai::domain {

/// 大写, as it stands on papers about money: "叁佰陆拾玖元整", "壹万零伍角", "负壹元零伍分". Below
/// 10^12 yuan; a larger amount is a bug.
std::string amount_in_words(Fen amount);

}  // namespace qiantai::domain
