#pragma once

#include <span>
#include <vector>

#include "schema/base/uuid.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::sqlite {

/// A terminal database's own incarnation, and those whose place it took since headquarters last
/// spoke of it, the newest first. Headquarters knows one of these: which one it is it says in its
/// greeting, and only that one it lets itself be told as "restored from". One step is not enough: a
/// restored database can be taken over by headquarters and die before it hears of it.
struct Incarnations {
    Uuid own;
    std::vector<Uuid> before;

    bool took_place_of(const Uuid& incarnation) const;
};
/// k_database_damaged if it has none.
Result<Incarnations> load_incarnations(Database& database);

/// Makes the database the new incarnation `fresh`, in the place of `replaced` (what is known of the
/// database it replaces) and of its own past. Gives what it took the place of. Inside the caller's
/// transaction.
Result<std::vector<Uuid>> begin_incarnation(Database& database, const Uuid& fresh,
                                            const Incarnations& replaced);

}  // namespace qiantai::sqlite
