#pragma once

#include <string_view>

#include "schema/base/clock.hpp"
#include "schema/base/random.hpp"
#include "terminal/store/terminal_database.hpp"

namespace qiantai::shots {

/// Works at the demo's store and still has the PIN that headquarters gave.
inline constexpr std::string_view k_new_colleague = "1003";

/// How the terminal stands with headquarters.
enum class Line : std::uint8_t {
    offline,  ///< for half an hour; what was registered since then waits, and a record was refused
    online,   ///< headquarters has everything
};

/// Makes the demo store's terminal one that worked all day: enrolled long ago, with people who
/// registered customers since the morning. The clock stands before that; afterwards it is the
/// demo's present. Every number that the screens show then comes out of this database.
Status work_a_day(store::TerminalDatabase& terminal, FakeClock& clock, Random& random,
                  const Manifest& manifest);

/// Makes the filled terminal a desk of headquarters at the demo's present: it sees all stores and holds
/// no number but those of its own calls, which come with their authorisation.
Status become_desk(sqlite::Database& database, FakeClock& clock);

Status set_line(sqlite::Database& database, Line line, TimeMs now_ms);

}  // namespace qiantai::shots
