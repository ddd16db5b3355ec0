#pragma once

#include <string>

#include "schema/base/clock.hpp"
#include "schema/base/uuid.hpp"

namespace qiantai {

/// A row that headquarters sent and this terminal can't read, as far as it can be told which.
struct SetAsideRow {
    std::string scope;   ///< whose feed it came with: chain, store/S001, hq/12, desk/T01
    std::string entity;  ///< empty: not even that could be read; then there is no id either
    Uuid id{};
    TimeMs met_at = 0;
};

}  // namespace qiantai
