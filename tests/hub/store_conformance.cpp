// What every HubStore must do with rows, their feeds and versions.

#include "tests/hub/store_conformance.hpp"

#include <future>

#include "tests/hub/store_conformance_parts.hpp"

namespace qiantai::test {
namespace conformance {
namespace {

void check_rows(HubStore& store) {
    auto row = make_row("member", "store/S001", 1);
    row.state.clocks.later["name"] = sync::Hlc::at(2000);
    row.state.clocks.erased = sync::Hlc::at(3000);
    row.subject = new_id();
    write(store, row);
    auto loaded = *load(*reader_of(store), row);
    CHECK(loaded.number != 0);
    CHECK(loaded.scope == row.scope);
    CHECK(loaded.state.columns == row.state.columns);
    CHECK(loaded.state.clocks == row.state.clocks);
    CHECK(loaded.places == row.places);
    CHECK(loaded.subject == row.subject);
    CHECK_FALSE(load(*reader_of(store), make_row("member", "store/S001", 9)));

    auto changed = loaded;
    changed.state.columns["name"] = "改";
    changed.scope = "store/S002";
    changed.places = {{"store/S002", 1, false}, {"store/S001", 2, true}};
    write(store, changed, loaded.places);
    auto reader = reader_of(store);
    CHECK(load(*reader, row)->scope == "store/S002");
    CHECK(load(*reader, row)->state.columns.at("name") == "改");
    const auto left = feed_of(*reader, "store/S001");
    REQUIRE(left.size() == 1);
    CHECK(left[0].gone);
    CHECK(left[0].version == 2);
    CHECK(left[0].state.columns.empty());
    CHECK(feed_of(*reader, "store/S002").at(0).state.columns.at("name") == "改");
    const Uuid subjects[] = {row.subject, new_id()};
    const auto dependents = reader->load_dependents(subjects);
    REQUIRE(dependents->size() == 1);
    CHECK(dependents->at(0).state.id == row.state.id);
}

void check_children(HubStore& store) {
    auto parent = make_row("member", "store/S001", 1);
    auto child = make_row("consent", "store/S001", 2), grandchild = make_row("consent", "chain", 3);
    child.parent = parent.state.id;
    grandchild.parent = child.state.id;
    for (auto* row : {&parent, &child, &grandchild}) write(store, *row);
    auto reader = reader_of(store);
    CHECK(load(*reader, parent)->parent.is_nil());
    CHECK(load(*reader, child)->parent == parent.state.id);
    const Uuid parents[] = {parent.state.id, new_id()};
    const auto children = reader->load_children(parents);
    REQUIRE(children->size() == 1);
    CHECK(children->at(0).state.id == child.state.id);
    CHECK(reader->load_children({})->empty());
}

void check_same_id_in_two_entities(HubStore& store) {
    auto one = make_row("member", "store/S001", 1);
    auto other = make_row("consent", "store/S001", 2);
    other.state.id = one.state.id;
    write(store, one);
    write(store, other);
    CHECK(load(*reader_of(store), one)->state.entity == "member");
    CHECK(load(*reader_of(store), other)->state.entity == "consent");
}

void check_feed(HubStore& store) {
    for (int version = 1; version <= 5; ++version)
        write(store, make_row("member", "chain", version));
    auto reader = reader_of(store);
    CHECK(feed_of(*reader, "chain").size() == 5);
    CHECK(feed_of(*reader, "chain", 3).size() == 2);
    CHECK(feed_of(*reader, "chain", 3)[0].version == 4);
    CHECK(feed_of(*reader, "chai").empty());
    const auto limited = reader->load_feed("chain", 0, 2, 1 << 20);
    CHECK(limited->rows.size() == 2);
    CHECK(limited->more);
    CHECK_FALSE(reader->load_feed("chain", 3, 2, 1 << 20)->more);
    const auto by_bytes = reader->load_feed("chain", 0, 100, 1);
    CHECK(by_bytes->rows.size() == 1);
    CHECK(by_bytes->more);
}

void check_counters(HubStore& store) {
    const std::string scopes[] = {"chain", "store/S001"};
    {
        auto writer = writer_of(store);
        CHECK(writer->raise_counters({{"chain", 3}})->at("chain") == 0);
        const auto before = writer->raise_counters({{"chain", 2}, {"store/S001", 1}});
        CHECK(before->at("chain") == 3);
        CHECK(before->at("store/S001") == 0);
        CHECK(writer->load_counters(scopes)->at("chain") == 5);
        CHECK(reader_of(store)->load_counters(scopes)->at("chain") == 0);
        REQUIRE(writer->commit().ok());
    }
    {
        auto writer = writer_of(store);
        REQUIRE(writer->raise_counters({{"chain", 7}}).ok());
    }
    CHECK(reader_of(store)->load_counters(scopes)->at("chain") == 5);
    CHECK(reader_of(store)->load_all_counters().value() ==
          std::map<std::string, std::int64_t>{{"chain", 5}, {"store/S001", 1}});
}

/// Counters that were raised and committed are told once, with their last value.
void check_listeners(HubStore& store) {
    struct Heard final : CounterListener {
        void counters_raised(const std::map<std::string, std::int64_t>& versions) override {
            all.push_back(versions);
        }
        std::vector<std::map<std::string, std::int64_t>> all;
    } heard;
    store.add_listener(heard);
    {
        auto writer = writer_of(store);
        REQUIRE(writer->raise_counters({{"chain", 3}}).ok());
        REQUIRE(writer->raise_counters({{"chain", 2}, {"store/S001", 1}}).ok());
        CHECK(heard.all.empty());
        REQUIRE(writer->commit().ok());
    }
    {
        auto writer = writer_of(store);
        REQUIRE(writer->raise_counters({{"chain", 7}}).ok());
    }
    {
        auto writer = writer_of(store);
        REQUIRE(writer->save_fact("x", "y").ok());
        REQUIRE(writer->commit().ok());
    }
    const std::map<std::string, std::int64_t> raised{{"chain", 5}, {"store/S001", 1}};
    CHECK(heard.all == std::vector{raised});
    store.remove_listener(heard);
    auto writer = writer_of(store);
    REQUIRE(writer->raise_counters({{"chain", 1}}).ok());
    REQUIRE(writer->commit().ok());
    CHECK(heard.all.size() == 1);
}

void check_isolation(HubStore& store) {
    auto first = make_row("member", "chain", 1);
    write(store, first);
    auto reader = reader_of(store);
    auto second = make_row("member", "chain", 2);
    auto writer = writer_of(store);
    const RowWrite one{second, {}};
    REQUIRE(writer->write_rows(std::span(&one, 1)).ok());
    CHECK(load(*writer, second));
    CHECK_FALSE(load(*reader, second));
    CHECK_FALSE(load(*reader_of(store), second));
    REQUIRE(writer->commit().ok());
    writer.reset();
    CHECK_FALSE(load(*reader, second));
    CHECK(feed_of(*reader, "chain").size() == 1);
    CHECK(load(*reader_of(store), second));
}

void check_versions_follow_commits(HubStore& store) {
    // The second writer begins while the first is open; its versions must come after those of the
    // first.
    auto first = writer_of(store);
    const auto first_version = first->raise_counters({{"chain", 1}})->at("chain");
    auto second = std::async(std::launch::async, [&] {
        auto writer = store.begin_write();
        const auto version = (*writer)->raise_counters({{"chain", 1}})->at("chain");
        const bool committed = (*writer)->commit().ok();
        return std::pair(version, committed);
    });
    REQUIRE(first->commit().ok());
    first.reset();
    const auto [second_version, committed] = second.get();
    CHECK(committed);
    CHECK(second_version == first_version + 1);
}

void check_visits_and_figures(HubStore& store) {
    for (int version = 1; version <= 3; ++version)
        write(store, make_row("member", "chain", version));
    write(store, make_row("tier", "chain", 4));
    auto reader = reader_of(store);
    std::vector<Uuid> seen;
    REQUIRE(reader
                ->visit_rows("member",
                             [&](const StoredRow& row) -> Status {
                                 seen.push_back(row.state.id);
                                 return {};
                             })
                .ok());
    CHECK(seen.size() == 3);
    CHECK(std::ranges::is_sorted(seen));
    static constexpr ErrorKind k_enough{"enough", Actor::itself, "enough", "enough"};
    int visits = 0;
    const auto stopped = reader->visit_rows("member", [&](const StoredRow&) -> Status {
        ++visits;
        return make_error(k_enough);
    });
    CHECK_FALSE(stopped.ok());
    CHECK(visits == 1);
    const auto figures = reader->load_figures(FigureDetail::full);
    CHECK(figures->rows_by_scope_and_entity.at({"chain", "member"}) == 3);
    CHECK(figures->feed_entries == 4);
    CHECK(figures->database_bytes > 0);
}

}  // namespace

void check_rows_and_feeds(HubStore& store) {
    SUBCASE("rows come back as they were written, and move") {
        check_rows(store);
    }
    SUBCASE("rows of two entities may have one id") {
        check_same_id_in_two_entities(store);
    }
    SUBCASE("feeds are read in order and within limits") {
        check_feed(store);
    }
    SUBCASE("rows are found by the row they belong to") {
        check_children(store);
    }
    SUBCASE("counters are raised inside the transaction") {
        check_counters(store);
    }
    SUBCASE("listeners hear what was raised, once it is committed") {
        check_listeners(store);
    }
    SUBCASE("a reader sees one state, a writer its own writes, nobody what is not committed") {
        check_isolation(store);
    }
    SUBCASE("versions are in the order of commits, also with an open transaction") {
        check_versions_follow_commits(store);
    }
    SUBCASE("rows are visited by entity and counted") {
        check_visits_and_figures(store);
    }
}

}  // namespace conformance

void check_store_conforms(const StoreMaker& make_store) {
    const auto store = make_store();
    conformance::check_rows_and_feeds(*store);
    conformance::check_records(*store);
}

}  // namespace qiantai::test
