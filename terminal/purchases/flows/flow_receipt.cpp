// The page of one receipt, and what is done there.

#include "assets/words/help.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/purchases.hpp"
#include "assets/words/shell.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/flows/member_pick_flow.hpp"
#include "terminal/purchases/flows/purchases_flows.hpp"
#include "terminal/purchases/rules/purchases.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

using Line = Result<domain::PurchaseLine>;

ReceiptPageState& receipt_of(Flow& flow) {
    return flow.get<ReceiptPageState>();
}

struct ReceiptLoaded {
    domain::PurchaseLine line;
    std::vector<domain::PurchaseLine> refunds{};
    std::optional<domain::PurchaseLine> sale{};
};
Result<ReceiptLoaded> load_receipt(domain::ServiceContext& context, const domain::Session& session,
                                   const Uuid& id) {
    domain::Purchases purchases(context);
    QIANTAI_TRY(auto line, purchases.get(session, id));
    ReceiptLoaded loaded{.line = std::move(line)};
    QIANTAI_TRY(loaded.refunds, purchases.refunds(session, id));
    const auto& sale = loaded.line.purchase.refund_of;
    if (!sale) return loaded;
    // A refund may be here without its sale: that came from an earlier system.
    QIANTAI_TRY(loaded.sale,
                absent_if(domain::k_purchase_not_found, purchases.get(session, *sale)));
    return loaded;
}

void opened_receipt(Flow& flow) {
    receipt_of(flow).busy = false;
    run_service(
        flow,
        [id = receipt_of(flow).id](domain::ServiceContext& context,
                                   const domain::Session& session) {
            return load_receipt(context, session, id);
        },
        [id = receipt_of(flow).id](Flow& later, const Result<ReceiptLoaded>& loaded) {
            auto& now = receipt_of(later);
            if (now.id != id) return;
            now.error.reset();
            if (!loaded) {
                now.error = loaded.error();
                return;
            }
            now.line = loaded->line;
            now.refunds = loaded->refunds;
            now.sale = loaded->sale;
        });
}

void open_receipt_sheet(Flow& flow, const receipt::OpenSheet& opens) {
    auto& page = receipt_of(flow);
    page.sheet = opens.sheet;
    page.then_correct = opens.then_correct;
    page.refund = {};
    page.who = {};
    page.reason = {};
    page.errors.clear();
    page.busy = false;
}

MemberPick* assigned_pick(Flow& flow) {
    auto& page = receipt_of(flow);
    return page.sheet == ReceiptSheet::assign ? &page.who : nullptr;
}
constexpr MemberPickPlace k_assigned{assigned_pick, [](Flow&) {}};

void fail_receipt_sheet(Flow& flow, const Error& error) {
    auto& page = receipt_of(flow);
    page.busy = false;
    const bool at_field = error.field == "amount" || error.field == "number";
    if (!at_field) return show_error(flow, error);
    page.errors.insert_or_assign(error.field, error);
}

/// `told` says it and may offer more.
template <typename Work, typename Told>
void run_receipt_sheet(Flow& flow, Work work, Told told) {
    if (std::exchange(receipt_of(flow).busy, true)) return;
    run_service(flow, std::move(work), [told](Flow& later, const Line& line) {
        if (!line) return fail_receipt_sheet(later, line.error());
        open_receipt_sheet(later, {ReceiptSheet::none});
        opened_receipt(later);
        told(later, *line);
    });
}

