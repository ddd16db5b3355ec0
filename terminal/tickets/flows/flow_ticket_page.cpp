// The page of one case: its steps, taken in sheets over it.

#include "assets/words/ticket_page.hpp"
#include "assets/words/tickets.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/tickets/flows/ticket_customer_flows.hpp"
#include "terminal/tickets/flows/ticket_evidence_flows.hpp"
#include "terminal/tickets/flows/ticket_take_flows.hpp"
#include "terminal/tickets/flows/tickets_flows.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "terminal/tickets/screens/ticket_steps.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

using Step = TicketStep;
using TicketResult = Result<domain::TicketPage>;

TicketPageState& ticket_of(Flow& flow) {
    return flow.get<TicketPageState>();
}

/// The step that a sheet without a choice of its own stands for.
Step step_of(TicketSheet sheet) {
    switch (sheet) {
        case TicketSheet::transfer:
            return Step::transferred;
        case TicketSheet::correct:
            return Step::corrected;
        case TicketSheet::decide:
            return Step::decided;
        case TicketSheet::none:
        case TicketSheet::step:
        case TicketSheet::entry:
        case TicketSheet::add_evidence:
        case TicketSheet::evidence:
            break;
    }
    return Step::noted;
}

void open_ticket_sheet(Flow& flow, TicketSheet sheet, Step step) {
    auto& state = ticket_of(flow);
    state.sheet = sheet;
    state.form = {.step = step};
    state.busy = false;
    leave_evidence(flow);
}

bool may_take_step(const domain::TicketPage& page, Step step) {
    return std::ranges::any_of(page.steps, [&](const auto& offered) {
        return offered.step == step && offered.refused.empty();
    });
}

void take_ticket_step(Flow& flow, Step step) {
    // The customer signs on a screen of their own.
    const auto& page = ticket_of(flow).page;
    if (step == Step::signed_ && page) return turn_ticket_to_customer(flow, *page);
    open_ticket_sheet(flow, TicketSheet::step, step);
}

void show_ticket(Flow& flow, const domain::TicketPage& page) {
    auto& state = ticket_of(flow);
    state.page = page;
    if (std::exchange(state.ask_evidence, false)) {
        return apply_evidence(flow, ticket_evidence::Add{});
    }
    if (!std::exchange(state.ask_next, false)) return;
    const auto next = next_step(page, flow.scene.shop.now_ms);
    const bool asks = next && *next != Step::signed_ && may_take_step(page, *next);
    if (asks) take_ticket_step(flow, *next);
}

struct LoadedTicket {
    domain::TicketPage page;
    domain::TicketChoices choices;
};

void load_ticket_page(Flow& flow) {
    auto& state = ticket_of(flow);
    state.busy = false;
    state.error.reset();
    run_service(
        flow,
        [id = state.id](domain::ServiceContext& context,
                        const domain::Session& session) -> Result<LoadedTicket> {
            domain::TicketLists lists(context);
            QIANTAI_TRY(auto page, lists.get(session, id));
            QIANTAI_TRY(auto choices, lists.choices(session));
            return LoadedTicket{std::move(page), std::move(choices)};
        },
        [id = state.id](Flow& later, const Result<LoadedTicket>& loaded) {
            auto& now = ticket_of(later);
            if (now.id != id) return;
            if (!loaded) {
                now.error = loaded.error();
                return;
            }
            now.choices = loaded->choices;
            show_ticket(later, loaded->page);
            load_ticket_evidence(later);
            hold_ticket(later, false);
        });
}

// Why it was refused stands in the sheet, where it can be put right.
void ticket_sheet_saved(Flow& flow, const TicketResult& page) {
    auto& state = ticket_of(flow);
    state.busy = false;
    if (!page) {
        if (state.sheet == TicketSheet::none) return show_error(flow, page.error());
        state.form.error = page.error();
        return;
    }
    if (state.id == page->ticket.id) {
        state.page = *page;
        open_ticket_sheet(flow, TicketSheet::none, Step::noted);
    }
    show_done(flow, words::ticket_page_saved);
    if (page->sync_now) flow.link.sync_now();
    count_tickets(flow);
}

template <typename Work>
void run_ticket_sheet(Flow& flow, Work work) {
    if (std::exchange(ticket_of(flow).busy, true)) return;
    ticket_of(flow).form.error.reset();
    run_service(flow, std::move(work),
                [](Flow& later, const TicketResult& page) { ticket_sheet_saved(later, page); });
}

