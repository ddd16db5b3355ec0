#pragma once

#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::store {

inline constexpr ErrorKind k_row_missing_here{"row_missing_here", Actor::clerk,
                                              "There is no such record on this terminal.",
                                              "本机没有该记录。"};

/// Empties the personal columns of one row for ever, here and, through the outbox, everywhere:
/// marks the row's clocks as erased, writes the erase change, and takes the personal values of the
/// row out of what the outbox holds. Inside the caller's transaction. Erasing again changes
/// nothing. k_row_missing_here. The entity must have personal columns.
Status erase_row(sqlite::Database& database, const Entity& entity, const Uuid& id);

/// erase_row() for the person's own row, and for every row that belongs to it (manifest:
/// subject_column) and has personal columns.
Status erase_person(sqlite::Database& database, const Manifest& manifest,
                    std::string_view entity_name, const Uuid& id);

}  // namespace qiantai::store
