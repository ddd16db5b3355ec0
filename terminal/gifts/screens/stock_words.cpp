#include "terminal/gifts/screens/stock_words.hpp"

#include "assets/words/find.hpp"
#include "assets/words/gifts.hpp"
#include "assets/words/stock.hpp"
#include "terminal/desk/shown.hpp"

namespace qiantai::ui {
namespace {

constexpr Choice k_hold_reasons[] = {{"inspect", words::stock_reason_inspect},
                                     {"recall", words::stock_reason_recall},
                                     {"expiry", words::stock_reason_expiry}};
constexpr Choice k_defective_reasons[] = {{"broken", words::stock_reason_broken},
                                          {"dirty", words::stock_reason_dirty},
                                          {"expired", words::stock_reason_expired}};
constexpr Choice k_shelf_reasons[] = {{"inspected", words::stock_reason_inspected},
                                      {"mended", words::stock_reason_mended}};
constexpr Choice k_damage_reasons[] = {{"broken", words::stock_reason_broken},
                                       {"expired", words::stock_reason_expired},
                                       {"lost", words::stock_reason_lost}};
constexpr Choice k_adjust_reasons[] = {{"counted", words::stock_reason_counted},
                                       {"unrecorded", words::stock_reason_unrecorded}};
constexpr Choice k_reversal_reasons[] = {{"wrong_gift", words::stock_reason_wrong_gift},
                                         {"wrong_number", words::stock_reason_wrong_number},
                                         {"twice", words::stock_reason_twice}};
constexpr Choice k_settle_reasons[] = {{"other_batch", words::stock_reason_other_batch},
                                       {"unrecorded", words::stock_reason_unrecorded}};
constexpr Choice k_recall_reasons[] = {{"supplier", words::recall_reason_supplier},
                                       {"quality", words::recall_reason_quality},
                                       {"complaints", words::recall_reason_complaints}};

/// Of a movement between two stores: which other one; of a supplier's goods: whose.
Text with_partner(const Ui& ui, TextKey with, TextKey without, const std::string& partner) {
    return partner.empty() ? ui.tr(without) : ui.tr(with, partner);
}

Text with_reason(const Ui& ui, TextKey what, const std::string& reason) {
    const auto words = ui.tr(what).utf8();
    return Text::data(reason.empty() ? words : words + " · " + reason);
}

}  // namespace

StockTag stock_tag(const Ui& ui, const StockShown& gift) {
    if (gift.is_short()) return {ui.tr(words::stock_tag_short), Tone::danger};
    if (gift.is_recalled()) return {ui.tr(words::stock_tag_recalled), Tone::danger};
    if (gift.is_low() && gift.asked > 0) {
        return {ui.tr(words::stock_tag_asked, gift.asked), Tone::info};
    }
    if (gift.is_low()) return {ui.tr(words::stock_tag_low), Tone::danger};
    if (gift.days_left && *gift.days_left < 0) {
        return {ui.tr(words::stock_tag_expired), Tone::danger};
    }
    if (gift.days_left) return {ui.tr(words::stock_tag_expires, *gift.days_left), Tone::warning};
    if (gift.is_held()) {
        return {ui.tr(words::stock_tag_held, gift.line.on_hold + gift.line.defective),
                Tone::neutral};
    }
    return {};
}

Text stock_lot_text(const Ui& ui, const Shop& shop, const domain::StockLot& lot) {
    std::string words = lot.batch;
    if (lot.expires_on) {
        const auto until =
            ui.tr(words::requisition_pick_until, date_text(ui, shop, *lot.expires_on).utf8());
        words += (words.empty() ? "" : " · ") + until.utf8();
    }
    return words.empty() ? ui.tr(words::stock_lot_plain) : Text::data(words);
}

Text stock_spot_text(const Ui& ui, const Coded<StockSpot>& spot) {
    return code_text<StockSpot>(ui, spot.text(),
                                {{StockSpot::shelf, words::stock_spot_shelf},
                                 {StockSpot::hold, words::stock_spot_hold},
                                 {StockSpot::defective, words::stock_spot_defective}});
}

Text stock_movement_text(const Ui& ui, const Shop& shop, const domain::StockMovement& movement) {
    const auto kind = movement.kind.known();
    if (!kind) return ui.tr(words::code_unknown);
    const auto store =
        movement.partner.empty() ? std::string() : store_name(shop, movement.partner);
    switch (*kind) {
        case StockKind::receipt:
            return with_partner(ui, words::stock_did_receive_from, words::stock_did_receive,
                                movement.partner);
        case StockKind::issue:
            return ui.tr(words::stock_did_issue);
        case StockKind::gift_return:
            return with_reason(ui, words::stock_did_return, movement.reason);
        case StockKind::transfer_in:
            return with_partner(ui, words::stock_did_get_from, words::stock_did_get, store);
        case StockKind::transfer_out:
            return with_partner(ui, words::stock_did_send_to, words::stock_did_send, store);
        case StockKind::move:
            return with_reason(
                ui, movement.quantity > 0 ? words::stock_did_move_in : words::stock_did_move_out,
                stock_spot_text(ui, movement.spot).utf8());
        case StockKind::damage:
            return with_reason(ui, words::stock_did_damage, movement.reason);
        case StockKind::adjustment:
            return with_reason(ui, words::stock_did_adjust, movement.reason);
        case StockKind::reversal:
            return with_reason(ui, words::stock_did_reverse, movement.reason);
    }
    return ui.tr(words::code_unknown);
}

Text stock_act_text(const Ui& ui, StockAct act) {
    switch (act) {
        case StockAct::hold:
            return ui.tr(words::stock_act_hold);
        case StockAct::defective:
            return ui.tr(words::stock_act_defective);
        case StockAct::shelf:
            return ui.tr(words::stock_act_shelf);
        case StockAct::damage:
            return ui.tr(words::stock_act_damage);
        case StockAct::more:
            return ui.tr(words::stock_act_more);
        case StockAct::fewer:
            return ui.tr(words::stock_act_fewer);
    }
    return {};
}

Text stock_view_text(const Ui& ui, StockView view) {
    switch (view) {
        case StockView::attention:
            return ui.tr(words::stock_view_attention);
        case StockView::all:
            return ui.tr(words::stock_view_all);
        case StockView::low:
            return ui.tr(words::stock_view_low);
        case StockView::expiring:
            return ui.tr(words::stock_view_expiring);
        case StockView::held:
            return ui.tr(words::stock_view_held);
        case StockView::shortage:
            return ui.tr(words::stock_view_shortage);
    }
    return {};
}

std::span<const Choice> stock_act_reasons(StockAct act) {
    switch (act) {
        case StockAct::hold:
            return k_hold_reasons;
        case StockAct::defective:
            return k_defective_reasons;
        case StockAct::shelf:
            return k_shelf_reasons;
        case StockAct::damage:
            return k_damage_reasons;
        case StockAct::more:
        case StockAct::fewer:
            break;
    }
    return k_adjust_reasons;
}

std::span<const Choice> stock_reversal_reasons() {
    return k_reversal_reasons;
}

std::span<const Choice> stock_settle_reasons() {
    return k_settle_reasons;
}

std::span<const Choice> recall_reasons() {
    return k_recall_reasons;
}

bool is_reversible_movement(const domain::StockMovement& movement) {
    return movement.kind == StockKind::receipt || movement.kind == StockKind::move ||
           movement.kind == StockKind::damage || movement.kind == StockKind::adjustment;
}

}  // namespace qiantai::ui
