// What somebody with SQL sees of the hub in a real PostgreSQL.

#include "sync/hub/store/postgres/pg_report.hpp"
#include "schema/manifest/report_views.hpp"
#include "sync/hub/store/postgres/pg_store.hpp"
#include "tests/hub/hub_fixture.hpp"
#include "tests/support/postgres_server.hpp"

using namespace qiantai;
using namespace qiantai::test;

namespace {

struct Reports {
    Reports() {
        store = hub::PgHubStore::open({where, folder / "attachments"}).value();
        write("member", member,
              {{"store_code", "S001"},
               {"name", "王小明"},
               {"phone", "13800000001"},
               {"created_at", 1'700'000'000'000},
               {"of_tomorrow", 1}});
        write("staff", member,
              {{"number", "007"}, {"pin_hash", "$argon2id$"}, {"pin_must_change", true}});
        write("purchase", member, {{"store_code", "S001"}, {"total_fen", 1250}});
        write("policy", member, {{"value", {{"days", {1, 2}}}}});
    }

    void write(std::string_view entity, const Uuid& id, boost::json::object columns) {
        auto writer = store->begin_write().value();
        hub::RowWrite one;
        one.row.scope = "store/S001";
        one.row.state.entity = entity;
        one.row.state.id = id;
        one.row.state.columns = std::move(columns);
        one.row.state.clocks.base = sync::Hlc::at(1000, 2);
        REQUIRE(writer->write_rows(std::span(&one, 1)).ok());
        REQUIRE(writer->commit().ok());
    }
    bool ensure() {
        const auto made = hub::ensure_report_views(where, manifest);
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().message()));
        return *made;
    }
    std::string ask(const std::string& sql) const { return server.query(schema, sql); }
    /// The number of columns of a view so called.
    std::string columns_named(const std::string& view, const std::string& column) const {
        return ask("SELECT count(*) FROM information_schema.columns WHERE table_schema = '" +
                   schema + view + "' AND column_name = '" + column + "'");
    }

    PostgresServer& server = PostgresServer::shared();
    std::string where = server.make_schema();
    std::string schema = where.substr(where.rfind('=') + 1, where.size() - where.rfind('=') - 2);
    TempFolder folder;
    std::unique_ptr<hub::PgHubStore> store;
    Manifest manifest = make_qiantai_manifest();
    Uuid member = Uuid::derive("one");
};

}  // namespace

TEST_CASE_FIXTURE(Reports, "reports have every entity as a table of typed columns") {
    CHECK(ensure());
    CHECK(ask("SELECT id, store_code, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), erased "
              "FROM " +
              schema + "_report.member") == member.text() + "|S001|2023-11-14|f\n");
    CHECK(ask("SELECT name FROM " + schema + "_report_personal.member") == "王小明\n");
    CHECK(ask("SELECT value->'days'->>1 FROM " + schema + "_report.policy") == "2\n");
    CHECK(ask("SELECT pin_must_change FROM " + schema + "_report_personal.staff") == "t\n");
    for (const auto& entity : manifest.entities()) {
        ask("SELECT * FROM " + schema + "_report." + std::string(entity.name));
    }
}

TEST_CASE_FIXTURE(Reports, "a report has no people in it, and none has a PIN") {
    ensure();
    for (const auto* column : {"name", "phone"}) {
        CHECK(columns_named("_report", column) != columns_named("_report_personal", column));
    }
    CHECK(columns_named("_report", "pin_hash") == "0\n");
    CHECK(columns_named("_report_personal", "pin_hash") == "0\n");
    for (const auto& entity : manifest.entities()) {
        const auto sql = report_view_sql(entity, "hub", "report", ReportColumns::people_free);
        for (const auto& column : entity.columns) {
            if (!column.personal && !column.contact) continue;
            CAPTURE(entity.name);
            CHECK(sql.find("'" + std::string(column.name) + "'") == std::string::npos);
        }
    }
}

TEST_CASE_FIXTURE(Reports, "who may read reports reads nothing else of the hub") {
    server.query("public",
                 "DO $$ BEGIN CREATE ROLE qiantai_report; "
                 "CREATE ROLE qiantai_report_personal; END $$");
    CHECK(ensure());
    const auto allowed = [&](const std::string& role, const std::string& what) {
        return ask("SELECT has_table_privilege('" + role + "', '" + schema + what +
                   "', 'SELECT')") == "t\n";
    };
    CHECK(allowed("qiantai_report", "_report.member"));
    CHECK_FALSE(allowed("qiantai_report", "_report_personal.member"));
    CHECK(allowed("qiantai_report_personal", "_report_personal.member"));
    for (const auto* table : {".row", ".device", ".fact"}) {
        CHECK_FALSE(allowed("qiantai_report", table));
        CHECK_FALSE(allowed("qiantai_report_personal", table));
    }
    server.query("public",
                 "SET ROLE qiantai_report; SELECT count(*) FROM " + schema + "_report.member");
    server.query("public",
                 "DROP OWNED BY qiantai_report, qiantai_report_personal; "
                 "DROP ROLE qiantai_report, qiantai_report_personal");
}

TEST_CASE_FIXTURE(Reports, "views follow the manifest, once") {
    CHECK(ensure());
    CHECK_FALSE(ensure());
    std::vector<Entity> entities(manifest.entities().begin(), manifest.entities().end());
    auto& first = entities.front().columns;
    // Another one comes in the middle, which no view can take up as it is.
    first.insert(first.begin(), {.name = "of_tomorrow", .type = ColumnType::integer});
    const auto name = std::string(entities.front().name);
    manifest = Manifest(manifest.schema_version(), entities);
    CHECK(ensure());
    ask("SELECT of_tomorrow FROM " + schema + "_report." + name);
    CHECK_FALSE(ensure());
}
