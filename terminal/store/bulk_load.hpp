#pragma once

#include "schema/sqlite/database.hpp"

namespace qiantai::store {

// Writing many members at once, as a terminal's first load does. A row of it would touch a page here
// and there in every index, and the same pages again with every transaction; made at the end, each
// index is sorted and written once. Table made_after_load holds the SQL of what is gone meanwhile.

/// Before many rows are written: from here on, across crashes, the indexes of the large tables are
/// gone, and the search index and the other tables that triggers derive from members and cards are
/// left alone, until rebuild_member_search(). Look-ups are right but slow meanwhile, lists by date
/// and searches by name find nothing new. Begun already: changes nothing.
Status begin_bulk_load(sqlite::Database& database);

/// The indexes and triggers stand again; does nothing if none is gone. For opening a database, so
/// that a migration finds the schema that it goes on from, and for rebuild_member_search().
Status put_schema_back(sqlite::Database& database);

/// Makes the tables but member_search that triggers keep in step with members and cards anew:
/// card_expiry, shared_phone. Part of the transaction that is open.
Status fill_derived_tables(sqlite::Database& database);

}  // namespace qiantai::store
