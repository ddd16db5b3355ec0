#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "schema/sqlite/database.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/imports/rules/import_columns.hpp"
#include "terminal/imports/rules/import_text.hpp"

namespace qiantai::domain {

// Import of members from a CSV file. Lines are registered one by one through the members service,
// 500 to a transaction; the transaction also holds how far the file was read (fact import/<hash of
// the file>), and the lines that were refused are on disk in the errors file before it commits. So
// whatever ends the program, the next call with the same file goes on behind the last line that is
// done: no member twice, none left out, no refused line lost or told twice.

inline constexpr ErrorKind k_import_done_already{
    "import_done_already", Actor::administrator,
    "This very file was imported completely before. Nothing was done; to import it again "
    "nevertheless, say so (--again).",
    "该文件此前已全部导入，本次未作任何改动。如确需再次导入，请使用 --again。"};
inline constexpr ErrorKind k_import_position_unreadable{
    "import_position_unreadable", Actor::administrator,
    "How far this file was imported before can't be read any more. Nothing was done; to go through "
    "it from its beginning, say so (--again): people who are there already are reported.",
    "该文件此前的导入进度已无法读取，本次未作任何改动。如需从头导入，请使用 --again，"
    "已登记的会员会列为疑似重复。"};
inline constexpr ErrorKind k_import_line_broken{
    "import_line_broken", Actor::clerk,
    "The quotes of this line do not match. Correct the line and import it again.",
    "该行引号不配对，请改正后重新导入。"};
inline constexpr ErrorKind k_import_line_too_long{
    "import_line_too_long", Actor::clerk,
    "The line has more columns than the heading. A comma inside a text needs quotes around the "
    "text.",
    "该行列数多于表头。文字内含逗号时，请用引号括起。"};
inline constexpr ErrorKind k_import_line_garbled{
    "import_line_garbled", Actor::clerk,
    "The line holds characters that could not be read. Type them again.",
    "该行含有无法识别的字符，请重新录入。"};

struct ImportOptions {
    std::filesystem::path file{};
    std::filesystem::path errors{};  ///< .csv or .ndjson
    std::map<std::string, ImportField> mappings{};
    /// check: everything is tried, and nothing stays but the errors file.
    enum class Mode { write, check } mode = Mode::write;
    enum class Repeat { refuse, again } repeat = Repeat::refuse;
    int lines_per_transaction = 500;
    UnknownValues unknown_values = UnknownValues::refuse;
    PhoneCountry phone_country{};  ///< of the chain
    std::string store_code{};              ///< whose staff are meant
    Date today{};                          ///< the store's business date
};

struct ImportReport {
    TextEncoding encoding = TextEncoding::utf8;
    std::int64_t lines =
        0;  ///< records read, the heading and blank lines aside; earlier runs included
    std::int64_t registered = 0;
    std::int64_t refused = 0;     ///< in the errors file, duplicates among them
    std::int64_t duplicates = 0;  ///< phone number registered already, here or earlier in the file
    std::int64_t resumed_at = 0;  ///< line at which this run went on; 0: it began at the start
    std::vector<std::string> ignored_headings;
    bool finished = false;  ///< false: `keep_going` said no
};

/// Registers one member inside the open transaction; ctl passes the members service's
/// register_member with its session. An error with a field belongs to the line and is reported; any
/// other ends the import.
using RegisterMember = std::function<Status(const Registration&)>;
/// Called after every transaction with bytes done and bytes in all. False stops there; a later call
/// goes on.
using KeepGoing = std::function<bool(std::size_t done, std::size_t total)>;

/// Errors: k_file_error, k_import_encoding_unknown, k_import_heading_missing,
/// k_import_heading_twice, k_import_done_already, k_import_position_unreadable, and what
/// `register_member` returns without a field. Nothing of the current transaction stays then.
Result<ImportReport> import_members(sqlite::Database& database, const ImportOptions& options,
                                    const RegisterMember& register_member,
                                    const KeepGoing& keep_going = {});

}  // namespace qiantai::domain
