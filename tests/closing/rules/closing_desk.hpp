#pragma once

// A store's terminal whose day is to be closed: gifts given away, things to count, cases.

#include <algorithm>

#include "terminal/closing/rules/closing.hpp"
#include "terminal/closing/rules/hand_overs.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"
#include "tests/issuances/rules/issuance_desk.hpp"

namespace qiantai::domain::test {

struct ClosingDesk : IssuanceDesk {
    explicit ClosingDesk(const std::string& store_code = "S001") : IssuanceDesk(store_code) {}

    DayClosePage show() { return made(closing.show(manager, {})); }
    DayItem item(DayItemKind kind) {
        const auto page = show();
        const auto found = std::ranges::find(page.items, kind, [](const DayItem& one) {
            return one.kind.known().value_or(DayItemKind::unsent_records);
        });
        REQUIRE(found != page.items.end());
        return *found;
    }
    /// With one reason for all that must have been done.
    DayClosePage close(const std::string& words = {}) {
        return made(closing.close(manager, {.rest = CarryReason::no_time, .words = words}));
    }
    std::string close_code(const DayCloseEntry& entry) {
        return test::code_of(closing.close(manager, entry));
    }
    Uuid plan_count(StocktakeKind kind = StocktakeKind::all) {
        return made(stocktakes.plan(manager, {.kind = kind,
                                              .planned_on = business_date(context).value(),
                                              .zones = {{.name = "A"}}}))
            .stocktake.id;
    }
    void cancel_count(const Uuid& id) {
        made(stocktakes.step(
            manager, {.stocktake_id = id, .step = StocktakeStep::cancelled, .words = "改期"}));
    }
    void next_day() { clock.advance(k_day); }

    Closing closing{context};
    HandOvers hand_overs{context};
    Stocktakes stocktakes{context};
};

}  // namespace qiantai::domain::test
