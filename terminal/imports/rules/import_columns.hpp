#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/result.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/members/rules/members.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_import_map_malformed{
    "import_map_malformed", Actor::administrator,
    "A column mapping is written \"heading=field\", e.g. 手机=phone. See the list of fields.",
    "列对应关系应写作“表头=字段”，例如 手机=phone。可用字段见帮助。"};
inline constexpr ErrorKind k_import_heading_missing{
    "import_heading_missing", Actor::administrator,
    "The first line must name the columns, among them name and phone. Add it, or map its headings.",
    "首行必须是表头，且至少包含姓名和手机号。请补上表头，或用 --map 指定对应关系。"};
inline constexpr ErrorKind k_import_value_unknown{
    "import_value_unknown", Actor::clerk,
    "This is none of the known values. Write one of those named here, or leave the cell empty.",
    "无法识别该值。请改为此处列出的写法之一，或留空。"};
inline constexpr ErrorKind k_import_no_member{
    "import_no_member", Actor::clerk,
    "By the earlier system this person is no member any more and is not taken over. Leave the line "
    "out, or correct the status.",
    "原系统中此人已注销或退会，不予导入。请删去该行，或更正状态。"};
inline constexpr ErrorKind k_import_joined_in_future{
    "import_joined_in_future", Actor::clerk, "Nobody has joined after today. Correct the date.",
    "入会日期晚于今天，请更正。"};
inline constexpr ErrorKind k_import_column_meaningful{
    "import_column_meaningful", Actor::administrator,
    "These columns can't be imported, and customers would lose what stands in them. If they may be "
    "left out, say so for each: --map 积分=-",
    "以下列无法导入，顾客的相应权益会丢失。如确认不导入，请逐列说明，例如 --map 积分=-"};
inline constexpr ErrorKind k_import_heading_twice{
    "import_heading_twice", Actor::administrator,
    "Two columns mean the same field. Map one of them to \"-\".",
    "有两列对应同一字段，请用 --map 将其中一列映射为“-”。"};

/// What a column of a members file may hold.
enum class ImportField {
    ignored,
    name,
    phone,
    gender,
    birthday,
    birthday_calendar,
    tier_code,
    card_number,
    home_clerk,
    heard_from,
    preferences,
    notes,
    joined_on,
    expires_on,
    status,
};
std::string_view name_of(ImportField field);
std::optional<ImportField> parse_import_field(std::string_view name);

/// Which column holds what.
struct ImportColumns {
    std::vector<ImportField> fields;    ///< one per column of the file
    std::vector<std::string> headings;  ///< as they stand in the file
    std::vector<std::string> ignored;   ///< headings that mean nothing to us
    /// Headings that mean something to the customer and have no place here; each needs a yes.
    std::vector<std::string> meaningful;
};

/// "手机=phone"; "-" as field leaves the column out.
Result<std::pair<std::string, ImportField>> parse_import_mapping(std::string_view text);

/// By the mappings first, else by the usual Chinese and English headings (blanks, case and brackets
/// do not matter). Errors: k_import_heading_missing, k_import_heading_twice.
Result<ImportColumns> match_columns(const std::vector<std::string>& headings,
                                    const std::map<std::string, ImportField>& mappings);

/// What the store calls things by name, and how they are kept.
struct ImportNames {
    std::map<std::string, std::string, std::less<>> tier_codes{};
    /// Nothing where two colleagues have the same name.
    std::map<std::string, std::optional<std::string>, std::less<>> staff_numbers{};
};

/// What to make of an optional value that nobody knows.
enum class UnknownValues { refuse, leave_empty };

/// What a record asks for, and everything that is wrong with it.
struct ImportedLine {
    Registration registration{};
    std::vector<Error> faults{};  ///< each names its field
};

/// Turns what people write into our values: 男 male, 农历 lunar, 1988/5/3 1988-05-03, the name of a tier
/// or a colleague the code. All fields are checked by the rules of the counter's form; k_import_value_unknown,
/// k_import_birthday_unclear and those rules' errors.
ImportedLine read_import_line(const ImportColumns& columns, const std::vector<std::string>& values,
                              const ImportNames& names, UnknownValues unknown,
                              PhoneCountry home, Date today);

}  // namespace qiantai::domain
