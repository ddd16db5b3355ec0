#include "terminal/imports/rules/import_refused.hpp"

#include <algorithm>

#include "terminal/imports/rules/import_csv.hpp"
#include "terminal/imports/rules/import_identity.hpp"

namespace qiantai::domain {
namespace {

/// So many refused lines are kept to be shown at once; the file has all of them.
constexpr std::size_t k_first_refused = 50;

}  // namespace

Result<RefusedLines> RefusedLines::open(const std::filesystem::path& path, std::uint64_t keep_bytes,
                                        const ImportColumns& columns) {
    std::vector<std::size_t> kept;
    std::vector<std::string> headings;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto& column = columns.all()[i];
        if (column.state == ImportColumn::State::withheld) continue;
        kept.push_back(i);
        headings.push_back(column.heading);
    }
    QIANTAI_TRY(auto file, ImportErrorFile::open(path, keep_bytes, headings));
    return RefusedLines(std::move(file), columns, std::move(kept));
}

ImportFault RefusedLines::fault_in(const TableRow& row, const Error& fault) const {
    if (fault.field.empty()) return {{}, fault};
    const auto columns = m_columns->all();
    const auto at = std::ranges::find(columns, fault.field, &ImportColumn::field);
    const auto index = static_cast<std::size_t>(at - columns.begin());
    std::string value;
    if (index < row.cells.size())
        value = without_identity_numbers(cell_text(row.cells[index].text));
    return {m_columns->heading_of(fault.field), fault, std::move(value)};
}

void RefusedLines::add(const std::vector<TableRow>& rows, const std::vector<Error>& faults) {
    for (const auto& row : rows) {
        ImportProblem problem{
            .line = row.line, .faults = {}, .fields = {}, .original = row.original};
        if (row.broken) {
            problem.original = without_identity_numbers(row.original);
            problem.fields = {problem.original};
        } else {
            bool changed = m_kept_columns.size() < m_columns->size();
            for (const auto column : m_kept_columns) {
                if (column >= row.cells.size()) break;
                const auto& text = row.cells[column].text;
                const bool hide = has_identity_number(text) && m_columns->may_name_people(column);
                problem.fields.push_back(hide ? without_identity_numbers(text) : text);
                changed |= hide;
            }
            if (changed) problem.original = csv_line(problem.fields);
        }
        for (const auto& fault : faults) problem.faults.push_back(fault_in(row, fault));
        m_file.add(problem);
        if (m_first.size() < k_first_refused) m_first.push_back(std::move(problem));
    }
}

}  // namespace qiantai::domain
