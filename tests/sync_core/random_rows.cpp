#include "tests/sync_core/random_rows.hpp"

#include <cstdlib>

#include "schema/base/date.hpp"
#include "sync/core/versions.hpp"

namespace qiantai::sync::test {
namespace {

namespace json = boost::json;

constexpr TimeMs k_start_ms = 1'795'000'000'000;
constexpr std::string_view k_entities[] = {"member", "consent", "audit_event",
                                           "an_entity_of_tomorrow"};
constexpr std::string_view k_columns[] = {"store_code", "name",        "phone",
                                          "birthday",   "created_at",  "member_id",
                                          "joined_on",  "preferences", "new_column"};

template <typename T, std::size_t n>
const T& pick(const T (&from)[n], Random& random) {
    return from[random.below(n)];
}

Hlc random_step(Random& random, Hlc clock) {
    if (chance(random, 40)) return Hlc(clock.raw() + 1);
    if (chance(random, 20))
        return Hlc(clock.raw() + static_cast<std::int64_t>(random.below(1ull << 33)));
    return clock.next(clock.time_ms() + static_cast<TimeMs>(random.below(600'000)));
}

/// A clock before or after `near`, or the smallest, the greatest, or never.
Hlc random_clock(Random& random, Hlc near) {
    if (near.raw() < 1ll << 46) return Hlc(1 + static_cast<std::int64_t>(random.below(1'000'000)));
    switch (random.below(12)) {
        case 0:
            return Hlc(1);
        case 1:
            return Hlc(INT64_MAX);
        case 2:
            return Hlc::at(static_cast<TimeMs>(random.below(1ull << 47)),
                           between(random, 0, 65'535));
        case 3:
            return near;
        default:
            return Hlc(near.raw() - static_cast<std::int64_t>(random.below(1ull << 45)));
    }
}

json::object random_columns(Random& random, Hlc clock, int null_percent) {
    json::object columns;
    for (const std::string_view name : k_columns) {
        if (chance(random, 25)) continue;
        if (chance(random, null_percent)) {
            columns.emplace(name, nullptr);
        } else {
            columns.emplace(name, random_column_value(random, clock));
        }
    }
    return columns;
}

}  // namespace

std::uint64_t first_seed() {
    const char* text = std::getenv("QIANTAI_TEST_SEED");
    return text == nullptr ? 1 : std::strtoull(text, nullptr, 10);
}

std::string random_text(Random& random) {
    static constexpr std::string_view k_pieces[] = {"王", "小明", "𠮷", "·",    "买买提", "a",
                                                    "\"", "\\",   "\n", "\x01", "\x7f",   "/",
                                                    "é",  "😀",    "{}", "[",    ",",      " "};
    std::string text;
    for (int i = between(random, 0, 8); i > 0; --i) text += pick(k_pieces, random);
    return text;
}

json::value random_value(Random& random, int depth) {
    switch (random.below(depth > 0 ? 9 : 7)) {
        case 0:
            return json::value(random_text(random));
        case 1:
            return static_cast<std::int64_t>(random.next_u64());
        case 2:
            return chance(random, 50);
        case 3:
            return static_cast<double>(between(random, -999'999'999, 999'999'999)) / 1000.0;
        case 4:
            return UINT64_MAX - random.below(5);
        case 5:
            return INT64_MIN + between(random, 0, 1);
        case 6:
            return between(random, -3, 3);
        case 7: {
            json::array array;
            for (int i = between(random, 0, 3); i > 0; --i)
                array.push_back(random_value(random, depth - 1));
            if (chance(random, 20)) array.push_back(nullptr);
            return array;
        }
        default: {
            json::object object;
            for (int i = between(random, 0, 3); i > 0; --i) {
                object.insert_or_assign(random_text(random), random_value(random, depth - 1));
            }
            return object;
        }
    }
}

json::value random_column_value(Random& random, Hlc clock) {
    switch (random.below(9)) {
        case 0:
            return json::value(
                Date::of_time(static_cast<TimeMs>(random.below(1ull << 42)), 480).text());
        case 1:
            return json::value(random_id(random, clock).text());
        case 2:
            return clock.time_ms() - static_cast<TimeMs>(random.below(1'000));
        case 3:
            return json::value("1" + std::to_string(3'000'000'000 + random.below(1'000'000'000)));
        case 4:
            return "S001";
        case 5:
            return "0000-05-17";
        case 6:
            return random_value(random);
        case 7:
            return "";
        default:
            return json::value(random_text(random));
    }
}

Uuid random_id(Random& random, Hlc near) {
    if (chance(random, 20)) return Uuid::derive(std::to_string(random.next_u64()));
    FakeClock clock(near.time_ms());
    if (chance(random, 50)) clock.advance(-static_cast<TimeMs>(random.below(20'000'000)));
    if (clock.now_ms() < 0) clock.set(0);
    return Uuid::make_v7(clock, random);
}

PushBatch random_batch(Random& random, int change_count) {
    PushBatch batch;
    batch.wire_version = k_wire_version;
    batch.schema_version = between(random, 1, 99);
    batch.previous_hlc = chance(random, 30) ? Hlc() : Hlc::at(k_start_ms, between(random, 0, 9));
    batch.incarnation = random_id(random, Hlc::at(k_start_ms));
    if (chance(random, 20)) batch.restored_from = random_id(random, Hlc::at(k_start_ms));
    batch.first_seq = 1 + static_cast<std::int64_t>(random.below(1'000'000));
    Hlc hlc = batch.previous_hlc == Hlc() ? Hlc::at(k_start_ms) : batch.previous_hlc;
    for (int i = 0; i < change_count; ++i) {
        Change change;
        hlc = random_step(random, hlc);
        change.seq = batch.first_seq + i;
        change.hlc = hlc;
        change.txn = i > 0 && chance(random, 60) ? batch.changes.back().txn : change.seq;
        change.op = chance(random, 60) ? Op::insert : chance(random, 80) ? Op::update : Op::erase;
        change.entity = pick(k_entities, random);
        change.id = random_id(random, hlc);
        if (change.op != Op::erase) {
            change.columns = random_columns(random, hlc, change.op == Op::update ? 30 : 0);
        }
        for (const auto& member : change.columns) {
            if (change.op == Op::update && chance(random, 90)) {
                change.seen.emplace(member.key(), random_clock(random, hlc));
            }
        }
        batch.changes.push_back(std::move(change));
    }
    return batch;
}

FeedPage random_page(Random& random, int row_count) {
    FeedPage page;
    page.wire_version = k_feed_wire_version;
    page.schema_version = between(random, 1, 99);
    page.hub_time_ms = k_start_ms + between(random, 0, 1'000'000);
    page.generation = random_text(random);
    Hlc step = Hlc::at(k_start_ms);
    for (int i = 0; i < row_count; ++i) {
        if (page.sections.empty() || chance(random, 5)) {
            const std::string scope = "store/S" + std::to_string(page.sections.size());
            page.sections.push_back({.scope = scope,
                                     .from_version = between(random, 0, 100),
                                     .to_version = between(random, 100, 200),
                                     .more = chance(random, 50),
                                     .rows = {}});
        }
        FeedSection::Row row;
        step = random_step(random, step);
        const Hlc hlc = chance(random, 80) ? step : random_clock(random, step);
        row.gone = chance(random, 10);
        row.state.entity = pick(k_entities, random);
        row.state.id = random_id(random, hlc);
        row.state.clocks.base = chance(random, 95) ? hlc : Hlc();
        if (chance(random, 20)) row.state.clocks.erased = random_clock(random, hlc);
        row.state.columns = random_columns(random, hlc, 0);
        for (const std::string_view name : k_columns) {
            if (chance(random, 10)) row.state.clocks.later.emplace(name, random_clock(random, hlc));
        }
        page.sections.back().rows.push_back(std::move(row));
    }
    return page;
}

void check_equal(const PushBatch& sent, const PushBatch& received) {
    CHECK(received.wire_version == k_wire_version);
    CHECK(received.schema_version == sent.schema_version);
    CHECK(received.incarnation == sent.incarnation);
    CHECK(received.restored_from == sent.restored_from);
    CHECK(received.first_seq == sent.first_seq);
    CHECK(received.previous_hlc == sent.previous_hlc);
    REQUIRE(received.changes.size() == sent.changes.size());
    for (std::size_t i = 0; i < sent.changes.size(); ++i) {
        const Change &one = sent.changes[i], &other = received.changes[i];
        INFO("change ", i, " of ", sent.changes.size());
        REQUIRE(one.seq == other.seq);
        REQUIRE(one.txn == other.txn);
        REQUIRE(one.hlc == other.hlc);
        REQUIRE(one.op == other.op);
        REQUIRE(one.entity == other.entity);
        REQUIRE(one.id == other.id);
        REQUIRE(json::value(one.columns) == json::value(other.columns));
        REQUIRE(one.seen == other.seen);
    }
}

void check_equal(const FeedPage& sent, const FeedPage& received) {
    CHECK(received.wire_version == k_feed_wire_version);
    CHECK(received.schema_version == sent.schema_version);
    CHECK(received.hub_time_ms == sent.hub_time_ms);
    CHECK(received.generation == sent.generation);
    REQUIRE(received.sections.size() == sent.sections.size());
    for (std::size_t s = 0; s < sent.sections.size(); ++s) {
        const FeedSection &one = sent.sections[s], &other = received.sections[s];
        CHECK(one.scope == other.scope);
        CHECK(one.from_version == other.from_version);
        CHECK(one.to_version == other.to_version);
        CHECK(one.more == other.more);
        REQUIRE(one.rows.size() == other.rows.size());
        for (std::size_t i = 0; i < one.rows.size(); ++i) {
            INFO("section ", s, ", row ", i);
            REQUIRE(one.rows[i].gone == other.rows[i].gone);
            REQUIRE(one.rows[i].state.entity == other.rows[i].state.entity);
            REQUIRE(one.rows[i].state.id == other.rows[i].state.id);
            REQUIRE(one.rows[i].state.clocks == other.rows[i].state.clocks);
            REQUIRE(json::value(one.rows[i].state.columns) ==
                    json::value(other.rows[i].state.columns));
        }
    }
}

}  // namespace qiantai::sync::test
