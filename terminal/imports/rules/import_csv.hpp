#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/result.hpp"
#include "terminal/imports/rules/import_facts.hpp"

namespace qiantai::domain {

/// One record of a CSV file; it may span several lines, because quoted fields hold line breaks.
struct CsvRecord {
    std::int64_t line = 1;  ///< of its first character, counted from 1
    std::string text;       ///< as it stands in the file, without the line end; a broken one's first 1 MiB
    std::vector<std::string> fields;
    /// A quote that is not closed, text behind a closing quote, a field over 16 KiB or more than 1,000
    /// of them. Only the line itself is given up then.
    bool broken = false;
    bool ends_file = false;  ///< no line end stands behind it

    bool is_blank() const { return fields.size() == 1 && fields[0].empty() && !broken; }
};

/// What stands between the fields: what a first line "sep=;" says, as spreadsheets write it, else
/// comma, semicolon, tab, upright bar or Chinese comma, whichever the first line that has any has
/// most of.
struct CsvSeparator {
    std::string character = ",";
    std::size_t begins = 0;  ///< where the records begin: behind such a line
    std::int64_t line = 1;
};
CsvSeparator detect_separator(std::string_view text);

/// Reads CSV (RFC 4180) with any line ends (CRLF, LF, CR, mixed) from UTF-8 text that comes in
/// pieces; holds one piece and one record.
class CsvReader {
  public:
    /// Appends the next piece; false at the end. Its errors are next()'s.
    using ReadMore = std::function<Result<bool>(std::string& text)>;
    /// Without a separator it is told from the first piece.
    explicit CsvReader(ReadMore read_more, std::optional<std::string> separator = {})
        : m_read_more(std::move(read_more)), m_separator(separator.value_or("")) {}

    /// Nothing at the end.
    Result<std::optional<CsvRecord>> next();
    /// Empty before the first record was read.
    const std::string& separator() const { return m_separator; }

  private:
    enum class Parsed { whole, broken, needs_more };
    Status fill();
    Status begin();
    Parsed parse_record(CsvRecord& record);
    Parsed parse_field(std::string& field);
    Parsed parse_quoted(std::string& field);
    Status skip_broken_line(CsvRecord& record);
    bool is_at_line_end() const { return m_text[m_at] == '\n' || m_text[m_at] == '\r'; }
    bool is_at_separator() const {
        return std::string_view(m_text).substr(m_at).starts_with(m_separator);
    }
    /// False while what follows could still change what stands here: half a line end or separator.
    bool can_see() const { return m_ended || m_text.size() - m_at > m_separator.size(); }
    void skip_line_end();

    ReadMore m_read_more;
    std::string m_separator;  ///< one character
    std::string m_text;       ///< from some record's beginning on
    std::size_t m_at = 0;
    std::int64_t m_line = 1;
    bool m_begun = false, m_ended = false;
};

/// What a cell says, without what spreadsheets put around it to keep it a text: ="0012", '0012, outer
/// blanks: a part of it.
std::string_view cell_text(std::string_view field);

/// A number that is a name, such as a telephone's or a card's, from a cell that a spreadsheet took for
/// a quantity: 12349.0 and 1.3900020006E+10 are whole again; anything else as it is.
/// k_import_number_destroyed where digits are missing; `field` is named in it.
Result<std::string> number_text(std::string_view cell, std::string_view field);

/// A field as it stands in a CSV file: quoted if it must be.
std::string csv_field(std::string_view text);
/// Fields as a line.
std::string csv_line(std::span<const std::string> fields);
/// The same of what people typed: a spreadsheet takes it for no formula. cell_text() reads it back.
std::string csv_text(std::string_view text);

}  // namespace qiantai::domain