void save_refund(Flow& flow) {
    auto& page = receipt_of(flow);
    const auto amount = Fen::parse(page.refund.amount_typed);
    if (!amount || *amount <= Fen()) {
        page.errors.insert_or_assign("amount", make_error(domain::k_purchase_amount_malformed));
        return;
    }
    const auto& sale = page.line->purchase;
    const domain::PurchaseEntry entry{.number = page.refund.number,
                                      .till = sale.till,
                                      .source = sale.source,
                                      .business_date = page.refund.date,
                                      .kind = PurchaseKind::refund,
                                      .amount = *amount,
                                      .refund_of = sale.id,
                                      .repeated = page.refund.repeated};
    if (page.busy) return;
    page.busy = true;
    run_service(
        flow,
        [entry](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Purchases(context).record(session, entry);
        },
        [](Flow& later, const Line& line) {
            if (line) {
                open_receipt_sheet(later, {ReceiptSheet::none});
                opened_receipt(later);
                return show_done(later, words::receipt_refund_done);
            }
            receipt_of(later).busy = false;
            if (line.error().kind != &domain::k_purchase_repeated) {
                return fail_receipt_sheet(later, line.error());
            }
            ask(later,
                {.words =
                     [](const Ui& ui) {
                         return AskWords{{.heading = {ui.tr(words::receipt_repeated_refund), {}},
                                          .body = ui.tr(words::receipt_repeated_refund_body),
                                          .confirm = ui.tr(words::receipt_repeated_yes),
                                          .cancel = ui.tr(words::cancel)}};
                     },
                 .then =
                     [](Flow& now, const std::string&) {
                         receipt_of(now).refund.repeated = true;
                         save_refund(now);
                     }});
        });
}

domain::PurchaseEntry entry_of(const domain::Purchase& purchase) {
    return {.number = purchase.number,
            .till = purchase.till,
            .source = purchase.source,
            .business_date = purchase.business_date,
            .kind = purchase.kind,
            .amount = purchase.amount,
            .pieces = purchase.pieces,
            .items = domain::items_of(purchase),
            .refund_of = purchase.refund_of,
            .member_id = purchase.member_id};
}

// Written down once more it stands again.
void offer_undone(Flow& flow, const domain::Purchase& purchase) {
    const Toast toast{.text = tr(flow, words::receipt_undo_done),
                      .tone = Tone::success,
                      .action = tr(flow, words::receipt_restore),
                      .action_id = "restore receipt " + purchase.id.text()};
    show_offer(flow, toast, [entry = entry_of(purchase)](Flow& pressed) {
        run_service(
            pressed,
            [entry](domain::ServiceContext& context, const domain::Session& session) {
                return domain::Purchases(context).record(session, entry);
            },
            [](Flow& later, const Line& line) {
                if (!line) return show_error(later, line.error());
                show_done(later, words::receipt_stands_again);
                load_screen(later);
            });
    });
}

void save_undo(Flow& flow) {
    const auto& page = receipt_of(flow);
    const auto reason = page.reason.words(flow.scene.settings.language, undo_receipt_reasons());
    run_receipt_sheet(
        flow,
        [id = page.id, reason](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Purchases(context).undo(session, id, reason);
        },
        [corrects = page.then_correct](Flow& later, const domain::PurchaseLine& line) {
            if (corrects) return begin_corrected_receipt(later, line.purchase);
            offer_undone(later, line.purchase);
        });
}

void assign_to(Flow& flow, const Uuid& receipt, const Uuid& member,
               const std::optional<Uuid>& before) {
    run_receipt_sheet(
        flow,
        [receipt, member](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Purchases(context).assign(session, receipt, member);
        },
        [receipt, before](Flow& later, const domain::PurchaseLine& line) {
            const auto words = tr(later, words::receipt_assigned, line.member_name);
            // Only from one member to another there is a way back.
            if (!before) return later.scene.toasts.push({words, Tone::success});
            const auto toast = undo_toast(later, words, "assigned " + receipt.text());
            show_offer(later, toast, [receipt, back = *before](Flow& pressed) {
                assign_to(pressed, receipt, back, std::nullopt);
            });
        });
}

void save_receipt_sheet(Flow& flow) {
    const auto& page = receipt_of(flow);
    switch (page.sheet) {
        case ReceiptSheet::none:
            return;
        case ReceiptSheet::refund:
            return save_refund(flow);
        case ReceiptSheet::assign:
            if (!page.who.member) return;
            return assign_to(flow, Uuid(page.id), Uuid(page.who.member->member.id),
                             page.line->purchase.member_id);
        case ReceiptSheet::undo:
            return save_undo(flow);
    }
}

