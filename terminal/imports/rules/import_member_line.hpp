#pragma once

// Lines of a members file.

#include <map>

#include "terminal/imports/rules/import_columns.hpp"
#include "terminal/imports/rules/import_stores.hpp"
#include "terminal/imports/rules/import_values.hpp"
#include "terminal/members/rules/members_facts.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/base/service_context.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_import_no_member{
    "import_no_member", Actor::clerk,
    "By the earlier system this person is no member any more and is not taken over. Leave the line "
    "out, or correct the status.",
    "原系统中此人已注销或退会，不予导入。请删去该行，或更正状态。"};
inline constexpr ErrorKind k_import_joined_in_future{
    "import_joined_in_future", Actor::clerk, "Nobody has joined after today. Correct the date.",
    "入会日期晚于今天，请更正。"};

/// What a column of a members file may hold; their places in the table of fields.
enum class MemberField : std::size_t {
    name,
    first_name,
    last_name,
    nickname,
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
    store,
    number,
    spent,
    visits,
    marketing,
    marketing_email,
    count,
};
ImportFields member_import_fields();
/// As ImportTarget::fields() names it.
std::string_view name_of(MemberField field);

/// What the store calls things by name, and how they are kept.
struct ImportNames {
    std::map<std::string, std::string, std::less<>> tier_codes{};
    /// Nothing where two colleagues have the same name.
    std::map<std::string, std::optional<std::string>, std::less<>> staff_numbers{};
};
Result<ImportNames> load_import_names(ServiceContext& context);

/// What a line asks for, and everything that is wrong with it.
struct MemberLine {
    Registration registration{};
    std::string number{};  ///< in the earlier system
    std::optional<Fen> spent{};
    std::optional<std::int64_t> visits{};
    bool no_marketing = false;    ///< does not want advertisements
    bool other_store = false;     ///< another store's member
    std::vector<Error> faults{};  ///< each names its field
};

/// What all lines of a file are read by.
struct MemberReading {
    const ImportSettings& settings;
    const ImportNames& names;
    const FileDates& dates;
    const ImportStores& stores;
    /// Birthdays that stand with so many people that they are nobody's.
    std::span<const std::string> no_birthdays{};
    PhoneCountry phone_country{};
    Date today{};
};

/// Turns what people write into our values: 男 male, 农历 lunar, 1988/5/3 1988-05-03, the name of a
/// tier or a colleague the code. All fields are checked by the rules of the counter's form;
/// k_import_value_unknown, k_import_birthday_unclear and those rules' errors.
MemberLine read_member_line(const ImportLine& line, const MemberReading& reading);

/// True for a number in place of a word: -1, 0, 1 …
bool is_code(std::string_view cell);

}  // namespace qiantai::domain
