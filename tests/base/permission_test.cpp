#include "terminal/base/permission.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {
namespace {

/// The table of the domain page, once more and by hand: c clerk, m store manager, g agent, G
/// agents' manager, u auditor, a administrator, w
/// warehouse keeper. A right missing here fails the test.
const std::map<std::string, std::string> k_expected = {
    {"change_own_pin", "cmgGuaw"},   {"keep_drafts", "cmgGuaw"},   {"members_contact", "cm"},
    {"members_register", "cm"},     {"members_update", "cm"},    {"members_assign", "m"},
    {"members_read", "cmgGu"},      {"members_reveal", "cm"},    {"members_look_up", "cm"},
    {"members_cards", "cm"},        {"members_freeze", "m"},     {"members_consents", "cm"},
    {"members_conflicts", "m"},     {"members_merge", "m"},      {"members_erase", "m"},
    {"members_copy", "m"},          {"members_history", "mu"},   {"audit_list", "mu"},
    {"audit_verify", "mua"},        {"sync_run", "cmgGuaw"},      {"sync_watch", "cmgGuaw"},
    {"sync_remedy", "cmaw"},         {"sync_discard", "maw"},      {"read_setup", "cmgGuaw"},
    {"read_terminals", "mua"},      {"admin_stores", "a"},       {"admin_staff", "a"},
    {"admin_terminals", "a"},       {"admin_tiers", "a"},        {"admin_policies", "a"},
    {"imports_run", "m"},           {"callbacks_keep", "cmgG"},  {"callbacks_manage", "mG"},
    {"callbacks_plan", "gG"},       {"callbacks_figures", "mgGu"},
    {"purchases_keep", "cm"},       {"tiers_run", "cm"},         {"purchases_correct", "m"},
    {"purchases_day_totals", "cm"}, {"stored_goods_keep", "cm"}, {"stored_goods_reverse", "m"},
    {"tickets_keep", "cmgG"},       {"tickets_decide", "mG"},    {"tickets_erase", "mG"},
    {"figures_read", "mgGua"},
    {"tickets_figures", "mgG"},     {"attachments_add", "cmgG"}, {"attachments_read", "cmgGu"},
    {"prints_keep", "cmgGw"},       {"printers_set", "mGaw"},
    {"gifts_read", "cmgGuaw"},      {"gifts_catalogue", "a"},    {"campaigns_plan", "Ga"},
    {"gifts_recall", "Ga"},
    {"stock_read", "cmgGuw"},       {"stock_keep", "cmw"},       {"stock_receive", "w"},
    {"stock_correct", "mw"},        {"requisitions_read", "cmgGuw"},
    {"requisitions_keep", "cmgGw"}, {"stock_countersign", "gGw"},
    {"issuances_read", "cmgGu"},    {"issuances_keep", "cm"},    {"issuances_check", "m"},
    {"issuances_settle", "m"},      {"entitlements_grant", "m"}, {"entitlements_settle", "mG"},
    {"duty_plan", "m"},
    {"stocktakes_read", "cmgGuw"},  {"stocktakes_count", "cmw"},
    {"stocktakes_sign", "cmgGw"},   {"stocktakes_lead", "mgGw"},
    {"closing_read", "cmgGuw"},     {"closing_close", "mw"},     {"closing_mark", "cmw"},
    {"closing_chain", "gGu"}};

constexpr std::string_view k_letters = "cmgGuaw";

}  // namespace

TEST_CASE("every right belongs to exactly the roles of the domain page") {
    CHECK(all_rights().size() == k_expected.size());
    for (const Right right : all_rights()) {
        const auto expected = k_expected.find(std::string(right_name(right)));
        CAPTURE(right_name(right));
        REQUIRE(expected != k_expected.end());
        for (std::size_t i = 0; i < k_letters.size(); ++i) {
            CAPTURE(k_codes<StaffRole>[i].code);
            CHECK(has_right(k_codes<StaffRole>[i].value, right) ==
                  (expected->second.find(k_letters[i]) != std::string::npos));
        }
        CHECK(is_headquarters_right(right) ==
              (right_name(right).starts_with("admin_") || right == Right::callbacks_plan ||
               right == Right::gifts_catalogue || right == Right::campaigns_plan ||
               right == Right::gifts_recall));
    }
}

