// Photos and files between terminals and hub: after the records, in pieces, from where they were cut
// off, and gone everywhere once no row names them.

#include "schema/base/content_name.hpp"
#include "schema/sqlite/attachment_shelf.hpp"
#include "sync/core/hub_errors.hpp"
#include "sync/core/tuning.hpp"
#include "terminal/store/erase.hpp"
#include "tests/support/faulty_link.hpp"
#include "tests/support/invented.hpp"
#include "tests/support/kill_point.hpp"
#include "tests/sync_client/chain_fixture.hpp"

using namespace qiantai;
using namespace qiantai::test;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t k_piece = k_content_piece_bytes;

std::string photo_of(std::size_t size, std::uint64_t seed = 1) {
    std::string bytes(size, '\0');
    SeededRandom(seed).fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    return bytes;
}

std::int64_t offset_of(const sync::HttpRequest& request) {
    return std::stoll(request.target.substr(request.target.find("offset=") + 7));
}

bool is_piece(const sync::HttpRequest& request) {
    return request.target.starts_with("/v1/attachment");
}

struct Photos {
    SimHub hub{make_invented_manifest()};
    std::unique_ptr<SimTerminal> one, neighbour, receiver, stranger;

    Photos() {
        for (const auto* store : {"S001", "S002", "S003"}) hub.add_store(store);
        one = make("S001", 1);
        neighbour = make("S001", 2);
        receiver = make("S002", 3);
        stranger = make("S003", 4);
    }
    std::unique_ptr<SimTerminal> make(const std::string& store, std::uint64_t seed) {
        auto terminal = std::make_unique<SimTerminal>(hub, store, seed);
        terminal->upgrade(make_invented_manifest(), invented_migrations());
        terminal->enrol();
        return terminal;
    }
    static sqlite::AttachmentShelf shelf(SimTerminal& at) {
        return sqlite::AttachmentShelf::open(at.database()).value();
    }
    /// Puts the photo on the shelf and writes a parcel that names it.
    Uuid add_parcel(SimTerminal& at, const std::string& photo) {
        const auto hash = shelf(at).add(photo, "", at.clock.now_ms()).value();
        const auto id = at.new_id();
        REQUIRE(at.insert("parcel", id,
                          {{"store_code", at.store_code()},
                           {"receiver", "S002"},
                           {"content", "手表"},
                           {"picture", hash}}));
        return id;
    }
    std::string fetch(SimTerminal& at, const std::string& photo) {
        auto contents = shelf(at);
        const auto hash = content_name(photo);
        if (!contents.read(hash, at.clock.now_ms())) at.sync_well();
        const auto got = contents.read(hash, at.clock.now_ms());
        return got ? *got : std::string(got.error().code());
    }
    bool at_hub(const std::string& photo) {
        std::string place = hub.folder() / "attachments" / content_name(photo).substr(0, 2);
        return fs::exists(fs::path(place) / content_name(photo));
    }
    void advance(TimeMs by_ms) {
        hub.clock.advance(by_ms);
        for (auto* terminal : {&one, &neighbour, &receiver, &stranger})
            (*terminal)->clock.advance(by_ms);
    }
};

}  // namespace

TEST_CASE_FIXTURE(Photos, "a photo goes after its record, and whoever sees the record gets it") {
    const auto photo = photo_of(2 * k_piece + 5);
    add_parcel(*one, photo);
    std::vector<std::string> order;
    HookLink link(hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
        order.push_back(request.target.substr(0, request.target.find('?')));
        return std::nullopt;
    });
    const auto report = one->sync(link);
    REQUIRE(report.ok());
    CHECK(report.files_sent == 1);
    CHECK(std::ranges::find(order, "/v1/attachment") > std::ranges::find(order, "/v1/feed"));
    CHECK(at_hub(photo));
    CHECK(shelf(*one).count().value().to_send == 0);
    for (auto* terminal : {&neighbour, &receiver}) {
        (*terminal)->sync_well();
        CHECK_FALSE(shelf(**terminal).files().has(content_name(photo)));
        CHECK(fetch(**terminal, photo) == photo);
    }
    stranger->sync_well();
    CHECK(fetch(*stranger, photo) == "attachment_not_here");
    CHECK(shelf(*stranger).find(content_name(photo)).value()->trouble == "attachment_unknown");
}

