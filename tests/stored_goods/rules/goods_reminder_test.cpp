#include <doctest/doctest.h>

#include "terminal/stored_goods/rules/stored_goods_facts.hpp"

namespace qiantai::domain {
namespace {

const Date k_today = Date::of_text("2026-11-21");

StoredGoods stored(int days_ago, std::optional<int> expires_in = {}) {
    StoredGoods goods{.quantity = 6, .business_date = k_today.plus_days(-days_ago)};
    if (expires_in) goods.expires_on = k_today.plus_days(*expires_in);
    return goods;
}
GoodsState left(int remaining = 4) {
    return {.remaining = remaining};
}
std::optional<GoodsReminder> of(const StoredGoods& goods, const GoodsState& state = left()) {
    return reminder_of(goods, state, {}, k_today);
}

}  // namespace

TEST_CASE("who has not fetched anything for 60 days is reminded, counted from the last time") {
    CHECK_FALSE(of(stored(59)));
    const auto idle = of(stored(60));
    REQUIRE(idle);
    CHECK(idle->reason == ReminderReason::idle);
    CHECK(idle->days == 60);
    CHECK(idle->due);
    auto fetched = left();
    fetched.last_withdrawn_on = k_today.plus_days(-10);
    CHECK_FALSE(of(stored(200), fetched));
}

TEST_CASE("before the expiry it is 60, 30 and 7 days, each level once") {
    CHECK_FALSE(of(stored(1, 61)));
    CHECK(of(stored(1, 60))->level == 60);
    CHECK(of(stored(1, 31))->level == 60);
    CHECK(of(stored(1, 30))->level == 30);
    CHECK(of(stored(1, 7))->level == 7);
    CHECK(of(stored(1, 0))->reason == ReminderReason::expiring);
    auto told = left();
    told.last_reminded_on = told.last_answered_on = k_today.plus_days(-3);
    CHECK_FALSE(of(stored(90, 20), told)->due == true);
    // Told at level 60; on the first day of level 30 it is due again.
    CHECK(of(stored(1, 30), GoodsState{.remaining = 4,
                                       .last_reminded_on = k_today.plus_days(-1),
                                       .last_answered_on = k_today.plus_days(-1)})
              ->due);
}

TEST_CASE("expired goods come first, and whoever knows is not called again") {
    const auto expired = of(stored(5, -1));
    REQUIRE(expired);
    CHECK(expired->reason == ReminderReason::expired);
    CHECK(expired->days == 1);
    CHECK(expired->due);
    auto told = left();
    told.last_reminded_on = told.last_answered_on = k_today.plus_days(-2);
    CHECK(of(stored(5, -1), told)->due);
    told.last_reminded_on = told.last_answered_on = k_today.plus_days(-1);
    CHECK_FALSE(of(stored(5, -2), told)->due == true);
    CHECK(is_more_urgent(*of(stored(5, -9)), *of(stored(5, -1))));
    CHECK(is_more_urgent(*of(stored(5, -1)), *of(stored(5, 3))));
    CHECK(is_more_urgent(*of(stored(5, 3)), *of(stored(5, 40))));
    CHECK(is_more_urgent(*of(stored(5, 40)), *of(stored(300))));
    CHECK(is_more_urgent(*of(stored(300)), *of(stored(70))));
}

TEST_CASE("who was not reached is due again the next day, not the same") {
    auto tried = left();
    tried.last_outcome = ReminderOutcome::no_answer;
    tried.last_reminded_on = k_today;
    CHECK_FALSE(of(stored(70), tried)->due == true);
    tried.last_reminded_on = k_today.plus_days(-1);
    CHECK(of(stored(70), tried)->due);
}

TEST_CASE("a reason that is settled does not hide another that is due") {
    // Told ten days ago about the expiry, but the goods have been lying for a year: known too.
    auto told = left();
    told.last_reminded_on = told.last_answered_on = k_today.plus_days(-61);
    const auto reminder = of(stored(400, 100), told);
    REQUIRE(reminder);
    CHECK(reminder->reason == ReminderReason::idle);
    CHECK(reminder->due);
}

TEST_CASE("nobody is reminded of what is not there any more") {
    CHECK_FALSE(of(stored(400, -5), left(0)));
}

TEST_CASE("the policy says how many days, and nonsense in it changes nothing") {
    const auto policy = parse_reminder_policy(R"({"idle_days":10,"expiry_days":[3]})");
    CHECK(policy.idle_days == 10);
    CHECK(policy.expiry_days == std::vector{3});
    CHECK(reminder_of(stored(10), left(), policy, k_today)->reason == ReminderReason::idle);
    CHECK_FALSE(reminder_of(stored(1, 4), left(), policy, k_today));
    const auto partly = parse_reminder_policy(R"({"idle_days":10})");
    CHECK(partly.idle_days == 10);
    CHECK(partly.expiry_days == std::vector{60, 30, 7});
    for (const auto* bad : {"", "null", "[]", "60", R"({"idle_days":0})", R"({"idle_days":"x"})",
                            R"({"expiry_days":[0]})", R"({"expiry_days":[1,2,3,4,5,6,7,8,9,1,2]})",
                            R"({"idle_days":99999999})"}) {
        CAPTURE(bad);
        CHECK(parse_reminder_policy(bad).idle_days == 60);
        CHECK(parse_reminder_policy(bad).expiry_days == std::vector{60, 30, 7});
    }
}

}  // namespace qiantai::domain
