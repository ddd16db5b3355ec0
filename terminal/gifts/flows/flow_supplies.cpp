// Goods of suppliers: the second signature, by the signed-in person or by somebody else on the spot,
// and writing down what has come.

#include <algorithm>

#include "assets/words/kit.hpp"
#include "assets/words/stock.hpp"
#include "terminal/access/flows/second_person.hpp"
#include "terminal/gifts/flows/stock_flows.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "terminal/gifts/screens/gift_ways.hpp"
#include "terminal/gifts/screens/typed_day.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

SuppliesState& supplies_of(Flow& flow) {
    return flow.get<SuppliesState>();
}

SupplyFormState& supply_of(Flow& flow) {
    return flow.get<SupplyFormState>();
}

void load_supplies(Flow& flow) {
    auto& state = supplies_of(flow);
    state.error.reset();
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Stock(context).unsigned_receipts(session);
        },
        [query = ++state.query](Flow& later,
                                const Result<std::vector<domain::UnsignedReceipt>>& receipts) {
            auto& now = supplies_of(later);
            if (now.query != query) return;
            if (!receipts) {
                now.error = receipts.error();
                return;
            }
            now.receipts = *receipts;
            now.loaded = true;
        });
}

using SignatureResult = Result<domain::ReceiptSignature>;

SignatureResult sign_supply(domain::ServiceContext& context, const domain::Session& session,
                            const Uuid& document_id) {
    return domain::Stock(context).countersign(session, document_id);
}

void supply_signed(Flow& flow, const SignatureResult& signature) {
    if (!signature) return show_error(flow, signature.error());
    show_done(flow, words::supplies_signed);
    load_supplies(flow);
}

AskWords supply_sign_words(const Ui& ui, const std::string& number) {
    return {{.heading = {ui.tr(words::supplies_sign), Text::data(number)},
             .body = ui.tr(words::supplies_sign_body),
             .confirm = ui.tr(words::supplies_sign),
             .cancel = ui.tr(words::cancel)}};
}

struct ApplySupplies {
    Flow& flow;

    void operator()(const supplies::Reload&) const { load_supplies(flow); }
    void operator()(const supplies::Begin&) const { open_screen(flow, k_supply_form_screen); }
    void operator()(const supplies::Sign& intent) const {
        ask(flow,
            {.words = [number =
                           intent.number](const Ui& ui) { return supply_sign_words(ui, number); },
             .then =
                 [id = intent.document_id](Flow& now, const std::string&) {
                     run_service(
                         now,
                         [id](domain::ServiceContext& context, const domain::Session& session) {
                             return sign_supply(context, session, id);
                         },
                         supply_signed);
                 }});
    }
    void operator()(const supplies::SignHere& intent) const {
        ask_second_person(
            flow, domain::Right::stock_countersign,
            [number = intent.number](const Ui& ui) { return supply_sign_words(ui, number); },
            [id = intent.document_id](domain::ServiceContext& context,
                                      const domain::Session& session) {
                return sign_supply(context, session, id);
            },
            [](Flow& later, const SignatureResult& signature) {
                if (end_ask(later, signature ? Status() : Status(signature.error()))) {
                    supply_signed(later, signature);
                }
            });
    }
};

void apply_supplies(Flow& flow, const SuppliesIntent& intent) {
    std::visit(ApplySupplies{flow}, intent);
}

Result<std::vector<SuppliedGift>> load_supplied(domain::ServiceContext& context,
                                                const domain::Session& session) {
    QIANTAI_TRY(const auto gifts, domain::Gifts(context).list(session));
    std::vector<SuppliedGift> supplied;
    for (const auto& line : gifts) {
        if (!(line.gift.status == GiftStatus::active)) continue;
        supplied.push_back({.gift_id = line.gift.id,
                            .code = line.gift.code,
                            .name = line.gift.name,
                            .batch_kept = line.gift.batch_kept,
                            .expiry_kept = line.gift.expiry_kept,
                            .barcodes = line.barcodes,
                            .cartons = line.cartons});
    }
    return supplied;
}

void opened_supply(Flow& flow) {
    supply_of(flow).saving = false;
    run_service(flow, load_supplied,
                [](Flow& later, const Result<std::vector<SuppliedGift>>& gifts) {
                    if (!gifts) return show_error(later, gifts.error());
                    supply_of(later).gifts = *gifts;
                });
}

void add_supplied(Flow& flow, const SuppliedGift& gift, int pieces = 1) {
    auto& state = supply_of(flow);
    state.typed.clear();
    state.composing.clear();
    const auto known = std::ranges::find_if(state.lines, [&](const SupplyLine& line) {
        return line.gift.gift_id == gift.gift_id && line.batch.empty();
    });
    if (known == state.lines.end()) {
        state.lines.push_back({.gift = gift, .pieces = pieces});
    } else {
        known->pieces = std::min(known->pieces + pieces, domain::k_gift_pieces_max);
    }
}

