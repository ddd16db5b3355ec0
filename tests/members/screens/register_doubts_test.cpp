// What stands in the way of a registration: mistakes, duplicates, half-filled forms.

#include "tests/members/screens/register_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

TEST_CASE_FIXTURE(RegisterWindow, "everything that is wrong is said at once, at its field") {
    fill(FormText::phone, "1391182");
    fill(FormText::card_number, "S001-01-000001-Z");
    touch("save");
    CHECK(has_error("phone"));
    CHECK(has_error("name"));
    CHECK(has_error("card_number"));
    CHECK(has_error("membership"));
    CHECK(seen().shows("此项必填。"));
    CHECK(seen().shows("有 4 处需要填写或更正"));
    CHECK(members() == 0);
    fill(FormText::phone, "13911820746");
    CHECK_FALSE(has_error("phone"));
    CHECK(has_error("name"));
    agree();
    CHECK_FALSE(has_error("membership"));
}

TEST_CASE_FIXTURE(RegisterWindow, "what only the database knows is said at its field too") {
    const auto other = desk.add_member("张三丰", "13812345678");
    const auto taken = desk.text("SELECT number FROM member_card");
    fill_whole();
    fill(FormText::card_number, taken);
    touch("save");
    CHECK(has_error("card_number"));
    CHECK(seen().shows("该卡号已被使用，请换一张卡。"));
    fill(FormText::card_number, "");
    touch("save");
    CHECK(form().done);
}

TEST_CASE_FIXTURE(RegisterWindow, "duplicates are asked for one at a time, for the newest text") {
    desk.add_member("欧阳静", "13911820746");
    jobs.holds = true;
    fill(FormText::phone, "1391182074");
    fill(FormText::phone, "13911820746");
    jobs.holds = false;
    jobs.run_held();
    settle();
    CHECK(form().form.duplicates.size() == 1);
}

TEST_CASE_FIXTURE(RegisterWindow,
                  "what was typed is a draft at once, and is offered after a crash") {
    fill(FormText::phone, "13911820746");
    fill(FormText::name, "欧阳晶");
    CHECK(drafts() == 1);
    CHECK(seen().shows("草稿已保存"));
    // Another form begins, as after the program was killed.
    forget_work();
    settle();
    touch("会员");
    touch("register");
    CHECK(form().form.values.name.empty());
    CHECK(seen().shows("欧阳晶 139****0746"));
    touch("take draft");
    CHECK(form().form.values.phone == "13911820746");
    agree();
    touch("save");
    CHECK(form().done);
    CHECK(drafts() == 0);
}

TEST_CASE_FIXTURE(RegisterWindow,
                  "the last character reaches the draft also when the terminal locks at once") {
    jobs.holds = true;
    fill(FormText::name, "欧");
    fill(FormText::name, "欧阳");
    fill(FormText::name, "欧阳晶");
    touch("lock");
    jobs.holds = false;
    jobs.run_held();
    settle();
    const auto kept = domain::Drafts(desk.context).list(desk.session(Who::clerk)).value();
    REQUIRE(kept.size() == 1);
    CHECK(kept.front().content_json.find("欧阳晶") != std::string::npos);
    pin(domain::test::k_pin);
    CHECK(form().form.values.name == "欧阳晶");
    fill(FormText::name, "欧阳晶晶");
    CHECK(domain::Drafts(desk.context)
              .list(desk.session(Who::clerk))
              .value()
              .front()
              .content_json.find("欧阳晶晶") != std::string::npos);
}

TEST_CASE_FIXTURE(RegisterWindow, "somebody else never sees the draft") {
    fill_whole();
    touch("person");
    touch("switch");
    touch(TestDesk::number_of(Who::store_manager));
    pin(domain::test::k_pin);
    touch("会员");
    touch("register");
    CHECK(form().drafts.empty());
}

TEST_CASE_FIXTURE(RegisterWindow, "giving up asks first and takes the draft away") {
    fill_whole();
    touch("give up");
    touch("cancel");
    CHECK(form().form.values.name == "欧阳晶");
    touch("give up");
    touch("confirm");
    CHECK(nav().screen == k_find_screen);
    CHECK(drafts() == 0);
    touch("register");
    CHECK(form().drafts.empty());
    CHECK(form().form.values.name.empty());
}

