#include <sys/wait.h>
#include <unistd.h>

#include <set>
#include <thread>

#include "schema/sqlite/facts.hpp"
#include "sync/core/hlc.hpp"
#include "tests/store/store_fixture.hpp"

using namespace qiantai;
using namespace qiantai::store;
using namespace qiantai::store::test;
using sqlite::Transaction;
using sync::Hlc;

namespace {

constexpr TimeMs k_minute_ms = 60'000;

Hlc next(sqlite::Database& db) {
    auto transaction = Transaction::begin(db).value();
    return Hlc(query_integer(db, "SELECT next_hlc()"));
}

}  // namespace

TEST_CASE("clocks never go back, whatever the machine's clock does, also over restarts") {
    StoreFixture f;
    for (int n = 0; n < 6; ++n) {
        auto terminal = f.open();
        insert_tier(terminal.database(), "t", nth_id(n)).value();
        f.clock.advance(n % 2 == 0 ? -3 * k_minute_ms : k_minute_ms);
    }
    auto terminal = f.open();
    const auto outbox = read_outbox(terminal.database());
    REQUIRE(outbox.size() == 6);
    for (std::size_t i = 1; i < outbox.size(); ++i) CHECK(outbox[i].hlc > outbox[i - 1].hlc);
}

TEST_CASE("clocks of one millisecond differ") {
    StoreFixture f;
    auto terminal = f.open();
    auto transaction = Transaction::begin(terminal.database()).value();
    std::set<std::int64_t> seen;
    for (int i = 0; i < 100'000; ++i) {
        auto& statement = terminal.database().cached("SELECT next_hlc()");
        REQUIRE(statement.step().value());
        seen.insert(statement.integer(0));
        statement.reset();
    }
    CHECK(seen.size() == 100'000);
}

TEST_CASE(
    "a clock is refused outside a write transaction, where another process might give the same") {
    StoreFixture f;
    auto terminal = f.open();
    auto statement = terminal.database().prepare("SELECT next_hlc()").value();
    CHECK_FALSE(statement.step());
    {
        auto read = sqlite::ReadTransaction::begin(terminal.database()).value();
        CHECK_FALSE(statement.step());
    }
    CHECK(next(terminal.database()).time_ms() == f.clock.now_ms());
}

TEST_CASE(
    "local clocks go on from the greatest clock received, in the transaction and after a restart") {
    StoreFixture f;
    const Hlc far = Hlc::at(f.clock.now_ms() + 4 * k_minute_ms, 9);
    {
        auto terminal = f.open();
        auto& db = terminal.database();
        auto transaction = Transaction::begin(db).value();
        CHECK(query_integer(db, "SELECT next_hlc()") < far.raw());
        db.cached("SELECT observe_hlc(?)").bind(far.raw()).run().value();
        CHECK(query_integer(db, "SELECT next_hlc()") == far.raw() + 1);
        sqlite::save_fact(db, sqlite::fact::k_remote_hlc, far.raw()).value();
        transaction.commit().value();
        CHECK(next(db).raw() == far.raw() + 1);
    }
    auto terminal = f.open();
    CHECK(next(terminal.database()).raw() == far.raw() + 1);
}

TEST_CASE("a clock received in a transaction that was rolled back is forgotten") {
    StoreFixture f;
    auto terminal = f.open();
    auto& db = terminal.database();
    {
        auto transaction = Transaction::begin(db).value();
        db.cached("SELECT observe_hlc(?)")
            .bind(Hlc::at(f.clock.now_ms() + k_minute_ms).raw())
            .run()
            .value();
    }
    CHECK(next(db) == Hlc::at(f.clock.now_ms()));
}

TEST_CASE("time is the machine's, moved by what sync has noted") {
    StoreFixture f;
    auto terminal = f.open();
    auto& db = terminal.database();
    for (const TimeMs shift : {5 * k_minute_ms + 1, -24 * 60 * k_minute_ms}) {
        sqlite::save_fact(db, sqlite::fact::k_clock_shift_ms, shift).value();
        CHECK(next(db).time_ms() == f.clock.now_ms() + shift);
    }
}

TEST_CASE("two threads writing at once get clocks that are unique and in outbox order") {
    StoreFixture f;
    auto terminal = f.open();
    auto other = terminal.open_connection().value();
    const auto write = [](sqlite::Database& db, int from) {
        for (int n = from; n < from + 200; ++n) insert_tier(db, "t", nth_id(n)).value();
    };
    std::thread thread([&] { write(other, 1000); });
    write(terminal.database(), 0);
    thread.join();
    const auto outbox = read_outbox(terminal.database());
    REQUIRE(outbox.size() == 400);
    for (std::size_t i = 1; i < outbox.size(); ++i) REQUIRE(outbox[i].hlc > outbox[i - 1].hlc);
}

TEST_CASE("two processes writing at once get clocks that are unique and in outbox order") {
    StoreFixture f;
    f.open();
    std::vector<pid_t> children;
    for (int child = 0; child < 2; ++child) {
        const pid_t pid = ::fork();
        if (pid == 0) {
            auto opened = f.try_open();
            bool fine = opened.ok();
            for (int n = 0; fine && n < 100; ++n) {
                fine = insert_tier(opened->database(), "t", nth_id(child * 1000 + n)).ok();
            }
            ::_exit(fine ? 0 : 1);
        }
        children.push_back(pid);
    }
    for (const pid_t pid : children) {
        int status = 0;
        ::waitpid(pid, &status, 0);
        CHECK(status == 0);
    }
    auto terminal = f.open();
    const auto outbox = read_outbox(terminal.database());
    REQUIRE(outbox.size() == 200);
    for (std::size_t i = 1; i < outbox.size(); ++i) REQUIRE(outbox[i].hlc > outbox[i - 1].hlc);
}
