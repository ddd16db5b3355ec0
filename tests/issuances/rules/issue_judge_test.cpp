// What a recipient may have, as a function of facts: each bar alone, one below and at its limit.

#include "terminal/issuances/rules/issue_judge_facts.hpp"

#include <doctest/doctest.h>

namespace qiantai::domain {
namespace {

const Date k_judged_day = Date::of_text("2026-11-21");
const Uuid k_judged_cup = Uuid::derive("cup", Cell::of_store("HQ"));
const Uuid k_judged_bag = Uuid::derive("bag", Cell::of_store("HQ"));
const Uuid k_judged_feast = Uuid::derive("feast", Cell::of_store("HQ"));

Gift gift_called(const Uuid& id, const std::string& name) {
    return {.id = id, .code = name, .name = name, .unit = "个"};
}

/// A member of the gold tier with a receipt, two gifts on the shelf, a running campaign of one cup
/// each time.
struct JudgedFacts : IssueFacts {
    JudgedFacts() {
        today = k_judged_day;
        quota_left = 15;
        person = {.is_member = true,
                  .tier_code = "gold",
                  .joined_on = Date::of_text("2026-11-01"),
                  .receipt = true,
                  .spent = Fen(62900)};
        campaigns.push_back({.campaign = {.id = k_judged_feast,
                                          .code = "ZN",
                                          .name = "周年庆",
                                          .starts_on = Date::of_text("2026-11-01"),
                                          .ends_on = Date::of_text("2026-11-30"),
                                          .stage = CampaignStage::running,
                                          .gifts = {{k_judged_cup, 1}},
                                          .rule = {.per_member = 2, .per_receipt = 0}}});
        gifts = {{.gift = gift_called(k_judged_cup, "杯子"),
                  .lots = {{.batch = "B1",
                            .expires_on = Date::of_text("2027-01-31"),
                            .quantity = 3},
                           {.batch = "B2",
                            .expires_on = Date::of_text("2026-12-31"),
                            .quantity = 4}}},
                 {.gift = gift_called(k_judged_bag, "袋子"), .lots = {{.quantity = 50}}}};
    }
    CampaignRule& rule() { return campaigns.front().campaign.rule; }
    IssueLineVerdict judge(const IssueWish& wish) const {
        return judge_issue(*this, std::span(&wish, 1)).lines.front();
    }
    IssueLineVerdict cup(int pieces) const {
        return judge({.gift_id = k_judged_cup, .pieces = pieces, .campaign_id = k_judged_feast});
    }
    /// What bars one cup: nothing if nothing does.
    std::string bar_of_cup() const {
        const auto verdict = cup(1);
        CHECK(verdict.free + verdict.over + verdict.refused == 1);
        return verdict.obstacles.empty() ? "" : verdict.obstacles.front().bar.text();
    }
};

}  // namespace

TEST_CASE("a member gets a campaign's gift, from the lot that expires first") {
    const JudgedFacts facts;
    const auto verdict = facts.cup(2);
    CHECK(verdict.free == 2);
    CHECK(verdict.over == 0);
    CHECK(verdict.times == 2);
    CHECK(verdict.obstacles.empty());
    REQUIRE(verdict.lots.size() == 1);
    CHECK(verdict.lots.front().batch == "B2");
    const auto bag = facts.judge({.gift_id = k_judged_bag, .pieces = 1});
    CHECK(bag.free == 1);
    CHECK(bag.times == 0);
}

TEST_CASE("a line over two lots takes from both, and what it leaves is less") {
    JudgedFacts facts;
    facts.rule().per_member = 0;
    const auto verdict = facts.cup(6);
    REQUIRE(verdict.lots.size() == 2);
    CHECK(verdict.lots.front().quantity == 4);
    CHECK(verdict.lots.back().quantity == 2);
    const IssueWish wishes[] = {{k_judged_cup, 6, k_judged_feast}, {k_judged_cup, 2, k_judged_feast}};
    const auto both = judge_issue(facts, wishes);
    CHECK(both.lines.back().free == 1);
    CHECK(both.lines.back().refused == 1);
    CHECK(both.lines.back().obstacles.front().bar == IssueBar::stock);
    CHECK(both.lines.back().obstacles.front().allowed == 1);
    CHECK(both.free == 7);
}

TEST_CASE("over the person's limit another person may agree, one below nobody is asked") {
    JudgedFacts facts;
    facts.campaigns.front().times_of_person = 1;
    CHECK(facts.cup(1).free == 1);
    const auto verdict = facts.cup(2);
    CHECK(verdict.free == 1);
    CHECK(verdict.over == 1);
    CHECK(verdict.refused == 0);
    REQUIRE(verdict.obstacles.size() == 1);
    CHECK(verdict.obstacles.front().bar == IssueBar::person);
    CHECK(verdict.obstacles.front().allowed == 1);
    facts.campaigns.front().times_of_person = 2;
    CHECK(facts.cup(1).over == 1);
}

TEST_CASE("a choice of several pieces counts once, a part of it as well") {
    JudgedFacts facts;
    facts.campaigns.front().campaign.gifts = {{k_judged_cup, 3}};
    facts.rule().per_member = 1;
    CHECK(facts.cup(3).free == 3);
    CHECK(facts.cup(3).times == 1);
    CHECK(facts.cup(1).times == 1);
    CHECK(facts.cup(4).over == 1);
    CHECK(facts.cup(4).times == 2);
}

TEST_CASE("the issuer's quota and what is given without a campaign may be exceeded with a yes") {
    JudgedFacts facts;
    facts.limits.per_order = 2;
    CHECK(facts.judge({.gift_id = k_judged_bag, .pieces = 2}).free == 2);
    const auto more = facts.judge({.gift_id = k_judged_bag, .pieces = 3});
    CHECK(more.free == 2);
    CHECK(more.over == 1);
    CHECK(more.obstacles.front().bar == IssueBar::order);
    facts.quota_left = 2;
    CHECK(facts.cup(2).free == 2);
    facts.quota_left = 1;
    CHECK(facts.cup(2).over == 1);
    CHECK(facts.cup(2).obstacles.front().bar == IssueBar::quota);
}

TEST_CASE("nobody exceeds a lease, whoever agrees") {
    JudgedFacts facts;
    facts.rule().per_member = 0;
    facts.campaigns.front().lease_left = 3;
    CHECK(facts.cup(3).free == 3);
    const auto verdict = facts.cup(4);
    CHECK(verdict.free == 3);
    CHECK(verdict.over == 0);
    CHECK(verdict.refused == 1);
    CHECK(verdict.obstacles.front().bar == IssueBar::lease);
    CHECK_FALSE(may_be_approved(IssueBar::lease));
    facts.campaigns.front().lease_left = 0;
    CHECK(facts.cup(1).refused == 1);
    // Both wishes together have no more than the lease either.
    facts.campaigns.front().lease_left = 3;
    const IssueWish wishes[] = {{k_judged_cup, 2, k_judged_feast}, {k_judged_cup, 2, k_judged_feast}};
    CHECK(judge_issue(facts, wishes).refused == 1);
}

TEST_CASE("who is not meant by the campaign gets nothing, and is told why") {
    const auto bar_if = [](const std::function<void(JudgedFacts&)>& change) {
        JudgedFacts facts;
        change(facts);
        return facts.bar_of_cup();
    };
    using enum CampaignAudience;
    CHECK(bar_if([](JudgedFacts&) {}).empty());
    CHECK(bar_if([](JudgedFacts& f) { f.person.is_member = false; }) == "not_member");
    CHECK(bar_if([](JudgedFacts& f) {
              f.person.is_member = false;
              f.rule().audience = anyone;
          }).empty());
    CHECK(bar_if([](JudgedFacts& f) { f.rule().tiers = {"gold"}; }).empty());
    CHECK(bar_if([](JudgedFacts& f) { f.rule().tiers = {"diamond"}; }) == "tier");
    CHECK(bar_if([](JudgedFacts& f) {
              f.rule().audience = new_members;
              f.rule().joined_days = 20;
          }).empty());
    CHECK(bar_if([](JudgedFacts& f) {
              f.rule().audience = new_members;
              f.rule().joined_days = 19;
          }) == "joined");
    CHECK(bar_if([](JudgedFacts& f) { f.rule().audience = birthday; }) == "birthday");
    CHECK(bar_if([](JudgedFacts& f) {
              f.rule().audience = birthday;
              f.person.has_birthday = true;
          }).empty());
    CHECK(bar_if([](JudgedFacts& f) { f.rule().spend_min = Fen(62900); }).empty());
    CHECK(bar_if([](JudgedFacts& f) { f.rule().spend_min = Fen(62901); }) == "spend");
    CHECK(bar_if([](JudgedFacts& f) {
              f.rule().spend_min = Fen(1);
              f.person.receipt = false;
          }) == "receipt_missing");
    CHECK(bar_if([](JudgedFacts& f) { f.campaigns.front().campaign.stage = CampaignStage::over; }) ==
          "campaign_over");
    CHECK(bar_if([](JudgedFacts& f) { f.campaigns.front().campaign.stage = CampaignStage::coming; }) ==
          "campaign_coming");
    CHECK(bar_if([](JudgedFacts& f) { f.campaigns.front().campaign.gifts = {{k_judged_bag, 1}}; }) ==
          "campaign_gift");
    CHECK(bar_if([](JudgedFacts& f) { f.person.on_duty = true; }) == "staff_on_duty");
    CHECK(bar_if([](JudgedFacts& f) { f.gifts.front().gift.status = GiftStatus::retired; }) ==
          "gift_retired");
}

TEST_CASE("a till receipt gives as often as the campaign says") {
    JudgedFacts facts;
    facts.rule().per_member = 0;
    facts.rule().per_receipt = 1;
    CHECK(facts.cup(1).free == 1);
    CHECK(facts.cup(2).over == 1);
    facts.campaigns.front().times_of_receipt = 1;
    CHECK(facts.bar_of_cup() == "receipt");
    facts.person.receipt = false;
    CHECK(facts.cup(1).free == 1);
}

TEST_CASE("expired and recalled pieces are given to nobody") {
    JudgedFacts facts;
    facts.rule().per_member = 0;
    facts.gifts.front().recalled = {"B2"};
    const auto recalled = facts.cup(4);
    CHECK(recalled.free == 3);
    CHECK(recalled.lots.front().batch == "B1");
    CHECK(recalled.obstacles.front().bar == IssueBar::recalled);
    facts.gifts.front().all_recalled = true;
    CHECK(facts.cup(1).refused == 1);
    JudgedFacts later;
    later.rule().per_member = 0;
    later.today = Date::of_text("2027-01-31");
    CHECK(later.cup(3).free == 3);
    CHECK(later.cup(4).obstacles.front().bar == IssueBar::expired);
    later.today = Date::of_text("2027-02-01");
    CHECK(later.bar_of_cup() == "expired");
}

TEST_CASE("a right of the recipient's is used up by one time's pieces") {
    JudgedFacts facts;
    facts.rule().once_only = true;
    CHECK(facts.bar_of_cup() == "entitlement_missing");
    const Uuid right = Uuid::derive("right", Cell::of_store("S001"));
    facts.rights = {{"AAAA-BBBB-CCCC", right, k_judged_feast, EntitlementState::unused}};
    const IssueWish wish{k_judged_cup, 1, k_judged_feast, "AAAA-BBBB-CCCC"};
    CHECK(facts.judge(wish).free == 1);
    CHECK(facts.judge(wish).entitlement_id == right);
    const IssueWish twice[] = {wish, wish};
    CHECK(judge_issue(facts, twice).free == 1);
    CHECK(judge_issue(facts, twice).refused == 1);
    auto two = wish;
    two.pieces = 2;
    CHECK(facts.judge(two).free == 1);
    CHECK(facts.judge(two).refused == 1);
    const auto bar_of = [&](EntitlementState state) {
        facts.rights.front().state = state;
        return facts.judge(wish).obstacles.front().bar.text();
    };
    CHECK(bar_of(EntitlementState::used) == "entitlement_used");
    CHECK(bar_of(EntitlementState::expired) == "entitlement_over");
    CHECK(bar_of(EntitlementState::voided) == "entitlement_over");
    facts.rights.front().state = EntitlementState::unused;
    facts.rights.front().campaign_id = k_judged_cup;
    CHECK(facts.judge(wish).obstacles.front().bar == IssueBar::entitlement_missing);
}

TEST_CASE("whatever is wished for, what is given and refused adds up and breaks no limit") {
    JudgedFacts facts;
    facts.limits.per_order = 2;
    facts.campaigns.front().lease_left = 5;
    for (int cups = 1; cups <= 9; ++cups) {
        for (int bags = 1; bags <= 20; ++bags) {
            const IssueWish wishes[] = {{k_judged_cup, cups, k_judged_feast}, {k_judged_bag, bags}, {k_judged_cup, 2, k_judged_feast}};
            const auto verdict = judge_issue(facts, wishes);
            CHECK(verdict.free + verdict.over + verdict.refused == cups + bags + 2);
            CHECK(verdict.free <= facts.quota_left);
            const auto given = [&](std::size_t i) {
                return verdict.lines[i].free + verdict.lines[i].over;
            };
            CHECK(given(0) + given(2) <= 5);
            for (std::size_t i = 0; i < 3; ++i) {
                int lots = 0;
                for (const auto& lot : verdict.lines[i].lots) lots += lot.quantity;
                CHECK(lots == given(i));
            }
        }
    }
}

}  // namespace qiantai::domain
