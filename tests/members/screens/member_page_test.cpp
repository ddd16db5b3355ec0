#include "terminal/members/rules/member_merge.hpp"
#include "tests/members/screens/member_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

TEST_CASE_FIXTURE(MemberWindow, "the page shows who, card, consents and what happened") {
    CHECK(seen().shows(k_name));
    CHECK(seen().shows(card()));
    CHECK(seen().shows("1986年9月18日"));
    CHECK(seen().shows("会员服务"));
    CHECK(seen().shows("登记入会"));
    CHECK(seen().shows("139 1182 0746"));
}

TEST_CASE(
    "somebody else's customer is masked until revealed with a reason, and only on this page") {
    ClerkWindow till;
    till.desk.run("UPDATE member SET home_clerk = '1002'");
    till.touch("首页");
    till.open(till.id);
    CHECK_FALSE(till.seen().shows("139 1182 0746"));
    till.touch("reveal");
    const auto* confirm = till.seen().find("confirm");
    REQUIRE(confirm != nullptr);
    CHECK_FALSE(confirm->enabled);
    till.give_reason("顾客要求核对");
    till.touch("confirm");
    CHECK(till.seen().shows("139 1182 0746"));
    CHECK(till.desk.last_action() == "members.reveal_contact");
    till.touch("首页");
    till.touch("会员");
    till.touch(k_name);
    CHECK_FALSE(till.seen().shows("139 1182 0746"));
    till.touch("reveal");
    till.give_reason("顾客要求核对");
    till.touch("confirm");
    till.touch("lock");
    till.pin(domain::test::k_pin);
    CHECK_FALSE(till.seen().shows("139 1182 0746"));
}

TEST_CASE_FIXTURE(ClerkWindow, "a reason that tells the number is refused at its field") {
    desk.run("UPDATE member SET home_clerk = '1002'");
    touch("首页");
    open(id);
    touch("reveal");
    give_reason("13911820746");
    touch("confirm");
    REQUIRE(page().dialog);
    CHECK(page().dialog->error->field == "reason");
    CHECK_FALSE(page().revealed);
}

TEST_CASE_FIXTURE(MemberWindow, "a number that is somebody else's now is taken off and put back") {
    scroll_to_end();
    touch("phone passed on");
    touch("confirm");
    CHECK(desk.number("SELECT phone IS NULL FROM member") == 1);
    scroll_to_start();
    CHECK(seen().shows("没有号码"));
    CHECK(seen().shows("号码 139 1182 0746 已换人，不再用来联系本会员。"));
    touch("contact");
    CHECK(seen().find("show number") == nullptr);
    touch("cancel");
    touch("restore phone");
    CHECK(desk.text("SELECT phone FROM member") == "13911820746");
    CHECK(seen().shows("恢复号码"));
}

TEST_CASE_FIXTURE(MemberWindow, "a card is reported lost, found, frozen, unfrozen and replaced") {
    const auto first = card();
    const auto status = [&] {
        return desk.text("SELECT status FROM member_card WHERE number = ?", first);
    };
    const auto act = [&](std::string_view action) {
        touch("card " + first);
        touch(action);
        touch("confirm");
        CHECK_FALSE(page().dialog);
    };
    act("挂失");
    CHECK(status() == "lost");
    CHECK(seen().shows("已挂失"));
    act("卡已找回");
    CHECK(status() == "active");
    act("冻结");
    CHECK(status() == "frozen");
    act("解冻");
    CHECK(status() == "active");
    touch("card " + first);
    touch("换新卡");
    scan("6600123456789");
    touch("confirm");
    CHECK(status() == "replaced");
    CHECK(seen().shows("6600123456789"));
}

TEST_CASE_FIXTURE(MemberWindow, "a card is renewed for another term") {
    const auto before = desk.text("SELECT expires_on FROM member_card");
    touch("card " + card());
    touch("续会");
    touch("confirm");
    CHECK(desk.text("SELECT expires_on FROM member_card") > before);
}

TEST_CASE_FIXTURE(MemberWindow, "a refused card action says why in the dialog") {
    desk.add_member("张三丰", "13812345678");
    const auto other = desk.text("SELECT number FROM member_card WHERE number <> ?", card());
    touch("card " + card());
    touch("换新卡");
    scan(other);
    touch("confirm");
    REQUIRE(page().dialog);
    CHECK(page().dialog->error->field == "card_number");
    CHECK(seen().shows("该卡号已被使用"));
}

