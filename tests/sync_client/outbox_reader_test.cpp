// How waiting changes become batches.

#include "sync/client/outbox_reader.hpp"

#include "sync/client/device_facts.hpp"
#include "tests/support/row_store.hpp"
#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

struct OutboxWriter {
    SimHub hub;
    SimTerminal terminal{hub, "S001", 1};

    // One transaction of so many changes.
    void write(int count) {
        REQUIRE(terminal.in_transaction([&]() -> Status {
            store::RowStore rows(terminal.database(), terminal.manifest());
            for (int i = 0; i < count; ++i) {
                QIANTAI_TRY_STATUS(
                    rows.insert("member", terminal.new_id(),
                                member_row("S001", "王", "13800000001", terminal.clock.now_ms())));
            }
            return {};
        }));
    }
    std::vector<sync::Change> load(std::int64_t first_seq, sync::BatchLimits limits = {}) {
        return sync::load_changes(terminal.database(), first_seq, limits).value();
    }
};

TEST_CASE("a batch never splits a transaction") {
    OutboxWriter writer;
    writer.write(3);
    writer.write(5);
    writer.write(1);
    CHECK(writer.load(1, {.count_target = 1}).size() == 3);
    CHECK(writer.load(1, {.count_target = 3}).size() == 3);
    CHECK(writer.load(1, {.count_target = 4}).size() == 8);
    CHECK(writer.load(4, {.count_target = 1}).size() == 5);
    CHECK(writer.load(1, {.bytes_target = 1}).size() == 3);
    CHECK(writer.load(1).size() == 9);
    CHECK(writer.load(10).empty());
}

TEST_CASE("a transaction larger than the hub takes is sent in pieces instead of never") {
    OutboxWriter writer;
    writer.write(sync::tuning::k_push_count_max + 10);
    CHECK(writer.load(1).size() == static_cast<std::size_t>(sync::tuning::k_push_count_max));
    CHECK(writer.load(sync::tuning::k_push_count_max + 1).size() == 10);
}

TEST_CASE("a change that is no longer kept is missed, not passed over") {
    OutboxWriter writer;
    writer.write(1);
    writer.write(1);
    writer.write(1);
    REQUIRE(writer.terminal.database().execute("DELETE FROM outbox WHERE seq = 1").ok());
    CHECK(sync::load_changes(writer.terminal.database(), 1, {}).error().code() ==
          "history_missing");
    CHECK(writer.load(2).size() == 2);
    REQUIRE(writer.terminal.database().execute("DELETE FROM outbox WHERE seq = 2").ok());
    CHECK(sync::load_changes(writer.terminal.database(), 2, {}).error().code() ==
          "history_missing");
}

TEST_CASE("a batch says which change it follows") {
    OutboxWriter writer;
    writer.write(1);
    writer.write(1);
    const auto changes = writer.load(1);
    const auto batch = sync::load_push_batch(writer.terminal.database(), 1, 2, {}).value();
    CHECK(batch.first_seq == 2);
    CHECK(batch.previous_hlc == changes[0].hlc);
    CHECK(batch.changes.size() == 1);
    CHECK(sync::load_push_batch(writer.terminal.database(), 1, 1, {}).value().previous_hlc ==
          sync::Hlc());
}

TEST_CASE("a batch that the hub finds too large is halved until it goes through") {
    Chain chain;
    for (int i = 0; i < 20; ++i) REQUIRE(chain.one.register_member("王", "13800000001"));
    std::vector<std::size_t> refused_sizes;
    HookLink link(chain.hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
        if (request.method != "POST" || request.body.size() < 450) return {};
        refused_sizes.push_back(request.body.size());
        sync::HttpResponse response;
        response.status = 413;
        response.body = R"({"code":"body_too_large"})";
        return response;
    });
    CHECK(chain.one.sync(link).ok());
    CHECK(refused_sizes.size() > 1);
    CHECK(chain.hub.rows_of("member").size() == 20);
}

TEST_CASE("a batch that a machine on the way finds too large is halved too") {
    Chain chain;
    for (int i = 0; i < 20; ++i) REQUIRE(chain.one.register_member("王", "13800000001"));
    std::vector<std::size_t> refused_sizes;
    HookLink link(chain.hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
        if (request.method != "POST" || request.body.size() < 450) return {};
        refused_sizes.push_back(request.body.size());
        sync::HttpResponse response;
        response.status = 413;
        response.body = "<html><h1>413 Request Entity Too Large</h1></html>";
        return response;
    });
    CHECK(chain.one.sync(link).ok());
    CHECK(refused_sizes.size() > 1);
    CHECK(chain.hub.rows_of("member").size() == 20);
}

}  // namespace
}  // namespace qiantai::test
