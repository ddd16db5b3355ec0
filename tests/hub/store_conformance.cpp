#include "tests/hub/store_conformance.hpp"

#include <doctest/doctest.h>

#include <future>

namespace qiantai::test {
namespace {

using namespace hub;

SeededRandom& ids() {
    static SeededRandom random(5);
    return random;
}

Uuid new_id() {
    FakeClock clock;
    return Uuid::make_v7(clock, ids());
}

StoredRow make_row(std::string_view entity, std::string_view scope, std::int64_t version) {
    StoredRow row;
    row.scope = scope;
    row.state.entity = entity;
    row.state.id = new_id();
    row.state.columns = {{"name", "欧阳"}, {"count", 3}, {"nested", {{"a", nullptr}}}};
    row.state.clocks.base = sync::Hlc::at(1000, 2);
    row.places = {{std::string(scope), version, false}};
    return row;
}

std::unique_ptr<HubWriter> writer_of(HubStore& store) {
    auto writer = store.begin_write();
    REQUIRE(writer.ok());
    return std::move(*writer);
}

std::unique_ptr<HubReader> reader_of(HubStore& store) {
    auto reader = store.begin_read();
    REQUIRE(reader.ok());
    return std::move(*reader);
}

void write(HubStore& store, const StoredRow& row, std::vector<FeedPlace> old_places = {}) {
    auto writer = writer_of(store);
    const RowWrite one{row, std::move(old_places)};
    REQUIRE(writer->write_rows(std::span(&one, 1)).ok());
    REQUIRE(writer->commit().ok());
}

std::optional<StoredRow> load(HubReader& reader, const StoredRow& row) {
    const RowKey key{row.state.entity, row.state.id};
    auto rows = reader.load_rows(std::span(&key, 1));
    REQUIRE(rows.ok());
    REQUIRE(rows->size() <= 1);
    if (rows->empty()) return std::nullopt;
    return rows->front();
}

std::vector<FeedRow> feed_of(HubReader& reader, std::string_view scope, std::int64_t after = 0) {
    auto slice = reader.load_feed(scope, after, 100, 1 << 20);
    REQUIRE(slice.ok());
    return slice->rows;
}

Device make_device() {
    Device device;
    device.id = new_id();
    device.store_code = "S001";
    device.terminal_code = "T01";
    device.secret_hash = std::string("\0hash\xFF", 6);
    device.bundle_public_key = std::string(32, '\x80');
    device.incarnation = new_id();
    device.last_seq = 1ll << 40;
    device.last_hlc = sync::Hlc::at(5);
    device.enrolled_at = 7;
    device.last_seen_at = 8;
    return device;
}

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

void check_devices(HubStore& store) {
    auto device = make_device();
    auto writer = writer_of(store);
    REQUIRE(writer->save_device(device).ok());
    auto other = make_device();
    other.terminal_code = "T02";
    other.incarnation = Uuid();
    REQUIRE(writer->save_device(other).ok());
    device.status = DeviceStatus::blocked;
    device.status_reason = "two machines";
    REQUIRE(writer->save_device(device).ok());
    REQUIRE(writer->touch_device(device.id, 99).ok());
    REQUIRE(writer->retire_incarnation(device.id, other.id, 1).ok());
    REQUIRE(writer->retire_incarnation(device.id, other.id, 2).ok());
    const Uuid revived = new_id();
    REQUIRE(writer->retire_incarnation(device.id, revived, 1).ok());
    REQUIRE(writer->revive_incarnation(device.id, revived).ok());
    REQUIRE(writer->revive_incarnation(device.id, new_id()).ok());
    REQUIRE(writer->commit().ok());
    auto reader = reader_of(store);
    const auto loaded = *reader->load_device(device.id);
    REQUIRE(loaded);
    CHECK(loaded->secret_hash == device.secret_hash);
    CHECK(loaded->bundle_public_key == device.bundle_public_key);
    CHECK(loaded->incarnation == device.incarnation);
    CHECK(loaded->last_seq == device.last_seq);
    CHECK(loaded->last_hlc == device.last_hlc);
    CHECK(loaded->status == DeviceStatus::blocked);
    CHECK(loaded->status_reason == "two machines");
    CHECK(loaded->last_seen_at == 99);
    CHECK((*reader->load_device(other.id))->incarnation.is_nil());
    CHECK_FALSE(reader->load_device(new_id())->has_value());
    CHECK(reader->load_devices()->size() == 2);
    CHECK(*reader->is_retired(device.id, other.id));
    CHECK_FALSE(*reader->is_retired(other.id, other.id));
    CHECK_FALSE(*reader->is_retired(device.id, revived));
}

void check_duplicates(HubStore& store) {
    std::vector<DuplicateKey> keys;
    for (int i = 0; i < 4; ++i) keys.push_back({"member", "phone", "138", new_id()});
    keys.push_back({"member", "phone", "139", new_id()});
    std::ranges::sort(keys);
    auto writer = writer_of(store);
    REQUIRE(writer->add_duplicates(keys).ok());
    REQUIRE(writer->add_duplicates(keys).ok());
    REQUIRE(writer->remove_duplicates(std::span(keys).first(1)).ok());
    const DuplicateKey wanted[] = {{"member", "phone", "138", Uuid()},
                                   {"member", "phone", "140", Uuid()}};
    CHECK(writer->load_duplicates(wanted, 10)->size() == 3);
    const auto limited = writer->load_duplicates(wanted, 2);
    REQUIRE(limited->size() == 2);
    CHECK(limited->at(0).id == keys[1].id);
    CHECK(writer->load_duplicates({}, 10)->empty());
}

void check_stays(HubStore& store) {
    const Uuid one = new_id(), other = new_id(), permit = new_id();
    const Stay stays[] = {{one, "store/S001", Uuid(), 10},
                          {one, "store/S002", Uuid(), 20},
                          {other, "store/S001", Uuid(), 30},
                          {one, "store/S001", permit, 50}};
    const Uuid persons[] = {one}, permits[] = {permit, Uuid()};
    auto writer = writer_of(store);
    REQUIRE(writer->save_stays(stays).ok());
    const Stay prolonged{one, "store/S001", Uuid(), 40};
    REQUIRE(writer->save_stays(std::span(&prolonged, 1)).ok());
    REQUIRE(writer->commit().ok());
    writer.reset();
    auto found = *reader_of(store)->load_stays(persons);
    std::ranges::sort(found, {}, &Stay::until);
    CHECK(found == std::vector<Stay>{stays[1], prolonged, stays[3]});
    // A look-up stands under no authorisation.
    CHECK(*reader_of(store)->load_stays_under(permits) == std::vector<Stay>{stays[3]});
    CHECK(reader_of(store)->load_ended_stays("store/S001", 29, 5)->empty());
    CHECK(*reader_of(store)->load_ended_stays("store/S001", 30, 5) == std::vector<Stay>{stays[2]});
    CHECK(reader_of(store)->load_ended_stays("store/S001", 40, 1)->size() == 1);
    writer = writer_of(store);
    const Stay ended[] = {prolonged, stays[3]};
    REQUIRE(writer->remove_stays(ended).ok());
    REQUIRE(writer->commit().ok());
    CHECK(*reader_of(store)->load_stays(persons) == std::vector<Stay>{stays[1]});
}

void check_rejections(HubStore& store) {
    const Uuid device = new_id(), incarnation = new_id();
    std::vector<StoredRejection> rejections;
    for (int seq = 1; seq <= 3; ++seq) {
        rejections.push_back({device,
                              incarnation,
                              seq,
                              {"member", new_id()},
                              "code",
                              "field",
                              "detail",
                              R"({"op":"insert","columns":{"phone":"138"}})",
                              5});
    }
    auto writer = writer_of(store);
    REQUIRE(writer->add_rejections(rejections).ok());
    rejections[0].code = "other";
    REQUIRE(writer->add_rejections(rejections).ok());
    REQUIRE(writer->scrub_rejections(std::span(&rejections[1].key, 1)).ok());
    const auto loaded = writer->load_rejections(device, incarnation, 1, 2);
    REQUIRE(loaded->size() == 2);
    CHECK(loaded->at(0).code == "code");
    CHECK(loaded->at(0).change.find("138") != std::string::npos);
    CHECK(loaded->at(1).change.find("138") == std::string::npos);
    CHECK(loaded->at(1).key == rejections[1].key);
    CHECK(writer->load_rejections(device, new_id(), 1, 9)->empty());
}

void check_chains_codes_facts(HubStore& store) {
    const Uuid device = new_id();
    const AuditChain chain{device, new_id(), 3, std::string(32, '\xFE'), 1, 2};
    auto writer = writer_of(store);
    REQUIRE(writer->save_chains(std::span(&chain, 1)).ok());
    const Uuid wanted[] = {chain.incarnation, new_id()};
    REQUIRE(writer->load_chains(device, wanted)->size() == 1);
    CHECK(writer->load_chains(device, wanted)->at(0).hash == chain.hash);
    CHECK(writer->load_chains(new_id(), wanted)->empty());
    CHECK(writer->load_all_chains()->at(0).first_break_seq == 2);

    StoredCode code{std::string(32, '\x01'), "S001", "收银台", 100, 0};
    REQUIRE(writer->save_code(code).ok());
    CHECK((*writer->load_code(code.code_hash))->used_at == 0);
    code.used_at = 50;
    REQUIRE(writer->save_code(code).ok());
    CHECK((*writer->load_code(code.code_hash))->used_at == 50);
    CHECK((*writer->load_code(code.code_hash))->terminal_name == "收银台");
    CHECK_FALSE(writer->load_code(std::string(32, '\x02'))->has_value());

    REQUIRE(writer->save_fact("name", "one").ok());
    REQUIRE(writer->save_fact("name", "two").ok());
    CHECK(*writer->load_fact("name") == "two");
    CHECK_FALSE(writer->load_fact("other")->has_value());
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

void check_store_conforms(const StoreMaker& make_store) {
    const auto store = make_store();
    SUBCASE("rows come back as they were written, and move") {
        check_rows(*store);
    }
    SUBCASE("rows of two entities may have one id") {
        check_same_id_in_two_entities(*store);
    }
    SUBCASE("feeds are read in order and within limits") {
        check_feed(*store);
    }
    SUBCASE("rows are found by the row they belong to") {
        check_children(*store);
    }
    SUBCASE("counters are raised inside the transaction") {
        check_counters(*store);
    }
    SUBCASE("a reader sees one state, a writer its own writes, nobody what is not committed") {
        check_isolation(*store);
    }
    SUBCASE("versions are in the order of commits, also with an open transaction") {
        check_versions_follow_commits(*store);
    }
    SUBCASE("devices and their incarnations are kept") {
        check_devices(*store);
    }
    SUBCASE("duplicate keys are found by value") {
        check_duplicates(*store);
    }
    SUBCASE("stays are found by person, and by store once they are over") {
        check_stays(*store);
    }
    SUBCASE("refused changes are kept once and can be scrubbed") {
        check_rejections(*store);
    }
    SUBCASE("chains, codes and facts are replaced in place") {
        check_chains_codes_facts(*store);
    }
    SUBCASE("rows are visited by entity and counted") {
        check_visits_and_figures(*store);
    }
}

}  // namespace qiantai::test