TEST_CASE_FIXTURE(ClerkWindow, "a clerk may neither freeze nor erase nor copy") {
    touch("card " + card());
    CHECK(seen().find("冻结") == nullptr);
    CHECK(seen().find("挂失") != nullptr);
    key(ImGuiKey_Escape);
    CHECK(seen().find("erase") == nullptr);
    CHECK(seen().find("copy") == nullptr);
    CHECK(seen().find("edit") != nullptr);
}

TEST_CASE_FIXTURE(MemberWindow,
                  "consents are recorded and withdrawn with their wording and channel") {
    touch("consent callback");
    CHECK(seen().shows("同意接受回访电话"));
    touch("电话");
    touch("confirm");
    CHECK(desk.text("SELECT decision || channel FROM consent WHERE purpose = 'callback'") ==
          "givenphone");
    touch("consent callback");
    CHECK(seen().shows("欧阳晶 · 撤回「回访电话」？"));
    touch("confirm");
    CHECK(desk.text("SELECT decision FROM consent WHERE purpose = 'callback' ORDER BY row_hlc DESC"
                    " LIMIT 1") == "withdrawn");
    CHECK(seen().shows("已撤回"));
}

TEST_CASE_FIXTURE(MemberWindow, "a copy of the data is shown for a reason") {
    scroll_to_end();
    touch("copy");
    give_reason("本人要求");
    touch("confirm");
    REQUIRE(page().copied);
    CHECK(seen().shows("139 1182 0746"));
    CHECK(desk.last_action() == "members.copy");
    touch("close");
    CHECK_FALSE(page().copied);
}

TEST_CASE_FIXTURE(MemberWindow,
                  "erasing needs a reason and four digits, and says what is missing before") {
    scroll_to_end();
    touch("erase");
    CHECK(seen().shows("欧阳晶 · 删除会员"));
    CHECK(seen().shows("请先选原因、填写后四位"));
    CHECK(seen().shows("以确认 *"));
    touch("本人要求删除");
    REQUIRE(seen().find("confirm") != nullptr);
    CHECK_FALSE(seen().find("confirm")->enabled);
    CHECK(seen().shows("请填写后四位"));
    answer("typed", "074");
    CHECK_FALSE(seen().find("confirm")->enabled);
    type("6");
    touch("confirm");
    CHECK(desk.text("SELECT status FROM member") == "erased");
    CHECK(seen().shows("该会员已删除"));
    CHECK_FALSE(seen().shows(k_name));
    CHECK(seen().find("edit") == nullptr);
}

TEST_CASE_FIXTURE(MemberWindow, "a conflict's values are words, whatever the column") {
    const std::string other = "01900000-0000-7000-8000-00000012ab34";
    add_conflict("birthday_calendar", "solar", "lunar");
    add_conflict("status", "frozen", "of_a_newer_program");
    add_conflict("birthday", "1986-09-18", "0000-04L-15");
    add_conflict("home_clerk", "1001", "1002");
    add_conflict("merged_into", "", other);
    add_conflict("merge_exchange", R"({"fields":"phone,gender","at":1})", "");
    touch("首页");
    open(id);
    REQUIRE(column_conflicts(page()).size() == 6);
    for (const auto* words :
         {"公历", "农历", "会员冻结", "新版本的选项", "1986年9月18日", "农历 闰四月十五",
          "员工 · 1001", "员工 · 1002", "已合并（12ab34）", "手机号、性别"}) {
        CAPTURE(words);
        CHECK(seen().shows(words));
    }
    for (const auto* code : {"lunar", "frozen", "of_a_newer_program", "04L", "0000-", "fields"}) {
        CAPTURE(code);
        CHECK_FALSE(seen().shows(code));
    }
}

TEST_CASE_FIXTURE(MemberWindow, "conflicts stand side by side, and each choice is written") {
    add_conflict("name", k_name, "欧阳静");
    add_conflict("gender", "female", "male");
    add_conflict("heard_from", "other", "other");
    touch("首页");
    open(id);
    REQUIRE(page().conflicts.size() == 3);
    CHECK(seen().shows("欧阳静"));
    CHECK_FALSE(seen().find("decide")->enabled);
    auto now = flow();
    const auto conflicts = column_conflicts(page());
    for (std::size_t i = 0; i < conflicts.size(); ++i) {
        if (conflicts[i]->column == "heard_from") continue;
        const auto side = conflicts[i]->column == "name" ? Side::right : Side::left;
        apply_member(now, member::ChooseSide{{i, side}});
    }
    settle();
    touch("decide");
    CHECK(page().conflicts.empty());
    CHECK(desk.text("SELECT name || gender FROM member WHERE id = ?", id) == "欧阳静female");
}

