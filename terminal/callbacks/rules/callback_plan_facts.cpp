#include "terminal/callbacks/rules/callback_plan_facts.hpp"

#include <algorithm>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_plan_days_max = 92, k_plan_ahead_days_max = 366;
constexpr std::size_t k_plan_content_bytes_max = 4000;

bool is_plan_kind(const Coded<CallbackKind>& kind) {
    return kind == CallbackKind::survey || is_marketing(kind);
}

}  // namespace

bool is_usable(const CallbackSample& sample) {
    return sample.percent >= 1 && sample.percent <= 100 && sample.at_most >= 0 &&
           sample.spent_min.value_or(Fen()) >= Fen() &&
           std::ranges::all_of(sample.states, [](const auto& state) { return state.known().has_value(); });
}

CallbackPlanContent content_of(const CallbackPlan& plan) {
    const auto json = parse_json_object(plan.content);
    return json ? from_json<CallbackPlanContent>(*json).value_or(CallbackPlanContent())
                : CallbackPlanContent();
}

Status check_plan(const CallbackPlanEntry& entry, Date today) {
    const auto refuse = [](std::string_view field) {
        return make_error(k_callback_plan_malformed, {}, std::string(field));
    };
    if (!is_plan_kind(entry.kind)) return refuse("kind");
    if (entry.name.empty()) return refuse("name");
    if (!is_usable(entry.sample)) return refuse("sample");
    const bool survey = entry.kind == CallbackKind::survey;
    if ((survey && entry.questions.empty()) || !are_usable(entry.questions)) {
        return refuse("questions");
    }
    const bool dates = entry.due_from >= today && entry.due_until >= entry.due_from &&
                       entry.due_from.days_until(entry.due_until) < k_plan_days_max &&
                       today.days_until(entry.due_from) <= k_plan_ahead_days_max;
    if (!dates) return refuse("due_from");
    const auto content = boost::json::serialize(
        to_json(CallbackPlanContent{.sample = entry.sample, .questions = entry.questions}));
    return content.size() <= k_plan_content_bytes_max ? Status() : refuse("questions");
}

std::vector<Date> visits_between(const KeyCustomer& customer, Date first, Date last) {
    std::vector<Date> visits;
    if (customer.every_days <= 0 || customer.ended_at) return visits;
    const int before = std::max(0, customer.first_on.days_until(first));
    const int skipped = (before + customer.every_days - 1) / customer.every_days;
    for (Date day = customer.first_on.plus_days(skipped * customer.every_days); day <= last;
         day = day.plus_days(customer.every_days)) {
        visits.push_back(day);
    }
    return visits;
}

int CallbackRun::made() const {
    int sum = 0;
    for (const auto& kind : kinds) sum += kind.made;
    return sum;
}

}  // namespace qiantai::domain
