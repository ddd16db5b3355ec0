// What waits for this person's yes: approved or returned, then the next one.

#include <algorithm>

#include "assets/words/kit.hpp"
#include "assets/words/ticket_take.hpp"
#include "terminal/desk/flow.hpp"
#include "terminal/tickets/flows/ticket_take_flows.hpp"
#include "terminal/tickets/flows/tickets_flows.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

constexpr int k_approvals_most = 50;

TicketApprovalsState& approvals_of(Flow& flow) {
    return flow.get<TicketApprovalsState>();
}

/// The oldest first.
Result<std::vector<domain::TicketPage>> load_waiting(domain::ServiceContext& context,
                                                     const domain::Session& session) {
    domain::TicketLists lists(context);
    QIANTAI_TRY(const auto list, lists.list(session, {.scope = domain::TicketScope::to_approve,
                                                      .limit = k_approvals_most}));
    std::vector<domain::TicketPage> waiting;
    for (auto line = list.tickets.rbegin(); line != list.tickets.rend(); ++line) {
        QIANTAI_TRY(auto page, lists.get(session, line->ticket_id));
        if (page.state.proposal) waiting.push_back(std::move(page));
    }
    return waiting;
}

void load_approvals(Flow& flow) {
    auto& state = approvals_of(flow);
    state.busy = false;
    state.error.reset();
    run_service(flow, load_waiting,
                [query = ++state.query](Flow& later,
                                        const Result<std::vector<domain::TicketPage>>& waiting) {
                    auto& now = approvals_of(later);
                    if (now.query != query) return;
                    if (!waiting) {
                        now.error = waiting.error();
                        return;
                    }
                    now.waiting = *waiting;
                    now.loaded = true;
                });
}

/// The next one stands there without going back to the list.
void drop_decided(Flow& flow, const Uuid& ticket) {
    auto& state = approvals_of(flow);
    const auto found = std::ranges::find(
        state.waiting, ticket, [](const domain::TicketPage& page) { return page.ticket.id; });
    if (found == state.waiting.end()) return;
    const auto next = state.waiting.erase(found);
    state.chosen.reset();
    if (next != state.waiting.end()) state.chosen = next->ticket.id;
}

Result<domain::TicketPage> decide_ticket(domain::ServiceContext& context,
                                         const domain::Session& session,
                                         const domain::TicketStepEntry& entry) {
    return domain::Tickets(context).step(session, entry);
}

void approve_shown(Flow& flow) {
    auto& state = approvals_of(flow);
    const auto* page = state.shown();
    if (page == nullptr || std::exchange(state.busy, true)) return;
    run_service(
        flow,
        [entry =
             domain::TicketStepEntry{.ticket_id = page->ticket.id, .step = TicketStep::approved}](
            domain::ServiceContext& context, const domain::Session& session) {
            return decide_ticket(context, session, entry);
        },
        [ticket = page->ticket.id](Flow& later, const Result<domain::TicketPage>& done) {
            approvals_of(later).busy = false;
            if (!done) return show_error(later, done.error());
            drop_decided(later, ticket);
            show_done(later, words::approval_approved_done);
        });
}

void return_shown(Flow& flow) {
    const auto* page = approvals_of(flow).shown();
    if (page == nullptr) return;
    ask(flow,
        {.words =
             [whom = Text::data(page->ticket.number)](const Ui& ui) {
                 return AskWords{{.heading = {ui.tr(words::approval_return_title), whom},
                                  .body = {},
                                  .confirm = ui.tr(words::approval_return),
                                  .cancel = ui.tr(words::cancel)}};
             },
         .then =
             [ticket = page->ticket.id](Flow& now, const std::string& reason) {
                 const domain::TicketStepEntry entry{
                     .ticket_id = ticket, .step = TicketStep::returned, .reason = reason};
                 run_service(
                     now,
                     [entry](domain::ServiceContext& context, const domain::Session& session) {
                         return decide_ticket(context, session, entry);
                     },
                     [ticket](Flow& later, const Result<domain::TicketPage>& done) {
                         if (!end_ask(later, done ? Status() : Status(done.error()))) return;
                         drop_decided(later, ticket);
                         show_done(later, words::approval_returned_done);
                     });
             },
         .reasons = return_reasons()});
}

struct ApplyApprovals {
    Flow& flow;

    void operator()(const approvals::Reload&) const { load_approvals(flow); }
    void operator()(const approvals::Choose& intent) const {
        approvals_of(flow).chosen = intent.ticket;
    }
    void operator()(const approvals::Approve&) const { approve_shown(flow); }
    void operator()(const approvals::Return&) const { return_shown(flow); }
    void operator()(const approvals::OpenCase&) const {
        if (const auto* page = approvals_of(flow).shown()) open_ticket(flow, Uuid(page->ticket.id));
    }
};

void apply_approvals(Flow& flow, const TicketApprovalsIntent& intent) {
    std::visit(ApplyApprovals{flow}, intent);
}

Badge waiting_badge(const Scene&, const StateBag& states) {
    return {static_cast<int>(states.get<TicketApprovalsState>().waiting.size()), false};
}

}  // namespace

ScreenEntry ticket_approvals_screen() {
    return {.id = k_ticket_approvals_screen,
            .menu = Way{Icon::check_circle, words::nav_approvals, domain::Right::tickets_decide},
            .below = k_ticket_board_screen,
            .title = words::approvals_title,
            .help = words::help_approvals,
            .draw = screen_draw(draw_ticket_approvals, apply_approvals),
            .badge = waiting_badge,
            .counted = load_approvals,
            .opened = load_approvals};
}

}  // namespace qiantai::app