void save_ticket_sheet(Flow& flow) {
    const auto state = ticket_of(flow);
    const auto language = flow.scene.settings.language;
    const auto reason = state.form.reason.words(language, ticket_reasons_of(state.form.step));
    switch (state.sheet) {
        case TicketSheet::none:
        case TicketSheet::entry:
        case TicketSheet::add_evidence:
        case TicketSheet::evidence:
            return;
        case TicketSheet::step:
            return run_ticket_sheet(
                flow, [entry = step_entry(state, flow.scene.shop, language)](
                          domain::ServiceContext& context, const domain::Session& session) {
                    return domain::Tickets(context).step(session, entry);
                });
        case TicketSheet::transfer:
            return run_ticket_sheet(
                flow, [transfer = domain::TicketTransfer{state.id, state.form.to_store, reason}](
                          domain::ServiceContext& context, const domain::Session& session) {
                    return domain::Tickets(context).transfer(session, transfer);
                });
        case TicketSheet::correct:
            return run_ticket_sheet(
                flow,
                [correction = domain::TicketCorrection{state.id, state.form.field,
                                                       state.form.text(SheetText::value), reason}](
                    domain::ServiceContext& context, const domain::Session& session) {
                    return domain::Tickets(context).correct(session, correction);
                });
        case TicketSheet::decide:
            return run_ticket_sheet(
                flow, [id = state.id, holds = *state.form.about_id, reason](
                          domain::ServiceContext& context, const domain::Session& session) {
                    return domain::Tickets(context).decide(session, id, holds, reason);
                });
    }
}

struct ApplyTicket {
    Flow& flow;

    TicketPageState& state() const { return ticket_of(flow); }
    TicketSheetForm& form() const { return state().form; }
    void operator()(const ticket_page::Reload&) const { load_ticket_page(flow); }
    void operator()(const ticket_page::TakeStep& intent) const {
        take_ticket_step(flow, intent.step);
    }
    void operator()(const ticket_page::OpenSheet& intent) const {
        open_ticket_sheet(flow, intent.sheet, step_of(intent.sheet));
    }
    void operator()(const ticket_page::OpenEntry& intent) const {
        open_ticket_sheet(flow, TicketSheet::entry, Step::noted);
        state().entry = intent.id;
    }
    void operator()(const ticket_page::OpenMember&) const {
        if (const auto& member = state().customer().member_id) open_member(flow, *member);
    }
    void operator()(const ticket_page::OpenRelated& intent) const {
        remember_place(flow);
        open_ticket(flow, intent.id);
    }
    void operator()(const ticket_page::Reveal&) const { ask_reveal_customer(flow); }
    void operator()(const ticket_page::SetText& intent) const {
        form().texts[static_cast<std::size_t>(intent.field)] = intent.value;
        // A colleague or somebody from outside, not both.
        const bool colleague = intent.field == SheetText::assignee;
        if (!colleague && intent.field != SheetText::contractor) return;
        const auto other = colleague ? SheetText::contractor : SheetText::assignee;
        if (!intent.value.empty()) form().texts[static_cast<std::size_t>(other)].clear();
    }
    void operator()(const ticket_page::SetSaid& intent) const {
        form().said_ago = intent.minutes_ago;
    }
    void operator()(const ticket_page::TakeOver&) const { hold_ticket(flow, true); }
    void operator()(const ticket_page::Erase&) const { ask_erase_customer(flow); }
    void operator()(const ticket_page::SetSeverity& intent) const {
        form().severity = intent.severity;
    }
    void operator()(const ticket_page::SetFault& intent) const { form().fault = intent.fault; }
    void operator()(const ticket_page::SetResolution& intent) const {
        form().resolution = intent.resolution;
    }
    void operator()(const ticket_page::SetReason& intent) const { form().reason = intent.reason; }
    void operator()(const ticket_page::SetSatisfaction& intent) const {
        auto& now = form().satisfaction;
        now = now == intent.satisfaction ? std::nullopt : std::optional(intent.satisfaction);
    }
    void operator()(const ticket_page::SetReached& intent) const {
        form().reached = intent.reached;
    }
    void operator()(const ticket_page::SetDay& intent) const { form().in_days = intent.in_days; }
    void operator()(const ticket_page::SetHour& intent) const { form().hour = intent.hour; }
    void operator()(const ticket_page::SetPartQuantity& intent) const {
        form().part_quantity = intent.quantity;
    }
    void operator()(const ticket_page::AddPart&) const {
        auto& name = form().texts[static_cast<std::size_t>(SheetText::part_name)];
        auto& price = form().texts[static_cast<std::size_t>(SheetText::part_price)];
        const auto amount = Fen::parse(price);
        if (name.empty() || !amount) return;
        form().parts.push_back({name, form().part_quantity, *amount});
        name.clear();
        price.clear();
        form().part_quantity = 1;
    }
    void operator()(const ticket_page::RemovePart& intent) const {
        form().parts.erase(form().parts.begin() + static_cast<std::ptrdiff_t>(intent.index));
    }
    void operator()(const ticket_page::SetAbout& intent) const { form().about_id = intent.id; }
    void operator()(const ticket_page::SetField& intent) const {
        form().field = intent.field;
        form().texts[static_cast<std::size_t>(SheetText::value)].clear();
    }
    void operator()(const ticket_page::SetStore& intent) const { form().to_store = intent.store; }
    void operator()(const ticket_page::Save&) const { save_ticket_sheet(flow); }
    void operator()(const ticket_evidence::Add& intent) const { apply_evidence(flow, intent); }
    void operator()(const ticket_evidence::Show& intent) const { apply_evidence(flow, intent); }
    void operator()(const ticket_evidence::Fetch& intent) const { apply_evidence(flow, intent); }
    void operator()(const ticket_evidence::SaveOutside& intent) const {
        apply_evidence(flow, intent);
    }
    void operator()(const FilePickerIntent& intent) const { apply_evidence(flow, intent); }
    void operator()(const ticket_evidence::TypeCaption& intent) const {
        apply_evidence(flow, intent);
    }
    void operator()(const CameraIntent& intent) const { apply_evidence(flow, intent); }
    void operator()(const ticket_page::PrintReceipt&) const {
        preview_ticket_form(flow, {.ticket_id = state().id, .form = domain::TicketForm::receipt});
    }
    void operator()(const ticket_page::PrintResolution&) const {
        preview_ticket_form(flow,
                            {.ticket_id = state().id, .form = domain::TicketForm::resolution});
    }
};

