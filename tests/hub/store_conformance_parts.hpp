#pragma once

// What the parts of the conformance suite share.

#include <doctest/doctest.h>

#include "sync/hub/store/hub_store.hpp"
#include "tests/hub/store_conformance.hpp"

namespace qiantai::test::conformance {

using namespace hub;

inline SeededRandom& ids() {
    static SeededRandom random(5);
    return random;
}

inline Uuid new_id() {
    FakeClock clock;
    return Uuid::make_v7(clock, ids());
}

inline StoredRow make_row(std::string_view entity, std::string_view scope, std::int64_t version) {
    StoredRow row;
    row.scope = scope;
    row.state.entity = entity;
    row.state.id = new_id();
    row.state.columns = {{"name", "欧阳"}, {"count", 3}, {"nested", {{"a", nullptr}}}};
    row.state.clocks.base = sync::Hlc::at(1000, 2);
    row.places = {{std::string(scope), version, false}};
    return row;
}

inline std::unique_ptr<HubWriter> writer_of(HubStore& store) {
    auto writer = store.begin_write();
    REQUIRE(writer.ok());
    return std::move(*writer);
}

inline std::unique_ptr<HubReader> reader_of(HubStore& store) {
    auto reader = store.begin_read();
    REQUIRE(reader.ok());
    return std::move(*reader);
}

inline void write(HubStore& store, const StoredRow& row, std::vector<FeedPlace> old_places = {}) {
    auto writer = writer_of(store);
    const RowWrite one{row, std::move(old_places)};
    REQUIRE(writer->write_rows(std::span(&one, 1)).ok());
    REQUIRE(writer->commit().ok());
}

inline std::optional<StoredRow> load(HubReader& reader, const StoredRow& row) {
    const RowKey key{row.state.entity, row.state.id};
    auto rows = reader.load_rows(std::span(&key, 1));
    REQUIRE(rows.ok());
    REQUIRE(rows->size() <= 1);
    if (rows->empty()) return std::nullopt;
    return rows->front();
}

inline std::vector<FeedRow> feed_of(HubReader& reader, std::string_view scope,
                                    std::int64_t after = 0) {
    auto slice = reader.load_feed(scope, after, 100, 1 << 20);
    REQUIRE(slice.ok());
    return slice->rows;
}

/// Subcases about rows, their feeds and versions.
void check_rows_and_feeds(HubStore& store);
/// Subcases about what the hub keeps beside rows: devices, duplicate keys, stays, rejections.
void check_records(HubStore& store);

}  // namespace qiantai::test::conformance
