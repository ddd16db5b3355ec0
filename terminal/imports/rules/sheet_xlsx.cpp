#include "terminal/imports/rules/sheet_xlsx.hpp"

#include <array>
#include <charconv>
#include <deque>
#include <fstream>
#include <map>

#include "terminal/imports/rules/sheet_dates.hpp"
#include "terminal/imports/rules/workbook_part.hpp"

namespace qiantai::domain {

// Named, because XlsxReader::Book is made of what is in it.
namespace xlsx {

constexpr std::size_t k_part_bytes_max = 16u << 20;     // of workbook, relations, styles
constexpr std::size_t k_shared_bytes_max = 512u << 20;  // of texts that cells share
constexpr std::size_t k_columns_max = 1024;
constexpr std::size_t k_cell_bytes_max = 64 * 1024;
constexpr int k_precise_digits = 15;

std::string_view attribute(const char** attributes, std::string_view wanted) {
    for (; *attributes != nullptr; attributes += 2) {
        if (local_name(attributes[0]) == wanted) return attributes[1];
    }
    return {};
}

template <typename T>
std::optional<T> number_of(std::string_view text) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// xl/workbook.xml: the sheets in their order, and from when days are counted.
struct WorkbookPart {
    struct Sheet {
        std::string name, relation;
        bool hidden;
    };
    std::vector<Sheet> sheets;
    bool from_1904 = false;

    void begin(std::string_view name, const char** attributes) {
        if (name == "sheet") {
            const auto state = attribute(attributes, "state");
            sheets.push_back({std::string(attribute(attributes, "name")),
                              std::string(attribute(attributes, "id")),
                              !state.empty() && state != "visible"});
        } else if (name == "workbookPr") {
            const auto value = attribute(attributes, "date1904");
            from_1904 = value == "1" || value == "true";
        }
    }
    void end(std::string_view) {}
    void text(std::string_view) {}
};

/// xl/_rels/workbook.xml.rels: where each sheet is.
struct RelationsPart {
    std::map<std::string, std::string> targets;

    void begin(std::string_view name, const char** attributes) {
        if (name != "Relationship") return;
        std::string target(attribute(attributes, "Target"));
        target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
        targets[std::string(attribute(attributes, "Id"))] = std::move(target);
    }
    void end(std::string_view) {}
    void text(std::string_view) {}
};

/// xl/styles.xml: which of the cells' styles show a date.
struct StylesPart {
    std::map<int, std::string> codes;
    std::vector<bool> dates;
    bool in_cells = false;

    void begin(std::string_view name, const char** attributes) {
        const auto id = number_of<int>(attribute(attributes, "numFmtId")).value_or(0);
        if (name == "numFmt") codes[id] = attribute(attributes, "formatCode");
        if (name == "cellXfs") in_cells = true;
        if (name == "xf" && in_cells) {
            const auto code = codes.find(id);
            dates.push_back(is_date_format(id, code == codes.end() ? "" : code->second));
        }
    }
    void end(std::string_view name) {
        if (name == "cellXfs") in_cells = false;
    }
    void text(std::string_view) {}
};

/// "_x000D_" in a workbook is the character itself.
std::string without_escapes(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto rest = text.substr(i);
        if (rest.size() >= 7 && rest.starts_with("_x") && rest[6] == '_') {
            unsigned code = 0;
            const auto* digits = rest.data() + 2;
            const auto [end, error] = std::from_chars(digits, digits + 4, code, 16);
            if (error == std::errc() && end == digits + 4 && code < 0x80) {
                plain += static_cast<char>(code);
                i += 6;
                continue;
            }
        }
        plain += text[i];
    }
    return plain;
}

/// The text of a shared or inline string: its runs joined, without what says how to pronounce it.
class StringText {
  public:
    void begin(std::string_view name) {
        if (name == "rPh") m_phonetic = true;
        if (name == "t") m_in_text = !m_phonetic;
    }
    void end(std::string_view name) {
        if (name == "rPh") m_phonetic = false;
        if (name == "t") m_in_text = false;
    }
    void add(std::string_view text) {
        if (m_in_text && m_text.size() < k_cell_bytes_max) m_text += text;
    }
    std::string take() { return without_escapes(std::exchange(m_text, {})); }

