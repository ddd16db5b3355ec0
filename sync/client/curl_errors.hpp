#pragma once

#include <string_view>

#include "schema/base/error.hpp"

namespace qiantai::sync {

enum class Way { direct, proxy };

/// A failed transfer of libcurl as one of transport.hpp's kinds. `easy` is the CURL handle it
/// failed on, `code` the CURLcode, `words` libcurl's error text.
Error error_of_curl(void* easy, int code, std::string_view words, Way way);

}  // namespace qiantai::sync
