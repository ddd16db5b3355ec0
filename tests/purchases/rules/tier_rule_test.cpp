// The rule of tiers, on plain values: when one rises, keeps, is told, falls, and what a refund takes
// back.

#include <doctest/doctest.h>

#include "terminal/purchases/rules/tier_facts.hpp"

namespace qiantai::domain {
namespace {

const TierRule k_rule{.version = "2026",
                      .steps = {{"standard", Fen(0), Fen(0)},
                                {"silver", Fen(1'000), Fen(600)},
                                {"gold", Fen(3'000), Fen(2'000)}}};

/// A member's life: what is bought and given back, and the rule applied as on each day.
struct TierLife {
    std::string tier = "standard";
    std::vector<TierChange> history;
    std::vector<SpendingRow> receipts;

    Uuid buy(std::string_view date, std::int64_t fen) {
        return add(PurchaseKind::sale, date, fen, std::nullopt);
    }
    void refund(std::string_view date, std::int64_t fen, std::optional<Uuid> of) {
        add(PurchaseKind::refund, date, fen, of);
    }
    /// What the rule does on that day: "rise silver" or "notice silver, fall standard".
    std::string on(std::string_view date, const TierRule& rule = k_rule) {
        const Date today = Date::of_text(date);
        std::string done;
        for (auto change : decide_tier(rule, tier, history, receipts, today)) {
            change.id = Uuid::derive("change " + std::to_string(history.size()));
            CHECK(change.from_tier == tier);
            CHECK(change.rule_version == rule.version);
            done += (done.empty() ? "" : ", ") + change.kind.text() + " " + change.to_tier;
            tier = change.to_tier;
            history.push_back(std::move(change));
        }
        // Done is done.
        CHECK(decide_tier(rule, tier, history, receipts, today).empty());
        return done;
    }
    std::string keeps_until() const { return fold_tier(history).keeps_until.value().text(); }

  private:
    Uuid add(PurchaseKind kind, std::string_view date, std::int64_t fen, std::optional<Uuid> of) {
        const auto id = Uuid::derive("receipt " + std::to_string(receipts.size()));
        receipts.push_back({id, kind, Date::of_text(date), Fen(fen), of});
        return id;
    }
};

}  // namespace

TEST_CASE("a member rises at once, over a step too, and keeps the tier for a window") {
    TierLife life;
    life.buy("2026-01-10", 999);
    CHECK(life.on("2026-01-10").empty());
    life.buy("2026-01-11", 1);
    CHECK(life.on("2026-01-11") == "rise silver");
    CHECK(life.keeps_until() == "2027-01-11");
    CHECK(life.history.back().sum == Fen(1'000));
    CHECK(life.history.back().counts_from == Date::of_text("2025-01-12"));
    CHECK(life.history.back().counts_until == Date::of_text("2026-01-11"));
    life.buy("2026-02-01", 5'000);
    CHECK(life.on("2026-02-01") == "rise gold");
    TierLife other;
    other.buy("2026-01-10", 9'000);
    CHECK(other.on("2026-01-10") == "rise gold");
}

TEST_CASE("what lies before the window does not count") {
    TierLife life;
    life.buy("2025-01-10", 600);
    life.buy("2026-01-10", 400);
    CHECK(life.on("2026-01-10").empty());
    life.buy("2026-01-09", 600);
    CHECK(life.on("2026-01-10") == "rise silver");
}

TEST_CASE("enough at the window's end keeps the tier, from then on for another window") {
    TierLife life;
    life.buy("2026-01-10", 1'000);
    life.on("2026-01-10");
    life.buy("2026-06-01", 600);
    CHECK(life.on("2026-12-20").empty());
    CHECK(life.on("2027-01-10").empty());
    CHECK(life.on("2027-01-11") == "keep silver");
    CHECK(life.keeps_until() == "2028-01-11");
}

TEST_CASE("too little: notice 30 days before the end, and the fall after it") {
    TierLife life;
    life.buy("2026-01-10", 3'000);
    life.on("2026-01-10");
    life.buy("2026-02-01", 700);
    CHECK(life.on("2026-12-11").empty());
    CHECK(life.on("2026-12-12") == "notice gold");
    CHECK(fold_tier(life.history).falls_on == Date::of_text("2027-01-11"));
    CHECK(life.on("2027-01-10").empty());
    CHECK(life.on("2027-01-11") == "fall silver");
    CHECK(life.keeps_until() == "2028-01-11");
}

TEST_CASE("who spends enough after the notice keeps the tier") {
    TierLife life;
    life.buy("2026-01-10", 3'000);
    life.on("2026-01-10");
    CHECK(life.on("2026-12-20") == "notice gold");
    life.buy("2027-01-09", 2'000);
    CHECK(life.on("2027-01-09").empty());
    CHECK(life.on("2027-01-20") == "keep gold");
    CHECK(life.keeps_until() == "2028-01-20");
}

TEST_CASE("nobody falls without 30 days' notice, however late it comes") {
    TierLife life;
    life.buy("2026-01-10", 1'000);
    life.on("2026-01-10");
    // The terminal was off over the end.
    CHECK(life.on("2027-03-01") == "notice silver");
    CHECK(life.on("2027-03-30").empty());
    CHECK(life.on("2027-03-31") == "fall standard");
    CHECK_FALSE(fold_tier(life.history).keeps_until.has_value());
    CHECK(life.on("2028-03-31").empty());
}

TEST_CASE(
    "a refund takes back the rise that its sale caused, whenever it comes, and nothing else") {
    TierLife life;
    life.buy("2026-01-10", 1'200);
    life.on("2026-01-10");
    const auto sale = life.buy("2026-03-01", 2'000);
    CHECK(life.on("2026-03-01") == "rise gold");
    life.refund("2026-03-20", 100, sale);
    CHECK(life.on("2026-03-20").empty());  // still 3,100
    life.refund("2026-04-01", 200, sale);
    CHECK(life.on("2026-04-01") == "undo_rise silver");
    CHECK(life.keeps_until() == "2027-01-10");
    CHECK(life.history.back().undoes_id == life.history[1].id);
    CHECK(life.history.back().sum == Fen(2'900));
    // Bought again, it is another rise.
    life.buy("2026-04-02", 500);
    CHECK(life.on("2026-04-02") == "rise gold");
}

TEST_CASE("a refund of what was bought after the rise takes nothing back") {
    TierLife life;
    life.buy("2026-01-10", 1'000);
    life.on("2026-01-10");
    const auto later = life.buy("2026-02-01", 500);
    life.on("2026-02-01");
    life.refund("2026-02-10", 500, later);
    CHECK(life.on("2026-02-10").empty());
    CHECK(life.tier == "silver");
}

TEST_CASE("a rise that stood on another one which a refund took back goes with it") {
    TierLife life;
    const auto first = life.buy("2026-01-10", 1'000);
    life.on("2026-01-10");
    life.buy("2026-02-01", 2'500);
    CHECK(life.on("2026-02-01") == "rise gold");
    life.refund("2026-02-10", 1'000, first);
    CHECK(life.on("2026-02-10") == "undo_rise silver, undo_rise standard, rise silver");
}

TEST_CASE("a tier from before the rule is the member's for one window") {
    TierLife life;
    life.tier = "gold";
    life.buy("2026-01-10", 10);
    CHECK(life.on("2026-01-10") == "keep gold");
    CHECK(life.keeps_until() == "2027-01-10");
    CHECK(life.on("2027-01-01") == "notice gold");
}

TEST_CASE("what was set by hand and locked no rule changes, until it is unlocked") {
    TierLife life;
    TierChange locked{.kind = TierChangeKind::by_hand, .from_tier = "standard", .to_tier = "gold"};
    locked.locked = true;
    life.history.push_back(locked);
    life.tier = "gold";
    CHECK(life.on("2026-01-10").empty());
    CHECK(life.on("2030-01-10").empty());
    life.history.push_back(
        {.kind = TierChangeKind::unlock, .from_tier = "gold", .to_tier = "gold"});
    CHECK(life.on("2030-01-10") == "keep gold");
}

TEST_CASE("a tier that the rule does not name is left alone") {
    TierLife life;
    life.tier = "staff";
    life.buy("2026-01-10", 9'000);
    CHECK(life.on("2026-01-10").empty());
}

TEST_CASE("a rule that contradicts itself is refused, naming where") {
    CHECK(check_tier_rule(k_rule).ok());
    const auto field = [](auto&& spoil) {
        auto rule = k_rule;
        spoil(rule);
        const auto checked = check_tier_rule(rule);
        return checked ? std::string("taken") : checked.error().field;
    };
    CHECK(field([](TierRule& rule) { rule.version.clear(); }) == "version");
    CHECK(field([](TierRule& rule) { rule.window_months = 0; }) == "window_months");
    CHECK(field([](TierRule& rule) { rule.window_months = 61; }) == "window_months");
    CHECK(field([](TierRule& rule) { rule.notice_days = 91; }) == "notice_days");
    CHECK(field([](TierRule& rule) { rule.steps.clear(); }) == "steps");
    CHECK(field([](TierRule& rule) { rule.steps[0].rise = Fen(1); }) == "steps");
    CHECK(field([](TierRule& rule) { rule.steps[2].rise = Fen(1'000); }) == "steps");
    CHECK(field([](TierRule& rule) { rule.steps[1].keep = Fen(1'001); }) == "steps");
    CHECK(field([](TierRule& rule) { rule.steps[2].keep = Fen(599); }) == "steps");
    CHECK(field([](TierRule& rule) { rule.steps[2].tier = "silver"; }) == "steps");
    CHECK_FALSE(parse_tier_rule("{}").has_value());
    CHECK_FALSE(parse_tier_rule("no json").has_value());
    CHECK(
        parse_tier_rule(R"({"version":"1","steps":[{"tier":"a","rise":0,"keep":0}]})").has_value());
}

}  // namespace qiantai::domain
