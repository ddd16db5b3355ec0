// Goods in keeping: the list, taking some in, one deposit, and the customer's side of the screen.

#include "terminal/shots/scenes.hpp"
#include "terminal/stored_goods/screens/screen_stored_goods.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

void sign_slip(Stage& stage) {
    stage.state<GoodsSlipState>().turn.strokes = written_signature();
    stage.settle();
}

/// As nobody can: without locking the terminal.
void leave_slip(Stage& stage) {
    stage.state<GoodsSlipState>() = {};
    auto flow = stage.app().flow();
    app::go_back(flow);
    stage.settle();
}

void shoot_goods_deposit(Stage& stage) {
    stage.touch("deposit");
    stage.type("王");
    stage.picture("goods-deposit-who");
    stage.touch("member 0");
    stage.type("爱他美 3 段 800g");
    stage.picture("goods-deposit");
    stage.key(ImGuiKey_Escape);
    stage.touch("save");
    stage.picture("goods-deposited");
    stage.touch("sign");
    stage.picture("goods-deposit-slip");
    sign_slip(stage);
    stage.picture("goods-deposit-slip-signed");
    leave_slip(stage);
    stage.picture("goods-page-new");
    stage.touch("back");
}

void shoot_goods_page(Stage& stage) {
    const auto rows = stage.state<GoodsListState>().rows;
    if (rows.empty()) return;
    for (const auto& line : rows) {
        if (line.state.withdrawn == 0) continue;
        stage.touch("goods " + line.goods.number);
        break;
    }
    stage.picture("goods-page");
    stage.touch("withdraw");
    stage.picture("goods-withdraw");
    stage.touch("save sheet");
    stage.picture("goods-slip");
    sign_slip(stage);
    stage.picture("goods-slip-signed");
    stage.touch("larger");
    stage.picture("goods-slip-large");
    stage.state<GoodsSlipState>().turn.done = true;
    stage.state<GoodsSlipState>().turn.since_s = 1e12;
    stage.settle();
    stage.picture("goods-slip-thanks");
    leave_slip(stage);
    stage.touch("move");
    stage.picture("goods-move");
    stage.key(ImGuiKey_Escape);
    stage.touch("remind");
    stage.picture("goods-remind");
    stage.key(ImGuiKey_Escape);
    stage.touch("print sheet");
    shoot_preview(stage, "preview-sheet");
    stage.touch("print event 0");
    shoot_preview(stage, "preview-slip");
    stage.touch("back");
}

}  // namespace

void shoot_stored_goods(Stage& stage) {
    stage.touch(way(k_goods_list_screen));
    stage.picture("goods-list");
    stage.touch("tab 1");
    stage.picture("goods-due");
    stage.touch("tab 2");
    stage.picture("goods-items");
    stage.touch("tab 0");
    shoot_goods_deposit(stage);
    shoot_goods_page(stage);
    shoot_prints(stage);
    stage.touch(way(k_goods_list_screen));
}

}  // namespace qiantai::shots
