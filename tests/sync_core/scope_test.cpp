#include <doctest/doctest.h>

#include <set>

#include "schema/base/random.hpp"
#include "sync/core/merge.hpp"
#include "sync/core/scope.hpp"
#include "sync/core/tuning.hpp"

namespace qiantai::sync {
namespace {

Entity entity_with(Visibility visibility) {
    return {.name = "thing",
            .title_zh = "物",
            .writer = Writer::both,
            .visibility = visibility,
            .merge = Merge::owner,
            .columns = {}};
}

bool can_read(std::string_view reader_store, const Entity& entity, std::string_view row_store) {
    const auto readable = readable_scopes({reader_store, "T01"});
    for (const auto& scope : visible_scopes(entity, {std::string(row_store)})) {
        if (std::ranges::find(readable, scope) != readable.end()) return true;
    }
    return false;
}

TEST_CASE("rows reach those who may see them and nobody else") {
    const Entity chain = entity_with(Visibility::chain), store = entity_with(Visibility::store),
                 headquarters = entity_with(Visibility::headquarters),
                 store_only = entity_with(Visibility::store_only);
    for (const char* row_store : {"S001", "S002", "HQ"}) {
        CAPTURE(row_store);
        CHECK(can_read("S001", chain, row_store));
        CHECK(can_read("HQ", chain, row_store));
        CHECK(can_read(row_store, store, row_store));
        CHECK(can_read("HQ", store, row_store));
        CHECK(can_read("HQ", headquarters, row_store));
        CHECK_FALSE(can_read("S009", store, row_store));
        CHECK_FALSE(can_read("S009", headquarters, row_store));
        CHECK(can_read(row_store, store_only, row_store));
        CHECK_FALSE(can_read("S009", store_only, row_store));
        CHECK(can_read("HQ", store_only, row_store) == (row_store == std::string_view("HQ")));
    }
    CHECK_FALSE(can_read("S001", headquarters, "S001"));
}

TEST_CASE("the home scope is the first of those that show a row") {
    for (const Visibility visibility :
         {Visibility::chain, Visibility::store, Visibility::store_only, Visibility::headquarters}) {
        const Entity entity = entity_with(visibility);
        CHECK(visible_scopes(entity, {"S001"}).front() == home_scope(entity, "S001"));
    }
    CHECK(home_scope(entity_with(Visibility::chain), "S001") == "chain");
    CHECK(home_scope(entity_with(Visibility::store), "S001") == "store/S001");
    CHECK(home_scope(entity_with(Visibility::headquarters), "S001") == hq_scope("S001"));
}

TEST_CASE("a row is seen where its columns say, and where the row is to which it belongs") {
    Entity parcel = entity_with(Visibility::store);
    parcel.also_seen_by = "receiver";
    const auto at_one = audience_of(parcel, {{"store_code", "S001"}, {"receiver", "S002"}});
    CHECK(visible_scopes(parcel, at_one) ==
          std::vector<std::string>{"store/S001", hq_scope("S001"), "store/S002"});
    CHECK(audience_of(parcel, {{"store_code", "S001"}, {"receiver", "S001"}}).also.empty());
    CHECK(audience_of(parcel, {{"store_code", "S001"}, {"receiver", nullptr}}).also.empty());

    const auto note = audience_of(parcel, {{"store_code", "S003"}, {"receiver", "S001"}});
    const auto below = audience_below(note, at_one);
    CHECK(below.store_code == "S001");
    CHECK(below.also == std::set<std::string>{"S002"});
}

TEST_CASE("headquarters' scopes are the stores' cells, stable and used evenly") {
    // Stored in every hub and in every id: these may never change.
    CHECK(hq_scope("S001") == "hq/60");
    CHECK(hq_scope("HQ") == "hq/33");
    std::map<std::string, int> counts;
    for (int i = 0; i < 6'400; ++i) ++counts[hq_scope("S" + std::to_string(i))];
    CHECK(counts.size() == static_cast<std::size_t>(Cell::k_count));
    for (const auto& [scope, count] : counts) CHECK(count > 50);
}

TEST_CASE("ids carry their store's cell in their last six bits and stay what they are otherwise") {
    FakeClock clock;
    SeededRandom random(3);
    for (const char* code : {"S001", "S002", "HQ"}) {
        const Cell cell = Cell::of_store(code);
        const Uuid made = Uuid::make_v7(clock, random, cell);
        CHECK(made.cell() == cell);
        CHECK(made.text()[14] == '7');
        CHECK(made.bytes()[15] % 64 == cell.number());
        CHECK(hq_scope(code) == fmt::format("hq/{:02}", cell.number()));
        const Uuid derived = Uuid::derive("case", cell);
        CHECK(derived == Uuid::derive("case", cell));
        CHECK(derived.cell() == cell);
        CHECK(derived.text().substr(0, 34) == Uuid::derive("case").text().substr(0, 34));
    }
    // Two stores' records of one case are two.
    const Uuid one = Uuid::make_v7(clock, random), other = Uuid::make_v7(clock, random);
    CHECK(duplicate_case_id("member", one, other, "S001").cell() == Cell::of_store("S001"));
    const RowState row{"member", one, {{"store_code", "S002"}}, {}};
    CHECK(conflict_id(row, {"name", "a", "b", Hlc(2), Hlc(1)}).cell() == Cell::of_store("S002"));
}

TEST_CASE("only headquarters' terminals read the cells, and only one desk its own scope") {
    CHECK(readable_scopes({"S001", "T01"}) == std::vector<std::string>{"chain", "store/S001"});
    const auto scopes = readable_scopes({"HQ", "T02"});
    CHECK(scopes.size() == 3 + static_cast<std::size_t>(Cell::k_count));
    CHECK(scopes.size() <= static_cast<std::size_t>(tuning::k_feed_cursors_max));
    CHECK(scopes[2] == "hq/00");
    CHECK(scopes[65] == "hq/63");
    CHECK(scopes.back() == "desk/T02");
    CHECK(is_all_desks_scope("hq/00"));
    CHECK(is_all_desks_scope("store/HQ"));
    CHECK_FALSE(is_all_desks_scope("store/HQ2"));
    CHECK_FALSE(is_all_desks_scope("desk/T02"));
    CHECK_FALSE(is_all_desks_scope("chain"));
    CHECK(is_desk_scope("desk/T02"));
}

}  // namespace
}  // namespace qiantai::sync
