#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/base/described.hpp"
#include "schema/base/issuance_codes.hpp"
#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_duty_malformed{
    "duty_malformed", Actor::manager,
    "A roster is for a day within a year, and names staff of this store, each once.",
    "值班表的日期须在前后一年内，人员须为本店员工且不重复。"};

inline constexpr int k_duty_staff_max = 200, k_duty_days_max = 366;

/// A row of entity duty_roster.
struct DutyRoster {
    Uuid id{};
    std::string store_code{};
    Date on_date{};
    std::string staff{};  ///< JSON of DutyNumbers
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(DutyRoster, "duty_roster", id, store_code, on_date, staff, created_by, created_at)

/// The column `staff`.
struct DutyNumbers {
    std::vector<std::string> numbers{};
};
QIANTAI_DESCRIBE(DutyNumbers, "", numbers)

struct DutyEntry {
    Date on_date{};
    std::vector<std::string> numbers{};  ///< staff numbers
};
QIANTAI_DESCRIBE(DutyEntry, "", on_date, numbers)
QIANTAI_NOTES(DutyEntry, {.field = "numbers",
                          .length_max = k_duty_staff_max,
                          .presence = FieldNote::Presence::optional})

struct DutyStaff {
    std::string number{};
    std::string name{};
    bool on_duty = false;
    std::optional<Uuid> member_id{};
};
QIANTAI_DESCRIBE(DutyStaff, "", number, name, on_duty, member_id)

struct DutyDay {
    Date on_date{};
    bool planned = false;  ///< somebody said who; otherwise everybody is on duty
    std::vector<DutyStaff> staff{};
};
QIANTAI_DESCRIBE(DutyDay, "", on_date, planned, staff)

/// The same at every till of the store.
Uuid duty_roster_id_of(std::string_view store_code, Date date);
Uuid staff_member_id_of(std::string_view store_code, std::string_view staff_number);

}  // namespace qiantai::domain
