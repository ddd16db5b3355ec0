#include "schema/manifest/report_views.hpp"

#include <fmt/format.h>

namespace qiantai {
namespace {

/// Names are the manifest's and the hub's own: letters, digits and underscores.
std::string identifier(std::string_view name) {
    return fmt::format("\"{}\"", name);
}

std::string value_sql(const Column& column) {
    const auto text = fmt::format("data->>'{}'", column.name);
    switch (column.type) {
        case ColumnType::id:
            return fmt::format("({})::uuid", text);
        case ColumnType::integer:
        case ColumnType::fen:
            return fmt::format("({})::bigint", text);
        case ColumnType::time:
            return fmt::format("to_timestamp(({})::bigint / 1000.0)", text);
        case ColumnType::date:
            return fmt::format("({})::date", text);
        case ColumnType::boolean:
            return fmt::format("({})::boolean", text);
        case ColumnType::json:
            return fmt::format("data->'{}'", column.name);
        case ColumnType::text:
        case ColumnType::bytes:
        case ColumnType::attachment:
            break;
    }
    return text;
}

bool is_left_out(const Column& column, ReportColumns columns) {
    if (column.own_store_only) return true;
    return columns == ReportColumns::people_free && (column.personal || column.contact);
}

}  // namespace

std::string report_view_sql(const Entity& entity, std::string_view table_schema,
                            std::string_view report_schema, ReportColumns columns) {
    auto sql = fmt::format(
        "CREATE OR REPLACE VIEW {}.{} AS SELECT id, row_hlc,"
        " coalesce(column_clocks::jsonb ? '!', false) AS erased",
        identifier(report_schema), identifier(entity.name));
    for (const auto& column : entity.columns) {
        if (is_left_out(column, columns)) continue;
        sql += fmt::format(", {} AS {}", value_sql(column), identifier(column.name));
    }
    return sql +
           fmt::format(" FROM {}.row WHERE entity = '{}'", identifier(table_schema), entity.name);
}

std::string report_views_sql(const Manifest& manifest, std::string_view table_schema,
                             std::string_view report_schema, ReportColumns columns) {
    auto sql = fmt::format("CREATE SCHEMA IF NOT EXISTS {};\n", identifier(report_schema));
    for (const auto& entity : manifest.entities()) {
        // A column in another place than before can't replace the view.
        sql += fmt::format(
            "DO $do$ BEGIN EXECUTE $view${0}$view$; EXCEPTION WHEN invalid_table_definition THEN "
            "DROP VIEW {1}.{2} CASCADE; EXECUTE $view${0}$view$; END $do$;\n",
            report_view_sql(entity, table_schema, report_schema, columns),
            identifier(report_schema), identifier(entity.name));
    }
    return sql;
}

}  // namespace qiantai
