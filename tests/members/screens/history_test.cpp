// Going back: to what was open, by a way that does not grow without end.

#include "terminal/callbacks/screens/screen_callbacks.hpp"
#include "tests/members/screens/lists_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

struct HistoryWindow : ListsWindow {
    explicit HistoryWindow(Who who = Who::store_manager) {
        desk.add_member("张惠兰", "13812342046");
        desk.add_member("赵宏亮", "15912347713");
        sign_in(who);
    }
    void open_person(std::string_view phone_end, std::string_view name) {
        touch("会员");
        if (!state<FindState>().typed.empty()) touch("clear");
        type(phone_end);
        touch(name);
        REQUIRE(nav().screen == k_member_screen);
    }
    std::string member() { return state<MemberState>().details->member.name; }
    std::size_t length() { return nav().back.size(); }
    ScreenId screen() { return nav().screen; }
};

}  // namespace

TEST_CASE_FIXTURE(HistoryWindow, "back leads to the member who was open, not to the last one") {
    open_person("2046", "张惠兰");
    open_lists();
    touch("tab 1");
    scan(
        desk.text("SELECT c.number FROM member_card c JOIN member m ON m.id = c.member_id"
                  " WHERE m.phone = '15912347713'"));
    CHECK(member() == "赵宏亮");
    touch("back");
    CHECK(screen() == k_lists_screen);
    CHECK(lists().tab == ListsTab::care);
    touch("back");
    CHECK(screen() == k_callbacks_screen);
    touch("back");
    REQUIRE(screen() == k_member_screen);
    CHECK(member() == "张惠兰");
    touch("back");
    CHECK(screen() == k_find_screen);
    // From here on the rail says where one is.
    CHECK(length() == 1);
    CHECK(seen().find("back") == nullptr);
}

TEST_CASE_FIXTURE(HistoryWindow, "a list one comes back to has the tab it had there") {
    open_lists();
    touch("tab 1");
    open_person("2046", "张惠兰");
    touch("首页");
    open_lists();
    touch("tab 2");
    scan(
        desk.text("SELECT c.number FROM member_card c JOIN member m ON m.id = c.member_id"
                  " WHERE m.phone = '13812342046'"));
    lists().tab = ListsTab::expiring;
    touch("back");
    CHECK(lists().tab == ListsTab::cases);
    CHECK(seen().shows("没有重复或冲突的会员资料"));
}

TEST_CASE_FIXTURE(HistoryWindow, "a second member scanned over the first has the first behind it") {
    open_person("2046", "张惠兰");
    scan(
        desk.text("SELECT c.number FROM member_card c JOIN member m ON m.id = c.member_id"
                  " WHERE m.phone = '15912347713'"));
    CHECK(member() == "赵宏亮");
    touch("back");
    CHECK(member() == "张惠兰");
}

TEST_CASE_FIXTURE(HistoryWindow, "the entry of the open capability makes the way back no longer") {
    touch("会员");
    CHECK(length() == 1);
    touch("会员");
    CHECK(length() == 1);
    open_person("2046", "张惠兰");
    CHECK(length() == 2);
    touch("会员");
    CHECK(screen() == k_find_screen);
    CHECK(length() == 1);
}

TEST_CASE_FIXTURE(HistoryWindow, "an arrow stands where the rail does not lead back") {
    for (const auto* way : {"首页", "会员", "回访", "打印"}) {
        touch(way);
        CHECK(seen().find("back") == nullptr);
    }
    open_person("2046", "张惠兰");
    CHECK(seen().find("back") != nullptr);
    touch("打印");
    CHECK(seen().find("back") != nullptr);
    touch("back");
    CHECK(screen() == k_member_screen);
    touch("status");
    CHECK(seen().find("back") != nullptr);
    touch("back");
    CHECK(screen() == k_member_screen);
}

TEST_CASE_FIXTURE(HistoryWindow, "however long somebody works, the way back is bounded") {
    for (int i = 0; i < 30; ++i) {
        touch("会员");
        open_lists();
    }
    CHECK(length() == 20);
}

TEST_CASE_FIXTURE(HistoryWindow, "a form that was ended is no place to come back to") {
    open_person("2046", "张惠兰");
    touch("edit");
    if (screen() != k_edit_screen) {
        give_reason("顾客来电更正");
        touch("confirm");
    }
    REQUIRE(screen() == k_edit_screen);
    open_lists();
    // As when another member's form takes its place.
    state<MemberEditState>() = MemberEditState{};
    touch("back");
    CHECK(screen() == k_callbacks_screen);
    touch("back");
    CHECK(screen() == k_member_screen);
    CHECK(member() == "张惠兰");
}

TEST_CASE_FIXTURE(HistoryWindow, "somebody else begins without the way of the one before") {
    open_person("2046", "张惠兰");
    touch("person");
    touch("switch");
    sign_in(Who::clerk);
    CHECK(length() == 0);
    CHECK(screen() == k_home_screen);
}

TEST_CASE_FIXTURE(HistoryWindow, "the lit entry of the rail is where the arrow leads in the end") {
    const auto lit = [&] { return lit_screen(app.flow().screens, nav()); };
    const auto scan_person = [&] {
        scan(
            desk.text("SELECT c.number FROM member_card c JOIN member m ON m.id = c.member_id"
                      " WHERE m.phone = '15912347713'"));
        REQUIRE(screen() == k_member_screen);
    };
    scan_person();
    CHECK(lit() == k_home_screen);
    touch("back");
    CHECK(screen() == k_home_screen);
    open_lists();
    scan_person();
    touch("edit");
    CHECK(lit() == k_callbacks_screen);
    touch("back");
    CHECK(lit() == k_callbacks_screen);
    // Its own entry leaves what was opened from it for good.
    touch("way callbacks");
    CHECK(screen() == k_callbacks_screen);
    CHECK(seen().find("back") == nullptr);
    open_person("2046", "张惠兰");
    CHECK(lit() == k_find_screen);
}
