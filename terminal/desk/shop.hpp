#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "schema/base/clock.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/base/store_facts.hpp"
#include "terminal/base/tier_facts.hpp"
#include "terminal/kit/core/picture.hpp"

namespace qiantai::ui {

/// Headquarters' own, beside the codes of stores.
inline constexpr std::string_view k_headquarters_code = "HQ";

/// Where this terminal stands, as the screens show it. Loaded on the database's thread.
struct Shop {
    std::string chain_name{};
    std::shared_ptr<const Picture> logo{};  ///< null if the chain has none
    std::string store_name{};
    std::string store_code{};
    std::string terminal_code{};
    int utc_offset_minutes = domain::k_china_offset_minutes;
    std::string today{};  ///< the store's business date
    domain::PhoneCountry phone_country{};
    std::vector<domain::Tier> tiers{};
    std::map<std::string, std::string> staff_names{};   ///< by number, also of who has left
    std::map<std::string, std::string> stores{};        ///< names by code, of all stores known here
    std::map<std::string, std::string> store_phones{};  ///< likewise, of those that have one
    TimeMs now_ms = 0;                                  ///< set by the program before every frame

    /// A tier's name; its code if headquarters has renamed it away.
    const std::string& tier_name(const std::string& code) const {
        for (const auto& tier : tiers) {
            if (tier.code == code) return tier.name;
        }
        return code;
    }
};

}  // namespace qiantai::ui
