// All cases, and a member's.

#include "assets/words/ticket_page.hpp"
#include "assets/words/tickets.hpp"
#include "terminal/tickets/flows/ticket_take_flows.hpp"
#include "terminal/tickets/flows/tickets_flows.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

using domain::TicketScope;

constexpr PageSize k_tickets_page{.rows = 50, .rows_most = domain::k_ticket_list_max};

TicketListState& tickets_of(Flow& flow) {
    return flow.get<TicketListState>();
}

struct TicketRows {
    std::vector<domain::TicketLine> rows;
    std::optional<domain::TicketPlace> next;
};

void load_tickets(Flow& flow, Take take) {
    const auto& list = tickets_of(flow);
    domain::TicketFilter filter{
        .text = list.looked_for(), .scope = list.scope, .member_id = list.member_id};
    if (list.kind) filter.kind = *list.kind;
    if (list.more.severity) filter.severity = *list.more.severity;
    filter.keeper = list.more.keeper;
    filter.store_code = list.more.store_code;
    if (list.more.days) {
        filter.from = Date::of_text(flow.scene.shop.today).plus_days(1 - *list.more.days);
    }
    read_page(
        flow, take, k_tickets_page, tickets_of,
        [filter](domain::ServiceContext& context, const domain::Session& session,
                 const PageWanted<domain::TicketPlace>& wanted) -> Result<TicketRows> {
            auto asked = filter;
            asked.limit = wanted.limit;
            asked.after = wanted.after;
            QIANTAI_TRY(auto page, domain::TicketLists(context).list(session, asked));
            return TicketRows{std::move(page.tickets), page.next};
        },
        [](TicketListState&, const TicketRows&) {});
}

void load_tickets_anew(Flow& flow) {
    load_tickets(flow, Take::anew);
}

/// Nothing typed, nobody's in particular.
void clear_tickets(TicketListState& list, TicketScope scope) {
    list.forget();
    list.scope = scope;
    list.kind.reset();
    list.typed.clear();
    list.composing.clear();
    list.member_id.reset();
    list.member_name.clear();
    list.more = {};
    list.sheet = TicketListSheet::none;
}

void hand_over_tickets(Flow& flow) {
    auto& list = tickets_of(flow);
    if (std::exchange(list.hand_over.busy, true)) return;
    list.hand_over.error.reset();
    const auto why = list.hand_over.reason.words(flow.scene.settings.language, hand_over_reasons());
    run_service(
        flow,
        [from = list.more.keeper, to = list.hand_over.to, why](domain::ServiceContext& context,
                                                               const domain::Session& session) {
            return domain::Tickets(context).hand_over(session, from, to, why);
        },
        [](Flow& later, const Result<int>& count) {
            auto& now = tickets_of(later);
            now.hand_over.busy = false;
            if (!count) {
                now.hand_over.error = count.error();
                return;
            }
            now.sheet = TicketListSheet::none;
            show_done(later, words::ticket_handed_over);
            load_tickets_anew(later);
            count_tickets(later);
        });
}

Result<MemberLineWords> load_tickets_line(domain::ServiceContext& context,
                                          const domain::Session& session, const Uuid& member) {
    const domain::TicketFilter filter{.member_id = member, .limit = domain::k_ticket_list_max};
    QIANTAI_TRY(const auto page, domain::TicketLists(context).list(session, filter));
    if (page.tickets.empty()) return MemberLineWords();
    const auto is_open = [](const auto& line) { return !line.closed_at; };
    const auto open = std::ranges::count_if(page.tickets, is_open);
    return MemberLineWords([open, all = page.tickets.size()](const Ui& ui, const Shop&) {
        MemberLineText text{.title = ui.tr(words::ticket_member_line, all)};
        if (open > 0) {
            text.tag = ui.tr(words::ticket_member_open, open);
            text.tone = Tone::warning;
        }
        return text;
    });
}

void open_tickets_of(Flow& flow, const Uuid& member, const std::string& name) {
    auto& list = tickets_of(flow);
    clear_tickets(list, TicketScope::all);
    list.member_id = member;
    list.member_name = name;
    open_screen(flow, k_ticket_list_screen);
}

struct ApplyTickets {
    Flow& flow;

    TicketListState& state() const { return tickets_of(flow); }
    void operator()(const ticket_list::Search& intent) const {
        state().typed = intent.text;
        state().composing = intent.composing;
        load_tickets_anew(flow);
    }
    void operator()(const ticket_list::SetScope& intent) const {
        state().scope = intent.scope;
        again();
    }
    void operator()(const ticket_list::SetKind& intent) const {
        state().kind = intent.kind;
        again();
    }
    void operator()(const ticket_list::SetMore& intent) const {
        state().more = intent.more;
        state().forget();
        load_tickets_anew(flow);
    }
    void operator()(const ticket_list::ChangeHandOver& intent) const {
        state().hand_over = intent.form;
    }
    void operator()(const ticket_list::HandOver&) const { hand_over_tickets(flow); }
    void operator()(const ticket_list::TakeIn&) const {
        if (state().member_id) begin_ticket_of(flow, *state().member_id);
    }
    void operator()(const ticket_list::OpenSheet& intent) const {
        state().sheet = intent.sheet;
        state().hand_over = {};
    }
    void operator()(const ticket_list::ShowAll&) const {
        clear_tickets(state(), TicketScope::all);
        load_tickets_anew(flow);
    }
    void operator()(const ticket_list::LoadMore&) const { load_tickets(flow, Take::more); }
    void operator()(const ticket_list::Reload&) const { load_tickets_anew(flow); }
    void operator()(const ticket_list::Open& intent) const { open_ticket(flow, intent.id); }

    void again() const {
        state().sheet = TicketListSheet::none;
        state().forget();
        load_tickets_anew(flow);
    }
};

void apply_tickets(Flow& flow, const TicketListIntent& intent) {
    std::visit(ApplyTickets{flow}, intent);
}

bool scan_into_tickets(Flow& flow, const std::string& code) {
    if (domain::is_ticket_number(code)) return false;
    clear_tickets(tickets_of(flow), TicketScope::all);
    tickets_of(flow).typed = code;
    load_tickets_anew(flow);
    return true;
}

Restore tickets_place(Flow& flow) {
    const auto& now = tickets_of(flow);
    return [scope = now.scope, kind = now.kind, more = now.more, typed = now.typed,
            member = now.member_id, name = now.member_name](Flow& later) {
        auto& list = tickets_of(later);
        list.scope = scope;
        list.kind = kind;
        list.more = more;
        list.typed = typed;
        list.composing.clear();
        list.member_id = member;
        list.member_name = name;
        return true;
    };
}

}  // namespace

void open_tickets(Flow& flow, TicketScope scope) {
    clear_tickets(tickets_of(flow), scope);
    open_screen(flow, k_ticket_list_screen);
}

ScreenEntry ticket_list_screen() {
    return {.id = k_ticket_list_screen,
            .below = k_ticket_board_screen,
            .title = words::ticket_list_title,
            .help = words::help_ticket_list,
            .draw = screen_draw(draw_ticket_list, apply_tickets),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<TicketListState>().sheet != TicketListSheet::none;
                          },
                      .draw = screen_draw(draw_ticket_list_sheet, apply_tickets)},
            .opened = load_tickets_anew,
            .place = tickets_place,
            .scanned = scan_into_tickets,
            .about_member = AboutMember{.icon = Icon::headset,
                                        .right = domain::Right::tickets_keep,
                                        .load = load_tickets_line,
                                        .open = open_tickets_of}};
}

}  // namespace qiantai::app
