#include "terminal/domain/lunar_calendar.hpp"
#include "tests/app/lists_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

TEST_CASE_FIXTURE(ListsWindow, "home leads a clerk to registering, finding, the lists and sync") {
    sign_in(Who::clerk);
    for (const auto screen : {Screen::member_register, Screen::find, Screen::lists, Screen::sync}) {
        touch(fmt::format("entry {}", static_cast<int>(screen)));
        CHECK(state().work.screen == screen);
        touch("首页");
    }
}

TEST_CASE_FIXTURE(ListsWindow, "home shows what waits and opens the list it is on") {
    add_card("欧阳晶", "13911820746", 9);
    sign_in(Who::clerk);
    CHECK(seen().shows("1 位会员即将到期，尚未联系"));
    CHECK(seen().find("todo birthdays") == nullptr);
    touch("todo expiring");
    CHECK(state().work.screen == Screen::lists);
    CHECK(state().work.lists.tab == ListsTab::expiring);
    touch("首页");
    CHECK(seen().shows("今日新会员"));
}

TEST_CASE_FIXTURE(ListsWindow, "an administrator sees no members on the home screen") {
    sign_in(Who::admin);
    CHECK(seen().find(fmt::format("entry {}", static_cast<int>(Screen::find))) == nullptr);
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
        till.state().sync.refused = 2;
        till.touch("首页");
        till.state().sync.refused = 2;
        till.state().sync.offline_since = till.desk.clock.now_ms();
        till.check_layout("home-work");
    }
}
