#pragma once

// Tiers by rule: up at once when what was spent in the window reaches a tier's threshold; down only
// at the window's end, with notice before; a refund takes back the rise that its sale caused, and
// nothing else; what a person set and locked no rule changes. Plain values, no database.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/result.hpp"
#include "schema/base/tier_codes.hpp"
#include "terminal/purchases/rules/spending_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_tier_rule_malformed{
    "tier_rule_malformed", Actor::administrator,
    "A rule of tiers has a version, a window of 1 to 60 months, a notice of 0 to 90 days, and 1 to "
    "20 steps upwards: the first one free, to keep a tier never dearer than to rise to it.",
    "等级规则不对：须有版本、1 至 60 个月的统计窗口、0 至 90 天的预告期、1 至 20 级从低到高；"
    "第一级无门槛，保级门槛不高于升级门槛。"};
inline constexpr ErrorKind k_tier_no_rule{
    "tier_no_rule", Actor::administrator,
    "Headquarters has set no rule of tiers. Set the policy tiers.rule.",
    "总部尚未设置等级规则，请由管理员设置。"};
inline constexpr ErrorKind k_tier_rule_date_malformed{
    "tier_rule_date_malformed", Actor::administrator,
    "A rule of tiers comes into force today or within a year.",
    "等级规则的启用日期须在今天至一年之内。"};
inline constexpr ErrorKind k_tier_not_locked{
    "tier_not_locked", Actor::manager, "This member's tier is not locked.", "该会员的等级未锁定。"};
inline constexpr ErrorKind k_tier_reason_missing{
    "tier_reason_missing", Actor::manager,
    "Give a reason in a few words, without a telephone number in it.",
    "请简要填写原因，不要写电话号码。"};

/// Headquarters' policy of this code; without one no tier changes by itself.
inline constexpr std::string_view k_tier_rule_policy = "tiers.rule";
inline constexpr int k_tier_steps_max = 20;

struct TierStep {
    std::string tier{};
    Fen rise{};  ///< spent in the window: the tier is reached
    Fen keep{};  ///< spent in the window: the tier is kept at its end
};
QIANTAI_DESCRIBE(TierStep, "", tier, rise, keep)
QIANTAI_NOTES(TierStep, {.field = "tier", .length_max = 40}, {.field = "rise", .min = 0},
              {.field = "keep", .min = 0})

struct TierRule {
    std::string version{};
    int window_months = 12;
    int notice_days = 30;
    std::vector<TierStep> steps{};  ///< the lowest first
};
QIANTAI_DESCRIBE(TierRule, "", version, window_months, notice_days, steps)
QIANTAI_NOTES(TierRule, {.field = "version", .length_max = 40},
              {.field = "window_months", .min = 1, .max = 60},
              {.field = "notice_days", .min = 0, .max = 90},
              {.field = "steps", .length_max = k_tier_steps_max})
/// k_tier_rule_malformed.
Status check_tier_rule(const TierRule& rule);
/// Nothing if it is none.
std::optional<TierRule> parse_tier_rule(std::string_view json);

/// What holds now and what headquarters has announced.
struct TierRules {
    std::optional<TierRule> in_force{};
    std::optional<Date> since{};
    std::optional<TierRule> coming{};  ///< the next one
    std::optional<Date> from{};        ///< its first day
};
QIANTAI_DESCRIBE(TierRules, "", in_force, since, coming, from)
inline constexpr int k_tier_rule_ahead_max_days = 366;

