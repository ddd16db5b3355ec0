// Saving a receipt: what is wrong with it, whether it is here already, what it brings the member.

#include "assets/words/purchases.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/members/flows/member_pick_flow.hpp"
#include "terminal/purchases/flows/receipt_form_parts.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "terminal/purchases/rules/tiers.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

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
                       return AskWords{{.heading = {ui.tr(words::receipt_repeated), amount},
                                        .body = ui.tr(words::receipt_repeated_body),
                                        .confirm = ui.tr(words::receipt_repeated_yes),
                                        .cancel = ui.tr(words::receipt_repeated_no)}};
                   },
               .then =
                   [entry](Flow& now, const std::string&) {
                       auto again = entry;
                       again.repeated = true;
                       run_record(now, again);
                   }});
}

void run_record(Flow& flow, const domain::PurchaseEntry& entry) {
    receipt_form_of(flow).saving = true;
    run_service(
        flow,
        [entry](domain::ServiceContext& context, const domain::Session& session) {
            return record_receipt(context, session, entry);
        },
        [entry](Flow& later, const Result<RecordedReceipt>& recorded) {
            auto& now = receipt_form_of(later);
            now.saving = false;
            if (recorded) {
                const auto till = now.till;
                forget_receipt(later);
                receipt_form_of(later) = {.begun = true, .till = till, .done = *recorded};
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

}  // namespace

void look_for_known(Flow& flow) {
    receipt_form_of(flow).known.reset();
    if (receipt_form_of(flow).number.empty()) return;
    const auto asked = entry_of(receipt_form_of(flow));
    run_service(
        flow,
        [asked](domain::ServiceContext& context, const domain::Session& session) {
            return find_known(context, session, asked);
        },
        [asked](Flow& later, const Result<std::optional<domain::PurchaseLine>>& known) {
            // What is wrong with the number is told when it is saved.
            if (!known) return;
            auto& now = receipt_form_of(later);
            const bool same = now.number == asked.number && now.till == asked.till &&
                              now.date == asked.business_date && now.kind == asked.kind;
            if (same) now.known = *known;
        });
}

void save_receipt(Flow& flow) {
    auto& state = receipt_form_of(flow);
    if (state.saving || state.done || !state.begun) return;
    state.errors = check_receipt(state);
    if (state.errors.empty()) run_record(flow, entry_of(state));
}

}  // namespace qiantai::app
