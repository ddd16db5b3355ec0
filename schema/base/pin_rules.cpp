#include "schema/base/pin_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/base/clock.hpp"
#include "schema/base/date.hpp"

namespace qiantai {
namespace {

/// Every digit is the one before plus `step`, modulo ten: 1111 (0), 1234 (1), 7890 (1), 4321 (9).
bool is_run(std::string_view pin, int step) {
    for (std::size_t i = 1; i < pin.size(); ++i) {
        if ((pin[i - 1] - '0' + step) % 10 != pin[i] - '0') return false;
    }
    return true;
}

/// One piece over and over: 1212, 123123.
bool is_repetition(std::string_view pin) {
    for (std::size_t piece = 1; piece * 2 <= pin.size(); ++piece) {
        if (pin.size() % piece != 0) continue;
        if (pin.substr(piece) == pin.substr(0, pin.size() - piece)) return true;
    }
    return false;
}

bool is_date(std::string_view year, std::string_view month, std::string_view day) {
    return Date::parse(fmt::format("{}-{}-{}", year, month, day)).has_value();
}

bool is_recent_year(std::string_view year) {
    return year >= "1930" && year <= "2049";
}

/// A day (0503), a year (1988), or a whole date as people write it: 880503, 030588, 19880503,
/// 03051988.
bool is_date_like(std::string_view pin) {
    const auto part = [&](std::size_t from, std::size_t count) { return pin.substr(from, count); };
    if (pin.size() == 4) return is_date("2000", part(0, 2), part(2, 2)) || is_recent_year(pin);
    if (pin.size() == 6) {
        return is_date("20" + std::string(part(0, 2)), part(2, 2), part(4, 2)) ||
               is_date("20" + std::string(part(4, 2)), part(2, 2), part(0, 2));
    }
    if (pin.size() == 8) {
        return (is_recent_year(part(0, 4)) && is_date(part(0, 4), part(4, 2), part(6, 2))) ||
               (is_recent_year(part(4, 4)) && is_date(part(4, 4), part(2, 2), part(0, 2)));
    }
    return false;
}

}  // namespace

Status check_pin_rules(std::string_view pin, std::string_view staff_number) {
    const bool digits = std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || pin.size() < 4 || pin.size() > 8) return make_error(k_pin_malformed, {}, "pin");
    if (is_run(pin, 1) || is_run(pin, 9) || is_repetition(pin) || is_date_like(pin) ||
        staff_number.find(pin) != std::string_view::npos) {
        return make_error(k_pin_too_easy, {}, "pin");
    }
    return {};
}

}  // namespace qiantai
