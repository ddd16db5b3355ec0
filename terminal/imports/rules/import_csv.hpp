#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qiantai::ctl {

/// One record of a CSV file; it may span several lines, because quoted fields hold line breaks.
struct CsvRecord {
    std::int64_t line = 1;  ///< of its first character, counted from 1
    std::size_t end = 0;    ///< where the next record begins in the text
    std::string_view text;  ///< as it stands in the file, without the line end
    std::vector<std::string> fields;
    /// A quote that is not closed, or text behind a closing quote. Only the line itself is given up
    /// then.
    bool broken = false;

    bool is_blank() const { return fields.size() == 1 && fields[0].empty() && !broken; }
};

/// Reads CSV (RFC 4180) with any line ends (CRLF, LF, CR, mixed) from UTF-8 text that outlives it.
class CsvReader {
  public:
    explicit CsvReader(std::string_view text, char separator = ',')
        : m_text(text), m_separator(separator) {}

    /// Nothing at the end.
    std::optional<CsvRecord> next();
    /// Goes on from where a record began or ended.
    void seek(std::size_t offset, std::int64_t line);
    std::size_t offset() const { return m_at; }
    std::int64_t line() const { return m_line; }

  private:
    std::optional<CsvRecord> read_record();
    CsvRecord read_broken_line();
    bool read_field(std::string& field);
    bool read_quoted(std::string& field);
    bool is_at_line_end() const {
        return m_at < m_text.size() && (m_text[m_at] == '\n' || m_text[m_at] == '\r');
    }
    void skip_line_end();

    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0;
    std::int64_t m_line = 1;
};

/// Comma, semicolon or tab: whichever the first line has most of.
char detect_separator(std::string_view text);

/// A field as it stands in a CSV file: quoted if it must be.
std::string csv_field(std::string_view text);

}  // namespace qiantai::ctl