Result<domain::StockReceipt> receipt_of_form(const SupplyFormState& state) {
    domain::StockReceipt receipt{.supplier = state.supplier, .paper = state.paper};
    if (state.inspected) receipt.spot = StockSpot::shelf;
    for (const auto& line : state.lines) {
        domain::StockReceiptLine one{
            .gift_id = line.gift.gift_id, .quantity = line.pieces, .batch = line.batch};
        if (!line.expires_on.empty()) {
            one.expires_on = typed_day(line.expires_on);
            if (!one.expires_on) {
                return make_error(domain::k_stock_expiry_missing, {}, "expires_on");
            }
        }
        if (!line.price.empty()) {
            one.price = Fen::parse(line.price);
            if (!one.price) return make_error(domain::k_gift_malformed, {}, "price");
        }
        receipt.lines.push_back(std::move(one));
    }
    return receipt;
}

void save_supply(Flow& flow) {
    auto& state = supply_of(flow);
    state.error.reset();
    const auto receipt = receipt_of_form(state);
    if (!receipt) {
        state.error = receipt.error();
        return;
    }
    if (std::exchange(state.saving, true)) return;
    run_service(
        flow,
        [receipt = *receipt](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Stock(context).receive(session, receipt);
        },
        [](Flow& later, const Result<std::vector<domain::StockMovement>>& movements) {
            auto& now = supply_of(later);
            now.saving = false;
            if (!movements) {
                now.error = movements.error();
                return;
            }
            int pieces = 0;
            for (const auto& movement : *movements) pieces += movement.quantity;
            now.done = pieces;
            show_done(later, words::supply_done);
            go_back(later);
        });
}

struct ApplySupplyForm {
    Flow& flow;

    SupplyFormState& state() const { return supply_of(flow); }
    void operator()(const supply_form::TypeSupplier& intent) const {
        state().supplier = intent.text;
    }
    void operator()(const supply_form::TypePaper& intent) const { state().paper = intent.text; }
    void operator()(const supply_form::SetInspected& intent) const {
        state().inspected = intent.inspected;
    }
    void operator()(const supply_form::Search& intent) const {
        state().typed = intent.text;
        state().composing = intent.composing;
    }
    void operator()(const supply_form::AddGift& intent) const {
        const auto& gifts = state().gifts;
        const auto gift = std::ranges::find(gifts, intent.gift_id, &SuppliedGift::gift_id);
        if (gift != gifts.end()) add_supplied(flow, SuppliedGift(*gift));
    }
    void operator()(const supply_form::SetPieces& intent) const {
        auto& lines = state().lines;
        lines.at(intent.line).pieces = intent.pieces;
        if (intent.pieces == 0) {
            lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(intent.line));
        }
    }
    void operator()(const supply_form::TypeBatch& intent) const {
        state().lines.at(intent.line).batch = intent.text;
    }
    void operator()(const supply_form::TypeExpiry& intent) const {
        state().lines.at(intent.line).expires_on = intent.text;
    }
    void operator()(const supply_form::TypePrice& intent) const {
        state().lines.at(intent.line).price = intent.text;
    }
    void operator()(const supply_form::Save&) const { save_supply(flow); }
    void operator()(const supply_form::GiveUp&) const {
        state() = {};
        go_back(flow);
    }
};

void apply_supply_form(Flow& flow, const SupplyFormIntent& intent) {
    std::visit(ApplySupplyForm{flow}, intent);
}

/// A gift's barcode is one more of it, a carton's all that is in it.
bool scan_into_supply(Flow& flow, const std::string& code) {
    for (const auto& gift : supply_of(flow).gifts) {
        const bool one =
            gift.code == code || std::ranges::find(gift.barcodes, code) != gift.barcodes.end();
        const auto carton = std::ranges::find(gift.cartons, code, &domain::GiftCarton::barcode);
        if (!one && carton == gift.cartons.end()) continue;
        const int pieces = one ? 1 : carton->pieces;
        add_supplied(flow, SuppliedGift(gift), pieces);
        return true;
    }
    return false;
}

}  // namespace

ScreenEntry supplies_screen() {
    return {.id = k_supplies_screen,
            .below = k_requisitions_screen,
            .title = words::supplies_title,
            .help = words::help_supplies,
            .draw = screen_draw(draw_supplies, apply_supplies),
            .opened = load_supplies};
}

ScreenEntry supply_form_screen() {
    return {.id = k_supply_form_screen,
            .below = k_requisitions_screen,
            .title = words::supplies_begin,
            .help = words::help_supply_form,
            .draw = screen_draw(draw_supply_form, apply_supply_form),
            .task = task_of<SupplyFormState>(),
            .opened = opened_supply,
            .scanned = scan_into_supply};
}

}  // namespace qiantai::app
