#include "schema/sqlite/known_times.hpp"

#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/rows.hpp"

namespace qiantai::sqlite {

Result<KnownTimes> load_known_times(Database& database) {
    auto& statement = database.cached(
        "SELECT (SELECT value FROM fact WHERE name = ?1), (SELECT value FROM fact WHERE name = ?2),"
        " (SELECT written_at FROM outbox WHERE seq >"
        " ifnull((SELECT value FROM fact WHERE name = ?3), 0) ORDER BY seq DESC LIMIT 1)");
    statement.bind(fact::k_last_contact_at, fact::k_clock_shift_ms, fact::k_acked_seq);
    return only(statement, [](const Statement& row) {
        const auto if_any = [&](int column) {
            return row.is_null(column) ? std::nullopt : std::optional(row.integer(column));
        };
        return KnownTimes{if_any(0), row.integer(1), if_any(2)};
    });
}

}  // namespace qiantai::sqlite