TEST_CASE_FIXTURE(Photos, "a photo that was cut off goes on where it was, in both directions") {
    const auto photo = photo_of(5 * k_piece + 1);
    add_parcel(*one, photo);
    int pieces = 0;
    std::vector<std::int64_t> offsets;
    const auto cut_at = [&](int last) {
        pieces = 0;
        return [&, last](const sync::HttpRequest& request) -> HookLink::Answer {
            if (!is_piece(request)) return std::nullopt;
            if (++pieces > last)
                return Result<sync::HttpResponse>(make_error(sync::k_connection_cut));
            offsets.push_back(offset_of(request));
            return std::nullopt;
        };
    };
    HookLink first(hub, cut_at(3));
    CHECK(error_code(one->sync(first)) == "connection_cut");
    hub.restart();
    one->restart();
    HookLink rest(hub, cut_at(100));
    REQUIRE(one->sync(rest).ok());
    const std::int64_t step = k_piece;
    CHECK(offsets ==
          std::vector<std::int64_t>{0, 0, step, 0, 2 * step, 3 * step, 4 * step, 5 * step});
    offsets.clear();
    neighbour->sync_well();
    shelf(*neighbour).want(content_name(photo), neighbour->clock.now_ms()).value();
    HookLink first_back(hub, cut_at(2));
    CHECK(error_code(neighbour->sync(first_back)) == "connection_cut");
    neighbour->restart();
    HookLink rest_back(hub, cut_at(100));
    REQUIRE(neighbour->sync(rest_back).ok());
    CHECK(offsets == std::vector<std::int64_t>{0, step, 2 * step, 3 * step, 4 * step, 5 * step});
    CHECK(fetch(*neighbour, photo) == photo);
}

TEST_CASE_FIXTURE(Photos, "what is written while a photo is sent goes before its next piece") {
    add_parcel(*one, photo_of(4 * k_piece));
    std::vector<std::string> order;
    bool written = false;
    HookLink link(hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
        if (is_piece(request) && offset_of(request) > 0 && !std::exchange(written, true))
            REQUIRE(one->register_member("欧阳", "13800000002"));
        if (written) order.push_back(request.target.substr(0, request.target.find('?')));
        return std::nullopt;
    });
    REQUIRE(one->sync(link).ok());
    REQUIRE(order.size() > 3);
    CHECK(order[1] == "/v1/changes");
    CHECK(order[2] == "/v1/attachment");
    CHECK(hub.rows_of("member").size() == 1);
}

TEST_CASE_FIXTURE(Photos,
                  "a session ends with photos left when its time is up, and news comes first") {
    add_parcel(*one, photo_of(6 * k_piece));
    HookLink slow(hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
        if (is_piece(request)) advance(sync::tuning::k_content_session_ms / 2 + 1);
        return std::nullopt;
    });
    int sessions = 1;
    for (auto report = one->sync(slow); report.files_left; report = one->sync(slow), ++sessions)
        REQUIRE(report.ok());
    CHECK(sessions > 3);
    CHECK(shelf(*one).count().value().to_send == 0);
}

TEST_CASE_FIXTURE(Photos, "the same photo is sent once, whoever has it") {
    const auto photo = photo_of(3 * k_piece);
    add_parcel(*one, photo);
    one->sync_well();
    add_parcel(*neighbour, photo);
    int bytes = 0;
    HookLink link(hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
        if (is_piece(request)) bytes += static_cast<int>(request.body.size());
        return std::nullopt;
    });
    REQUIRE(neighbour->sync(link).ok());
    CHECK(bytes == 0);
    CHECK(shelf(*neighbour).count().value().to_send == 0);
}

TEST_CASE_FIXTURE(Photos, "a photo for a form that nobody saved waits, and is never sent") {
    const auto photo = photo_of(1000);
    const auto hash = shelf(*one).add(photo, "", one->clock.now_ms()).value();
    int pieces = 0;
    HookLink link(hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
        pieces += is_piece(request) ? 1 : 0;
        return std::nullopt;
    });
    REQUIRE(one->sync(link).ok());
    advance(sqlite::k_unnamed_life_ms - 1000);
    REQUIRE(one->sync(link).ok());
    CHECK(shelf(*one).read(hash, one->clock.now_ms()).value() == photo);
    advance(2000);
    REQUIRE(one->sync(link).ok());
    CHECK_FALSE(shelf(*one).files().has(hash));
    CHECK_FALSE(shelf(*one).find(hash).value().has_value());
    CHECK(pieces == 0);
}

TEST_CASE_FIXTURE(Photos, "what is erased is gone here, at the hub and wherever it was fetched") {
    const auto photo = photo_of(k_piece + 7);
    const auto parcel = add_parcel(*one, photo);
    one->sync_well();
    receiver->sync_well();
    REQUIRE(fetch(*receiver, photo) == photo);
    REQUIRE(one->in_transaction([&] {
        return store::erase_row(one->database(), *one->manifest().find("parcel"), parcel);
    }));
    one->sync_well();
    CHECK_FALSE(at_hub(photo));
    receiver->sync_well();
    for (auto* terminal : {&one, &receiver}) {
        CHECK_FALSE(shelf(**terminal).files().has(content_name(photo)));
        CHECK_FALSE(shelf(**terminal).find(content_name(photo)).value().has_value());
    }
}

