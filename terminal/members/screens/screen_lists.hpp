#pragma once

// The work lists of a store, as tabs of one screen: cards that expire and birthdays. A row opens a
// sheet where what came of the talk is written down.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "terminal/desk/intents.hpp"
#include "terminal/desk/paged_list.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/core/ui.hpp"
#include "terminal/kit/widgets/widget_shell.hpp"
#include "terminal/members/rules/figure_facts.hpp"
#include "terminal/members/rules/list_facts.hpp"
#include "terminal/members/screens/screen_case.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_lists_screen{"lists"};

enum class ListsTab : std::uint8_t { expiring, care, cases };

struct ExpiringState : PagedList<domain::ExpiringCard, domain::ListPlace> {
    domain::ExpiringCounts counts{};
    enum class Range : std::uint8_t { days_30, days_60, expired } range = Range::days_30;
    bool only_open = false;  ///< without those somebody has been in touch with
    bool only_own = false;   ///< only members whose home clerk is signed in
};

struct CareState : PagedList<domain::CareEntry, domain::ListPlace> {
    domain::CareCounts counts{};
    enum class Period : std::uint8_t { today, week, month } period = Period::week;
    bool past = false;  ///< the days before today instead of those to come
    bool only_own = false;
};

/// Opened by a row: exactly one of the two is set.
struct ListSheet {
    enum class Step : std::uint8_t { contact, renew, lapse } step = Step::contact;
    std::optional<domain::ExpiringCard> card{};
    std::optional<domain::CareEntry> birthday{};
    std::optional<ContactOutcome> outcome{};
    std::string remark{};
    std::optional<LapseReason> reason{};
    bool busy = false;
    std::optional<domain::Member> revealed{};  ///< with the number, until the sheet is closed

    const domain::Member& member() const { return card ? card->member : birthday->member; }
};

struct ListsState {
    ListsTab tab = ListsTab::expiring;
    ExpiringState expiring{};
    CareState care{};
    std::optional<ListSheet> sheet{};
    std::optional<domain::MembersToday> today{};  ///< what waits, for the tabs and the rail
    bool begun = false;                           ///< a clerk begins with the own members

    /// How many wait in a tab as it is filtered: the one figure for home, tabs and rail.
    domain::OpenWork::Count work(ListsTab tab) const;
    /// What has to be done now in all tabs; the rest can wait.
    Badge badge() const;
};

namespace lists {
struct OpenTab {
    ListsTab tab;
};
struct SetRange {
    ExpiringState::Range range;
};
struct SetPeriod {
    CareState::Period period;
};
struct ToggleOnlyOpen {};
struct ToggleOnlyOwn {};
struct TogglePast {};
struct ShowAll {};   ///< both toggles off
struct LoadMore {};  ///< the end of what is loaded came into sight
struct Reload {};
struct OpenCard {
    Uuid card_id;
};
struct OpenBirthday {
    Uuid member_id;
};
/// The same from another screen, which knows the row: exactly one of the two is set.
struct Contact {
    std::optional<domain::ExpiringCard> card{};
    std::optional<domain::CareEntry> birthday{};
};
struct CloseSheet {};
struct RevealNumber {};  ///< is recorded with the list as its reason
struct OpenMember {};    ///< the sheet's
struct ChooseOutcome {
    ContactOutcome outcome;
};
struct TypeRemark {
    std::string text;
};
struct ChooseReason {
    LapseReason reason;
};
struct SaveContact {};
struct GoTo {
    ListSheet::Step step;
};
struct Renew {};
struct Lapse {};
}  // namespace lists

using ListsIntent =
    std::variant<CaseIntent, lists::OpenTab, lists::SetRange, lists::SetPeriod,
                 lists::ToggleOnlyOpen, lists::ToggleOnlyOwn, lists::TogglePast, lists::ShowAll,
                 lists::LoadMore, lists::Reload, lists::OpenCard, lists::OpenBirthday,
                 lists::Contact, lists::CloseSheet, lists::RevealNumber, lists::OpenMember,
                 lists::ChooseOutcome, lists::TypeRemark, lists::ChooseReason, lists::SaveContact,
                 lists::GoTo, lists::Renew, lists::Lapse>;
using ListsIntents = Intents<ListsIntent>;

void draw_lists(Ui& ui, const Rect& area, const Scene& scene, const ListsState& lists,
                const CasesState& cases, ListsIntents& intents);
/// Over the screen, while ListsState::sheet is set.
void draw_list_sheet(Ui& ui, const Rect& area, const Scene& scene, const ListsState& lists,
                     ListsIntents& intents);

/// The tabs, in screen_lists_*.cpp.
void draw_expiring(Ui& ui, const Rect& area, const Scene& scene, const ListsState& lists,
                   ListsIntents& intents);
void draw_cases(Ui& ui, const Rect& area, const Scene& scene, const CasesState& cases,
                ListsIntents& intents);
void draw_care(Ui& ui, const Rect& area, const Scene& scene, const ListsState& lists,
               ListsIntents& intents);

}  // namespace qiantai::ui
