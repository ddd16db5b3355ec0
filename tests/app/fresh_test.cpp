// What one did is over: the next customer, search and record begin fresh, and what is come back to
// is where it was left.

#include "terminal/stored_goods/flows/stored_goods_flows.hpp"
#include "terminal/stored_goods/rules/stored_goods.hpp"
#include "tests/app/app_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

struct FreshWindow : AppWindow {
    explicit FreshWindow(Headless::Size size = k_sizes[0]) : AppWindow(size) {
        first = desk.add_member("王丽", "13812342046").id;
        second = desk.add_member("王莉", "13812342047").id;
        sign_in(Who::clerk);
    }
    void register_somebody(std::string_view phone) {
        touch("entry register");
        type(phone);
        touch("下一项");
        type("欧阳晶");
        touch("agree membership");
        touch("save");
        REQUIRE(state<RegisterState>().done);
    }
    bool shows_success() const { return seen().shows("欧阳晶已登记"); }
    void open(const Uuid& id) {
        auto flow = app.flow();
        open_member(flow, id);
        settle();
    }
    float top_of(std::string_view name) const {
        const auto* item = seen().find(name);
        REQUIRE(item != nullptr);
        return item->target.top;
    }
    void scroll_down() {
        window.drag({700, 600}, {700, 300}, 12);
        window.frames(90);
    }
    Uuid first, second;
};

}  // namespace

TEST_CASE_FIXTURE(FreshWindow, "a registration that is done does not come back, whatever follows") {
    register_somebody("13911820746");
    touch("首页");
    CHECK(nav().back.empty());
    touch("entry register");
    CHECK_FALSE(shows_success());
    CHECK(seen().find("phone") != nullptr);
    touch("首页");
    // Nor after the terminal locked over it.
    register_somebody("13911820747");
    touch("lock");
    pin(domain::test::k_pin);
    CHECK_FALSE(shows_success());
    CHECK(nav().screen == k_find_screen);
    // Nor by the way back from the member it made.
    touch("首页");
    register_somebody("13911820748");
    touch("open member");
    touch("back");
    CHECK_FALSE(shows_success());
    CHECK(nav().screen == k_home_screen);
}

TEST_CASE_FIXTURE(FreshWindow,
                  "goods that are taken in are done, the next form begins at its top") {
    touch("way stored_goods");
    touch("deposit");
    type("王丽");
    touch("member 0");
    type("奶粉");
    touch("hide");
    scroll_down();
    touch("save");
    REQUIRE(state<GoodsDepositState>().done);
    touch("next deposit");
    touch("hide");
    CHECK(seen().find("field") != nullptr);
    type("王丽");
    touch("member 0");
    type("尿布");
    touch("save");
    REQUIRE(state<GoodsDepositState>().done);
    touch("首页");
    touch("way stored_goods");
    touch("deposit");
    CHECK_FALSE(state<GoodsDepositState>().done);
}

TEST_CASE_FIXTURE(FreshWindow, "a search begins empty, and is there when one comes back to it") {
    touch("会员");
    type("wl");
    CHECK(state<FindState>().found.size() == 2);
    touch("open");
    touch("back");
    CHECK(state<FindState>().typed == "wl");
    CHECK(state<FindState>().found.size() == 2);
    // What is typed then is the next search, not more of the last.
    type("2047");
    CHECK(state<FindState>().typed == "2047");
    CHECK(state<FindState>().found.size() == 1);
    touch("首页");
    touch("会员");
    CHECK(state<FindState>().typed.empty());
    CHECK(state<FindState>().found.empty());
    touch("way stored_goods");
    touch("field");
    type("奶粉");
    touch("首页");
    touch("way stored_goods");
    CHECK(state<GoodsListState>().typed.empty());
}

TEST_CASE_FIXTURE(FreshWindow, "a search is nobody's name unless it was one and nobody has it") {
    touch("会员");
    for (const auto* typed : {"wl", "zzz", "王"}) {
        CAPTURE(typed);
        type(typed);
        touch("register");
        CHECK(state<RegisterState>().form.values.name.empty());
        CHECK(state<RegisterState>().form.values.phone.empty());
        touch("会员");
    }
    type("欧阳娜");
    touch("register");
    CHECK(state<RegisterState>().form.values.name == "欧阳娜");
}

TEST_CASE_FIXTURE(FreshWindow,
                  "a record begins at its top, and is where it was when come back to") {
    open(first);
    const auto top = top_of("edit");
    scroll_down();
    const auto scrolled = top_of("edit");
    REQUIRE(scrolled < top);
    open(second);
    CHECK(top_of("edit") == top);
    touch("back");
    CHECK(state<MemberState>().id == first);
    CHECK(top_of("edit") == scrolled);
    touch("首页");
    open(first);
    CHECK(top_of("edit") == top);
}

TEST_CASE("a list that was filtered anew, and a sheet that opens again, are seen from their top") {
    FreshWindow till;
    for (int i = 0; i < 30; ++i) {
        till.desk.add_member("张" + std::string(i < 15 ? "伟" : "敏"),
                             fmt::format("139000000{:02}", i));
    }
    till.touch("会员");
    till.touch("hide");
    till.type("张");
    const auto first_top = [&] {
        const auto& shown = till.state<FindState>().found.front();
        return till.top_of("person " + shown.member.id.text());
    };
    const auto top = first_top();
    till.scroll_down();
    till.window.drag({400, 600}, {400, 200}, 12);
    till.window.frames(90);
    till.type("敏");
    CHECK(till.state<FindState>().typed == "张敏");
    CHECK(first_top() == top);
}
