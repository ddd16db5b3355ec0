#include "terminal/store/number_sequence.hpp"

namespace qiantai::store {

Result<std::int64_t> next_number(sqlite::Database& database, std::string_view sequence) {
    QIANTAI_ASSERT(database.in_transaction());
    auto& statement = database.cached(
        "INSERT INTO number_sequence (name, last)"
        " VALUES (?, 1 + ifnull((SELECT value FROM fact WHERE name = 'number_floor'), 0))"
        " ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last");
    QIANTAI_TRY(const bool row, statement.bind(sequence).step());
    QIANTAI_ASSERT(row);
    const std::int64_t number = statement.integer(0);
    // The row is written only once the statement has run to its end.
    QIANTAI_TRY_STATUS(statement.run());
    return number;
}

}  // namespace qiantai::store
