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
constexpr auto codes_of(ContactedFilter) {
    return std::to_array<CodedValue<ContactedFilter>>({{ContactedFilter::any, "any"},
                                                       {ContactedFilter::not_yet, "not_yet"},
                                                       {ContactedFilter::done, "done"}});
}

inline constexpr int k_list_rows_max = 200;
/// How far an expiring list goes from today, to either side.
inline constexpr int k_expiry_days_max = 366;
/// An expired card waits so long for somebody to be in touch, a birthday for a late greeting.
inline constexpr int k_expired_days = 60, k_missed_days = 3;

/// Where the page before ended; made by the list, handed back as it is.
struct ListPlace {
    Date date;
    Uuid id;
};
QIANTAI_DESCRIBE(ListPlace, "", date, id)

struct ExpiringFilter {
    /// Cards that expire today or in the next so many days, 0 to 366; -1: only those before today.
    int within_days = 30;
    int expired_days = 30;  ///< and those that expired at most so many days ago, 0 to 366
    /// And those that expired at most so many days ago while nobody has been in touch, 0 to 366:
    /// what was not done does not leave the list.
    int overdue_days = 0;
    ContactedFilter contacted = ContactedFilter::any;
    std::optional<std::string> home_clerk{};
    int limit = 50;  ///< 1 to 200
    std::optional<ListPlace> after{};
};
QIANTAI_DESCRIBE(ExpiringFilter, "", within_days, expired_days, overdue_days, contacted, home_clerk,
                 limit, after)
QIANTAI_NOTES(
    ExpiringFilter,
    {.field = "within_days", .meaning = "default 30", .min = 0, .max = k_expiry_days_max},
    {.field = "expired_days", .meaning = "default 30", .min = 0, .max = k_expiry_days_max},
    {.field = "overdue_days",
     .meaning = "default 0; of expired ones only those without a contact",
     .min = 0,
     .max = k_expiry_days_max,
     .presence = FieldNote::Presence::optional},
    {.field = "contacted",
     .meaning = "default any; about this expiry",
     .presence = FieldNote::Presence::optional},
    {.field = "home_clerk", .meaning = "only this colleague's", .length_max = 12},
    {.field = "limit", .meaning = "default 50", .min = 1, .max = k_list_rows_max})

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
QIANTAI_DESCRIBE(ExpiringCard, "", member, tier_name, card, days_left, last_contact, do_not_call,
                 renews_until)
QIANTAI_NOTES(ExpiringCard, {.field = "tier_name", .presence = FieldNote::Presence::always},
              {.field = "days_left",
               .meaning = "negative: expired",
               .min = -k_expiry_days_max,
               .max = k_expiry_days_max},
              {.field = "do_not_call", .meaning = "the member does not want to be called"},
              {.field = "renews_until", .presence = FieldNote::Presence::never})

struct ExpiringPage {
    std::vector<ExpiringCard> cards;
    std::optional<ListPlace> next;  ///< nothing: this was the last page
};
QIANTAI_DESCRIBE(ExpiringPage, "", cards, next)
QIANTAI_NOTES(ExpiringPage, {.field = "cards", .length_max = k_list_rows_max})

/// How many members have cards on the list. `contacted` and `after` of the filter don't count.
struct ExpiringCounts {
    std::int64_t total = 0;
    std::int64_t not_contacted = 0;
    std::int64_t due_today = 0;  ///< of those not contacted
    std::int64_t overdue = 0;    ///< likewise
};
QIANTAI_DESCRIBE(ExpiringCounts, "", total, not_contacted, due_today, overdue)
QIANTAI_NOTES(ExpiringCounts, {.field = "total", .meaning = "members, whatever cards each has"},
              {.field = "due_today", .meaning = "not contacted, expires today"},
              {.field = "overdue", .meaning = "not contacted, has expired"})

inline constexpr int k_missed_days_max = 30;

struct CareFilter {
    Date from;
    Date until;           ///< the last day, at most 61 days after from
    int missed_days = 0;  ///< and who was not greeted in so many days before, 0 to 30
    std::optional<std::string> home_clerk{};
    int limit = 50;  ///< 1 to 200
    std::optional<ListPlace> after{};
};
QIANTAI_DESCRIBE(CareFilter, "", from, until, missed_days, home_clerk, limit, after)
QIANTAI_NOTES(CareFilter, {.field = "until", .meaning = "at most 61 days later"},
              {.field = "missed_days",
               .meaning = "default 0; and who was not greeted in so many days before",
               .min = 0,
               .max = k_missed_days_max,
               .presence = FieldNote::Presence::optional},
              {.field = "home_clerk", .meaning = "only this colleague's", .length_max = 12},
              {.field = "limit", .meaning = "default 50", .min = 1, .max = k_list_rows_max})

/// One birthday. Age is left out on purpose: a greeting doesn't need it.
struct CareEntry {
    Date celebrated_on;  ///< see birthday_celebration.hpp for leap months and short months
    BirthdayCalendar calendar = BirthdayCalendar::solar;
    std::string month_day;  ///< as the member counts it: MM-DD, leap lunar month MML-DD
    Member member;
    std::string tier_name;
    /// The newest care contact of the 300 days before the celebration.
    std::optional<MemberContact> last_contact;
    bool is_done = false;  ///< that contact was about this very celebration
    bool do_not_call = false;
};
QIANTAI_DESCRIBE(CareEntry, "", celebrated_on, calendar, month_day, member, tier_name, last_contact,
                 is_done, do_not_call)
QIANTAI_NOTES(CareEntry,
              {.field = "celebrated_on", .meaning = "the day of this round's celebration"},
              {.field = "month_day",
               .meaning = "MM-DD as the member counts, leap month MML-DD",
               .length_max = 6,
               .presence = FieldNote::Presence::always},
              {.field = "tier_name", .presence = FieldNote::Presence::always},
              {.field = "is_done", .meaning = "that contact was about this celebration"},
              {.field = "do_not_call", .meaning = "the member does not want to be called"})

struct CarePage {
    std::vector<CareEntry> entries;
    std::optional<ListPlace> next;
};
QIANTAI_DESCRIBE(CarePage, "", entries, next)
QIANTAI_NOTES(CarePage, {.field = "entries", .name = "birthdays", .length_max = k_list_rows_max})

struct CareCounts {
    std::int64_t total = 0;
    std::int64_t done = 0;    ///< somebody was in touch about this very celebration
    std::int64_t missed = 0;  ///< of the days before, see CareFilter::missed_days
};
QIANTAI_DESCRIBE(CareCounts, "", total, done, missed)
QIANTAI_NOTES(CareCounts,
              {.field = "done", .meaning = "somebody was in touch about this celebration"},
              {.field = "missed", .meaning = "not greeted in the days before"})

/// What the work lists ask for with one member of the own store.
struct MemberWork {
    std::optional<ExpiringCard> card{};   ///< expires soon or has lately; the first of several
    std::optional<CareEntry> birthday{};  ///< of today or missed, and not greeted
};
QIANTAI_DESCRIBE(MemberWork, "", card, birthday)

}  // namespace qiantai::domain
