#pragma once

#include "schema/sqlite/rows.hpp"
#include "terminal/printing/rules/printing_facts.hpp"

namespace qiantai::domain {

/// Of read_print_job(), in its order.
#define QIANTAI_PRINT_COLUMNS                                                               \
    "id, title, form, number, copies, printer_name, state, ifnull(reason, ''), created_by," \
    " created_at, changed_at"
PrintJob read_print_job(const sqlite::Statement& row);
/// k_print_not_found.
Result<PrintJob> load_print_job(sqlite::Database& database, const Uuid& id);

}  // namespace qiantai::domain
