#include "terminal/callbacks/rules/callback_figures_facts.hpp"

#include <algorithm>
#include <set>

namespace qiantai::domain {
namespace {

constexpr int k_few = 5;

/// On neither side of any figure.
bool counts_not(const CallbackFact& fact) {
    if (fact.calls > 0) return fact.status == CallbackStatus::unwanted;
    return fact.end_kind == CallbackEnd::gone || fact.end_kind == CallbackEnd::settled;
}

void hide(Share& share) {
    if (share.whole == 0 || share.whole >= k_few) return;
    share = {.too_few = true};
}

}  // namespace

Share share_of(int part, int whole) {
    Share share{.part = part, .whole = whole};
    if (whole > 0) share.permille = (part * 2000 + whole) / (2 * whole);
    return share;
}

CallbackFigures count_figures(const std::vector<CallbackFact>& facts) {
    CallbackFigures figures;
    std::set<Uuid> planned, called, reached;
    int surveys = 0, surveys_done = 0;
    int checked = 0, truthful = 0;
    for (const auto& fact : facts) {
        if (counts_not(fact)) continue;
        const bool was_reached = fact.status == CallbackStatus::reached;
        planned.insert(fact.person);
        if (fact.calls > 0) called.insert(fact.person);
        if (was_reached) reached.insert(fact.person);
        if (fact.key_customer) figures.key_customer_calls += fact.calls;
        if (fact.satisfaction) {
            ++figures.rated;
            figures.score_sum += *fact.satisfaction;
        }
        if (fact.kind == CallbackKind::survey) {
            ++surveys;
            surveys_done += was_reached ? 1 : 0;
        }
        if (fact.agrees) {
            ++checked;
            truthful += *fact.agrees ? 1 : 0;
        }
        if (was_reached && !fact.loss_reason.empty()) {
            auto known = std::ranges::find(figures.loss_reasons, fact.loss_reason,
                                           &LossReasonCount::reason);
            if (known == figures.loss_reasons.end())
                known = figures.loss_reasons.insert(known, {fact.loss_reason, 0});
            ++known->count;
        }
    }
    const auto size = [](const std::set<Uuid>& members) { return static_cast<int>(members.size()); };
    figures.called = share_of(size(called), size(planned));
    figures.reached = share_of(size(reached), size(called));
    figures.surveys = share_of(surveys_done, surveys);
    figures.truthful = share_of(truthful, checked);
    std::ranges::sort(figures.loss_reasons, std::ranges::greater(), &LossReasonCount::count);
    return figures;
}

void hide_few(CallbackFigures& figures) {
    for (auto* share : {&figures.called, &figures.reached, &figures.surveys, &figures.truthful}) {
        hide(*share);
    }
    if (figures.rated < k_few) figures.rated = figures.score_sum = 0;
    if (figures.key_customer_calls < k_few) figures.key_customer_calls = 0;
    std::erase_if(figures.loss_reasons, [](const auto& reason) { return reason.count < k_few; });
}

}  // namespace qiantai::domain
