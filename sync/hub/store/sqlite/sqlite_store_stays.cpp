// SqliteReader and SqliteWriter: stays of persons at stores that are not their own.

#include "sync/hub/store/sqlite/sqlite_session.hpp"

namespace qiantai::hub {
namespace {

/// Appends all stays of a bound statement.
Status append_stays(sqlite::Statement& statement, std::vector<Stay>& stays) {
    for (;;) {
        QIANTAI_TRY(const bool found, statement.step());
        if (!found) return {};
        stays.push_back({statement.uuid(0), std::string(statement.text(1)), statement.integer(2)});
    }
}

}  // namespace

Result<std::vector<Stay>> SqliteReader::load_stays(std::span<const Uuid> persons) {
    std::vector<Stay> stays;
    for (const auto& person : persons) {
        auto& statement =
            m_database->cached("SELECT person, store_code, until FROM stay WHERE person = ?")
                .bind(person);
        QIANTAI_TRY_STATUS(append_stays(statement, stays));
    }
    return stays;
}

Result<std::vector<Stay>> SqliteReader::load_ended_stays(std::string_view store_code, TimeMs now,
                                                         int limit) {
    std::vector<Stay> stays;
    auto& statement =
        m_database
            ->cached(
                "SELECT person, store_code, until FROM stay WHERE store_code = ? AND until <= ? "
                "ORDER BY until LIMIT ?")
            .bind(store_code, now, limit);
    QIANTAI_TRY_STATUS(append_stays(statement, stays));
    return stays;
}

Status SqliteWriter::save_stays(std::span<const Stay> stays) {
    for (const auto& stay : stays) {
        QIANTAI_TRY_STATUS(
            m_database
                ->cached("INSERT OR REPLACE INTO stay (person, store_code, until) VALUES (?, ?, ?)")
                .bind(stay.person, stay.store_code, stay.until)
                .run());
    }
    return {};
}

Status SqliteWriter::remove_stays(std::span<const Stay> stays) {
    for (const auto& stay : stays) {
        QIANTAI_TRY_STATUS(
            m_database->cached("DELETE FROM stay WHERE person = ? AND store_code = ?")
                .bind(stay.person, stay.store_code)
                .run());
    }
    return {};
}

}  // namespace qiantai::hub
