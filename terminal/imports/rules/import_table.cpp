#include "terminal/imports/rules/import_table.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "schema/base/encoding.hpp"
#include "schema/base/file.hpp"

namespace qiantai::domain {
namespace {

constexpr std::string_view k_zip_begins = "PK\x03\x04";
/// OLE2, of which workbooks of the old format are.
constexpr std::string_view k_old_begins = "\xD0\xCF\x11\xE0";

std::string first_bytes(const std::filesystem::path& path) {
    std::array<char, 4> bytes{};
    std::ifstream file(path, std::ios::binary);
    file.read(bytes.data(), bytes.size());
    return {bytes.data(), static_cast<std::size_t>(file.gcount())};
}

std::string line_of_cells(const std::vector<SheetCell>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) line += ',';
        line += csv_field(cells[i].text);
    }
    return line;
}

}  // namespace

bool TableRow::is_blank() const {
    return !broken && std::ranges::all_of(cells, [](const SheetCell& cell) {
        return cell.doubt == SheetCell::Doubt::none && cell_text(cell.text).empty();
    });
}

Result<TableFile> TableFile::open(const std::filesystem::path& path, const TableOptions& options) {
    TableFile table(path, options);
    const auto begins = first_bytes(path);
    if (begins == k_zip_begins || begins == k_old_begins) {
        QIANTAI_TRY(table.m_book, XlsxReader::open(path, options.sheet));
    } else {
        QIANTAI_TRY(auto text, TextFile::open(path, options.encoding));
        table.m_text = std::make_unique<TextFile>(std::move(text));
        QIANTAI_TRY_STATUS(table.rewind());
    }
    return table;
}

Status TableFile::rewind() {
    if (m_book) {
        QIANTAI_TRY(m_book, XlsxReader::open(m_path, m_options.sheet));
        return {};
    }
    m_text->rewind();
    m_csv.emplace([text = m_text.get()](std::string& more) { return text->read(more); });
    return {};
}

Result<std::optional<TableRow>> TableFile::next() {
    TableRow row;
    if (m_book) {
        QIANTAI_TRY(auto read, m_book->next());
        if (!read) return std::optional<TableRow>();
        row.line = read->number;
        row.cells = std::move(read->cells);
        row.original = line_of_cells(row.cells);
        return std::optional(std::move(row));
    }
    QIANTAI_TRY(auto record, m_csv->next());
    if (!record) return std::optional<TableRow>();
    row.line = record->line;
    row.broken = record->broken;
    row.ends_file = record->ends_file;
    row.original = std::move(record->text);
    row.cells.reserve(record->fields.size());
    for (auto& field : record->fields) row.cells.push_back({.text = std::move(field)});
    return std::optional(std::move(row));
}

Result<std::string> hash_of_file(const std::filesystem::path& path) {
    std::error_code failed;
    const auto status = std::filesystem::status(path, failed);
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
        return make_error(k_import_no_file, path.string(), "file");
    }
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    Blake2b256 hash;
    std::string bytes(std::size_t{1} << 18, '\0');
    while (file) {
        file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        hash.add(std::string_view(bytes).substr(0, static_cast<std::size_t>(file.gcount())));
    }
    if (!file.eof()) {
        return make_error(k_file_error, path.string() + ": " + std::strerror(errno), "file");
    }
    return to_hex(as_bytes(hash.finish()));
}

}  // namespace qiantai::domain
