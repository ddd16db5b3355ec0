// What is done with stock: moving pieces, writing them off, taking movements back, settling a
// shortage, saying where a gift lies, recalling a batch.

#include <algorithm>

#include "assets/words/stock.hpp"
#include "terminal/gifts/flows/stock_flows.hpp"
#include "terminal/gifts/rules/recalls.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "terminal/gifts/screens/stock_words.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

/// What the services answer with is read anew, so only whether it went well matters.
template <typename Work>
void do_with_stock(Flow& flow, TextKey done, Work work) {
    if (std::exchange(stock_of(flow).busy, true)) return;
    stock_of(flow).sheet_error.reset();
    run_service(
        flow,
        [work = std::move(work)](domain::ServiceContext& context,
                                 const domain::Session& session) -> Status {
            const auto result = work(context, session);
            if (!result) return result.error();
            return {};
        },
        [done](Flow& later, const Status& status) {
            auto& now = stock_of(later);
            now.busy = false;
            if (!status) {
                now.sheet_error = status.error();
                return show_error(later, status.error());
            }
            close_stock_sheet(later);
            show_done(later, done);
            load_stock(later);
        });
}

StockSpot spot_of_act(StockAct act) {
    if (act == StockAct::shelf) return StockSpot::shelf;
    return act == StockAct::defective ? StockSpot::defective : StockSpot::hold;
}

void save_act(Flow& flow, const StockShown& gift, const std::string& why) {
    const auto& state = stock_of(flow);
    const bool of_lot = state.about < gift.line.lots.size();
    const domain::StockLot lot = of_lot ? gift.line.lots[state.about] : domain::StockLot{};
    const Uuid gift_id = gift.line.gift_id;
    switch (state.act) {
        case StockAct::hold:
        case StockAct::defective:
        case StockAct::shelf: {
            const domain::StockMove move{.gift_id = gift_id,
                                         .from = lot.spot,
                                         .to = spot_of_act(state.act),
                                         .batch = lot.batch,
                                         .expires_on = lot.expires_on,
                                         .quantity = state.pieces,
                                         .reason = why};
            return do_with_stock(flow, words::stock_moved,
                                 [move](auto& context, const auto& session) {
                                     return domain::Stock(context).move(session, move);
                                 });
        }
        case StockAct::damage: {
            const domain::StockWriteOff off{.gift_id = gift_id,
                                            .spot = lot.spot,
                                            .batch = lot.batch,
                                            .expires_on = lot.expires_on,
                                            .quantity = state.pieces,
                                            .reason = why};
            return do_with_stock(flow, words::stock_recorded,
                                 [off](auto& context, const auto& session) {
                                     return domain::Stock(context).write_off(session, off);
                                 });
        }
        case StockAct::more:
        case StockAct::fewer: {
            const domain::StockAdjustment adjustment{
                .gift_id = gift_id,
                .spot = lot.spot,
                .batch = lot.batch,
                .expires_on = lot.expires_on,
                .quantity = state.act == StockAct::more ? state.pieces : -state.pieces,
                .reason = why};
            return do_with_stock(flow, words::stock_recorded,
                                 [adjustment](auto& context, const auto& session) {
                                     return domain::Stock(context).adjust(session, adjustment);
                                 });
        }
    }
}

void save_settlement(Flow& flow, const std::string& why) {
    const auto& state = stock_of(flow);
    const auto& shortage = state.shortages.at(state.about);
    domain::StockSettlement settlement{.gift_id = shortage.gift_id,
                                       .spot = shortage.lot.spot,
                                       .batch = shortage.lot.batch,
                                       .expires_on = shortage.lot.expires_on,
                                       .reason = why};
    if (state.source) {
        const auto& other = shortage.others.at(*state.source);
        settlement.taken_from = domain::StockSource{other.batch, other.expires_on};
    }
    do_with_stock(flow, words::stock_recorded, [settlement](auto& context, const auto& session) {
        return domain::Stock(context).settle(session, settlement);
    });
}

