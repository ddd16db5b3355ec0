// A desk of headquarters: an agent's cases of all stores and a number that is open for a time, what
// waits for the agents' manager, and what the administrator sets for the chain.

#include "terminal/calendars/screens/screen_holidays.hpp"
#include "terminal/callbacks/screens/screen_call_plans.hpp"
#include "terminal/callbacks/screens/screen_callbacks.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/home/screens/screen_home.hpp"
#include "terminal/shots/scenes.hpp"
#include "terminal/tickets/flows/tickets_flows.hpp"
#include "terminal/tickets/screens/ticket_board.hpp"
#include "terminal/tickets/screens/ticket_list.hpp"
#include "terminal/tickets/screens/ticket_page.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

void sign_in_at_desk(Stage& stage, std::string_view role) {
    for (const auto& staff : ctl::demo_staff()) {
        if (staff.store_code != "HQ" || staff.role != role) continue;
        stage.touch(staff.number);
        return stage.pin(staff.pin);
    }
    QIANTAI_ASSERT(false);
}

void shoot_scope(Stage& stage, domain::TicketScope scope, std::string_view name) {
    auto flow = stage.app().flow();
    app::open_tickets(flow, scope);
    stage.settle();
    stage.picture(name);
}

void shoot_desk_cases(Stage& stage) {
    stage.touch(way(k_ticket_board_screen));
    stage.picture("hq-tickets-board");
    shoot_scope(stage, domain::TicketScope::escalated, "hq-tickets-escalated");
    const auto& escalated = stage.state<TicketListState>().rows;
    if (!escalated.empty()) {
        auto flow = stage.app().flow();
        app::open_ticket(flow, escalated.front().ticket_id);
        stage.settle();
        stage.picture("hq-ticket-page");
    }
    shoot_scope(stage, domain::TicketScope::unassigned, "hq-tickets-unassigned");
}

void shoot_desk_calls(Stage& stage) {
    stage.touch(way(k_callbacks_screen));
    auto& state = stage.state<CallbacksState>();
    if (!state.rows.empty()) {
        stage.touch("callback " + state.rows.front().task.id.text());
        stage.picture("hq-call-closed");
        if (stage.shows("open number")) {
            stage.touch("open number");
            stage.picture("hq-call-open");
        }
    }
    state.calling = false;
    stage.settle();
    stage.picture("hq-callbacks");
}

void shoot_desk_approvals(Stage& stage) {
    stage.touch("person");
    stage.touch("menu ticket_approvals");
    stage.picture("hq-approvals");
    stage.touch(way(k_home_screen));
}

void shoot_desk_rules(Stage& stage) {
    stage.touch("entry call plans");
    stage.picture("hq-call-rules");
    stage.touch("rule 3");
    stage.picture("hq-call-rule");
    stage.key(ImGuiKey_Escape);
    stage.touch("put rules");
    stage.picture("hq-call-rules-from");
    stage.key(ImGuiKey_Escape);
    stage.touch(way(k_home_screen));
    stage.touch("entry holidays");
    stage.touch("choice 10");
    stage.picture("hq-holidays");
    stage.touch(way(k_home_screen));
}

}  // namespace

void shoot_desk(Stage& stage) {
    sign_in_at_desk(stage, "cs_agent");
    stage.picture("hq-home-agent");
    shoot_desk_cases(stage);
    shoot_desk_calls(stage);
    stage.touch(way(k_home_screen));
    stage.touch("lock");
    sign_in_at_desk(stage, "cs_manager");
    stage.picture("hq-home-manager");
    shoot_desk_approvals(stage);
    stage.touch("lock");
    sign_in_at_desk(stage, "admin");
    stage.picture("hq-home-admin");
    shoot_desk_rules(stage);
}

}  // namespace qiantai::shots
