#include "tests/members/screens/lists_fixture.hpp"

#include "terminal/desk/shown.hpp"
#include "terminal/members/rules/member_contacts.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

TEST_CASE_FIXTURE(ListsWindow, "cards that expire stand in their order, with who waits") {
    add_card("王小明", "13800138001", 20);
    add_card("欧阳晶", "13800138002", 3);
    add_card("李四", "13800138003", 45);
    open(Who::clerk);
    REQUIRE(lists().expiring.rows.size() == 2);
    CHECK(lists().expiring.rows[0].member.name == "欧阳晶");
    CHECK(seen().shows("3 天后到期"));
    CHECK(seen().shows("138****8002"));
    CHECK(seen().shows("未联系 2"));
    CHECK_FALSE(seen().shows("李四"));
    touch("60 天内及已过期");
    CHECK(seen().shows("李四"));
}

TEST_CASE_FIXTURE(ListsWindow, "expired cards are a list of their own") {
    const auto expired = add_card("王小明", "13800138001", -5);
    add_card("欧阳晶", "13800138002", 0);
    open(Who::clerk);
    CHECK(seen().shows("今天到期"));
    // Nobody has been in touch: it has not left the list.
    CHECK(lists().expiring.rows.front().member.name == "王小明");
    REQUIRE(domain::MemberContacts(desk.context)
                .record(desk.session(Who::clerk), {.member_id = expired.member_id,
                                                   .kind = ContactKind::expiry,
                                                   .outcome = ContactOutcome::refused,
                                                   .card_id = expired.id})
                .ok());
    open_lists();
    CHECK_FALSE(seen().shows("王小明"));
    touch("近期已过期");
    CHECK(seen().shows("已过期 5 天"));
    CHECK_FALSE(seen().shows("欧阳晶"));
}

TEST_CASE_FIXTURE(ListsWindow,
                  "what came of a call is kept, shown in the row and taken off the count") {
    const auto card = add_card("欧阳晶", "13800138002", 3);
    open(Who::clerk);
    CHECK(lists().work(ListsTab::expiring).open == 1);
    touch("card " + card.number);
    CHECK(seen().shows("138 0013 8002"));
    const auto changes = link.changes;
    // Nothing is saved before an outcome is chosen.
    CHECK_FALSE(window.touch("save contact"));
    touch("已接通");
    touch("save contact");
    CHECK_FALSE(lists().sheet);
    CHECK(desk.last_action() == "members.record_contact");
    CHECK(seen().shows("已记录：欧阳晶，已接通"));
    CHECK(seen().shows("全部已联系"));
    CHECK(lists().work(ListsTab::expiring).open == 0);
    CHECK(link.changes == changes + 1);
    touch("only open");
    CHECK(seen().shows("这份名单都联系过了"));
    touch("show all");
    CHECK(seen().shows("欧阳晶"));
}

TEST_CASE_FIXTURE(ListsWindow, "a remark is typed and stands there at the next call") {
    const auto card = add_card("欧阳晶", "13800138002", 3);
    open(Who::clerk);
    touch("card " + card.number);
    touch("no_answer");
    touch("remark");
    type("call again");
    CHECK(lists().sheet->remark == "call again");
    touch("save contact");
    touch("card " + card.number);
    CHECK(seen().shows("call again"));
    CHECK(seen().shows("无人接听"));
}

TEST_CASE_FIXTURE(ListsWindow,
                  "a renewal shows its new date before and takes the card off the list") {
    const auto card = add_card("欧阳晶", "13800138002", 3);
    const auto until = Date::of_text(card.expires_on).plus_months(12).text();
    open(Who::clerk);
    touch("card " + card.number);
    touch("renew");
    std::string shown;
    for (const auto& line : seen().texts) shown += line.text;
    CHECK(shown.find(date_text(Language::zh, scene().shop, Date::of_text(until)).utf8()) !=
          std::string::npos);
    touch("confirm");
    CHECK(desk.text("SELECT expires_on FROM member_card") == until);
    CHECK(lists().expiring.rows.empty());
    CHECK(seen().shows("您的会员这段时间没有到期的"));
}

TEST_CASE_FIXTURE(ListsWindow, "the sheet leads to the member's page and back to the list") {
    const auto card = add_card("欧阳晶", "13800138002", 3);
    open(Who::clerk);
    touch("card " + card.number);
    touch("open member");
    CHECK(nav().screen == k_member_screen);
    CHECK(seen().shows("欧阳晶"));
    touch("back");
    CHECK(nav().screen == k_lists_screen);
    CHECK_FALSE(lists().sheet);
}

TEST_CASE_FIXTURE(ListsWindow, "a member who does not renew lapses with a reason") {
    const auto card = add_card("欧阳晶", "13800138002", 3);
    open(Who::clerk);
    touch("card " + card.number);
    touch("lapse");
    CHECK(seen().shows("顾客的原因 *"));
    CHECK_FALSE(window.touch("lapse card"));
    touch("price");
    touch("lapse card");
    CHECK(desk.text("SELECT status FROM member_card") == "lapsed");
    CHECK(desk.text("SELECT reason FROM renewal") == "price");
    CHECK(lists().expiring.rows.empty());
}

