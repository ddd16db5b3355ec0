#include "terminal/purchases/rules/tier_forecasts.hpp"

#include "terminal/purchases/rules/purchases.hpp"
#include "terminal/purchases/rules/tiers.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;

struct ForecastDesk : test::TestDesk {
    Purchases purchases{context};
    TierForecasts forecasts{context};
    Session clerk = session(StaffRole::clerk);
    Date today = business_date(context).value();

    /// Headquarters announces gold from so many fen, from a day on.
    void announce(std::int64_t gold, const std::string& version, int in_days = 7) {
        const auto rule = fmt::format(
            R"({{"version":"{}","window_months":12,"notice_days":30,"steps":[)"
            R"({{"tier":"standard","rise":0,"keep":0}},{{"tier":"gold","rise":{},"keep":500}}]}})",
            version, gold);
        from_headquarters([&] {
            run("INSERT INTO policy (id, code, value, effective_from, created_at)"
                " VALUES (?, 'tiers.rule', ?, ?, 1)",
                next_id(), rule, clock.now_ms() + TimeMs{in_days} * 24 * 3600 * 1000);
        });
    }
    void bought(const std::string& name, const std::string& phone, std::int64_t fen) {
        const auto member = add_member(name, phone);
        REQUIRE(purchases.record(clerk, {.amount = Fen(fen), .member_id = member.id}));
    }
    std::vector<TierMove> counted() { return parse_moves(text("SELECT moves FROM tier_forecast")); }
};

StoreForecast store_says(const std::string& store, std::vector<TierMove> moves, Date as_of) {
    return {.store_code = store, .moves = moves_text(moves), .as_of = as_of};
}

}  // namespace

