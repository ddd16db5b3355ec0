#include "schema/manifest/view_sql.hpp"

#include <fmt/format.h>

namespace qiantai {
namespace {

/// Text as an SQL literal.
std::string literal(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        out += c;
        if (c == '\'') out += c;
    }
    return out + "'";
}

std::string identifier(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) {
        out += c;
        if (c == '"') out += c;
    }
    return out + '"';
}

/// JSON path of one column. Column names are the manifest's: letters, digits and underscores.
std::string path_of(std::string_view column) {
    return literal(fmt::format("$.\"{}\"", column));
}

std::string column_expression(const Column& column) {
    // ->> gives SQL values: text, integers, 1 and 0 for true and false. JSON itself stays as it is
    // with ->.
    const char* arrow = column.type == ColumnType::json ? "->" : "->>";
    return fmt::format("  data {} {} AS {},\n", arrow, path_of(column.name),
                       identifier(column.name));
}

constexpr std::string_view k_id_expression =
    "lower(substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4) "
    "|| '-' ||\n"
    "        substr(hex(id), 17, 4) || '-' || substr(hex(id), 21))";

}  // namespace

std::string view_drop_sql(const Entity& entity, std::string_view view_prefix) {
    return fmt::format("DROP VIEW IF EXISTS {};\n",
                       identifier(fmt::format("{}{}", view_prefix, entity.name)));
}

std::string view_create_sql(const Entity& entity, std::string_view view_prefix) {
    std::string sql =
        fmt::format("CREATE VIEW {} AS SELECT\n  {} AS id,\n",
                    identifier(fmt::format("{}{}", view_prefix, entity.name)), k_id_expression);
    for (const auto& column : entity.columns) sql += column_expression(column);
    sql += "  row_hlc,\n  column_clocks ->> '$.\"!\"' IS NOT NULL AS erased\n";
    sql += fmt::format("FROM row WHERE entity = {};\n", literal(entity.name));
    return sql;
}

std::string all_views_sql(const Manifest& manifest, std::string_view view_prefix) {
    std::string sql;
    for (const auto& entity : manifest.entities()) {
        sql += view_drop_sql(entity, view_prefix) + view_create_sql(entity, view_prefix);
    }
    return sql;
}

}  // namespace qiantai
