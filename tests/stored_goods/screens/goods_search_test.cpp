#include "terminal/stored_goods/rules/stored_goods.hpp"
#include "terminal/stored_goods/screens/screen_stored_goods.hpp"
#include "tests/app/app_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

TEST_CASE_FIXTURE(AppWindow, "letters that are being composed look for members and goods at once") {
    const auto member = desk.add_member("陈静", "13800138001");
    const domain::GoodsDeposit deposit{.member_id = member.id, .item = "奶粉", .quantity = 3};
    REQUIRE(
        domain::StoredGoodsKeeper(desk.context).deposit(desk.session(Who::clerk), deposit).ok());
    sign_in(Who::clerk);
    const auto press = [&](std::string_view letters) {
        for (const char letter : letters) touch(std::string_view(&letter, 1));
    };
    touch("way stored_goods");
    touch("field");
    press("cj");
    CHECK(state<GoodsListState>().composing == "cj");
    CHECK(state<GoodsListState>().rows.size() == 1);
    press("q");
    CHECK(state<GoodsListState>().rows.empty());
    CHECK(seen().shows("正在输入「cjq」"));
    CHECK(seen().find("看全部") == nullptr);
    touch("deposit");
    press("cj");
    CHECK(seen().find("member 0") != nullptr);
    press("q");
    CHECK(seen().find("member 0") == nullptr);
    CHECK_FALSE(seen().shows("没有找到"));
}
