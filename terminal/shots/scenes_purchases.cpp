// Receipts and tiers: writing one down, the day, one receipt, one member's, who falls, the rule.

#include "terminal/home/screens/screen_home.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/purchases/flows/purchases_flows.hpp"
#include "terminal/shots/scenes.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

/// Of today's, or of some day before: whoever bought more than once and gave something back.
const domain::PurchaseLine* line_with_member(Stage& stage) {
    for (const auto& line : stage.state<ReceiptsState>().rows) {
        const bool sale = !line.purchase.is_refund() && !line.purchase.undone_at;
        if (sale && !line.member_name.empty()) return &line;
    }
    return nullptr;
}

void shoot_receipt_form(Stage& stage) {
    stage.touch("entry receipt_form");
    stage.picture("receipt-form");
    stage.touch("field");
    stage.type("王");
    stage.picture("receipt-form-who");
    stage.touch("member 0");
    stage.touch("number");
    stage.type("000386");
    stage.picture("receipt-form-number");
    stage.key(ImGuiKey_Escape);
    for (const auto key : {PadKey::d3, PadKey::d2, PadKey::d8}) {
        auto& typed = stage.state<ReceiptFormState>().amount_typed;
        typed = apply_amount_key(typed, key);
    }
    stage.settle();
    stage.touch("add item");
    stage.type("飞鹤 星飞帆 2 段 700g");
    stage.picture("receipt-item");
    stage.touch("keep item");
    stage.picture("receipt-form-filled");
    stage.touch("save");
    stage.picture("receipt-done");
    stage.touch("next receipt");
    stage.touch("number");
    stage.type("000386");
    stage.key(ImGuiKey_Escape);
    stage.picture("receipt-form-known");
    stage.touch("give up");
    stage.touch("confirm");
}

void shoot_one_receipt(Stage& stage) {
    stage.touch(way(k_home_screen));
    stage.touch("entry receipts");
    stage.picture("receipts-day");
    const auto* line = line_with_member(stage);
    if (line == nullptr) return;
    stage.touch("receipt " + line->purchase.id.text());
    stage.picture("receipt");
    stage.touch("refund");
    stage.picture("receipt-refund");
    stage.key(ImGuiKey_Escape);
    stage.touch("back");
    stage.touch("tab 1");
    stage.picture("receipts-days");
    stage.touch("tab 2");
    stage.picture("receipts-claimed");
    stage.touch("tab 0");
    stage.touch("day total");
    stage.picture("receipts-day-total");
    stage.key(ImGuiKey_Escape);
    stage.key(ImGuiKey_Escape);
}

/// A member of a tier that can rise and fall.
std::optional<Uuid> somebody_with_tier(Stage& stage) {
    for (const auto& line : stage.state<ReceiptsState>().rows) {
        if (line.purchase.member_id && line.purchase.home_store.empty()) {
            return line.purchase.member_id;
        }
    }
    return std::nullopt;
}

}  // namespace

void shoot_receipts(Stage& stage) {
    stage.touch(way(k_home_screen));
    shoot_receipt_form(stage);
    shoot_one_receipt(stage);
    if (const auto member = somebody_with_tier(stage)) {
        auto flow = stage.app().flow();
        app::open_member(flow, *member);
        stage.settle();
        stage.picture("member-bought");
        stage.touch("line member_receipts");
        stage.picture("member-receipts");
        stage.touch("tier");
        stage.picture("member-tier");
    }
    stage.touch(way(k_home_screen));
}

void shoot_receipts_manager(Stage& stage) {
    stage.touch(way(k_home_screen));
    stage.touch("entry receipts");
    const auto* line = line_with_member(stage);
    if (line == nullptr) return;
    const auto member = *line->purchase.member_id;
    const auto name = line->member_name;
    stage.touch("receipt " + line->purchase.id.text());
    stage.picture("receipt-manager");
    stage.touch("undo receipt");
    stage.picture("receipt-undo");
    stage.key(ImGuiKey_Escape);
    stage.touch("assign");
    stage.picture("receipt-assign");
    stage.key(ImGuiKey_Escape);
    stage.key(ImGuiKey_Escape);
    stage.touch("back");
    auto flow = stage.app().flow();
    app::open_member_tier(flow, member, name);
    stage.settle();
    stage.touch("set tier");
    stage.picture("member-tier-set");
    stage.key(ImGuiKey_Escape);
    stage.touch("back");
    stage.touch("tiers");
    stage.picture("tiers-falling");
    const auto falling = stage.state<TiersState>().falling;
    if (!falling.empty()) {
        stage.touch("falling " + falling.front().member_id.text());
        stage.picture("member-falling");
        stage.touch("line member_tier");
        stage.picture("member-tier-falling");
        stage.touch("back");
        stage.touch("back");
    }
    stage.touch("tab 1");
    stage.picture("tiers-rule");
    stage.touch("rise gold");
    stage.key(ImGuiKey_End);
    for (int i = 0; i < 8; ++i) stage.key(ImGuiKey_Backspace);
    stage.type("6000");
    stage.key(ImGuiKey_Escape);
    stage.touch("save");
    stage.picture("tiers-tried");
    stage.touch("tab 2");
    stage.picture("tiers-churn");
    stage.touch(way(k_home_screen));
}

}  // namespace qiantai::shots
