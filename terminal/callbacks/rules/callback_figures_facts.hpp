#pragma once

// The service figures that come from callbacks: FORMS.md, B5, with the ground rules of B0.

#include <optional>
#include <string>
#include <vector>

#include "terminal/callbacks/rules/callback_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_callback_period_malformed{
    "callback_period_malformed", Actor::clerk,
    "A period has a first day and a last one, at most 366 days.", "统计区间须有起止日期，最多 366 天。"};

/// A share with what it is made of. No value where there is no base, or where it would tell of fewer
/// than five people to whoever may see none.
struct Share {
    int part = 0;
    int whole = 0;
    std::optional<int> permille{};
    bool too_few = false;
};
QIANTAI_DESCRIBE(Share, "", part, whole, permille, too_few)
/// Half up.
Share share_of(int part, int whole);

struct CallbackFiguresFilter {
    Date from{};
    Date until{};
    std::string staff_number{};  ///< empty = everybody; otherwise whose calls they were
    std::string store_code{};    ///< at headquarters; empty = the whole chain
};
QIANTAI_DESCRIBE(CallbackFiguresFilter, "", from, until, staff_number, store_code)
QIANTAI_NOTES(CallbackFiguresFilter,
              {.field = "staff_number",
               .length_max = 12,
               .presence = FieldNote::Presence::optional},
              {.field = "store_code",
               .length_max = 8,
               .presence = FieldNote::Presence::optional})

struct LossReasonCount {
    Coded<LossReason> reason{};
    int count = 0;
};
QIANTAI_DESCRIBE(LossReasonCount, "", reason, count)

/// How content customers are with what became of their complaints comes from the cases, which hear of
/// these calls: tickets.figures. By the last day on which a call is due. Whoever does not want to be called, or was erased, and
/// what was done before anybody called, is on neither side.
struct CallbackFigures {
    Share called{};     ///< 客户回访率: members called ÷ members planned
    Share reached{};    ///< 接通率: members reached ÷ members called
    Share surveys{};    ///< 客户调研计划完成率: surveys done ÷ planned
    Share truthful{};   ///< 真实度: calls that were so ÷ calls checked
    int rated = 0;      ///< 客户满意度: so many scores
    int score_sum = 0;  ///< and their sum
    int key_customer_calls = 0;  ///< 大客户回访次数: members of class key called
    std::vector<LossReasonCount> loss_reasons{};  ///< of asleep and lost members reached
};
QIANTAI_DESCRIBE(CallbackFigures, "", called, reached, surveys, truthful, rated, score_sum,
                 key_customer_calls, loss_reasons)

/// One callback of the period as the figures see it.
struct CallbackFact {
    Uuid person{};  ///< the member's record that stands; of somebody who is none, the callback
    Coded<CallbackKind> kind{};
    CallbackStatus status = CallbackStatus::open;
    Coded<CallbackEnd> end_kind{};
    int calls = 0;
    std::optional<int> satisfaction{};
    std::optional<bool> agrees{};
    Coded<LossReason> loss_reason{};
    bool key_customer = false;
};
CallbackFigures count_figures(const std::vector<CallbackFact>& facts);
/// For whoever may see no people: shares and sums of fewer than five are taken out.
void hide_few(CallbackFigures& figures);

}  // namespace qiantai::domain
