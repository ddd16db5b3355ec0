// What a push costs in the hub grows with its changes, whatever they have in common. Counted are the
// statements that run with the rows they give, and the objects that are made on the heap: figures
// that no busy machine changes.

#include <sqlite3.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "sync/core/tuning.hpp"
#include "tests/hub/hub_fixture.hpp"
#include "tests/support/invented.hpp"

namespace {

std::atomic<std::int64_t> heap_objects = 0;

}  // namespace

// This program's own, so that objects can be counted. Where only one of a pair is put in line GCC takes
// them for a mismatch (GCC bug 103993).
[[gnu::noinline]] void* operator new(std::size_t bytes) {
    ++heap_objects;
    if (void* made = std::malloc(bytes == 0 ? 1 : bytes)) return made;
    throw std::bad_alloc();
}
[[gnu::noinline]] void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
    ++heap_objects;
    return std::malloc(bytes == 0 ? 1 : bytes);
}
[[gnu::noinline]] void operator delete(void* object) noexcept {
    std::free(object);
}
[[gnu::noinline]] void operator delete(void* object, std::size_t) noexcept {
    std::free(object);
}

namespace qiantai::test {
namespace {

using Write = std::function<void(TestHub&, TestDevice&, int)>;

struct Counter {
    std::int64_t count = 0;

