#include "terminal/domain/members.hpp"
#include "tests/app/app_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

/// A manager who changes a member.
struct ClearWindow : AppWindow {
    explicit ClearWindow(Headless::Size size = k_sizes[0]) : AppWindow(size) {
        id = desk.add_member("欧阳晶", "13911820746").id;
        sign_in(Who::store_manager);
    }
    Flow flow() { return {state(), jobs, link, window.now_s()}; }
    void open(const Uuid& member) {
        auto now = flow();
        open_member(now, member);
        settle();
    }
    MemberFormState& form() { return state().work.edit.form; }
    void write(FormText field, const std::string& value) {
        auto now = flow();
        const MemberFormIntent intent = form::SetText{field, value};
        app::apply(now, intent);
        settle();
    }
    Uuid id{};
};

}  // namespace

TEST_CASE_FIXTURE(ClearWindow, "a birthday and other optional fields can be emptied again") {
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
        REQUIRE(state().work.screen == Screen::member);
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
        ClearWindow till(size);
        till.desk.run("UPDATE member SET birthday = '1986-08-15', birthday_calendar = 'lunar'");
        till.open(till.id);
        till.touch("edit");
        till.touch("birthday");
        till.check_layout("edit-birthday");
    }
}
