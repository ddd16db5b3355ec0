// Every odd value in every column of every entity, and rows that nobody knows: the hub takes only
// what every terminal can read, and the honest rows around it arrive.

#include <doctest/doctest.h>

#include "schema/manifest/values.hpp"
#include "schema/sqlite/incarnations.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/core/tuning.hpp"
#include "sync/core/wire.hpp"
#include "tests/support/sim_terminal.hpp"
#include "tests/torture/rounds.hpp"

namespace qiantai::test {
namespace {

using boost::json::object;
using boost::json::value;

value nested(int levels) {
    value inner = 1;
    for (int i = 0; i < levels; ++i) {
        if (i % 2 == 0)
            inner = boost::json::array{inner};
        else
            inner = object{{"a", inner}};
    }
    return inner;
}

const boost::json::array& odd_values() {
    static const boost::json::array values = {
        nullptr,
        true,
        0,
        -1,
        0.1,
        -0.0,
        INT64_MAX,
        INT64_MIN,
        INT64_MAX - 1,
        UINT64_MAX,
        9'007'199'254'740'993,
        1e16,
        1e300,
        -1e300,
        1.0000000000000002e300,
        1e308,
        -1.7976931348623157e308,
        5e-324,
        "",
        " ",
        "x",
        "NaN",
        "Infinity",
        "-inf",
        "null",
        std::string_view("\0", 1),
        std::string_view("a\0b", 3),
        "\xff",
        "\xc0\xaf",
        "\xed\xa0\x80",
        "\xf4\x90\x80\x80",
        "\u202e王",
        "\ufeff",
        "\x01\x1f\x7f",
        "\"\\\n\t",
        "0000-00-00",
        "9999-12-31",
        "2026-02-30",
        "00000000-0000-0000-0000-000000000000",
        "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
        "AAAAAAAAAAAAAAAAAAAAAAAA",
        std::string(200, 'x'),
        std::string(201, 'x'),
        std::string(65'535, 'x'),
        std::string(200'000, 'x'),
        std::string(44'000, '\x01'),
        boost::json::array{},
        object{},
        boost::json::array{nullptr, object{}, "x"},
        object{{"", 1}, {"a\nb", "\xff"}},
        nested(k_json_levels_max),
        nested(k_json_levels_max + 1),
    };
    return values;
}

/// A value that fits the column; texts are all different, as numbers of cards must be.
value honest_value(const Column& column, std::string_view store_code, int n) {
    if (column.name == "store_code") return value(store_code);
    if (!column.values.empty()) return value(column.values.substr(0, column.values.find('|')));
    switch (column.type) {
        case ColumnType::id:
            return value(Uuid::derive("somebody").text());
        case ColumnType::integer:
        case ColumnType::fen:
            return 1;
        case ColumnType::time:
            return 1'795'000'000'000;
        case ColumnType::date:
            return "2026-11-21";
        case ColumnType::boolean:
            return true;
        case ColumnType::bytes:
            return "AAAA";
        case ColumnType::json:
            return object{};
        case ColumnType::attachment:
            return value(std::string(64, 'a'));
        case ColumnType::text: {
            const auto digits = std::to_string(1000 + n);
            const auto room = std::min<std::size_t>(
                digits.size(), static_cast<std::size_t>(length_max_of(column)));
            return value(digits.substr(digits.size() - room));
        }
    }
    return nullptr;
}

object honest_row(const Entity& entity, std::string_view store_code, int n) {
    object columns;
    for (const auto& column : entity.columns) {
        if (column.presence == Presence::required || column.name == "store_code")
            columns[column.name] = honest_value(column, store_code, n);
    }
    return columns;
}

struct HonestRow {
    const Entity* entity;
    Uuid id;
    std::string store_code;

    bool is_seen_at(std::string_view reader) const {
        switch (entity->visibility) {
            case Visibility::chain:
                return true;
            case Visibility::store:
                return reader == "HQ" || reader == store_code;
            case Visibility::store_only:
                return reader == store_code;
            case Visibility::headquarters:
                return reader == "HQ";
        }
        return false;
    }
};

/// A terminal whose program sends whatever it likes.
class Poisoner {
  public:
    Poisoner(SimHub& hub, const std::string& store_code)
        : m_terminal(hub, store_code, 50), m_clock(hub.clock) {
        m_terminal.enrol();
        m_incarnation = sqlite::load_incarnations(m_terminal.database()).value().own;
        const auto facts = sync::require_device_facts(m_terminal.database()).value();
        m_authorization = sync::authorization_of(facts.device_id, facts.device_secret);
    }
    const std::string& store_code() const { return m_terminal.store_code(); }

    void write(sync::Op op, std::string_view entity, const Uuid& id, object columns) {
        m_clock.advance(1);
        m_terminal.hub.clock.advance(1);
        sync::Change change;
        change.seq = m_first_seq + static_cast<std::int64_t>(m_changes.size());
        change.txn = change.seq;
        change.hlc = sync::Hlc::at(m_clock.now_ms());
        change.op = op;
        change.entity = entity;
        change.id = id;
        change.columns = std::move(columns);
        m_changes.push_back(std::move(change));
        if (m_changes.size() == 50) push();
    }
    void push() {
        if (m_changes.empty()) return;
        const sync::PushBatch batch{.wire_version = 0,
                                    .schema_version = m_terminal.manifest().schema_version(),
                                    .incarnation = m_incarnation,
                                    .restored_from = {},
                                    .first_seq = m_first_seq,
                                    .previous_hlc = m_last_hlc,
                                    .changes = m_changes};
        const auto response = m_terminal.hub.handle({.method = "POST",
                                                     .target = "/v1/changes",
                                                     .authorization = m_authorization,
                                                     .content_type = "application/x-ndjson",
                                                     .content_encoding = "zstd",
                                                     .body = sync::encode_push(batch)});
        if (response.status != 200 && m_changes.size() > 1) return push_halves();
        if (response.status == 200) {
            const auto answer = sync::decode_push_answer(response.body).value();
            refused += static_cast<int>(answer.rejections.size());
            m_last_hlc = m_changes.back().hlc;
            m_first_seq = m_changes.back().seq + 1;
        } else {
            CHECK_MESSAGE(response.status < 500, response.body);
            ++refused;
        }
        sent += static_cast<int>(m_changes.size());
        m_changes.clear();
    }

    int sent = 0, refused = 0;

  private:
    // What can't even be read is refused with its whole push; without it the others go through.
    void push_halves() {
        auto changes = std::exchange(m_changes, {});
        const auto half = changes.size() / 2;
        for (std::size_t i = 0; i < changes.size(); ++i) {
            if (i == half) push();
            changes[i].seq = changes[i].txn =
                m_first_seq + static_cast<std::int64_t>(m_changes.size());
            m_changes.push_back(std::move(changes[i]));
        }
        push();
    }

    SimTerminal m_terminal;
    FakeClock m_clock;
    Uuid m_incarnation;
    std::string m_authorization;
    std::int64_t m_first_seq = 1;
    sync::Hlc m_last_hlc;
    std::vector<sync::Change> m_changes;
};

struct PoisonedChain {
    SimHub hub;
    SeededRandom random;
    std::vector<HonestRow> honest;
    int row_count = 0;

    explicit PoisonedChain(std::uint64_t seed) : random(seed) {
        hub.add_store("S001");
        hub.add_store("S002");
    }

    Uuid new_id() { return Uuid::make_v7(hub.clock, random, Cell::of_store("S001")); }

    Uuid write(Poisoner& writer, const Entity& entity, const object& odd) {
        const auto id = new_id();
        auto columns = honest_row(entity, writer.store_code(), ++row_count);
        for (const auto& member : odd) columns[member.key()] = member.value();
        writer.write(sync::Op::insert, entity.name, id, std::move(columns));
        return id;
    }
    void write_honest(Poisoner& writer, const Entity& entity) {
        // Chained rows are whole in the chain's own tests.
        if (entity.hash_chain) return;
        honest.push_back({&entity, write(writer, entity, {}), writer.store_code()});
    }

    void poison(Poisoner& writer, const Entity& entity, std::string_view column) {
        write_honest(writer, entity);
        const auto changed = write(writer, entity, {});
        for (const auto& odd : odd_values()) {
            write(writer, entity, {{column, odd}});
            // Harmless pieces, one beside the other in one row.
            if (random.below(4) == 0)
                writer.write(sync::Op::update, entity.name, changed, {{column, odd}});
        }
        write_honest(writer, entity);
    }

    /// Harmless pieces again, each in a push of its own: together they are no line that a terminal
    /// reads.
    void swell(Poisoner& writer, const Entity& entity) {
        const auto swollen = write(writer, entity, {});
        writer.push();
        for (const char* piece : {"novelty_one", "novelty_two", "novelty_three"}) {
            writer.write(sync::Op::update, entity.name, swollen,
                         {{piece, std::string(200'000, 'x')}});
            writer.push();
        }
        write_honest(writer, entity);
    }

    /// What the hub took, as everybody reads it.
    void check_readers() {
        for (const auto& row : honest) {
            CAPTURE(row.entity->name);
            CHECK(hub.load_row(row.entity->name, row.id).has_value());
        }
        for (const std::string_view store_code : {"S001", "S002", "HQ"}) {
            CAPTURE(store_code);
            SimTerminal reader(hub, std::string(store_code), 60);
            reader.enrol();
            const auto report = reader.sync();
            CHECK_MESSAGE(report.ok(), report.error->message());
            CHECK(report.unreadable == 0);
            CHECK_FALSE(reader.sync().moved_anything());
            for (const auto& row : honest) {
                CAPTURE(row.entity->name);
                if (row.is_seen_at(store_code)) CHECK(reader.load(row.entity->name, row.id));
            }
        }
    }
};

}  // namespace

TEST_CASE("what the hub takes every terminal can read, whatever is in it") {
    Rounds rounds("poison rows", 1);
    int sent = 0, refused = 0, columns = 0;
    while (rounds.next()) {
        CAPTURE(rounds.seed());
        PoisonedChain chain(rounds.seed());
        Poisoner till(chain.hub, "S001"), desk(chain.hub, "HQ");
        for (const auto& entity : chain.hub.manifest().entities()) {
            auto& writer = entity.writer == Writer::hq ? desk : till;
            for (const auto& column : entity.columns) {
                chain.poison(writer, entity, column.name);
                ++columns;
            }
            chain.poison(writer, entity, "novelty_of_tomorrow");
            chain.swell(writer, entity);
        }
        // Entities and columns of tomorrow, or of nobody.
        const Entity unknown{.name = "novelty",
                             .title_zh = "",
                             .writer = Writer::both,
                             .visibility = Visibility::store,
                             .merge = Merge::owner,
                             .columns = {}};
        for (const char* column : {"words", "id", "row_hlc", "store_code", "no column \xff", ""}) {
            for (const auto& odd : odd_values())
                till.write(sync::Op::insert, unknown.name, chain.new_id(), {{column, odd}});
        }
        till.push();
        desk.push();
        chain.check_readers();
        sent += till.sent + desk.sent;
        refused += till.refused + desk.refused;
    }
    CHECK(refused > 0);
    CHECK(sent > refused);
    rounds.say(
        fmt::format("{} rows with odd values in {} columns, {} refused", sent, columns, refused));
}

}  // namespace qiantai::test
