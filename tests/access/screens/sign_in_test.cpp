#include "tests/app/app_fixture.hpp"

#include <unistd.h>

#include "terminal/access/rules/access.hpp"
#include "terminal/desk/scan_errors.hpp"
#include "tests/support/process_memory.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

TEST_CASE_FIXTURE(AppWindow, "the tiles of the store's staff lead to the PIN, and the PIN home") {
    CHECK(scene().stage == Stage::sign_in);
    CHECK(seen().shows("请选择您的姓名"));
    sign_in(Who::clerk);
    CHECK(seen().shows("测试门店"));
    CHECK(scene().session->role == Who::clerk);
}

TEST_CASE_FIXTURE(AppWindow, "somebody without a tile signs in by number") {
    touch("by number");
    pin("1002");
    pin(domain::test::k_pin);
    REQUIRE(scene().session);
    CHECK(scene().session->role == Who::store_manager);
}

TEST_CASE_FIXTURE(AppWindow, "digits typed faster than the frames come are all taken") {
    touch(TestDesk::number_of(Who::clerk));
    window.type(domain::test::k_pin);
    window.key(ImGuiKey_Enter);
    settle();
    CHECK(scene().session);
}

TEST_CASE_FIXTURE(AppWindow,
                  "after a sign-in, and after a wrong try, the PIN lies nowhere in memory") {
    constexpr std::string_view k_digits = "48290617";
    const auto count = [](std::string_view digits) {
        qiantai::test::Needle needle;
        for (const char digit : digits) needle.append(digit);
        return qiantai::test::count_in_memory(::getpid(), needle);
    };
    desk.add_staff("1009", Who::clerk, k_digits);
    for (const char* number : {"1002", "1009"}) {
        touch("by number");
        pin(number);
        for (const char digit : k_digits) touch(std::string_view(&digit, 1));
        CHECK(count(k_digits) == 1);
        touch("confirm");
        CHECK(count(k_digits) == 0);
    }
    CHECK(scene().session);
}

TEST_CASE_FIXTURE(AppWindow, "a wrong PIN says so, takes the digits away and lets one try again") {
    touch(TestDesk::number_of(Who::clerk));
    pin("7391");
    CHECK_FALSE(scene().session);
    CHECK(state<SignInState>().pin.empty());
    CHECK(state<SignInState>().error->kind == &domain::k_sign_in_refused);
    CHECK(seen().shows("PIN 不正确，请重新输入"));
    CHECK(seen().shows("忘记 PIN？"));
    pin(domain::test::k_pin);
    CHECK(scene().session);
}

TEST_CASE_FIXTURE(AppWindow, "the pad is there from the start, and nothing moves") {
    CHECK(seen().shows("请先选择姓名"));
    CHECK(seen().find("7") == nullptr);
    const auto place = [&] {
        const auto key = std::ranges::find(seen().items, "7", &SeenItem::name);
        REQUIRE(key != seen().items.end());
        return key->target.top;
    };
    const auto before = place();
    touch(TestDesk::number_of(Who::clerk));
    CHECK(place() == before);
    touch("7");
    CHECK_FALSE(seen().find("confirm")->enabled);
    touch("erase");
    CHECK(state<SignInState>().pin.empty());
    pin("7391");
    CHECK(place() == before);
}

TEST_CASE_FIXTURE(AppWindow, "a locked terminal says whose work it keeps, and who else is there") {
    sign_in(Who::clerk);
    touch("lock");
    CHECK(seen().shows("已锁定"));
    CHECK(seen().shows("继续：首页"));
    CHECK(seen().shows("换人登录"));
    pin(domain::test::k_pin);
    CHECK(scene().stage == Stage::working);
}

TEST_CASE_FIXTURE(AppWindow, "after many wrong PINs the pad waits and counts down") {
    touch(TestDesk::number_of(Who::clerk));
    for (int i = 0; i < 4; ++i) pin("7391");
    REQUIRE(state<SignInState>().wait_until_s > window.now_s());
    CHECK(seen().shows("错误次数过多，请 5 秒后再试。"));
    CHECK(seen().find("5") == nullptr);
    desk.clock.advance(6000);
    window.advance(6);
    window.frames(3);
    pin(domain::test::k_pin);
    CHECK(scene().session);
}

