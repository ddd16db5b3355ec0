// The hub's store in a real PostgreSQL.

#include <future>

#include "sync/core/tuning.hpp"
#include "sync/hub/store/postgres/pg_store.hpp"
#include "tests/hub/hub_fixture.hpp"
#include "tests/hub/store_conformance.hpp"
#include "tests/support/postgres_server.hpp"

using namespace qiantai;
using namespace qiantai::test;

namespace {

struct OnPostgres {
    PostgresServer& server = PostgresServer::shared();
    std::string where = server.make_schema();
    TempFolder folder;

    std::unique_ptr<hub::PgHubStore> open() {
        auto opened = hub::PgHubStore::open({where, folder / "attachments"});
        REQUIRE_MESSAGE(opened.ok(), (opened.ok() ? "" : opened.error().message()));
        return std::move(*opened);
    }
    static std::int64_t raise(hub::HubStore& store, std::int64_t by) {
        auto writer = store.begin_write().value();
        const auto before = writer->raise_counters({{"chain", by}}).value().at("chain");
        REQUIRE(writer->commit().ok());
        return before;
    }
    static std::int64_t version(hub::HubStore& store) {
        const std::string scopes[] = {"chain"};
        return store.begin_read().value()->load_counters(scopes).value().at("chain");
    }
    std::string schema() const {
        return where.substr(where.rfind('=') + 1, where.size() - where.rfind('=') - 2);
    }
};

}  // namespace

TEST_CASE("the PostgreSQL store conforms") {
    auto& server = PostgresServer::shared();
    TempFolder folder;
    check_store_conforms([&] {
        auto opened = hub::PgHubStore::open({server.make_schema(), folder / "attachments"});
        REQUIRE_MESSAGE(opened.ok(), (opened.ok() ? "" : opened.error().message()));
        return std::shared_ptr<hub::HubStore>(std::move(*opened));
    });
}

TEST_CASE_FIXTURE(OnPostgres,
                  "two hubs on one database write in turn, and each sees what the other did") {
    const auto one = open(), other = open();
    CHECK(raise(*one, 2) == 0);
    CHECK(raise(*other, 3) == 2);
    CHECK(version(*one) == 5);
    auto writer = one->begin_write().value();
    CHECK_FALSE(other->try_begin_write().value());
    auto waiting = std::async(std::launch::async, [&] { return raise(*other, 1); });
    REQUIRE(writer->raise_counters({{"chain", 10}}).ok());
    REQUIRE(writer->commit().ok());
    writer.reset();
    CHECK(waiting.get() == 15);
    CHECK(other->try_begin_write().value());
}

TEST_CASE_FIXTURE(OnPostgres, "hubs that start together make the tables once") {
    std::vector<std::future<bool>> starting;
    for (int i = 0; i < 4; ++i) {
        starting.push_back(std::async(std::launch::async, [&, i] {
            return hub::PgHubStore::open({where, folder / std::to_string(i)}).ok();
        }));
    }
    for (auto& one : starting) CHECK(one.get());
    CHECK(server.query(schema(), "SELECT count(*) FROM schema_step") == "1\n");
}

TEST_CASE_FIXTURE(OnPostgres, "after another history, versions go on above all that were given") {
    {
        const auto store = open();
        raise(*store, 7);
        CHECK(version(*store) == 7);
    }
    // As after a promotion to another timeline, or a dump that was read into another cluster.
    server.query(schema(), "UPDATE history SET timeline = timeline + 1");
    const auto store = open();
    const auto base = version(*store);
    CHECK(base > 1'600'000'000'000'000);
    CHECK(raise(*store, 2) == base);
    CHECK(version(*store) == base + 2);
    CHECK(version(*open()) == base + 2);
}

TEST_CASE_FIXTURE(OnPostgres, "a database of a newer program is left alone") {
    (void)open();
    server.query(schema(), "INSERT INTO schema_step (number) VALUES (999)");
    const auto opened = hub::PgHubStore::open({where, folder / "attachments"});
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code() == sqlite::k_database_too_new.code);
}

