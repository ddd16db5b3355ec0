#pragma once

// Dates of spreadsheets, which keep them as numbers of days.

#include <optional>
#include <string>
#include <string_view>

namespace qiantai::domain {

/// True if the format of a number shows a date or a time: one of the built-in ones, or a code such
/// as yyyy"年"m"月"d"日".
bool is_date_format(int id, std::string_view code);
/// What a spreadsheet's day number shows: a date, a date with time, or a time alone. Nothing for
/// what is no day.
std::optional<std::string> date_of_serial(double serial, bool from_1904);

}  // namespace qiantai::domain
