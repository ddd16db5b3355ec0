// The day's register: everything of a day is checked by somebody who did not give it.

#include "tests/issuances/rules/issuance_desk.hpp"

namespace qiantai::domain {
namespace {

using test::IssuanceDesk;
const Date k_register_day = Date::of_text("2026-11-20");

}  // namespace

TEST_CASE("a manager checks what others gave, another one what the manager gave") {
    IssuanceDesk desk;
    desk.issue(desk.entry_of(1));
    desk.issue(desk.free_entry(1));
    desk.made(desk.issuances.issue(desk.manager, desk.free_entry(1, "王女士")));
    auto day = desk.made(desk.day_register.day(desk.manager, k_register_day, ""));
    CHECK(day.lines.size() == 3);
    CHECK(day.pieces == 3);
    CHECK(day.unchecked == 3);
    CHECK(day.yours == 2);
    CHECK_FALSE(day.late);
    REQUIRE(day.gifts.size() == 2);
    CHECK(day.gifts.front().pieces == 2);
    CHECK(test::code_of(desk.day_register.check(desk.clerk, {.day = k_register_day})) ==
          "not_permitted");
    day = desk.made(desk.day_register.check(desk.manager, {.day = k_register_day}));
    CHECK(desk.last_action() == "issuance_register.check");
    CHECK(day.unchecked == 1);
    CHECK(day.yours == 0);
    CHECK(day.checks.size() == 1);
    CHECK(day.checks.front().pieces == 2);
    CHECK(test::code_of(desk.day_register.check(desk.manager, {.day = k_register_day})) ==
          "register_nothing_to_check");
    day = desk.made(desk.day_register.check(desk.second_manager(), {.day = k_register_day}));
    CHECK(day.unchecked == 0);
    CHECK(day.lines.back().checked_by == "2002");
    // What comes after the check waits for another one.
    desk.issue(desk.free_entry(1, "赵女士"));
    CHECK(desk.made(desk.day_register.day(desk.manager, k_register_day, "")).yours == 1);
}

TEST_CASE("checked days add up to a month that is signed once and stays so") {
    IssuanceDesk desk;
    const auto month = [&] {
        return desk.made(desk.day_register.month(desk.manager, "2026-11", ""));
    };
    const auto sign = [&](const std::string& signature) {
        return desk.day_register.sign_month(desk.manager,
                                            {.month = "2026-11", .signature = signature});
    };
    const auto first = desk.issue(desk.entry_of(1));
    desk.issue(desk.free_entry(1));
    CHECK(month().now.issuances == 2);
    CHECK(month().now.unchecked == 2);
    CHECK_FALSE(month().over);
    CHECK(test::code_of(sign({})) == "register_month_running");
    desk.made(desk.day_register.check(desk.manager, {.day = k_register_day, .off = 1}));
    desk.set_time("2026-12-01", 9);
    CHECK(test::code_of(desk.day_register.sign_month(desk.clerk, {.month = "2026-11"})) ==
          "not_permitted");
    CHECK(test::code_of(desk.day_register.month(desk.manager, "2026-13", "")) ==
          "register_month_malformed");
    CHECK(test::code_of(sign("[[1,1,2,2]]")) == "signature_too_short");
    CHECK(month().yours);
    const auto signed_page = desk.made(sign(std::string(IssuanceDesk::k_signed)));
    REQUIRE(signed_page.signed_as);
    CHECK(signed_page.signed_as->issuances == 2);
    CHECK(signed_page.signed_as->pieces == 2);
    REQUIRE(signed_page.now.days.size() == 1);
    CHECK(signed_page.now.days.front().off == 1);
    CHECK(signed_page.now.days.front().checked_by == std::vector<std::string>{"1002"});
    CHECK(signed_page.now.gifts.size() == 2);
    CHECK(desk.last_action() == "issuance_register.sign_month");
    CHECK(test::code_of(sign({})) == "register_month_signed_already");
    // What comes back afterwards is seen beside it.
    desk.made(desk.issuances.take_back(desk.manager,
                                       {.issuance_id = first.issuance.id, .reason = "不要了"}));
    CHECK(month().changed);
    CHECK(month().signed_as->pieces == 2);
    CHECK(month().now.pieces == 1);
}

TEST_CASE("a month with a day that nobody checked can't be signed") {
    IssuanceDesk desk;
    desk.issue(desk.entry_of(1));
    desk.set_time("2026-12-01", 9);
    CHECK_FALSE(desk.made(desk.day_register.month(desk.manager, "2026-11", "")).yours);
    CHECK(test::code_of(desk.day_register.sign_month(desk.manager, {.month = "2026-11"})) ==
          "register_month_unchecked");
}

TEST_CASE("up to three pieces off may stand without words, more may not") {
    IssuanceDesk desk;
    desk.issue(desk.entry_of(1));
    const auto code_of_off = [&](int off, const std::string& words) {
        return test::code_of(desk.day_register.check(
            desk.manager, {.day = k_register_day, .off = off, .words = words}));
    };
    CHECK(code_of_off(4, "") == "register_words_missing");
    CHECK(code_of_off(-4, "") == "register_words_missing");
    CHECK(code_of_off(-3, "") == "ok");
    desk.issue(desk.free_entry(1));
    CHECK(code_of_off(-4, "昨日两个破损未报损") == "ok");
}

TEST_CASE("a day that nobody checked stays open, and a late check is late") {
    IssuanceDesk desk;
    desk.issue(desk.entry_of(1));
    CHECK(desk.made(desk.day_register.open_days(desk.manager)).empty());
    desk.set_time("2026-11-21", 9);
    const auto open = desk.made(desk.day_register.open_days(desk.manager));
    REQUIRE(open.size() == 1);
    CHECK(open.front().day == k_register_day);
    CHECK(open.front().late);
    CHECK(desk.made(desk.day_register.check(desk.manager, {.day = k_register_day})).late);
    CHECK(desk.made(desk.day_register.open_days(desk.manager)).empty());
    CHECK(test::code_of(desk.day_register.day(desk.manager, Date::of_text("2026-11-22"), "")) ==
          "register_day_malformed");
}

TEST_CASE("the day's alerts name their records") {
    IssuanceDesk desk;
    desk.set_limits(R"({"per_order":50,"clerk_day":100,"manager_day":100})");
    const auto capped = desk.add_campaign("CAP", desk.tea, {.per_member = 0}, 5);
    desk.grant(capped, 5);
    auto entry = desk.entry_of(4);
    entry.wishes.front().campaign_id = capped;
    const auto first = desk.issue(entry);
    auto again = desk.free_entry(12);
    again.recipient = {.recipient_name = "张惠兰", .recipient_phone = "138 0000 2046"};
    const auto second = desk.issue(again);
    desk.made(desk.issuances.issue(desk.manager, desk.free_entry(1)));
    const auto alerts = desk.made(desk.day_register.alerts(desk.manager, k_register_day, ""));
    const auto of = [&](IssuanceAlertKind kind) {
        std::vector<IssuanceAlert> found;
        for (const auto& alert : alerts) {
            if (alert.kind == kind) found.push_back(alert);
        }
        return found;
    };
    REQUIRE(of(IssuanceAlertKind::repeated).size() == 1);
    CHECK(of(IssuanceAlertKind::repeated).front().issuances ==
          std::vector{first.issuance.id, second.issuance.id});
    REQUIRE(of(IssuanceAlertKind::clerk).size() == 1);
    CHECK(of(IssuanceAlertKind::clerk).front().pieces == 16);
    REQUIRE(of(IssuanceAlertKind::gift).size() == 1);
    CHECK(of(IssuanceAlertKind::gift).front().name == "帆布袋");
    REQUIRE(of(IssuanceAlertKind::cap).size() == 1);
    CHECK(of(IssuanceAlertKind::cap).front().pieces == 4);
    CHECK(of(IssuanceAlertKind::cap).front().issuances == std::vector{first.issuance.id});
    desk.made(desk.issuances.take_back(desk.clerk,
                                       {.issuance_id = first.issuance.id, .reason = "顾客退回"}));
    CHECK(desk.made(desk.day_register.alerts(desk.manager, k_register_day, "")).size() == 2);
}

}  // namespace qiantai::domain
