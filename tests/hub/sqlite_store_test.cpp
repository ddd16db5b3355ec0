#include "schema/sqlite/migrations.hpp"
#include "tests/hub/hub_fixture.hpp"
#include "tests/hub/store_conformance.hpp"

using namespace qiantai;
using namespace qiantai::test;

namespace {

Result<std::unique_ptr<hub::SqliteHubStore>> open_in(const TempFolder& folder) {
    return hub::SqliteHubStore::open({folder / "hub.db", TestHub::database_options()});
}

}  // namespace

TEST_CASE("the SQLite store conforms") {
    TempFolder folder;
    check_store_conforms([&] {
        auto opened = open_in(folder);
        REQUIRE(opened.ok());
        return std::shared_ptr<hub::HubStore>(std::move(*opened));
    });
}

TEST_CASE("many readers and writers at a time get along") {
    TempFolder folder;
    const auto store = std::move(*open_in(folder));
    std::atomic<int> failures = 0;
    std::vector<std::thread> threads;
    const std::string scopes[] = {"chain"};
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
            for (int n = 0; n < 30; ++n) {
                if (i % 2 == 0) {
                    auto writer = store->begin_write();
                    const bool ok = writer.ok() && (*writer)->raise_counters({{"chain", 1}}).ok() &&
                                    (*writer)->commit().ok();
                    failures += !ok;
                } else {
                    auto reader = store->begin_read();
                    failures += !(reader.ok() && (*reader)->load_counters(scopes).ok());
                }
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(failures == 0);
    CHECK((*store->begin_read())->load_counters(scopes)->at("chain") == 60);
}

TEST_CASE("a reader given up in the middle of a statement keeps no view for the next one") {
    std::vector<sqlite::Database*> connections;
    TestHub hub;
    hub.reopen([&](sqlite::Database& database) { connections.push_back(&database); });
    const auto stores = hub.rows_of("store").size();
    {
        const auto reader = hub.store().begin_read().value();
        REQUIRE(connections.back()->cached("SELECT name FROM fact").step().value());
    }
    hub.add_store("S001");
    CHECK(hub.rows_of("store").size() == stores + 1);
}

TEST_CASE("a hub's database is not opened with another key, nor taken from another program") {
    TempFolder folder;
    open_in(folder)->reset();
    auto options = TestHub::database_options();
    options.key = std::string(32, 'x');
    CHECK(hub::SqliteHubStore::open({folder / "hub.db", options}).error().code() ==
          "database_wrong_key");
    {
        auto database = sqlite::Database::open(folder / "other.db", TestHub::database_options());
        REQUIRE(sqlite::migrate(*database, sqlite::ApplicationId::terminal,
                                sqlite::terminal_migrations())
                    .ok());
    }
    CHECK(hub::SqliteHubStore::open({folder / "other.db", TestHub::database_options()})
              .error()
              .code() == "database_foreign");
}

TEST_CASE("a copy made while writing goes on is whole, and opens with the same key") {
    TempFolder folder;
    const auto store = std::move(*open_in(folder));
    {
        auto writer = *store->begin_write();
        REQUIRE(writer->save_fact("name", "value").ok());
        REQUIRE(writer->commit().ok());
    }
    REQUIRE(store->copy_to(folder / "copy.db").ok());
    CHECK(file_bytes(folder / "copy.db").find("CREATE TABLE") == std::string::npos);
    const auto copy = hub::SqliteHubStore::open({folder / "copy.db", TestHub::database_options()});
    REQUIRE(copy.ok());
    CHECK((*copy)->check_integrity().ok());
    CHECK(*(*(*copy)->begin_read())->load_fact("name") == "value");
}
