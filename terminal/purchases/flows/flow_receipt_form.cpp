// Writing a receipt down: whose, which, how much, and what was bought.

#include "assets/words/help.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/purchases.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/flows/member_pick_flow.hpp"
#include "terminal/purchases/flows/receipt_form_parts.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

void opened_receipt_form(Flow& flow) {
    auto& state = receipt_form_of(flow);
    // What was under way when the terminal was locked has no answer any more.
    state.saving = state.who.asking = false;
    if (state.begun) return look_for_known(flow);
    run_service(flow, load_receipt_draft, [](Flow& later, const Result<ReceiptBeginning>& found) {
        if (!found) return show_error(later, found.error());
        if (receipt_form_of(later).begun) return;
        begin_empty_receipt(later);
        if (!found->draft) return;
        auto& now = receipt_form_of(later);
        now.who.member = found->member;
        now.kind = found->draft->kind.known().value_or(PurchaseKind::sale);
        now.number = found->draft->number;
        now.till = found->draft->till;
        now.date = found->draft->date;
        now.amount_typed = found->draft->amount_typed;
        now.items = found->draft->items;
        now.restored = now.is_touched();
        look_for_known(later);
    });
}

MemberPick* buyer_pick(Flow& flow) {
    return &receipt_form_of(flow).who;
}
void changed_buyer(Flow& flow) {
    receipt_form_of(flow).errors.erase("member_id");
    keep_receipt(flow);
}
constexpr MemberPickPlace k_buyer{buyer_pick, changed_buyer};

void open_item(Flow& flow, std::optional<std::size_t> index) {
    auto& state = receipt_form_of(flow);
    ReceiptItemSheet sheet{.index = index};
    if (index && *index < state.items.size()) {
        const auto& item = state.items[*index];
        sheet.name = item.name.empty() ? item.code : item.name;
        sheet.category = item.category;
        sheet.pieces = item.pieces.value_or(1);
        if (item.amount) sheet.amount_typed = item.amount->text();
    }
    state.item = std::move(sheet);
}

void keep_item(Flow& flow) {
    auto& state = receipt_form_of(flow);
    auto& sheet = *state.item;
    const auto amount = Fen::parse(sheet.amount_typed);
    if (!sheet.amount_typed.empty() && (!amount || *amount < Fen())) {
        sheet.errors.insert_or_assign("item amount",
                                      make_error(domain::k_purchase_amount_malformed));
        return;
    }
    domain::PurchaseItem item;
    if (sheet.index) item = state.items[*sheet.index];
    item.name = sheet.name;
    item.category = sheet.category;
    item.pieces = sheet.pieces;
    item.amount = sheet.amount_typed.empty() ? std::nullopt : amount;
    if (sheet.index) {
        state.items[*sheet.index] = std::move(item);
    } else if (state.items.size() < domain::k_purchase_items_max) {
        state.items.push_back(std::move(item));
    } else {
        return show_error(flow, make_error(domain::k_purchase_too_many_items));
    }
    state.item.reset();
    keep_receipt(flow);
}

void drop_item(Flow& flow) {
    auto& state = receipt_form_of(flow);
    state.items.erase(state.items.begin() + static_cast<std::ptrdiff_t>(*state.item->index));
    state.item.reset();
    keep_receipt(flow);
}

struct ApplyReceiptForm {
    Flow& flow;

