#pragma once

#include <string>
#include <string_view>

#include "schema/manifest/manifest.hpp"

namespace qiantai {

/// SQLite: for reports on the hub's database, one plain view per entity over the generic table
/// `row`: id as text, every column under its own name and type (json as JSON text, bytes as
/// base64url, booleans 0 and 1), then row_hlc and erased (1 once the person was erased).
/// `view_prefix` + entity is the view's name.
std::string view_drop_sql(const Entity& entity, std::string_view view_prefix);
std::string view_create_sql(const Entity& entity, std::string_view view_prefix);

/// All views of a manifest, made anew.
std::string all_views_sql(const Manifest& manifest, std::string_view view_prefix = "view_");

}  // namespace qiantai
