#include <doctest/doctest.h>

#include "schema/base/random.hpp"
#include "schema/sqlite/facts.hpp"
#include "sync/client/push_state.hpp"
#include "terminal/store/terminal_database.hpp"
#include "tests/support/temp_folder.hpp"

using namespace qiantai;
namespace fact = sqlite::fact;

TEST_CASE(
    "what a database was restored from is forgotten once the hub speaks of the restored one, not "
    "before") {
    test::TempFolder folder;
    FakeClock clock;
    SeededRandom random(1);
    const Manifest manifest = make_qiantai_manifest();
    const auto home =
        store::resolve_home(folder.path(), [](const char*) { return std::nullopt; }).value();
    store::TerminalOptions options;
    options.if_missing = store::TerminalOptions::IfMissing::create;
    auto terminal = store::TerminalDatabase::open(home, clock, random, manifest, options).value();
    auto& database = terminal.database();
    const Uuid before = Uuid::derive("the incarnation before");
    sqlite::save_fact(database, fact::k_restored_from, before.text()).value();
    sync::HubHello hello;
    hello.hub_time_ms = clock.now_ms();
    hello.generation = "g";
    hello.incarnation = before;
    sync::store_hello(database, hello, clock.now_ms()).value();
    CHECK(sqlite::load_fact_text(database, fact::k_restored_from).value() == before.text());
    hello.incarnation = terminal.incarnation();
    sync::store_hello(database, hello, clock.now_ms()).value();
    CHECK_FALSE(sqlite::load_fact_text(database, fact::k_restored_from).value());
}
