#pragma once

#include <string_view>

namespace qiantai {

/// Store codes stand in scope names, numbers and addresses: 2 to 8 capital letters and digits, for
/// the desk that makes a store and for the hub that takes its rows. HQ is headquarters' own.
bool is_store_code(std::string_view code);

}  // namespace qiantai
