#pragma once

// The day's register of gifts given: who got what from whom, what is conspicuous, and the
// supervisor's check.

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/issuances/rules/entitlement_facts.hpp"
#include "terminal/issuances/rules/register_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_issuances_screen{"issuances"};

struct IssuancesState {
    std::optional<Date> day{};  ///< none: today
    std::optional<domain::RegisterDay> shown{};
    std::vector<domain::IssuanceAlert> alerts{};
    std::vector<domain::RegisterDay> open_days{};
    std::vector<domain::GiftTakeback> takebacks{};
    std::vector<domain::EntitlementConflictLine> conflicts{};
    std::optional<Error> error{};
    int query = 0;

    bool checking = false;  ///< the sheet of the check is open
    int off = 0;
    std::string words{};
    bool saving = false;
    std::optional<Error> sheet_error{};
};

namespace issuances {
struct ShowDay {
    Date day;
};
struct Reload {};
struct Give {};
struct TakeBack {
    Uuid id;
    std::string number;
};
struct BeginCheck {};
struct SetOff {
    int off;
};
struct TypeWords {
    std::string text;
};
struct Check {};
struct CloseSheet {};
/// The day's register on paper, and the month's.
struct Print {};
struct PrintMonth {};
/// Gifts of a purchase that was given back stay with the customer.
struct Excuse {
    Uuid id;
    std::string number;
};
/// Such gifts are paid for.
struct Charge {
    Uuid id;
    std::string number;
};
/// Who is on duty.
struct ShowDuty {};
/// A right that was used twice is settled.
struct Settle {
    Uuid conflict_id;
    std::string code;
};
}  // namespace issuances

using IssuancesIntent =
    std::variant<issuances::ShowDay, issuances::Reload, issuances::Give, issuances::TakeBack,
                 issuances::BeginCheck, issuances::SetOff, issuances::TypeWords, issuances::Check,
                 issuances::CloseSheet, issuances::Print, issuances::Excuse, issuances::Settle,
                 issuances::Charge, issuances::ShowDuty, issuances::PrintMonth>;
using IssuancesIntents = Intents<IssuancesIntent>;

void draw_issuances(Ui& ui, const Rect& area, const Scene& scene, const IssuancesState& state,
                    IssuancesIntents& intents);
/// The check, over the list.
void draw_issuances_sheet(Ui& ui, const Rect& area, const Scene& scene, const IssuancesState& state,
                          IssuancesIntents& intents);

}  // namespace qiantai::ui