    ReceiptFormState& state() const { return receipt_form_of(flow); }
    void operator()(const MemberPickIntent& intent) const {
        apply_member_pick(flow, k_buyer, intent);
    }
    void operator()(const receipt_form::SetKind& intent) const {
        state().kind = intent.kind;
        changed_key();
    }
    void operator()(const receipt_form::SetText& intent) const {
        text_of(state(), intent.field) = intent.value;
        state().errors.erase(std::string(name_of(intent.field)));
        if (intent.field == ReceiptText::amount) return keep_receipt(flow);
        // What stood against the number stood against the till and the day, too.
        state().errors.erase("number");
        changed_key();
    }
    void operator()(const receipt_form::PressKey& intent) const {
        state().amount_typed = apply_amount_key(state().amount_typed, intent.key);
        state().errors.erase("amount");
        keep_receipt(flow);
    }
    void operator()(const receipt_form::SetDate& intent) const {
        const auto today = Date::of_text(flow.scene.shop.today);
        state().date = intent.date == today ? std::nullopt : std::optional(intent.date);
        state().errors.erase("number");
        changed_key();
    }
    void operator()(const receipt_form::TakeItemsSum&) const {
        state().amount_typed = state().items_sum().text();
        state().errors.erase("amount");
        keep_receipt(flow);
    }
    void operator()(const receipt_form::OpenItem& intent) const { open_item(flow, intent.index); }
    void operator()(const receipt_form::CloseItem&) const { state().item.reset(); }
    void operator()(const receipt_form::TypeItem& intent) const {
        if (!state().item) return;
        text_of(*state().item, intent.field) = intent.value;
        state().item->errors.clear();
    }
    void operator()(const receipt_form::SetPieces& intent) const {
        if (state().item) state().item->pieces = intent.pieces;
    }
    void operator()(const receipt_form::KeepItem&) const {
        if (state().item && !state().item->name.empty()) keep_item(flow);
    }
    void operator()(const receipt_form::DropItem&) const {
        if (state().item && state().item->index) drop_item(flow);
    }
    void operator()(const receipt_form::OpenKnown&) const {
        if (state().known) open_receipt(flow, Uuid(state().known->purchase.id));
    }
    void operator()(const receipt_form::Save&) const { save_receipt(flow); }
    void operator()(const receipt_form::GiveUp&) const {
        if (!state().is_touched()) return give_up_receipt(flow);
        ask(flow, {.words =
                       [whom = Text::data(state().number)](const Ui& ui) {
                           return discard_words(ui, words::receipt_discard_title, whom);
                       },
                   .then = [](Flow& now, const std::string&) { give_up_receipt(now); }});
    }
    void operator()(const receipt_form::OpenDone&) const {
        open_receipt(flow, Uuid(state().done->line.purchase.id));
    }
    void operator()(const receipt_form::OpenDoneMember&) const {
        open_member(flow, Uuid(*state().done->line.purchase.member_id));
    }
    void operator()(const receipt_form::Next&) const {
        begin_empty_receipt(flow);
        open_screen(flow, k_receipt_form_screen);
    }

    void changed_key() const {
        look_for_known(flow);
        keep_receipt(flow);
    }
    static void give_up_receipt(Flow& now) {
        forget_receipt(now);
        go_back(now);
    }
};

void apply_receipt_form(Flow& flow, const ReceiptFormIntent& intent) {
    std::visit(ApplyReceiptForm{flow}, intent);
}

/// A member's card says whose it is; any other code is the receipt's number.
bool scan_into_receipt_form(Flow& flow, const std::string& code) {
    const auto& state = receipt_form_of(flow);
    if (state.saving || state.item || !state.begun) return true;
    if (state.done) begin_empty_receipt(flow);
    run_service(
        flow,
        [code](domain::ServiceContext& context, const domain::Session& session) {
            return find_shown_members(context, session, code);
        },
        [code](Flow& later, const Result<std::vector<ShownMember>>& found) {
            if (!found) return show_error(later, found.error());
            if (found->size() == 1) return pick_member(later, k_buyer, found->front());
            receipt_form_of(later).number = code;
            receipt_form_of(later).errors.erase("number");
            look_for_known(later);
            keep_receipt(later);
        });
    return true;
}

