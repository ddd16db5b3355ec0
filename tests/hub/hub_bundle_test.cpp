// Exchange by file, for stores without a network: the same rules as over HTTPS.

#include "schema/base/encoding.hpp"
#include "sync/core/bundle.hpp"
#include "sync/core/bundle_content.hpp"
#include "sync/core/tuning.hpp"
#include "sync/core/wire.hpp"
#include "tests/hub/hub_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;

namespace {

struct ByFile {
    ByFile() {
        hub.add_store("S001");
        SeededRandom random(13);
        // The keys a TestDevice enrols with.
        keys = sync::make_bundle_keys(random);
    }
    std::string seal(const TestDevice& device, const sync::BundleRequest& request) {
        auto sealed =
            sync::seal_bundle(device.id.text(), sync::encode_bundle_request(request),
                              hub.service().identity().bundle_keys.public_key, keys.secret_key);
        REQUIRE(sealed.ok());
        return *sealed;
    }
    sync::BundleReply open(const std::string& sealed) {
        const auto content = sync::open_bundle(
            sealed, hub.service().identity().bundle_keys.public_key, keys.secret_key);
        REQUIRE(content.ok());
        auto reply = sync::decode_bundle_reply(*content);
        REQUIRE(reply.ok());
        return *reply;
    }

    TestHub hub;
    sync::BundleKeys keys;
};

}  // namespace

TEST_CASE_FIXTURE(ByFile,
                  "a bundle's pushes are taken and its reply holds the answers and the feed") {
    TestDevice till(hub, "S001");
    const Uuid id = till.insert("member", member_columns("S001", "1"));
    till.insert("member", member_columns("S001", "2"));
    const sync::BundleRequest request{
        1,
        {{"chain", 0}, {"store/S001", 0}},
        {sync::encode_push(till.make_batch(1, 1)), sync::encode_push(till.make_batch(2, 2))}};
    const auto sealed = seal(till, request);
    const auto exchanged = hub.service().exchange_bundle(sealed);
    REQUIRE(exchanged.ok());
    const auto reply = open(*exchanged);
    REQUIRE(reply.answers.size() == 2);
    CHECK(sync::decode_push_answer(reply.answers[1].body)->acked_seq == 2);
    REQUIRE(reply.feed_pages.size() == 1);
    const auto page = sync::decode_feed(reply.feed_pages[0]);
    REQUIRE(page->sections.size() == 2);
    const auto& rows = page->sections[1].rows;
    CHECK(std::ranges::any_of(rows, [&](const auto& row) { return row.state.id == id; }));
    // The same stick put in again.
    REQUIRE(hub.service().exchange_bundle(sealed).ok());
    CHECK(hub.rows_of("member").size() == 2);
}

TEST_CASE_FIXTURE(ByFile, "a member whose stay is over leaves a store by bundle too") {
    hub.add_store("S002");
    TestDevice home(hub, "S001"), away(hub, "S002");
    const Uuid member = home.insert("member", member_columns("S001", "13900000001"));
    REQUIRE(home.push().status == 200);
    REQUIRE(hub.handle({"POST", "/v1/lookup", away.authorization(), "application/json", "",
                        R"({"phone":"13900000001"})", ""})
                .status == 200);
    hub.clock.advance(sync::tuning::k_stay_ms);
    const auto reply =
        open(*hub.service().exchange_bundle(seal(away, {1, {{"store/S002", 0}}, {}})));
    const auto page = sync::decode_feed(reply.feed_pages.at(0));
    const auto& rows = page->sections.at(0).rows;
    CHECK(std::ranges::any_of(rows,
                              [&](const auto& row) { return row.state.id == member && row.gone; }));
}

TEST_CASE_FIXTURE(ByFile, "after a push that is not taken, no other is") {
    TestDevice till(hub, "S001");
    for (int i = 0; i < 3; ++i) till.insert("member", member_columns("S001", std::to_string(i)));
    const auto exchanged = hub.service().exchange_bundle(seal(
        till,
        {1,
         {{"chain", 0}},
         {sync::encode_push(till.make_batch(2, 2)), sync::encode_push(till.make_batch(1, 1))}}));
    REQUIRE(exchanged.ok());
    const auto reply = open(*exchanged);
    REQUIRE(reply.answers.size() == 1);
    CHECK(reply.answers[0].status == 409);
    CHECK(hub.rows_of("member").empty());
}

TEST_CASE_FIXTURE(
    ByFile, "cursors from a lost future are answered, and other stores' scopes are not read") {
    TestDevice till(hub, "S001");
    const auto ahead = open(*hub.service().exchange_bundle(seal(till, {1, {{"chain", 99}}, {}})));
    REQUIRE(ahead.answers.size() == 1);
    CHECK(parse_object(ahead.answers[0].body).at("code") == "cursor_ahead");
    const auto foreign =
        open(*hub.service().exchange_bundle(seal(till, {1, {{"store/HQ", 0}}, {}})));
    CHECK(foreign.answers.at(0).status == 403);
    CHECK(foreign.feed_pages.empty());
}

TEST_CASE_FIXTURE(
    ByFile, "a bundle that is changed, cut, of another sender or of a revoked device is refused") {
    TestDevice till(hub, "S001");
    const auto sealed = seal(till, {1, {{"chain", 0}}, {}});
    const auto code_of = [&](const std::string& bundle) {
        const auto exchanged = hub.service().exchange_bundle(bundle);
        return exchanged.ok() ? std::string() : std::string(exchanged.error().code());
    };
    CHECK(code_of("") == "bundle_unreadable");
    CHECK(code_of(sealed.substr(0, sealed.size() - 1)) == "bundle_unreadable");
    auto changed = sealed;
    changed[changed.size() / 2] = static_cast<char>(~changed[changed.size() / 2]);
    CHECK(code_of(changed) == "bundle_unreadable");
    SeededRandom random(99);
    const auto strangers = sync::make_bundle_keys(random);
    const auto forged =
        sync::seal_bundle(till.id.text(), "content",
                          hub.service().identity().bundle_keys.public_key, strangers.secret_key);
    CHECK(code_of(*forged) == "bundle_unreadable");
    auto device = *hub.load_device(till.id);
    device.status = hub::DeviceStatus::revoked;
    hub.save_device(device);
    CHECK(code_of(sealed) == "device_revoked");
    till.id = Uuid();
    CHECK(code_of(seal(till, {1, {}, {}})) == "not_enrolled");
}