TEST_CASE_FIXTURE(MemberWindow, "a merged record leads to the one that stands") {
    const auto other = desk.add_member("欧阳静", "13812345678");
    REQUIRE(domain::MemberMerge(desk.context)
                .merge(desk.session(Who::store_manager), other.id, id)
                .ok());
    open(other.id);
    CHECK(page().id == id);
    CHECK(seen().shows(k_name));
    CHECK(seen().shows("打开的档案已合并到这位会员"));
}

TEST_CASE_FIXTURE(MemberWindow, "another store's member can be looked at and not changed") {
    desk.from_headquarters([&] { desk.run("UPDATE member SET store_code = 'S002'"); });
    touch("首页");
    open(id);
    CHECK(seen().shows("这是S002的会员"));
    CHECK(seen().find("edit") == nullptr);
    CHECK(seen().find("card " + card()) == nullptr);
    CHECK_FALSE(seen().shows("021-62345678"));
    desk.from_headquarters([&] {
        desk.run(
            "INSERT INTO store (id, row_hlc, code, name, phone, utc_offset_minutes, status,"
            " created_at) SELECT zeroblob(16), row_hlc, 'S002', '徐家汇店', '021-62345678',"
            " utc_offset_minutes, status, created_at FROM store LIMIT 1");
    });
    jobs.post(load_shop);
    settle();
    CHECK(seen().shows("徐家汇店"));
    CHECK(seen().shows("门店电话"));
    CHECK(seen().shows("021-62345678"));
}

TEST_CASE_FIXTURE(ClerkWindow, "writing a contact down has the number, or the way to it, at hand") {
    touch("contact");
    CHECK(seen().shows("139 1182 0746"));
    touch("cancel");
    desk.run("UPDATE member SET home_clerk = '1002'");
    touch("首页");
    open(id);
    touch("contact");
    CHECK_FALSE(seen().shows("139 1182 0746"));
    touch("show number");
    REQUIRE(page().dialog);
    CHECK(page().dialog->kind == MemberDialog::Kind::reveal);
}

TEST_CASE("the member's page and its dialogs fit every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        MemberWindow till(Who::store_manager, size);
        till.desk.run(
            "UPDATE member SET name = '买买提·艾力江·阿卜杜热合曼·买买提·艾力江·阿卜杜热合曼',"
            " preferences = '靠窗、无糖、不要冰；每周三下午来，喜欢二楼', notes = '老顾客'");
        till.touch("首页");
        till.open(till.id);
        till.check_layout("member-page");
        till.add_conflict("name", "买买提·艾力江·阿卜杜热合曼", "欧阳静");
        till.add_conflict("gender", "female", "male");
        till.touch("首页");
        till.open(till.id);
        till.check_layout("member-conflict");
        till.desk.run("UPDATE member_conflict SET status = 'resolved'");
        till.touch("首页");
        till.open(till.id);
        till.touch("card " + till.card());
        till.check_layout("member-card-menu");
        till.touch("换新卡");
        till.check_layout("member-card-replace");
        till.scan("S001-01-000001-Z");
        till.touch("confirm");
        till.check_layout("member-card-refused");
        till.touch("cancel");
        till.touch("consent marketing");
        till.check_layout("member-consent");
        till.touch("cancel");
        till.scroll_to_end();
        till.touch("copy");
        till.check_layout("member-copy-reasons");
        till.touch(k_own_reason);
        till.check_layout("member-copy-keyboard");
        till.type("本人要求");
        till.touch("confirm");
        till.check_layout("member-copy");
        till.touch("close");
        till.scroll_to_end();
        till.touch("erase");
        till.check_layout("member-erase");
        till.touch("typed");
        till.check_layout("member-erase-keyboard");
        till.touch("cancel");
        till.scroll_to_start();
        till.touch("edit");
        till.check_layout("member-edit");
        till.write(FormText::notes, "改");
        till.touch("give up");
        till.check_layout("member-edit-give-up");
        till.touch("confirm");
        till.desk.from_headquarters([&] {
            till.desk.run("UPDATE member SET status = 'erased', name = NULL, phone = NULL");
        });
        till.touch("首页");
        till.open(till.id);
        till.check_layout("member-erased");
    }
}
