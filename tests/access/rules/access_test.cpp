#include "terminal/access/rules/access.hpp"

#include <doctest/doctest.h>

#include "terminal/access/rules/sign_in_try.hpp"
#include "tests/base/domain_fixture.hpp"
#include "tests/support/full_disk.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::k_cheap_pins;
using test::k_pin;
using test::TestDesk;

const std::string k_clerk = TestDesk::number_of(StaffRole::clerk);

}  // namespace

TEST_CASE("the right number and PIN sign in, and it is audited") {
    TestDesk desk;
    Access access(desk.context, k_cheap_pins);
    const auto session = access.sign_in(k_clerk, k_pin);
    REQUIRE(session.ok());
    CHECK(session->role == StaffRole::clerk);
    CHECK(session->store_code == "S001");
    CHECK_FALSE(session->pin_must_change);
    CHECK(desk.last_action() == "access.sign_in");
    CHECK(desk.text("SELECT staff_number FROM audit_event") == k_clerk);
    CHECK(desk.number("SELECT count(*) FROM sign_in_failure") == 0);
}

TEST_CASE(
    "wrong PIN, unknown number, somebody who left, another store's staff: one answer, all "
    "audited") {
    TestDesk desk;
    Access access(desk.context, k_cheap_pins);
    desk.from_headquarters([&] {
        desk.run("UPDATE staff SET status = 'left' WHERE number = '1002'");
        desk.run("UPDATE staff SET store_code = 'HQ' WHERE number = '1003'");
        desk.run("UPDATE staff SET pin_hash = NULL WHERE number = '1004'");
    });
    CHECK(code_of(access.sign_in(k_clerk, "2581")) == "sign_in_refused");
    for (const auto* number : {"1002", "1003", "1004", "9999", "", "2580"}) {
        CAPTURE(number);
        CHECK(code_of(access.sign_in(number, k_pin)) == "sign_in_refused");
    }
    CHECK(desk.number("SELECT count(*) FROM audit_event WHERE action = 'access.sign_in_failed'") ==
          7);
    // Only numbers that are real ones are kept: the last one above was a PIN in the wrong field.
    CHECK(desk.number("SELECT count(*) FROM audit_event WHERE detail LIKE '%9999%' OR detail LIKE "
                      "'%2580%'") == 0);
    CHECK(desk.number("SELECT count(*) FROM audit_event WHERE detail LIKE '%1001%'") == 1);
}

