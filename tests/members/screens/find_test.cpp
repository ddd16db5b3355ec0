#include "tests/app/app_fixture.hpp"
#include "tests/support/unreadable_database.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

/// A clerk in front of the search field, with three members.
struct FindWindow : AppWindow {
    explicit FindWindow(Headless::Size size = k_sizes[0], Who who = Who::clerk) : AppWindow(size) {
        desk.add_member("张惠兰", "13812342046");
        desk.add_member("赵宏亮", "15912347713");
        desk.clock.advance(1);
        desk.add_member("买买提·艾力江·阿卜杜热合曼", "13312344410");
        sign_in(who);
        touch("会员");
    }
    const FindState& find() { return state<FindState>(); }
    std::vector<std::string> names() {
        std::vector<std::string> all;
        for (const auto& shown : find().found) all.push_back(shown.member.name);
        return all;
    }
    std::string card_of(const std::string& phone) {
        return desk.text(
            "SELECT c.number FROM member_card c JOIN member m ON m.id = c.member_id"
            " WHERE m.phone = ?",
            phone);
    }
    using Names = std::vector<std::string>;
};

}  // namespace

TEST_CASE_FIXTURE(FindWindow, "results come while typing, by number, name and pinyin") {
    type("2046");
    CHECK(names() == Names{"张惠兰"});
    touch("clear");
    CHECK(find().found.empty());
    type("zhl");
    CHECK(names() == Names{"张惠兰", "赵宏亮"});
    touch("clear");
    type("艾力");
    CHECK(names() == Names{"买买提·艾力江·阿卜杜热合曼"});
    touch("hide");
    CHECK(seen().shows("找到 1 位"));
}

TEST_CASE_FIXTURE(FindWindow,
                  "a list shows no phone number in full, also not of one's own people") {
    type("zhl");
    CHECK(seen().shows("138****2046"));
    CHECK_FALSE(seen().shows("13812342046"));
}

TEST_CASE_FIXTURE(FindWindow,
                  "while a query is under way only the newest text waits for the next") {
    jobs.holds = true;
    type("1");
    type("3");
    type("8");
    CHECK(jobs.held_count() == 1);
    jobs.run_held();
    settle();
    CHECK(find().answered == "1");
    CHECK(jobs.held_count() == 1);
    jobs.run_held();
    settle();
    CHECK(find().answered == "138");
    CHECK(names() == Names{"张惠兰"});
    CHECK(jobs.held_count() == 0);
}

TEST_CASE_FIXTURE(FindWindow, "an answer to a text that was cleared meanwhile is not shown") {
    jobs.holds = true;
    type("zhl");
    touch("clear");
    jobs.run_held();
    settle();
    CHECK(find().found.empty());
}

TEST_CASE_FIXTURE(FindWindow, "Enter opens the first, also when it is pressed before the answer") {
    jobs.holds = true;
    type("2046");
    key(ImGuiKey_Enter);
    CHECK(nav().screen == k_find_screen);
    jobs.holds = false;
    jobs.run_held();
    settle();
    CHECK(nav().screen == k_member_screen);
    CHECK(state<MemberState>().details->member.name == "张惠兰");
}

TEST_CASE_FIXTURE(FindWindow, "Enter opens nobody by the beginning of a card's number") {
    const auto number = card_of("13312344410");
    type(number.substr(0, number.size() - 1));
    REQUIRE(find().found.size() == 1);
    key(ImGuiKey_Enter);
    CHECK(nav().screen == k_find_screen);
    type(number.substr(number.size() - 1));
    key(ImGuiKey_Enter);
    CHECK(nav().screen == k_member_screen);
}

TEST_CASE_FIXTURE(FindWindow, "who was opened is offered when nothing is typed") {
    CHECK_FALSE(seen().shows("最近查看"));
    type("2046");
    touch("open");
    CHECK(nav().screen == k_member_screen);
    touch("back");
    touch("clear");
    CHECK(seen().shows("最近查看"));
    CHECK(seen().find("张惠兰") != nullptr);
    desk.from_headquarters([&] {
        desk.run(
            "UPDATE member SET status = 'erased', name = NULL,"
            " phone = NULL WHERE phone = '13812342046'");
    });
    touch("首页");
    touch("会员");
    CHECK(find().recent_members.empty());
}

