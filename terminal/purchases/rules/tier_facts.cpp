#include "terminal/purchases/rules/tier_facts.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_window_months_max = 60, k_notice_days_max = 90;

std::optional<std::size_t> step_of(const TierRule& rule, std::string_view tier) {
    const auto found = std::ranges::find(rule.steps, tier, &TierStep::tier);
    if (found == rule.steps.end()) return std::nullopt;
    return static_cast<std::size_t>(found - rule.steps.begin());
}

/// The highest step whose threshold is reached; the first one is free.
std::size_t reached(const TierRule& rule, Fen TierStep::*threshold, Fen sum) {
    std::size_t step = 0;
    for (std::size_t i = 1; i < rule.steps.size(); ++i) {
        if (rule.steps[i].*threshold <= sum) step = i;
    }
    return step;
}

/// What the receipts of a rise's window come to by now: their refunds count whenever they came.
Fen sum_behind_rise(std::span<const SpendingRow> receipts, const TierChange& rise) {
    std::set<Uuid> sales;
    Fen sum;
    for (const auto& row : receipts) {
        const bool inside = row.date >= rise.counts_from && row.date <= rise.counts_until;
        if (row.kind == PurchaseKind::sale && inside) {
            sales.insert(row.id);
            sum = sum + row.amount;
        }
    }
    for (const auto& row : receipts) {
        if (row.kind != PurchaseKind::refund) continue;
        const bool inside = row.date >= rise.counts_from && row.date <= rise.counts_until;
        const bool of_these = row.refund_of && sales.contains(*row.refund_of);
        // A refund of an earlier sale counted on its own day, if that was within the window.
        if (of_these || inside) sum = sum - row.amount;
    }
    return sum;
}

/// One decision after the other, each from what the ones before made.
class TierDecisions {
  public:
    TierDecisions(const TierRule& rule, std::string tier, std::span<const TierChange> history,
                  std::span<const SpendingRow> receipts, Date today)
        : m_rule(rule),
          m_tier(std::move(tier)),
          m_standing(fold_tier(history)),
          m_receipts(receipts),
          m_today(today) {}

    std::vector<TierChange> decide() {
        const auto step = step_of(m_rule, m_tier);
        if (m_standing.locked || !step) return {};
        m_step = *step;
        undo_rises();
        rise();
        begin_keeping();
        end_window();
        return std::move(m_changes);
    }

  private:
    TierChange& add(TierChangeKind kind, std::size_t to, Date counts_until) {
        TierChange change{.kind = kind, .from_tier = m_tier, .to_tier = m_rule.steps[to].tier};
        change.counts_from = window_start(m_rule, counts_until);
        change.counts_until = counts_until;
        change.sum = sum_in_window(m_receipts, *change.counts_from, counts_until);
        change.rule_version = m_rule.version;
        change.business_date = m_today;
        m_tier = change.to_tier;
        m_step = to;
        m_changes.push_back(std::move(change));
        return m_changes.back();
    }
    void set_end(TierChange& change, std::optional<Date> keeps_until) {
        change.keeps_until = keeps_until;
        m_standing.keeps_until = keeps_until;
        m_standing.falls_on.reset();
    }
    std::optional<Date> new_end() const {
        if (m_step == 0) return std::nullopt;
        return m_today.plus_months(m_rule.window_months);
    }

    /// The newest rise first: one that a refund took back may have stood on another one.
    void undo_rises() {
        while (!m_standing.rises.empty()) {
            const auto made = m_standing.rises.back();
            const auto& rise = made.change;
            const auto from = step_of(m_rule, rise.from_tier);
            const Fen sum = sum_behind_rise(m_receipts, rise);
            const bool stands = rise.to_tier != m_tier || !from || *from >= m_step ||
                                sum >= m_rule.steps[m_step].rise;
            if (stands) return;
            const auto to = std::max(*from, reached(m_rule, &TierStep::rise, sum));
            auto& change = add(TierChangeKind::undo_rise, to, *rise.counts_until);
            change.sum = sum;
            change.undoes_id = rise.id;
            // What the rise had not touched is as it was before.
            set_end(change, to == *from ? made.kept_before : new_end());
            m_standing.rises.pop_back();
        }
    }

