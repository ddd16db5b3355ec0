#include <boost/json.hpp>

#include "schema/manifest/values.hpp"
#include "terminal/store/erase.hpp"
#include "tests/store/store_fixture.hpp"
#include "tests/support/row_store.hpp"

// An entity that no code knows: a manifest entry and a migration are all it takes to be stored,
// captured and shown.

using namespace qiantai;
using namespace qiantai::store;
using namespace qiantai::store::test;
namespace json = boost::json;
using sqlite::Transaction;

namespace {

Entity parcel_entity() {
    return {
        .name = "parcel",
        .title_zh = "包裹",
        .writer = Writer::store,
        .visibility = Visibility::store,
        .merge = Merge::fields,
        .columns =
            {{.name = "store_code", .type = ColumnType::text, .presence = Presence::required},
             {.name = "recipient", .type = ColumnType::text, .personal = true, .length_max = 10},
             {.name = "member_id", .type = ColumnType::id},
             {.name = "fee_fen", .type = ColumnType::fen, .presence = Presence::required},
             {.name = "fragile", .type = ColumnType::boolean},
             {.name = "state",
              .type = ColumnType::text,
              .presence = Presence::required,
              .values = "waiting|handed_over"},
             {.name = "order", .type = ColumnType::json}},
        .subject_column = "member_id"};
}

constexpr const char* k_parcel_sql = R"(CREATE TABLE parcel (
    id BLOB NOT NULL PRIMARY KEY, store_code TEXT NOT NULL, recipient TEXT, member_id BLOB,
    fee_fen INTEGER NOT NULL, fragile INTEGER, state TEXT NOT NULL, "order" TEXT,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()), column_clocks TEXT) STRICT, WITHOUT ROWID;)";

struct ParcelFixture : StoreFixture {
    std::vector<sqlite::MigrationText> migrations;
    std::optional<TerminalDatabase> terminal;

    ParcelFixture() {
        open();  // a terminal of the version before, whose database is upgraded now
        std::vector<Entity> entities(manifest.entities().begin(), manifest.entities().end());
        entities.push_back(parcel_entity());
        const auto known = sqlite::terminal_migrations();
        migrations.assign(known.begin(), known.end());
        const int next = known.back().number + 1;
        migrations.push_back({next, "parcel", k_parcel_sql});
        manifest = Manifest(next, entities);
        TerminalOptions options;
        options.migrations = migrations;
        options.durability = sqlite::Durability::off;
        terminal.emplace(try_open(options).value());
    }
    sqlite::Database& db() { return terminal->database(); }
    Status insert(int n, const json::object& columns) {
        QIANTAI_TRY(auto transaction, Transaction::begin(db()));
        QIANTAI_TRY_STATUS(RowStore(db(), manifest).insert("parcel", nth_id(n), columns));
        return transaction.commit();
    }
    json::object parcel() const {
        return {{"store_code", "S001"},
                {"recipient", "阿依古丽·买买提"},
                {"member_id", nth_id(7).text()},
                {"fee_fen", 1250},
                {"fragile", true},
                {"state", "waiting"},
                {"order", {{"lines", {1, 2}}}}};
    }
};

}  // namespace

TEST_CASE(
    "an invented entity is stored, captured and read back with nothing but manifest and "
    "migration") {
    ParcelFixture f;
    f.insert(1, f.parcel()).value();
    const auto outbox = read_outbox(f.db());
    REQUIRE(outbox.size() == 1);
    CHECK(outbox[0].entity == "parcel");
    CHECK(json::parse(outbox[0].columns) == f.parcel());
    const auto row = RowStore(f.db(), f.manifest).load("parcel", nth_id(1)).value();
    REQUIRE(row);
    CHECK(row->columns == f.parcel());
}

TEST_CASE(
    "an update of an invented entity is captured by column and its erasure empties what is "
    "personal") {
    ParcelFixture f;
    f.insert(1, f.parcel()).value();
    {
        auto transaction = Transaction::begin(f.db()).value();
        RowStore(f.db(), f.manifest)
            .update("parcel", nth_id(1),
                    {{"state", "handed_over"}, {"fee_fen", 1250}, {"fragile", nullptr}})
            .value();
        erase_row(f.db(), *f.manifest.find("parcel"), nth_id(1)).value();
        transaction.commit().value();
    }
    const auto outbox = read_outbox(f.db());
    REQUIRE(outbox.size() == 3);
    CHECK(json::parse(outbox[1].columns) ==
          json::object{{"state", "handed_over"}, {"fragile", nullptr}});
    CHECK(outbox[2].op == "erase");
    CHECK(outbox[0].columns.find("阿依古丽") == std::string::npos);
    const auto row = RowStore(f.db(), f.manifest).load("parcel", nth_id(1)).value();
    CHECK_FALSE(row->columns.contains("recipient"));
}

TEST_CASE("values of an invented entity are checked by the manifest before they are written") {
    ParcelFixture f;
    const auto refused = [&](std::string_view column, const json::value& value) {
        auto columns = f.parcel();
        columns[column] = value;
        const auto inserted = f.insert(1, columns);
        REQUIRE_FALSE(inserted);
        CHECK(inserted.error().field == column);
    };
    refused("state", "lost");
    refused("fee_fen", nullptr);
    refused("fee_fen", "12");
    refused("recipient", "一二三四五六七八九十一");
    refused("no_such_column", 1);
    CHECK(read_outbox(f.db()).empty());
    auto transaction = Transaction::begin(f.db()).value();
    RowStore rows(f.db(), f.manifest);
    CHECK_FALSE(rows.update("parcel", nth_id(1), {{"state", "lost"}}));
    CHECK_FALSE(rows.update("parcel", nth_id(1), {{"state", "waiting"}}));
    CHECK_FALSE(rows.load("no_such_entity", nth_id(1)));
}

TEST_CASE("rows of an invented entity are listed in pages by id") {
    ParcelFixture f;
    for (int n = 0; n < 5; ++n) f.insert(n, f.parcel()).value();
    RowStore rows(f.db(), f.manifest);
    std::vector<Uuid> seen;
    for (Uuid after;;) {
        const auto page = rows.list("parcel", after, 2).value();
        if (page.empty()) break;
        for (const auto& row : page) {
            CHECK(row.columns == f.parcel());
            seen.push_back(row.id);
        }
        after = page.back().id;
    }
    CHECK(seen.size() == 5);
    CHECK(std::ranges::is_sorted(seen));
}