TEST_CASE_FIXTURE(Photos, "an erased photo is gone here without a network too") {
    const auto photo = photo_of(500);
    const auto parcel = add_parcel(*one, photo);
    add_parcel(*one, photo_of(500, 2));
    REQUIRE(one->in_transaction([&] {
        return store::erase_row(one->database(), *one->manifest().find("parcel"), parcel);
    }));
    HookLink nobody(hub, [](const sync::HttpRequest&) -> HookLink::Answer {
        return Result<sync::HttpResponse>(make_error(sync::k_no_network));
    });
    CHECK(error_code(one->sync(nobody)) == "no_network");
    CHECK_FALSE(shelf(*one).files().has(content_name(photo)));
    CHECK(shelf(*one).files().has(content_name(photo_of(500, 2))));
}

TEST_CASE_FIXTURE(Photos,
                  "a parcel that leaves a store takes its photo from that store's terminals") {
    const auto photo = photo_of(3000);
    const auto parcel = add_parcel(*one, photo);
    one->sync_well();
    receiver->sync_well();
    REQUIRE(fetch(*receiver, photo) == photo);
    REQUIRE(one->update("parcel", parcel, {{"receiver", "S003"}}));
    one->sync_well();
    receiver->sync_well();
    CHECK_FALSE(shelf(*receiver).files().has(content_name(photo)));
    stranger->sync_well();
    CHECK(fetch(*stranger, photo) == photo);
}

TEST_CASE_FIXTURE(Photos, "a damaged file is fetched again; one that nobody else has is said") {
    const auto photo = photo_of(k_piece + 900), unsent = photo_of(k_piece + 900, 2);
    add_parcel(*one, photo);
    one->sync_well();
    add_parcel(*one, unsent);
    for (const auto* content : {&photo, &unsent})
        fs::resize_file(shelf(*one).files().path_of(content_name(*content)), k_piece);
    const auto now = one->clock.now_ms();
    CHECK(shelf(*one).read(content_name(unsent), now).error().code() == "content_damaged");
    CHECK(shelf(*one).read(content_name(photo), now).error().code() == "attachment_not_here");
    CHECK(fetch(*one, photo) == photo);
}

TEST_CASE_FIXTURE(Photos, "a photo that is damaged while it waits to be sent keeps nobody back") {
    const auto bad = photo_of(2 * k_piece, 1), good = photo_of(2 * k_piece, 2);
    add_parcel(*one, bad);
    add_parcel(*one, good);
    fs::resize_file(shelf(*one).files().path_of(content_name(bad)), k_piece);
    const auto report = one->sync();
    REQUIRE(report.ok());
    CHECK(at_hub(good));
    CHECK_FALSE(at_hub(bad));
    CHECK(shelf(*one).find(content_name(bad)).value()->trouble == "content_damaged");
}

TEST_CASE_FIXTURE(Photos, "garbage from headquarters never stands for a photo") {
    const auto photo = photo_of(k_piece + 5);
    add_parcel(*one, photo);
    one->sync_well();
    neighbour->sync_well();
    shelf(*neighbour).want(content_name(photo), neighbour->clock.now_ms()).value();
    HookLink liar(hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
        if (!is_piece(request)) return std::nullopt;
        auto answer = hub.handle(request);
        answer.body[0] = static_cast<char>(answer.body[0] ^ 1);
        return Result<sync::HttpResponse>(answer);
    });
    REQUIRE(neighbour->sync(liar).ok());
    CHECK_FALSE(shelf(*neighbour).files().has(content_name(photo)));
    CHECK(shelf(*neighbour).find(content_name(photo)).value()->trouble == "attachment_damaged");
    neighbour->sync_well();
    CHECK_FALSE(shelf(*neighbour).files().has(content_name(photo)));
    advance(sync::tuning::k_content_retry_ms + 1000);
    neighbour->sync_well();
    CHECK(fetch(*neighbour, photo) == photo);
}

