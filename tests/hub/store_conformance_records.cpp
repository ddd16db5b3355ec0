// What every HubStore must do with what the hub keeps beside rows.

#include "tests/hub/store_conformance_parts.hpp"

namespace qiantai::test::conformance {
namespace {

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

void check_loose_contents(HubStore& store) {
    const std::vector<std::string> names{"aa", "bb", "aa"}, one{"aa"};
    auto writer = writer_of(store);
    REQUIRE(writer->add_loose_contents(names).ok());
    CHECK(writer->load_loose_contents(1)->size() == 1);
    REQUIRE(writer->remove_loose_contents(one).ok());
    REQUIRE(writer->add_loose_contents({}).ok());
    REQUIRE(writer->commit().ok());
    CHECK(*reader_of(store)->load_loose_contents(10) == std::vector<std::string>{"bb"});
    const auto name = *store.contents().add("content");
    CHECK(*store.contents().read(name, 10) == "content");
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
    CHECK(reader->load_devices_of("S001")->size() == 2);
    CHECK(reader->load_devices_of("S002")->empty());
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

}  // namespace

void check_records(HubStore& store) {
    SUBCASE("contents lie beside the rows, and those let go are kept in mind") {
        check_loose_contents(store);
    }
    SUBCASE("devices and their incarnations are kept") {
        check_devices(store);
    }
    SUBCASE("duplicate keys are found by value") {
        check_duplicates(store);
    }
    SUBCASE("stays are found by person, and by store once they are over") {
        check_stays(store);
    }
    SUBCASE("refused changes are kept once and can be scrubbed") {
        check_rejections(store);
    }
    SUBCASE("chains, codes and facts are replaced in place") {
        check_chains_codes_facts(store);
    }
}

}  // namespace qiantai::test::conformance