std::span<const Choice> reasons_of_sheet(const StockState& state) {
    switch (state.sheet) {
        case StockSheet::act:
            return stock_act_reasons(state.act);
        case StockSheet::movement:
            return stock_reversal_reasons();
        case StockSheet::settle:
            return stock_settle_reasons();
        case StockSheet::recall:
            return recall_reasons();
        case StockSheet::bin:
        case StockSheet::place:
        case StockSheet::picture:
        case StockSheet::none:
            break;
    }
    return {};
}

/// The first lot that the act can take pieces of, on the shelf if there is one.
std::size_t first_lot_for(const StockShown& gift, StockAct act) {
    const auto& lots = gift.line.lots;
    auto first = lots.size();
    for (std::size_t i = 0; i < lots.size(); ++i) {
        const bool moves =
            act == StockAct::hold || act == StockAct::defective || act == StockAct::shelf;
        const bool there = lots[i].quantity > 0 || act == StockAct::more;
        if (!there || (moves && lots[i].spot == spot_of_act(act))) continue;
        if (lots[i].spot == StockSpot::shelf) return i;
        first = std::min(first, i);
    }
    return first;
}

}  // namespace

void close_stock_sheet(Flow& flow) {
    auto& state = stock_of(flow);
    if (state.busy) return;
    if (state.sheet == StockSheet::picture) leave_stock_picture(flow);
    state.sheet = StockSheet::none;
    state.reason = {};
    state.text.clear();
    state.source.reset();
    state.sheet_error.reset();
}

void choose_stock_act(Flow& flow, StockAct act) {
    auto& state = stock_of(flow);
    state.act = act;
    state.pieces = 1;
    state.reason = {};
    if (const auto* gift = state.gift()) state.about = first_lot_for(*gift, act);
}

void begin_stock_sheet(Flow& flow, StockSheet sheet, std::size_t about) {
    close_stock_sheet(flow);
    auto& state = stock_of(flow);
    state.sheet = sheet;
    state.about = about;
    const auto* gift = state.gift();
    if (gift == nullptr) return;
    if (sheet == StockSheet::picture) return begin_stock_picture(flow);
    if (sheet == StockSheet::bin) state.text = gift->line.bin;
    if (sheet != StockSheet::act) return;
    // What nobody may do with pieces that are not there is not begun with.
    const bool some = first_lot_for(*gift, StockAct::hold) < gift->line.lots.size();
    const bool held = first_lot_for(*gift, StockAct::shelf) < gift->line.lots.size();
    choose_stock_act(flow, some ? StockAct::hold : held ? StockAct::shelf : StockAct::more);
}

void save_stock_sheet(Flow& flow) {
    const auto& state = stock_of(flow);
    const auto* gift = state.gift();
    if (gift == nullptr) return;
    const auto why = state.reason.words(Language::zh, reasons_of_sheet(state));
    const Uuid gift_id = gift->line.gift_id;
    switch (state.sheet) {
        case StockSheet::act:
            return save_act(flow, *gift, why);
        case StockSheet::bin:
            return do_with_stock(flow, words::stock_recorded,
                                 [gift_id, bin = state.text](auto& context, const auto& session) {
                                     return domain::Stock(context).set_bin(session, gift_id, bin);
                                 });
        case StockSheet::movement:
            return do_with_stock(
                flow, words::stock_reversed,
                [id = state.ledger.at(state.about).id, why](auto& context, const auto& session) {
                    return domain::Stock(context).reverse(session, id, why);
                });
        case StockSheet::settle:
            return save_settlement(flow, why);
        case StockSheet::recall:
            return do_with_stock(flow, words::recall_done,
                                 [entry = domain::GiftRecallEntry{gift_id, state.text, why}](
                                     auto& context, const auto& session) {
                                     return domain::Recalls(context).recall(session, entry);
                                 });
        case StockSheet::place:
        case StockSheet::picture:
        case StockSheet::none:
            return;
    }
}

}  // namespace qiantai::app
