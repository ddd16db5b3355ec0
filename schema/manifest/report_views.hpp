#pragma once

// SQL for reports: one view per entity over the hub's generic table `row` in PostgreSQL.

#include <string>
#include <string_view>

#include "schema/manifest/manifest.hpp"

namespace qiantai {

/// What a view leaves out. PIN hashes and the like, which no desk gets, are in none.
enum class ReportColumns {
    people_free,  ///< without personal and contact columns
    personal,     ///< with them
};

/// A view of the schema `report_schema` over `table_schema`.row: id, row_hlc, erased (the person was
/// erased), then every column under its own name: text, bigint, timestamptz of a time, date,
/// boolean, uuid, jsonb; bytes as base64url. Both names are identifiers without quotes.
std::string report_view_sql(const Entity& entity, std::string_view table_schema,
                            std::string_view report_schema, ReportColumns columns);

/// All views, made or replaced; one that lost a column is dropped first, with what stands on it.
std::string report_views_sql(const Manifest& manifest, std::string_view table_schema,
                             std::string_view report_schema, ReportColumns columns);

}  // namespace qiantai