void apply_ticket(Flow& flow, const TicketPageIntent& intent) {
    std::visit(ApplyTicket{flow}, intent);
}

/// Nothing that was revealed stays.
void leave_ticket(Flow& flow) {
    ticket_of(flow).revealed.reset();
    leave_evidence(flow);
}

Restore ticket_place(Flow& flow) {
    return [id = ticket_of(flow).id](Flow& later) {
        auto& state = ticket_of(later);
        if (state.id != id) state = {.id = id};
        return true;
    };
}

Text ticket_title_text(const Ui& ui, const Scene&, const StateBag& states) {
    return ticket_page_title(ui, states.get<TicketPageState>());
}

// The page is shown as time passes; a sheet that is open is left as it is.
void refresh_ticket(Flow& flow) {
    if (flow.nav.screen != k_ticket_page_screen || ticket_of(flow).busy) return;
    if (flow.scene.session) load_ticket_page(flow);
}

void ticket_session_ended(Flow& flow, const std::optional<Error>&) {
    refresh_ticket(flow);
}

void go_to_ticket(Flow& flow, const Uuid& id, bool ask_next) {
    auto& state = ticket_of(flow);
    if (state.id != id) state = {.id = id};
    open_ticket_sheet(flow, TicketSheet::none, Step::noted);
    state.ask_next = ask_next;
    open_screen(flow, k_ticket_page_screen);
}

}  // namespace

void open_ticket(Flow& flow, const Uuid& id) {
    go_to_ticket(flow, id, false);
}

void open_ticket_showing(Flow& flow, const Uuid& id) {
    go_to_ticket(flow, id, false);
    ticket_of(flow).ask_evidence = true;
}

void open_ticket_asking(Flow& flow, const Uuid& id) {
    go_to_ticket(flow, id, true);
}

ScreenEntry ticket_page_screen() {
    return {.id = k_ticket_page_screen,
            .below = k_ticket_board_screen,
            .title = words::tickets_title,
            .title_text = ticket_title_text,
            .help = words::help_ticket_page,
            .draw = screen_draw(draw_ticket_page, apply_ticket),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              const auto& state = states.get<TicketPageState>();
                              return state.page && state.sheet != TicketSheet::none;
                          },
                      .draw = screen_draw(draw_ticket_sheet, apply_ticket)},
            .opened = load_ticket_page,
            .closed = leave_ticket,
            .paused = leave_ticket,
            .place = ticket_place,
            .dropped = drop_on_ticket,
            .each_minute = refresh_ticket,
            .session_ended = ticket_session_ended};
}

}  // namespace qiantai::app
