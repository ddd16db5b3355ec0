#include <doctest/doctest.h>

#include "schema/base/date.hpp"
#include "sync/core/wire.hpp"
#include "tests/sync_core/random_rows.hpp"

namespace qiantai::sync::test {
namespace {

namespace json = boost::json;

Change make_change(std::int64_t seq, Op op, json::object columns) {
    Change change;
    change.seq = seq;
    change.txn = seq;
    change.hlc = Hlc::at(1'795'000'000'000 + seq * 1'000);
    change.op = op;
    change.entity = "member";
    change.id = Uuid::derive(std::to_string(seq));
    change.columns = std::move(columns);
    return change;
}

PushBatch make_batch(std::vector<Change> changes) {
    PushBatch batch;
    batch.schema_version = 1;
    batch.incarnation = Uuid::derive("incarnation");
    batch.first_seq = 1;
    batch.changes = std::move(changes);
    return batch;
}

PushBatch through_wire(const PushBatch& batch) {
    auto decoded = decode_push(encode_push(batch));
    if (!decoded) FAIL(decoded.error().message());
    return std::move(*decoded);
}

TEST_CASE("random batches arrive as they were sent") {
    with_seeds(150, [](Random& random) {
        const PushBatch batch = random_batch(random, between(random, 0, 120));
        check_equal(batch, through_wire(batch));
    });
}

TEST_CASE("a batch without changes arrives") {
    check_equal(make_batch({}), through_wire(make_batch({})));
}

TEST_CASE("an insert's nulls are left out, an update's are kept") {
    const json::object columns{{"name", "王"}, {"phone", nullptr}, {"notes", nullptr}};
    auto update = make_change(2, Op::update, columns);
    update.seen = {{"name", Hlc(5)}, {"notes", Hlc(7)}};
    const auto received = through_wire(make_batch({make_change(1, Op::insert, columns), update}));
    CHECK(received.changes[0].columns == json::object{{"name", "王"}});
    CHECK(received.changes[1].columns == columns);
    CHECK(received.changes[1].seen == update.seen);
}

TEST_CASE("an update that sets every column to null keeps the columns' names") {
    const json::object columns{{"phone", nullptr}, {"notes", nullptr}};
    const auto received = through_wire(
        make_batch({make_change(1, Op::update, columns),
                    make_change(2, Op::update, {{"phone", "1"}, {"notes", nullptr}})}));
    CHECK(received.changes[0].columns == columns);
    CHECK(received.changes[1].columns == json::object{{"phone", "1"}, {"notes", nullptr}});
}

TEST_CASE("changes of one transaction stay together and others apart") {
    auto changes = std::vector{make_change(1, Op::insert, {}), make_change(2, Op::insert, {}),
                               make_change(3, Op::insert, {})};
    changes[1].txn = changes[0].txn = 900;
    changes[2].txn = 901;
    const auto received = through_wire(make_batch(changes));
    CHECK(received.changes[0].txn == received.changes[1].txn);
    CHECK(received.changes[1].txn != received.changes[2].txn);
}

TEST_CASE("numbers at the ends of their range arrive exactly") {
    const json::object columns{{"least", INT64_MIN},   {"greatest", INT64_MAX},
                               {"beyond", UINT64_MAX}, {"third", 0.333333333333333},
                               {"tiny", 5e-324},       {"huge", 1e300},
                               {"minus_zero", -0.25},  {"created_at", 0}};
    // Two lines with different values, so that they stand in the lines and not in the shape.
    const auto received =
        through_wire(make_batch({make_change(1, Op::insert, columns),
                                 make_change(2, Op::insert, {{"least", 1}, {"third", 2.5}})}));
    CHECK(received.changes[0].columns == columns);
}

TEST_CASE("dates that the calendar lacks and years without a number arrive as they were written") {
    for (const char* text : {"2026-02-30", "0000-05-17", "1990-04L-12", "9999-12-31", "0001-01-01",
                             "2024-02-29", ""}) {
        const auto received =
            through_wire(make_batch({make_change(1, Op::insert, {{"birthday", text}}),
                                     make_change(2, Op::insert, {{"birthday", "1990-05-17"}}),
                                     make_change(3, Op::insert, {{"birthday", "1931-12-01"}})}));
        CHECK(received.changes[0].columns.at("birthday") == text);
        CHECK(received.changes[2].columns.at("birthday") == "1931-12-01");
    }
}

TEST_CASE("a typical registration takes few bytes") {
    // The figures are bench_wire's; this keeps them from getting worse unnoticed.
    SeededRandom random(1);
    std::vector<Change> changes;
    FakeClock clock;
    for (int i = 0; i < 2'000; ++i) {
        clock.advance(static_cast<TimeMs>(random.below(600'000)));
        std::string phone = "13";
        while (phone.size() < 11) phone += static_cast<char>('0' + random.below(10));
        auto change = make_change(
            i + 1, Op::insert,
            {{"store_code", "S001"},
             {"name", "王" + std::string(i % 3 ? "小明" : "丽")},
             {"phone", phone},
             {"gender", i % 2 ? "male" : "female"},
             {"birthday", Date::of_time(static_cast<TimeMs>(random.below(1ull << 40)), 480).text()},
             {"status", "active"},
             {"created_at", clock.now_ms()}});
        change.id = Uuid::make_v7(clock, random);
        change.hlc = Hlc::at(clock.now_ms() + 1);
        changes.push_back(std::move(change));
    }
    CHECK(encode_push(make_batch(changes)).size() < 2'000 * 30);
}

TEST_CASE("a registration sent alone takes less than its rows as plain JSON in zstd") {
    SeededRandom random(1);
    FakeClock clock;
    const Uuid member = Uuid::make_v7(clock, random);
    const auto insert = [&](std::int64_t seq, std::string_view entity, json::object columns) {
        for (const auto name : {"store_code", "created_by"}) columns[name] = "S004";
        columns["created_at"] = clock.now_ms();
        auto change = make_change(seq, Op::insert, std::move(columns));
        change.entity = entity;
        change.txn = 1;
        change.id = seq == 1 ? member : Uuid::make_v7(clock, random);
        change.hlc = Hlc::at(clock.now_ms(), static_cast<std::uint16_t>(seq));
        return change;
    };
    const auto batch = make_batch({insert(1, "member",
                                          {{"name", "欧阳娜"},
                                           {"phone", "13987654321"},
                                           {"gender", "female"},
                                           {"birthday", "1991-04-30"},
                                           {"birthday_calendar", "solar"},
                                           {"tier_code", "gold"},
                                           {"home_clerk", "4002"},
                                           {"heard_from", "walk_in"},
                                           {"status", "active"},
                                           {"joined_on", "2027-02-03"}}),
                                   insert(2, "member_card",
                                          {{"member_id", member.text()},
                                           {"number", "S004T02000127X"},
                                           {"status", "active"},
                                           {"issued_on", "2027-02-03"},
                                           {"expires_on", "2028-02-03"}}),
                                   insert(3, "consent",
                                          {{"member_id", member.text()},
                                           {"purpose", "membership"},
                                           {"decision", "given"},
                                           {"text_version", "2"},
                                           {"channel", "counter"}})});
    std::string plain;
    for (const auto& change : batch.changes) {
        plain += json::serialize(json::object{{"op", "insert"},
                                              {"entity", change.entity},
                                              {"id", change.id.text()},
                                              {"hlc", change.hlc.raw()},
                                              {"columns", change.columns}}) +
                 '\n';
    }
    const auto size = encode_push(batch).size();
    CHECK(size < compress(plain, 3).size());
    CHECK(size < 300);
}

}  // namespace
}  // namespace qiantai::sync::test
