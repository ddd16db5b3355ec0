#pragma once

#include <variant>
#include <vector>

#include "schema/base/date.hpp"
#include "terminal/callbacks/screens/screen_callbacks.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/imports/screens/screen_imports.hpp"
#include "terminal/members/rules/figure_facts.hpp"
#include "terminal/members/rules/list_facts.hpp"
#include "terminal/members/screens/screen_lists.hpp"
#include "terminal/members/screens/screen_member.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"
#include "terminal/tickets/screens/ticket_board.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_home_screen{"home"};

/// What the home screen names: the next people to contact, and who was registered today. Numbers
/// and the way to headquarters are known to other screens already.
/// A form the signed-in person has begun.
struct UnfinishedWork {
    TextKey what;
    std::string whom{};
    TimeMs saved_at = 0;
    std::string kind{};
    std::optional<Uuid> subject{};
};

/// How the store's day stands, for whoever closes it.
struct HomeClosing {
    int missing = 0;
    int can_wait = 0;
    int carried = 0;                 ///< left over from the last closed day
    std::optional<Date> unclosed{};  ///< an earlier day that nobody closed
    bool is_time = false;            ///< the store closes soon, and the day is not closed
};

struct HomeState {
    std::vector<UnfinishedWork> unfinished{};      ///< the newest first
    std::vector<domain::CareEntry> birthdays{};    ///< today's and missed ones, to be greeted
    std::vector<domain::ExpiringCard> expiring{};  ///< what expired or expires first
    domain::RegisteredToday registered{};
    std::optional<domain::PurchaseDay> receipts{};  ///< today's; absent for who keeps none
    int falling = 0;                                ///< whose tier will fall
    std::optional<HomeClosing> closing{};           ///< absent for who closes no day
    std::vector<int> missing_years{};  ///< whose holidays nobody has said, for whoever can see to it
};

namespace home {
struct Resume {
    std::string kind;
    std::optional<Uuid> subject;
};
/// The list of cases of one scope.
struct OpenTickets {
    domain::TicketScope scope;
};
}  // namespace home

/// The other ways on are those of other screens.
using HomeIntent =
    std::variant<home::Resume, home::OpenTickets, lists::OpenTab, lists::Contact, member::Open>;
using HomeIntents = Intents<HomeIntent>;

/// What the signed-in person sees first: the ways in, today's numbers, the next people to contact,
/// today's registrations, and that headquarters has everything.
void draw_home(Ui& ui, const Rect& area, const Scene& scene, const HomeState& home,
               const ListsState& lists, const ImportsState& imports,
               const TicketCountsState& tickets, const CallbacksState& calls,
               HomeIntents& intents);

}  // namespace qiantai::ui
