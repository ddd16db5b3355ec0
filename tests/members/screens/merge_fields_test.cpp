// Which value stands when two records become one, and who might be the same person.

#include "tests/members/screens/cases_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

class MergeWindow : public CasesWindow {
  public:
    explicit MergeWindow(Headless::Size size = k_sizes[0]) : CasesWindow(size) {
        id = add_duplicate();
        desk.run(
            "UPDATE member SET birthday = '1986-09-18', gender = 'female', notes = '靠窗'"
            " WHERE id = ?",
            second);
    }
    std::string of(const Uuid& member) {
        return desk.text(
            "SELECT name || ' ' || phone || ' ' || gender || ' ' || ifnull(birthday, '-') || ' ' ||"
            " ifnull(notes, '-') FROM member WHERE id = ?",
            member);
    }
    /// Touches one side's value of the field that is called so.
    void pick(Side side, std::string_view field) {
        const auto* rows = side == Side::left ? "left" : "right";
        for (int i = 0; i < 20; ++i) {
            const auto name = fmt::format("{} {}", rows, i);
            const auto* item = seen().find(name);
            if (item != nullptr && item->label.starts_with(field)) return touch(name);
        }
        FAIL(field);
    }
    void open_person(const Uuid& member) {
        auto now = app.flow();
        open_member(now, member);
        settle();
    }

    Uuid id;
};

}  // namespace

TEST_CASE_FIXTURE(MergeWindow, "for each field that differs one touch says whose value stands") {
    const auto before_first = of(first), before_second = of(second);
    open_cases();
    touch("case " + id.text());
    touch("all left");
    // What the chosen record lacks is the other one's, without a touch.
    CHECK(page().taken() == std::vector<std::string>{"birthday", "gender", "notes"});
    pick(Side::right, "手机号");
    scroll_down();
    pick(Side::left, "备注");
    CHECK(page().taken() == std::vector<std::string>{"birthday", "gender", "phone"});
    touch("decide");
    CHECK(seen().shows("生日、性别"));
    touch("confirm");
    CHECK(is_merged(second));
    CHECK(of(first) == "王小明 13800138002 female 1986-09-18 -");
    window.frame();
    touch("撤销");
    CHECK(of(first) == before_first);
    CHECK(of(second) == before_second);
}

TEST_CASE_FIXTURE(MergeWindow, "another record chosen as a whole begins the choice anew") {
    open_cases();
    touch("case " + id.text());
    pick(Side::right, "姓名");
    CHECK(page().chosen == Side::right);
    CHECK(page().taken().empty());
    pick(Side::left, "姓名");
    CHECK(page().taken() == std::vector<std::string>{"name"});
    touch("all left");
    CHECK(page().taken() == std::vector<std::string>{"birthday", "gender", "notes"});
}

TEST_CASE_FIXTURE(MergeWindow, "of another store's record no single value can be changed") {
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET store_code = 'S002' WHERE id = ?", second); });
    open_cases();
    touch("case " + id.text());
    CHECK(page().taken().empty());
    CHECK(seen().find("left 0") == nullptr);
    touch("decide");
    touch("confirm");
    CHECK(is_merged(first));
}

TEST_CASE_FIXTURE(CasesWindow, "a decided value can be decided otherwise") {
    first = desk.add_member("欧阳晶", "13800138001").id;
    const auto id = open_case("column", first, {}, "name", "\"欧阳晶\"", "\"欧阳静\"");
    open_cases();
    touch("case " + id.text());
    touch("use other");
    REQUIRE(name_of_first() == "欧阳静");
    touch("已处理");
    touch("case " + id.text());
    touch("reopen");
    CHECK(name_of_first() == "欧阳晶");
    CHECK(status() == "open");
    CHECK(lists().work(ListsTab::cases).open == 1);
    touch("keep");
    CHECK(status() == "resolved");
    CHECK(name_of_first() == "欧阳晶");
}

