#include "tests/app/app_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

struct SyncPage : AppWindow {
    explicit SyncPage(Headless::Size size = app::test::k_sizes[0]) : AppWindow(size) {}

    /// Headquarters refused the newest member's registration.
    void refuse(const Uuid& id) {
        desk.run(
            "INSERT INTO rejection (seq, entity, id, code, actor, field, words_zh, words_en, "
            "rejected_at) SELECT max(seq), 'member', ?1, 'value_malformed', 'clerk', 'phone', "
            "'手机号少一位，总部未接受。', 'The phone number is one digit short.', ?2 FROM outbox "
            "WHERE entity = 'member' AND id = ?1",
            id, desk.clock.now_ms());
    }
    void open() {
        touch("status");
        REQUIRE(state().work.screen == Screen::sync);
    }
    std::string rejection(const std::string& column) {
        return desk.text("SELECT " + column + " FROM rejection");
    }
};

}  // namespace

TEST_CASE_FIXTURE(SyncPage, "the chip opens what waits, by kind and with the oldest") {
    desk.add_member("欧阳晶", "13911820746");
    sign_in(Who::clerk);
    open();
    CHECK(seen().shows("待上传"));
    CHECK(seen().shows("会员卡"));
    CHECK(state().work.sync_page.open_today >= 2);
    CHECK(state().work.sync_page.confirmed_today == 0);
    touch("sync now");
    CHECK(link.asked == 1);
}

TEST_CASE_FIXTURE(SyncPage, "a refused record is shown with its reason and sent again by a touch") {
    refuse(desk.add_member("欧阳晶", "13911820746").id);
    sign_in(Who::clerk);
    open();
    CHECK(seen().shows("手机号少一位，总部未接受。"));
    CHECK(seen().find("discard") == nullptr);
    const auto before = desk.number("SELECT max(seq) FROM outbox WHERE entity = 'member'");
    touch("resend");
    CHECK(rejection("status") == "resent");
    CHECK(desk.number("SELECT max(seq) FROM outbox WHERE entity = 'member'") > before);
    CHECK(seen().shows("没有被拒记录"));
}

TEST_CASE_FIXTURE(SyncPage, "a clerk hands a refused record to the manager, who sees the words") {
    refuse(desk.add_member("欧阳晶", "13911820746").id);
    sign_in(Who::clerk);
    open();
    touch("hand over");
    CHECK_FALSE(seen().find("confirm asking")->enabled);
    touch("words");
    type("phone of the card form");
    touch("confirm asking");
    CHECK(rejection("handed_over") == "1");
    CHECK(desk.last_action() == "sync.hand_over_rejection");
    touch("person");
    touch("switch");
    sign_in(Who::store_manager);
    open();
    CHECK(seen().shows("已交给店长：phone of the card form"));
    touch("discard");
    touch("words");
    type("double");
    touch("confirm asking");
    CHECK(rejection("status") == "discarded");
    CHECK_FALSE(state().work.sync_page.asking);
}

TEST_CASE_FIXTURE(SyncPage, "the chip says offline since when, and that nothing is needed") {
    sign_in(Who::clerk);
    state().sync.offline_since = desk.clock.now_ms();
    state().sync.waiting = 12;
    settle();
    CHECK(seen().shows("· 待上传 12"));
}

TEST_CASE("the sync page fits every size and language") {
    for (const auto size : app::test::k_sizes) {
        CAPTURE(size.width);
        SyncPage till(size);
        till.sign_in(Who::clerk);
        till.open();
        till.check_layout();
        till.refuse(till.desk.add_member("欧阳晶", "13911820746").id);
        till.touch("way 0");
        till.open();
        till.state().sync.sessions = {{till.desk.clock.now_ms(), 12, 3, 1, {}},
                                      {till.desk.clock.now_ms(), 0, 0, 0,
                                       SyncView::Problem{"没有网络。", "No network.", ""}}};
        till.check_layout();
        till.touch("hand over");
        till.check_layout();
    }
}
