#pragma once

// Amounts and days as other systems write them. What can mean two things is refused or asked.

#include <optional>
#include <string>
#include <string_view>

#include "schema/base/date.hpp"
#include "schema/base/fen.hpp"
#include "schema/base/result.hpp"
#include "terminal/imports/rules/import_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_import_amount_malformed{
    "import_amount_malformed", Actor::clerk,
    "This is no amount of money with at most two decimals. Write it as 1234.50.",
    "这不是最多两位小数的金额，请写作 1234.50。"};
inline constexpr ErrorKind k_import_day_unclear{
    "import_day_unclear", Actor::clerk,
    "It is not certain which day this is. Write it as 2024-05-03.",
    "无法确定是哪一天，请写作 2024-05-03。"};

/// "¥1,234.50", "￥12", "(12.00)" and "−12" below zero, "12,50" and "1.234,56" with a decimal comma,
/// "1.2万", digits of every script, 元 behind. Nothing for an empty cell and "-" or "/" alone.
/// k_import_amount_malformed, also for a third decimal, because nothing is rounded, and for ten
/// billion yuan and more.
Result<std::optional<Fen>> read_import_amount(std::string_view text, std::string_view field);

/// A whole number, "3", "3.0", "1,234". k_import_amount_malformed.
Result<std::optional<std::int64_t>> read_import_count(std::string_view text, std::string_view field);
/// The same of goods: nothing for what was weighed, "0.350". k_import_amount_malformed.
Result<std::optional<std::int64_t>> read_import_pieces(std::string_view text,
                                                       std::string_view field);

/// The days in one file's columns: all of them are looked at first, because only together they tell
/// whether a file writes 03/04 day first.
class FileDates {
  public:
    explicit FileDates(std::optional<DateOrder> chosen) : m_chosen(chosen) {}
    /// Of the times that stand there as seconds since 1970; China's until said.
    void set_utc_offset(int minutes) { m_utc_offset_minutes = minutes; }

    void study(std::string_view cell);
    /// True: cells can be two days, and no other cell says which. A year of two digits can also
    /// stand first, unless some cell has its day in the middle.
    bool is_unclear() const;
    /// 2026-01-05, 2026/1/5, 2026年1月5日, 20260105, 5/1/2026 and 1/28/26 by the file's order, a
    /// spreadsheet's day number, seconds or milliseconds since 1970, words as read_day_text(); a
    /// time of day behind says nothing about the day. Nothing for an empty cell, 0000-00-00 and
    /// 1900-01-01. k_import_day_unclear.
    enum class Years { whole, also_short };  ///< also_short: 26 is 2026
    Result<std::optional<Date>> read(std::string_view cell, std::string_view field,
                                     Years years = Years::also_short) const;
    /// What databases put where nobody said anything.
    static bool says_nothing(std::string_view cell);
    /// Seconds or milliseconds since 1970 in which a system keeps a birthday, the person's midnight;
    /// also before 1970. Nothing for anything else.
    std::optional<Date> birthday_of_seconds(std::string_view cell) const;

  private:
    std::optional<DateOrder> order() const;
    bool is_year_last() const { return m_chosen || (m_month_first && !m_day_first); }
    std::optional<DateOrder> m_chosen;
    int m_utc_offset_minutes = 480;
    bool m_day_first = false, m_month_first = false, m_either = false, m_short_years = false;
};

}  // namespace qiantai::domain
