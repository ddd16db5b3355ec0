#include "terminal/imports/rules/import_csv.hpp"

#include <algorithm>

namespace qiantai::ctl {
namespace {

/// A field longer than this is a forgotten quote or no list at all, not an address.
constexpr std::size_t k_field_bytes_max = 16'384;
constexpr std::size_t k_fields_max = 1'000;
/// A title may stand above the heading.
constexpr int k_lines_looked_at = 10;

/// Empty if the line has none of them.
std::string_view most_frequent(std::string_view line) {
    std::string_view best;
    std::size_t most = 0;
    for (const std::string_view separator : {",", ";", "\t", "|", "，"}) {
        std::size_t found = 0;
        for (auto at = line.find(separator); at != std::string_view::npos;
             at = line.find(separator, at + separator.size())) {
            ++found;
        }
        if (found > most) most = found, best = separator;
    }
    return best;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::optional<CsvRecord> CsvReader::next() {
    if (m_at >= m_text.size()) return std::nullopt;
    const std::size_t start = m_at;
    const std::int64_t line = m_line;
    auto record = read_record();
    if (!record) {
        m_at = start;
        m_line = line;
        record = read_broken_line();
    }
    record->line = line;
    record->text = m_text.substr(start, m_at - start);
    skip_line_end();
    record->end = m_at;
    return record;
}

void CsvReader::seek(std::size_t offset, std::int64_t line) {
    m_at = std::min(offset, m_text.size());
    m_line = line;
}

std::optional<CsvRecord> CsvReader::read_record() {
    CsvRecord record;
    for (;;) {
        std::string field;
        if (!read_field(field) || record.fields.size() == k_fields_max) return std::nullopt;
        record.fields.push_back(std::move(field));
        if (m_at >= m_text.size() || is_at_line_end()) return record;
        m_at += m_separator.size();
    }
}

CsvRecord CsvReader::read_broken_line() {
    CsvRecord record;
    record.broken = true;
    m_at = std::min(m_text.find_first_of("\r\n", m_at), m_text.size());
    return record;
}

bool CsvReader::read_field(std::string& field) {
    if (m_at < m_text.size() && m_text[m_at] == '"') return read_quoted(field);
    const std::size_t start = m_at;
    while (m_at < m_text.size() && !is_at_separator() && !is_at_line_end()) ++m_at;
    if (m_at - start > k_field_bytes_max) return false;
    field = m_text.substr(start, m_at - start);
    return true;
}

bool CsvReader::read_quoted(std::string& field) {
    const std::size_t start = m_at++;
    while (m_at < m_text.size() && m_at - start <= k_field_bytes_max) {
        const char c = m_text[m_at];
        if (c == '"') {
            ++m_at;
            if (m_at >= m_text.size() || is_at_separator() || is_at_line_end()) return true;
            if (m_text[m_at] != '"') return false;
            field += '"';
            ++m_at;
        } else if (is_at_line_end()) {
            const std::size_t before = m_at;
            skip_line_end();
            field += m_text.substr(before, m_at - before);
        } else {
            field += c;
            ++m_at;
        }
    }
    return false;
}

void CsvReader::skip_line_end() {
    if (!is_at_line_end()) return;
    const bool carriage_return = m_text[m_at] == '\r';
    ++m_at;
    if (carriage_return && m_at < m_text.size() && m_text[m_at] == '\n') ++m_at;
    ++m_line;
}

CsvSeparator detect_separator(std::string_view text) {
    constexpr std::string_view k_says = "sep=";
    const auto first_end = std::min(text.find_first_of("\r\n"), text.size());
    if (text.starts_with(k_says) && first_end > k_says.size()) {
        CsvSeparator said{
            .character = std::string(text.substr(k_says.size(), first_end - k_says.size())),
            .begins = first_end,
            .line = 2};
        said.begins += text.substr(first_end).starts_with("\r\n") ? 2 : 1;
        said.begins = std::min(said.begins, text.size());
        return said;
    }
    for (int line = 0; line < k_lines_looked_at && !text.empty(); ++line) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        const auto best = most_frequent(text.substr(0, end));
        if (!best.empty()) return {.character = std::string(best)};
        text.remove_prefix(std::min(text.find_first_not_of("\r\n", end), text.size()));
    }
    return {};
}

std::string cell_text(std::string_view field) {
    constexpr std::string_view k_blanks = " \t\r\n";
    const auto trim = [&] {
        const auto first = field.find_first_not_of(k_blanks);
        field = first == std::string_view::npos
                    ? std::string_view()
                    : field.substr(first, field.find_last_not_of(k_blanks) - first + 1);
    };
    trim();
    if (field.starts_with("=\"") && field.ends_with('"') && field.size() > 2) {
        field = field.substr(2, field.size() - 3);
        trim();
    }
    const bool kept_as_text =
        field.size() > 1 && field[0] == '\'' && (is_digit(field[1]) || field[1] == '+');
    if (kept_as_text) field.remove_prefix(1);
    return std::string(field);
}

Result<std::string> number_text(std::string_view cell, std::string_view field) {
    const auto digits = [](std::string_view text) {
        return !text.empty() && std::ranges::all_of(text, is_digit);
    };
    const auto point = cell.find('.');
    const auto power = cell.find_first_of("eE");
    const auto whole = cell.substr(0, std::min(point, power));
    if (!digits(whole)) return std::string(cell);
    auto fraction = point == std::string_view::npos ? std::string_view()
                                                    : cell.substr(point + 1, power - point - 1);
    if (point != std::string_view::npos && !digits(fraction)) return std::string(cell);
    if (power == std::string_view::npos) {
        const bool of_spreadsheet = fraction == "0" || fraction == "00";
        return std::string(of_spreadsheet ? whole : cell);
    }
    auto exponent = cell.substr(power + 1);
    if (exponent.starts_with('+')) exponent.remove_prefix(1);
    if (whole.size() != 1 || !digits(exponent) || exponent.size() > 2) return std::string(cell);
    std::size_t places = 0;
    for (const char c : exponent) places = places * 10 + static_cast<std::size_t>(c - '0');
    if (fraction.size() != places) {
        return make_error(k_import_number_destroyed, std::string(cell), std::string(field));
    }
    return std::string(whole) + std::string(fraction);
}

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

}  // namespace qiantai::ctl