TEST_CASE_FIXTURE(AppWindow, "a PIN from headquarters has to be replaced by an own one first") {
    desk.from_headquarters(
        [&] { desk.run("UPDATE staff SET pin_must_change = 1 WHERE number = '1001'"); });
    touch(TestDesk::number_of(Who::clerk));
    pin(domain::test::k_pin);
    CHECK(scene().stage == Stage::sign_in);
    CHECK(seen().shows("，请设置您的 PIN（4 至 8 位）"));
    pin("1234");
    pin("1234");
    CHECK(seen().shows("密码太简单"));
    pin("739526");
    pin("739527");
    CHECK(seen().shows("两次输入不同，请重新设置。"));
    pin("739526");
    pin("739526");
    CHECK(scene().stage == Stage::working);
    touch("lock");
    pin("739526");
    CHECK(scene().stage == Stage::working);
}

namespace {

/// A clerk who is about to choose another PIN.
struct PinWindow : AppWindow {
    explicit PinWindow(Headless::Size size = k_sizes[0]) : AppWindow(size) {
        sign_in(Who::clerk);
        touch("person");
        touch("change pin");
    }
    bool asks() { return state<SignInState>().changing; }
};

}  // namespace

TEST_CASE_FIXTURE(PinWindow, "one's own PIN is changed from the menu, and goes to headquarters") {
    CHECK(seen().shows("请输入现在的 PIN"));
    pin(domain::test::k_pin);
    pin("739526");
    pin("739526");
    CHECK_FALSE(asks());
    CHECK(scene().stage == Stage::working);
    CHECK(seen().shows("PIN 已修改"));
    CHECK(desk.last_action() == "access.change_pin");
    CHECK(desk.text("SELECT entity || op FROM outbox ORDER BY seq DESC LIMIT 1 OFFSET 1") ==
          "staffupdate");
    touch("lock");
    pin(domain::test::k_pin);
    CHECK(scene().stage == Stage::sign_in);
    pin("739526");
    CHECK(scene().stage == Stage::working);
}

TEST_CASE_FIXTURE(PinWindow, "a wrong PIN changes nothing, is counted, and is asked for again") {
    pin("7391");
    pin("739526");
    pin("739526");
    CHECK(asks());
    CHECK(seen().shows("PIN 不正确，请重新输入"));
    CHECK(seen().shows("请输入现在的 PIN"));
    CHECK(desk.number("SELECT failures FROM sign_in_failure WHERE staff_number = '1001'") == 1);
    pin(domain::test::k_pin);
    pin("1234");
    pin("1234");
    CHECK(seen().shows("密码太简单"));
    pin("739526");
    pin("739526");
    CHECK_FALSE(asks());
}

TEST_CASE_FIXTURE(PinWindow,
                  "changing the PIN can be left, is left by the lock, and takes no scan") {
    scan("6600123456789");
    CHECK(nav().screen == k_home_screen);
    CHECK(state<SignInState>().error->kind == &k_scan_is_no_pin);
    key(ImGuiKey_Escape);
    CHECK_FALSE(asks());
    CHECK(scene().stage == Stage::working);
    touch("person");
    touch("change pin");
    touch("close sheet");
    CHECK_FALSE(asks());
    touch("person");
    touch("change pin");
    touch("7");
    window.advance(200);
    window.frames(2);
    CHECK(scene().stage == Stage::sign_in);
    pin(domain::test::k_pin);
    CHECK(scene().stage == Stage::working);
    CHECK_FALSE(asks());
}

TEST_CASE("changing the PIN fits every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        PinWindow till(size);
        till.check_layout("change-pin");
        till.pin("7391");
        till.check_layout();
        till.pin("739526");
        till.check_layout();
        till.pin("739526");
        till.check_layout("change-pin-wrong");
    }
}