  private:
    std::string m_text;
    bool m_phonetic = false, m_in_text = false;
};

/// xl/sharedStrings.xml. An empty one has an index, too.
struct SharedStringsPart {
    std::string all;
    std::vector<std::size_t> ends;
    StringText current;

    std::optional<std::string_view> at(std::size_t index) const {
        if (index >= ends.size()) return std::nullopt;
        const auto first = index == 0 ? 0 : ends[index - 1];
        return std::string_view(all).substr(first, ends[index] - first);
    }
    void begin(std::string_view name, const char**) { current.begin(name); }
    void end(std::string_view name) {
        current.end(name);
        if (name != "si") return;
        all += current.take();
        ends.push_back(all.size());
    }
    void text(std::string_view text) { current.add(text); }
};

/// A number as it is, without an exponent and without a point that says nothing.
SheetCell number_cell(std::string_view raw) {
    const auto value = number_of<double>(raw);
    if (!value) return {std::string(raw)};
    std::array<char, 400> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), *value, std::chars_format::fixed).ptr;
    SheetCell cell{std::string(text.data(), end)};
    const auto digits =
        std::ranges::count_if(cell.text, [](char c) { return c >= '0' && c <= '9'; });
    if (digits > k_precise_digits && cell.text.find('.') == std::string::npos) {
        cell.doubt = SheetCell::Doubt::digits_lost;
    }
    return cell;
}

/// Column of "BC12", from 0.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0, letters = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z') break;
        column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
        if (++letters > 3) return std::nullopt;
    }
    if (letters == 0) return std::nullopt;
    return column - 1;
}

/// A sheet's part: its rows, as far as they were fed.
struct SheetPart {
    const SharedStringsPart* shared = nullptr;
    const StylesPart* styles = nullptr;
    bool from_1904 = false;
    std::deque<SheetRow> rows;
    bool broken = false;

    void begin(std::string_view name, const char** attributes) {
        if (name == "row") {
            m_number = number_of<std::int64_t>(attribute(attributes, "r")).value_or(m_number + 1);
            m_row = {m_number, {}};
        } else if (name == "c") {
            const auto place = column_of(attribute(attributes, "r"));
            m_column = place.value_or(m_row.cells.size());
            m_type = attribute(attributes, "t");
            m_style = number_of<std::size_t>(attribute(attributes, "s")).value_or(0);
            m_value.clear();
            m_has_value = m_has_formula = false;
        } else if (name == "v") {
            m_in_value = m_has_value = true;
        } else if (name == "f") {
            m_has_formula = true;
        } else if (name == "is") {
            m_in_string = m_has_value = true;
        }
        if (m_in_string) m_string.begin(name);
    }
    void end(std::string_view name) {
        if (m_in_string) m_string.end(name);
        if (name == "v") m_in_value = false;
        if (name == "is") {
            m_in_string = false;
            m_value = m_string.take();
        }
        if (name == "c") end_cell();
        if (name == "row" && !m_row.cells.empty()) rows.push_back(std::move(m_row));
    }
    void text(std::string_view text) {
        if (m_in_string) m_string.add(text);
        if (m_in_value && m_value.size() < k_cell_bytes_max) m_value += text;
    }

  private:
    void end_cell() {
        if (!m_has_value && !m_has_formula) return;
        if (m_column >= k_columns_max) {
            broken = true;
            return;
        }
        if (m_row.cells.size() <= m_column) m_row.cells.resize(m_column + 1);
        m_row.cells[m_column] = read_cell();
    }
    SheetCell read_cell() {
        if (!m_has_value) return {{}, SheetCell::Doubt::no_value};
        if (m_type == "s") {
            const auto index = number_of<std::size_t>(m_value);
            const auto text = index ? shared->at(*index) : std::nullopt;
            if (!text) broken = true;
            return {std::string(text.value_or(""))};
        }
        if (m_type == "inlineStr") return {m_value};
        if (m_type == "str") return {without_escapes(m_value)};
        if (m_type == "e") return {m_value, SheetCell::Doubt::error};
        if (m_type == "b") return {m_value == "1" ? "TRUE" : "FALSE"};
        if (m_type == "d") return {m_value};
        if (m_style < styles->dates.size() && styles->dates[m_style]) {
            const auto serial = number_of<double>(m_value);
            const auto date = serial ? date_of_serial(*serial, from_1904) : std::nullopt;
            if (date) return {*date};
        }
        return number_cell(m_value);
    }