TEST_CASE_FIXTURE(FindWindow, "a colleague has a list of their own, and finds it again") {
    type("2046");
    touch("open");
    touch("person");
    touch("switch");
    sign_in(Who::store_manager);
    touch("会员");
    CHECK(find().recent_members.empty());
    touch("person");
    touch("switch");
    sign_in(Who::clerk);
    touch("会员");
    REQUIRE(find().recent_members.size() == 1);
    CHECK(find().recent_members.front().member.name == "张惠兰");
    CHECK(seen().shows("最近查看"));
    CHECK(seen().shows("最近来往"));
}

TEST_CASE_FIXTURE(FindWindow, "people seen lately who can't be read are told and stay shown") {
    type("2046");
    touch("open");
    touch("back");
    touch("clear");
    REQUIRE(find().recent_members.size() == 1);
    const auto failures = [&] {
        return std::ranges::count_if(log.lines(), [](const auto& line) {
            return line.find("work_failed") != std::string::npos;
        });
    };
    REQUIRE(failures() == 0);
    {
        const qiantai::test::UnreadableDatabase broken(office.context().database);
        auto flow = app.flow();
        load_screen(flow);
        settle();
    }
    // Theirs, and today's.
    CHECK(failures() == 2);
    CHECK(find().recent_members.size() == 1);
    for (const auto& line : log.lines()) CHECK(line.find("张") == std::string::npos);
}

TEST_CASE_FIXTURE(FindWindow, "a scanned card opens its member from any screen") {
    const auto card = card_of("15912347713");
    touch("首页");
    scan(card);
    REQUIRE(nav().screen == k_member_screen);
    CHECK(state<MemberState>().details->member.name == "赵宏亮");
    touch("lock");
    scan(card);
    CHECK(scene().stage == Stage::sign_in);
}

TEST_CASE_FIXTURE(FindWindow, "a scanned card that nobody has says so and offers to register") {
    scan("6600123456789");
    CHECK(nav().screen == k_find_screen);
    CHECK(seen().shows("没有找到卡号 6600123456789"));
    CHECK(seen().find("register anew") != nullptr);
}

TEST_CASE_FIXTURE(FindWindow,
                  "nobody found is said, and a failure is said and can be tried again") {
    type("13900000000");
    CHECK(seen().shows("没有找到「139 0000 0000」"));
    CHECK(seen().shows("用 139 0000 0000 登记"));
    state<FindState>().error = make_error(sqlite::k_database_busy);
    settle();
    touch("retry");
    CHECK_FALSE(find().error);
}

TEST_CASE_FIXTURE(FindWindow, "more than can be shown is said") {
    for (int i = 0; i < 55; ++i) desk.add_member("王芳", fmt::format("139000000{:02}", i));
    type("王芳");
    CHECK(find().found.size() == k_found_most);
    touch("hide");
    CHECK(seen().shows("仅显示前 50 位"));
}

TEST_CASE_FIXTURE(FindWindow, "the own store's members stand before those of other stores") {
    desk.add_member("王丽", "13900000001");
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET store_code = 'S002' WHERE phone = '13900000001'"); });
    desk.add_member("王丽", "13900000002");
    type("王丽");
    REQUIRE(find().found.size() == 2);
    CHECK(find().found.front().member.phone == "13900000002");
    // Also if so many others would fill the list alone.
    for (int i = 0; i < 60; ++i) desk.add_member("王丽", fmt::format("137000000{:02}", i));
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET store_code = 'S002' WHERE phone LIKE '137%'"); });
    desk.add_member("王丽", "13900000003");
    touch("clear");
    type("王丽");
    CHECK(find().found.size() == k_found_most);
    CHECK(find().found[0].member.store_code == "S001");
    CHECK(find().found[1].member.store_code == "S001");
    CHECK(find().found[2].member.store_code == "S002");
}

