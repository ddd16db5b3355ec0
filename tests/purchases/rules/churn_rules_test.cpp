#include "terminal/purchases/rules/churn_rules.hpp"

#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;

std::string wrong_field(const ChurnPolicy& days) {
    const auto checked = check_churn_policy(days);
    return checked ? "" : checked.error().field;
}

}  // namespace

TEST_CASE("headquarters sets the days of churn for the chain, with a trace; stores read them") {
    test::TestDesk hq("HQ");
    const auto admin = hq.session(StaffRole::admin);
    ChurnRules rules(hq.context);
    CHECK_FALSE(rules.rule(admin)->since);
    CHECK(rules.rule(admin)->days.asleep_days == 180);
    const auto set = rules.put_in_force(admin, {20, 60, 120, 240});
    REQUIRE(set);
    CHECK(set->days.warned_days == 240);
    CHECK(set->since == business_date(hq.context).value());
    CHECK(hq.last_action() == "admin.save_policy");
    CHECK(hq.text("SELECT value FROM policy WHERE code = 'purchases.churn'") ==
          R"({"new_days":20,"active_days":60,"asleep_days":120,"warned_days":240})");
    // The newer word holds; the older one stays, so that it can be explained.
    hq.clock.advance(1000);
    REQUIRE(rules.put_in_force(admin, {30, 60, 120, 300}));
    CHECK(rules.rule(hq.session(StaffRole::auditor))->days.warned_days == 300);
    CHECK(hq.number("SELECT count(*) FROM policy WHERE code = 'purchases.churn'") == 2);
    CHECK(code_of(rules.put_in_force(hq.session(StaffRole::cs_manager), {})) == "not_permitted");
    test::TestDesk store;
    CHECK(code_of(ChurnRules(store.context).put_in_force(store.session(StaffRole::admin), {})) ==
          "only_at_headquarters");
}

TEST_CASE("days that make no sense are refused with the field, and nothing is written") {
    test::TestDesk hq("HQ");
    ChurnRules rules(hq.context);
    CHECK(code_of(rules.put_in_force(hq.session(StaffRole::admin), {30, 90, 90, 365})) ==
          "churn_malformed");
    CHECK(hq.number("SELECT count(*) FROM policy WHERE code = 'purchases.churn'") == 0);
    CHECK(wrong_field({}).empty());
    CHECK(wrong_field({1, 1, 2, 3}).empty());
    CHECK(wrong_field({3650, 3648, 3649, 3650}).empty());
    CHECK(wrong_field({0, 90, 180, 365}) == "new_days");
    CHECK(wrong_field({3651, 90, 180, 365}) == "new_days");
    CHECK(wrong_field({30, 0, 180, 365}) == "active_days");
    CHECK(wrong_field({30, 180, 180, 365}) == "asleep_days");
    CHECK(wrong_field({30, 90, 365, 365}) == "warned_days");
    CHECK(wrong_field({30, 90, 180, 3651}) == "warned_days");
}

}  // namespace qiantai::domain