TEST_CASE_FIXTURE(CasesWindow, "two persons can be looked at again and be merged after all") {
    const auto id = add_duplicate();
    open_cases();
    touch("case " + id.text());
    touch("dismiss");
    touch("confirm");
    touch("已处理");
    touch("case " + id.text());
    touch("reopen");
    touch("all left");
    touch("decide");
    touch("confirm");
    CHECK(is_merged(second));
}

TEST_CASE_FIXTURE(CasesWindow, "a long list of cases comes page by page to its end") {
    first = desk.add_member("欧阳晶", "13800138001").id;
    for (int i = 0; i < 230; ++i) open_case("column", first, {}, "notes", "\"a\"", "\"b\"");
    open_cases();
    CHECK(cases().rows.size() == 100);
    CHECK(seen().shows("230 个待处理"));
    for (int i = 0; i < 20 && cases().has_more(); ++i) scroll_down();
    CHECK(cases().rows.size() == 230);
    CHECK_FALSE(cases().has_more());
    scroll_down();
    const auto last = cases().rows.back().conflict.id;
    touch("case " + last.text());
    touch("dismiss");
    // The list is where it was, one shorter.
    CHECK(cases().rows.size() == 229);
    CHECK(cases().total == 229);
}

TEST_CASE_FIXTURE(CasesWindow, "a member whose number another one has leads to both side by side") {
    first = desk.add_member("王小明", "13800138001").id;
    second = desk.add_member("王晓明", "13800138002").id;
    desk.run("UPDATE member SET phone = '13800138001' WHERE id = ?", second);
    sign_in(Who::store_manager);
    touch("会员");
    type("王小明");
    touch("王小明");
    CHECK(seen().shows("会员「王晓明」登记了同一手机号"));
    touch("duplicate");
    REQUIRE(nav().screen == k_case_screen);
    // Headquarters has not made a case of it, so there is none to close.
    CHECK(seen().find("dismiss") == nullptr);
    touch("all left");
    touch("decide");
    touch("confirm");
    CHECK(is_merged(second));
    CHECK(nav().screen == k_member_screen);
    CHECK(seen().find("duplicate") == nullptr);
}

TEST_CASE_FIXTURE(CasesWindow, "headquarters' own case of the two is the one that is opened") {
    const auto id = add_duplicate();
    desk.run("UPDATE member SET phone = '13800138001' WHERE id = ?", second);
    sign_in(Who::store_manager);
    scan(desk.text("SELECT number FROM member_card WHERE member_id = ?", first));
    touch("duplicate");
    CHECK(page().shown.conflict.id == id);
    touch("dismiss");
    touch("confirm");
    // Who was said to be somebody else is not named again.
    REQUIRE(nav().screen == k_member_screen);
    CHECK(seen().find("duplicate") == nullptr);
}

TEST_CASE_FIXTURE(CasesWindow, "a clerk looks at the other member") {
    first = desk.add_member("王小明", "13800138001").id;
    second = desk.add_member("王小明", "13800138002").id;
    desk.run("UPDATE member SET birthday = '1986-09-18'");
    sign_in(Who::clerk);
    scan(desk.text("SELECT number FROM member_card WHERE member_id = ?", first));
    CHECK(seen().shows("同名同生日"));
    touch("duplicate");
    CHECK(state<MemberState>().id == second);
    touch("back");
    CHECK(state<MemberState>().id == first);
}

TEST_CASE("choosing by field and the notice of a duplicate fit every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        MergeWindow till(size);
        till.desk.run("UPDATE member SET phone = '13800138001' WHERE id = ?", till.second);
        till.open_cases();
        till.open_person(till.first);
        till.check_layout("member-duplicate");
        till.touch("duplicate");
        till.touch("all left");
        till.pick(Side::right, "姓名");
        till.check_layout("case-fields");
        till.touch("decide");
        till.check_layout("case-fields-merge");
        till.touch("cancel");
        till.touch("dismiss");
        till.touch("confirm");
        till.open_lists();
        till.touch("option 1");
        till.touch("case " + till.id.text());
        till.check_layout("case-reopen");
    }
}
