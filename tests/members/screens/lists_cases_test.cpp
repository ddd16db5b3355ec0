#include "sync/core/hlc.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/members/rules/member_merge.hpp"
#include "tests/members/screens/cases_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

TEST_CASE_FIXTURE(CasesWindow, "two members with one number are merged into the chosen one") {
    const auto id = add_duplicate();
    open_cases();
    CHECK(lists().work(ListsTab::cases).open == 1);
    CHECK(seen().shows("王小明 / 王晓明"));
    touch("case " + id.text());
    CHECK_FALSE(window.touch("decide"));
    touch("all right");
    touch("decide");
    CHECK(seen().shows("并入 王晓明"));
    CHECK(seen().shows("「王小明」并入「王晓明」？"));
    touch("confirm");
    CHECK(is_merged(first));
    CHECK_FALSE(is_merged(second));
    CHECK(status() == "resolved");
    CHECK(seen().shows("没有重复或冲突的会员资料"));
    CHECK(lists().work(ListsTab::cases).open == 0);
}

TEST_CASE_FIXTURE(CasesWindow, "a merge is undone from the toast") {
    const auto id = add_duplicate();
    open_cases();
    touch("case " + id.text());
    touch("all left");
    touch("decide");
    touch("confirm");
    REQUIRE(is_merged(second));
    window.frame();
    touch("撤销");
    CHECK_FALSE(is_merged(second));
    CHECK(status() == "open");
    CHECK(seen().shows("王小明 / 王晓明"));
}

TEST_CASE_FIXTURE(CasesWindow, "a merge of last week is undone from the decided ones") {
    const auto id = add_duplicate();
    REQUIRE(domain::MemberMerge(desk.context)
                .merge(desk.session(Who::store_manager), first, second)
                .ok());
    open_cases();
    touch("已处理");
    CHECK(seen().shows("已合并"));
    touch("case " + id.text());
    // What was decided is looked at, not chosen again.
    CHECK(seen().find("decide") == nullptr);
    touch("undo merge");
    CHECK_FALSE(is_merged(first));
    CHECK(nav().screen == k_lists_screen);
    CHECK(seen().shows("还没有处理过的记录"));
    touch("待处理");
    CHECK(seen().shows("王小明 / 王晓明"));
}

TEST_CASE_FIXTURE(CasesWindow,
                  "the number leaves the record that was not chosen, and comes back on a touch") {
    const auto id = add_duplicate();
    desk.run("UPDATE member SET phone = '13800138001' WHERE id = ?", second);
    open_cases();
    touch("case " + id.text());
    CHECK_FALSE(window.touch("phone passed on"));
    touch("all right");
    touch("phone passed on");
    CHECK(seen().shows("王小明 · 号码已归他人？"));
    touch("confirm");
    CHECK(desk.number("SELECT phone IS NULL FROM member WHERE id = ?", first) == 1);
    CHECK(desk.number("SELECT phone IS NULL FROM member WHERE id = ?", second) == 0);
    CHECK(status() == "resolved");
    CHECK(nav().screen == k_lists_screen);
    CHECK(seen().shows("没有重复或冲突的会员资料"));
    CHECK(lists().work(ListsTab::cases).open == 0);
    touch("已处理");
    CHECK(seen().shows("号码已不同"));
    touch("撤销");
    CHECK(desk.text("SELECT phone FROM member WHERE id = ?", first) == "13800138001");
    CHECK(status() == "open");
}

TEST_CASE_FIXTURE(CasesWindow, "another person closes the case after asking, and both stay") {
    const auto id = add_duplicate();
    open_cases();
    touch("case " + id.text());
    touch("dismiss");
    touch("cancel");
    CHECK(status() == "open");
    touch("dismiss");
    touch("confirm");
    CHECK(status() == "dismissed");
    CHECK_FALSE(is_merged(first));
    touch("已处理");
    CHECK(seen().shows("不是同一人"));
    touch("case " + id.text());
    CHECK(seen().find("undo merge") == nullptr);
}

