#pragma once

// What a member's receipts come to (消费水平 of one person), and in which state of churn that is.
// Rules: FORMS.md B0 and B4. A receipt counts as a visit unless it was refunded in full; money counts
// on its own date, a refund's on the refund's.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "schema/base/described.hpp"
#include "schema/base/purchase_codes.hpp"
#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_churn_malformed{
    "churn_malformed", Actor::administrator,
    "Days are 1 to 3650, and each state's are more than those of the one before.",
    "天数须为 1 至 3650，且后一状态须多于前一状态。"};

enum class ChurnState { fresh, active, asleep, warned, lost };
constexpr auto codes_of(ChurnState) {
    return std::to_array<CodedValue<ChurnState>>({{ChurnState::fresh, "new"},
                                                  {ChurnState::active, "active"},
                                                  {ChurnState::asleep, "asleep"},
                                                  {ChurnState::warned, "warned"},
                                                  {ChurnState::lost, "lost"}});
}

/// Headquarters' policy of this code; whatever it doesn't say stays as here.
inline constexpr int k_churn_days_max = 3650;
inline constexpr std::string_view k_churn_policy = "purchases.churn";
struct ChurnPolicy {
    /// Days since the last receipt that counts, or since joining: up to so many. Each more than the
    /// one before, 1 to 3650.
    int new_days = 30;  ///< since joining, with one receipt at most
    int active_days = 90;
    int asleep_days = 180;
    int warned_days = 365;
};
QIANTAI_DESCRIBE(ChurnPolicy, "", new_days, active_days, asleep_days, warned_days)
QIANTAI_NOTES(ChurnPolicy, {.field = "new_days", .min = 1, .max = k_churn_days_max},
              {.field = "active_days", .min = 1, .max = k_churn_days_max},
              {.field = "asleep_days", .min = 1, .max = k_churn_days_max},
              {.field = "warned_days", .min = 1, .max = k_churn_days_max})
/// k_churn_malformed, with the first field that is wrong.
Status check_churn_policy(const ChurnPolicy& policy);
/// What holds now.
struct ChurnRule {
    ChurnPolicy days{};
    std::optional<Date> since{};  ///< absent: headquarters has said nothing usable
};
QIANTAI_DESCRIBE(ChurnRule, "", days, since)
/// Of the policy's JSON; the usual one where it says nothing usable.
ChurnPolicy parse_churn_policy(std::string_view json);

/// So many months back from today count as a member's present spending.
inline constexpr int k_spending_months = 12;

/// What of a receipt spending is counted from; none that was taken back.
struct SpendingRow {
    Uuid id{};
    PurchaseKind kind = PurchaseKind::sale;
    Date date{};
    Fen amount{};
    std::optional<Uuid> refund_of{};
};

struct MemberSpending {
    Fen spent{};     ///< net, of the last 12 months
    int visits = 0;  ///< of the last 12 months
    Fen spent_ever{};
    int visits_ever = 0;
    std::optional<Date> first_visit{};
    std::optional<Date> last_visit{};
    Coded<ChurnState> state = ChurnState::fresh;
    int days = 0;  ///< since the last visit, or since joining
};
QIANTAI_DESCRIBE(MemberSpending, "", spent, visits, spent_ever, visits_ever, first_visit,
                 last_visit, state, days)
QIANTAI_NOTES(MemberSpending, {.field = "spent", .meaning = "net, of the last 12 months"},
              {.field = "visits", .meaning = "of the last 12 months, without full refunds"},
              {.field = "days", .meaning = "since the last visit, or since joining"})

/// Which of these sales count as visits: those that were not given back whole, whenever that was.
/// `counts` gets one entry a row, 0 for refunds. In whatever order the receipts come; all of one
/// person's.
void mark_visits(std::span<const SpendingRow> receipts, std::vector<char>& counts);

/// The state on a day of somebody who joined by then and had `visits` visits, the last one on
/// `last_visit`.
ChurnState churn_state_on(Date day, Date joined_on, int visits,
                          const std::optional<Date>& last_visit, const ChurnPolicy& policy);

/// In whatever order the receipts come.
MemberSpending fold_spending(std::span<const SpendingRow> receipts, Date joined_on, Date today,
                             const ChurnPolicy& policy);

}  // namespace qiantai::domain
