#include "terminal/imports/rules/import_values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "terminal/base/typed_text.hpp"
#include "terminal/imports/rules/import_birthday.hpp"
#include "terminal/imports/rules/sheet_dates.hpp"
#include "terminal/store/name_fold.hpp"

namespace qiantai::domain {
namespace {

/// Digits of every script and full-width forms plain, all minus signs '-', nothing invisible.
std::string plain_number(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    std::string plain;
    const auto characters = composed(text);
    if (!characters) return std::string(text);
    for (const char32_t c : *characters) {
        if (is_invisible(c)) continue;
        const int digit = digit_of(c);
        const bool wide = c >= U'！' && c <= U'～';
        if (digit >= 0)
            plain += static_cast<char>('0' + digit);
        else if (c == U'−' || c == U'–' || c == U'－')
            plain += '-';
        else
            store::append_utf8(plain, wide ? c - (U'！' - U'!') : c);
    }
    return plain;
}

bool take_end(std::string& text, std::string_view word) {
    if (!text.ends_with(word)) return false;
    text.resize(text.size() - word.size());
    return true;
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Groups of three behind the first, "1,234,567".
bool is_grouped(std::string_view text, char separator) {
    std::size_t group = 0;
    for (bool first = true;; first = false) {
        const auto end = std::min(text.find(separator), text.size());
        group = end;
        if (!all_digits(text.substr(0, end)) || (first ? group > 3 : group != 3)) return false;
        if (end == text.size()) return !first;
        text.remove_prefix(end + 1);
    }
}

struct Decimal {
    std::string whole;
    std::string fraction;
};

/// Which of '.' and ',' is the decimal sign, told from how they stand; nothing if it is neither.
std::optional<Decimal> split_decimal(std::string_view text) {
    const auto dot = text.rfind('.'), comma = text.rfind(',');
    const auto none = std::string_view::npos;
    char sign = 0, group = 0;
    if (dot != none && comma != none) {
        sign = dot > comma ? '.' : ',';
        group = sign == '.' ? ',' : '.';
    } else if (dot != none) {
        sign = '.';
    } else if (comma != none) {
        (is_grouped(text, ',') ? group : sign) = ',';
    }
    const auto at = sign == 0 ? none : text.find(sign);
    Decimal number{std::string(text.substr(0, at)),
                   at == none ? std::string() : std::string(text.substr(at + 1))};
    if (group != 0) {
        if (number.whole.find(group) != none && !is_grouped(number.whole, group))
            return std::nullopt;
        std::erase(number.whole, group);
    }
    const bool good = (all_digits(number.whole) || (number.whole.empty() && at != none)) &&
                      (number.fraction.empty() ? at == none : all_digits(number.fraction));
    return good ? std::optional(std::move(number)) : std::nullopt;
}

struct Signed {
    bool negative = false;
    std::string text;
};

/// Currency and sign away; they stand before or behind, never between digits.
Signed without_signs(std::string_view text) {
    constexpr std::string_view k_amount_marks[] = {"¥", "￥", "$", "€", "£", "RMB", "CNY", "元", " ", "\t"};
    const auto strip = [&] {
        for (bool found = true; found;) {
            found = false;
            for (const auto mark : k_amount_marks) {
                if (text.starts_with(mark)) {
                    text.remove_prefix(mark.size());
                    found = true;
                } else if (text.ends_with(mark)) {
                    text.remove_suffix(mark.size());
                    found = true;
                }
            }
        }
    };
    Signed number;
    strip();
    if (text.starts_with('(') && text.ends_with(')') && text.size() > 2) {
        number.negative = true;
        text = text.substr(1, text.size() - 2);
        strip();
    }
    if (text.starts_with('-') || text.starts_with('+')) {
        if (text.starts_with('-')) number.negative = !number.negative;
        text.remove_prefix(1);
        strip();
    }
    number.text = text;
    return number;
}

struct DayParts {
    int first = 0, second = 0, third = 0;
    std::size_t first_digits = 0, third_digits = 0;
    char sign = 0;  ///< between them; 'n' for 年 and 月
};

/// Three numbers with the same sign between, and whatever time stands behind.
std::optional<DayParts> split_day(std::string_view text) {
    DayParts parts;
    const auto number = [&](int& value, std::size_t& digits) {
        const auto* begin = text.data();
        const auto [end, failed] = std::from_chars(begin, begin + std::min<std::size_t>(text.size(), 4), value);
        if (failed != std::errc() || *begin == '-') return false;
        digits = static_cast<std::size_t>(end - begin);
        text.remove_prefix(digits);
        return true;
    };
    const auto sign = [&](std::string_view chinese) {
        if (text.starts_with(chinese)) {
            text.remove_prefix(chinese.size());
            return 'n';
        }
        if (text.empty() || std::string_view("-/.").find(text[0]) == std::string_view::npos) {
            return '\0';
        }
        const char c = text[0];
        text.remove_prefix(1);
        return c;
    };
    std::size_t second_digits = 0;
    if (!number(parts.first, parts.first_digits)) return std::nullopt;
    parts.sign = sign("年");
    if (parts.sign == 0 || !number(parts.second, second_digits)) return std::nullopt;
    if (sign("月") != parts.sign || !number(parts.third, parts.third_digits)) return std::nullopt;
    if (second_digits > 2) return std::nullopt;
    if (parts.sign == 'n' && text.starts_with("日")) text.remove_prefix(std::string_view("日").size());
    // A time of day and nothing else.
    if (text.empty()) return parts;
    if (text[0] != ' ' && text[0] != 'T') return std::nullopt;
    const bool is_time = text.find(':') != std::string_view::npos &&
                         text.find_first_not_of("0123456789:. TZAPMapm+-") == std::string_view::npos;
    return is_time ? std::optional(parts) : std::nullopt;
}

/// 5/1/2026 or 5/1/26: which of the first two is the day depends on the file.
bool is_day_or_month_first(const DayParts& parts) {
    return parts.first_digits <= 2 && parts.sign != 'n' &&
           (parts.third_digits == 4 || parts.third_digits == 2);
}

std::optional<Date> day_of_digits(std::string_view text, int utc_offset_minutes) {
    std::int64_t number = 0;
    const auto point = std::min(text.find('.'), text.size());
    const auto whole = text.substr(0, point);
    if (!all_digits(whole) || (point < text.size() && !all_digits(text.substr(point + 1)))) {
        return std::nullopt;
    }
    std::from_chars(whole.data(), whole.data() + whole.size(), number);
    if (whole.size() == 8 && point == text.size()) {
        return Date::make(static_cast<int>(number / 10'000), static_cast<int>(number / 100 % 100),
                          static_cast<int>(number % 100));
    }
    // From 1954 to 2099 as a spreadsheet counts days.
    constexpr std::int64_t k_serial_min = 20'000, k_serial_max = 73'050;
    if (number >= k_serial_min && number <= k_serial_max) {
        const auto day = date_of_serial(static_cast<double>(number), false);
        return day ? Date::parse(day->substr(0, 10)) : std::nullopt;
    }
    // From 2000 on: seconds have ten digits, milliseconds thirteen.
    constexpr std::int64_t k_second_min = 946'684'800, k_second_max = 4'102'444'800;
    if (number >= k_second_min && number <= k_second_max) {
        return Date::of_time(number * 1000, utc_offset_minutes);
    }
    if (number >= k_second_min * 1000 && number <= k_second_max * 1000) {
        return Date::of_time(number, utc_offset_minutes);
    }
    return std::nullopt;
}

}  // namespace

bool FileDates::says_nothing(std::string_view text) {
    return text.empty() || text == "-" || text == "/" || text.starts_with("0000-00-00") ||
           text.starts_with("0000/00/00") || text.starts_with("1900-01-01") ||
           text.starts_with("1900/1/1 ") || text == "1900/1/1" || text.starts_with("1900-01-00");
}

Result<std::optional<Fen>> read_import_amount(std::string_view text, std::string_view field) {
    const auto wrong = [&] {
        return make_error(k_import_amount_malformed, std::string(text), std::string(field));
    };
    auto number = without_signs(plain_number(text));
    if (number.text.empty() || number.text == "/") {
        const bool says_nothing = text.empty() || text == "-" || text == "/";
        if (!says_nothing) return wrong();
        return std::optional<Fen>();
    }
    const bool ten_thousands = take_end(number.text, "万");
    auto decimal = split_decimal(number.text);
    if (!decimal) return wrong();
    const std::size_t places = ten_thousands ? 6 : 2;
    if (decimal->fraction.size() > places || decimal->whole.size() > 12) return wrong();
    decimal->fraction.resize(places, '0');
    const std::string digits = decimal->whole + decimal->fraction;
    std::int64_t fen = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), fen);
    // Sums of a file's amounts never leave what a number holds.
    constexpr std::int64_t k_amount_end = 1'000'000'000'000;
    if (fen >= k_amount_end) return wrong();
    return std::optional(Fen(number.negative ? -fen : fen));
}

Result<std::optional<std::int64_t>> read_import_count(std::string_view text,
                                                      std::string_view field) {
    QIANTAI_TRY(const auto amount, read_import_amount(text, field));
    if (!amount) return std::optional<std::int64_t>();
    constexpr std::int64_t k_hundred = 100;
    if (amount->count() % k_hundred != 0) {
        return make_error(k_import_amount_malformed, std::string(text), std::string(field));
    }
    return std::optional(amount->count() / k_hundred);
}

Result<std::optional<std::int64_t>> read_import_pieces(std::string_view text,
                                                       std::string_view field) {
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const bool weighed = point != std::string_view::npos && all_digits(whole) &&
                         all_digits(text.substr(point + 1)) &&
                         text.find_first_not_of('0', point + 1) != std::string_view::npos;
    if (weighed) return std::optional<std::int64_t>();
    // Tills that weigh write pieces with as many decimals.
    const bool decimals = point != std::string_view::npos && all_digits(text.substr(point + 1));
    return read_import_count(decimals ? whole : text, field);
}

std::optional<Date> FileDates::birthday_of_seconds(std::string_view cell) const {
    const bool negative = cell.starts_with('-');
    if (negative) cell.remove_prefix(1);
    // Eight digits are a date; as seconds since 1970 nine and ten begin in March 1973.
    const bool seconds = cell.size() == 9 || cell.size() == 10 || (negative && cell.size() == 8);
    const bool millis = cell.size() == 12 || cell.size() == 13 || (negative && cell.size() == 11);
    if (!all_digits(cell) || (!seconds && !millis)) return std::nullopt;
    std::int64_t time = 0;
    std::from_chars(cell.data(), cell.data() + cell.size(), time);
    time *= (negative ? -1 : 1) * (seconds ? 1000 : 1);
    // China's clocks were an hour ahead in the summers of 1986 to 1991, midnight lies at 23:00 then.
    constexpr int k_china = 480, k_hour_ms = 3'600'000, k_day_ms = 24 * k_hour_ms;
    const auto local = time + std::int64_t{m_utc_offset_minutes} * 60'000;
    const auto of_day = ((local % k_day_ms) + k_day_ms) % k_day_ms;
    const auto day = Date::of_time(time, m_utc_offset_minutes);
    const bool summer_time = m_utc_offset_minutes == k_china && of_day == 23 * k_hour_ms &&
                             day >= Date::of_text("1986-05-03") && day <= Date::of_text("1991-09-14");
    return summer_time ? day.plus_days(1) : day;
}

void FileDates::study(std::string_view cell) {
    const auto parts = split_day(cell);
    if (!parts || !is_day_or_month_first(*parts)) return;
    constexpr int k_months = 12;
    const bool no_month_first = parts->first > k_months, no_month_second = parts->second > k_months;
    m_short_years |= parts->third_digits == 2;
    m_day_first |= no_month_first && !no_month_second;
    m_month_first |= no_month_second && !no_month_first;
    m_either |= !no_month_first && !no_month_second && parts->first != parts->second;
}

bool FileDates::is_unclear() const {
    return (m_either && !order()) || (m_short_years && !is_year_last());
}

std::optional<DateOrder> FileDates::order() const {
    if (m_chosen) return m_chosen;
    if (m_day_first == m_month_first) return std::nullopt;
    return m_day_first ? DateOrder::day_first : DateOrder::month_first;
}

Result<std::optional<Date>> FileDates::read(std::string_view cell, std::string_view field,
                                            Years years) const {
    const std::string text = plain_number(cell);
    if (says_nothing(text)) return std::optional<Date>();
    std::optional<Date> day;
    if (const auto parts = split_day(text)) {
        if (parts->first_digits == 4) {
            day = Date::make(parts->first, parts->second, parts->third);
        } else if (is_day_or_month_first(*parts) &&
                   (parts->third_digits == 4 || (years == Years::also_short && is_year_last()))) {
            constexpr int k_century = 2000;
            const int year = parts->third_digits == 2 ? k_century + parts->third : parts->third;
            const auto by_day = Date::make(year, parts->second, parts->first);
            const auto by_month = Date::make(year, parts->first, parts->second);
            const auto known = order();
            if (known)
                day = *known == DateOrder::day_first ? by_day : by_month;
            else if (!by_day || !by_month || by_day == by_month)
                day = by_day ? by_day : by_month;
        }
    } else {
        day = day_of_digits(text, m_utc_offset_minutes);
        if (!day) day = read_day_text(cell);
    }
    if (!day) return make_error(k_import_day_unclear, std::string(cell), std::string(field));
    return day;
}

}  // namespace qiantai::domain
