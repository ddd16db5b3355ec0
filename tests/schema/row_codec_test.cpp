#include "schema/sqlite/row_codec.hpp"

#include <doctest/doctest.h>

#include "schema/manifest/values.hpp"
#include "tests/support/temp_folder.hpp"

using namespace qiantai;
using namespace qiantai::sqlite;
namespace json = boost::json;

namespace {

/// One column of every type.
Entity sample_entity() {
    return {.name = "sample",
            .title_zh = "样品",
            .writer = Writer::both,
            .visibility = Visibility::chain,
            .merge = Merge::fields,
            .columns = {{.name = "ref", .type = ColumnType::id},
                        {.name = "label", .type = ColumnType::text},
                        {.name = "amount", .type = ColumnType::fen},
                        {.name = "made_on", .type = ColumnType::date},
                        {.name = "done", .type = ColumnType::boolean},
                        {.name = "proof", .type = ColumnType::bytes},
                        {.name = "extra", .type = ColumnType::json}}};
}

struct Fixture {
    test::TempFolder folder;
    Entity entity = sample_entity();
    Database database = make();
    RowTable table = RowTable::open(database, entity).value();
    Uuid id = Uuid::derive("one");

    Database make() {
        OpenOptions options;
        options.mode = OpenMode::create;
        auto made = Database::open(folder / "t.db", options).value();
        made.execute(
                "CREATE TABLE sample (id BLOB NOT NULL PRIMARY KEY, ref BLOB, label TEXT, amount "
                "INTEGER,"
                " made_on TEXT, done INTEGER, proof BLOB, extra TEXT, row_hlc INTEGER NOT NULL,"
                " column_clocks TEXT) STRICT, WITHOUT ROWID")
            .value();
        return made;
    }
};

json::object full_row() {
    return {{"ref", Uuid::derive("other").text()},
            {"label", "古丽·阿卜杜热合曼 𠮷 \"quoted\"\n"},
            {"amount", -1'234'567'890'123},
            {"made_on", "2026-02-28"},
            {"done", true},
            {"proof", "AAEC_-8"},
            {"extra", json::object{{"a", json::array{1, "二", nullptr}}}}};
}

}  // namespace

TEST_CASE("a row of every column type comes back from the database as the JSON that went in") {
    Fixture f;
    f.table.save(f.id, full_row(), 77, R"({"label":99})").value();
    const auto row = f.table.load(f.id).value();
    REQUIRE(row);
    CHECK(row->columns == full_row());
    CHECK(row->row_hlc == 77);
    CHECK(row->column_clocks == R"({"label":99})");
}

TEST_CASE("saving a row again overwrites every column, and absent ones become null") {
    Fixture f;
    f.table.save(f.id, full_row(), 77, R"({"label":99})").value();
    f.table.save(f.id, {{"label", "新"}, {"amount", nullptr}, {"from_the_future", 1}}, 78, "")
        .value();
    const auto row = f.table.load(f.id).value();
    REQUIRE(row);
    CHECK(row->columns == json::object{{"label", "新"}});
    CHECK(row->row_hlc == 78);
    CHECK(row->column_clocks.empty());
}

TEST_CASE("ids and bytes are stored as blobs and booleans as 0 and 1") {
    Fixture f;
    f.table.save(f.id, full_row(), 1, "").value();
    auto& read = f.database.cached("SELECT typeof(ref), length(ref), hex(proof), done FROM sample");
    REQUIRE(read.step().value());
    CHECK(read.text(0) == "blob");
    CHECK(read.integer(1) == 16);
    CHECK(read.text(2) == "000102FFEF");
    CHECK(read.integer(3) == 1);
    read.reset();
}

TEST_CASE("a missing row is nothing, and a removed row is missing") {
    Fixture f;
    CHECK_FALSE(f.table.load(f.id).value());
    f.table.save(f.id, full_row(), 1, "").value();
    f.table.remove(f.id).value();
    CHECK_FALSE(f.table.load(f.id).value());
}

TEST_CASE("a value that does not fit its column is refused by name and nothing is written") {
    Fixture f;
    const json::object wrong_ones[] = {
        {{"ref", "no id"}}, {{"label", 1}},   {{"amount", "1"}}, {{"made_on", 20}},
        {{"done", 1}},      {{"proof", "?"}}, {{"amount", 1.5}}, {{"amount", UINT64_MAX}}};
    for (const auto& wrong : wrong_ones) {
        const auto saved = f.table.save(f.id, wrong, 1, "");
        REQUIRE_FALSE(saved);
        CHECK(saved.error().kind->code == k_value_wrong_type.code);
        CHECK(saved.error().field == std::string_view(wrong.begin()->key()));
        CHECK_FALSE(f.table.load(f.id).value());
    }
    f.table.save(f.id, full_row(), 1, "").value();
    CHECK(f.table.load(f.id).value()->columns == full_row());
}

TEST_CASE("a table that lacks one of the manifest's columns is noticed when it is opened") {
    Fixture f;
    Entity wider = f.entity;
    wider.columns.push_back({.name = "later", .type = ColumnType::text});
    CHECK_FALSE(RowTable::open(f.database, wider));
}
