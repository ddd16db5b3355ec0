#include "terminal/imports/rules/import_columns.hpp"

#include <algorithm>

#include "terminal/imports/rules/import_csv.hpp"
#include "terminal/imports/rules/import_errors.hpp"
#include "terminal/store/name_fold.hpp"

namespace qiantai::domain {
namespace {

/// Numbers of identity cards are never read: no shop needs them.
constexpr std::string_view k_withheld_headings =
    "身份证|身份证号|身份证号码|证件号|证件号码|证件|idcard|idcardno|idnumber|identitycard|passport|护照|护照号";
constexpr std::size_t k_samples_max = 3, k_sample_bytes_max = 60;
/// Of a cell, where a person should see no more than needed to recognise a column.
std::string sample_of(std::string_view text) {
    std::size_t length = std::min(text.size(), k_sample_bytes_max);
    while (length > 0 && length < text.size() &&
           (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
        --length;
    return std::string(text.substr(0, length)) + (length < text.size() ? "…" : "");
}

}  // namespace

std::vector<std::string> told_apart(const std::vector<std::string>& headings) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < headings.size(); ++i) {
        std::string name(cell_text(headings[i]));
        const bool repeated =
            !name.empty() && std::ranges::any_of(std::span(headings).first(i), [&](const auto& one) {
                return cell_text(one) == name;
            });
        if (name.empty() || repeated) name += fmt::format("#{}", i + 1);
        names.push_back(std::move(name));
    }
    return names;
}

std::string folded_heading(std::string_view text) {
    // What stands in brackets in front is the heading: 【姓名】.
    for (const std::string_view bracket : {"（", "(", "[", "*"}) {
        if (const auto at = text.find(bracket); at != 0) text = text.substr(0, at);
    }
    return store::to_utf8(store::fold_name(text).characters);
}

bool is_one_of(std::string_view word, std::string_view words) {
    for (;;) {
        const auto end = words.find('|');
        if (word == words.substr(0, end)) return true;
        if (end == std::string_view::npos) return false;
        words.remove_prefix(end + 1);
    }
}

std::optional<std::string_view> find_import_word(std::string_view value,
                                                 std::span<const ImportWords> table) {
    // Mostly it stands there as we have it.
    for (const auto& [ours, words] : table) {
        if (value == ours || is_one_of(value, words)) return ours;
    }
    const std::string folded = folded_heading(value);
    for (const auto& [ours, words] : table) {
        if (is_one_of(folded, words)) return ours;
    }
    return std::nullopt;
}

std::string written_ways(std::span<const ImportWords> table) {
    std::string ways;
    for (const auto& [ours, words] : table) {
        auto rest = words;
        if (rest.starts_with('|')) rest.remove_prefix(1);
        ways += (ways.empty() ? "" : " | ") + std::string(rest.substr(0, rest.find('|')));
    }
    return ways;
}

void ImportColumns::place(std::size_t column, int field, ImportColumn::State state) {
    auto& placed = m_columns[column];
    placed.state = state;
    if (state == ImportColumn::State::left_out) placed.field = k_import_left_out;
    if (field < 0) return;
    const auto at = static_cast<std::size_t>(field);
    placed.field = m_fields.fields[at].name;
    if (m_column_of[at] >= 0) m_twice.push_back(placed.heading);
    m_column_of[at] = static_cast<int>(column);
}

Result<ImportColumns> ImportColumns::match(const ImportFields& fields,
                                           const std::vector<std::string>& headings,
                                           std::span<const ColumnChoice> choices) {
    using State = ImportColumn::State;
    ImportColumns columns;
    columns.m_fields = fields;
    columns.m_column_of.assign(fields.fields.size(), -1);
    const auto names = told_apart(headings);
    for (const auto& choice : choices) {
        if (std::ranges::find(names, choice.heading) == names.end()) {
            return make_error(k_import_column_unknown, choice.heading, "columns");
        }
    }
    const auto index_of = [&](auto matches) {
        const auto found = std::ranges::find_if(fields.fields, matches);
        return found == fields.fields.end() ? -1
                                            : static_cast<int>(found - fields.fields.begin());
    };
    for (std::size_t i = 0; i < names.size(); ++i) {
        columns.m_columns.push_back({.heading = names[i]});
        const auto choice = std::ranges::find(choices, names[i], &ColumnChoice::heading);
        const std::string folded = folded_heading(cell_text(headings[i]));
        if (is_one_of(folded, k_withheld_headings)) {
            columns.place(i, -1, State::withheld);
        } else if (choice != choices.end()) {
            const int field = index_of([&](const auto& one) { return one.name == choice->field; });
            if (field < 0 && choice->field != k_import_left_out) {
                return make_error(k_import_field_unknown, choice->field, "columns");
            }
            columns.place(i, field, field < 0 ? State::left_out : State::read);
        } else if (is_error_heading(names[i])) {
            columns.place(i, -1, State::left_out);
        } else if (const int field = index_of([&](const auto& one) {
                       return !folded.empty() && is_one_of(folded, one.headings);
                   });
                   field >= 0) {
            columns.place(i, field, State::read);
        } else if (!folded.empty() && is_one_of(folded, fields.meaningful)) {
            columns.place(i, -1, State::meaningful);
        }
    }
    return columns;
}

bool ImportColumns::has(std::string_view field) const {
    return std::ranges::any_of(m_columns, [&](const auto& one) { return one.field == field; });
}

bool ImportColumns::may_name_people(std::size_t column) const {
    const auto field =
        std::ranges::find(m_fields.fields, m_columns[column].field, &ImportField::name);
    return field == m_fields.fields.end() || !field->nobodys;
}

std::string ImportColumns::heading_of(std::string_view field) const {
    const auto found = std::ranges::find(m_columns, field, &ImportColumn::field);
    return found == m_columns.end() ? std::string(field) : found->heading;
}

std::size_t ImportColumns::count_read() const {
    return static_cast<std::size_t>(
        std::ranges::count(m_columns, ImportColumn::State::read, &ImportColumn::state));
}

Status ImportColumns::check() const {
    for (const auto one : m_fields.required) {
        const bool found = std::ranges::any_of(
            m_columns, [&](const auto& column) { return is_one_of(column.field, one); });
        if (!found) return make_error(k_import_heading_missing, std::string(one), "columns");
    }
    if (!m_twice.empty()) {
        return make_error(k_import_heading_twice, fmt::format("{}", fmt::join(m_twice, " | ")),
                          "columns");
    }
    return {};
}

void ImportColumns::add_sample(std::size_t column, std::string_view text) {
    auto& kept = m_columns[column];
    const bool hidden = kept.state == ImportColumn::State::withheld;
    if (hidden || kept.samples.size() == k_samples_max) return;
    const auto said = cell_text(text);
    if (!said.empty()) kept.samples.push_back(sample_of(said));
}

std::vector<std::string> ImportColumns::headings_in(ImportColumn::State state) const {
    std::vector<std::string> headings;
    for (const auto& column : m_columns) {
        if (column.state == state) headings.push_back(column.heading);
    }
    return headings;
}

const SheetCell* ImportLine::cell(std::size_t field) const {
    const int column = m_columns->column_of(field);
    if (column < 0 || static_cast<std::size_t>(column) >= m_row->cells.size()) return nullptr;
    return &m_row->cells[static_cast<std::size_t>(column)];
}

std::string_view ImportLine::text(std::size_t field) const {
    const auto* found = cell(field);
    if (found == nullptr || found->doubt == SheetCell::Doubt::error) return {};
    const auto text = cell_text(found->text);
    return text == "/" ? std::string_view() : text;
}

SheetCell::Doubt ImportLine::doubt(std::size_t field) const {
    const auto* found = cell(field);
    return found == nullptr ? SheetCell::Doubt::none : found->doubt;
}

}  // namespace qiantai::domain
