#include "terminal/imports/rules/import_file.hpp"

#include <algorithm>

#include "terminal/imports/rules/import_identity.hpp"

namespace qiantai::domain {
namespace {

/// So many first lines are looked at for the heading (bills of payment services have some 16 above).
constexpr int k_heading_among = 40;

const ErrorKind* const k_questions[] = {&k_import_amount_unclear, &k_import_date_order_unclear,
                                        &k_import_gender_codes, &k_import_calendar_codes,
                                        &k_import_column_meaningful, &k_import_lines_unclear};

constexpr std::string_view k_replacement_character = "\xEF\xBF\xBD";

/// U+E000 to U+F8FF, where systems of old times kept what their fonts alone could show.
bool has_private_characters(std::string_view utf8) {
    for (auto at = utf8.find_first_of("\xEE\xEF"); at != std::string_view::npos;
         at = utf8.find_first_of("\xEE\xEF", at + 1)) {
        const bool of_first = utf8[at] == '\xEE';
        if (of_first || (at + 1 < utf8.size() && static_cast<unsigned char>(utf8[at + 1]) <= 0xA3)) {
            return true;
        }
    }
    return false;
}

/// A heading that somebody typed can have Chinese commas where the lines have others.
std::vector<std::string> split_at_chinese_commas(std::string_view text) {
    constexpr std::string_view k_comma = "，";
    std::vector<std::string> parts;
    for (;;) {
        const auto end = text.find(k_comma);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + k_comma.size());
    }
}

std::vector<std::string> texts_of(const TableRow& row) {
    std::vector<std::string> texts;
    if (row.cells.size() == 1) return split_at_chinese_commas(row.cells[0].text);
    for (const auto& cell : row.cells) texts.push_back(cell.text);
    return texts;
}

/// Blanks of a heading's second line have their name in the first.
std::vector<std::string> with_above(std::vector<std::string> below,
                                    const std::vector<std::string>& above) {
    if (below.size() < above.size()) below.resize(above.size());
    for (std::size_t i = 0; i < above.size(); ++i) {
        if (cell_text(below[i]).empty()) below[i] = above[i];
    }
    return below;
}

struct Heading {
    std::vector<std::string> texts{};
    std::size_t at = 0;  ///< among the first rows
    std::size_t known = 0;
    bool complete = false;
};

/// Those about a column that is there.
std::vector<ColumnChoice> fitting_choices(const std::vector<std::string>& headings,
                                          const std::vector<ColumnChoice>& choices) {
    const auto names = told_apart(headings);
    std::vector<ColumnChoice> fitting;
    std::ranges::copy_if(choices, std::back_inserter(fitting), [&](const ColumnChoice& choice) {
        return std::ranges::find(names, choice.heading) != names.end();
    });
    return fitting;
}

}  // namespace

bool is_total_row(const TableRow& row) {
    const auto first = std::ranges::find_if(
        row.cells, [](const SheetCell& cell) { return !cell_text(cell.text).empty(); });
    if (first == row.cells.end()) return false;
    const auto text = cell_text(first->text);
    // Most lines begin with a number.
    if (text.find_first_not_of("0123456789-") == std::string_view::npos) return false;
    const auto word = folded_heading(text);
    if (is_one_of(word, "合计|总计|小计|总合计|本页合计|汇总|total|grandtotal|totals|sum")) return true;
    if (!word.starts_with("共")) return false;
    const auto rest = std::string_view(word).substr(std::string_view("共").size());
    const auto digits = rest.find_first_not_of("0123456789");
    if (digits == 0 || digits == std::string_view::npos) return false;
    for (const std::string_view unit : {"笔", "条", "行", "人", "张", "单"}) {
        if (rest.substr(digits).starts_with(unit)) return true;
    }
    return false;
}

Result<ImportFile> ImportFile::open(const ImportRequest& request, const ImportFields& fields) {
    const auto& settings = request.settings;
    TableOptions options{.encoding = parse_code<TextEncoding>(settings.encoding)};
    if (!settings.sheet.empty()) options.sheet = settings.sheet;
    QIANTAI_TRY(auto table, TableFile::open(request.file, options));
    ImportFile file(std::move(table));
    QIANTAI_TRY_STATUS(file.find_heading(fields, request));
    QIANTAI_TRY_STATUS(file.rewind());
    return file;
}

Status ImportFile::find_heading(const ImportFields& fields, const ImportRequest& request) {
    const auto& choices = request.settings.columns;
    m_fields = fields;
    std::vector<TableRow> rows;
    for (int i = 0; i < k_heading_among; ++i) {
        QIANTAI_TRY(auto row, m_table.next());
        if (!row) break;
        rows.push_back(*std::move(row));
    }
    const auto measure = [&](std::vector<std::string> texts, std::size_t at) {
        Heading heading{.texts = std::move(texts), .at = at};
        const auto columns =
            ImportColumns::match(fields, heading.texts, fitting_choices(heading.texts, choices));
        if (!columns) return heading;
        heading.known = columns->count_read();
        const auto checked = columns->check();
        heading.complete = checked || checked.error().kind != &k_import_heading_missing;
        return heading;
    };
    Heading best;
    const auto better = [](const Heading& one, const Heading& other) {
        return std::tuple(one.complete, one.known) > std::tuple(other.complete, other.known);
    };
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const auto texts = texts_of(rows[at]);
        if (auto alone = measure(texts, at); better(alone, best)) best = std::move(alone);
        if (at == 0) continue;
        auto both = measure(with_above(texts, texts_of(rows[at - 1])), at);
        if (better(both, best)) best = std::move(both);
    }
    if (best.known == 0) {
        // Nothing is known: the first line with two cells may be a heading somebody explains.
        const auto first = std::ranges::find_if(rows, [](const TableRow& row) {
            return std::ranges::count_if(row.cells, [](const SheetCell& cell) {
                       return !cell_text(cell.text).empty();
                   }) > 1;
        });
        if (first != rows.end()) {
            best.at = static_cast<std::size_t>(first - rows.begin());
            best.texts = texts_of(*first);
        }
    }
    QIANTAI_TRY(m_columns,
                ImportColumns::match(fields, best.texts,
                                     request.remembered ? fitting_choices(best.texts, choices)
                                                        : choices));
    if (rows.empty()) return {};
    m_heading_line = rows[best.at].line;
    m_rows_above = static_cast<std::int64_t>(best.at) + 1;
    return {};
}

