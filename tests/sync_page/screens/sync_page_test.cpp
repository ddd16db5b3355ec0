#include "sync/client/set_aside.hpp"
#include "tests/app/app_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

struct SyncPage : AppWindow {
    explicit SyncPage(Headless::Size size = app::test::k_sizes[0]) : AppWindow(size) {
        const auto save = [&](std::string_view name, auto value) {
            TestDesk::must(sqlite::save_fact(desk.database(), name, value));
        };
        save(sqlite::fact::k_device_id, "00000000-0000-4000-8000-000000000001");
        save(sqlite::fact::k_first_load_done, 1);
    }

    /// Headquarters refused the newest member's registration.
    void refuse(const Uuid& id, std::string_view actor = "clerk") {
        desk.run(
            "INSERT INTO rejection (seq, entity, id, code, actor, field, words_zh, words_en, "
            "rejected_at) SELECT max(seq), 'member', ?1, 'value_malformed', ?3, 'phone', "
            "'手机号少一位，总部未接受。', 'The phone number is one digit short.', ?2 FROM outbox "
            "WHERE entity = 'member' AND id = ?1",
            id, desk.clock.now_ms(), actor);
    }
    void open() {
        touch("status");
        REQUIRE(nav().screen == k_sync_screen);
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
    // A registration is one, with all it writes; the call to the new member is another.
    CHECK(seen().shows("会员登记"));
    CHECK_FALSE(seen().shows("会员卡"));
    const auto& today = state<SyncPageState>().today;
    CHECK(today.waiting == 2);
    CHECK(today.waiting == scene().sync.waiting);
    CHECK(today.confirmed == 0);
    CHECK(state<SyncPageState>().first_hour <= 9);
    touch("sync now");
    CHECK(link.asked == 1);
}

TEST_CASE_FIXTURE(SyncPage, "a refusal that may pass by itself is sent again by a touch") {
    refuse(desk.add_member("欧阳晶", "13911820746").id, "administrator");
    sign_in(Who::clerk);
    open();
    CHECK(seen().shows("手机号少一位，总部未接受。"));
    CHECK(seen().find("discard") == nullptr);
    CHECK(seen().find("fix") == nullptr);
    const auto before = desk.number("SELECT max(seq) FROM outbox WHERE entity = 'member'");
    touch("resend");
    CHECK(rejection("status") == "resent");
    CHECK(desk.number("SELECT max(seq) FROM outbox WHERE entity = 'member'") > before);
    CHECK(seen().find("resend") == nullptr);
}

TEST_CASE_FIXTURE(SyncPage, "a refused record names its person and is sent again once corrected") {
    refuse(desk.add_member("欧阳晶", "13911820746").id);
    sign_in(Who::clerk);
    open();
    CHECK(seen().shows("欧阳晶（尾号 0746）"));
    CHECK(seen().find("resend") == nullptr);
    touch("fix");
    REQUIRE(nav().screen == k_edit_screen);
    CHECK(rejection("status") == "open");
    state<MemberEditState>().form.values.phone = "13911820747";
    settle();
    touch("save");
    CHECK(nav().screen == k_sync_screen);
    CHECK(rejection("status") == "resent");
    CHECK(state<SyncPageState>().refused.empty());
    CHECK(scene().sync.refused == 0);
}

TEST_CASE_FIXTURE(SyncPage,
                  "what headquarters sent and nobody can read here is told with its place") {
    sign_in(Who::clerk);
    open();
    CHECK_FALSE(seen().shows("无法读取的总部记录"));
    touch("way home");
    const auto id = Uuid::parse("018f0000-0000-7000-8000-0123456789ab").value();
    sync::SetAsideRows rows;
    rows.add({"store/S001", "member", id, desk.clock.now_ms()});
    rows.add({"chain", "", Uuid(), desk.clock.now_ms()});
    for (int i = 0; i < 5; ++i) rows.add({"chain", "tier", desk.next_id(), desk.clock.now_ms()});
    TestDesk::must(rows.save(desk.database()));
    open();
    CHECK(seen().shows("无法读取的总部记录"));
    CHECK(seen().shows("0123456789ab"));
    CHECK(seen().shows("一条记录 · 全连锁资料"));
    CHECK(seen().shows("还有 2 条"));
    CHECK(seen().shows("升级后会自动重新读取"));
    check_layout();
}

TEST_CASE_FIXTURE(SyncPage, "what headquarters has is green, what waits amber, and both add up") {
    desk.add_member("欧阳晶", "13911820746");
    const auto sent = desk.number("SELECT max(seq) FROM outbox");
    desk.must(sqlite::save_fact(desk.database(), sqlite::fact::k_acked_seq, sent));
    sign_in(Who::clerk);
    open();
    const auto confirmed = state<SyncPageState>().today.confirmed;
    CHECK(confirmed > 0);
    const auto waiting = scene().sync.waiting;
    desk.add_member("王佳", "13911820748");
    touch("way home");
    open();
    CHECK(state<SyncPageState>().today.confirmed == confirmed);
    CHECK(scene().sync.waiting > waiting);
    CHECK(state<SyncPageState>().today.waiting == scene().sync.waiting);
}

TEST_CASE("a terminal without headquarters says so and shows nothing that waits") {
    AppWindow till;
    till.desk.add_member("欧阳晶", "13911820746");
    till.sign_in(Who::clerk);
    CHECK(till.seen().shows("单机使用"));
    till.touch("status");
    CHECK(till.seen().shows("本机未连接总部"));
    CHECK_FALSE(till.seen().shows("待上传"));
    CHECK(till.seen().find("sync now") == nullptr);
    till.check_layout();
}

TEST_CASE_FIXTURE(SyncPage, "a clerk hands a refused record to the manager, who sees the words") {
    refuse(desk.add_member("欧阳晶", "13911820746").id);
    sign_in(Who::clerk);
    open();
    touch("hand over");
    CHECK(seen().shows("欧阳晶（尾号 0746）"));
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
    CHECK_FALSE(seen().find("confirm asking")->enabled);
    CHECK(seen().shows("放弃这条记录？"));
    touch("总部已有");
    touch("confirm asking");
    CHECK(rejection("status") == "discarded");
    CHECK(rejection("remark") == "总部已有");
    CHECK_FALSE(nav().asking);
}

TEST_CASE_FIXTURE(SyncPage, "the chip says offline since when, and that nothing is needed") {
    sign_in(Who::clerk);
    scene().sync.offline_since = desk.clock.now_ms();
    scene().sync.waiting = 12;
    settle();
    CHECK(seen().shows("· 待上传 12"));
}

TEST_CASE_FIXTURE(SyncPage,
                  "the chip names what is refused, and that somebody has to act, offline too") {
    auto& sync = scene().sync;
    sync.offline_since = desk.clock.now_ms();
    sync.waiting = 12;
    sync.refused = 2;
    settle();
    CHECK(seen().shows("离线 · 待上传 12 · 被拒 2"));
    // As for a terminal that headquarters has revoked: it reaches headquarters, and yet nothing
    // goes.
    sync.offline_since.reset();
    sync.problem = SyncView::Problem{"本终端已被总部停用", "revoked", "administrator"};
    settle();
    CHECK(seen().shows("需要处理"));
}

TEST_CASE("the sync page fits every size and language") {
    for (const auto size : app::test::k_sizes) {
        CAPTURE(size.width);
        SyncPage till(size);
        till.sign_in(Who::clerk);
        till.open();
        till.check_layout();
        till.refuse(till.desk.add_member("欧阳晶", "13911820746").id);
        till.touch("way home");
        till.open();
        till.scene().sync.sessions = {{till.desk.clock.now_ms(), 12, 3, 1, {}},
                                      {till.desk.clock.now_ms(), 0, 0, 0,
                                       SyncView::Problem{"没有网络。", "No network.", ""}}};
        till.check_layout();
        till.touch("hand over");
        till.check_layout();
    }
}
