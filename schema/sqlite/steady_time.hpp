#pragma once

#include <optional>
#include <string_view>

#include "schema/base/steady_time.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::sqlite {

/// Written by sync/client, as those in facts.hpp. Times are what they were less boot_ms().
namespace fact {
inline constexpr std::string_view k_steady_boot_id = "steady_boot_id";
inline constexpr std::string_view k_steady_ours_ms = "steady_ours_ms";
inline constexpr std::string_view k_steady_headquarters_ms = "steady_headquarters_ms";
}  // namespace fact

/// Headquarters has just been met, at `met`. Inside the caller's transaction.
Status mark_steady_time(Database& database, Clock& clock, const SteadyTime& met);
/// Now. Nothing if headquarters has not been met since the machine was started.
Result<std::optional<SteadyTime>> load_steady_time(Database& database, Clock& clock);

}  // namespace qiantai::sqlite
