#include "terminal/callbacks/rules/callback_rule_facts.hpp"

#include <algorithm>
#include <set>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_rule_days_min = -90, k_rule_days_max = 400, k_rule_length_max = 60;
constexpr std::size_t k_rules_count_max = 24;
constexpr int k_minutes_in_day = 24 * 60;

bool arises_by_rule(const Coded<CallbackKind>& kind) {
    using enum CallbackKind;
    return kind == complaint || kind == purchase || kind == gift_check || kind == new_member ||
           kind == expiring || kind == birthday || kind == asleep || kind == lost;
}

bool is_rule_usable(const CallbackRule& rule) {
    return arises_by_rule(rule.kind) && rule.from_days >= k_rule_days_min &&
           rule.from_days <= k_rule_days_max && rule.until_days >= rule.from_days &&
           rule.until_days - rule.from_days <= k_rule_length_max &&
           rule.amount_min >= Fen() && rule.percent >= 1 && rule.percent <= 100;
}

bool is_between(int value, int least, int most) {
    return value >= least && value <= most;
}

bool are_limits_usable(const CallbackLimits& limits) {
    const auto earliest = minute_of_day(limits.earliest), latest = minute_of_day(limits.latest);
    return is_between(limits.tries, 1, 9) && is_between(limits.care_days, 1, 90) &&
           is_between(limits.ahead_days, 0, 31) && is_between(limits.missed_days, 0, 90) &&
           earliest && latest && *earliest < *latest;
}

}  // namespace

CallbackRules usual_callback_rules() {
    using enum CallbackKind;
    return {.version = "",
            .rules = {{.kind = complaint, .from_days = 3, .until_days = 7},
                      {.kind = new_member, .from_days = 7, .until_days = 14},
                      {.kind = new_member, .from_days = 30, .until_days = 37},
                      {.kind = purchase,
                       .from_days = 2,
                       .until_days = 7,
                       .amount_min = Fen(100'000)},
                      {.kind = gift_check, .from_days = 3, .until_days = 10, .percent = 10},
                      {.kind = expiring, .from_days = -30, .until_days = -8},
                      {.kind = expiring, .from_days = -7, .until_days = -1},
                      {.kind = expiring, .from_days = 0, .until_days = 7},
                      {.kind = expiring, .from_days = 30, .until_days = 37},
                      {.kind = birthday, .from_days = 0, .until_days = 3},
                      {.kind = asleep, .from_days = 0, .until_days = 14},
                      {.kind = lost, .from_days = 0, .until_days = 14}}};
}

Status check_callback_rules(const CallbackRules& rules) {
    const auto refuse = [](std::string detail) {
        return make_error(k_callback_rules_malformed, std::move(detail), "rules");
    };
    if (rules.rules.size() > k_rules_count_max) return refuse("24");
    std::set<std::pair<std::string, int>> known;
    for (const auto& rule : rules.rules) {
        const bool usable = is_rule_usable(rule) &&
                            known.emplace(rule.kind.text(), rule.from_days).second;
        if (!usable) return refuse(rule.kind.text());
    }
    return {};
}

std::optional<CallbackRules> parse_callback_rules(std::string_view json) {
    const auto value = parse_json_object(json);
    auto rules = value ? from_json<CallbackRules>(*value) : std::nullopt;
    if (!rules || !check_callback_rules(*rules)) return std::nullopt;
    return rules;
}

CallbackLimits parse_callback_limits(std::string_view json) {
    const auto value = parse_json_object(json);
    const auto limits = value ? from_json<CallbackLimits>(*value) : std::nullopt;
    return limits && are_limits_usable(*limits) ? *limits : CallbackLimits();
}

std::optional<int> minute_of_day(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (const std::size_t at : {0, 1, 3, 4}) {
        if (text[at] < '0' || text[at] > '9') return std::nullopt;
    }
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (hour > 23 || minute > 59) return std::nullopt;
    return hour * 60 + minute;
}

int parse_authorisation_hours(std::string_view json) {
    constexpr int k_usual_hours = 24, k_hours_max = 168;
    const auto value = parse_json(json);
    if (!value || !value->is_int64()) return k_usual_hours;
    const auto hours = value->get_int64();
    return hours >= 1 && hours <= k_hours_max ? static_cast<int>(hours) : k_usual_hours;
}

bool may_call_at(TimeMs at, int utc_offset_minutes, const CallbackLimits& limits) {
    const auto minutes = (at / 60'000 + utc_offset_minutes) % k_minutes_in_day;
    return minutes >= minute_of_day(limits.earliest).value_or(0) &&
           minutes <= minute_of_day(limits.latest).value_or(k_minutes_in_day);
}

}  // namespace qiantai::domain