    SheetRow m_row;
    std::int64_t m_number = 0;
    std::size_t m_column = 0, m_style = 0;
    std::string m_type, m_value;
    StringText m_string;
    bool m_in_value = false, m_in_string = false, m_has_value = false, m_has_formula = false;
};

/// The first bytes of the old binary format, and of a workbook locked by a password.
bool is_compound_file(const std::filesystem::path& file) {
    constexpr std::string_view k_compound_mark("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    std::array<char, 8> first{};
    std::ifstream(file, std::ios::binary).read(first.data(), first.size());
    return std::string_view(first.data(), first.size()) == k_compound_mark;
}

}  // namespace xlsx

using namespace xlsx;

class XlsxReader::Book {
  public:
    Status open(const std::filesystem::path& file, const std::optional<std::string>& wanted) {
        if (is_compound_file(file)) return make_error(k_sheet_old_excel, file.string());
        WorkbookPart workbook;
        QIANTAI_TRY(const bool is_workbook,
                    parse_part(file, "xl/workbook.xml", k_part_bytes_max, workbook));
        if (!is_workbook) return unreadable(file.string());
        RelationsPart relations;
        QIANTAI_TRY_STATUS(
            parse_part(file, "xl/_rels/workbook.xml.rels", k_part_bytes_max, relations));
        QIANTAI_TRY_STATUS(parse_part(file, "xl/styles.xml", k_part_bytes_max, m_styles));
        const WorkbookPart::Sheet* chosen = nullptr;
        for (const auto& each : workbook.sheets) {
            if (!each.hidden) names.push_back(each.name);
            const bool fits = wanted ? each.name == *wanted : !each.hidden;
            if (fits && chosen == nullptr) chosen = &each;
        }
        if (chosen == nullptr) return make_error(k_sheet_missing, wanted.value_or(""));
        name = chosen->name;
        QIANTAI_TRY_STATUS(parse_part(file, "xl/sharedStrings.xml", k_shared_bytes_max, m_shared));
        m_sheet.shared = &m_shared;
        m_sheet.styles = &m_styles;
        m_sheet.from_1904 = workbook.from_1904;
        QIANTAI_TRY(m_part, ArchivePart::open(file, relations.targets[chosen->relation]));
        if (!m_part) return make_error(k_sheet_missing, name);
        return {};
    }

    Result<std::optional<SheetRow>> next() {
        while (m_sheet.rows.empty() && !m_ended) {
            QIANTAI_TRY(const auto count, m_part->read(m_chunk));
            m_ended = count == 0;
            QIANTAI_TRY_STATUS(m_parser.feed({m_chunk.data(), count}, m_ended));
            if (m_sheet.broken) return unreadable(name);
        }
        if (m_sheet.rows.empty()) return std::optional<SheetRow>();
        auto row = std::move(m_sheet.rows.front());
        m_sheet.rows.pop_front();
        return std::optional(std::move(row));
    }

    std::string name;
    std::vector<std::string> names;

  private:
    StylesPart m_styles;
    SharedStringsPart m_shared;
    SheetPart m_sheet;
    XmlParser<SheetPart> m_parser{m_sheet};
    std::optional<ArchivePart> m_part;
    std::vector<char> m_chunk = std::vector<char>(k_chunk_bytes);
    bool m_ended = false;
};

XlsxReader::XlsxReader(std::unique_ptr<Book> book) : m_book(std::move(book)) {}
XlsxReader::XlsxReader(XlsxReader&&) noexcept = default;
XlsxReader& XlsxReader::operator=(XlsxReader&&) noexcept = default;
XlsxReader::~XlsxReader() = default;

Result<XlsxReader> XlsxReader::open(const std::filesystem::path& file,
                                    const std::optional<std::string>& sheet) {
    auto book = std::make_unique<Book>();
    QIANTAI_TRY_STATUS(book->open(file, sheet));
    return XlsxReader(std::move(book));
}

const std::string& XlsxReader::sheet() const {
    return m_book->name;
}

const std::vector<std::string>& XlsxReader::sheets() const {
    return m_book->names;
}

Result<std::optional<SheetRow>> XlsxReader::next() {
    return m_book->next();
}

}  // namespace qiantai::domain
