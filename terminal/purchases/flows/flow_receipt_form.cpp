// Writing a receipt down: whose, which, how much; the draft that survives a power cut; saving.

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/flows/member_pick_flow.hpp"
#include "terminal/purchases/flows/purchases_flows.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "terminal/purchases/rules/tiers.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

const domain::DraftKey k_receipt_draft{"purchases.receipt"};

ReceiptFormState& form_of(Flow& flow) {
    return flow.get<ReceiptFormState>();
}

struct ReceiptBeginning {
    std::optional<ReceiptDraft> draft{};
    std::optional<ShownMember> member{};
};
Result<ReceiptBeginning> load_receipt_draft(domain::ServiceContext& context,
                                            const domain::Session& session) {
    ReceiptBeginning beginning;
    QIANTAI_TRY(const auto draft, domain::Drafts(context).load(session, k_receipt_draft));
    if (!draft) return beginning;
    const auto json = parse_json_object(draft->content_json);
    if (!json) return beginning;
    beginning.draft = from_json<ReceiptDraft>(*json);
    if (!beginning.draft || !beginning.draft->member_id) return beginning;
    // Whoever was erased meanwhile is chosen anew.
    const auto member = load_shown_member(context, session, *beginning.draft->member_id);
    if (member) beginning.member = *member;
    return beginning;
}

/// Something of it is worth keeping.
bool is_begun(const ReceiptDraft& draft) {
    return draft.member_id || !draft.number.empty() || !draft.amount_typed.empty() ||
           !draft.items.empty();
}

// Every change is on disk before the next one is typed; the newest wins.
void keep_receipt(Flow& flow) {
    auto& state = form_of(flow);
    state.draft_at.reset();
    const auto& member = state.who.member;
    const ReceiptDraft draft{member ? std::optional(member->member.id) : std::nullopt,
                             state.kind,
                             state.number,
                             state.till,
                             state.date,
                             state.amount_typed,
                             state.items};
    run_service(
        flow,
        [json = boost::json::serialize(to_json(draft))](domain::ServiceContext& context,
                                                        const domain::Session& session) {
            return domain::Drafts(context).save(session, k_receipt_draft, json);
        },
        [](Flow& later, const Status& kept) {
            if (!kept) return show_error(later, kept.error());
            form_of(later).draft_at = later.scene.shop.now_ms;
        });
}

void forget_receipt(Flow& flow) {
    form_of(flow) = {};
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).discard(session, k_receipt_draft);
        },
        [](Flow& later, const Status& discarded) {
            if (!discarded) show_error(later, discarded.error());
        });
}

domain::PurchaseEntry entry_of(const ReceiptFormState& state) {
    domain::PurchaseEntry entry{.number = state.number,
                                .till = state.till,
                                .business_date = state.date,
                                .kind = state.kind,
                                .amount = Fen::parse(state.amount_typed).value_or(Fen()),
                                .items = state.items};
    if (state.who.member) entry.member_id = state.who.member->member.id;
    return entry;
}

/// The receipt that this number, till and date already name; absent without a number. As record()
/// finds it.
Result<std::optional<domain::PurchaseLine>> find_known(domain::ServiceContext& context,
                                                       const domain::Session& session,
                                                       const domain::PurchaseEntry& entry) {
    domain::Purchase key{.store_code = context.identity.store_code,
                         .kind = entry.kind,
                         .source = std::string(domain::k_own_till_source)};
    QIANTAI_TRY(key.number,
                domain::normalise_note(entry.number, k_till_receipt_length_max, "number"));
    QIANTAI_TRY(key.till, domain::normalise_note(entry.till, k_purchase_till_length_max, "till"));
    if (key.number.empty()) return std::optional<domain::PurchaseLine>();
    QIANTAI_TRY(const auto today, domain::business_date(context));
    key.business_date = entry.business_date.value_or(today);
    return absent_if(domain::k_purchase_not_found,
                     domain::Purchases(context).get(session, domain::purchase_id(key)));
}

