#include "schema/sqlite/steady_time.hpp"

#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/rows.hpp"

namespace qiantai::sqlite {

Status mark_steady_time(Database& database, Clock& clock, const SteadyTime& met) {
    const TimeMs boot_ms = clock.boot_ms();
    QIANTAI_TRY_STATUS(save_fact(database, fact::k_steady_boot_id, clock.boot_id()));
    QIANTAI_TRY_STATUS(save_fact(database, fact::k_steady_ours_ms, met.ours - boot_ms));
    return save_fact(database, fact::k_steady_headquarters_ms, met.headquarters - boot_ms);
}

Result<std::optional<SteadyTime>> load_steady_time(Database& database, Clock& clock) {
    auto& statement = database.cached(
        "SELECT (SELECT value FROM fact WHERE name = ?1), (SELECT value FROM fact WHERE name = ?2),"
        " (SELECT value FROM fact WHERE name = ?3)");
    statement.bind(fact::k_steady_boot_id, fact::k_steady_ours_ms, fact::k_steady_headquarters_ms);
    return only(statement, [&](const Statement& row) -> std::optional<SteadyTime> {
        if (row.is_null(0) || row.text(0) != clock.boot_id()) return std::nullopt;
        const TimeMs boot_ms = clock.boot_ms();
        return SteadyTime{row.integer(1) + boot_ms, row.integer(2) + boot_ms};
    });
}

}  // namespace qiantai::sqlite
