// What a member's receipts come to, and the states of churn, at their bounds.

#include <doctest/doctest.h>

#include <algorithm>

#include "terminal/purchases/rules/spending_facts.hpp"

namespace qiantai::domain {
namespace {

const Date k_spending_today = Date::of_text("2026-11-29");
const Date k_long_ago = Date::of_text("2020-01-01");

Uuid nth_id(int n) {
    return Uuid::derive("receipt " + std::to_string(n));
}
SpendingRow sale(int n, std::string_view date, std::int64_t fen) {
    return {nth_id(n), PurchaseKind::sale, Date::of_text(date), Fen(fen), std::nullopt};
}
SpendingRow refund(int n, std::string_view date, std::int64_t fen, std::optional<Uuid> of) {
    return {nth_id(n), PurchaseKind::refund, Date::of_text(date), Fen(fen), of};
}
std::string state_at(int days, int joined_days_ago, int visits = 2) {
    std::vector<SpendingRow> rows;
    for (int i = 0; i < visits; ++i) {
        rows.push_back(sale(i, k_spending_today.plus_days(-days).text(), 100));
    }
    return fold_spending(rows, k_spending_today.plus_days(-joined_days_ago), k_spending_today, {})
        .state.text();
}

}  // namespace

TEST_CASE(
    "spending is net of refunds, each on its own date; a visit is a sale not given back whole") {
    const std::vector<SpendingRow> rows{
        sale(1, "2025-06-01", 10'000),              // before the last 12 months
        refund(2, "2026-01-10", 4'000, nth_id(1)),  // a part of it, given back within them
        sale(3, "2026-03-01", 5'000),
        sale(4, "2026-05-01", 7'000),
        refund(5, "2026-05-02", 3'000, nth_id(4)),
        refund(6, "2026-05-03", 4'000, nth_id(4)),  // now all of it
        refund(7, "2026-06-01", 500, std::nullopt),
        sale(8, "2026-07-01", 0),
    };
    auto shuffled = rows;
    do {
        const auto spending = fold_spending(shuffled, k_long_ago, k_spending_today, {});
        REQUIRE(spending.spent == Fen(5'000 + 7'000 - 4'000 - 3'000 - 4'000 - 500));
        REQUIRE(spending.visits == 2);
        REQUIRE(spending.spent_ever == Fen(22'000 - 11'500));
        REQUIRE(spending.visits_ever == 3);
        REQUIRE(spending.first_visit == Date::of_text("2025-06-01"));
        REQUIRE(spending.last_visit == Date::of_text("2026-07-01"));
        REQUIRE(spending.days == 151);
    } while (std::ranges::next_permutation(shuffled, {}, &SpendingRow::id).found);
}

TEST_CASE("the last 12 months begin on the day after the same day a year ago") {
    const std::vector<SpendingRow> rows{sale(1, "2025-11-29", 100), sale(2, "2025-11-30", 10),
                                        sale(3, "2026-11-29", 1)};
    const auto spending = fold_spending(rows, k_long_ago, k_spending_today, {});
    CHECK(spending.spent == Fen(11));
    CHECK(spending.visits == 2);
    CHECK(spending.spent_ever == Fen(111));
}

TEST_CASE("the states of churn by days since the last visit") {
    for (const auto& [days, state] : {std::pair(0, "active"),
                                      {90, "active"},
                                      {91, "asleep"},
                                      {180, "asleep"},
                                      {181, "warned"},
                                      {365, "warned"},
                                      {366, "lost"}}) {
        CAPTURE(days);
        CHECK(state_at(days, 400) == state);
    }
    // Without a visit the day of joining counts.
    CHECK(state_at(0, 31, 0) == "active");
    CHECK(state_at(0, 366, 0) == "lost");
}

TEST_CASE("a member is new for 30 days with one receipt at most") {
    CHECK(state_at(0, 30, 0) == "new");
    CHECK(state_at(0, 30, 1) == "new");
    CHECK(state_at(0, 30, 2) == "active");
    CHECK(state_at(0, 31, 1) == "active");
}

TEST_CASE("headquarters' bounds count; an unusable policy is the usual one") {
    const auto policy =
        parse_churn_policy(R"({"active_days":10,"asleep_days":20,"warned_days":30})");
    CHECK(policy.new_days == 30);
    CHECK(policy.active_days == 10);
    const std::vector<SpendingRow> rows{sale(1, "2026-11-01", 100)};
    CHECK(fold_spending(rows, k_long_ago, k_spending_today, policy).state == ChurnState::warned);
    for (const char* unusable :
         {"", "7", "[]", R"({"active_days":0})", R"({"active_days":200})", R"({"asleep_days":400})",
          R"({"warned_days":4000})", R"({"new_days":"x"})"}) {
        CAPTURE(unusable);
        CHECK(parse_churn_policy(unusable).asleep_days == 180);
        CHECK(parse_churn_policy(unusable).active_days == 90);
    }
}

}  // namespace qiantai::domain
