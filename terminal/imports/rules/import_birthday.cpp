#include "terminal/imports/rules/import_birthday.hpp"

#include <unicode/regex.h>

#include <array>
#include <memory>

#include "terminal/base/typed_text.hpp"

namespace qiantai::domain {
namespace {

std::string utf8_of(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

/// A regular expression that is read once for all lines.
class Pattern {
  public:
    explicit Pattern(const char* text) {
        UErrorCode error = U_ZERO_ERROR;
        m_pattern.reset(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(text), 0, error));
        QIANTAI_ASSERT(U_SUCCESS(error));
    }

    /// The groups of a match; nothing unless it matches all of the text.
    std::optional<std::vector<std::string>> match_all(const icu::UnicodeString& text) const {
        UErrorCode error = U_ZERO_ERROR;
        const auto matcher = matcher_of(text);
        if (!matcher->matches(error) || U_FAILURE(error)) return std::nullopt;
        std::vector<std::string> groups;
        for (std::int32_t i = 1; i <= matcher->groupCount(); ++i) {
            groups.push_back(utf8_of(matcher->group(i, error)));
        }
        return groups;
    }

    icu::UnicodeString replace_all(const icu::UnicodeString& text, const char* with) const {
        UErrorCode error = U_ZERO_ERROR;
        auto out = matcher_of(text)->replaceAll(icu::UnicodeString::fromUTF8(with), error);
        QIANTAI_ASSERT(U_SUCCESS(error));
        return out;
    }

  private:
    std::unique_ptr<icu::RegexMatcher> matcher_of(const icu::UnicodeString& text) const {
        UErrorCode error = U_ZERO_ERROR;
        std::unique_ptr<icu::RegexMatcher> matcher(m_pattern->matcher(text, error));
        QIANTAI_ASSERT(U_SUCCESS(error));
        return matcher;
    }

    std::unique_ptr<icu::RegexPattern> m_pattern;
};

/// Digits of every script plain, small letters, single blanks, brackets as blanks, nothing
/// invisible, no midnight.
std::optional<icu::UnicodeString> plain(std::string_view typed) {
    const auto characters = composed(typed);
    if (!characters) return std::nullopt;
    icu::UnicodeString text;
    for (const char32_t c : *characters) {
        if (is_invisible(c)) continue;
        const int digit = digit_of(c);
        const bool wide = c >= U'！' && c <= U'～';
        text.append(static_cast<UChar32>(digit >= 0 ? U'0' + static_cast<char32_t>(digit)
                                         : wide     ? c - (U'！' - U'!')
                                                    : c));
    }
    text.toLower();
    static const Pattern k_blanks("[\\s()（）\\[\\]【】]+");
    static const Pattern k_midnight("[ t]0?0:00(:00(\\.0+)?)?z?$");
    text = k_blanks.replace_all(text, " ");
    text.trim();
    return k_midnight.replace_all(text, "");
}

/// Takes the calendar's name out of the text. False if two of them contradict each other.
bool take_calendar(icu::UnicodeString& text, std::optional<BirthdayCalendar>& calendar) {
    static const std::array<std::pair<Pattern, BirthdayCalendar>, 2> k_names{{
        {Pattern(
             "^(?:(?:农历|農曆|阴历|陰曆|旧历|夏历|lunar) ?:?：? ?)|(?: ?(?:农历|農曆|阴历|陰曆|旧历|夏历|lunar))$"),
         BirthdayCalendar::lunar},
        {Pattern(
             "^(?:(?:公历|公曆|阳历|陽曆|新历|国历|西历|solar) ?:?：? ?)|(?: ?(?:公历|公曆|阳历|陽曆|新历|国历|西历|solar))$"),
         BirthdayCalendar::solar},
    }};
    for (const auto& [pattern, named] : k_names) {
        const auto rest = pattern.replace_all(text, "");
        if (rest == text) continue;
        text = rest;
        if (calendar && *calendar != named) return false;
        calendar = named;
    }
    return true;
}

/// 1 to 10; 0 if it is none.
int numeral(std::string_view text) {
    constexpr std::array<std::string_view, 10> k_numerals{"一", "二", "三", "四", "五",
                                                          "六", "七", "八", "九", "十"};
    for (std::size_t i = 0; i < k_numerals.size(); ++i) {
        if (k_numerals[i] == text) return static_cast<int>(i) + 1;
    }
    return 0;
}

/// 一 to 三十一, 廿一, 卅; 0 if it is none.
int counted(std::string_view text) {
    constexpr std::size_t k_bytes = 3;  // of each of these characters
    int tens = 0;
    if (text.starts_with("廿")) {
        tens = 2;
    } else if (text.starts_with("卅")) {
        tens = 3;
    } else if (const auto ten = text.find("十"); ten != std::string_view::npos) {
        tens = ten == 0 ? 1 : numeral(text.substr(0, ten));
        if (tens == 0) return 0;
        text.remove_prefix(ten);
    } else {
        return text == "十" ? 0 : numeral(text);
    }
    text.remove_prefix(k_bytes);
    if (text.empty()) return tens * 10;
    const int ones = numeral(text);
    return ones >= 1 && ones <= 9 ? tens * 10 + ones : 0;
}

std::optional<int> whole(std::string_view digits) {
    if (digits.empty() || digits.size() > 4) return std::nullopt;
    int value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

struct Read {
    Birthday birthday{};
    bool only_lunar = false;  ///< the words exist in that calendar alone
    bool either = false;      ///< written as both calendars are
};

std::optional<Read> of_numbers(std::string_view year, std::string_view month,
                               std::string_view day) {
    const auto y = year.empty() ? std::optional(0) : whole(year);
    const auto m = whole(month), d = whole(day);
    if (!y || !m || !d) return std::nullopt;
    return Read{.birthday = {.year = *y, .month = *m, .day = *d}};
}

std::optional<Read> read_numbers(const icu::UnicodeString& text) {
    static const Pattern k_own("(\\d{4})-(\\d{2})l-(\\d{2})");
    static const Pattern k_year_first("(\\d{4})([-/. ])(\\d{1,2})\\2(\\d{1,2})");
    static const Pattern k_joined("(\\d{4})(\\d{2})(\\d{2})");
    static const Pattern k_month_day("(\\d{1,2})[-/](\\d{1,2})");
    static const Pattern k_month_point_day("(\\d{1,2})\\.(\\d{2})");
    if (const auto own = k_own.match_all(text)) {
        auto read = of_numbers((*own)[0], (*own)[1], (*own)[2]);
        read->birthday.leap_month = read->only_lunar = true;
        return read;
    }
    if (const auto whole_date = k_year_first.match_all(text)) {
        return of_numbers((*whole_date)[0], (*whole_date)[2], (*whole_date)[3]);
    }
    if (const auto joined = k_joined.match_all(text)) {
        return of_numbers((*joined)[0], (*joined)[1], (*joined)[2]);
    }
    if (const auto day = k_month_day.match_all(text)) {
        return of_numbers({}, (*day)[0], (*day)[1]);
    }
    // 5.10 loses its last digit in a spreadsheet, so 5.1 may be either.
    if (const auto day = k_month_point_day.match_all(text)) {
        return of_numbers({}, (*day)[0], (*day)[1]);
    }
    return std::nullopt;
}

std::optional<Read> read_words(const icu::UnicodeString& text) {
    static const Pattern k_words(
        "(?:(\\d{4}|[〇零○一二三四五六七八九]{4}) ?年)? ?(闰|閏)? ?(\\d{1,2}|[正冬腊臘]|[一二三四五六七八九十]{1,2})"
        " ?月 ?(?:(\\d{1,2})|(初[一二三四五六七八九十])|([廿卅一二三四五六七八九十]{1,3})) ?[日号號]?");
    const auto found = k_words.match_all(text);
    if (!found) return std::nullopt;
    const auto& [year, leap, month, day, early, numbered] =
        std::tie((*found)[0], (*found)[1], (*found)[2], (*found)[3], (*found)[4], (*found)[5]);
    Read read;
    if (auto number = whole(year)) {
        read.birthday.year = *number;
    } else if (!year.empty()) {
        constexpr std::size_t k_bytes = 3;
        for (std::size_t at = 0; at < year.size(); at += k_bytes) {
            read.birthday.year =
                read.birthday.year * 10 + numeral(std::string_view(year).substr(at, k_bytes));
        }
    }
    read.birthday.leap_month = !leap.empty();
    const bool named = month == "正" || month == "冬" || month == "腊" || month == "臘";
    const auto digits = whole(month);
    read.birthday.month = month == "正"   ? 1
                          : month == "冬" ? 11
                          : named         ? 12
                          : digits        ? *digits
                                          : counted(month);
    const auto day_digits = whole(day);
    constexpr std::size_t k_early_bytes = 3;
    read.birthday.day = day_digits      ? *day_digits
                        : early.empty() ? counted(numbered)
                                        : counted(std::string_view(early).substr(k_early_bytes));
    if (read.birthday.month == 0 || read.birthday.day == 0) return std::nullopt;
    read.only_lunar = named || read.birthday.leap_month || !early.empty() ||
                      numbered.starts_with("廿") || numbered.starts_with("卅");
    read.either = !digits && !named;
    return read;
}

std::optional<Read> read_english(const icu::UnicodeString& text) {
    static const Pattern k_day_month("(\\d{1,2})[- ]([a-z]{3,9})\\.?(?:[-, ]+(\\d{4}))?");
    static const Pattern k_month_name_day("([a-z]{3,9})\\.? (\\d{1,2})(?:,? (\\d{4}))?");
    constexpr std::array<std::string_view, 12> k_months{
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};
    std::string day, month, year;
    if (const auto first = k_day_month.match_all(text)) {
        day = (*first)[0], month = (*first)[1], year = (*first)[2];
    } else if (const auto then = k_month_name_day.match_all(text)) {
        month = (*then)[0], day = (*then)[1], year = (*then)[2];
    } else {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < k_months.size(); ++i) {
        const bool shortened = month.size() == 3 || month == "sept";
        if (k_months[i] != month && !(shortened && k_months[i].starts_with(month))) continue;
        return of_numbers(year, fmt::format("{}", i + 1), day);
    }
    return std::nullopt;
}

std::optional<ImportedBirthday> read_any(std::string_view typed,
                                         std::optional<BirthdayCalendar> calendar) {
    auto text = plain(typed);
    if (!text || !take_calendar(*text, calendar)) return std::nullopt;
    auto read = read_numbers(*text);
    if (!read) read = read_words(*text);
    if (!read) read = read_english(*text);
    if (!read) return std::nullopt;
    if (read->only_lunar) {
        if (calendar == BirthdayCalendar::solar) return std::nullopt;
        calendar = BirthdayCalendar::lunar;
    }
    if (read->either && !calendar) return std::nullopt;
    read->birthday.calendar = calendar.value_or(BirthdayCalendar::solar);
    return ImportedBirthday{read->birthday.text(), read->birthday.calendar};
}

}  // namespace

Result<ImportedBirthday> read_birthday_text(std::string_view text,
                                            std::optional<BirthdayCalendar> column) {
    auto read = read_any(text, column);
    if (!read) return make_error(k_import_birthday_unclear, std::string(text), "birthday");
    return *std::move(read);
}

std::optional<Date> read_day_text(std::string_view text) {
    static const Pattern k_time("(.*\\d)[ T]\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?Z?");
    auto day = std::string(text);
    if (const auto parts = k_time.match_all(icu::UnicodeString::fromUTF8(day)))
        day = parts->front();
    const auto read = read_any(day, BirthdayCalendar::solar);
    if (!read || read->calendar != BirthdayCalendar::solar) return std::nullopt;
    return read->text.starts_with("0000") ? std::nullopt : Date::parse(read->text);
}

}  // namespace qiantai::domain
