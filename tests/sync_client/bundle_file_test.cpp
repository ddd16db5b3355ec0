// Sync by a file that somebody carries.

#include "sync/client/bundle_file.hpp"

#include "schema/base/file.hpp"
#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

struct Carrier : Chain {
    TempFolder folder;

    std::filesystem::path export_from(SimTerminal& terminal, const std::string& name = "out") {
        const auto file = folder / name;
        sync::export_bundle(terminal.database(), terminal.manifest(), file).value();
        return file;
    }
    std::filesystem::path exchange(const std::filesystem::path& file,
                                   const std::string& name = "back") {
        const auto reply = folder / name;
        write_bytes(reply, hub.exchange_bundle(file_bytes(file)).value());
        return reply;
    }
    Result<sync::SessionReport> import(SimTerminal& terminal, const std::filesystem::path& file) {
        return sync::import_bundle(terminal.database(), terminal.manifest(), terminal.clock, file);
    }
};

TEST_CASE("a bundle carries changes there, and acknowledgements and the feed back") {
    Carrier chain;
    SimTerminal second(chain.hub, "S001", 9);
    second.enrol();
    const auto remote = second.register_member("另一台", "13800000002");
    second.sync_well();
    const auto member = chain.one.register_member("王小明", "13800000001");
    const auto reply = chain.exchange(chain.export_from(chain.one));
    CHECK(chain.one.status().waiting_count == 3);
    const auto report = chain.import(chain.one, reply).value();
    CHECK(report.sent == 3);
    CHECK(chain.hub.load_row("member", *member));
    CHECK(chain.one.load("member", *remote));
    CHECK(chain.one.status().waiting_count == 0);
    CHECK(chain.one.status().first_load_done);
    CHECK(chain.one.status().last_complete_at);
}

TEST_CASE("a bundle and its answer taken twice change nothing more") {
    Carrier chain;
    REQUIRE(chain.one.register_member("王小明", "13800000001"));
    const auto file = chain.export_from(chain.one);
    const auto first = chain.exchange(file, "first");
    const auto second = chain.exchange(file, "second");
    REQUIRE(chain.import(chain.one, second));
    CHECK_FALSE(chain.import(chain.one, first).value().moved_anything());
    CHECK_FALSE(chain.import(chain.one, second).value().moved_anything());
    CHECK(chain.hub.rows_of("member").size() == 1);
    CHECK_FALSE(chain.one.sync_well().moved_anything());
}

TEST_CASE("an answer that comes after an online session does not set it back") {
    Carrier chain;
    REQUIRE(chain.one.register_member("王小明", "13800000001"));
    const auto reply = chain.exchange(chain.export_from(chain.one));
    REQUIRE(chain.one.register_member("李", "13800000002"));
    chain.one.sync_well();
    REQUIRE(chain.import(chain.one, reply));
    CHECK(chain.one.status().waiting_count == 0);
    CHECK_FALSE(chain.one.sync_well().moved_anything());
}

TEST_CASE("a rejection comes back in a bundle as it does online") {
    Carrier chain;
    REQUIRE(chain.one.insert("member", chain.one.new_id(),
                             member_row("S002", "外店", "13800000009", chain.one.clock.now_ms())));
    CHECK(chain.import(chain.one, chain.exchange(chain.export_from(chain.one))).value().rejected ==
          1);
    CHECK(chain.one.status().refused_count == 1);
}

TEST_CASE("a damaged bundle, or one for another terminal, is refused and changes nothing") {
    Carrier chain;
    REQUIRE(chain.one.register_member("王小明", "13800000001"));
    const auto reply = chain.exchange(chain.export_from(chain.one));
    CHECK(chain.import(chain.other, reply).error().code() == "bundle_unreadable");
    auto bytes = file_bytes(reply);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    write_bytes(chain.folder / "bad", bytes);
    CHECK(chain.import(chain.one, chain.folder / "bad").error().code() == "bundle_unreadable");
    write_bytes(chain.folder / "cut", file_bytes(reply).substr(0, 100));
    CHECK(chain.import(chain.one, chain.folder / "cut").error().code() == "bundle_unreadable");
    CHECK(chain.import(chain.one, chain.folder / "absent").error().code() == "file_error");
    CHECK(chain.one.status().waiting_count == 3);
}

TEST_CASE("an answer to an export from before a restore acknowledges nothing") {
    Carrier chain;
    chain.sent_member();
    const auto copy = chain.one.copy();
    REQUIRE(chain.one.register_member("丢失", "13800000002"));
    const auto reply = chain.exchange(chain.export_from(chain.one));
    chain.one.back_to_copy(copy, SimTerminal::CopyKind::restored);
    const auto other = chain.one.register_member("另一个", "13800000003");
    CHECK_FALSE(chain.import(chain.one, reply));
    CHECK(chain.one.status().waiting_count == 3);
    chain.one.sync_well();
    CHECK(chain.hub.load_row("member", *other));
}

TEST_CASE("a terminal that is not enrolled has nobody to write a bundle for") {
    SimHub hub;
    SimTerminal terminal(hub, "S001", 1);
    TempFolder folder;
    CHECK(sync::export_bundle(terminal.database(), terminal.manifest(), folder / "out")
              .error()
              .code() == "terminal_not_enrolled");
}

}  // namespace
}  // namespace qiantai::test