TEST_CASE_FIXTURE(RegisterWindow, "a draft that is not wanted can be dropped") {
    fill_whole();
    forget_work();
    settle();
    touch("会员");
    touch("register");
    touch("drop draft");
    CHECK(form().drafts.empty());
    CHECK(drafts() == 0);
}

TEST_CASE_FIXTURE(RegisterWindow, "a number that is the newcomer's now leaves its old holder") {
    const auto old = desk.add_member("张三丰", "13911820746");
    fill_whole();
    touch("doubt");
    REQUIRE(seen().shows("号码现在是这位顾客的"));
    touch("phone passed on");
    CHECK(seen().shows("张三丰 · 号码已归他人？"));
    touch("confirm");
    CHECK(form().form.duplicates.empty());
    CHECK(seen().shows("已从「张三丰」的档案去掉号码"));
    CHECK(form().form.values.phone == "13911820746");
    touch("save");
    REQUIRE(form().done);
    CHECK(desk.number("SELECT count(*) FROM member WHERE phone = '13911820746'") == 1);
    CHECK(desk.number("SELECT phone IS NULL FROM member WHERE id = ?", old.id) == 1);
}

TEST_CASE_FIXTURE(RegisterWindow, "another store's record keeps its number: that store is called") {
    const auto old = desk.add_member("张三丰", "13911820746");
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET store_code = 'S002' WHERE id = ?", old.id); });
    fill_whole();
    touch("doubt");
    CHECK(seen().find("another person") != nullptr);
    CHECK(seen().find("phone passed on") == nullptr);
}

TEST_CASE("a duplicate that is found late moves nothing that could be under a finger") {
    for (const auto size : app::test::k_sizes) {
        CAPTURE(size.width);
        RegisterWindow till(size);
        till.desk.add_member("欧阳欧阳欧阳欧阳欧阳欧阳静", "13911820746");
        const auto top = [&] {
            return till.seen().find("agree membership")->target.top -
                   till.seen().find("phone")->target.top;
        };
        const auto before = top();
        till.fill(FormText::phone, "13911820746");
        REQUIRE(till.seen().find("doubt") != nullptr);
        CHECK(top() == before);
        till.touch("doubt");
        till.touch("another person");
        CHECK(top() == before);
        till.fill(FormText::phone, "13911820747");
        CHECK(till.seen().find("doubt") == nullptr);
        CHECK(top() == before);
    }
}

TEST_CASE_FIXTURE(RegisterWindow, "that nobody has the number is said of this terminal only") {
    fill(FormText::phone, "13911820746");
    scene().sync.alone = false;
    settle();
    CHECK(seen().shows("本机没有相同的手机号；其他门店由总部在上传后核对"));
    scene().sync.offline_since = desk.clock.now_ms();
    settle();
    CHECK(seen().shows("本机没有相同的手机号；其他门店联网后再查"));
    scene().sync.alone = true;
    settle();
    CHECK(seen().shows("本机没有相同的手机号"));
    CHECK_FALSE(seen().shows("其他门店"));
}

TEST_CASE("the consent without which nobody is registered is in sight from the beginning") {
    for (const auto size : app::test::k_sizes) {
        CAPTURE(size.width);
        RegisterWindow till(size);
        till.fill_whole();
        till.touch("hide");
        const auto* consent = till.seen().find("agree membership");
        const auto* save = till.seen().find("save");
        REQUIRE(consent != nullptr);
        CHECK(consent->target.bottom <= save->target.top);
        CHECK(till.seen().find("phone")->target.top > 0);
    }
}

TEST_CASE("a field that was scrolled away is seen whole again once the keyboard is gone") {
    RegisterWindow till({1366, 768, 1.5f});
    till.touch("name");
    for (int i = 0; i < 4; ++i) till.window.drag({700, 280}, {700, 160}, 6);
    till.window.frames(120);
    till.touch("hide");
    const auto* name = till.seen().find("name");
    REQUIRE(name != nullptr);
    CHECK(name->clip.contains(name->target));
}

TEST_CASE_FIXTURE(RegisterWindow, "the count of what is wrong leads to the first of it") {
    fill(FormText::phone, "13911820746");
    touch("save");
    touch("phone");
    touch("what is wrong");
    type("欧");
    CHECK(form().form.values.name == "欧");
}
