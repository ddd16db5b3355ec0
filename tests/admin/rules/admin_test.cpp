#include <doctest/doctest.h>

#include "terminal/access/rules/access.hpp"
#include "terminal/admin/rules/admin_policies.hpp"
#include "terminal/admin/rules/admin_staff.hpp"
#include "terminal/admin/rules/admin_stores.hpp"
#include "terminal/admin/rules/admin_terminals.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::k_cheap_pins;
using test::TestDesk;

struct Headquarters {
    TestDesk desk{"HQ"};
    Session admin = desk.session(StaffRole::admin);
    AdminStores stores{desk.context};
    AdminStaff staff{desk.context, k_cheap_pins};
    AdminTerminals terminals{desk.context};
    AdminTiers tiers{desk.context};
    AdminPolicies policies{desk.context};

    Uuid add_terminal(const std::string& store, const std::string& code) {
        const auto id = desk.next_id();
        desk.from_headquarters([&] {
            desk.run(
                "INSERT INTO terminal (id, store_code, code, name, status, created_at) VALUES (?, "
                "?, ?, '收银台',"
                " 'active', 1)",
                id, store, code);
        });
        return id;
    }
};

}  // namespace

TEST_CASE("a store is made and changed by its code") {
    Headquarters hq;
    const auto made = hq.stores.save(hq.admin, {.code = "S002", .name = "南京路店"});
    REQUIRE(made.ok());
    const auto changed = hq.stores.save(
        hq.admin, {.code = "S002", .name = "南京东路店", .status = StoreStatus::closed});
    CHECK(changed->id == made->id);
    const auto all = hq.stores.list(hq.desk.session(StaffRole::auditor));
    REQUIRE(all->size() == 2);
    CHECK(all->back().name == "南京东路店");
    CHECK(all->back().status == StoreStatus::closed);
    CHECK(hq.desk.last_action() == "admin.save_store");
    for (const auto* code : {"", "S", "s002", "S 02", "S00000002", "门店"}) {
        CAPTURE(code);
        CHECK(code_of(hq.stores.save(hq.admin, {.code = code, .name = "x"})) == "code_malformed");
    }
    CHECK(code_of(hq.stores.save(hq.admin, {.code = "S003", .name = " "})) ==
          "setup_value_malformed");
    CHECK(code_of(hq.stores.save(hq.admin,
                                 {.code = "S003", .name = "x", .utc_offset_minutes = 9999})) ==
          "setup_value_malformed");
    CHECK(code_of(hq.stores.save(
              hq.admin,
              {.code = "S003", .name = "x", .status = Coded<StoreStatus>::of_text("sold")})) ==
          "value_not_allowed");
    CHECK(code_of(hq.stores.save(hq.desk.session(StaffRole::cs_manager),
                                 {.code = "S003", .name = "x"})) == "not_permitted");
}

TEST_CASE(
    "a new colleague gets a PIN to be changed, and signs in with it at their own store only") {
    Headquarters hq;
    const auto made = hq.staff.create(
        hq.admin,
        {.store_code = "HQ", .number = "2001", .name = "赵六", .role = StaffRole::auditor});
    REQUIRE(made.ok());
    CHECK(check_pin_rules(made->initial_pin, "2001").ok());
    auto session = Access(hq.desk.context, k_cheap_pins).sign_in("2001", made->initial_pin);
    REQUIRE(session.ok());
    CHECK(session->pin_must_change);
    const auto reset = hq.staff.reset_pin(hq.admin, "2001");
    REQUIRE(reset.ok());
    CHECK(code_of(Access(hq.desk.context, k_cheap_pins).sign_in("2001", made->initial_pin)) ==
          "sign_in_refused");
    CHECK(
        Access(hq.desk.context, k_cheap_pins).sign_in("2001", reset->initial_pin)->pin_must_change);
    CHECK(hq.desk.number("SELECT count(*) FROM audit_event WHERE detail LIKE '%' || ? || '%'",
                         reset->initial_pin) == 0);
}