TEST_CASE("roles are read by their names only") {
    for (const auto& [role, code] : k_codes<StaffRole>) CHECK(parse_code<StaffRole>(code) == role);
    CHECK_FALSE(parse_code<StaffRole>("Clerk").has_value());
    CHECK_FALSE(parse_code<StaffRole>("").has_value());
}

TEST_CASE("contact data: own customers, own store, masked, none") {
    const auto seen = [](StaffRole role, std::string_view store, std::string_view clerk) {
        const Session session{"1001", "员工", role, "S001", false};
        return contact_access(session, {store, clerk});
    };
    CHECK(seen(StaffRole::clerk, "S001", "1001") == ContactAccess::full);
    CHECK(seen(StaffRole::clerk, "S001", "1002") == ContactAccess::masked);
    CHECK(seen(StaffRole::clerk, "S001", "") == ContactAccess::masked);
    CHECK(seen(StaffRole::clerk, "S002", "1001") == ContactAccess::masked);
    CHECK(seen(StaffRole::store_manager, "S001", "1002") == ContactAccess::full);
    CHECK(seen(StaffRole::store_manager, "S002", "1002") == ContactAccess::masked);
    CHECK(seen(StaffRole::cs_agent, "S001", "1001") == ContactAccess::masked);
    CHECK(seen(StaffRole::cs_manager, "S001", "1001") == ContactAccess::masked);
    CHECK(seen(StaffRole::auditor, "S001", "1001") == ContactAccess::withheld);
    CHECK(seen(StaffRole::admin, "S001", "1001") == ContactAccess::withheld);
    CHECK(seen(StaffRole::warehouse_keeper, "S001", "1001") == ContactAccess::withheld);
}

TEST_CASE("whoever asked can't be the one who decides") {
    const Session session{"1001", "员工", StaffRole::store_manager, "S001", false};
    CHECK(check_two_persons("1002", session).ok());
    CHECK(check_two_persons("1001", session).error().code() == "same_person");
}

TEST_CASE("a refused attempt is in the audit trail and writes nothing else") {
    test::TestDesk desk;
    auto session = desk.session(StaffRole::admin);
    CHECK(test::code_of(Members(desk.context).find(session, "王")) == "not_permitted");
    CHECK(desk.last_action() == "access.denied");
    CHECK(desk.text("SELECT detail ->> 'right' FROM audit_event WHERE action = 'access.denied'") ==
          "members_read");
    CHECK(desk.text("SELECT staff_number FROM audit_event WHERE action = 'access.denied'") ==
          session.staff_number);
}

TEST_CASE("headquarters' rights need headquarters' desk, whatever the role") {
    test::TestDesk store, headquarters("HQ");
    CHECK(test::code_of(require_right(store.context, store.session(StaffRole::admin),
                                      Right::admin_stores)) == "only_at_headquarters");
    CHECK(require_right(headquarters.context, headquarters.session(StaffRole::admin),
                        Right::admin_stores)
              .ok());
}

TEST_CASE(
    "a session ends when the person leaves or changes role, and before the first PIN is changed") {
    test::TestDesk desk;
    auto session = desk.session(StaffRole::clerk);
    CHECK(require_right(desk.context, session, Right::members_read).ok());
    session.pin_must_change = true;
    CHECK(test::code_of(require_right(desk.context, session, Right::members_read)) ==
          "pin_change_required");
    CHECK(require_right(desk.context, session, Right::change_own_pin).ok());
    session.pin_must_change = false;
    auto promoted = session;
    promoted.role = StaffRole::store_manager;
    CHECK(test::code_of(require_right(desk.context, promoted, Right::members_read)) ==
          "session_ended");
    auto elsewhere = session;
    elsewhere.store_code = "S002";
    CHECK(test::code_of(require_right(desk.context, elsewhere, Right::members_read)) ==
          "session_ended");
    desk.from_headquarters([&] {
        desk.run("UPDATE staff SET status = 'left' WHERE number = ?", session.staff_number);
    });
    CHECK(test::code_of(require_right(desk.context, session, Right::members_read)) ==
          "session_ended");
}

}  // namespace qiantai::domain
