#pragma once

#include <cstdint>
#include <string_view>

#include "schema/sqlite/database.hpp"

namespace qiantai::store {

/// The next number of a sequence of this terminal: 1, 2, 3 ... (further up after a restore). Inside
/// the caller's transaction, so that a rolled-back one gives its number back.
Result<std::int64_t> next_number(sqlite::Database& database, std::string_view sequence);

/// How far every sequence jumps when a backup is restored: more than a terminal can give between
/// two backups, so that a number given after the backup was made is never given again.
inline constexpr std::int64_t k_restore_number_jump = 100'000;

}  // namespace qiantai::store