/// Up to the last column with a heading.
std::size_t ImportFile::named_columns() const {
    const auto headings = m_columns.all();
    const auto last = std::ranges::find_if(headings.rbegin(), headings.rend(), [](const auto& one) {
        return !one.heading.starts_with('#');
    });
    return static_cast<std::size_t>(headings.rend() - last);
}

Result<bool> ImportFile::study(ImportTarget& target, int rows_max) {
    const auto named = named_columns();
    for (int i = 0; i < rows_max; ++i) {
        QIANTAI_TRY(const auto row, next());
        if (!row) {
            end_study(target);
            QIANTAI_TRY_STATUS(rewind());
            return false;
        }
        ++m_rows;
        if (row->broken || is_total_row(*row)) continue;
        for (std::size_t at = 0; at < row->cells.size() && at < m_columns.size(); ++at) {
            m_columns.add_sample(at, row->cells[at].text);
        }
        m_open_end = row->ends_file;
        if (row->cells.size() < named && !m_table.is_workbook()) m_short_lines.add(row->line);
        if (has_private_characters(row->original)) m_private_lines.add(row->line);
        target.study(ImportLine(m_columns, *row));
    }
    return true;
}

void ImportFile::end_study(const ImportTarget& target) {
    m_remarks = target.remarks(m_columns);
    const auto remark = [&](const ErrorKind& kind, std::string about, bool must_answer = false) {
        m_remarks.push_back({std::string(kind.code), std::move(about), must_answer});
    };
    const auto lost = m_columns.headings_in(ImportColumn::State::meaningful);
    if (!lost.empty()) {
        remark(k_import_column_meaningful, fmt::format("{}", fmt::join(lost, " | ")), true);
    }
    if (m_open_end) remark(k_import_last_line_open, {});
    if (m_short_lines.count() > 0) remark(k_import_lines_short, m_short_lines.text());
    if (m_private_lines.count() > 0) remark(k_import_private_characters, m_private_lines.text());
}

std::optional<Error> ImportFile::fault_of(const TableRow& row) const {
    if (row.broken) return make_error(k_import_line_broken);
    if (row.original.find(k_replacement_character) != std::string::npos) {
        return make_error(k_import_line_garbled);
    }
    if (row.ends_file && row.cells.size() < named_columns()) return make_error(k_import_line_cut);
    for (std::size_t i = m_columns.size(); i < row.cells.size(); ++i) {
        if (!cell_text(row.cells[i].text).empty()) return make_error(k_import_line_too_long);
    }
    const auto columns = m_columns.all();
    for (std::size_t i = 0; i < std::min(columns.size(), row.cells.size()); ++i) {
        if (columns[i].state != ImportColumn::State::read) continue;
        if (has_identity_number(row.cells[i].text) && m_columns.may_name_people(i)) {
            return make_error(k_import_identity_number, {}, columns[i].field);
        }
    }
    return std::nullopt;
}

ImportPreview ImportFile::preview() const {
    ImportPreview preview{.heading_line = m_heading_line, .rows = m_rows};
    preview.format = m_table.is_workbook() ? "xlsx" : "csv";
    if (m_table.is_workbook()) {
        preview.sheet = m_table.workbook().sheet();
        preview.sheets = m_table.workbook().sheets();
    } else {
        preview.encoding = code_of(m_table.text().encoding());
        preview.certain = m_table.text().is_certain();
        preview.separator = m_table.separator();
        preview.bytes = static_cast<std::int64_t>(m_table.text().size());
    }
    preview.columns.assign(m_columns.all().begin(), m_columns.all().end());
    for (const auto& field : m_fields.fields) preview.fields.emplace_back(field.name);
    if (const auto checked = m_columns.check(); !checked) {
        preview.remarks.push_back(
            {std::string(checked.error().code()), checked.error().detail, true});
    }
    for (const auto& remark : m_remarks) preview.remarks.push_back(remark);
    return preview;
}

Status ImportFile::check() const {
    QIANTAI_TRY_STATUS(m_columns.check());
    for (const auto& remark : m_remarks) {
        if (!remark.must_answer) continue;
        const auto kind = std::ranges::find(k_questions, remark.code,
                                            [](const ErrorKind* one) { return one->code; });
        QIANTAI_ASSERT(kind != std::end(k_questions));
        return make_error(**kind, remark.about, "settings");
    }
    return {};
}

Status ImportFile::rewind() {
    QIANTAI_TRY_STATUS(m_table.rewind());
    for (std::int64_t i = 0; i < m_rows_above; ++i) {
        QIANTAI_TRY(const auto row, m_table.next());
        if (!row) break;
    }
    return {};
}

Result<std::optional<TableRow>> ImportFile::next() {
    for (;;) {
        QIANTAI_TRY(auto row, m_table.next());
        if (!row || !row->is_blank()) return row;
    }
}

}  // namespace qiantai::domain
