#include "schema/base/lunar_calendar.hpp"
#include "terminal/stored_goods/rules/stored_goods.hpp"
#include "terminal/stored_goods/screens/screen_stored_goods.hpp"
#include "tests/members/screens/lists_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

TEST_CASE_FIXTURE(ListsWindow, "home leads a clerk to registering, finding and sync") {
    sign_in(Who::clerk);
    for (const auto screen : {k_register_screen, k_find_screen}) {
        touch(fmt::format("entry {}", screen.name));
        CHECK(nav().screen == screen);
        touch("首页");
    }
    touch("sync details");
    CHECK(nav().screen == k_sync_screen);
}

TEST_CASE_FIXTURE(ListsWindow, "home names who is to be contacted next, and opens the sheet") {
    const auto card = add_card("欧阳晶", "13911820746", 9);
    sign_in(Who::clerk);
    CHECK(seen().shows("9 天后到期"));
    touch("person " + card.number);
    CHECK(nav().screen == k_member_screen);
    touch("首页");
    touch("contact " + card.number);
    CHECK(nav().screen == k_lists_screen);
    REQUIRE(lists().sheet);
    CHECK(lists().sheet->member().name == "欧阳晶");
}

TEST_CASE_FIXTURE(ListsWindow,
                  "a clerk is sent to the own members, and figure, tab and list agree") {
    add_card("王佳", "13911820747", 3);
    desk.run("UPDATE member SET home_clerk = '1002' WHERE phone = '13911820747'");
    add_card("欧阳晶", "13911820746", 9);
    sign_in(Who::clerk);
    REQUIRE(state<HomeState>().expiring.size() == 1);
    CHECK(state<HomeState>().expiring.front().member.name == "欧阳晶");
    CHECK(lists().work(ListsTab::expiring).open == 1);
    CHECK(seen().shows("30 天内 · 全店 2"));
    touch("number expiring");
    CHECK(lists().expiring.rows.size() == 1);
    CHECK(seen().shows("到期 1"));
    touch("only own");
    CHECK(lists().expiring.rows.size() == 2);
    CHECK(seen().shows("到期 2"));
    touch("首页");
    CHECK(lists().work(ListsTab::expiring).open == 2);
}

TEST_CASE_FIXTURE(ListsWindow, "a manager is sent to all members of the store") {
    add_card("王佳", "13911820747", 3);
    sign_in(Who::store_manager);
    CHECK(state<HomeState>().expiring.size() == 1);
    CHECK(lists().work(ListsTab::expiring).open == 1);
}

TEST_CASE_FIXTURE(ListsWindow, "a figure opens its list, and who came today opens by a touch") {
    add_card("欧阳晶", "13911820746", 9);
    sign_in(Who::clerk);
    REQUIRE(state<HomeState>().registered.newest.size() == 1);
    const auto id = state<HomeState>().registered.newest.front().id;
    touch("registered " + id.text());
    CHECK(nav().screen == k_member_screen);
    CHECK(state<MemberState>().id == id);
    touch("首页");
    touch("number birthdays");
    CHECK(nav().screen == k_lists_screen);
    CHECK(lists().tab == ListsTab::care);
}

TEST_CASE_FIXTURE(ListsWindow, "a manager sees who registered how many, and the open cases") {
    add_card("欧阳晶", "13911820746", 9);
    sign_in(Who::store_manager);
    REQUIRE(state<HomeState>().registered.by_clerk.size() == 1);
    CHECK(state<HomeState>().registered.by_clerk.front().staff_number ==
          TestDesk::number_of(Who::clerk));
    CHECK(state<HomeState>().registered.by_clerk.front().count == 1);
    touch("number cases");
    CHECK(lists().tab == ListsTab::cases);
}

TEST_CASE_FIXTURE(ListsWindow, "an administrator sees no members on the home screen") {
    sign_in(Who::admin);
    CHECK(seen().find(fmt::format("entry {}", k_find_screen.name)) == nullptr);
    CHECK_FALSE(seen().shows("今日新会员"));
    CHECK(seen().shows("都处理好了"));
}

