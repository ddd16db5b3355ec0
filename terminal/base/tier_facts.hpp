#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schema/base/setup_codes.hpp"
#include "schema/base/uuid.hpp"

namespace qiantai::domain {

/// The tier code of members while headquarters has set up no tier at all.
inline constexpr std::string_view k_no_tier_code = "none";

struct Tier {
    Uuid id{};
    std::string code;
    std::string name{};
    std::int64_t rank = 0;
    std::optional<std::int64_t> spend_min_fen{};
    std::int64_t valid_months = 0;  ///< 0 = cards don't expire
    Coded<TierStatus> status;
};

}  // namespace qiantai::domain
