#include "terminal/stored_goods/rules/stored_goods_facts.hpp"

#include <algorithm>
#include <set>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/base/human_number.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_policy_days_max = 3650;
constexpr std::size_t k_policy_levels_max = 10;

std::set<Uuid> reversed_withdrawals(std::span<const GoodsEvent> events) {
    std::set<Uuid> reversed;
    for (const auto& event : events) {
        if (event.kind == GoodsEventKind::reversal && event.reverses_id) {
            reversed.insert(*event.reverses_id);
        }
    }
    return reversed;
}

bool is_policy_day(int days) {
    return days >= 1 && days <= k_policy_days_max;
}

// Days between the policy's levels count from the last day on which the goods are good.
std::optional<GoodsReminder> expiry_reminder(const StoredGoods& goods, const GoodsState& state,
                                             const GoodsReminderPolicy& policy, Date today) {
    if (!goods.expires_on) return std::nullopt;
    const int left = today.days_until(*goods.expires_on);
    const auto answered_since = [&](Date since) {
        return state.last_answered_on && *state.last_answered_on >= since;
    };
    if (left < 0) {
        return GoodsReminder{ReminderReason::expired, -left, 0,
                             !answered_since(goods.expires_on->plus_days(1))};
    }
    std::optional<int> level;
    for (const int days : policy.expiry_days) {
        if (left <= days && (!level || days < *level)) level = days;
    }
    if (!level) return std::nullopt;
    return GoodsReminder{ReminderReason::expiring, left, *level,
                         !answered_since(goods.expires_on->plus_days(-*level))};
}

std::optional<GoodsReminder> idle_reminder(const StoredGoods& goods, const GoodsState& state,
                                           const GoodsReminderPolicy& policy, Date today) {
    const auto last =
        std::max(goods.business_date, state.last_withdrawn_on.value_or(goods.business_date));
    const int idle = last.days_until(today);
    if (idle < policy.idle_days) return std::nullopt;
    const bool answered =
        state.last_answered_on && state.last_answered_on->days_until(today) < policy.idle_days;
    return GoodsReminder{ReminderReason::idle, idle, 0, !answered};
}

}  // namespace

bool is_goods_number(std::string_view typed) {
    const auto number = store::parse_human_number(typed);
    return number && number->kind == k_goods_number_kind;
}

bool is_reversed(const Uuid& withdrawal, std::span<const GoodsEvent> events) {
    return std::ranges::any_of(events, [&](const GoodsEvent& event) {
        return event.kind == GoodsEventKind::reversal && event.reverses_id == withdrawal;
    });
}

const GoodsEvent* signing_of(std::span<const GoodsEvent> events) {
    const GoodsEvent* last = nullptr;
    for (const auto& event : events) {
        if (event.kind != GoodsEventKind::signing) continue;
        const bool later =
            last == nullptr || std::pair(last->order, last->id) < std::pair(event.order, event.id);
        if (later) last = &event;
    }
    return last;
}

GoodsState fold_goods(const StoredGoods& goods, std::span<const GoodsEvent> events) {
    std::vector<const GoodsEvent*> course;
    for (const auto& event : events) course.push_back(&event);
    std::ranges::sort(course, {},
                      [](const GoodsEvent* event) { return std::pair(event->order, event->id); });
    const auto reversed = reversed_withdrawals(events);
    GoodsState state{.place = goods.place};
    for (const auto* event : course) {
        if (event->kind == GoodsEventKind::move) {
            state.place = event->place;
        } else if (event->kind == GoodsEventKind::withdrawal && !reversed.contains(event->id)) {
            state.withdrawn += std::max(0, event->quantity.value_or(0));
            state.last_withdrawn_on =
                std::max(event->business_date, state.last_withdrawn_on.value_or(Date()));
        } else if (event->kind == GoodsEventKind::reminder) {
            state.last_reminded_on = event->business_date;
            state.last_outcome = event->outcome;
            const bool answered = event->outcome == ReminderOutcome::reached ||
                                  event->outcome == ReminderOutcome::refused;
            if (answered) state.last_answered_on = event->business_date;
        }
    }
    state.remaining = std::max(0, goods.quantity - state.withdrawn);
    state.shortage = std::max(0, state.withdrawn - goods.quantity);
    return state;
}

GoodsReminderPolicy parse_reminder_policy(std::string_view json) {
    const auto value = parse_json_object(json);
    if (!value) return {};
    GoodsReminderPolicy usual, policy;
    policy.expiry_days.clear();
    if (shape_from_json(shape_of<GoodsReminderPolicy>(), *value, &policy)) return usual;
    if (!value->contains("expiry_days")) policy.expiry_days = usual.expiry_days;
    const bool usable = is_policy_day(policy.idle_days) &&
                        policy.expiry_days.size() <= k_policy_levels_max &&
                        std::ranges::all_of(policy.expiry_days, is_policy_day);
    return usable ? policy : usual;
}

std::optional<GoodsReminder> reminder_of(const StoredGoods& goods, const GoodsState& state,
                                         const GoodsReminderPolicy& policy, Date today) {
    if (state.remaining == 0) return std::nullopt;
    auto expiry = expiry_reminder(goods, state, policy, today);
    auto idle = idle_reminder(goods, state, policy, today);
    // Who could not be reached today is not called again today.
    const bool tried_today = state.last_reminded_on && *state.last_reminded_on >= today;
    for (auto* reminder : {&expiry, &idle}) {
        if (*reminder && tried_today) (*reminder)->due = false;
    }
    if (expiry && (expiry->due || !idle || !idle->due)) return expiry;
    return idle;
}

bool is_more_urgent(const GoodsReminder& one, const GoodsReminder& other) {
    const auto rank = [](const GoodsReminder& reminder) {
        const auto reason = reminder.reason.known().value_or(ReminderReason::idle);
        // Goods that expire are the more urgent the fewer days are left, the others the longer.
        const int days = reason == ReminderReason::expiring ? reminder.days : -reminder.days;
        return std::pair(reason, days);
    };
    return rank(one) < rank(other);
}

}  // namespace qiantai::domain
