#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/result.hpp"
#include "terminal/members/rules/members.hpp"

namespace qiantai::ctl {

inline constexpr ErrorKind k_import_map_malformed{
    "import_map_malformed", Actor::administrator,
    "A column mapping is written \"heading=field\", e.g. 手机=phone. See the list of fields.",
    "列对应关系应写作“表头=字段”，例如 手机=phone。可用字段见帮助。"};
inline constexpr ErrorKind k_import_heading_missing{
    "import_heading_missing", Actor::administrator,
    "The first line must name the columns, among them name and phone. Add it, or map its headings.",
    "首行必须是表头，且至少包含姓名和手机号。请补上表头，或用 --map 指定对应关系。"};
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
};
std::string_view name_of(ImportField field);
std::optional<ImportField> parse_import_field(std::string_view name);

/// Which column holds what.
struct ImportColumns {
    std::vector<ImportField> fields;    ///< one per column of the file
    std::vector<std::string> headings;  ///< as they stand in the file
    std::vector<std::string> ignored;   ///< headings that mean nothing to us
};

/// "手机=phone"; "-" as field leaves the column out.
Result<std::pair<std::string, ImportField>> parse_import_mapping(std::string_view text);

/// By the mappings first, else by the usual Chinese and English headings (blanks, case and brackets
/// do not matter). Errors: k_import_heading_missing, k_import_heading_twice.
Result<ImportColumns> match_columns(const std::vector<std::string>& headings,
                                    const std::map<std::string, ImportField>& mappings);

/// The registration that a record asks for, with what people write turned into our values: 男 male,
/// 农历 lunar, 1988/5/3 1988-05-03, a tier's name its code. What is not understood stays as it is,
/// for the registration's rules to refuse.
domain::Registration make_registration(
    const ImportColumns& columns, const std::vector<std::string>& values,
    const std::map<std::string, std::string, std::less<>>& tier_codes_by_name);

}  // namespace qiantai::ctl
