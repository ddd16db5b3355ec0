#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "terminal/store/terminal_database.hpp"

namespace qiantai::store {

enum class DamageSearch {
    quick,     ///< every page and every row
    thorough,  ///< also that every index agrees with its table
};
/// SQLite's own findings on the file, in its words; empty if it is sound. Reading every page proves
/// it whole as well, because the cipher authenticates each.
Result<std::vector<std::string>> find_damage(sqlite::Database& database, DamageSearch search);

/// What is wrong with a terminal's database beyond the file itself, in words for an administrator;
/// empty if nothing: changes waiting for headquarters have no hole among them, clocks rise with the
/// outbox, what waits can be read and says what the records say, and the capture triggers are the
/// manifest's. Nor were changes taken from the outbox's end: every operation leaves an entry in this
/// database's audit trail, and an entry that headquarters can't have must still wait. (Whoever takes
/// both away, and the records, has made an older database of it; headquarters sees that by the
/// numbers.) Staff are as they were sealed, see staff_seal.hpp for what that finds.
Result<std::vector<std::string>> find_inconsistencies(sqlite::Database& database,
                                                      const Manifest& manifest);

/// For `qiantaictl check`: all of the above.
struct CheckReport {
    std::vector<std::string> problems;
    std::int64_t outbox_count = 0;
    std::int64_t unsent_count = 0;

    bool sound() const { return problems.empty(); }
};
Result<CheckReport> check_database(TerminalDatabase& terminal, DamageSearch search);

}  // namespace qiantai::store