TEST_CASE_FIXTURE(CasesWindow, "another store's record is the only one that can stand") {
    const auto id = add_duplicate();
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET store_code = 'S002' WHERE id = ?", second); });
    open_cases();
    touch("case " + id.text());
    // That and why stand where else the choice is; there is none.
    CHECK(seen().shows("不能保留本店这份"));
    CHECK(seen().find("all left") == nullptr);
    CHECK(state<CaseState>().chosen == Side::right);
    touch("decide");
    touch("confirm");
    CHECK(is_merged(first));
}

TEST_CASE_FIXTURE(CasesWindow, "of two values the kept or the lost one is chosen, in words") {
    first = desk.add_member("欧阳晶", "13800138001").id;
    const auto gender = open_case("column", first, {}, "gender", "\"female\"", "\"male\"");
    const auto name = open_case("column", first, {}, "name", "\"欧阳晶\"", "\"欧阳静\"");
    open_cases();
    CHECK(seen().shows("两店性别不一致"));
    touch("case " + gender.text());
    CHECK(seen().shows("哪个性别正确？"));
    // Each button names the value it writes.
    touch("保留 女");
    touch("case " + name.text());
    touch("改用 欧阳静");
    CHECK(name_of_first() == "欧阳静");
    CHECK(desk.number("SELECT count(*) FROM member_conflict WHERE status = 'resolved'") == 2);
}

TEST_CASE_FIXTURE(CasesWindow, "when each of two values was written stands above it, where known") {
    first = desk.add_member("欧阳晶", "13800138001").id;
    const auto id = open_case("column", first, {}, "name", "\"欧阳晶\"", "\"欧阳静\"");
    desk.from_headquarters([&] {
        desk.run("UPDATE member_conflict SET kept_hlc = ? WHERE id = ?",
                 sync::Hlc::at(desk.clock.now_ms()).raw(), id);
    });
    open_cases();
    touch("case " + id.text());
    const auto shop = scene().shop;
    CHECK(seen().shows(clock_text(shop, desk.clock.now_ms()).utf8() + " 修改"));
    CHECK(page().shown.conflict.lost_at == 0);
}

TEST_CASE_FIXTURE(CasesWindow, "a case's day is told with its time") {
    first = desk.add_member("欧阳晶", "13800138001").id;
    open_case("column", first, {}, "name", "\"欧阳晶\"", "\"欧阳静\"");
    open_cases();
    CHECK(seen().shows("今天 "));
}

TEST_CASE_FIXTURE(CasesWindow, "a conflict that does not matter is left as it is") {
    first = desk.add_member("欧阳晶", "13800138001").id;
    const auto id = open_case("column", first, {}, "notes", "\"a\"", std::nullopt);
    open_cases();
    touch("case " + id.text());
    CHECK(seen().shows("未填写"));
    touch("dismiss");
    CHECK(status() == "dismissed");
}

TEST_CASE_FIXTURE(CasesWindow, "a record that is not on this terminal is no reason to fail") {
    first = desk.add_member("欧阳晶", "13800138001").id;
    const auto id = open_case("duplicate", first, desk.next_id(), "phone");
    open_cases();
    CHECK(seen().shows("本机没有此档案"));
    touch("case " + id.text());
    CHECK(seen().shows("等同步完成后再处理"));
    CHECK(seen().find("decide") == nullptr);
}

TEST_CASE_FIXTURE(CasesWindow, "a clerk has no duplicates to decide") {
    add_duplicate();
    open(Who::clerk);
    CHECK(seen().find("tab 2") == nullptr);
    CHECK(seen().find("tab 1") != nullptr);
    CHECK(lists().work(ListsTab::cases).open == 0);
}

TEST_CASE("duplicates and conflicts fit every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        CasesWindow till(size);
        const auto id = till.add_duplicate();
        till.desk.run("UPDATE member SET name = '买买提·艾力江·阿卜杜热合曼' WHERE id = ?",
                      till.first);
        till.desk.run(
            "UPDATE member SET name = 'Anna-Katharina von Hohenfels', birthday = '1986-09-18',"
            " birthday_calendar = 'solar', preferences = '无糖，靠窗的位置，来前先打电话' WHERE id "
            "= ?",
            till.second);
        const auto column =
            till.open_case("column", till.first, {}, "home_clerk", "\"1001\"", "\"1002\"");
        till.open_cases();
        till.check_layout("cases");
        till.touch("case " + column.text());
        till.check_layout("case_column");
        till.touch("back");
        till.touch("case " + id.text());
        till.check_layout("case_duplicate");
        till.touch("all right");
        till.check_layout("case_chosen");
        till.touch("decide");
        till.check_layout("case_merge");
        till.touch("cancel");
        till.touch("dismiss");
        till.check_layout("case_dismiss");
        till.touch("cancel");
        till.touch("decide");
        till.touch("confirm");
        till.check_layout("case_merged");
        till.touch("option 1");
        till.check_layout("cases_decided");
        till.touch("case " + id.text());
        till.check_layout("case_decided");
    }
}

