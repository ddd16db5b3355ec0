#pragma once

#include <optional>
#include <string>

#include "schema/base/date.hpp"

namespace qiantai::ui {

/// A day as people type it into forms, "20270131"; nothing if that is none.
inline std::optional<Date> typed_day(const std::string& typed) {
    constexpr std::size_t k_digits = 8;
    if (typed.size() != k_digits) return std::nullopt;
    return Date::parse(typed.substr(0, 4) + "-" + typed.substr(4, 2) + "-" + typed.substr(6, 2));
}
/// The same the other way round.
inline std::string day_digits(Date day) {
    auto digits = day.text();
    std::erase(digits, '-');
    return digits;
}

}  // namespace qiantai::ui
