// A number registered at two stores, and what becomes of the two cases when one of them gives it up.

#include "schema/sqlite/rows.hpp"
#include "terminal/members/rules/member_phone.hpp"
#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

const std::string k_shared_phone = "13800000001";

struct TwoStores : Chain {
    TwoStores() {
        old = one.register_member("王小明", k_shared_phone).value();
        holder = other.register_member("李娜", k_shared_phone).value();
        everybody_syncs();
    }
    void everybody_syncs() {
        for (int round = 0; round < 2; ++round) {
            for (auto* terminal : {&one, &other, &desk}) terminal->sync_well();
            advance(1000);
        }
    }
    /// At the terminal, of its own store's case; "none" if there is none.
    static std::string status(SimTerminal& terminal, const std::string& store) {
        auto& statement = terminal.database().cached(
            "SELECT ifnull((SELECT status FROM member_conflict WHERE kind = 'duplicate' AND"
            " store_code = ?), 'none')");
        return sqlite::only(statement.bind(store), sqlite::text_column).value();
    }
    std::string statuses() { return status(one, "S001") + " " + status(other, "S002"); }

    Status with_clerk(
        const std::function<Status(domain::ServiceContext&, domain::Session&)>& work) {
        domain::ServiceContext context{one.database(), one.clock, random, one.manifest(),
                                       domain::load_identity(one.database()).value()};
        domain::Session clerk{"1001", "王店员", StaffRole::clerk, "S001", false};
        return work(context, clerk);
    }
    Status release() {
        return with_clerk([&](auto& context, auto& clerk) {
            return domain::MemberPhone(context).release(clerk, old);
        });
    }
    Status restore() {
        return with_clerk([&](auto& context, auto& clerk) {
            return domain::MemberPhone(context).restore(clerk, old);
        });
    }

    SeededRandom random{5};
    Uuid old, holder;
};

}  // namespace

TEST_CASE_FIXTURE(TwoStores, "a number that passed on closes the case at both stores") {
    REQUIRE(desk.insert("staff", desk.new_id(), staff_row("S001")));
    everybody_syncs();
    CHECK(statuses() == "open open");
    REQUIRE(release().ok());
    CHECK(statuses() == "resolved open");
    everybody_syncs();
    CHECK(statuses() == "resolved resolved");
    CHECK(text_of(other.load("member", holder), "phone") == k_shared_phone);

    // It was a mistake.
    REQUIRE(restore().ok());
    everybody_syncs();
    CHECK(statuses() == "open open");
}

TEST_CASE_FIXTURE(TwoStores, "a number that is corrected closes the case at both stores too") {
    REQUIRE(one.update("member", old, {{"phone", "13900000009"}}));
    everybody_syncs();
    CHECK(status(other, "S002") == "resolved");
    REQUIRE(one.update("member", old, {{"phone", k_shared_phone}}));
    everybody_syncs();
    CHECK(statuses() == "open open");
}

TEST_CASE_FIXTURE(TwoStores, "what somebody decided stays decided when the two part and meet") {
    auto& cases = other.database().cached(
        "UPDATE member_conflict SET status = 'dismissed', resolved_by = '2001', resolved_at = 5"
        " WHERE store_code = 'S002'");
    REQUIRE(cases.run().ok());
    everybody_syncs();
    REQUIRE(one.update("member", old, {{"phone", "13900000009"}}));
    everybody_syncs();
    REQUIRE(one.update("member", old, {{"phone", k_shared_phone}}));
    everybody_syncs();
    CHECK(statuses() == "open dismissed");
}

TEST_CASE_FIXTURE(TwoStores, "an erased person is nobody's duplicate at the other store") {
    REQUIRE(one.erase_person(old));
    everybody_syncs();
    CHECK(status(other, "S002") == "resolved");
}

}  // namespace qiantai::test
