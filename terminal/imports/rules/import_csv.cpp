#include "terminal/imports/rules/import_csv.hpp"

#include <algorithm>

#include "schema/base/encoding.hpp"

namespace qiantai::domain {
namespace {

/// A field longer than this is a forgotten quote or no list at all, not an address.
constexpr std::size_t k_field_bytes_max = 16'384;
constexpr std::size_t k_fields_max = 1'000;
/// Of a broken line that much is shown: any that can be corrected is shorter.
constexpr std::size_t k_broken_bytes_max = 1u << 20;
/// A title may stand above the heading.
constexpr int k_lines_looked_at = 40;

/// Which of them the line has most of, and how many; none of it if it has none.
std::pair<std::string_view, std::size_t> most_frequent(std::string_view line) {
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
    return {best, most};
}

/// A heading that somebody typed can have Chinese commas where the lines below have others.
std::string_view unless_typed(std::string_view separator, std::string_view below) {
    const auto line = below.substr(0, below.find_first_of("\r\n"));
    if (separator != "，" || line.find(separator) != std::string_view::npos) return separator;
    const auto best = most_frequent(line).first;
    return best.empty() ? separator : best;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

Status CsvReader::fill() {
    m_text.erase(0, m_at);
    m_at = 0;
    QIANTAI_TRY(const bool more, m_read_more(m_text));
    m_ended = !more;
    return {};
}

Status CsvReader::begin() {
    m_begun = true;
    QIANTAI_TRY_STATUS(fill());
    const auto found = detect_separator(m_text);
    m_at = found.begins;
    m_line = found.line;
    if (m_separator.empty()) m_separator = found.character;
    return {};
}

Result<std::optional<CsvRecord>> CsvReader::next() {
    if (!m_begun) QIANTAI_TRY_STATUS(begin());
    for (;;) {
        if (m_at >= m_text.size() && !m_ended) QIANTAI_TRY_STATUS(fill());
        if (m_at >= m_text.size()) return std::optional<CsvRecord>();
        const std::size_t start = m_at;
        CsvRecord record{.line = m_line, .text = {}, .fields = {}};
        const auto parsed = parse_record(record);
        if (parsed == Parsed::whole) {
            record.text = m_text.substr(start, m_at - start);
        } else {
            m_at = start;
            m_line = record.line;
            if (parsed == Parsed::needs_more) {
                QIANTAI_TRY_STATUS(fill());
                continue;
            }
            QIANTAI_TRY_STATUS(skip_broken_line(record));
        }
        if (!can_see()) QIANTAI_TRY_STATUS(fill());
        if (m_at < m_text.size())
            skip_line_end();
        else
            record.ends_file = true;
        return std::optional(std::move(record));
    }
}

CsvReader::Parsed CsvReader::parse_record(CsvRecord& record) {
    for (;;) {
        if (record.fields.size() == k_fields_max) return Parsed::broken;
        record.fields.emplace_back();
        if (const auto parsed = parse_field(record.fields.back()); parsed != Parsed::whole) {
            return parsed;
        }
        if (!can_see()) return Parsed::needs_more;
        if (m_at >= m_text.size() || is_at_line_end()) return Parsed::whole;
        m_at += m_separator.size();
        if (m_at >= m_text.size() && !m_ended) return Parsed::needs_more;
    }
}

Status CsvReader::skip_broken_line(CsvRecord& record) {
    record.broken = true;
    record.fields.clear();
    for (;;) {
        const auto end = std::min(m_text.find_first_of("\r\n", m_at), m_text.size());
        record.text += m_text.substr(m_at, std::min(end - m_at, k_broken_bytes_max - record.text.size()));
        m_at = end;
        if (m_at < m_text.size() || m_ended) break;
        QIANTAI_TRY_STATUS(fill());
    }
    while (!record.text.empty() && !is_utf8(record.text)) record.text.pop_back();
    return {};
}

CsvReader::Parsed CsvReader::parse_field(std::string& field) {
    if (m_at < m_text.size() && m_text[m_at] == '"') return parse_quoted(field);
    const std::size_t start = m_at;
    const char separator = m_separator[0];
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c == '\n' || c == '\r' || (c == separator && is_at_separator())) break;
        ++m_at;
    }
    if (m_at - start > k_field_bytes_max) return Parsed::broken;
    if (!can_see()) return Parsed::needs_more;
    field.assign(m_text, start, m_at - start);
    return Parsed::whole;
}

CsvReader::Parsed CsvReader::parse_quoted(std::string& field) {
    const std::size_t start = m_at++;
    while (m_at < m_text.size() && m_at - start <= k_field_bytes_max) {
        if (!can_see()) return Parsed::needs_more;
        const char c = m_text[m_at];
        if (c == '"') {
            ++m_at;
            if (m_at >= m_text.size() || is_at_separator() || is_at_line_end()) {
                return can_see() ? Parsed::whole : Parsed::needs_more;
            }
            if (m_text[m_at] != '"') return can_see() ? Parsed::broken : Parsed::needs_more;
            field += '"';
            ++m_at;
        } else if (is_at_line_end()) {
            const std::size_t before = m_at;
            skip_line_end();
            field.append(m_text, before, m_at - before);
        } else {
            field += c;
            ++m_at;
        }
    }
    const bool too_long = m_at - start > k_field_bytes_max;
    return too_long || m_ended ? Parsed::broken : Parsed::needs_more;
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
    // A title above the heading may have one comma in it.
    CsvSeparator first;
    for (int line = 0; line < k_lines_looked_at && !text.empty(); ++line) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        const auto [best, count] = most_frequent(text.substr(0, end));
        text.remove_prefix(std::min(text.find_first_not_of("\r\n", end), text.size()));
        if (count > 1) return {.character = std::string(unless_typed(best, text))};
        if (count == 1 && line == 0) first.character = best;
    }
    return first;
}

std::string_view cell_text(std::string_view field) {
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
    constexpr std::string_view k_begins_formula = "=+-@\t";
    const bool kept_as_text =
        field.size() > 1 && field[0] == '\'' &&
        (is_digit(field[1]) || k_begins_formula.find(field[1]) != std::string_view::npos);
    if (kept_as_text) {
        field.remove_prefix(1);
        trim();
    }
    return field;
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

std::string csv_text(std::string_view text) {
    constexpr std::string_view k_begins_formula = "=+-@\t\r";
    const bool begins = !text.empty() && k_begins_formula.find(text[0]) != std::string_view::npos;
    const bool is_number = begins && text.size() > 1 &&
                           text.find_first_not_of("0123456789.,", 1) == std::string_view::npos;
    if (!begins || is_number) return csv_field(text);
    return csv_field("'" + std::string(text));
}

std::string csv_line(std::span<const std::string> fields) {
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) line += ',';
        line += csv_field(fields[i]);
    }
    return line;
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

}  // namespace qiantai::domain