TEST_CASE("staff numbers are unique, roles have their place, stores must exist") {
    Headquarters hq;
    const auto create = [&](StaffMember staff) {
        return code_of(hq.staff.create(hq.admin, staff));
    };
    CHECK(create({.store_code = "HQ", .number = "1001", .name = "赵六"}) == "staff_number_taken");
    CHECK(create({.store_code = "HQ", .number = "20", .name = "赵六"}) == "staff_number_malformed");
    CHECK(create({.store_code = "HQ", .number = "2001", .name = ""}) == "name_malformed");
    CHECK(create({.store_code = "S009", .number = "2001", .name = "赵六"}) == "store_unknown");
    CHECK(hq.stores.save(hq.admin, {.code = "S009", .name = "店"}).ok());
    CHECK(create({.store_code = "S009", .number = "2001", .name = "赵六"}) == "ok");
    CHECK(create(
              {.store_code = "S009", .number = "2002", .name = "赵六", .role = StaffRole::admin}) ==
          "role_needs_headquarters");
    CHECK(hq.staff.list(hq.admin, "S009")->size() == 1);
    CHECK(hq.staff.list(hq.admin, std::nullopt)->size() == 8);
}

TEST_CASE("warehouse keepers work at warehouses, and nobody else does") {
    Headquarters hq;
    const auto made = hq.stores.save(
        hq.admin, {.code = "W001", .name = "总仓", .kind = StoreKind::warehouse});
    REQUIRE(made.ok());
    CHECK(hq.stores.list(hq.admin)->back().kind == StoreKind::warehouse);
    CHECK(hq.stores.list(hq.admin)->front().kind == StoreKind::shop);
    REQUIRE(hq.stores.save(hq.admin, {.code = "S009", .name = "店"}).ok());
    const auto create = [&](const char* store, const char* number, StaffRole role) {
        return code_of(hq.staff.create(
            hq.admin, {.store_code = store, .number = number, .name = "马国强", .role = role}));
    };
    CHECK(create("S009", "4001", StaffRole::warehouse_keeper) == "role_needs_warehouse");
    CHECK(create("HQ", "4001", StaffRole::warehouse_keeper) == "role_needs_warehouse");
    CHECK(create("W001", "4001", StaffRole::clerk) == "role_needs_warehouse");
    CHECK(create("W001", "4001", StaffRole::warehouse_keeper) == "ok");
    CHECK(code_of(hq.stores.save(hq.admin, {.code = "S008",
                                            .name = "x",
                                            .kind = Coded<StoreKind>::of_text("kiosk")})) ==
          "value_not_allowed");
}

TEST_CASE("role, store and leaving are changed by another administrator only") {
    Headquarters hq;
    CHECK(code_of(hq.staff.update(hq.admin, hq.admin.staff_number,
                                  {.status = StaffStatus::left})) == "same_person");
    CHECK(code_of(hq.staff.update(hq.admin, hq.admin.staff_number, {.role = StaffRole::auditor})) ==
          "same_person");
    CHECK(hq.staff.update(hq.admin, hq.admin.staff_number, {.name = "新名字"}).ok());
    const auto clerk = TestDesk::number_of(StaffRole::clerk);
    CHECK(hq.staff.update(hq.admin, clerk, {.role = StaffRole::store_manager})->role ==
          StaffRole::store_manager);
    CHECK(hq.staff.update(hq.admin, clerk, {.status = StaffStatus::left}).ok());
    CHECK(code_of(Access(hq.desk.context, k_cheap_pins).sign_in(clerk, test::k_pin)) ==
          "sign_in_refused");
    CHECK(code_of(hq.staff.update(hq.admin, "9999", {.status = StaffStatus::left})) ==
          "staff_not_found");
}

TEST_CASE("a store's terminal lists its own staff and terminals only") {
    TestDesk desk;
    desk.from_headquarters(
        [&] { desk.run("UPDATE staff SET store_code = 'S002' WHERE number = '1003'"); });
    AdminStaff staff(desk.context, k_cheap_pins);
    CHECK(staff.list(desk.session(StaffRole::clerk), "S002")->size() == 6);
    CHECK(code_of(AdminTerminals(desk.context).list(desk.session(StaffRole::clerk))) ==
          "not_permitted");
    CHECK(AdminTerminals(desk.context).list(desk.session(StaffRole::store_manager))->empty());
}

