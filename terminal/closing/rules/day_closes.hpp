#pragma once

// Rows of closed days and of tills' marks: reading them, and writing this till's own mark.

#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/closing/rules/closing_facts.hpp"

namespace qiantai::domain {

/// Of one day of a store, in the order of their clocks: the first is the closing.
Result<std::vector<DayClose>> load_day_closes(sqlite::Database& database,
                                              std::string_view store_code, Date day);
/// The newest day before this one that the store closed.
Result<std::optional<Date>> load_closed_before(sqlite::Database& database,
                                               std::string_view store_code, Date day);
/// This till's newest mark, of this incarnation of its database.
Result<std::optional<DayMark>> load_own_mark(ServiceContext& context);
/// The newest mark of every till of this store, by code, this one's among them if it has one.
Result<std::vector<TillMark>> load_till_marks(ServiceContext& context);
/// Records of the mark's day that this till wrote after it.
Result<int> count_late(ServiceContext& context, const DayMark& mark);
/// Inside a transaction, after all that it stands for.
Status write_own_mark(ServiceContext& context, const Session& session, Date day, const Moment& now);

/// How a store's day stands, seen from here. At headquarters also whether everything is here.
Result<StoreDay> load_store_day(ServiceContext& context, std::string_view store_code,
                                std::string_view store_name, Date day);

}  // namespace qiantai::domain