    void rise() {
        const Fen sum = sum_in_window(m_receipts, window_start(m_rule, m_today), m_today);
        const auto to = reached(m_rule, &TierStep::rise, sum);
        if (to <= m_step) return;
        auto& change = add(TierChangeKind::rise, to, m_today);
        set_end(change, new_end());
    }

    /// A tier from before the rule is the member's for one window.
    void begin_keeping() {
        if (m_step == 0 || m_standing.keeps_until) return;
        set_end(add(TierChangeKind::keep, m_step, m_today), new_end());
    }

    void end_window() {
        if (m_step == 0) return;
        const Date end = *m_standing.keeps_until;
        const auto enough = [&](Date last) {
            return sum_in_window(m_receipts, window_start(m_rule, last), last) >=
                   m_rule.steps[m_step].keep;
        };
        if (m_today < end.plus_days(1 - m_rule.notice_days)) return;
        if (!m_standing.falls_on) {
            // So far; who spends enough before the day of the fall keeps it after all.
            const Date last = std::min(end, m_today);
            const bool kept = sum_in_window(m_receipts, window_start(m_rule, end), last) >=
                              m_rule.steps[m_step].keep;
            if (kept) {
                if (m_today > end) set_end(add(TierChangeKind::keep, m_step, end), new_end());
                return;
            }
            auto& notice = add(TierChangeKind::notice, m_step, m_today);
            notice.keeps_until = end;
            notice.falls_on = std::max(end.plus_days(1), m_today.plus_days(m_rule.notice_days));
            m_standing.falls_on = notice.falls_on;
        }
        if (m_today < *m_standing.falls_on) return;
        const Date last = m_standing.falls_on->plus_days(-1);
        if (enough(last)) {
            set_end(add(TierChangeKind::keep, m_step, last), new_end());
            return;
        }
        const Fen sum = sum_in_window(m_receipts, window_start(m_rule, last), last);
        const auto to = std::min(reached(m_rule, &TierStep::keep, sum), m_step - 1);
        auto& fall = add(TierChangeKind::fall, to, last);
        set_end(fall, new_end());
    }

    const TierRule& m_rule;
    std::string m_tier;
    std::size_t m_step = 0;
    TierStanding m_standing;
    std::span<const SpendingRow> m_receipts;
    Date m_today;
    std::vector<TierChange> m_changes;
};

}  // namespace

Status check_tier_rule(const TierRule& rule) {
    const auto malformed = [](std::string_view field) {
        return make_error(k_tier_rule_malformed, {}, std::string(field));
    };
    if (rule.version.empty()) return malformed("version");
    if (rule.window_months < 1 || rule.window_months > k_window_months_max) {
        return malformed("window_months");
    }
    if (rule.notice_days < 0 || rule.notice_days > k_notice_days_max) {
        return malformed("notice_days");
    }
    if (rule.steps.empty() || rule.steps.size() > k_tier_steps_max) return malformed("steps");
    for (std::size_t i = 0; i < rule.steps.size(); ++i) {
        const auto& step = rule.steps[i];
        const bool first_is_free = i > 0 || (step.rise == Fen() && step.keep == Fen());
        const bool upwards =
            i == 0 || (rule.steps[i - 1].rise < step.rise && rule.steps[i - 1].keep <= step.keep);
        const bool once = std::ranges::count(rule.steps, step.tier, &TierStep::tier) == 1;
        if (step.tier.empty() || !first_is_free || !upwards || !once || step.keep < Fen() ||
            step.keep > step.rise) {
            return malformed("steps");
        }
    }
    return {};
}

