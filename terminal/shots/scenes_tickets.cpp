// Cases: the board, the list, a case with its course and its evidence, approvals.

#include "terminal/home/screens/screen_home.hpp"
#include "terminal/shots/scenes.hpp"
#include "terminal/tickets/flows/tickets_flows.hpp"
#include "terminal/tickets/screens/ticket_board.hpp"
#include "terminal/tickets/screens/ticket_list.hpp"
#include "terminal/tickets/screens/ticket_page.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

/// Of the case that has come furthest without being closed.
std::optional<Uuid> furthest_case(Stage& stage) {
    const auto& board = stage.state<TicketBoardState>().board;
    if (!board) return std::nullopt;
    std::optional<Uuid> found;
    for (const auto& lane : board->lanes) {
        if (!lane.cards.empty()) found = lane.cards.front().ticket_id;
    }
    return found;
}

void shoot_ticket_page(Stage& stage, const Uuid& id) {
    auto flow = stage.app().flow();
    app::open_ticket(flow, id);
    stage.settle();
    stage.picture("ticket-page");
    stage.touch("add evidence");
    stage.picture("ticket-page-evidence");
    stage.key(ImGuiKey_Escape);
    stage.scroll_to_end();
    stage.picture("ticket-page-end");
}

/// A case for which photos were brought, and one of them.
void shoot_photo(Stage& stage) {
    stage.touch(way(k_ticket_board_screen));
    stage.touch("find");
    stage.touch("field");
    stage.type("电热水壶");
    const auto& found = stage.state<TicketListState>().rows;
    if (found.empty()) return;
    auto flow = stage.app().flow();
    app::open_ticket(flow, found.front().ticket_id);
    stage.settle();
    stage.picture("ticket-page-photos");
    const auto& all = stage.state<TicketPageState>().evidence.all;
    if (all.empty()) return;
    stage.touch("evidence " + all.front().event_id.text());
    stage.picture("ticket-photo");
    stage.key(ImGuiKey_Escape);
}

}  // namespace

void shoot_tickets(Stage& stage) {
    stage.touch(way(k_ticket_board_screen));
    stage.picture("tickets-board");
    stage.touch("kinds");
    stage.picture("tickets-kinds");
    stage.key(ImGuiKey_Escape);
    const auto id = furthest_case(stage);
    stage.touch("find");
    stage.picture("tickets-list");
    stage.touch("field");
    stage.type("漏");
    stage.picture("tickets-found");
    if (id) shoot_ticket_page(stage, *id);
    shoot_photo(stage);
    stage.touch(way(k_home_screen));
}

void shoot_approvals(Stage& stage) {
    stage.touch("person");
    stage.touch("menu ticket_approvals");
    stage.picture("ticket-approvals");
    stage.touch(way(k_home_screen));
}

}  // namespace qiantai::shots
