#pragma once

// The day's register of gifts given: who got what from whom, what is conspicuous, and the
// supervisor's check; and the month's, which the manager signs.

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/issuances/rules/entitlement_facts.hpp"
#include "terminal/issuances/rules/register_month_facts.hpp"
#include "terminal/kit/widgets/widget_ink.hpp"

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

    std::optional<domain::RegisterMonthPage> month{};  ///< its sheet is open
    std::vector<Stroke> strokes{};                     ///< the manager's, under it
    /// Whom something of an issuance is asked about: taking it back, or emptying its recipient.
    std::optional<domain::IssuanceSummary> about{};

    bool asks() const { return checking || month || about; }
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
/// A month, "2026-11".
struct ShowMonth {
    std::string month;
};
struct SignMonth {
    InkChange change;
};
struct FreezeMonth {};
/// What can be done about one of them.
struct OpenOne {
    domain::IssuanceSummary issuance;
};
/// The name and telephone of somebody who is no member are emptied.
struct EraseRecipient {
    Uuid id;
    std::string number;
};
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
                 issuances::Charge, issuances::ShowDuty, issuances::PrintMonth,
                 issuances::ShowMonth, issuances::SignMonth, issuances::FreezeMonth,
                 issuances::OpenOne, issuances::EraseRecipient>;
using IssuancesIntents = Intents<IssuancesIntent>;

void draw_issuances(Ui& ui, const Rect& area, const Scene& scene, const IssuancesState& state,
                    IssuancesIntents& intents);
/// The month, over the list.
void draw_register_month_sheet(Ui& ui, const Rect& area, const Scene& scene,
                               const IssuancesState& state, IssuancesIntents& intents);
/// The check, the month, or one issuance, over the list.
void draw_issuances_sheet(Ui& ui, const Rect& area, const Scene& scene, const IssuancesState& state,
                          IssuancesIntents& intents);

}  // namespace qiantai::ui