    void attach(sqlite::Database& database) {
        sqlite3_trace_v2(
            database.handle(), SQLITE_TRACE_STMT | SQLITE_TRACE_ROW,
            [](unsigned, void* self, void*, void*) {
                ++static_cast<Counter*>(self)->count;
                return 0;
            },
            this);
    }
};

struct Cost {
    std::int64_t rows = 0;
    std::int64_t objects = 0;
};

/// What one push of the changes costs that `write` makes of `n`; `before` is sent first.
Cost cost_of(const Write& before, const Write& write, int n, std::string_view store) {
    Counter counter;
    TestHub hub(make_invented_manifest());
    hub.reopen([&](sqlite::Database& database) { counter.attach(database); });
    hub.add_store("S001");
    TestDevice device(hub, store);
    before(hub, device, n);
    if (!device.outbox.empty()) REQUIRE(device.push().status == 200);
    write(hub, device, n);
    counter.count = 0;
    const std::int64_t objects = heap_objects;
    const auto reply = device.push();
    const Cost cost{counter.count, heap_objects - objects};
    REQUIRE(reply.status == 200);
    return cost;
}

void check_linear(const Write& before, const Write& write, std::string_view store = "S001") {
    auto smaller = cost_of(before, write, 50, store);
    for (const int n : {100, 200, 400}) {
        const auto cost = cost_of(before, write, n, store);
        MESSAGE(n << " changes: " << cost.rows << " rows, " << cost.objects << " objects");
        CHECK(10 * cost.rows <= 22 * smaller.rows);
        CHECK(10 * cost.objects <= 22 * smaller.objects);
        smaller = cost;
    }
}

void nothing(TestHub&, TestDevice&, int) {}

boost::json::object card_columns(const Uuid& member, std::string_view number) {
    return {{"store_code", "S001"},
            {"member_id", member.text()},
            {"number", number},
            {"status", "active"},
            {"issued_on", "2026-11-22"},
            {"created_by", "1001"},
            {"created_at", 1'795'000'000'000}};
}

TEST_CASE("a push costs what its changes cost, however alike they are") {
    SUBCASE("one phone number for many members") {
        check_linear(nothing, [](TestHub&, TestDevice& till, int n) {
            for (int i = 0; i < n; ++i) till.insert("member", member_columns("S001"));
        });
    }
    SUBCASE("one phone number for many members, of whom as many have it already") {
        const Write members = [](TestHub&, TestDevice& till, int n) {
            for (int i = 0; i < n; ++i) till.insert("member", member_columns("S001"));
        };
        check_linear(members, members);
    }
    SUBCASE("many changes of one member") {
        Uuid member;
        check_linear([&](TestHub&, TestDevice& till,
                         int) { member = till.insert("member", member_columns("S001")); },
                     [&](TestHub&, TestDevice& till, int n) {
                         for (int i = 0; i < n; ++i)
                             till.update("member", member, {{"name", "王" + std::to_string(i)}},
                                         sync::Hlc(1));
                     });
    }
    SUBCASE("one card number many times") {
        check_linear(nothing, [](TestHub&, TestDevice& till, int n) {
            const Uuid member = till.insert("member", member_columns("S001"));
            for (int i = 0; i < n; ++i) till.insert("member_card", card_columns(member, "7000001"));
        });
    }
    SUBCASE("many erasures of persons with cards") {
        std::vector<Uuid> members;
        check_linear(
            [&](TestHub&, TestDevice& till, int n) {
                members.clear();
                for (int i = 0; i < n; ++i) {
                    members.push_back(
                        till.insert("member", member_columns("S001", std::to_string(i))));
                    till.insert("member_card",
                                card_columns(members.back(), std::to_string(7'000'000 + i)));
                }
            },
            [&](TestHub&, TestDevice& till, int) {
                for (const auto& member : members) till.erase("member", member);
            });
    }
    SUBCASE("many changes that are refused") {
        check_linear(nothing, [](TestHub&, TestDevice& till, int n) {
            for (int i = 0; i < n; ++i) till.insert("member", member_columns("S009"));
        });
    }
    SUBCASE("one row moves between many stores, with many that belong to it") {
        check_linear(nothing, [](TestHub&, TestDevice& till, int n) {
            const Uuid parcel =
                till.insert("parcel", {{"store_code", "S001"}, {"content", "cups"}});
            for (int i = 0; i < n / 2; ++i) {
                till.update("parcel", parcel, {{"receiver", "S" + std::to_string(100 + i)}});
                till.insert("parcel_note",
                            {{"store_code", "S001"}, {"parcel_id", parcel.text()}, {"words", "x"}});
            }
        });
    }
    SUBCASE("many authorisations for one person's row") {
        Uuid parcel;
        check_linear(
            [&](TestHub&, TestDevice& desk, int) {
                parcel = desk.insert("parcel", {{"store_code", "HQ"}, {"content", "cups"}});
                for (int i = 0; i < 50; ++i)
                    desk.insert(
                        "parcel_note",
                        {{"store_code", "HQ"}, {"parcel_id", parcel.text()}, {"words", "x"}});
            },
            [&](TestHub& hub, TestDevice& desk, int n) {
                for (int i = 0; i < n; ++i)
                    desk.insert("permit", {{"store_code", "HQ"},
                                           {"row_id", parcel.text()},
                                           {"desk", "T01"},
                                           {"until", hub.clock.now_ms() + 1'000'000}});
            },
            "HQ");
    }
}

TEST_CASE("one number of everybody gives cases among the first few only") {
    TestHub hub;
    hub.add_store("S001");
    TestDevice till(hub, "S001");
    for (int i = 0; i < 60; ++i) till.insert("member", member_columns("S001"));
    REQUIRE(till.push().status == 200);
    constexpr auto k_few = static_cast<std::size_t>(sync::tuning::k_duplicate_holders_max) + 1;
    CHECK(hub.rows_of("member_conflict").size() == k_few * (k_few - 1) / 2);
}

TEST_CASE("a hub that is told to stop gives up a large push and finishes a small one") {
    TestHub hub;
    hub.add_store("S001");
    TestDevice till(hub, "S001");
    for (int i = 0; i < 300; ++i) till.insert("member", member_columns("S001", std::to_string(i)));
    hub.service().stop();
    const auto given_up = till.push();
    CHECK(given_up.status == 503);
    CHECK(given_up.code() == "hub_stopping");
    CHECK(hub.rows_of("member").empty());
    CHECK(till.send(till.make_batch(1, 200)).status == 200);
    CHECK(hub.rows_of("member").size() == 200);
}

}  // namespace
}  // namespace qiantai::test
