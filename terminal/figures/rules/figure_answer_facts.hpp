#pragma once

// What is asked of the figures and what is answered. Plain values.

#include "terminal/figures/rules/breakdown_facts.hpp"
#include "terminal/figures/rules/figure_period_facts.hpp"

namespace qiantai::domain {

struct FigureRequest {
    Coded<FigureSpan> span{};
    Date from{};                   ///< a day of the month, quarter or year; a range's first day
    std::optional<Date> until{};   ///< a range's last day
    std::string store_code{};      ///< at headquarters one store's; empty = all. A store: its own
    std::string tier{};            ///< of members of this tier; empty = all
    std::string clerk{};           ///< of members of this home clerk, of cases this clerk took
    std::vector<Coded<FigureBy>> by{};  ///< breakdowns that are wanted beside
};
QIANTAI_DESCRIBE(FigureRequest, "", span, from, until, store_code, tier, clerk, by)
QIANTAI_NOTES(FigureRequest,
              {.field = "from", .meaning = "a day of the month, quarter or year; a range's first day"},
              {.field = "until", .meaning = "a range's last day"},
              {.field = "store_code",
               .meaning = "at headquarters one store's; absent = all",
               .length_max = 8,
               .presence = FieldNote::Presence::optional},
              {.field = "tier", .length_max = 40, .presence = FieldNote::Presence::optional},
              {.field = "clerk", .length_max = 12, .presence = FieldNote::Presence::optional},
              {.field = "by",
               .meaning = "breakdowns wanted in the same answer",
               .length_max = 12,
               .presence = FieldNote::Presence::optional})

struct FigureAnswer {
    FigurePeriod period{};
    std::string store_code{};  ///< empty: all that are known here
    std::vector<FigureValue> figures{};  ///< every figure there is, in the order of FigureId
    std::vector<FigureBreakdown> breakdowns{};  ///< as wanted
    FigureBands bands{};
    ChurnPolicy churn{};
    bool shows_people = false;  ///< small cells are told, and records may be opened
};
QIANTAI_DESCRIBE(FigureAnswer, "", period, store_code, figures, breakdowns, bands, churn,
                 shows_people)
QIANTAI_NOTES(FigureAnswer, {.field = "store_code", .presence = FieldNote::Presence::optional})

}  // namespace qiantai::domain
