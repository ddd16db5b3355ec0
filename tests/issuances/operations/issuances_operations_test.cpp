// Gifts given away by command: every answer fits its schema, and bad input says what is wrong.

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "tests/ctl/ctl_fixture.hpp"

namespace qiantai::ctl {
namespace {

using test::TestCounter;
using test::text_at;

constexpr std::string_view k_ink =
    R"("signature":"[[1000,2000,4000,3000,8000,2500],[2000,4000,6000,1000]]","signed_text":"帆布袋")";

struct IssuanceCounter : TestCounter {
    explicit IssuanceCounter(const std::string& store_code = "S001") : TestCounter(store_code) {
        const TimeMs at = utc_day_start(Date::of_text("2026-11-20")) + 2 * 3'600'000;
        desk.clock.advance(at - desk.clock.now_ms());
        desk.from_headquarters([&] {
            desk.run(
                "INSERT INTO gift (id, code, name, unit, cost, batch_kept, expiry_kept,"
                " stock_min, status, created_by, created_at)"
                " VALUES (?, 'LP001', '帆布袋', '个', 1990, 0, 0, 5, 'active', '9001', 1)",
                gift);
            add_campaign("ZN2026", R"({"audience":"anyone","per_member":0,"per_receipt":0})", 50);
            add_campaign("ONCE", R"({"per_member":0,"once_only":true})", std::nullopt);
        });
        sign_in(StaffRole::store_manager);
        ok("stock.adjust",
           fmt::format(R"({{"gift_id":"{}","quantity":40,"reason":"期初"}})", gift.text()));
        member = desk.add_member("张惠兰", "13800002046").id;
    }
    void add_campaign(const std::string& code, const std::string& rule, std::optional<int> cap) {
        desk.run(
            "INSERT INTO campaign (id, code, name, starts_on, ends_on, gifts, rule, cap,"
            " created_by, created_at) VALUES (?, ?, ?, '2026-11-01', '2026-12-10', ?, ?, ?,"
            " '9001', 1)",
            campaign(code), code, "活动" + code,
            fmt::format(R"({{"lines":[{{"gift_id":"{}","pieces":1}}]}})", gift.text()), rule, cap);
    }
    static Uuid campaign(const std::string& code) {
        return Uuid::derive("campaign\x1f" + code, Cell::of_store("HQ"));
    }
    std::string wish(const std::string& rest = {}, int pieces = 1) const {
        return fmt::format(R"([{{"gift_id":"{}","pieces":{}{}}}])", gift.text(), pieces, rest);
    }
    /// To the member, without a campaign.
    std::string entry(int pieces = 1, const std::string& rest = {}) const {
        return fmt::format(
            R"({{"recipient":{{"member_id":"{}"}},"wishes":{},"reason":"loyal",{}{}}})",
            member.text(), wish({}, pieces), k_ink, rest);
    }
    Uuid gift = Uuid::derive("gift\x1fLP001", Cell::of_store("HQ"));
    Uuid member;
};

}  // namespace

TEST_CASE("by command a gift is given, looked at, and taken back") {
    IssuanceCounter counter;
    counter.sign_in(StaffRole::clerk);
    const auto question = fmt::format(R"({{"recipient":{{"member_id":"{}"}},"wishes":{}}})",
                                      counter.member.text(), counter.wish({}, 2));
    const auto verdict = counter.ok("issuances.judge", question);
    CHECK(text_at(verdict, "/lines/0/obstacles/0/bar") == "order");
    const auto given = counter.ok("issuances.issue", counter.entry());
    CHECK(text_at(given, "/recipient") == "张惠兰");
    const auto id = text_at(given, "/issuance/id");
    const auto by_id = fmt::format(R"({{"issuance_id":"{}"}})", id);
    CHECK(text_at(counter.ok("issuances.get", by_id), "/items/0/name") == "帆布袋");
    CHECK(text_at(counter.ok("issuances.list"), "/issuances/0/gifts") == "帆布袋");
    const auto offers = counter.ok("issuances.offers",
                                   fmt::format(R"({{"member_id":"{}"}})", counter.member.text()));
    CHECK(text_at(offers, "/recent/0/id") == id);
    CHECK(counter.code("issuances.issue", counter.entry(2)) == "issuance_needs_approval");
    // No printer is set up, and the folder is nobody's.
    const auto slip = fmt::format(R"({{"form":"slip","issuance_id":"{}"}})", id);
    CHECK(counter.code("issuances.print", slip) == "printer_missing");
    const qiantai::test::TempFolder folder;
    const auto path = (folder / "slip.pdf").string();
    counter.ok("issuances.save_pdf",
               fmt::format(R"({{"form":"slip","issuance_id":"{}","path":"{}"}})", id, path));
    CHECK(counter.code("issuances.save_pdf", fmt::format(R"({{"form":"register","path":"{}"}})",
                                                         path)) == "print_file_exists");
    counter.ok("issuances.save_pdf",
               fmt::format(R"({{"form":"month","path":"{}"}})", (folder / "month.pdf").string()));
    const auto back = fmt::format(R"({{"issuance_id":"{}","reason":"顾客退回"}})", id);
    CHECK(text_at(counter.ok("issuances.take_back", back), "/items/0/taken_back/kind") ==
          "returned");
    CHECK(counter.code("issuances.take_back", back) == "issuance_taken_back_already");
    CHECK(counter.ok("issuances.takebacks").at("takebacks").as_array().empty());
    counter.sign_in(StaffRole::store_manager);
    CHECK(counter.code("issuances.erase_recipient",
                       fmt::format(R"({{"issuance_id":"{}","reason":"顾客要求"}})", id)) ==
          "issuance_has_member");
    CHECK(
        counter.code("issuances.settle_takeback",
                     fmt::format(R"({{"issuance_id":"{}","outcome":"excused","words":"顾客保留"}})",
                                 id)) == "issuance_nothing_to_settle");
}

TEST_CASE("by command the manager agrees to more, and the other manager's look covers the day") {
    IssuanceCounter counter;
    counter.sign_in(StaffRole::clerk);
    const auto approved = [&](const std::string& pin) {
        return counter.entry(
            3, fmt::format(R"(,"approval_words":"补上次少发","approver":"1002","pin":"{}")", pin));
    };
    CHECK(counter.code("issuances.issue_approved", approved("1111")) == "sign_in_refused");
    const auto given =
        counter.ok("issuances.issue_approved", approved(std::string(domain::test::k_pin)));
    CHECK(text_at(given, "/issuance/approved_by") == "1002");
    const auto day = counter.ok("issuance_register.day", R"({"day":"2026-11-20"})");
    CHECK(text_at(day, "/lines/0/issuance/approved_by") == "1002");
    CHECK(text_at(counter.ok("issuance_register.alerts", R"({"day":"2026-11-20"})"),
                  "/alerts/0/kind") == "gift");
    counter.sign_in(StaffRole::store_manager);
    CHECK(counter.code("issuance_register.check", R"({"day":"2026-11-20","off":5})") ==
          "register_words_missing");
    const auto checked = counter.ok("issuance_register.check", R"({"day":"2026-11-20","off":-1})");
    CHECK(text_at(checked, "/lines/0/checked_by") == "1002");
    CHECK(counter.ok("issuance_register.open_days").at("days").as_array().empty());
    CHECK(counter.code("issuance_register.sign_month", R"({"month":"2026-11"})") ==
          "register_month_running");
    counter.desk.clock.advance(20ll * 24 * 3'600'000);
    const auto month = counter.ok("issuance_register.month", R"({"month":"2026-11"})");
    CHECK(text_at(month, "/now/days/0/checked_by/0") == "1002");
    CHECK(text_at(counter.ok("issuance_register.sign_month", R"({"month":"2026-11"})"),
                  "/signed_as/month") == "2026-11");
    CHECK(counter.code("issuance_register.sign_month", R"({"month":"2026-11"})") ==
          "register_month_signed_already");
}

TEST_CASE("by command a right is given, found, used and made void") {
    IssuanceCounter counter;
    const auto granted =
        counter.ok("entitlements.grant",
                   fmt::format(R"({{"member_id":"{}","campaign_id":"{}"}})", counter.member.text(),
                               IssuanceCounter::campaign("ONCE").text()));
    const auto code = text_at(granted, "/entitlement/code");
    const auto find = fmt::format(R"({{"code":"{}"}})", code);
    CHECK(text_at(counter.ok("entitlements.find", find), "/state") == "unused");
    counter.ok(
        "issuances.issue",
        fmt::format(R"({{"recipient":{{"member_id":"{}"}},"wishes":{},{}}})", counter.member.text(),
                    counter.wish(fmt::format(R"(,"campaign_id":"{}","entitlement_code":"{}")",
                                             IssuanceCounter::campaign("ONCE").text(), code)),
                    k_ink));
    CHECK(text_at(counter.ok("entitlements.find", find), "/state") == "used");
    CHECK(text_at(counter.ok("entitlements.list",
                             fmt::format(R"({{"member_id":"{}"}})", counter.member.text())),
                  "/entitlements/0/entitlement/code") == code);
    CHECK(counter.code("entitlements.cancel",
                       fmt::format(R"({{"entitlement_id":"{}","reason":"误发"}})",
                                   text_at(granted, "/entitlement/id"))) ==
          "entitlement_not_usable");
    CHECK(counter.ok("entitlements.conflicts").at("conflicts").as_array().empty());
    CHECK(counter.code("entitlements.settle",
                       fmt::format(R"({{"conflict_id":"{}","words":"两份都算"}})",
                                   counter.gift.text())) == "entitlement_conflict_not_found");
}

TEST_CASE("by command a terminal asks for its part of a cap and gives it back") {
    IssuanceCounter counter;
    CHECK(counter.ok("leases.run").at("asked").as_int64() == 1);
    const auto by_campaign = [](const std::string& rest) {
        return fmt::format(R"({{"campaign_id":"{}"{}}})",
                           IssuanceCounter::campaign("ZN2026").text(), rest);
    };
    CHECK(counter.ok("leases.ask", by_campaign(R"(,"pieces":12)")).at("wanted").as_int64() == 12);
    const auto leases = counter.ok("leases.list").at("leases").as_array();
    REQUIRE(leases.size() == 1);
    CHECK(leases.front().at("left").as_int64() == 0);
    const auto caps = counter.ok("leases.caps").at("caps").as_array();
    REQUIRE(caps.size() == 1);
    CHECK(text_at(caps.front().as_object(), "/holders/0/store_code") == "S001");
    CHECK_FALSE(caps.front().as_object().contains("leased"));
    CHECK(counter.ok("leases.give_back", by_campaign("")).at("left").as_int64() == 0);
    CHECK(counter.code("leases.ask", fmt::format(R"({{"campaign_id":"{}","pieces":1}})",
                                                 IssuanceCounter::campaign("ONCE").text())) ==
          "lease_no_cap");
}

TEST_CASE("by command the roster says who is on duty") {
    IssuanceCounter counter;
    const auto day =
        counter.ok("duty_rosters.save", R"({"on_date":"2026-11-20","numbers":["1001"]})");
    CHECK(day.at("planned").as_bool());
    CHECK(text_at(counter.ok("duty_rosters.name_member",
                             fmt::format(R"({{"staff_number":"1001","member_id":"{}"}})",
                                         counter.member.text())),
                  "/member_id") == counter.member.text());
    CHECK(text_at(counter.ok("duty_rosters.day", R"({"date":"2026-11-20"})"),
                  "/staff/0/member_id") == counter.member.text());
    CHECK(counter.code("issuances.issue", counter.entry()) == "issuance_not_allowed");
    CHECK(counter.code("duty_rosters.save", R"({"on_date":"2020-01-01","numbers":[]})") ==
          "duty_malformed");
}

}  // namespace qiantai::ctl
