#include <doctest/doctest.h>

#include <set>

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
    const auto readable = readable_scopes(reader_store);
    for (const auto& scope : visible_scopes(entity, row_store)) {
        if (std::ranges::find(readable, scope) != readable.end()) return true;
    }
    return false;
}

TEST_CASE("rows reach those who may see them and nobody else") {
    const Entity chain = entity_with(Visibility::chain), store = entity_with(Visibility::store),
                 headquarters = entity_with(Visibility::headquarters);
    for (const char* row_store : {"S001", "S002", "HQ"}) {
        CAPTURE(row_store);
        CHECK(can_read("S001", chain, row_store));
        CHECK(can_read("HQ", chain, row_store));
        CHECK(can_read(row_store, store, row_store));
        CHECK(can_read("HQ", store, row_store));
        CHECK(can_read("HQ", headquarters, row_store));
        CHECK_FALSE(can_read("S009", store, row_store));
        CHECK_FALSE(can_read("S009", headquarters, row_store));
    }
    CHECK_FALSE(can_read("S001", headquarters, "S001"));
}

TEST_CASE("the home scope is the first of those that show a row") {
    for (const Visibility visibility :
         {Visibility::chain, Visibility::store, Visibility::headquarters}) {
        const Entity entity = entity_with(visibility);
        CHECK(visible_scopes(entity, "S001").front() == home_scope(entity, "S001"));
    }
    CHECK(home_scope(entity_with(Visibility::chain), "S001") == "chain");
    CHECK(home_scope(entity_with(Visibility::store), "S001") == "store/S001");
    CHECK(home_scope(entity_with(Visibility::headquarters), "S001") == hq_scope("S001"));
}

TEST_CASE("buckets of headquarters are stable and used evenly") {
    // Stored in every hub: these may never change.
    CHECK(hq_scope("S001") == "hq/12");
    CHECK(hq_scope("HQ") == "hq/01");
    std::map<std::string, int> counts;
    for (int i = 0; i < 1'600; ++i) ++counts[hq_scope("S" + std::to_string(i))];
    CHECK(counts.size() == static_cast<std::size_t>(tuning::k_hq_bucket_count));
    for (const auto& [scope, count] : counts) CHECK(count > 50);
}

TEST_CASE("only headquarters' terminals read the buckets") {
    CHECK(readable_scopes("S001") == std::vector<std::string>{"chain", "store/S001"});
    const auto scopes = readable_scopes("HQ");
    CHECK(scopes.size() == 2 + static_cast<std::size_t>(tuning::k_hq_bucket_count));
    CHECK(scopes.size() <= static_cast<std::size_t>(tuning::k_feed_sections_max));
    CHECK(scopes.back() == "hq/15");
    CHECK(is_hq_scope("hq/00"));
    CHECK_FALSE(is_hq_scope("store/HQ"));
    CHECK_FALSE(is_hq_scope("chain"));
}

}  // namespace
}  // namespace qiantai::sync
