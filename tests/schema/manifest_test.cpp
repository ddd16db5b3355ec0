#include "schema/manifest/manifest.hpp"

#include <doctest/doctest.h>

#include <set>

#include "schema/manifest/reference.hpp"
#include "schema/sqlite/migrations.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "tests/support/temp_folder.hpp"

using namespace qiantai;
using namespace qiantai::sqlite;
using qiantai::test::TempFolder;

namespace {

Database make(const TempFolder& folder, ApplicationId application,
              std::span<const MigrationText> steps) {
    OpenOptions options;
    options.mode = OpenMode::create;
    auto database = Database::open(folder / "t.db", options).value();
    const auto any = [](sqlite3_context*, std::span<sqlite3_value*>) {};
    for (const char* name : {"next_hlc", "txn_id", "capturing"}) {
        database.add_function(name, 0, Database::FunctionKind::changing, any).value();
    }
    database.add_function("member_search_keys", 2, Database::FunctionKind::changing, any).value();
    migrate(database, application, steps).value();
    return database;
}

std::string storage_of(ColumnType type) {
    switch (type) {
        case ColumnType::id:
        case ColumnType::bytes:
            return "BLOB";
        case ColumnType::text:
        case ColumnType::date:
        case ColumnType::json:
        case ColumnType::attachment:
            return "TEXT";
        default:
            return "INTEGER";
    }
}

/// "name type null/not-null" of every column.
std::set<std::string> expected_columns(const Entity& entity) {
    std::set<std::string> columns{"id BLOB required", "row_hlc INTEGER required"};
    if (entity.merge != Merge::append) columns.insert("column_clocks TEXT optional");
    for (const auto& column : entity.columns) {
        columns.insert(std::string(column.name) + " " + storage_of(column.type) +
                       (column.presence == Presence::required ? " required" : " optional"));
    }
    return columns;
}

std::set<std::string> table_columns(Database& database, std::string_view table) {
    auto info =
        database.prepare("SELECT name, type, \"notnull\" FROM pragma_table_info(?)").value();
    info.bind(table);
    std::set<std::string> columns;
    while (info.step().value()) {
        columns.insert(std::string(info.text(0)) + " " + std::string(info.text(1)) +
                       (info.integer(2) != 0 ? " required" : " optional"));
    }
    return columns;
}

std::string one_text(Database& database, const std::string& sql) {
    auto statement = database.prepare(sql).value();
    if (!statement.step().value()) return "(no row)";
    return std::string(statement.text(0));
}

}  // namespace

TEST_CASE("the migrations make exactly the tables that the manifest describes") {
    TempFolder folder;
    auto database = make(folder, ApplicationId::terminal, terminal_migrations());
    const auto manifest = make_qiantai_manifest();
    CHECK(manifest.schema_version() == terminal_migrations().back().number);
    for (const auto& entity : manifest.entities()) {
        CAPTURE(entity.name);
        CHECK(table_columns(database, entity.name) == expected_columns(entity));
        CHECK(one_text(database, "SELECT strict FROM pragma_table_list WHERE name = '" +
                                     std::string(entity.name) + "'") == "1");
        CHECK(one_text(database, "SELECT dflt_value FROM pragma_table_info('" +
                                     std::string(entity.name) + "') WHERE name = 'row_hlc'") ==
              "next_hlc()");
    }
}

TEST_CASE("every entity of the manifest is coherent") {
    const auto manifest = make_qiantai_manifest();
    std::set<std::string_view> names;
    for (const auto& entity : manifest.entities()) {
        CAPTURE(entity.name);
        CHECK(names.insert(entity.name).second);
        CHECK_FALSE(entity.title_zh.empty());
        CHECK((entity.conflicts_into.empty() || manifest.find(entity.conflicts_into)));
        CHECK((entity.subject_column.empty() ||
               entity.find_column(entity.subject_column)->type == ColumnType::id));
        std::set<std::string_view> columns;
        for (const auto& column : entity.columns) {
            CAPTURE(column.name);
            CHECK(columns.insert(column.name).second);
            CHECK(column.since <= manifest.schema_version());
            // What is emptied when a person is erased must be allowed to be empty, and be able to
            // change.
            CHECK_FALSE((column.personal && column.presence == Presence::required));
            CHECK_FALSE((column.personal && entity.merge == Merge::append));
        }
    }
}

