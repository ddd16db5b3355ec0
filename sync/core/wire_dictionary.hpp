#pragma once

#include <string_view>

namespace qiantai::sync {

/// What a short push says that every short push says: header, shapes and usual values, as zstd's
/// window before the first byte. Part of wire version 2: both sides must have it to the byte, so it
/// is never changed; a better one is a new rung of versions.hpp. What stands last is found
/// cheapest: a registration.
std::string_view push_dictionary();

}  // namespace qiantai::sync
