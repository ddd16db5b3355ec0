#pragma once

// All cases, closed ones too: found by number, person, product or words, the newest first.

#include "terminal/desk/intents.hpp"
#include "terminal/desk/paged_list.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/core/text_box.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/tickets/rules/ticket_lists_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_ticket_list_screen{"ticket_list"};

/// What lies over the list: a choice of what is shown.
enum class TicketListSheet : std::uint8_t { none, scope, kind, more, hand_over };

/// What is seldom asked for: who has it, how grave, since when, at headquarters of which store.
struct TicketListMore {
    std::optional<TicketSeverity> severity{};
    std::string keeper{};       ///< staff number
    std::optional<int> days{};  ///< taken in within so many, today's counted
    std::string store_code{};
    bool operator==(const TicketListMore&) const = default;
};

/// Somebody's open cases go to somebody else.
struct TicketHandOver {
    std::string to{};
    Reason reason{};
    std::optional<Error> error{};
    bool busy = false;
};

struct TicketListState : PagedList<domain::TicketLine, domain::TicketPlace> {
    std::string typed{};
    std::string composing{};  ///< with what is no text yet; empty if everything is
    domain::TicketScope scope = domain::TicketScope::open;
    std::optional<TicketKind> kind{};
    std::optional<Uuid> member_id{};  ///< only this member's
    std::string member_name{};
    TicketListMore more{};
    TicketHandOver hand_over{};
    TicketListSheet sheet = TicketListSheet::none;

    const std::string& looked_for() const { return live_text(typed, composing); }
    bool is_filtered() const {
        return !looked_for().empty() || kind || member_id || more != TicketListMore() ||
               scope != domain::TicketScope::open;
    }
};

namespace ticket_list {
struct Search {
    std::string text;
    std::string composing;
};
struct SetScope {
    domain::TicketScope scope;
};
struct SetKind {
    std::optional<TicketKind> kind;
};
struct SetMore {
    TicketListMore more;
};
struct ChangeHandOver {
    TicketHandOver form;
};
struct HandOver {};
/// A case of the member whose cases these are.
struct TakeIn {};
struct OpenSheet {
    TicketListSheet sheet;
};
/// Everything there is, whoever's and however it ended.
struct ShowAll {};
struct LoadMore {};
struct Reload {};
struct Open {
    Uuid id;
};
}  // namespace ticket_list

using TicketListIntent =
    std::variant<ticket_list::Search, ticket_list::SetScope, ticket_list::SetKind,
                 ticket_list::SetMore, ticket_list::ChangeHandOver, ticket_list::HandOver,
                 ticket_list::TakeIn, ticket_list::OpenSheet, ticket_list::ShowAll,
                 ticket_list::LoadMore, ticket_list::Reload, ticket_list::Open>;
using TicketListIntents = Intents<TicketListIntent>;

void draw_ticket_list(Ui& ui, const Rect& area, const Scene& scene, const TicketListState& list,
                      TicketListIntents& intents);
void draw_ticket_list_sheet(Ui& ui, const Rect& area, const Scene& scene,
                            const TicketListState& list, TicketListIntents& intents);

/// The usual reasons for which somebody's cases go to somebody else.
std::span<const Choice> hand_over_reasons();
void draw_ticket_more_sheet(Ui& ui, const Rect& area, const Scene& scene,
                            const TicketListState& list, TicketListIntents& intents);
void draw_ticket_hand_over(Ui& ui, const Rect& area, const Scene& scene,
                           const TicketListState& list, TicketListIntents& intents);

}  // namespace qiantai::ui
