#pragma once

// Moves a hub's data from its encrypted file into PostgreSQL, back, or into another PostgreSQL.

#include <functional>

#include "sync/hub/program/hub_home.hpp"

namespace qiantai::hub {

inline constexpr ErrorKind k_move_nowhere{
    "move_nowhere", Actor::administrator,
    "The hub's data lies there already. Name another database to move it to.",
    "中心数据已在该处。请指定另一个数据库。"};
inline constexpr ErrorKind k_move_occupied{
    "move_occupied", Actor::administrator,
    "Another hub's data lies in that database. Nothing was changed; name an empty one.",
    "该数据库中已有另一个中心的数据，未作任何改动。请指定空数据库。"};
inline constexpr ErrorKind k_move_differs{
    "move_differs", Actor::administrator,
    "What was written is not what was read. The hub stays where it is; try again, and if it "
    "happens again, report it with this line.",
    "写入的数据与读取的不一致，中心保持原处。请重试；若再次出现，请连同此行上报。"};

/// Rows of each table, in the order of HubTable.
using MovedRows = std::vector<std::int64_t>;
/// Told after every page: the table and its rows so far.
using MoveProgress = std::function<void(const TableShape&, std::int64_t rows)>;

/// Copies everything into `database` (a PostgreSQL connection string; empty: an encrypted file in the
/// home), compares both row by row, ends the old store and lets hub.toml name the new one. Photos
/// stay where they are. Terminals need nothing new: versions, cursors and the generation are kept.
/// No hub may run in this folder; one of another folder over the same PostgreSQL waits, and can't
/// write any more afterwards. May be cut off at any moment: the hub is then still whole where
/// hub.toml says, and the next call goes on. The old store stays, a file among the backups.
/// Errors: k_hub_running, k_move_nowhere, k_move_occupied, k_move_differs, and those of both stores.
Result<MovedRows> move_hub(const HubPaths& paths, const std::string& database, Clock& clock,
                           Random& random, const MoveProgress& progress);

}  // namespace qiantai::hub
