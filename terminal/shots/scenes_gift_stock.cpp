// The gifts' other pages: stock with one gift's ledger, what is done with it, recalls, campaigns with
// this till's part of a cap, a member's rights, the duty roster.

#include "terminal/gifts/screens/screen_stock.hpp"
#include "terminal/issuances/flows/issuances_flows.hpp"
#include "terminal/shots/scenes.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

void shoot_gift_stock(Stage& stage) {
    stage.touch(way(k_requisitions_screen));
    stage.touch("stock");
    stage.picture("gifts-stock");
    const auto& gifts = stage.state<StockState>().gifts;
    for (const auto& gift : gifts) {
        if (!gift.is_short()) continue;
        stage.touch("stock " + std::string(gift.line.code));
        stage.picture("gifts-stock-shortage");
        break;
    }
    if (stage.shows("all gifts")) stage.touch("all gifts");
    stage.touch("stock LP002");
    stage.picture("gifts-stock-gift");
    stage.touch("act");
    stage.picture("gifts-stock-act");
    stage.key(ImGuiKey_Escape);
    if (stage.shows("all gifts")) stage.touch("all gifts");
    stage.touch("recalls");
    stage.picture("gifts-recalls");
    stage.touch("back");
    stage.touch("campaigns");
    stage.picture("gifts-campaigns");
}

void shoot_gift_manager(Stage& stage) {
    stage.touch(way(k_requisitions_screen));
    stage.touch("issuances");
    stage.picture("gifts-register-manager");
    stage.touch("duty");
    stage.picture("gifts-duty");
    stage.touch("back");
    stage.touch("stock");
    stage.picture("gifts-stock-manager");
}

}  // namespace qiantai::shots