TEST_CASE_FIXTURE(FindWindow, "beside the keyboard the number and the expiry stay in sight") {
    type("2046");
    touch("field");
    REQUIRE(seen().find("hide") != nullptr);
    CHECK(seen().find("open") != nullptr);
    CHECK(seen().shows("有效期至"));
    CHECK(seen().shows("手机号"));
}

TEST_CASE_FIXTURE(FindWindow, "tier and what is wrong with the card stand beside the name") {
    desk.run("UPDATE member_card SET status = 'lost' WHERE number = ?", card_of("13812342046"));
    type("2046");
    CHECK(seen().shows("已挂失"));
    CHECK(seen().shows("standard"));
}

TEST_CASE_FIXTURE(FindWindow,
                  "six of one name are told apart by tier, by what was found and the last visit") {
    for (int i = 0; i < 6; ++i) desk.add_member("王丽", fmt::format("1370000100{}", i));
    desk.run("UPDATE member SET tier_code = 'gold' WHERE phone = '13700001003'");
    desk.run("UPDATE member SET joined_on = '2025-03-05' WHERE phone <> '13700001003'");
    type("王丽");
    REQUIRE(find().found.size() == 6);
    touch("hide");
    CHECK(seen().shows("gold"));
    CHECK(seen().shows("standard"));
    CHECK(seen().shows("2025年3月5日"));
    CHECK(seen().shows("今天"));
    CHECK(seen().shows("登记"));
    // By what they were found is the same of all.
    CHECK_FALSE(seen().shows("匹配"));
    touch("按等级排序");
    CHECK(find().found.front().member.phone == "13700001003");
    touch("按等级排序");
    CHECK(find().found.back().member.phone == "13700001003");
    touch("按最近来往排序");
    CHECK(find().found.front().member.phone == "13700001003");
    // Who is listed first stands beside the list, and is who Enter opens.
    CHECK(find().shown_beside()->member.phone == "13700001003");
    CHECK(find().events_of == find().found.front().member.id);
    key(ImGuiKey_Enter);
    CHECK(state<MemberState>().details->member.phone == "13700001003");
}

TEST_CASE_FIXTURE(FindWindow, "offline, other stores' members are said to be what is kept here") {
    desk.add_member("王丽", "13900000001");
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET store_code = 'S002' WHERE phone = '13900000001'"); });
    type("王丽");
    touch("hide");
    CHECK_FALSE(seen().shows("本机保存的资料"));
    scene().sync.offline_since = desk.clock.now_ms();
    settle();
    CHECK(seen().shows("其他门店会员为本机保存的资料"));
}

TEST_CASE("where there is no room above the list, its end says what nobody may miss") {
    FindWindow till({1366, 768, 1.5f});
    for (std::size_t i = 0; i < k_found_most + 5; ++i) {
        till.desk.add_member(fmt::format("王{:02}", i), fmt::format("139000000{:02}", i));
    }
    till.type("王");
    till.touch("hide");
    CHECK(till.seen().shows("仅显示前 50 位"));
    till.desk.from_headquarters([&] {
        till.desk.run("UPDATE member SET store_code = 'S002' WHERE phone = '15912347713'");
    });
    till.touch("首页");
    till.touch("会员");
    till.type("7713");
    till.touch("hide");
    till.scene().sync.offline_since = till.desk.clock.now_ms();
    till.settle();
    CHECK(till.seen().shows("其他门店会员为本机保存的资料"));
}

TEST_CASE_FIXTURE(FindWindow, "of who was found, this store's or one's own people are picked out") {
    desk.run("UPDATE member SET home_clerk = '1002' WHERE name = '赵宏亮'");
    desk.add_member("朱红利", "13900000001");
    desk.from_headquarters(
        [&] { desk.run("UPDATE member SET store_code = 'S002' WHERE phone = '13900000001'"); });
    type("zhl");
    REQUIRE(find().found.size() == 3);
    touch("hide");
    touch("only store");
    CHECK(names() == Names{"张惠兰", "赵宏亮"});
    CHECK(seen().shows("找到 3 位，显示 2 位"));
    touch("only own");
    CHECK(names() == Names{"张惠兰"});
    touch("clear");
    type("赵");
    CHECK(find().matches.size() == 1);
    CHECK(seen().shows("找到的会员都不符合筛选"));
    touch("show all");
    CHECK(names() == Names{"赵宏亮"});
}

