#include <boost/json.hpp>

#include <sys/stat.h>

#include "schema/sqlite/cipher_sidecar.hpp"
#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/key_file.hpp"
#include "terminal/store/database_check.hpp"
#include "tests/store/store_fixture.hpp"
#include "tests/support/row_store.hpp"

// Databases as every released schema made them, kept in tests/store/data/schema_<n>, are opened by
// this program. When a migration is added, keep the database of the schema before it: build that
// version and run
//   test_store -tc="make the old database of the present schema" --no-skip

using namespace qiantai;
using namespace qiantai::store;
using namespace qiantai::store::test;
namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

fs::path data_of_schema(int schema) {
    return fs::path(QIANTAI_SOURCE_DIR) / "tests/store/data" / ("schema_" + std::to_string(schema));
}

/// A value that fits the column.
json::value sample_value(const Column& column) {
    if (!column.values.empty())
        return json::value(column.values.substr(0, column.values.find('|')));
    switch (column.type) {
        case ColumnType::id:
            return json::value(Uuid::derive(column.name).text());
        case ColumnType::integer:
            return 480;
        case ColumnType::fen:
            return 123'456;
        case ColumnType::time:
            return 1'795'000'000'000;
        case ColumnType::date:
            return "2026-11-21";
        case ColumnType::boolean:
            return true;
        case ColumnType::bytes:
            return "AAH_7w";
        case ColumnType::attachment:
            return json::value(std::string(64, 'a'));
        case ColumnType::json:
            return json::object{{"天", 7}};
        case ColumnType::text:
            return column.name == "name" ? "欧阳𠮷祥" : "S001";
    }
    return nullptr;
}

json::object sample_row(const Entity& entity) {
    json::object row;
    for (const auto& column : entity.columns) row.emplace(column.name, sample_value(column));
    return row;
}

}  // namespace

TEST_CASE("make the old database of the present schema" * doctest::skip()) {
    StoreFixture f;
    SystemRandom random;
    TerminalOptions options;
    options.if_missing = TerminalOptions::IfMissing::create;
    json::object rows;
    {
        auto terminal =
            TerminalDatabase::open(f.home, f.clock, random, f.manifest, options).value();
        auto transaction = sqlite::Transaction::begin(terminal.database()).value();
        RowStore store(terminal.database(), f.manifest);
        for (const auto& entity : f.manifest.entities()) {
            rows.emplace(entity.name, sample_row(entity));
            store.insert(entity.name, nth_id(1), sample_row(entity)).value();
        }
        transaction.commit().value();
    }
    const auto data = data_of_schema(f.manifest.schema_version());
    fs::create_directories(data);
    constexpr auto k_overwrite = fs::copy_options::overwrite_existing;
    fs::copy_file(f.home.database, data / "terminal.db", k_overwrite);
    fs::copy_file(f.home.database.string() + ".cipher", data / "terminal.db.cipher", k_overwrite);
    fs::copy_file(f.home.key, data / "terminal.key", k_overwrite);
    write_bytes(data / "rows.json", json::serialize(rows) + "\n");
}

TEST_CASE("databases of every schema there was are opened, keep their rows and capture changes") {
    const int present = make_qiantai_manifest().schema_version();
    for (int schema = 1; schema <= present; ++schema) {
        CAPTURE(schema);
        StoreFixture f;
        const auto data = data_of_schema(schema);
        if (schema == present && schema > 1 && !fs::exists(data)) continue;
        fs::create_directories(f.home.data());
        fs::create_directories(f.home.key.parent_path());
        fs::copy_file(data / "terminal.db", f.home.database);
        fs::copy_file(data / "terminal.db.cipher", f.home.database.string() + ".cipher");
        fs::copy_file(data / "terminal.key", f.home.key);
        ::chmod(f.home.key.c_str(), 0600);
        auto opened = f.try_open();
        if (!opened) FAIL(opened.error().message());
        auto& db = opened->database();
        RowStore store(db, f.manifest);
        const auto rows = json::parse(file_bytes(data / "rows.json")).as_object();
        for (const auto& [entity, expected] : rows) {
            CAPTURE(std::string(entity));
            const auto row = store.load(entity, nth_id(1)).value();
            REQUIRE(row);
            for (const auto& [column, value] : expected.as_object()) {
                CHECK(row->columns.at(column) == value);
            }
        }
        CHECK(query_integer(db, "SELECT count(*) FROM outbox") == std::int64_t(rows.size()));
        CHECK(query_integer(db,
                            "SELECT (SELECT count(*) FROM member_search) +"
                            " (SELECT count(*) FROM member_search_new)") > 0);
        db.execute("UPDATE member SET name = '新名'").value();
        CHECK(read_outbox(db).back().columns == R"({"name":"新名"})");
        const auto check = check_database(*opened, DamageSearch::thorough).value();
        for (const auto& problem : check.problems) FAIL_CHECK(problem);
    }
}
