#pragma once

// Whom to call by rule and within which limits: headquarters' policies, in force from a day on.
// FORMS.md, C2, C5 and C6. A rule says how many days after (before: negative) its occasion a call
// is due.

#include <optional>
#include <string>
#include <vector>

#include "terminal/callbacks/rules/callback_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_callback_rules_malformed{
    "callback_rules_malformed", Actor::administrator,
    "A rule names a kind of callback that arises by itself, and from which to which day after its "
    "occasion it is due: at most 60 days long, none twice.",
    "规则须为可自动生成的回访类别，期限首尾相距不超过 60 天，同一类别同一起始日只能有一条。"};
inline constexpr ErrorKind k_callback_rules_date_malformed{
    "callback_rules_date_malformed", Actor::administrator,
    "Rules hold from today or a day of the next year on.", "规则须从今天或一年内的某天起生效。"};

/// What lies at day 0: the signature, the joining, the receipt, the gift, the card's expiry, the
/// birthday, the day on which somebody fell asleep or was lost.
struct CallbackRule {
    Coded<CallbackKind> kind{};
    int from_days = 0;
    int until_days = 0;
    Fen amount_min{};   ///< purchase: receipts of so much or more
    int percent = 100;  ///< gift_check: so many of a hundred issuances, the same ones on every terminal
};
QIANTAI_DESCRIBE(CallbackRule, "", kind, from_days, until_days, amount_min, percent)
QIANTAI_NOTES(CallbackRule, {.field = "from_days", .min = -90, .max = 400},
              {.field = "until_days", .min = -90, .max = 460},
              {.field = "amount_min", .presence = FieldNote::Presence::optional},
              {.field = "percent", .min = 1, .max = 100, .presence = FieldNote::Presence::optional})

/// Headquarters' policy of this code; as usual_callback_rules() where there is none.
inline constexpr std::string_view k_callback_rules_policy = "callbacks.rules";
struct CallbackRules {
    std::string version{};
    std::vector<CallbackRule> rules{};
};
QIANTAI_DESCRIBE(CallbackRules, "", version, rules)
QIANTAI_NOTES(CallbackRules,
              {.field = "version", .length_max = 40, .presence = FieldNote::Presence::optional},
              {.field = "rules", .length_max = 24})
CallbackRules usual_callback_rules();
/// k_callback_rules_malformed.
Status check_callback_rules(const CallbackRules& rules);
/// Of the policy's JSON; nothing if it is not usable.
std::optional<CallbackRules> parse_callback_rules(std::string_view json);

/// The rules that hold, and the next ones.
struct CallbackRulesInForce {
    CallbackRules in_force{};
    std::optional<Date> since{};  ///< nothing: headquarters has set none
    std::optional<CallbackRules> coming{};
    std::optional<Date> from{};
};
QIANTAI_DESCRIBE(CallbackRulesInForce, "", in_force, since, coming, from)

/// Headquarters' policy of this code; whatever it doesn't say stays as here.
inline constexpr std::string_view k_callback_limits_policy = "callbacks.limits";
struct CallbackLimits {
    int tries = 3;                     ///< on different half-days, 1 to 9
    int care_days = 7;                 ///< one care call in so many days, 1 to 90
    std::string earliest = "09:00";    ///< customers are called from then
    std::string latest = "20:30";      ///< and not later
    int ahead_days = 7;                ///< callbacks are made so long before they are due, 0 to 31
    int missed_days = 7;               ///< and given up so long after, complaints' never, 0 to 90
};
QIANTAI_DESCRIBE(CallbackLimits, "", tries, care_days, earliest, latest, ahead_days, missed_days)
/// Of the policy's JSON; the usual ones where it says nothing usable.
CallbackLimits parse_callback_limits(std::string_view json);
/// "09:00" as minutes; nothing if it is written otherwise.
std::optional<int> minute_of_day(std::string_view text);

/// Headquarters' policy of this code: for so many hours a task opens its member's number.
inline constexpr std::string_view k_callback_hours_policy = "members.contact_authorisation_hours";
/// 1 to 168; 24 where the policy says nothing usable.
int parse_authorisation_hours(std::string_view json);

/// Between "earliest" and "latest" of the limits.
bool may_call_at(TimeMs at, int utc_offset_minutes, const CallbackLimits& limits);

}  // namespace qiantai::domain