TEST_CASE("terminals are renamed and revoked, never the own one") {
    Headquarters hq;
    const auto own = hq.add_terminal("HQ", "01"), other = hq.add_terminal("S001", "01");
    CHECK(hq.terminals.list(hq.admin)->size() == 2);
    CHECK(hq.terminals.rename(hq.admin, other, " 前台一号 ")->name == "前台一号");
    CHECK(code_of(hq.terminals.rename(hq.admin, other, " ")) == "setup_value_malformed");
    CHECK(code_of(hq.terminals.revoke(hq.admin, own)) == "own_terminal");
    CHECK(hq.terminals.revoke(hq.admin, other)->status == TerminalStatus::revoked);
    CHECK(code_of(hq.terminals.revoke(hq.admin, hq.desk.next_id())) == "terminal_not_found");
    CHECK(hq.desk.last_action() == "admin.revoke_terminal");
}

TEST_CASE("tiers are made and changed by their code, within bounds") {
    Headquarters hq;
    const auto gold = hq.tiers.save(hq.admin, {.code = "gold",
                                               .name = "金卡",
                                               .rank = 5,
                                               .spend_min_fen = 100'000,
                                               .valid_months = 24,
                                               .status = TierStatus::active});
    REQUIRE(gold.ok());
    const auto all = hq.tiers.list(hq.desk.session(StaffRole::clerk));
    REQUIRE(all->size() == 2);  // changed, not added
    CHECK(all->back().name == "金卡");
    CHECK(all->back().spend_min_fen == 100'000);
    const auto save = [&](Tier tier) { return code_of(hq.tiers.save(hq.admin, tier)); };
    CHECK(save({.code = "金", .name = "x", .status = TierStatus::active}) == "code_malformed");
    CHECK(save({.code = "a", .name = "x", .rank = -1, .status = TierStatus::active}) ==
          "setup_value_malformed");
    CHECK(save({.code = "a", .name = "x", .valid_months = 1201, .status = TierStatus::active}) ==
          "setup_value_malformed");
    CHECK(save({.code = "a", .name = "x", .spend_min_fen = -1, .status = TierStatus::active}) ==
          "setup_value_malformed");
    CHECK(save({.code = "a", .name = "x", .status = Coded<TierStatus>::of_text("gone")}) ==
          "value_not_allowed");
}

TEST_CASE("a policy is added beside the ones before it") {
    Headquarters hq;
    CHECK(hq.policies
              .save(hq.admin, {.code = "churn.lost_days", .value_json = "180", .effective_from = 1})
              .ok());
    CHECK(
        hq.policies
            .save(hq.admin,
                  {.code = "churn.lost_days", .value_json = "{\"days\": 90}", .effective_from = 2})
            .ok());
    const auto all = hq.policies.list(hq.admin);
    REQUIRE(all->size() == 2);
    CHECK(all->front().value_json == R"({"days":90})");
    const auto save = [&](Policy policy) { return code_of(hq.policies.save(hq.admin, policy)); };
    CHECK(save({.code = "a b", .value_json = "1"}) == "code_malformed");
    CHECK(save({.code = "a", .value_json = "{"}) == "setup_value_malformed");
    CHECK(save({.code = "a", .value_json = "null"}) == "setup_value_malformed");
    CHECK(save({.code = "consent_text", .value_json = R"({"membership": {"version": "1"}})"}) ==
          "consent_text_unreadable");
    CHECK(save({.code = "consent_text",
                .value_json = R"({"membership": {"version": "1", "zh": "字"}})"}) == "ok");
    CHECK(save({.code = "a", .value_json = "\"" + std::string(4000, 'x') + "\""}) ==
          "setup_value_malformed");
}

}  // namespace qiantai::domain
