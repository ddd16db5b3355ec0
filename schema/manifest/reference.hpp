#pragma once

#include <boost/json.hpp>
#include <string>

#include "schema/manifest/manifest.hpp"

namespace qiantai {

/// Reference documentation of all entities in Markdown: what each is, who writes it, where it is
/// seen, how it merges, and every column with type, presence, limits and meaning.
std::string manifest_reference(const Manifest& manifest);
/// The same for programs.
boost::json::object manifest_reference_json(const Manifest& manifest);

}  // namespace qiantai
