// How many touches the daily things take, by a script of what a person reads on the screen. Nothing
// is scrolled: whatever is pressed stands in sight.

#include "tests/app/app_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

struct Taps : AppWindow {
    int taps = 0;

    void tap(std::string_view label) {
        CAPTURE(label);
        REQUIRE(window.touch(label));
        settle();
        ++taps;
    }
    void tap_each(std::string_view letters) {
        for (const char letter : letters) tap(std::string_view(&letter, 1));
    }
    void begin() {
        sign_in(Who::clerk);
        taps = 0;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Taps, "signing in with a PIN of four digits: 6") {
    desk.add_staff("1009", Who::clerk, "4829");
    jobs.post(load_shop);
    settle();
    tap("1009");
    tap_each("4829");
    tap("confirm");
    CHECK(scene().session);
    CHECK(taps <= 6);
}

TEST_CASE_FIXTURE(Taps, "finding by initials, the page included: 4") {
    desk.add_member("王丽", "13812342046");
    begin();
    tap("会员");
    tap_each("wl");
    tap("open");
    CHECK(state<MemberState>().details->member.name == "王丽");
    CHECK(taps <= 4);
}

TEST_CASE_FIXTURE(Taps, "finding by two characters, the page included: 6") {
    desk.add_member("王丽", "13812342046");
    begin();
    tap("会员");
    tap_each("wl");
    const auto& items = seen().items;
    const auto word = std::ranges::find_if(items, [](const SeenItem& item) {
        return item.kind == ItemKind::key && item.label == "王丽";
    });
    REQUIRE(word != items.end());
    tap(std::string(word->name));
    CHECK(state<FindState>().typed == "王丽");
    tap("open");
    CHECK(state<MemberState>().details->member.name == "王丽");
    CHECK(taps <= 6);
}

TEST_CASE_FIXTURE(Taps, "registering the minimum, from home: 20") {
    begin();
    tap("entry register");
    tap_each("13911820746");
    tap("下一项");
    tap_each("wl");
    tap("王丽");
    tap("下一项");
    tap("agree membership");
    tap("保存");
    REQUIRE(state<RegisterState>().done);
    CHECK(state<RegisterState>().done->member.name == "王丽");
    CHECK(taps <= 20);
}

TEST_CASE_FIXTURE(Taps, "renewing a member who was found: 2") {
    const auto member = desk.add_member("王丽", "13812342046");
    desk.run("UPDATE member_card SET expires_on = ? WHERE member_id = ?",
             domain::business_date(desk.context)->plus_days(9).text(), member.id);
    const auto before = desk.text("SELECT expires_on FROM member_card");
    begin();
    touch("会员");
    type("2046");
    taps = 0;
    tap("renew");
    tap("confirm");
    CHECK(desk.text("SELECT expires_on FROM member_card") > before);
    CHECK(taps <= 2);
}