TEST_CASE_FIXTURE(FindWindow,
                  "a wide screen shows the first hit beside the list, and who is touched instead") {
    type("zhl");
    REQUIRE(find().shown_beside() != nullptr);
    CHECK(find().shown_beside()->member.name == "张惠兰");
    CHECK(find().events_of == find().shown_beside()->member.id);
    touch("赵宏亮");
    CHECK(nav().screen == k_find_screen);
    CHECK(find().shown_beside()->member.name == "赵宏亮");
    CHECK(find().events_of == find().shown_beside()->member.id);
    touch("person " + find().shown_beside()->member.id.text());
    CHECK(nav().screen == k_member_screen);
    CHECK(state<MemberState>().details->member.name == "赵宏亮");
}

TEST_CASE_FIXTURE(FindWindow, "from beside the list a card that expires is renewed") {
    const auto card = card_of("13812342046");
    type("2046");
    CHECK(seen().find("renew") == nullptr);
    desk.run("UPDATE member_card SET expires_on = ? WHERE number = ?",
             domain::business_date(desk.context)->plus_days(9).text(), card);
    touch("clear");
    type("2046");
    const auto before = desk.text("SELECT expires_on FROM member_card WHERE number = ?", card);
    touch("renew");
    CHECK(nav().screen == k_member_screen);
    touch("confirm");
    CHECK(desk.text("SELECT expires_on FROM member_card WHERE number = ?", card) > before);
}

TEST_CASE_FIXTURE(FindWindow, "from beside the list a talk is written down and a record edited") {
    type("2046");
    touch("contact");
    REQUIRE(state<MemberState>().dialog);
    const auto* confirm = seen().find("confirm");
    REQUIRE(confirm != nullptr);
    CHECK_FALSE(confirm->enabled);
    touch("无人接听");
    touch("confirm");
    CHECK(desk.text("SELECT kind || outcome FROM member_contact") == "otherno_answer");
    touch("back");
    touch("edit");
    CHECK(nav().screen == k_edit_screen);
    CHECK(state<MemberEditState>().form.values.phone == "13812342046");
}

TEST_CASE("in portrait a touch on a row opens the member") {
    FindWindow till(k_sizes[2]);
    till.type("2046");
    till.touch("张惠兰");
    CHECK(till.nav().screen == k_member_screen);
}

TEST_CASE_FIXTURE(FindWindow, "who was registered today stands on the start page, newest first") {
    REQUIRE(find().today_members.size() == 3);
    CHECK(find().today_members.front().member.name == "买买提·艾力江·阿卜杜热合曼");
    desk.run("UPDATE member SET joined_on = '2020-01-01' WHERE phone = '13312344410'");
    touch("首页");
    touch("会员");
    CHECK(find().today_members.size() == 2);
    CHECK(seen().shows("今日登记"));
}

TEST_CASE_FIXTURE(FindWindow,
                  "a search that was under way when the terminal locked goes on after it") {
    jobs.holds = true;
    type("2046");
    touch("lock");
    jobs.holds = false;
    jobs.run_held();
    settle();
    pin(domain::test::k_pin);
    CHECK(names() == Names{"张惠兰"});
}

TEST_CASE("somebody who may not register is not offered it, and an administrator sees no members") {
    FindWindow auditor(k_sizes[0], Who::auditor);
    CHECK(auditor.seen().find("register") == nullptr);
}

TEST_CASE("an administrator has no way to the members") {
    AppWindow till;
    till.sign_in(Who::admin);
    CHECK(till.seen().find("会员") == nullptr);
}

