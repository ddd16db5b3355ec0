// What the sync client keeps as JSON text, damaged: told or healed, never the end of the program.

#include "schema/sqlite/facts.hpp"
#include "sync/client/bundle_file.hpp"
#include "sync/client/outbox_retention.hpp"
#include "sync/client/rejections.hpp"
#include "sync/client/restamp.hpp"
#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

constexpr const char* k_damages[] = {"", "{", "[]", "7", "[[1]]", "[[\"a\",\"b\"],7]", "\xFF"};

void damage_fact(SimTerminal& terminal, std::string_view name, std::string_view text) {
    REQUIRE(sqlite::save_fact(terminal.database(), name, text).ok());
}

TEST_CASE("a reason of the last failure that can't be read is told as such, until the next one") {
    for (const auto* damage : k_damages) {
        CAPTURE(damage);
        Chain chain;
        damage_fact(chain.one, sqlite::fact::k_last_error, damage);
        const auto status = chain.one.status();
        REQUIRE(status.last_error);
        CHECK(status.last_error->code == "last_error_unreadable");
        CHECK_FALSE(status.last_error->words_zh.empty());
        chain.one.sync_well();
        CHECK_FALSE(chain.one.status().last_error);
    }
}

TEST_CASE("marks of what was acknowledged that can't be read keep the outbox and are made anew") {
    constexpr TimeMs k_day_ms = 24ll * 3600 * 1000;
    for (const auto* damage : k_damages) {
        CAPTURE(damage);
        Chain chain;
        chain.sent_member();
        const auto kept = chain.one.count("SELECT count(*) FROM outbox");
        REQUIRE(kept > 0);
        damage_fact(chain.one, sqlite::fact::k_ack_marks, damage);
        chain.one.sync_well();
        CHECK(chain.one.count("SELECT count(*) FROM outbox") == kept);
        chain.advance(40 * k_day_ms);
        chain.one.sync_well();
        // The newest is never deleted.
        CHECK(chain.one.count("SELECT count(*) FROM outbox") == 1);
    }
}

TEST_CASE("a waiting change whose columns can't be read is listed without them and not sent") {
    Chain chain;
    chain.sent_member();
    REQUIRE(chain.one.register_member("李", "13800000002"));
    REQUIRE(chain.one.database().execute("UPDATE outbox SET columns = '{' WHERE seq > 3").ok());
    const auto rows =
        sync::list_outbox(chain.one.database(), sync::OutboxFilter::waiting, 0, 10).value();
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].columns.empty());
    CHECK(error_code(chain.one.sync()) == "outbox_unreadable");
}

TEST_CASE("a refused change whose columns can't be read is listed without them") {
    Chain chain;
    REQUIRE(chain.one.insert("member", chain.one.new_id(),
                             member_row("S002", "外店", "13800000009", chain.one.clock.now_ms())));
    chain.one.sync_well();
    REQUIRE(chain.one.database().execute("UPDATE outbox SET columns = '[]'").ok());
    const auto list =
        sync::list_rejections(chain.one.database(), sync::RejectionFilter::open, 10).value();
    REQUIRE(list.size() == 1);
    CHECK(list[0].columns.empty());
    CHECK_FALSE(list[0].code.empty());
}

TEST_CASE("a seen clock that can't be read outlasts new stamps and is told when it is sent") {
    Chain chain;
    const auto member = chain.sent_member();
    REQUIRE(chain.one.update("member", member, {{"notes", "x"}}));
    REQUIRE(chain.one.database().execute("UPDATE outbox SET seen = '{' WHERE seq > 3").ok());
    const auto now = chain.one.clock.now_ms();
    const auto restamped =
        sync::restamp_unsent(chain.one.database(), chain.one.manifest(),
                             {now - 3'600'000, sync::Hlc::at(now - 3'000'000)}, now);
    REQUIRE(restamped.ok());
    CHECK(*restamped == 1);
    CHECK(error_code(chain.one.sync()) == "outbox_unreadable");
}

TEST_CASE("a note of the last export that can't be read answers to nobody, a new export heals it") {
    Chain chain;
    TempFolder folder;
    REQUIRE(chain.one.register_member("王小明", "13800000001"));
    const auto exchange = [&](const char* name) {
        const auto out = folder / (std::string(name) + ".out");
        const auto in = folder / (std::string(name) + ".in");
        REQUIRE(sync::export_bundle(chain.one.database(), chain.one.manifest(), out).ok());
        write_bytes(in, chain.hub.exchange_bundle(file_bytes(out)).value());
        return in;
    };
    const auto import = [&](const std::filesystem::path& file) {
        return sync::import_bundle(chain.one.database(), chain.one.manifest(), chain.one.clock,
                                   file);
    };
    const auto reply = exchange("first");
    damage_fact(chain.one, sqlite::fact::k_bundle_exported, "{");
    CHECK(import(reply).error().code() == "bundle_unreadable");
    CHECK(chain.one.status().waiting_count == 3);
    REQUIRE(import(exchange("second")).ok());
    CHECK(chain.one.status().waiting_count == 0);
}

}  // namespace
}  // namespace qiantai::test
