#pragma once

#include <boost/json.hpp>
#include <string>

#include "schema/manifest/manifest.hpp"

namespace qiantai::ctl {

/// The manifest as a page that people read.
std::string schema_reference_markdown(const Manifest& manifest);
/// The same for programs.
boost::json::object schema_reference_json(const Manifest& manifest);

}  // namespace qiantai::ctl