TEST_CASE_FIXTURE(FindWindow, "letters that are being composed are looked for at once") {
    const auto press = [&](std::string_view letters) {
        for (const char letter : letters) touch(std::string_view(&letter, 1));
    };
    press("zhl");
    CHECK(find().typed.empty());
    CHECK(find().composing == "zhl");
    CHECK(names() == Names{"张惠兰", "赵宏亮"});
    // What is still being composed is no name that nobody has.
    press("q");
    CHECK(find().found.empty());
    CHECK_FALSE(seen().shows("没有找到"));
    CHECK(seen().find("register anew") == nullptr);
    CHECK(seen().shows("zhlq"));
    touch("退格");
    CHECK(names() == Names{"张惠兰", "赵宏亮"});
    // After characters that stand already, mixed with them.
    for (int i = 0; i < 3; ++i) touch("退格");
    CHECK(find().composing.empty());
    CHECK(seen().shows("今日登记"));
    type("张");
    press("hl");
    CHECK(find().composing == "张hl");
    CHECK(names() == Names{"张惠兰"});
    // Left, they are text like any other.
    touch("完成");
    CHECK(find().composing.empty());
    CHECK(find().typed == "张hl");
}

TEST_CASE_FIXTURE(FindWindow, "words that were chosen say that nobody has them only when asked") {
    for (const char letter : std::string_view("xq")) touch(std::string_view(&letter, 1));
    CHECK_FALSE(seen().shows("没有找到"));
    jobs.holds = true;
    touch("candidate 0");
    CHECK(find().composing.empty());
    CHECK_FALSE(seen().shows("没有找到"));
    jobs.holds = false;
    jobs.run_held();
    settle();
    CHECK(seen().shows("没有找到「" + find().typed + "」"));
}

TEST_CASE("finding fits every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        FindWindow till(size);
        till.check_layout("find-start");
        for (int i = 0; i < 12; ++i) {
            till.desk.add_member("欧阳娜娜", fmt::format("139111111{:02}", i));
        }
        till.desk.run("UPDATE member_card SET status = 'frozen' WHERE number = ?",
                      till.card_of("13312344410"));
        till.type("1");
        till.check_layout("find-found");
        till.touch("field");
        till.check_layout("find-keyboard");
        till.touch("page 5");
        till.check_layout("find-writing");
        till.touch("page 0");
        till.type("999999999999999999999999999999999999999999999999999999999999");
        till.check_layout("find-nobody");
        till.state<FindState>().error = make_error(sqlite::k_database_busy);
        till.settle();
        till.check_layout("find-failure");
        till.touch("clear");
        till.type("4410");
        till.key(ImGuiKey_Enter);
        till.check_layout("member-first");
        till.touch("back");
        till.touch("clear");
        till.check_layout("find-recent");
    }
}

TEST_CASE_FIXTURE(FindWindow, "the main button beside the list is the likely next thing") {
    const auto id = desk.text("SELECT hex(id) FROM member WHERE phone = '13812342046'");
    const auto filled = [&](std::string_view name) {
        if (seen().find("clear") != nullptr) touch("clear");
        type("2046");
        const auto* first = seen().find(name);
        const auto* open = seen().find("open");
        REQUIRE(first != nullptr);
        REQUIRE(open != nullptr);
        return first->target.left < open->target.left;
    };
    CHECK(filled("contact"));
    const auto today = domain::business_date(desk.context)->text();
    desk.run("UPDATE member SET birthday = ?, birthday_calendar = 'solar' WHERE hex(id) = ?",
             "1990" + today.substr(4), id);
    CHECK(filled("greet"));
    touch("greet");
    CHECK(nav().screen == k_lists_screen);
    CHECK(seen().shows("张惠兰"));
    touch("已接通");
    touch("save contact");
    touch("会员");
    CHECK(filled("contact"));
    desk.run("UPDATE member_card SET expires_on = ? WHERE hex(member_id) = ?", today, id);
    CHECK(filled("renew"));
    touch("edit");
    auto flow = app.flow();
    apply_member_form(flow, form::SetText{FormText::notes, "改"});
    settle();
    touch("会员");
    CHECK(filled("edit"));
    CHECK(seen().shows("继续修改"));
}
