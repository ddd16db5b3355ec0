#pragma once

// Views for reports beside the hub's tables: a schema without people and one with them.

#include "schema/manifest/manifest.hpp"
#include "sync/hub/store/postgres/pg_connection.hpp"

namespace qiantai::hub {

/// Roles that may read the views, and nothing else of the hub, if the administrator made them.
inline constexpr std::string_view k_report_role = "qiantai_report";
inline constexpr std::string_view k_personal_report_role = "qiantai_report_personal";

/// Makes the schemas `report` and `report_personal` (`NAME_report` … where the tables lie in another
/// schema NAME than public) anew if the manifest or the roles are others than at the last time.
/// Returns whether it did. Errors: pg_connection.hpp's; the hub's own role needs CREATE on the
/// database for it.
Result<bool> ensure_report_views(const std::string& conninfo, const Manifest& manifest);

}  // namespace qiantai::hub