TEST_CASE("home fits every size and language, with work and without") {
    for (const auto size : app::test::k_sizes) {
        CAPTURE(size.width);
        ListsWindow till(size);
        till.sign_in(Who::store_manager);
        till.check_layout("home-empty");
        till.add_card("欧阳晶", "13911820746", 9);
        till.scene().sync.refused = 2;
        till.touch("首页");
        till.scene().sync.refused = 2;
        till.scene().sync.offline_since = till.desk.clock.now_ms();
        till.check_layout("home-work");
    }
}

TEST_CASE_FIXTURE(ListsWindow, "the rail counts what is to be done now, red only what is overdue") {
    const auto card = add_card("欧阳晶", "13911820746", 9);
    sign_in(Who::clerk);
    CHECK(lists().badge().count == 0);
    const auto expire = [&](int days) {
        desk.run("UPDATE member_card SET expires_on = ? WHERE id = ?",
                 Date::of_text(today()).plus_days(days).text(), card.id);
        touch("首页");
    };
    expire(0);
    CHECK(lists().badge().count == 1);
    CHECK_FALSE(lists().badge().urgent);
    expire(-1);
    CHECK(lists().badge().count == 1);
    CHECK(lists().badge().urgent);
    CHECK(seen().shows("已过期 1 天"));
    CHECK(seen().shows("今天应处理 1"));
    open_lists();
    CHECK(seen().shows("已过期 1 天"));
}

TEST_CASE_FIXTURE(ListsWindow, "the badge is what the tiles say is due, cases with them") {
    const auto late = add_card("欧阳晶", "13911820746", -3);
    add_card("王佳", "13911820747", 0);
    add_card("李雷", "13911820748", 9);
    desk.from_headquarters([&] {
        desk.run(
            "INSERT INTO member_conflict (id, store_code, kind, subject_id, column_name, status,"
            " created_at) SELECT ?, 'S001', 'column', member_id, 'name', 'open', 1"
            " FROM member_card WHERE id = ?",
            desk.next_id(), late.id);
    });
    sign_in(Who::store_manager);
    CHECK(lists().work(ListsTab::expiring).now() == 2);
    CHECK(lists().work(ListsTab::cases).now() == 1);
    CHECK(lists().badge().count == 3);
    CHECK(seen().shows("今天应处理 2"));
}

TEST_CASE_FIXTURE(ListsWindow, "what is kept is counted in the rail from the beginning") {
    const auto member = desk.add_member("欧阳晶", "13911820746");
    const auto made =
        domain::StoredGoodsKeeper(desk.context)
            .deposit(desk.session(Who::clerk), {.member_id = member.id,
                                                .item = "奶粉",
                                                .quantity = 2,
                                                .unit = "罐",
                                                .expires_on = Date::of_text(today()).plus_days(1)});
    REQUIRE(made.ok());
    sign_in(Who::clerk);
    CHECK(state<GoodsListState>().due.size() == 1);
}

TEST_CASE(
    "on a low screen somebody to contact, or the calls that are due, is seen without scrolling") {
    for (const auto size : app::test::k_sizes) {
        CAPTURE(size.width);
        CAPTURE(size.scale);
        ListsWindow till(size);
        const auto card = till.add_card("欧阳晶", "13911820746", -3);
        till.sign_in(Who::clerk);
        const auto* row = till.seen().find("contact " + card.number);
        REQUIRE(row != nullptr);
        const auto* calls = till.seen().find("todo calls due");
        const float bottom = calls == nullptr ? row->target.bottom
                                              : std::min(row->target.bottom, calls->target.bottom);
        CHECK(bottom <= till.window.ui().screen().bottom);
    }
}

TEST_CASE_FIXTURE(ListsWindow,
                  "home and the sign-in say what was left unfinished, and lead there") {
    sign_in(Who::clerk);
    touch("会员");
    touch("register");
    auto flow = app.flow();
    apply_member_form(flow, form::SetText{FormText::name, "欧阳晶"});
    settle();
    touch("首页");
    CHECK(seen().shows("继续：登记会员"));
    CHECK(seen().shows("欧阳晶"));
    touch("person");
    touch("switch");
    CHECK(seen().shows("继续：登记会员"));
    CHECK_FALSE(seen().shows("欧阳晶"));
    sign_in(Who::clerk);
    touch("继续：登记会员");
    CHECK(nav().screen == k_register_screen);
    CHECK(state<RegisterState>().form.values.name == "欧阳晶");
}
