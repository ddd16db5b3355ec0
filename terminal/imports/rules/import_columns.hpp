#pragma once

// Which column of a file holds what. Every kind of import has a table of its fields with the
// headings that other systems give them; what people choose goes before it.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/result.hpp"
#include "terminal/imports/rules/import_facts.hpp"
#include "terminal/imports/rules/import_table.hpp"

namespace qiantai::domain {

/// A field that a column may be taken for.
struct ImportField {
    std::string_view name;
    /// Headings that mean it, folded, separated by '|'.
    std::string_view headings;
    /// A number that is nobody's: one that looks like an identity card's is none.
    bool nobodys = false;
};

/// What a kind of import reads.
struct ImportFields {
    std::span<const ImportField> fields;
    /// Headings of what customers have elsewhere and no field of ours holds, as above.
    std::string_view meaningful;
    /// Each of them must be there, or one of those beside it, separated by '|'.
    std::span<const std::string_view> required;
};

/// Headings told apart: 手机, 手机#2, #3.
std::vector<std::string> told_apart(const std::vector<std::string>& headings);

/// The columns of one file.
class ImportColumns {
  public:
    /// One for each heading; k_import_column_unknown, k_import_field_unknown.
    static Result<ImportColumns> match(const ImportFields& fields,
                                       const std::vector<std::string>& headings,
                                       std::span<const ColumnChoice> choices);

    std::span<const ImportColumn> all() const { return m_columns; }
    std::size_t size() const { return m_columns.size(); }
    /// Index of the column that holds the field, by the field's place in the table; -1: none.
    int column_of(std::size_t field) const { return m_column_of[field]; }
    bool has(std::string_view field) const;
    /// Whether the number of a person's identity card can stand in the column.
    bool may_name_people(std::size_t column) const;
    /// The heading of the column with this field; the field's name if there is none.
    std::string heading_of(std::string_view field) const;
    /// How many columns are read: the row with most of them is the heading.
    std::size_t count_read() const;
    /// k_import_heading_missing, k_import_heading_twice.
    Status check() const;
    void add_sample(std::size_t column, std::string_view text);
    std::vector<std::string> headings_in(ImportColumn::State state) const;

  private:
    void place(std::size_t column, int field, ImportColumn::State state);

    ImportFields m_fields{};
    std::vector<ImportColumn> m_columns;
    std::vector<int> m_column_of;
    std::vector<std::string> m_twice;
};

/// A row by the fields' places in their table.
class ImportLine {
  public:
    ImportLine(const ImportColumns& columns, const TableRow& row) : m_columns(&columns), m_row(&row) {}

    const TableRow& row() const { return *m_row; }
    bool has(std::size_t field) const { return m_columns->column_of(field) >= 0; }
    std::string_view heading(std::size_t field) const {
        return m_columns->all()[static_cast<std::size_t>(m_columns->column_of(field))].heading;
    }
    /// What a person reads in the cell; empty if the file has no such column, or an error or a "/"
    /// stands there, as payment services write what they don't know. Belongs to the row.
    std::string_view text(std::size_t field) const;
    SheetCell::Doubt doubt(std::size_t field) const;

  private:
    const SheetCell* cell(std::size_t field) const;
    const ImportColumns* m_columns;
    const TableRow* m_row;
};

/// How words of other systems are compared: without case, blanks and what stands in brackets
/// behind: 「手机号（必填）」 and "Phone *" are 手机号 and phone.
std::string folded_heading(std::string_view text);
/// True if `word` is one of those that '|' separates.
bool is_one_of(std::string_view word, std::string_view words);

/// Our value and the words for it, the first one for whoever has to correct a cell.
using ImportWords = std::pair<std::string_view, std::string_view>;
/// Our value for what people write, also for our value itself.
std::optional<std::string_view> find_import_word(std::string_view value,
                                                 std::span<const ImportWords> table);
std::string written_ways(std::span<const ImportWords> table);

}  // namespace qiantai::domain