TEST_CASE("no duplicates fit every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        CasesWindow till(size);
        till.open_cases();
        till.check_layout("cases_none");
        till.touch("option 1");
        CHECK(till.seen().shows("还没有处理过的记录"));
        till.check_layout("cases_decided_none");
    }
}

TEST_CASE_FIXTURE(CasesWindow, "a record that can't stand says why") {
    add_duplicate();
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET store_code = 'S002' WHERE id = ?", second); });
    open_cases();
    touch("王小明 / 王晓明");
    CHECK(seen().find("all left") == nullptr);
    CHECK(seen().shows("不能保留本店这份"));
    CHECK(seen().shows("将保留"));
    CHECK_FALSE(seen().shows("保留这一份"));
    CHECK(page().chosen == Side::right);
    CHECK(seen().shows("相同"));
}

TEST_CASE_FIXTURE(CasesWindow,
                  "a number shown in part at the other store is known to be the same") {
    add_duplicate();
    const auto same_number = [&] {
        const auto rows = case_rows(window.ui(), scene(), page()).rows;
        const auto row = std::ranges::find_if(
            rows, [](const CompareRow& one) { return one.field.utf8() == "手机号"; });
        REQUIRE(row != rows.end());
        CHECK(row->left.utf8() != row->right.utf8());
        return row->same();
    };
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET store_code = 'S002' WHERE id = ?", second); });
    open_cases();
    touch("王小明 / 王晓明");
    // Changed since, and what is shown says so.
    CHECK_FALSE(same_number());
    touch("back");
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET phone = '13800138001' WHERE id = ?", second); });
    touch("首页");
    open_lists();
    touch("王小明 / 王晓明");
    CHECK(same_number());
}

TEST_CASE_FIXTURE(CasesWindow, "a clerk who has left is still a name") {
    const auto id = add_duplicate();
    desk.from_headquarters([&] {
        desk.run("UPDATE staff SET status = 'left' WHERE number = ?",
                 TestDesk::number_of(Who::clerk));
        desk.run(
            "UPDATE member_conflict SET status = 'dismissed', resolved_by = ?,"
            " resolved_at = created_at WHERE id = ?",
            TestDesk::number_of(Who::clerk), id);
    });
    app.flow().jobs.post(app.flow().screens.load_shop);
    settle();
    open_cases();
    touch("已处理");
    CHECK(seen().shows(
        desk.text("SELECT name FROM staff WHERE number = ?", TestDesk::number_of(Who::clerk))));
}

TEST_CASE_FIXTURE(CasesWindow, "two members with one number are told everywhere, case or not") {
    first = desk.add_member("王小明", "13800138001").id;
    domain::Members(desk.context)
        .register_member(desk.session(Who::clerk), {.name = "王晓明",
                                                    .phone = "13800138001",
                                                    .consents = {{"membership", "QT-1", "counter"}},
                                                    .duplicates = domain::DuplicateCheck::accept})
        .value();
    sign_in(Who::store_manager);
    CHECK(lists().work(ListsTab::cases).open == 1);
    CHECK(lists().badge().count == 1);
    CHECK(seen().shows("1 组可能重复的会员"));
    touch("number cases");
    CHECK(cases().rows.size() == 1);
    CHECK(cases().total == 1);
    touch("王晓明 / 王小明");
    touch("all left");
    touch("decide");
    touch("confirm");
    CHECK(is_merged(first));
    CHECK(lists().work(ListsTab::cases).open == 0);
    CHECK(cases().rows.empty());
}
