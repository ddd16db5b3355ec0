#pragma once

#include <optional>
#include <string>
#include <vector>

#include "terminal/members/rules/card_facts.hpp"
#include "terminal/members/rules/contact_facts.hpp"
#include "terminal/members/rules/member_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_list_range_malformed{
    "list_range_malformed", Actor::clerk,
    "The list's range is not valid: choose at most 366 days for cards and 62 for birthdays.",
    "日期范围不对：到期会员最多 366 天，关怀名单最多 62 天。"};

enum class ContactedFilter { any, not_yet, done };

/// Where the page before ended; made by the list, handed back as it is.
struct ListPlace {
    std::string date;
    Uuid id;
};

struct ExpiringFilter {
    /// Cards that expire today or in the next so many days, 0 to 366; -1: only those before today.
    int within_days = 30;
    int expired_days = 30;  ///< and those that expired at most so many days ago, 0 to 366
    ContactedFilter contacted = ContactedFilter::any;
    std::optional<std::string> home_clerk{};
    int limit = 50;  ///< 1 to 200
    std::optional<ListPlace> after{};
};

struct ExpiringCard {
    Member member;  ///< the standing record if the card's was merged
    std::string tier_name;
    MemberCard card;
    int days_left = 0;                          ///< negative: expired so many days ago
    std::optional<MemberContact> last_contact;  ///< about this expiry
    bool do_not_call = false;
    /// Until when a renewal today would make it valid: empty = for ever; nothing: the tier is
    /// unknown here, so that it can't be renewed.
    std::optional<std::string> renews_until{};
};

struct ExpiringPage {
    std::vector<ExpiringCard> cards;
    std::optional<ListPlace> next;  ///< nothing: this was the last page
};

/// How long the list is. `contacted` and `after` of the filter don't count.
struct ExpiringCounts {
    std::int64_t total = 0;
    std::int64_t not_contacted = 0;
};

struct CareFilter {
    std::string from;   ///< YYYY-MM-DD
    std::string until;  ///< the last day, at most 61 days after from
    std::optional<std::string> home_clerk{};
    int limit = 50;  ///< 1 to 200
    std::optional<ListPlace> after{};
};

/// One birthday. Age is left out on purpose: a greeting doesn't need it.
struct CareEntry {
    std::string celebrated_on;  ///< see birthday_celebration.hpp for leap months and short months
    BirthdayCalendar calendar = BirthdayCalendar::solar;
    std::string month_day;  ///< as the member counts it: MM-DD, leap lunar month MML-DD
    Member member;
    std::string tier_name;
    /// The newest care contact of the 300 days before the celebration.
    std::optional<MemberContact> last_contact;
    bool is_done = false;  ///< that contact was about this very celebration
    bool do_not_call = false;
};

struct CarePage {
    std::vector<CareEntry> entries;
    std::optional<ListPlace> next;
};

struct CareCounts {
    std::int64_t total = 0;
    std::int64_t done = 0;  ///< somebody was in touch about this very celebration
};

}  // namespace qiantai::domain