TEST_CASE("after a crash of the database what was committed is there, and the store goes on") {
    PostgresServer server;
    TempFolder folder;
    const auto where = server.make_schema();
    auto opened = hub::PgHubStore::open({where, folder / "attachments"});
    REQUIRE(opened.ok());
    auto& store = **opened;
    OnPostgres::raise(store, 4);
    auto unfinished = store.begin_write().value();
    REQUIRE(unfinished->raise_counters({{"chain", 100}}).ok());
    server.kill_hard();
    const auto lost = unfinished->commit();
    REQUIRE_FALSE(lost.ok());
    CHECK(lost.error().code() == hub::k_postgres_unreachable.code);
    unfinished.reset();
    CHECK(store.begin_read().error().actor() == Actor::itself);
    server.start();
    CHECK(OnPostgres::version(store) == 4);
    CHECK(OnPostgres::raise(store, 1) == 4);
}

TEST_CASE_FIXTURE(OnPostgres, "what PostgreSQL cannot hold does not fail a write for ever") {
    const auto store = open();
    auto writer = store->begin_write().value();
    const std::string with_nul("a\0b", 3);
    REQUIRE(writer->save_fact("x", with_nul).ok());
    REQUIRE(writer->save_fact("y", "\"{},\\ NULL 张三 \xF0\xA0\xAE\xB7").ok());
    REQUIRE(writer->commit().ok());
    auto reader = store->begin_read().value();
    CHECK(*reader->load_fact("x").value() ==
          "a\xEF\xBF\xBD"
          "b");
    CHECK(*reader->load_fact("y").value() == "\"{},\\ NULL 张三 \xF0\xA0\xAE\xB7");
}

namespace {

/// A hub over PostgreSQL, whatever the others of this run stand on.
struct PushedOnPostgres {
    PushedOnPostgres() {
        ::setenv("QIANTAI_TEST_DATABASE", "postgres", 1);
        hub.emplace();
        if (before.empty())
            ::unsetenv("QIANTAI_TEST_DATABASE");
        else
            ::setenv("QIANTAI_TEST_DATABASE", before.c_str(), 1);
        hub->add_store("S001");
        till.emplace(*hub, "S001");
    }

    struct Cost {
        std::int64_t round_trips;
        std::int64_t statements;
        bool operator==(const Cost&) const = default;
    };
    /// Of registering so many members in one push.
    Cost push_members(int count) {
        for (int i = 0; i < count; ++i, ++phone) {
            till->insert("member", member_columns("S001", std::to_string(phone)));
        }
        const auto& traffic = dynamic_cast<hub::PgHubStore&>(hub->store()).traffic();
        const Cost start{traffic.round_trips, traffic.statements};
        const auto reply = till->push();
        REQUIRE(reply.status == 200);
        REQUIRE(reply.answer.rejections.empty());
        return {traffic.round_trips - start.round_trips, traffic.statements - start.statements};
    }

    std::string before = TestHub::is_on_postgres() ? "postgres" : "";
    std::optional<TestHub> hub;
    std::optional<TestDevice> till;
    std::int64_t phone = 13'800'000'000;
};

}  // namespace

TEST_CASE_FIXTURE(PushedOnPostgres, "a push costs the same few round trips whatever its size") {
    push_members(1);
    const auto one = push_members(1);
    MESSAGE(one.round_trips, " round trips, ", one.statements, " statements");
    CHECK(push_members(2) == one);
    CHECK(push_members(sync::tuning::k_push_chunk) == one);
    // Rows are written so many at a time, two statements each, which wait for nothing.
    const auto many = push_members(3 * sync::tuning::k_push_chunk);
    CHECK(many.statements == one.statements + 2 * 2);
    CHECK(many.round_trips == one.round_trips);
    // Three of them are the look whose request it is.
    CHECK(one.round_trips == 10);
}
