#include "terminal/imports/rules/import_csv.hpp"

#include <algorithm>

namespace qiantai::ctl {
namespace {

/// A quoted field longer than this is a forgotten quote, not an address.
constexpr std::size_t k_quoted_bytes_max = 16'384;

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
        if (!read_field(field)) return std::nullopt;
        record.fields.push_back(std::move(field));
        if (m_at >= m_text.size() || is_at_line_end()) return record;
        ++m_at;  // the separator
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
    while (m_at < m_text.size() && m_text[m_at] != m_separator && !is_at_line_end()) ++m_at;
    field = m_text.substr(start, m_at - start);
    return true;
}

bool CsvReader::read_quoted(std::string& field) {
    const std::size_t start = m_at++;
    while (m_at < m_text.size() && m_at - start <= k_quoted_bytes_max) {
        const char c = m_text[m_at];
        if (c == '"') {
            ++m_at;
            if (m_at >= m_text.size() || m_text[m_at] == m_separator || is_at_line_end())
                return true;
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

char detect_separator(std::string_view text) {
    const auto line = text.substr(0, text.find_first_of("\r\n"));
    const auto count = [&](char c) { return std::ranges::count(line, c); };
    char best = ',';
    for (const char c : {';', '\t'}) {
        if (count(c) > count(best)) best = c;
    }
    return best;
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