TEST_CASE_FIXTURE(Photos, "a hub that was restored, or has no room, gets them later") {
    const auto photo = photo_of(k_piece + 5);
    hub.back_up();
    add_parcel(*one, photo);
    one->sync_well();
    hub.restore();
    CHECK_FALSE(at_hub(photo));
    one->sync_well();
    one->sync_well();
    CHECK(at_hub(photo));

    add_parcel(*one, photo_of(2000, 9));
    const auto refusing = [&](std::string_view body, int status) {
        return HookLink(hub, [=](const sync::HttpRequest& request) -> HookLink::Answer {
            if (!is_piece(request)) return std::nullopt;
            return Result<sync::HttpResponse>(
                sync::HttpResponse{status, "application/json", "", std::string(body), {}});
        });
    };
    auto full = refusing(R"({"code":"hub_storage_full"})", 507);
    CHECK(one->sync(full).ok());
    advance(sync::tuning::k_content_retry_ms + 1000);
    auto old = refusing(R"({"code":"not_found"})", 404);
    CHECK(one->sync(old).ok());
    CHECK(shelf(*one).count().value().to_send == 1);
    advance(sync::tuning::k_content_retry_ms + 1000);
    one->sync_well();
    CHECK(at_hub(photo_of(2000, 9)));
}

TEST_CASE_FIXTURE(Photos, "over a link that loses, cuts, doubles and delays, every photo arrives") {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        CAPTURE(seed);
        SeededRandom random(seed);
        Network network(
            hub, random, [&](TimeMs by_ms) { advance(by_ms); }, [] {});
        network.rates = FaultRates::rough();
        network.rates.hub_crash = 5;
        std::vector<std::string> photos;
        for (std::size_t n = 0; n < 3; ++n) {
            photos.push_back(photo_of(n * k_piece + 100 * seed, 100 * seed + n));
            if (photos.back().empty()) photos.back() = "x";
            add_parcel(*one, photos.back());
        }
        for (int round = 0; round < 60; ++round) {
            for (auto* terminal : {&one, &neighbour}) {
                FaultyLink link(network, **terminal);
                if (random.below(5) == 0)
                    (*terminal)->arm_crash(1 + static_cast<int>(random.below(200)));
                (void)(*terminal)->sync(link);
                (*terminal)->disarm_crash();
                if ((*terminal)->crashed()) (*terminal)->restart();
            }
            for (const auto& photo : photos)
                (void)shelf(*neighbour).read(content_name(photo), neighbour->clock.now_ms());
            advance(sync::tuning::k_content_retry_ms / 4);
        }
        network.deliver_late();
        network.rates = FaultRates::none();
        for (int round = 0; round < 3; ++round) {
            advance(sync::tuning::k_content_retry_ms + 1000);
            one->sync_well();
            neighbour->sync_well();
        }
        for (const auto& photo : photos) CHECK(fetch(*neighbour, photo) == photo);
        CHECK(shelf(*one).count().value().to_send == 0);
    }
}

TEST_CASE("a hub that knew nothing of a kind of record takes its photos once it was upgraded") {
    SimHub hub;
    hub.add_store("S001");
    SimTerminal terminal(hub, "S001", 1);
    terminal.upgrade(make_invented_manifest(), invented_migrations());
    terminal.enrol();
    auto shelf = sqlite::AttachmentShelf::open(terminal.database()).value();
    const auto hash = shelf.add("photo", "", terminal.clock.now_ms()).value();
    REQUIRE(terminal.insert("parcel", terminal.new_id(),
                            {{"store_code", "S001"}, {"content", "手表"}, {"picture", hash}}));
    terminal.sync_well();
    CHECK(shelf.find(hash).value()->trouble == "attachment_unknown");
    const auto newer = make_invented_manifest();
    std::vector<Entity> entities(newer.entities().begin(), newer.entities().end());
    for (auto& entity : entities) {
        if (entity.name == "parcel") entity.since = newer.schema_version();
    }
    hub.upgrade(Manifest(newer.schema_version(), std::move(entities)));
    terminal.clock.advance(sync::tuning::k_content_retry_ms + 1000);
    CHECK(terminal.sync_well().files_sent == 1);
}

TEST_CASE("kill -9 of terminal and hub anywhere in a session: the photo is there after the next") {
    const auto photo = photo_of(2 * k_piece + 11);
    int killed = 0;
    // Every third call: each kind of step is cut off somewhere.
    for (int call = 1;; call += 3) {
        CAPTURE(call);
        Photos photos;
        photos.add_parcel(*photos.one, photo);
        const bool died = dies_at_file_call(call, [&] {
            photos.hub.restart();
            photos.one->restart();
            photos.one->sync_well();
        });
        photos.hub.restart();
        photos.one->restart();
        photos.one->sync_well();
        CHECK(photos.at_hub(photo));
        CHECK(photos.shelf(*photos.one).count().value().to_send == 0);
        photos.neighbour->sync_well();
        CHECK(photos.fetch(*photos.neighbour, photo) == photo);
        if (!died) break;
        ++killed;
    }
    CHECK(killed > 10);
}
