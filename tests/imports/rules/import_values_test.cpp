#include "terminal/imports/rules/import_values.hpp"

#include <doctest/doctest.h>

namespace qiantai::domain {
namespace {

std::string amount(std::string_view text) {
    const auto read = read_import_amount(text, "amount");
    if (!read) return "(refused)";
    return *read ? (**read).text() : "(nothing)";
}

std::string day(std::string_view text, std::optional<DateOrder> order = {}) {
    FileDates dates(order);
    dates.study(text);
    const auto read = dates.read(text, "date");
    if (!read) return "(refused)";
    return *read ? (**read).text() : "(nothing)";
}

}  // namespace

TEST_CASE("amounts are read as people and systems write them, to the fen") {
    for (const auto& [text, expected] : std::vector<std::pair<std::string, std::string>>{
             {"12", "12.00"},         {"12.5", "12.50"},        {"¥1,234.50", "1234.50"},
             {"￥ 88", "88.00"},      {"$60.00", "60.00"},      {"-$1.85", "-1.85"},
             {"12元", "12.00"},       {"(12.00)", "-12.00"},    {"−12", "-12.00"},
             {"１２．５０", "12.50"}, {"1.2万", "12000.00"},    {"0.00015万", "1.50"},
             {"12,50", "12.50"},      {"1.234,56", "1234.56"},  {"1,234,567.8", "1234567.80"},
             {"1,234", "1234.00"},    {".5", "0.50"},           {"", "(nothing)"},
             {"-", "(nothing)"},      {"/", "(nothing)"},       {"+3", "3.00"},
             {"-¥12", "-12.00"},      {"¥-12", "-12.00"},       {"(¥12.00)", "-12.00"}}) {
        CAPTURE(text);
        CHECK(amount(text) == expected);
    }
    for (const auto* wrong : {"12.345", "12.500", "1,23,4", "abc", "899kr", "1.2.3", "12-", "--5",
                              "1.38E+5", "¥", "12 30.5.1", "9999999999999", "1$00", "12元50",
                              "1 00", "10000000000"}) {
        CAPTURE(wrong);
        CHECK(amount(wrong) == "(refused)");
    }
    CHECK(read_import_count("3.0", "n").value() == 3);
    CHECK_FALSE(read_import_count("2.5", "n"));
    // What a till weighs has no pieces.
    CHECK(read_import_pieces("2.000", "n").value() == 2);
    CHECK(read_import_pieces("-2", "n").value() == -2);
    CHECK(read_import_pieces("0.350", "n").value() == std::nullopt);
    CHECK_FALSE(read_import_pieces("x.5", "n"));
}

TEST_CASE("days are read as people and systems write them") {
    for (const auto& [text, expected] : std::vector<std::pair<std::string, std::string>>{
             {"2026-01-05", "2026-01-05"},
             {"2026/1/5 14:22:10", "2026-01-05"},
             {"2026年1月5日", "2026-01-05"},
             {"20260105", "2026-01-05"},
             {"32874", "1990-01-01"},
             {"45292.5", "2024-01-01"},
             {"1767571200", "2026-01-05"},
             {"1767571200000", "2026-01-05"},
             {"25/12/2025", "2025-12-25"},
             {"10/25/2025", "2025-10-25"},
             {"10/25/25 2:30 PM", "2025-10-25"},
             {"05/05/2025", "2025-05-05"},
             {"2026-01-05T00:00:00Z", "2026-01-05"},
             {"0000-00-00 00:00:00", "(nothing)"},
             {"1900-01-01", "(nothing)"},
             {"", "(nothing)"}}) {
        CAPTURE(text);
        CHECK(day(text) == expected);
    }
    for (const auto* wrong : {"31/02/2025", "2025-02-30", "04/05/2025", "26/07/28", "昨天", "1.5",
                              "2026-01-05 下午", "12345678901234"}) {
        CAPTURE(wrong);
        CHECK(day(wrong) == "(refused)");
    }
    CHECK(day("04/05/2025", DateOrder::day_first) == "2025-05-04");
    CHECK(day("04/05/25", DateOrder::month_first) == "2025-04-05");
}

TEST_CASE("one cell of a file that can only be read one way tells how the others are") {
    FileDates dates({});
    dates.study("04/05/2025");
    CHECK(dates.is_unclear());
    dates.study("28/05/2025");
    CHECK_FALSE(dates.is_unclear());
    CHECK(dates.read("04/05/2025", "date")->value() == Date::of_text("2025-05-04"));
    // Two that contradict each other make it unclear again.
    dates.study("05/28/2025");
    CHECK(dates.is_unclear());
    CHECK_FALSE(dates.read("04/05/2025", "date"));
    CHECK(dates.read("28/05/2025", "date")->value() == Date::of_text("2025-05-28"));
}

}  // namespace qiantai::domain