TEST_CASE_FIXTURE(ListsWindow, "a colleague's member is masked, and one's own can be picked out") {
    const auto card = add_card("欧阳晶", "13800138002", 3);
    desk.run("UPDATE member SET home_clerk = '1002'");
    open(Who::clerk);
    CHECK(seen().shows("您的会员这段时间没有到期的"));
    CHECK(lists().work(ListsTab::expiring).open == 0);
    touch("show all");
    touch("card " + card.number);
    CHECK(seen().shows("非您的会员"));
    CHECK_FALSE(seen().shows("138 0013 8002"));
    touch("show number");
    CHECK(seen().shows("138 0013 8002"));
    CHECK(desk.last_action() == "members.reveal_contact");
    touch("close sheet");
    touch("card " + card.number);
    CHECK_FALSE(seen().shows("138 0013 8002"));
}

TEST_CASE_FIXTURE(ListsWindow, "a long list comes page by page as it is scrolled") {
    for (int i = 0; i < 70; ++i) {
        add_card(fmt::format("会员{}", i), fmt::format("138001{:05}", i), 1 + i / 3);
    }
    open(Who::clerk);
    REQUIRE(lists().expiring.rows.size() == 50);
    CHECK(lists().expiring.counts.total == 70);
    const auto scroll_down = [&] {
        for (int i = 0; i < 12; ++i) window.drag({600, 700}, {600, 250}, 4);
        // Until it stands still.
        window.frames(120);
    };
    scroll_down();
    REQUIRE(lists().expiring.rows.size() == 70);
    scroll_down();
    // A contact refreshes all of them, without losing what was loaded.
    touch("card " + lists().expiring.rows[69].card.number);
    touch("reached");
    touch("save contact");
    CHECK(lists().expiring.rows.size() == 70);
    CHECK(lists().expiring.rows[69].last_contact);
}

TEST_CASE_FIXTURE(ListsWindow, "locking in the middle of a sheet keeps what was chosen") {
    const auto card = add_card("欧阳晶", "13800138002", 3);
    open(Who::clerk);
    touch("card " + card.number);
    touch("refused");
    nav().person_menu = false;
    window.advance(200);
    window.frames(2);
    REQUIRE(scene().stage == Stage::sign_in);
    pin(domain::test::k_pin);
    REQUIRE(lists().sheet);
    CHECK(lists().sheet->outcome == ContactOutcome::refused);
    touch("save contact");
    CHECK_FALSE(lists().sheet);
}

TEST_CASE_FIXTURE(ListsWindow, "a list that cannot be read says so and can be tried again") {
    open(Who::clerk);
    desk.run("UPDATE staff SET role = 'admin' WHERE number = '1001'");
    touch("60 天内及已过期");
    CHECK(seen().shows("名单读取失败"));
    check_layout();
    desk.run("UPDATE staff SET role = 'clerk' WHERE number = '1001'");
    touch("retry");
    touch("show all");
    CHECK(seen().shows("60 天内没有到期的会员卡"));
}

TEST_CASE("who has no work lists has no way there") {
    for (const auto role : {Who::auditor, Who::admin, Who::cs_agent}) {
        CAPTURE(static_cast<int>(role));
        ListsWindow till;
        till.sign_in(role);
        if (till.seen().find("way callbacks") != nullptr) till.touch("way callbacks");
        CHECK(till.seen().find("lists") == nullptr);
    }
}

TEST_CASE("the list of expiring cards fits every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        ListsWindow till(size);
        const auto card = till.add_card("买买提·艾力江·阿卜杜热合曼", "13800138001", 3);
        till.add_card("Anna-Katharina von Hohenfels", "13800138002", 0);
        till.open(Who::clerk);
        till.check_layout();
        till.touch("近期已过期");
        till.check_layout();
        till.touch("only own");
        till.check_layout();
        till.touch("30 天内及已过期");
        till.touch("card " + card.number);
        till.check_layout();
        till.touch("do_not_call");
        till.touch("save contact");
        till.check_layout();
        till.touch("card " + card.number);
        till.check_layout();
        till.touch("remark");
        till.check_layout();
        till.touch("收起键盘");
        till.touch("renew");
        till.check_layout();
        till.touch("cancel");
        till.touch("lapse");
        till.check_layout();
    }
}

TEST_CASE_FIXTURE(ListsWindow, "a result and a renewal that were a mistake are taken back") {
    const auto card = add_card("欧阳晶", "13800138002", 3);
    const auto expires = [&] {
        return desk.text("SELECT expires_on FROM member_card WHERE id = ?", card.id);
    };
    const auto before = expires();
    open(Who::clerk);
    touch("card " + card.number);
    touch("已接通");
    touch("save contact");
    CHECK(lists().work(ListsTab::expiring).open == 0);
    touch("撤销");
    CHECK(seen().shows("已撤销"));
    CHECK(lists().work(ListsTab::expiring).open == 1);
    CHECK(seen().shows("未联系 1"));
    scene().toasts = {};
    touch("card " + card.number);
    touch("renew");
    touch("confirm");
    CHECK(expires() > before);
    touch("撤销");
    CHECK(expires() == before);
    // From the member's page too.
    scene().toasts = {};
    scan(card.number);
    touch("contact");
    touch("无人接听");
    touch("confirm");
    CHECK(seen().shows("无人接听"));
    touch("撤销");
    CHECK_FALSE(seen().shows("无人接听"));
    CHECK(seen().shows("撤销联系记录"));
}

TEST_CASE_FIXTURE(ListsWindow, "among those of the next days it is said how many have expired") {
    add_card("欧阳晶", "13911820746", -40);
    add_card("王佳", "13911820747", 9);
    open(Who::store_manager);
    CHECK(seen().shows("2 位会员，其中 1 位已过期"));
    touch("近期已过期");
    CHECK(seen().shows("1 位会员"));
    CHECK_FALSE(seen().shows("其中"));
}