/// A row of entity tier_change.
struct TierChange {
    Uuid id{};
    std::string store_code{};
    Uuid member_id{};
    Coded<TierChangeKind> kind{};
    std::string from_tier{};
    std::string to_tier{};
    std::optional<Fen> sum{};
    std::optional<Date> counts_from{};
    std::optional<Date> counts_until{};
    std::optional<Date> keeps_until{};
    std::optional<Date> falls_on{};
    std::optional<Uuid> undoes_id{};
    std::optional<bool> locked{};
    std::string rule_version{};
    std::string reason{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(TierChange, "tier_change", id, store_code, member_id, kind, from_tier, to_tier,
                 sum, counts_from, counts_until, keeps_until, falls_on, undoes_id, locked,
                 rule_version, reason, business_date, created_by, created_at)
QIANTAI_NOTES(TierChange, {.field = "sum", .meaning = "spent in the window"})

/// What the history says of a tier, beside which it is.
struct TierStanding {
    std::optional<Date> keeps_until{};
    std::optional<Date> falls_on{};  ///< notice was given
    bool locked = false;
    struct Rise {
        TierChange change;
        std::optional<Date> kept_before;  ///< what keeps_until was then
    };
    std::vector<Rise> rises{};  ///< that no window's end has settled yet, the newest last
};
/// In the order in which they were written.
TierStanding fold_tier(std::span<const TierChange> history);

/// What the rule wants now, in the order in which it happens; of each change what the rule knows:
/// kind, tiers, sum, window, ends, version. Done, the rule wants nothing more on that day.
std::vector<TierChange> decide_tier(const TierRule& rule, const std::string& tier,
                                    std::span<const TierChange> history,
                                    std::span<const SpendingRow> receipts, Date today);

/// Money of the window's days, refunds on their own date.
Fen sum_in_window(std::span<const SpendingRow> receipts, Date first, Date last);
/// The first day of a window that ends on `last`.
Date window_start(const TierRule& rule, Date last);

/// How a member stands with the rule.
struct TierReport {
    std::string tier{};
    std::string tier_name{};
    Fen sum{};  ///< in the window that ends today
    std::optional<Date> counts_from{};
    std::optional<Date> keeps_until{};
    std::optional<Date> falls_on{};
    bool locked = false;
    std::string next_tier{};
    std::string next_tier_name{};
    std::optional<Fen> missing{};       ///< to the next one
    std::optional<Fen> keep_missing{};  ///< to keep this one when its time ends
    std::string rule_version{};         ///< empty = headquarters has set no rule
    std::vector<TierChange> history{};  ///< the newest first
};
QIANTAI_DESCRIBE(TierReport, "", tier, tier_name, sum, counts_from, keeps_until, falls_on, locked,
                 next_tier, next_tier_name, missing, keep_missing, rule_version, history)
QIANTAI_NOTES(TierReport, {.field = "sum", .meaning = "spent in the window that ends today"},
              {.field = "missing", .meaning = "to the next tier"})

/// What a run of the rule did.
struct TierRun {
    int looked_at = 0;
    int rose = 0;
    int undone = 0;  ///< rises that a refund took back
    int noticed = 0;
    int kept = 0;
    int fell = 0;
    bool more = false;  ///< members are left; run again
};
QIANTAI_DESCRIBE(TierRun, "", looked_at, rose, undone, noticed, kept, fell, more)

/// Who will fall.
struct FallingMember {
    Uuid member_id{};
    std::string name{};
    std::string phone{};  ///< as this session may see it
    std::string tier{};
    std::string tier_name{};
    Date falls_on{};
    Fen missing{};  ///< to keep the tier
};
QIANTAI_DESCRIBE(FallingMember, "", member_id, name, phone, tier, tier_name, falls_on, missing)

/// How many members would go from one tier to another if a rule were in force today.
struct TierMove {
    std::string from_tier{};
    std::string to_tier{};
    int members = 0;
};
QIANTAI_DESCRIBE(TierMove, "", from_tier, to_tier, members)

/// A row of entity tier_forecast.
struct StoreForecast {
    Uuid id{};
    std::string store_code{};
    std::string rule_version{};
    std::string moves{};  ///< moves_text()
    int members = 0;
    Date as_of{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(StoreForecast, "tier_forecast", id, store_code, rule_version, moves, members,
                 as_of, created_by, created_at)
/// {"moves": [{from_tier, to_tier, members}]}, and back: of what is none, nothing.
std::string moves_text(const std::vector<TierMove>& moves);
std::vector<TierMove> parse_moves(std::string_view json);

/// What a step of counting did.
struct TierForecastRun {
    int looked_at = 0;
    bool more = false;  ///< members are left; run again
};
QIANTAI_DESCRIBE(TierForecastRun, "", looked_at, more)

/// Over all stores. Fewer than so many are not told, and cannot be found by subtraction: whoever
/// sets rules sees no people (FORMS.md B0).
inline constexpr int k_forecast_told_least = 5;
struct ForecastMove {
    std::string from_tier{};
    std::string to_tier{};
    std::optional<int> members{};  ///< absent: fewer than five, or kept back with such a one
};
QIANTAI_DESCRIBE(ForecastMove, "", from_tier, to_tier, members)
struct TierForecast {
    std::string rule_version{};    ///< empty = headquarters has announced no rule
    std::optional<Date> from{};    ///< the rule's first day
    int stores = 0;                ///< that have counted
    std::optional<int> members{};  ///< of these, who ever bought; absent as a move's
    std::optional<Date> as_of{};   ///< the first of them counted then
    std::vector<ForecastMove> moves{};
    std::vector<std::string> missing{};  ///< codes of open stores that have not counted yet
};
QIANTAI_DESCRIBE(TierForecast, "", rule_version, from, stores, members, as_of, moves, missing)
/// Without what the announcement says, and who is missing.
TierForecast sum_forecasts(std::span<const StoreForecast> rows);

}  // namespace qiantai::domain
