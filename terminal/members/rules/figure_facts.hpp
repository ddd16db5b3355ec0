#pragma once

#include <optional>
#include <string>
#include <vector>

#include "terminal/members/rules/member_facts.hpp"

namespace qiantai::domain {

inline constexpr int k_expiring_days = 30;

/// How much of a work list is still to be done. Both are counted by the list itself
/// (member_lists.hpp), so that a figure and the list it opens never differ.
struct OpenWork {
    struct Count {
        std::int64_t open = 0;     ///< people who still wait
        std::int64_t today = 0;    ///< of these: it has to be today
        std::int64_t overdue = 0;  ///< of these: it should have been before

        std::int64_t now() const { return today + overdue; }
    };
    Count store{};
    Count own{};  ///< of whoever is signed in, as the members' home clerk
};

/// What a role has no right to work on, and work lists of stores at headquarters, are left empty.
struct MembersToday {
    std::string business_date;
    /// Of this store, at headquarters of all stores; without erased and merged ones.
    std::int64_t new_today = 0;
    std::int64_t new_this_month = 0;
    std::int64_t new_today_own = 0;  ///< registered by whoever is signed in
    std::int64_t new_this_month_own = 0;
    std::optional<std::int64_t> open_duplicates{};  ///< right members_conflicts
    std::optional<std::int64_t> open_conflicts{};   ///< right members_conflicts
    /// Whose card expires in the next 30 days, today included, or expired in the last 60, without a
    /// contact about that expiry.
    std::optional<OpenWork> expiring_uncontacted{};  ///< right members_contact
    /// Birthdays from today to this week's Sunday, and of the last three days, without a greeting.
    std::optional<OpenWork> birthdays_to_greet{};  ///< right members_contact
};

/// How many a colleague registered.
struct RegisteredByClerk {
    std::string staff_number;
    std::int64_t count = 0;
};
QIANTAI_DESCRIBE(RegisteredByClerk, "", staff_number, count)

/// Who was registered at this store today; without erased and merged ones.
struct RegisteredToday {
    std::vector<Member> newest;                 ///< the last ones first, masked by role
    std::vector<RegisteredByClerk> by_clerk{};  ///< who registered most first
};
QIANTAI_DESCRIBE(RegisteredToday, "", newest, by_clerk)
QIANTAI_NOTES(RegisteredToday, {.field = "newest", .meaning = "the last ones first"},
              {.field = "by_clerk", .meaning = "who registered most first"})

}  // namespace qiantai::domain