TEST_CASE(
    "a store counts an announced rule once, a few members at a time, and writes counts only") {
    ForecastDesk desk;
    desk.bought("陈静", "13800138001", 2'000);
    desk.bought("王丽", "13900139002", 500);
    desk.bought("赵敏", "13700137003", 3'000);
    desk.add_member("没买过", "13700137004");
    CHECK_FALSE(desk.forecasts.run(desk.clerk, 2)->more);
    CHECK(desk.number("SELECT count(*) FROM tier_forecast") == 0);
    desk.announce(1'000, "2026-12-01");
    auto run = desk.forecasts.run(desk.clerk, 2).value();
    CHECK(run.looked_at == 2);
    CHECK(run.more);
    CHECK(desk.number("SELECT count(*) FROM tier_forecast") == 0);
    run = desk.forecasts.run(desk.clerk, 2).value();
    CHECK(run.looked_at == 1);
    CHECK_FALSE(run.more);
    CHECK(desk.last_action() == "tiers.run_forecast");
    CHECK(desk.number("SELECT members FROM tier_forecast") == 3);
    CHECK(desk.text("SELECT rule_version FROM tier_forecast") == "2026-12-01");
    CHECK(desk.text("SELECT as_of FROM tier_forecast") == desk.today.text());
    const auto moves = desk.counted();
    REQUIRE(moves.size() == 2);
    CHECK(moves[0].to_tier == "gold");
    CHECK(moves[0].members == 2);
    CHECK(moves[1].to_tier == "standard");
    CHECK(moves[1].members == 1);
    // Nothing of any member changes by it, and it is counted once.
    CHECK(desk.number("SELECT count(*) FROM tier_change") == 0);
    CHECK(desk.number("SELECT count(*) FROM fact WHERE name = 'tier_forecast_progress'") == 0);
    CHECK(desk.forecasts.run(desk.clerk, 2)->looked_at == 0);
    CHECK(desk.number("SELECT count(*) FROM tier_forecast") == 1);
}

TEST_CASE(
    "another announcement is counted anew; what was half counted of the one before is dropped") {
    ForecastDesk desk;
    desk.bought("陈静", "13800138001", 2'000);
    desk.bought("王丽", "13900139002", 500);
    desk.announce(1'000, "2026-12-02", 9);
    CHECK(desk.forecasts.run(desk.clerk, 1)->more);
    desk.announce(5'000, "2026-12-01", 7);
    CHECK(desk.forecasts.run(desk.clerk, 1)->more);
    CHECK(desk.forecasts.run(desk.clerk, 1)->more);
    CHECK_FALSE(desk.forecasts.run(desk.clerk, 1)->more);
    CHECK(desk.text("SELECT rule_version FROM tier_forecast") == "2026-12-01");
    REQUIRE(desk.counted().size() == 1);
    CHECK(desk.counted()[0].members == 2);
}

TEST_CASE("a store without a buyer says so; a rule in force is counted by nobody") {
    ForecastDesk desk;
    desk.announce(1'000, "2026-11-01", -1);
    CHECK(desk.forecasts.run(desk.clerk, 10)->looked_at == 0);
    CHECK(desk.number("SELECT count(*) FROM tier_forecast") == 0);
    desk.announce(1'000, "2026-12-01");
    CHECK_FALSE(desk.forecasts.run(desk.clerk, 10)->more);
    CHECK(desk.number("SELECT members FROM tier_forecast") == 0);
    CHECK(desk.counted().empty());
    CHECK(code_of(desk.forecasts.run(desk.session(StaffRole::admin), 10)) == "not_permitted");
}

TEST_CASE("headquarters adds the stores up and names who is missing") {
    test::TestDesk hq("HQ");
    const auto admin = hq.session(StaffRole::admin);
    TierForecasts forecasts(hq.context);
    CHECK(forecasts.sum(admin)->rule_version.empty());
    const TierRule rule{
        .version = "x",
        .steps = {{.tier = "standard"}, {.tier = "gold", .rise = Fen(1'000), .keep = Fen(500)}}};
    const auto day = business_date(hq.context)->plus_days(3);
    REQUIRE(Tiers(hq.context).put_in_force(admin, rule, day));
    for (const auto* store : {"S002", "S003", "S004"}) {
        hq.run(
            "INSERT INTO store (id, code, name, utc_offset_minutes, status, created_at)"
            " VALUES (?, ?, ?, 480, ?, 1)",
            hq.next_id(), store, store, std::string_view(store) == "S004" ? "closed" : "open");
    }
    auto forecast = forecasts.sum(admin).value();
    CHECK(forecast.rule_version == day.text());
    CHECK(forecast.from == day);
    CHECK(forecast.stores == 0);
    CHECK(std::ranges::count(forecast.missing, "S002") == 1);
    CHECK(std::ranges::count(forecast.missing, "S003") == 1);
    CHECK(std::ranges::count(forecast.missing, "S004") == 0);
    CHECK(std::ranges::count(forecast.missing, "HQ") == 0);
    const auto missing = forecast.missing.size();
    for (const auto* store : {"S002", "S003"}) {
        auto row = store_says(store, {{"standard", "gold", 6}, {"standard", "standard", 90}},
                              day.plus_days(-2));
        row.id = hq.next_id();
        row.rule_version = day.text();
        row.created_by = "1001";
        hq.run(
            "INSERT INTO tier_forecast (id, store_code, rule_version, moves, members, as_of,"
            " created_by, created_at) VALUES (?, ?, ?, ?, 96, ?, '1001', 1)",
            row.id, row.store_code, row.rule_version, row.moves, row.as_of.text());
    }
    forecast = forecasts.sum(admin).value();
    CHECK(forecast.stores == 2);
    CHECK(forecast.missing.size() == missing - 2);
    REQUIRE(forecast.moves.size() == 2);
    CHECK(forecast.moves[0].members == 12);
    CHECK(forecast.moves[1].members == 180);
    CHECK(forecast.members == 192);
    CHECK(forecast.as_of == day.plus_days(-2));
    CHECK(code_of(forecasts.sum(hq.session(StaffRole::cs_manager))) == "not_permitted");
    test::TestDesk store;
    CHECK(code_of(TierForecasts(store.context).sum(store.session(StaffRole::admin))) ==
          "only_at_headquarters");
}

TEST_CASE("fewer than five are not told, nor can they be found by subtraction") {
    const auto day = Date::of_text("2026-11-21");
    const auto of = [&](std::vector<TierMove> moves) {
        const std::array rows{store_says("S002", std::move(moves), day)};
        return sum_forecasts(rows);
    };
    // With a single small one the smallest of the others is kept back too.
    auto sum = of({{"gold", "gold", 4}, {"gold", "standard", 9}, {"standard", "standard", 70}});
    CHECK_FALSE(sum.moves[0].members);
    CHECK_FALSE(sum.moves[1].members);
    CHECK(sum.moves[2].members == 70);
    CHECK(sum.members == 83);
    // Two small ones hide each other.
    sum = of({{"gold", "gold", 4}, {"gold", "standard", 1}, {"standard", "standard", 70}});
    CHECK_FALSE(sum.moves[0].members);
    CHECK_FALSE(sum.moves[1].members);
    CHECK(sum.moves[2].members == 70);
    CHECK(sum.members == 75);
    // Alone it would be the sum.
    sum = of({{"gold", "gold", 4}});
    CHECK_FALSE(sum.moves[0].members);
    CHECK_FALSE(sum.members);
    sum = of({{"gold", "gold", 5}});
    CHECK(sum.moves[0].members == 5);
    CHECK(sum.members == 5);
    // Stores that have few each are many together.
    const std::array two{store_says("S002", {{"gold", "gold", 3}}, day),
                         store_says("S003", {{"gold", "gold", 3}}, day.plus_days(-1))};
    CHECK(sum_forecasts(two).moves[0].members == 6);
    CHECK(sum_forecasts(two).as_of == day.plus_days(-1));
}

}  // namespace qiantai::domain