TEST_CASE_FIXTURE(AppWindow, "nobody touching it locks the terminal and the same person goes on") {
    sign_in(Who::clerk);
    nav().back.push_back({.screen = k_home_screen});
    window.advance(179);
    window.frame();
    CHECK(scene().stage == Stage::working);
    window.advance(2);
    window.frames(2);
    REQUIRE(scene().stage == Stage::sign_in);
    CHECK_FALSE(scene().session);
    CHECK(desk.last_action() == "access.sign_out");
    pin(domain::test::k_pin);
    CHECK(scene().stage == Stage::working);
    CHECK(nav().back.size() == 1);
}

TEST_CASE_FIXTURE(AppWindow, "another person who unlocks it finds nothing of the one before") {
    sign_in(Who::clerk);
    nav().back.push_back({.screen = k_home_screen});
    touch("lock");
    touch(TestDesk::number_of(Who::store_manager));
    pin(domain::test::k_pin);
    CHECK(scene().session->role == Who::store_manager);
    CHECK(nav().back.empty());
}

TEST_CASE_FIXTURE(AppWindow, "two touches lead to somebody else's sign-in") {
    sign_in(Who::clerk);
    touch("person");
    touch("switch");
    CHECK(scene().stage == Stage::sign_in);
    CHECK(state<SignInState>().step == SignInState::Step::person);
}

TEST_CASE_FIXTURE(AppWindow, "language and look change while it runs") {
    sign_in(Who::clerk);
    touch("person");
    touch("English");
    CHECK(seen().shows("Lock the terminal"));
    touch("Dark");
    CHECK(scene().settings.theme == ThemeKind::dark);
    window.key(ImGuiKey_Escape);
    settle();
    CHECK_FALSE(nav().person_menu);
}

TEST_CASE_FIXTURE(AppWindow, "what fails at the door is in the log, and nobody's name or PIN") {
    touch(TestDesk::number_of(Who::clerk));
    pin("7391");
    CHECK(log.has({"work_failed", "sign_in_refused"}));
    pin(domain::test::k_pin);
    desk.run("DROP TABLE audit_event");
    touch("lock");
    CHECK(log.has({"sign_out_failed"}));
    for (const auto* never : {"7391", domain::test::k_pin.data(), "员工", "1001"}) {
        CAPTURE(never);
        CHECK_FALSE(log.has({never}));
    }
}

TEST_CASE_FIXTURE(AppWindow,
                  "a store whose row is missing works by China's time, and the log says so") {
    CHECK_FALSE(log.has({"store_unknown"}));
    desk.from_headquarters([&] { desk.run("DELETE FROM store"); });
    jobs.post(load_shop);
    settle();
    CHECK(scene().shop.utc_offset_minutes == domain::k_china_offset_minutes);
    CHECK(log.has({"warning", "store_unknown"}));
}

TEST_CASE("a database that cannot be opened says what is wrong and who must act") {
    AppWindow till;
    till.scene().stage = Stage::broken;
    till.scene().broken = make_error(sqlite::k_database_damaged, "page 7");
    till.settle();
    CHECK(till.seen().shows("本机数据无法打开"));
}

TEST_CASE("the way in by number is in sight, however many names there are") {
    for (const auto size : app::test::k_sizes) {
        CAPTURE(size.width);
        CAPTURE(size.scale);
        AppWindow till(size);
        const auto one = till.scene().colleagues.front();
        for (int i = 0; i < 20; ++i) {
            till.scene().colleagues.push_back(one);
            till.scene().colleagues.back().number = fmt::format("2{:03}", i);
        }
        till.settle();
        const auto* by_number = till.seen().find("by number");
        REQUIRE(by_number != nullptr);
        CHECK(by_number->target.bottom <= till.window.ui().screen().bottom);
        // Who is chosen at the edge is seen whole.
        till.touch("2000");
        const auto* chosen = till.seen().find("2000");
        REQUIRE(chosen != nullptr);
        CHECK(chosen->clip.contains(chosen->target));
    }
}

TEST_CASE("signing in fits every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        AppWindow till(size);
        till.check_layout();
        till.touch(TestDesk::number_of(Who::clerk));
        till.check_layout();
        till.pin("7391");
        till.check_layout();
        till.pin(domain::test::k_pin);
        till.check_layout();
        till.touch("person");
        till.check_layout();
        till.window.key(ImGuiKey_Escape);
        till.settle();
        till.touch("lock");
        till.check_layout();
    }
}
