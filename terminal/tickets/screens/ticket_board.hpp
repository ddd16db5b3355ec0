#pragma once

// The board: every open case of the store, or of one person, where it stands and what runs out
// first.

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/core/press.hpp"
#include "terminal/tickets/rules/ticket_lists_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_ticket_board_screen{"tickets"};

/// How a clock stands, as the counters above the board tell them apart.
enum class BoardCounter : std::uint8_t { overdue, due_soon, running, paused };

struct TicketBoardState {
    std::optional<domain::TicketBoard> board{};
    std::optional<Error> error{};
    bool only_mine = false;
    std::optional<TicketKind> kind{};
    std::optional<BoardCounter> counter{};  ///< only these
    int column = 0;                         ///< the one that is shown where not all fit
    bool choosing_kind = false;
    std::string store_code{};  ///< at headquarters: only this store's; empty = all
    bool choosing_store = false;
    int query = 0;  ///< an answer to an older question is dropped

    bool is_filtered() const { return only_mine || kind || counter || !store_code.empty(); }
};

/// What waits for the signed-in person, for the rail and for home.
struct TicketCountsState {
    domain::TicketCounts counts{};

    int now() const { return counts.needs_me; }
    bool urgent() const { return counts.mine_overdue + counts.escalated > 0; }
};

namespace ticket_board {
struct SetMine {
    bool only_mine;
};
struct SetKind {
    std::optional<TicketKind> kind;
};
struct ChooseKind {
    bool choosing;
};
struct SetStore {
    std::string store_code;
};
struct ChooseStore {
    bool choosing;
};
/// The same again shows all.
struct SetCounter {
    BoardCounter counter;
};
struct SetColumn {
    int column;
};
struct ShowAll {};
struct TakeIn {};
struct Open {
    Uuid id;
};
/// The case, with its next step asked for.
struct OpenNext {
    Uuid id;
};
struct Find {};
struct SeeClosed {};
struct Reload {};
}  // namespace ticket_board

using TicketBoardIntent =
    std::variant<ticket_board::SetStore, ticket_board::ChooseStore, ticket_board::SetMine,
                 ticket_board::SetKind, ticket_board::ChooseKind, ticket_board::SetCounter,
                 ticket_board::SetColumn, ticket_board::ShowAll, ticket_board::TakeIn,
                 ticket_board::Open, ticket_board::OpenNext, ticket_board::Find,
                 ticket_board::SeeClosed, ticket_board::Reload>;
using TicketBoardIntents = Intents<TicketBoardIntent>;

void draw_ticket_board(Ui& ui, const Rect& area, const Scene& scene, const TicketBoardState& state,
                       TicketBoardIntents& intents);
/// The kinds to choose from.
void draw_ticket_board_sheet(Ui& ui, const Rect& area, const Scene& scene,
                             const TicketBoardState& state, TicketBoardIntents& intents);

/// One case on the board; every card is as high as this.
float ticket_card_height(const Ui& ui);
Press draw_ticket_card(Ui& ui, const Rect& rect, const Shop& shop, const domain::TicketLine& line);
std::optional<BoardCounter> board_counter(const domain::TicketLine& line);

}  // namespace qiantai::ui
