// The member follows the customer: looked up at another store, there for a while, gone again.

#include "sync/client/device_facts.hpp"
#include "sync/core/tuning.hpp"
#include "terminal/members/rules/member_search.hpp"
#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

constexpr std::string_view k_roaming_phone = "13800000001";

Result<std::vector<sync::LookedUpMember>> look_up(SimTerminal& terminal,
                                                  const sync::MemberQuery& query) {
    DirectLink link(terminal.hub);
    const auto device = sync::require_device_facts(terminal.database()).value();
    return sync::HubClient(link, sync::authorization_of(device.device_id, device.device_secret))
        .look_up(query);
}

std::int64_t members_at(SimTerminal& terminal) {
    return terminal.count("SELECT count(*) FROM member");
}

/// A member of S001 that a terminal of S002 has looked up.
struct Visit : Chain {
    Visit() : member(sent_member()) {
        other.sync_well();
        const auto found = look_up(other, {.phone = std::string(k_roaming_phone)});
        REQUIRE(found.ok());
        REQUIRE(found->size() == 1);
        CHECK(found->front().id == member);
        CHECK(found->front().store_code == "S001");
        CHECK(found->front().until == hub.clock.now_ms() + sync::tuning::k_stay_ms);
        other.sync_well();
    }
    Uuid member;
};

TEST_CASE_FIXTURE(Visit, "a member looked up comes with card and consent, and can be searched") {
    CHECK(other.load("member", member) == one.load("member", member));
    CHECK(other.count("SELECT count(*) FROM member_card") == 1);
    CHECK(other.count("SELECT count(*) FROM consent") == 1);
    CHECK(domain::search_members(other.database(), k_roaming_phone).value().size() == 1);
    // Nothing of it is this store's to send.
    CHECK(other.count("SELECT count(*) FROM outbox") == 0);
}

TEST_CASE_FIXTURE(Visit, "what its own store changes later reaches the other store") {
    REQUIRE(one.update("member", member, {{"name", "王大明"}}));
    one.sync_well();
    other.sync_well();
    CHECK(text_of(other.load("member", member), "name") == "王大明");
    REQUIRE(one.erase_person(member));
    one.sync_well();
    other.sync_well();
    CHECK(text_of(other.load("member", member), "phone").empty());
    CHECK(domain::search_members(other.database(), "王大明").value().empty());
}

TEST_CASE_FIXTURE(Visit, "after its time the member is removed there, and only there") {
    advance(sync::tuning::k_stay_ms);
    other.sync_well();
    CHECK(members_at(other) == 0);
    CHECK(other.count("SELECT count(*) FROM member_card") == 0);
    CHECK(other.count("SELECT count(*) FROM consent") == 0);
    CHECK(domain::search_members(other.database(), k_roaming_phone).value().empty());
    CHECK(other.count("SELECT count(*) FROM outbox") == 0);
    one.sync_well();
    desk.sync_well();
    CHECK(members_at(one) == 1);
    CHECK(members_at(desk) == 1);
    CHECK_FALSE(other.sync_well().moved_anything());
}

TEST_CASE_FIXTURE(Visit, "a member of both stores' interest can come again after leaving") {
    advance(sync::tuning::k_stay_ms);
    other.sync_well();
    REQUIRE(look_up(other, {.phone = std::string(k_roaming_phone)}).ok());
    other.sync_well();
    CHECK(members_at(other) == 1);
}

TEST_CASE("a restored hub that forgot a stay leaves no member behind at the other store") {
    Chain chain;
    chain.sent_member();
    const auto own = chain.other.register_member("本店", "13800000002");
    chain.other.sync_well();
    chain.hub.back_up();
    REQUIRE(look_up(chain.other, {.phone = std::string(k_roaming_phone)})->size() == 1);
    chain.other.sync_well();
    CHECK(members_at(chain.other) == 2);
    chain.hub.restore();
    chain.other.sync_well();
    CHECK(members_at(chain.other) == 1);
    CHECK(chain.other.load("member", *own));
    CHECK(chain.other.count("SELECT count(*) FROM outbox") == 3);
}

TEST_CASE("headquarters, which shows all stores, loses nothing when it reads from the beginning") {
    Chain chain;
    chain.sent_member();
    chain.desk.sync_well();
    chain.hub.back_up();
    chain.hub.restore();
    chain.desk.sync_well();
    CHECK(members_at(chain.desk) == 1);
}

TEST_CASE("looking up says when nobody has the number, and when the hub refuses") {
    Chain chain;
    CHECK(look_up(chain.one, {.phone = "13899999999"})->empty());
    CHECK(look_up(chain.desk, {.phone = "13899999999"}).error().code() == "not_permitted");
    CHECK(look_up(chain.one, {}).error().code() == "bad_request");
}

}  // namespace
}  // namespace qiantai::test