void look_for_known(Flow& flow) {
    form_of(flow).known.reset();
    if (form_of(flow).number.empty()) return;
    const auto asked = entry_of(form_of(flow));
    run_service(
        flow,
        [asked](domain::ServiceContext& context, const domain::Session& session) {
            return find_known(context, session, asked);
        },
        [asked](Flow& later, const Result<std::optional<domain::PurchaseLine>>& known) {
            // What is wrong with the number is told when it is saved.
            if (!known) return;
            auto& now = form_of(later);
            const bool same = now.number == asked.number && now.till == asked.till &&
                              now.date == asked.business_date && now.kind == asked.kind;
            if (same) now.known = *known;
        });
}

void begin_empty_receipt(Flow& flow) {
    // Receipts are written down one after the other at one till.
    const auto till = form_of(flow).till;
    form_of(flow) = {.begun = true, .till = till};
}

void opened_receipt_form(Flow& flow) {
    auto& state = form_of(flow);
    // What was under way when the terminal was locked has no answer any more.
    state.saving = state.who.asking = false;
    if (state.begun) return look_for_known(flow);
    run_service(flow, load_receipt_draft, [](Flow& later, const Result<ReceiptBeginning>& found) {
        if (!found) return show_error(later, found.error());
        if (form_of(later).begun) return;
        begin_empty_receipt(later);
        if (!found->draft) return;
        auto& now = form_of(later);
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
    return &form_of(flow).who;
}
void changed_buyer(Flow& flow) {
    form_of(flow).errors.erase("member_id");
    keep_receipt(flow);
}
constexpr MemberPickPlace k_buyer{buyer_pick, changed_buyer};

FieldErrors check_receipt(const ReceiptFormState& state) {
    FieldErrors errors;
    const auto amount = Fen::parse(state.amount_typed);
    if (state.amount_typed.empty()) {
        errors.try_emplace("amount", make_error(k_field_missing));
    } else if (!amount || *amount < Fen()) {
        errors.try_emplace("amount", make_error(domain::k_purchase_amount_malformed));
    }
    // A name that was typed and belongs to nobody must not be lost silently.
    if (!state.who.member && !state.who.typed.empty()) {
        errors.try_emplace("member_id", make_error(domain::k_purchase_member_unknown));
    }
    return errors;
}

/// Saves it, and what the customer may be told then. The tier's progress is the own store's to tell.
Result<RecordedReceipt> record_receipt(domain::ServiceContext& context,
                                       const domain::Session& session,
                                       const domain::PurchaseEntry& entry) {
    RecordedReceipt recorded;
    QIANTAI_TRY(const auto known, find_known(context, session, entry));
    std::optional<domain::TierReport> before;
    domain::Tiers tiers(context);
    const auto tells = [&]() -> Result<bool> {
        if (!entry.member_id) return false;
        QIANTAI_TRY(const auto shown, load_shown_member(context, session, *entry.member_id));
        return shown.member.store_code == context.identity.store_code;
    };
    QIANTAI_TRY(const bool own, tells());
    if (own) {
        QIANTAI_TRY(before, tiers.report(session, *entry.member_id));
    }
    QIANTAI_TRY(recorded.line, domain::Purchases(context).record(session, entry));
    recorded.was_there = known && !known->purchase.undone_at;
    if (!own) return recorded;
    QIANTAI_TRY(const auto after, tiers.report(session, *entry.member_id));
    recorded.missing = after.missing;
    recorded.next_tier = after.next_tier;
    const bool rose = after.tier != before->tier && entry.kind == PurchaseKind::sale;
    if (rose) recorded.rose_to = after.tier;
    return recorded;
}

void run_record(Flow& flow, const domain::PurchaseEntry& entry);

// Without a number nothing tells two purchases of one sum apart but the clerk.
void ask_repeated(Flow& flow, const domain::PurchaseEntry& entry) {
    ask(flow, {.words =
                   [amount = money_text(entry.amount)](const Ui& ui) {
                       return AskWords{{.heading = {ui.tr(TextKey::receipt_repeated), amount},
                                        .body = ui.tr(TextKey::receipt_repeated_body),
                                        .confirm = ui.tr(TextKey::receipt_repeated_yes),
                                        .cancel = ui.tr(TextKey::receipt_repeated_no)}};
                   },
               .then =
                   [entry](Flow& now, const std::string&) {
                       auto again = entry;
                       again.repeated = true;
                       run_record(now, again);
                   }});
}

void run_record(Flow& flow, const domain::PurchaseEntry& entry) {
    form_of(flow).saving = true;
    run_service(
        flow,
        [entry](domain::ServiceContext& context, const domain::Session& session) {
            return record_receipt(context, session, entry);
        },
        [entry](Flow& later, const Result<RecordedReceipt>& recorded) {
            auto& now = form_of(later);
            now.saving = false;
            if (recorded) {
                const auto till = now.till;
                forget_receipt(later);
                form_of(later) = {.begun = true, .till = till, .done = *recorded};
                return;
            }
            const auto& error = recorded.error();
            if (error.kind == &domain::k_purchase_repeated) return ask_repeated(later, entry);
            // How much is left stands in the error; the field says what is wrong.
            if (error.field.empty()) return show_error(later, error);
            const bool placed = error.field == "number" || error.field == "till" ||
                                error.field == "amount" || error.field == "member_id";
            if (!placed) show_error(later, error);
            now.errors.insert_or_assign(error.field, error);
        });
}

void save_receipt(Flow& flow) {
    auto& state = form_of(flow);
    if (state.saving || state.done || !state.begun) return;
    state.errors = check_receipt(state);
    if (state.errors.empty()) run_record(flow, entry_of(state));
}

// --- The items ---

void open_item(Flow& flow, std::optional<std::size_t> index) {
    auto& state = form_of(flow);
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
    auto& state = form_of(flow);
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
    auto& state = form_of(flow);
    state.items.erase(state.items.begin() + static_cast<std::ptrdiff_t>(*state.item->index));
    state.item.reset();
    keep_receipt(flow);
}

struct ApplyReceiptForm {
    Flow& flow;

    ReceiptFormState& state() const { return form_of(flow); }
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
                           return discard_words(ui, TextKey::receipt_discard_title, whom);
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
    const auto& state = form_of(flow);
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
            form_of(later).number = code;
            form_of(later).errors.erase("number");
            look_for_known(later);
            keep_receipt(later);
        });
    return true;
}

