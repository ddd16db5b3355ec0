#include "terminal/base/phone_number.hpp"

#include <algorithm>
#include <array>

#include "schema/base/json_values.hpp"
#include "terminal/base/typed_text.hpp"

namespace qiantai::domain {
namespace {

/// How mobile numbers look in one country or region.
struct NumberingPlan {
    PhoneCountry country;
    std::string_view code;   ///< after the +
    std::string_view trunk;  ///< what stands in front at home only
    std::size_t digits;      ///< of the number without code and trunk
    std::string_view begins;
    std::string_view second;  ///< digits that may come next
};
constexpr std::array k_plans{
    NumberingPlan{PhoneCountry::mainland, "86", "", 11, "1", "3456789"},
    NumberingPlan{PhoneCountry::hong_kong, "852", "", 8, "456789", "0123456789"},
    NumberingPlan{PhoneCountry::macau, "853", "", 8, "6", "0123456789"},
    NumberingPlan{PhoneCountry::taiwan, "886", "0", 9, "9", "0123456789"}};
// Recommendation ITU-T E.164, section 6: 15 digits at most. Seven are the shortest in use.
constexpr std::size_t k_international_min = 7, k_international_max = 15;
/// No single number has so many digits, its code included.
constexpr std::size_t k_surely_several = 20;

struct Typed {
    std::string digits;
    bool plus = false;
};

bool separates_numbers(char32_t c) {
    return std::u32string_view(U"/／、,，;；|｜\\").find(c) != std::u32string_view::npos;
}

std::u32string_view without_scheme(std::u32string_view text) {
    while (!text.empty() && (is_blank(text.front()) || is_invisible(text.front()))) {
        text.remove_prefix(1);
    }
    constexpr std::u32string_view k_scheme = U"tel:";
    const auto same = [](char32_t one, char32_t other) {
        return one == other || (one >= U'A' && one <= U'Z' && one + (U'a' - U'A') == other);
    };
    if (text.size() >= k_scheme.size() &&
        std::ranges::equal(text.substr(0, k_scheme.size()), k_scheme, same)) {
        text.remove_prefix(k_scheme.size());
    }
    return text;
}

Result<Typed> read_typed(std::string_view text) {
    const auto characters = composed(text);
    if (!characters) return make_error(k_phone_malformed, {}, "phone");
    Typed typed;
    for (const char32_t c : without_scheme(*characters)) {
        if (const int digit = digit_of(c); digit >= 0) {
            typed.digits += static_cast<char>('0' + digit);
        } else if ((c == U'+' || c == U'＋') && typed.digits.empty() && !typed.plus) {
            typed.plus = true;
        } else if (separates_numbers(c) && typed.digits.size() >= k_international_min) {
            return make_error(k_phone_several, {}, "phone");
        } else if (!is_number_filler(c)) {
            return make_error(k_phone_malformed, {}, "phone");
        }
    }
    if (typed.digits.size() >= k_surely_several) return make_error(k_phone_several, {}, "phone");
    if (!typed.plus && typed.digits.starts_with("00")) {
        typed.plus = true;
        typed.digits.erase(0, 2);
    }
    return typed;
}

/// The number as the plan keeps it; nothing if it is no mobile number there.
std::optional<std::string> in_plan(const NumberingPlan& plan, std::string_view national) {
    if (!plan.trunk.empty() && national.starts_with(plan.trunk)) {
        national.remove_prefix(plan.trunk.size());
    }
    if (national.size() != plan.digits || plan.begins.find(national[0]) == std::string_view::npos ||
        plan.second.find(national[1]) == std::string_view::npos) {
        return std::nullopt;
    }
    if (plan.country == PhoneCountry::mainland) return std::string(national);
    return "+" + std::string(plan.code) + std::string(national);
}

std::optional<std::string> international(std::string_view digits) {
    for (const auto& plan : k_plans) {
        if (digits.starts_with(plan.code)) return in_plan(plan, digits.substr(plan.code.size()));
    }
    const bool possible = digits.size() >= k_international_min &&
                          digits.size() <= k_international_max && digits[0] != '0';
    return possible ? std::optional("+" + std::string(digits)) : std::nullopt;
}

/// As people write it who leave out the +: a number of home, of home with its code, or of the
/// mainland, whose eleven digits are nobody else's here.
std::optional<std::string> at_home(std::string_view digits, PhoneCountry home) {
    for (const auto& plan : k_plans) {
        if (plan.country != home && plan.country != PhoneCountry::mainland) continue;
        if (auto number = in_plan(plan, digits)) return number;
        const bool with_code = digits.starts_with(plan.code);
        auto number = with_code ? in_plan(plan, digits.substr(plan.code.size())) : std::nullopt;
        if (number) return number;
    }
    return std::nullopt;
}

/// Of a mainland mobile number as it was dialled from elsewhere: 0 for another city's, 17951 and
/// 12593 for a cheaper line. Nothing else loses what stands in front.
std::string_view without_dialled_prefix(std::string_view digits) {
    for (const std::string_view prefix : {"17951", "12593"}) {
        if (digits.starts_with(prefix) && digits.size() > k_plans[0].digits) {
            digits.remove_prefix(prefix.size());
        }
    }
    const bool trunk = digits.starts_with("01") && digits.size() == k_plans[0].digits + 1;
    return trunk ? digits.substr(1) : digits;
}

/// Digits of the area code with its 0; 0 if it is none.
std::size_t area_digits(std::string_view digits) {
    constexpr std::size_t k_short_area = 3, k_long_area = 4;
    if (digits.size() < k_long_area || digits[0] != '0' || digits[1] == '0') return 0;
    if (digits.starts_with("010") || digits[1] == '2') return k_short_area;
    return digits[1] == '1' ? 0 : k_long_area;
}

/// A landline of the mainland; nothing if it is none.
std::optional<std::string> landline(std::string_view text) {
    constexpr std::size_t k_local_min = 7, k_local_max = 8, k_extension_max = 6;
    const auto characters = composed(text);
    if (!characters) return std::nullopt;
    std::string digits, extension;
    bool inside = false;
    for (const char32_t c : without_scheme(*characters)) {
        const auto area = area_digits(digits);
        const bool whole = area > 0 && digits.size() >= area + k_local_min;
        if (const int digit = digit_of(c); digit >= 0) {
            (inside ? extension : digits) += static_cast<char>('0' + digit);
        } else if (whole && (c == U'-' || c == U'#' || c == U'转')) {
            inside = true;
        } else if (!is_number_filler(c)) {
            return std::nullopt;
        }
    }
    const auto area = area_digits(digits);
    const auto local = std::string_view(digits).substr(area);
    const bool fits = area > 0 && local.size() >= k_local_min && local.size() <= k_local_max &&
                      local[0] >= '2' && extension.size() <= k_extension_max;
    if (!fits) return std::nullopt;
    const auto number = digits.substr(0, area) + "-" + std::string(local);
    return extension.empty() ? number : number + "-" + extension;
}

}  // namespace

std::optional<PhoneCountry> parse_phone_country(std::string_view policy_json) {
    const auto policy = parse_json_object(policy_json);
    const auto code = policy ? find_text(*policy, "country") : std::nullopt;
    return code ? parse_code<PhoneCountry>(*code) : std::nullopt;
}

Result<std::string> normalise_phone(std::string_view typed, PhoneCountry home) {
    QIANTAI_TRY(const auto read, read_typed(typed));
    auto number = read.plus ? international(read.digits)
                            : at_home(without_dialled_prefix(read.digits), home);
    if (!number) return make_error(k_phone_malformed, {}, "phone");
    return *std::move(number);
}

Result<std::string> normalise_callable(std::string_view typed, PhoneCountry home) {
    auto mobile = normalise_phone(typed, home);
    if (mobile || home != PhoneCountry::mainland) return mobile;
    auto number = landline(typed);
    return number ? Result<std::string>(*std::move(number)) : mobile;
}

std::string mask_phone(std::string_view phone) {
    if (phone.size() < 8) return std::string(phone.size(), '*');
    const std::size_t shown = phone.starts_with('+') ? 4 : 3;
    return std::string(phone.substr(0, shown)) + std::string(phone.size() - shown - 4, '*') +
           std::string(phone.substr(phone.size() - 4));
}

}  // namespace qiantai::domain
