// Taking a case in: who, what, in whose words, how grave; then its number.

#include "assets/words/ticket_take.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "terminal/tickets/flows/ticket_take_parts.hpp"
#include "terminal/tickets/flows/tickets_flows.hpp"
#include "terminal/tickets/rules/tickets.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

void unlink_bought(TicketWritten& written) {
    written.purchase_id.reset();
    written.purchased_on.reset();
    written.product.clear();
    written.till_receipt.clear();
    written.quantity = 1;
}

void link_bought(TicketTakeState& state, const BoughtLine& line) {
    auto& written = state.written;
    state.types_product = false;
    written.purchase_id = line.purchase_id;
    written.product = line.product;
    written.till_receipt = line.number;
    written.purchased_on = line.date;
    written.quantity = line.quantity;
}

MemberPick* ticket_person(Flow& flow) {
    return &ticket_take_of(flow).who;
}
void changed_person(Flow& flow) {
    auto& state = ticket_take_of(flow);
    state.errors.erase("member_id");
    // What somebody else bought is not this one's.
    if (state.written.purchase_id && !state.types_product) unlink_bought(state.written);
    if (state.who.member) state.written.is_no_member = false;
    load_ticket_person(flow);
    ticket_changed(flow);
}

struct ApplyTicketTake {
    Flow& flow;

    TicketTakeState& state() const { return ticket_take_of(flow); }
    TicketWritten& written() const { return state().written; }

    void operator()(const MemberPickIntent& intent) const {
        apply_member_pick(flow, ticket_person_place(), intent);
    }
    void operator()(const take::SetKind& intent) const {
        written().kind = intent.kind;
        if (state().subject() == nullptr) written().subject.clear();
        changed_promise();
    }
    void operator()(const take::SetChannel& intent) const {
        written().channel = intent.channel;
        state().sheet = TicketTakeState::Sheet::none;
        changed_promise();
    }
    void operator()(const take::OpenSheet& intent) const {
        leave_photo_sheet(flow);
        state().sheet = intent.sheet;
    }
    void operator()(const CameraIntent& intent) const { apply_take_camera(flow, intent); }
    void operator()(const FilePickerIntent& intent) const { apply_take_picker(flow, intent); }
    void operator()(const take::AddPhoto&) const { open_photo_sheet(flow); }
    void operator()(const take::DropPhoto& intent) const {
        ask_drop_photo(flow, intent.attachment);
    }
    void operator()(const take::NoMember& intent) const {
        written().is_no_member = intent.none;
        state().who = {.anew = !intent.none};
        changed_person(flow);
    }
    void operator()(const take::LinkBought& intent) const {
        if (intent.index >= state().bought.size()) return;
        const auto line = state().bought[intent.index];
        const bool again =
            written().purchase_id == line.purchase_id && written().product == line.product;
        again ? unlink_bought(written()) : link_bought(state(), line);
        ticket_changed(flow);
    }
    void operator()(const take::TypeProduct& intent) const {
        state().types_product = intent.by_hand;
        written().purchase_id.reset();
        if (!intent.by_hand) unlink_bought(written());
        ticket_changed(flow);
    }
    void operator()(const take::SetQuantity& intent) const {
        written().quantity = intent.quantity;
        ticket_changed(flow);
    }
    void operator()(const take::SetBoughtOn& intent) const {
        written().purchased_on = intent.date;
        ticket_changed(flow);
    }
    void operator()(const take::SetSubject& intent) const {
        written().subject = written().subject == intent.name ? std::string() : intent.name;
        ticket_changed(flow);
    }
    void operator()(const take::TouchWord& intent) const {
        touch_word(written().words, written().touched, intent.word);
        state().errors.erase("words");
        ticket_changed(flow);
    }
    void operator()(const take::SetDemand& intent) const {
        written().demand = written().demand == intent.demand ? std::string() : intent.demand;
        ticket_changed(flow);
    }
    void operator()(const take::SetText& intent) const {
        text_of(written(), intent.field) = intent.value;
        state().errors.erase(std::string(name_of(intent.field)));
        ticket_changed(flow);
    }
    void operator()(const take::SetSeverity& intent) const {
        written().severity = intent.severity;
        ticket_changed(flow);
    }
    void operator()(const take::SetWarranty& intent) const {
        written().in_warranty = intent.covered;
        ticket_changed(flow);
    }
    void operator()(const take::SetBroughtIn& intent) const {
        written().brought_in = intent.at_shop;
        changed_promise();
    }
    void operator()(const take::Save&) const { save_ticket(flow); }
    void operator()(const take::GiveUp&) const {
        if (!state().is_touched()) return give_up_ticket(flow);
        const auto whom =
            state().who.member ? state().who.member->member.name : written().customer_name;
        ask(flow, {.words =
                       [whom = Text::data(whom)](const Ui& ui) {
                           return discard_words(ui, words::take_discard_title, whom);
                       },
                   .then = [](Flow& now, const std::string&) { give_up_ticket(now); }});
    }
    void operator()(const take::OpenDone&) const {
        if (state().done) open_ticket(flow, Uuid(state().done->ticket.id));
    }
    void operator()(const take::ShowDone&) const {
        if (state().done) open_ticket_showing(flow, Uuid(state().done->ticket.id));
    }
    void operator()(const take::PrintDone&) const {
        if (!state().done) return;
        preview_ticket_form(
            flow, {.ticket_id = state().done->ticket.id, .form = domain::TicketForm::receipt});
    }
    void operator()(const take::Next&) const {
        begin_empty_ticket(flow);
        open_screen(flow, k_ticket_take_screen);
    }

