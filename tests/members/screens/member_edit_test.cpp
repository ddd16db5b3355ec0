// Changing a member: what is sent, what is refused, what is kept when the work is interrupted.

#include "terminal/base/drafts.hpp"
#include "tests/members/screens/member_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

TEST_CASE_FIXTURE(MemberWindow, "an edit sends only what was changed") {
    touch("edit");
    // Another store's change arrives while the form is open.
    desk.from_headquarters([&] { desk.run("UPDATE member SET gender = 'male'"); });
    write(FormText::preferences, "无糖");
    touch("save");
    CHECK(nav().screen == k_member_screen);
    CHECK(seen().shows("无糖"));
    CHECK(desk.text("SELECT gender || preferences FROM member") == "male无糖");
    CHECK(desk.text("SELECT json_extract(detail, '$.fields') FROM audit_event ORDER BY chain_seq"
                    " DESC LIMIT 1") == "preferences");
}

TEST_CASE_FIXTURE(MemberWindow, "an edit says what is wrong at the field and warns of duplicates") {
    desk.add_member("欧阳静", "13812345678");
    touch("edit");
    CHECK(form().duplicates.empty());
    write(FormText::phone, "138");
    write(FormText::name, "");
    touch("save");
    CHECK(form().errors.size() == 2);
    write(FormText::name, k_name);
    write(FormText::phone, "13812345678");
    CHECK(form().duplicates.size() == 1);
    touch("save");
    CHECK(form().errors.contains("phone"));
    // Saving asks it.
    touch("another person");
    touch("save");
    CHECK(nav().screen == k_member_screen);
    CHECK(desk.text("SELECT phone FROM member WHERE id = ?", id) == "13812345678");
}

TEST_CASE_FIXTURE(MemberWindow, "a number is not just emptied; who has none is edited without") {
    touch("edit");
    write(FormText::phone, "");
    touch("save");
    REQUIRE(form().errors.contains("phone"));
    CHECK(form().errors.at("phone").kind->code == "phone_not_emptied");
    desk.run("UPDATE member SET phone = NULL");
    forget_work();
    settle();
    open(id);
    touch("edit");
    write(FormText::preferences, "无糖");
    touch("save");
    CHECK(nav().screen == k_member_screen);
    CHECK(desk.text("SELECT preferences FROM member") == "无糖");
}

TEST_CASE_FIXTURE(MemberWindow, "an edit's draft is its own and is offered again") {
    touch("edit");
    write(FormText::notes, "下周来取");
    forget_work();
    settle();
    open(id);
    touch("edit");
    CHECK(form().values.notes.empty());
    touch("take draft");
    CHECK(form().values.notes == "下周来取");
    touch("save");
    CHECK(desk.text("SELECT notes FROM member") == "下周来取");
    CHECK(domain::Drafts(desk.context).list(desk.session(Who::store_manager)).value().empty());
}

TEST_CASE_FIXTURE(ClerkWindow, "editing somebody else's customer asks for the reason first") {
    desk.run("UPDATE member SET home_clerk = '1002'");
    touch("首页");
    open(id);
    touch("edit");
    give_reason("顾客要求更正");
    touch("confirm");
    CHECK(nav().screen == k_edit_screen);
    CHECK(form().values.phone == "13911820746");
    write(FormText::name, "欧阳静");
    touch("save");
    CHECK(seen().shows("欧阳静"));
    CHECK_FALSE(seen().shows("13911820746"));
}

TEST_CASE_FIXTURE(MemberWindow, "giving an edit up asks and takes its draft away") {
    touch("edit");
    write(FormText::notes, "x");
    touch("give up");
    touch("confirm");
    CHECK(nav().screen == k_member_screen);
    CHECK(domain::Drafts(desk.context).list(desk.session(Who::store_manager)).value().empty());
}

TEST_CASE_FIXTURE(MemberWindow, "a birthday and other optional fields can be emptied again") {
    desk.run("UPDATE member SET notes = 'x', preferences = 'y'");
    for (const std::string calendar : {"solar", "lunar"}) {
        CAPTURE(calendar);
        desk.run("UPDATE member SET birthday = '1986-08-15', birthday_calendar = ?", calendar);
        open(id);
        touch("edit");
        touch("birthday");
        touch("clear date");
        CHECK(form().values.birthday.empty());
        write(FormText::notes, "");
        write(FormText::preferences, "");
        touch("save");
        REQUIRE(nav().screen == k_member_screen);
        CHECK(desk.number("SELECT birthday IS NULL AND notes IS NULL AND preferences IS NULL"
                          " FROM member") == 1);
        CHECK(desk.text("SELECT json_type(columns, '$.birthday') FROM outbox"
                        " WHERE entity = 'member' ORDER BY seq DESC LIMIT 1") == "null");
        touch("首页");
    }
    open(id);
    touch("edit");
    touch("birthday");
    // There is none to clear.
    CHECK(seen().find("clear date") == nullptr);
    touch("cancel");
    touch("home_clerk");
    touch("不填");
    touch("save");
    CHECK(desk.number("SELECT home_clerk IS NULL FROM member") == 1);
}

TEST_CASE("the calendar with its way to no birthday fits every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        MemberWindow till(Who::store_manager, size);
        till.desk.run("UPDATE member SET birthday = '1986-08-15', birthday_calendar = 'lunar'");
        till.open(till.id);
        till.touch("edit");
        till.touch("birthday");
        till.check_layout("edit-birthday");
    }
}
