#include "sync/hub/store/postgres/pg_report.hpp"

#include <fmt/format.h>

#include "schema/manifest/report_views.hpp"

namespace qiantai::hub {
namespace {

std::string grants_sql(std::string_view schema, std::string_view role) {
    return fmt::format(
        "DO $do$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{1}') THEN "
        "GRANT USAGE ON SCHEMA \"{0}\" TO {1}; "
        "GRANT SELECT ON ALL TABLES IN SCHEMA \"{0}\" TO {1}; END IF; END $do$;\n",
        schema, role);
}

/// Of what the views are made from and for whom.
Result<std::string> state_of(PgConnection& connection, const Manifest& manifest) {
    QIANTAI_TRY(const auto roles,
                connection.execute(fmt::format(
                    "SELECT coalesce(string_agg(rolname, ' ' ORDER BY rolname), '') FROM pg_roles "
                    "WHERE rolname IN ('{}', '{}')",
                    k_report_role, k_personal_report_role)));
    return manifest.fingerprint() + " " + std::string(roles.text(0, 0));
}

/// The schema of the views without people.
Result<std::string> report_schema(PgConnection& connection, std::string& tables) {
    QIANTAI_TRY(const auto found, connection.execute("SELECT current_schema()"));
    tables = found.text(0, 0);
    return tables == "public" ? "report" : tables + "_report";
}

/// What the schema's views were made from, as its comment says.
Result<std::string> made_state(PgConnection& connection, const std::string& schema) {
    QIANTAI_TRY(const auto found,
                connection.run("SELECT coalesce(obj_description(to_regnamespace($1::text), "
                               "'pg_namespace'), '')",
                               PgParameters().text(schema)));
    return std::string(found.text(0, 0));
}

Status make_views(PgConnection& connection, const Manifest& manifest, const std::string& tables,
                  const std::string& schema, const std::string& state) {
    const auto personal = schema + "_personal";
    QIANTAI_TRY_STATUS(connection.execute(
        report_views_sql(manifest, tables, schema, ReportColumns::people_free) +
        report_views_sql(manifest, tables, personal, ReportColumns::personal) +
        grants_sql(schema, k_report_role) + grants_sql(schema, k_personal_report_role) +
        grants_sql(personal, k_personal_report_role) +
        fmt::format("COMMENT ON SCHEMA \"{}\" IS '{}'", schema, state)));
    return {};
}

}  // namespace

Result<bool> ensure_report_views(const std::string& conninfo, const Manifest& manifest) {
    PgTraffic traffic;
    QIANTAI_TRY(auto connection, PgConnection::open(conninfo, traffic));
    QIANTAI_TRY(const auto state, state_of(*connection, manifest));
    // Of hubs that start together, one makes them.
    QIANTAI_TRY_STATUS(connection->execute("BEGIN; SELECT one FROM writer FOR UPDATE"));
    const auto made = [&]() -> Result<bool> {
        std::string tables;
        QIANTAI_TRY(const auto schema, report_schema(*connection, tables));
        QIANTAI_TRY(const auto known, made_state(*connection, schema));
        if (known == state) return false;
        QIANTAI_TRY_STATUS(make_views(*connection, manifest, tables, schema, state));
        return true;
    }();
    QIANTAI_TRY_STATUS(connection->execute(made ? "COMMIT" : "ROLLBACK"));
    return made;
}

}  // namespace qiantai::hub
