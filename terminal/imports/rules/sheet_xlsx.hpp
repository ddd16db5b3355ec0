#pragma once

// Workbooks of spreadsheets (ECMA-376, "xlsx"), read row by row: the sheet is unpacked and parsed as
// it is asked for, only the texts that its cells share are in memory. What a cell says is what a
// person reads in it: dates as 2026-11-29, numbers without rounding, formulas by their last value.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_sheet_old_excel{
    "sheet_old_excel", Actor::administrator,
    "This is a workbook of the old format (.xls). Open it and save it as .xlsx or as CSV UTF-8, then "
    "import that.",
    "这是旧版工作簿格式，无法读取。请打开后另存为新版工作簿或逗号分隔文件，再导入。"};
inline constexpr ErrorKind k_sheet_unreadable{
    "sheet_unreadable", Actor::administrator,
    "The workbook is damaged or protected by a password. Open it, save it anew without a password, and "
    "import that.",
    "工作簿已损坏或有密码保护。请打开后去掉密码、重新另存，再导入。"};
inline constexpr ErrorKind k_sheet_missing{"sheet_missing", Actor::administrator,
                                           "The workbook has no such sheet with cells in it.",
                                           "工作簿中没有这张工作表，或其中没有内容。"};
inline constexpr ErrorKind k_sheet_too_large{
    "sheet_too_large", Actor::administrator,
    "The workbook's texts need more memory than an import may take. Save the sheet as CSV UTF-8 and "
    "import that.",
    "工作簿文字过多，超出导入可用内存。请另存为逗号分隔文件后导入。"};

struct SheetCell {
    std::string text{};
    enum class Doubt : std::uint8_t {
        none,
        digits_lost,  ///< a number of more than 15 digits: a spreadsheet keeps no more of them
        no_value,     ///< a formula whose value was not stored
        error,        ///< #N/A and the like
    } doubt = Doubt::none;
    bool operator==(const SheetCell&) const = default;
};

struct SheetRow {
    std::int64_t number = 0;  ///< as the spreadsheet counts, from 1
    std::vector<SheetCell> cells{};
};

class XlsxReader {
  public:
    /// The first sheet that is not hidden, or the one of that name. k_sheet_old_excel,
    /// k_sheet_unreadable, k_sheet_missing, k_sheet_too_large.
    static Result<XlsxReader> open(const std::filesystem::path& file,
                                   const std::optional<std::string>& sheet = {});
    XlsxReader(XlsxReader&&) noexcept;
    XlsxReader& operator=(XlsxReader&&) noexcept;
    ~XlsxReader();

    const std::string& sheet() const;
    /// Names of all sheets that are not hidden.
    const std::vector<std::string>& sheets() const;
    /// Nothing at the end; rows without cells are left out. k_sheet_unreadable.
    Result<std::optional<SheetRow>> next();

  private:
    class Book;
    explicit XlsxReader(std::unique_ptr<Book> book);
    std::unique_ptr<Book> m_book;
};

}  // namespace qiantai::domain