struct ApplyReceipt {
    Flow& flow;

    ReceiptPageState& page() const { return receipt_of(flow); }
    void operator()(const MemberPickIntent& intent) const {
        apply_member_pick(flow, k_assigned, intent);
    }
    void operator()(const receipt::Reload&) const { opened_receipt(flow); }
    void operator()(const receipt::Open& intent) const { open_receipt(flow, intent.id); }
    void operator()(const receipt::OpenMember&) const {
        open_member(flow, Uuid(*page().line->purchase.member_id));
    }
    void operator()(const receipt::OpenSheet& intent) const {
        if (!intent.then_correct) return open_receipt_sheet(flow, intent);
        unless_receipt_is_open(flow, [intent](Flow& later) { open_receipt_sheet(later, intent); });
    }
    void operator()(const receipt::TypeRefund& intent) const {
        const bool amount = intent.field == receipt::RefundText::amount;
        (amount ? page().refund.amount_typed : page().refund.number) = intent.value;
        page().errors.erase(amount ? "amount" : "number");
        page().refund.repeated = false;
    }
    void operator()(const receipt::SetRefundDate& intent) const {
        page().refund.date = intent.date;
    }
    void operator()(const receipt::RefundAll&) const {
        page().refund.amount_typed = page().left().text();
        page().errors.erase("amount");
    }
    void operator()(const receipt::GiveReason& intent) const { page().reason = intent.reason; }
    void operator()(const receipt::SaveSheet&) const { save_receipt_sheet(flow); }
};

void apply_receipt(Flow& flow, const ReceiptIntent& intent) {
    std::visit(ApplyReceipt{flow}, intent);
}

Restore receipt_place(Flow& flow) {
    return [id = receipt_of(flow).id](Flow& later) {
        auto& page = receipt_of(later);
        if (page.id != id) page = {.id = id};
        return true;
    };
}

/// While it is asked whose the receipt is, a card answers.
bool scan_into_receipt(Flow& flow, const std::string& code) {
    if (receipt_of(flow).sheet != ReceiptSheet::assign) {
        return receipt_of(flow).sheet != ReceiptSheet::none;
    }
    run_service(
        flow,
        [code](domain::ServiceContext& context, const domain::Session& session) {
            return find_shown_members(context, session, code);
        },
        [code](Flow& later, const Result<std::vector<ShownMember>>& found) {
            if (!found) return show_error(later, found.error());
            if (found->size() == 1) return pick_member(later, k_assigned, found->front());
            later.scene.toasts.push({tr(later, words::scan_unknown, code), Tone::warning});
        });
    return true;
}

Text receipt_title(const Ui& ui, const Scene&, const StateBag& states) {
    const auto& line = states.get<ReceiptPageState>().line;
    if (!line || line->purchase.number.empty()) return ui.tr(words::receipt_title);
    return Text::data(ui.tr(words::receipt_page_title, line->purchase.number).utf8());
}

}  // namespace

void open_receipt(Flow& flow, const Uuid& id) {
    auto& page = receipt_of(flow);
    // From a refund to its sale, and back.
    if (flow.nav.screen == k_receipt_screen && page.id != id) remember_place(flow);
    page = {.id = id};
    open_screen(flow, k_receipt_screen);
}

ScreenEntry receipt_screen() {
    return {.id = k_receipt_screen,
            .below = k_find_screen,
            .title = words::receipt_title,
            .title_text = receipt_title,
            .help = words::help_receipt,
            .draw = screen_draw(draw_receipt, apply_receipt),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<ReceiptPageState>().sheet != ReceiptSheet::none;
                          },
                      .draw = screen_draw(draw_receipt_sheet, apply_receipt)},
            .opened = opened_receipt,
            .place = receipt_place,
            .scanned = scan_into_receipt};
}

}  // namespace qiantai::app
