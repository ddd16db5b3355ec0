// The board of open cases, kept up to date as time passes.

#include "assets/words/tickets.hpp"
#include "terminal/tickets/flows/ticket_take_flows.hpp"
#include "terminal/tickets/flows/tickets_flows.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

TicketBoardState& board_of(Flow& flow) {
    return flow.get<TicketBoardState>();
}

void load_board(Flow& flow) {
    auto& state = board_of(flow);
    state.error.reset();
    domain::BoardFilter filter{.only_mine = state.only_mine, .store_code = state.store_code};
    if (state.kind) filter.kind = *state.kind;
    run_service(
        flow,
        [filter](domain::ServiceContext& context, const domain::Session& session) {
            return domain::TicketLists(context).board(session, filter);
        },
        [query = ++state.query](Flow& later, const Result<domain::TicketBoard>& loaded) {
            auto& now = board_of(later);
            if (now.query != query) return;
            if (loaded) {
                now.board = *loaded;
            } else {
                now.error = loaded.error();
            }
        });
    count_tickets(flow);
}

// Promises that ran out are told on, whoever is at the terminal; what is shown goes on with time.
void let_time_pass(Flow& flow) {
    if (!flow.scene.has_right(domain::Right::tickets_keep)) return;
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Tickets(context).run(session);
        },
        [](Flow& later, const Result<domain::TicketRun>& run) {
            if (!run) return show_error(later, run.error());
            if (later.nav.screen == k_ticket_board_screen) return load_board(later);
            count_tickets(later);
        });
}

/// The number of a case opens it from wherever one is.
bool scan_ticket(Flow& flow, const std::string& code) {
    if (!domain::is_ticket_number(code)) return false;
    if (!flow.scene.has_right(domain::Right::tickets_keep)) return false;
    run_service(
        flow,
        [code](domain::ServiceContext& context, const domain::Session& session) {
            return domain::TicketLists(context).find(session, code);
        },
        [](Flow& later, const Result<domain::TicketPage>& page) {
            if (!page) return show_error(later, page.error());
            open_ticket(later, page->ticket.id);
        });
    return true;
}

struct ApplyBoard {
    Flow& flow;

    TicketBoardState& state() const { return board_of(flow); }
    void operator()(const ticket_board::SetMine& intent) const {
        state().only_mine = intent.only_mine;
        load_board(flow);
    }
    void operator()(const ticket_board::SetKind& intent) const {
        state().kind = intent.kind;
        state().choosing_kind = false;
        load_board(flow);
    }
    void operator()(const ticket_board::ChooseKind& intent) const {
        state().choosing_kind = intent.choosing;
    }
    void operator()(const ticket_board::SetStore& intent) const {
        state().store_code = intent.store_code;
        state().choosing_store = false;
        load_board(flow);
    }
    void operator()(const ticket_board::ChooseStore& intent) const {
        state().choosing_store = intent.choosing;
    }
    void operator()(const ticket_board::SetCounter& intent) const {
        auto& counter = state().counter;
        counter = counter == intent.counter ? std::nullopt : std::optional(intent.counter);
    }
    void operator()(const ticket_board::SetColumn& intent) const { state().column = intent.column; }
    void operator()(const ticket_board::ShowAll&) const {
        state().only_mine = false;
        state().kind.reset();
        state().store_code.clear();
        state().counter.reset();
        load_board(flow);
    }
    void operator()(const ticket_board::TakeIn&) const { begin_ticket(flow); }
    void operator()(const ticket_board::Open& intent) const { open_ticket(flow, intent.id); }
    void operator()(const ticket_board::OpenNext& intent) const {
        open_ticket_asking(flow, intent.id);
    }
    void operator()(const ticket_board::Find&) const {
        open_tickets(flow, domain::TicketScope::open);
    }
    void operator()(const ticket_board::SeeClosed&) const {
        open_tickets(flow, domain::TicketScope::closed);
    }
    void operator()(const ticket_board::Reload&) const { load_board(flow); }
};

void apply_board(Flow& flow, const TicketBoardIntent& intent) {
    std::visit(ApplyBoard{flow}, intent);
}

// Whose cases are shown stays as the person left it.
void enter_board(Flow& flow) {
    auto& state = board_of(flow);
    state.counter.reset();
    state.choosing_kind = state.choosing_store = false;
}

void board_session_ended(Flow& flow, const std::optional<Error>&) {
    if (flow.nav.screen == k_ticket_board_screen) load_board(flow);
}

}  // namespace

void count_tickets(Flow& flow) {
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::TicketLists(context).counts(session);
        },
        [](Flow& later, const Result<domain::TicketCounts>& counts) {
            if (!counts) return show_error(later, counts.error());
            later.get<TicketCountsState>().counts = *counts;
        });
}

ScreenEntry ticket_board_screen() {
    return {.id = k_ticket_board_screen,
            .way = Way{Icon::headset, words::nav_tickets, domain::Right::tickets_keep},
            .title = words::tickets_title,
            .help = words::help_ticket_board,
            .draw = screen_draw(draw_ticket_board, apply_board),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              const auto& state = states.get<TicketBoardState>();
                              return state.choosing_kind || state.choosing_store;
                          },
                      .draw = screen_draw(draw_ticket_board_sheet, apply_board)},
            .badge =
                [](const Scene&, const StateBag& states) {
                    const auto& waiting = states.get<TicketCountsState>();
                    return Badge{.count = waiting.now(), .urgent = waiting.urgent()};
                },
            .entered = enter_board,
            .counted = count_tickets,
            .opened = load_board,
            .scanned_elsewhere = scan_ticket,
            .each_minute = let_time_pass,
            .session_ended = board_session_ended};
}

}  // namespace qiantai::app