// What was begun for somebody else is never given to the next one.
void take_buyer(Flow& flow, const ShownMember& member) {
    const auto& state = receipt_form_of(flow);
    const auto& before = state.who.member;
    const bool begun_for_other =
        before && before->member.id != member.member.id &&
        !(state.number.empty() && state.amount_typed.empty() && state.items.empty());
    if (!begun_for_other) return pick_member(flow, k_buyer, member);
    ask(flow,
        {.words =
             [whom = Text::data(before->member.name),
              next = short_name(member.member.name)](const Ui& ui) {
                 return AskWords{
                     {.heading = {ui.tr(words::receipt_unfinished), whom},
                      .body = Text::data(ui.tr(words::receipt_unfinished_body, whom.utf8()).utf8()),
                      .confirm = Text::data(ui.tr(words::receipt_unfinished_new, next).utf8()),
                      .cancel = ui.tr(words::receipt_unfinished_go_on)}};
             },
         .then =
             [member](Flow& now, const std::string&) {
                 begin_empty_receipt(now);
                 pick_member(now, k_buyer, member);
             }});
}

void resume_receipt(Flow& flow, const std::optional<Uuid>&) {
    begin_receipt(flow);
}

}  // namespace

void begin_receipt(Flow& flow) {
    if (receipt_form_of(flow).done) begin_empty_receipt(flow);
    open_screen(flow, k_receipt_form_screen);
}

void begin_receipt_of(Flow& flow, const Uuid& member) {
    begin_receipt(flow);
    // After the draft, which opening asked for first.
    run_service(
        flow,
        [member](domain::ServiceContext& context, const domain::Session& session) {
            return load_shown_member(context, session, member);
        },
        [](Flow& later, const Result<ShownMember>& shown) {
            if (!shown) return show_error(later, shown.error());
            take_buyer(later, *shown);
        });
}

void unless_receipt_is_open(Flow& flow, std::function<void(Flow&)> then) {
    run_service(flow, load_receipt_draft,
                [then = std::move(then)](Flow& later, const Result<ReceiptBeginning>& found) {
                    if (!found) return show_error(later, found.error());
                    if (!found->draft || !is_begun(*found->draft)) return then(later);
                    const auto whom = found->member ? Text::data(found->member->member.name)
                                                    : Text::data(found->draft->number);
                    ask(later, {.words =
                                    [whom](const Ui& ui) {
                                        return AskWords{
                                            {.heading = {ui.tr(words::receipt_unfinished), whom},
                                             .body = ui.tr(words::receipt_unfinished_first),
                                             .confirm = ui.tr(words::receipt_unfinished_open),
                                             .cancel = ui.tr(words::cancel)}};
                                    },
                                .then = [](Flow& now, const std::string&) { begin_receipt(now); }});
                });
}

void begin_corrected_receipt(Flow& flow, const domain::Purchase& taken_back) {
    const auto today = Date::of_text(flow.scene.shop.today);
    auto& state = receipt_form_of(flow);
    state = {.begun = true,
             .kind = taken_back.kind.known().value_or(PurchaseKind::sale),
             .number = taken_back.number,
             .till = taken_back.till,
             .amount_typed = taken_back.amount.text(),
             .items = domain::items_of(taken_back)};
    if (taken_back.business_date != today) state.date = taken_back.business_date;
    if (!taken_back.member_id) {
        keep_receipt(flow);
        return open_screen(flow, k_receipt_form_screen);
    }
    begin_receipt_of(flow, *taken_back.member_id);
}

ScreenEntry receipt_form_screen() {
    return {
        .id = k_receipt_form_screen,
        .below = k_find_screen,
        .title = words::receipt_record,
        .help = words::help_receipt_form,
        .draw = screen_draw(draw_receipt_form, apply_receipt_form),
        .modal = {.is_open =
                      [](const StateBag& states) {
                          return states.get<ReceiptFormState>().item.has_value();
                      },
                  .draw = screen_draw(draw_receipt_item, apply_receipt_form)},
        .task = task_of<ReceiptFormState>(),
        .opened = opened_receipt_form,
        .scanned = scan_into_receipt_form,
        .unfinished = Unfinished{k_receipt_draft_kind, number_in_receipt_draft, resume_receipt}};
}

}  // namespace qiantai::app