    void changed_promise() const {
        ask_promises(flow);
        ticket_changed(flow);
    }
    static void give_up_ticket(Flow& now) {
        forget_ticket(now);
        go_back(now);
    }
};

void apply_ticket_take(Flow& flow, const TicketTakeIntent& intent) {
    std::visit(ApplyTicketTake{flow}, intent);
}

/// A promise is of the minute in which it is made.
void renew_promises(Flow& flow) {
    const auto& state = ticket_take_of(flow);
    const bool shown = flow.scene.session && flow.nav.screen == k_ticket_take_screen;
    if (shown && state.begun && !state.done) ask_promises(flow);
}

void resume_ticket(Flow& flow, const std::optional<Uuid>&) {
    begin_ticket(flow);
}

}  // namespace

const MemberPickPlace& ticket_person_place() {
    static constexpr MemberPickPlace place{ticket_person, changed_person};
    return place;
}

void begin_ticket(Flow& flow) {
    if (ticket_take_of(flow).done) begin_empty_ticket(flow);
    open_screen(flow, k_ticket_take_screen);
}

void begin_ticket_of(Flow& flow, const Uuid& member) {
    begin_ticket(flow);
    // After the draft, which opening asked for first. What was begun for somebody else stays theirs.
    run_service(
        flow,
        [member](domain::ServiceContext& context, const domain::Session& session) {
            return load_shown_member(context, session, member);
        },
        [](Flow& later, const Result<ShownMember>& shown) {
            if (!shown) return show_error(later, shown.error());
            if (ticket_take_of(later).lacks_person()) {
                pick_member(later, ticket_person_place(), *shown);
            }
        });
}

ScreenEntry ticket_take_screen() {
    return {.id = k_ticket_take_screen,
            .below = k_ticket_board_screen,
            .title = words::take_title,
            .help = words::help_ticket_take,
            .draw = screen_draw(draw_ticket_take, apply_ticket_take),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<TicketTakeState>().sheet !=
                                     TicketTakeState::Sheet::none;
                          },
                      .draw = screen_draw(draw_take_sheet, apply_ticket_take)},
            .task = task_of<TicketTakeState>(),
            .opened = load_ticket_take,
            .closed = leave_photo_sheet,
            .paused = leave_photo_sheet,
            .scanned = scan_into_ticket,
            .dropped = drop_on_ticket_take,
            .each_minute = renew_promises,
            .unfinished = Unfinished{k_ticket_draft_kind, whom_of_ticket_draft, resume_ticket}};
}

}  // namespace qiantai::app