// What was begun for somebody else is never given to the next one.
void take_buyer(Flow& flow, const ShownMember& member) {
    const auto& state = form_of(flow);
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
                     {.heading = {ui.tr(TextKey::receipt_unfinished), whom},
                      .body =
                          Text::data(ui.tr(TextKey::receipt_unfinished_body, whom.utf8()).utf8()),
                      .confirm = Text::data(ui.tr(TextKey::receipt_unfinished_new, next).utf8()),
                      .cancel = ui.tr(TextKey::receipt_unfinished_go_on)}};
             },
         .then =
             [member](Flow& now, const std::string&) {
                 begin_empty_receipt(now);
                 pick_member(now, k_buyer, member);
             }});
}

std::string number_in_draft(const std::string& content_json) {
    const auto json = parse_json_object(content_json);
    if (!json) return {};
    const auto draft = from_json<ReceiptDraft>(*json);
    return draft ? draft->number : std::string();
}

void resume_receipt(Flow& flow, const std::optional<Uuid>&) {
    begin_receipt(flow);
}

}  // namespace

void begin_receipt(Flow& flow) {
    if (form_of(flow).done) begin_empty_receipt(flow);
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
                                            {.heading = {ui.tr(TextKey::receipt_unfinished), whom},
                                             .body = ui.tr(TextKey::receipt_unfinished_first),
                                             .confirm = ui.tr(TextKey::receipt_unfinished_open),
                                             .cancel = ui.tr(TextKey::cancel)}};
                                    },
                                .then = [](Flow& now, const std::string&) { begin_receipt(now); }});
                });
}

void begin_corrected_receipt(Flow& flow, const domain::Purchase& taken_back) {
    const auto today = Date::of_text(flow.scene.shop.today);
    auto& state = form_of(flow);
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
    return {.id = k_receipt_form_screen,
            .below = k_find_screen,
            .title = TextKey::receipt_record,
            .help = TextKey::help_receipt_form,
            .draw = screen_draw(draw_receipt_form, apply_receipt_form),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<ReceiptFormState>().item.has_value();
                          },
                      .draw = screen_draw(draw_receipt_item, apply_receipt_form)},
            .task = task_of<ReceiptFormState>(),
            .opened = opened_receipt_form,
            .scanned = scan_into_receipt_form,
            .unfinished = Unfinished{k_receipt_draft.kind, number_in_draft, resume_receipt}};
}

}  // namespace qiantai::app