TEST_CASE("the delay is nothing three times, then 5 s doubling to 5 minutes") {
    for (const auto& [failures, delay] :
         {std::pair(0, 0), std::pair(2, 0), std::pair(3, 5'000), std::pair(4, 10'000),
          std::pair(5, 20'000), std::pair(8, 160'000), std::pair(9, 300'000),
          std::pair(10, 300'000), std::pair(1'000'000, 300'000)}) {
        CAPTURE(failures);
        CHECK(sign_in_delay_ms(failures) == delay);
    }
}

TEST_CASE("after three failures even the right PIN has to wait, also for a program started anew") {
    TestDesk desk;
    for (int i = 0; i < 3; ++i) {
        Access access(desk.context, k_cheap_pins);
        CHECK(code_of(access.sign_in(k_clerk, "9631")) == "sign_in_refused");
    }
    Access access(desk.context, k_cheap_pins);
    const auto refused = access.sign_in(k_clerk, k_pin);
    CHECK(code_of(refused) == "sign_in_wait");
    CHECK(refused.error().detail == "5 s");
    desk.clock.advance(4'999);
    CHECK(code_of(access.sign_in(k_clerk, k_pin)) == "sign_in_wait");
    CHECK(access.sign_in("1002", k_pin).ok());  // others are not held up
    desk.clock.advance(1);
    CHECK(access.sign_in(k_clerk, k_pin).ok());
    CHECK(code_of(access.sign_in(k_clerk, "9631")) == "sign_in_refused");  // counting began anew
    CHECK(access.sign_in(k_clerk, k_pin).ok());
}

TEST_CASE("each further failure doubles the wait") {
    TestDesk desk;
    Access access(desk.context, k_cheap_pins);
    for (int i = 0; i < 3; ++i)
        CHECK(code_of(access.sign_in(k_clerk, "9631")) == "sign_in_refused");
    for (const TimeMs wait : {5'000, 10'000, 20'000, 40'000}) {
        CAPTURE(wait);
        desk.clock.advance(wait - 1);
        CHECK(code_of(access.sign_in(k_clerk, "9631")) == "sign_in_wait");
        desk.clock.advance(1);
        CHECK(code_of(access.sign_in(k_clerk, "9631")) == "sign_in_refused");
    }
}

TEST_CASE(
    "moving the clock gives no free try, makes nobody wait longer, and headquarters is told") {
    TestDesk desk;
    Access access(desk.context, k_cheap_pins);
    int tried = 0;
    for (int i = 0; i < 40; ++i) {
        tried += code_of(access.sign_in(k_clerk, "9631")) == "sign_in_refused" ? 1 : 0;
        desk.clock.jump(i % 2 == 0 ? 400'000 : -300'000);
    }
    CHECK(tried == 3);
    const auto moves = [&] {
        return desk.number("SELECT count(*) FROM audit_event WHERE action = 'access.clock_moved'");
    };
    CHECK(moves() == 37);
    CHECK(desk.text("SELECT detail FROM audit_event WHERE action = 'access.clock_moved'"
                    " ORDER BY chain_seq LIMIT 1") == R"({"by_s":"400"})");
    CHECK(code_of(access.sign_in(k_clerk, k_pin)) == "sign_in_wait");
    const auto told = moves();
    desk.clock.advance(4'999);
    CHECK(code_of(access.sign_in(k_clerk, k_pin)) == "sign_in_wait");
    desk.clock.advance(1);
    CHECK(access.sign_in(k_clerk, k_pin).ok());
    CHECK(moves() == told);  // each move once, and waiting is none
}

TEST_CASE("after a restart of the machine a wait counts from then on, whatever its clock says") {
    TestDesk desk;
    Access access(desk.context, k_cheap_pins);
    for (int i = 0; i < 3; ++i)
        CHECK(code_of(access.sign_in(k_clerk, "9631")) == "sign_in_refused");
    desk.clock.restart();
    desk.clock.jump(86'400'000);
    CHECK(code_of(access.sign_in(k_clerk, k_pin)) == "sign_in_wait");
    desk.clock.advance(5'000);
    CHECK(access.sign_in(k_clerk, k_pin).ok());
    CHECK(desk.number("SELECT count(*) FROM audit_event WHERE action = 'access.clock_moved'") == 0);
}

TEST_CASE("a try is on disk before the PIN is compared, and given back if it could not be") {
    TestDesk desk;
    Access access(desk.context, k_cheap_pins);
    const auto kept = [&](const std::string& what) {
        return desk.number("SELECT coalesce(sum(" + what + "), -1) FROM sign_in_failure");
    };
    {
        const auto attempt = SignInTry::begin(desk.context, k_clerk);
        REQUIRE(attempt.ok());
        CHECK(kept("under_way") == 1);
    }
    CHECK(kept("under_way") == -1);
    desk.from_headquarters(
        [&] { desk.run("UPDATE staff SET pin_hash = 'damaged' WHERE number = ?", k_clerk); });
    for (int i = 0; i < 6; ++i)
        CHECK(code_of(access.sign_in(k_clerk, k_pin)) == "pin_hash_unreadable");
    CHECK(kept("failures") == -1);
}

TEST_CASE("of tries that were killed three are given back, the next ones count as wrong") {
    TestDesk desk;
    Access access(desk.context, k_cheap_pins);
    const auto die_in_a_try = [&] {
        desk.run(
            "INSERT INTO sign_in_failure (staff_number, failures, last_at, under_way)"
            " VALUES (?, 0, 0, 1) ON CONFLICT DO UPDATE SET under_way = 1",
            k_clerk);
        SignInTry::begin(desk.context, k_clerk).value();
    };
    const auto failures = [&] {
        return desk.number("SELECT failures FROM sign_in_failure WHERE staff_number = ?", k_clerk);
    };
    for (int i = 0; i < 3; ++i) die_in_a_try();
    CHECK(failures() == 0);
    die_in_a_try();
    CHECK(failures() == 1);
    CHECK(access.sign_in(k_clerk, k_pin).ok());
    CHECK(desk.number("SELECT count(*) FROM sign_in_failure") == 0);
}

TEST_CASE("on a full disk people sign in and look things up, and guessing is slowed down too") {
    TestDesk desk;
    Access access(desk.context, k_cheap_pins);
    desk.add_member("王小明", "13812345678");
    REQUIRE(access.sign_in(k_clerk, k_pin).ok());
    {
        const qiantai::test::FullDisk full;
        const auto session = access.sign_in(k_clerk, k_pin);
        REQUIRE(session.ok());
        const auto found = Members(desk.context).find(*session, "王小明");
        REQUIRE(found.ok());
        CHECK(found->size() == 1);
        CHECK(code_of(Members(desk.context)
                          .register_member(*session, {.name = "李雷", .phone = "13812345679"})) ==
              "disk_full");
        for (int i = 0; i < 3; ++i)
            CHECK(code_of(access.sign_in(k_clerk, "9631")) == "sign_in_refused");
        CHECK(code_of(access.sign_in(k_clerk, k_pin)) == "sign_in_wait");
    }
    // As soon as there is room again the disk knows it, and the trail how much it is without.
    CHECK(code_of(access.sign_in(k_clerk, k_pin)) == "sign_in_wait");
    CHECK(desk.number("SELECT failures FROM sign_in_failure") == 3);
    desk.clock.advance(5'000);
    CHECK(access.sign_in(k_clerk, k_pin).ok());
    CHECK(desk.last_action() == "access.sign_in");
    CHECK(desk.text("SELECT detail FROM audit_event ORDER BY chain_seq DESC LIMIT 1") ==
          R"({"unaudited_before":"4"})");
    CHECK(desk.number("SELECT count(*) FROM sign_in_failure") == 0);
}

TEST_CASE("the first PIN has to be changed, then the new one alone signs in") {
    TestDesk desk;
    Access access(desk.context, k_cheap_pins);
    desk.from_headquarters(
        [&] { desk.run("UPDATE staff SET pin_must_change = 1 WHERE number = ?", k_clerk); });
    auto session = access.sign_in(k_clerk, k_pin);
    REQUIRE(session.ok());
    CHECK(session->pin_must_change);
    CHECK(code_of(access.change_pin(*session, k_pin, "1234")) == "pin_too_easy");
    CHECK(code_of(access.change_pin(*session, k_pin, k_pin)) == "pin_unchanged");
    CHECK(code_of(access.change_pin(*session, "9631", "73619")) == "sign_in_refused");
    CHECK(session->pin_must_change);
    CHECK(access.change_pin(*session, k_pin, "73619").ok());
    CHECK_FALSE(session->pin_must_change);
    CHECK(desk.last_action() == "access.change_pin");
    CHECK(access.sign_in(k_clerk, "73619").ok());
    CHECK(code_of(access.sign_in(k_clerk, k_pin)) == "sign_in_refused");
    // The new hash goes to headquarters like every change.
    CHECK(desk.number("SELECT count(*) FROM outbox WHERE entity = 'staff' AND op = 'update'") == 1);
}

TEST_CASE("trying old PINs in change_pin is slowed down like signing in") {
    TestDesk desk;
    Access access(desk.context, k_cheap_pins);
    auto session = desk.session(StaffRole::clerk);
    for (int i = 0; i < 3; ++i) {
        CHECK(code_of(access.change_pin(session, "9631", "73619")) == "sign_in_refused");
    }
    CHECK(code_of(access.change_pin(session, k_pin, "73619")) == "sign_in_wait");
}

}  // namespace qiantai::domain