std::optional<TierRule> parse_tier_rule(std::string_view json) {
    const auto value = parse_json_object(json);
    if (!value) return std::nullopt;
    auto rule = from_json<TierRule>(*value);
    if (!rule || !check_tier_rule(*rule)) return std::nullopt;
    return rule;
}

TierStanding fold_tier(std::span<const TierChange> history) {
    TierStanding standing;
    for (const auto& change : history) {
        const auto kind = change.kind.known();
        if (!kind) continue;
        switch (*kind) {
            case TierChangeKind::rise:
                standing.rises.push_back({change, standing.keeps_until});
                break;
            case TierChangeKind::undo_rise:
                if (!standing.rises.empty()) standing.rises.pop_back();
                break;
            case TierChangeKind::by_hand:
                standing.locked = change.locked.value_or(false);
                standing.rises.clear();
                break;
            case TierChangeKind::fall:
            case TierChangeKind::keep:
                standing.rises.clear();
                break;
            case TierChangeKind::notice:
                standing.falls_on = change.falls_on;
                continue;
            case TierChangeKind::unlock:
                standing.locked = false;
                continue;
        }
        standing.keeps_until = change.keeps_until;
        standing.falls_on.reset();
    }
    return standing;
}

std::vector<TierChange> decide_tier(const TierRule& rule, const std::string& tier,
                                    std::span<const TierChange> history,
                                    std::span<const SpendingRow> receipts, Date today) {
    return TierDecisions(rule, tier, history, receipts, today).decide();
}

Fen sum_in_window(std::span<const SpendingRow> receipts, Date first, Date last) {
    Fen sum;
    for (const auto& row : receipts) {
        if (row.date < first || row.date > last) continue;
        sum = row.kind == PurchaseKind::sale ? sum + row.amount : sum - row.amount;
    }
    return sum;
}

namespace {
struct MovesJson {
    std::vector<TierMove> moves{};
};
QIANTAI_DESCRIBE(MovesJson, "", moves)
}  // namespace

std::string moves_text(const std::vector<TierMove>& moves) {
    return boost::json::serialize(to_json(MovesJson{moves}));
}

std::vector<TierMove> parse_moves(std::string_view json) {
    const auto value = parse_json_object(json);
    if (!value) return {};
    auto moves = from_json<MovesJson>(*value);
    return moves ? std::move(moves->moves) : std::vector<TierMove>();
}

TierForecast sum_forecasts(std::span<const StoreForecast> rows) {
    TierForecast forecast;
    std::map<std::pair<std::string, std::string>, int> counted;
    int members = 0;
    for (const auto& row : rows) {
        ++forecast.stores;
        forecast.as_of = std::min(forecast.as_of.value_or(row.as_of), row.as_of);
        for (const auto& move : parse_moves(row.moves)) {
            counted[{move.from_tier, move.to_tier}] += move.members;
            members += move.members;
        }
    }
    std::vector<int> counts;
    for (const auto& [tiers, count] : counted) {
        forecast.moves.push_back({tiers.first, tiers.second, {}});
        counts.push_back(count);
    }
    const auto kept_back =
        std::ranges::count_if(counts, [](int count) { return count < k_forecast_told_least; });
    // The smallest one that could be told is kept back with a single small one.
    int told_from = k_forecast_told_least;
    if (kept_back == 1) {
        int next = std::numeric_limits<int>::max();
        for (const int count : counts) {
            if (count >= k_forecast_told_least) next = std::min(next, count);
        }
        told_from = next == std::numeric_limits<int>::max() ? next : next + 1;
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] >= told_from) forecast.moves[i].members = counts[i];
    }
    if (counts.size() != 1 || kept_back == 0) forecast.members = members;
    return forecast;
}

Date window_start(const TierRule& rule, Date last) {
    return last.plus_months(-rule.window_months).plus_days(1);
}

}  // namespace qiantai::domain