TEST_CASE("the fingerprint changes with every property that programs go by") {
    const auto base = make_qiantai_manifest();
    const auto changed = [&](auto&& change) {
        std::vector<Entity> entities(base.entities().begin(), base.entities().end());
        change(entities[5]);
        return Manifest(base.schema_version(), entities).fingerprint();
    };
    CHECK(changed([](Entity&) {}) == base.fingerprint());
    CHECK(changed([](Entity& e) { e.merge = Merge::owner; }) != base.fingerprint());
    CHECK(changed([](Entity& e) { e.writer = Writer::both; }) != base.fingerprint());
    CHECK(changed([](Entity& e) { e.columns[1].personal = false; }) != base.fingerprint());
    CHECK(changed([](Entity& e) { e.columns[1].length_max = 61; }) != base.fingerprint());
    CHECK(changed([](Entity& e) { e.columns.pop_back(); }) != base.fingerprint());
    CHECK(Manifest(base.schema_version() + 1, {base.entities().begin(), base.entities().end()})
              .fingerprint() != base.fingerprint());
}

TEST_CASE("the reference names every entity and column with what matters about it") {
    const auto manifest = make_qiantai_manifest();
    const auto text = manifest_reference(manifest);
    for (const auto& entity : manifest.entities()) {
        const auto heading =
            text.find("\n## " + std::string(entity.name) + " " + std::string(entity.title_zh));
        REQUIRE(heading != std::string::npos);
        const auto section = text.substr(heading, text.find("\n## ", heading + 1) - heading);
        for (const auto& column : entity.columns) {
            CAPTURE(column.name);
            CHECK(section.find("\n| " + std::string(column.name) + " | ") != std::string::npos);
        }
    }
    CHECK(text.find("female\\|male\\|unstated") != std::string::npos);
    CHECK(text.find("never leaves the row's own store") != std::string::npos);
}

TEST_CASE("the reference for programs says of every column what the manifest does") {
    const auto manifest = make_qiantai_manifest();
    const auto json = manifest_reference_json(manifest);
    CHECK(json.at("schema_version").as_int64() == manifest.schema_version());
    CHECK(json.at("fingerprint").as_string() == manifest.fingerprint());
    const auto& entities = json.at("entities").as_array();
    REQUIRE(entities.size() == manifest.entities().size());
    for (std::size_t i = 0; i < entities.size(); ++i) {
        const auto& entity = manifest.entities()[i];
        CHECK(entities[i].at("name").as_string() == entity.name);
        CHECK(entities[i].at("merge").as_string() == name_of(entity.merge));
        const auto& columns = entities[i].at("columns").as_array();
        REQUIRE(columns.size() == entity.columns.size());
        for (std::size_t k = 0; k < columns.size(); ++k) {
            const auto& column = entity.columns[k];
            const auto& shown = columns[k].as_object();
            CAPTURE(column.name);
            CHECK(shown.at("name").as_string() == column.name);
            CHECK(shown.at("type").as_string() == name_of(column.type));
            CHECK(shown.at("required").as_bool() == (column.presence == Presence::required));
            CHECK(shown.at("personal").as_bool() == column.personal);
            CHECK(shown.contains("values") == !column.values.empty());
            CHECK(shown.contains("exclusive_while") == !column.exclusive_while.empty());
            CHECK(shown.contains("length_max") ==
                  (column.type == ColumnType::text || column.type == ColumnType::json ||
                   column.type == ColumnType::bytes));
        }
    }
}
