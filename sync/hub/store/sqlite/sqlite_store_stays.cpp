// SqliteReader and SqliteWriter: scopes that show rows which are not their own for a while.

#include "sync/hub/store/sqlite/sqlite_session.hpp"

namespace qiantai::hub {
namespace {

#define QIANTAI_STAY_COLUMNS "person, scope, authorisation, until"

/// Appends all stays of a bound statement.
Status append_stays(sqlite::Statement& statement, std::vector<Stay>& stays) {
    for (;;) {
        QIANTAI_TRY(const bool found, statement.step());
        if (!found) return {};
        stays.push_back({statement.uuid(0), std::string(statement.text(1)), statement.uuid(2),
                         statement.integer(3)});
    }
}

}  // namespace

Result<std::vector<Stay>> SqliteReader::load_stays(std::span<const Uuid> persons) {
    std::vector<Stay> stays;
    for (const auto& person : persons) {
        auto& statement =
            m_database->cached("SELECT " QIANTAI_STAY_COLUMNS " FROM stay WHERE person = ?");
        QIANTAI_TRY_STATUS(append_stays(statement.bind(person), stays));
    }
    return stays;
}

Result<std::vector<Stay>> SqliteReader::load_stays_under(std::span<const Uuid> authorisations) {
    std::vector<Stay> stays;
    for (const auto& authorisation : authorisations) {
        // The index leaves out look-ups, and has to be told that none is meant.
        auto& statement = m_database->cached(
            "SELECT " QIANTAI_STAY_COLUMNS
            " FROM stay WHERE authorisation = ? AND authorisation <> zeroblob(16)");
        QIANTAI_TRY_STATUS(append_stays(statement.bind(authorisation), stays));
    }
    return stays;
}

Result<std::vector<Stay>> SqliteReader::load_ended_stays(std::string_view scope, TimeMs now,
                                                         int limit) {
    std::vector<Stay> stays;
    auto& statement =
        m_database->cached("SELECT " QIANTAI_STAY_COLUMNS
                           " FROM stay WHERE scope = ? AND until <= ? ORDER BY until LIMIT ?");
    QIANTAI_TRY_STATUS(append_stays(statement.bind(scope, now, limit), stays));
    return stays;
}

Status SqliteWriter::save_stays(std::span<const Stay> stays) {
    for (const auto& stay : stays) {
        QIANTAI_TRY_STATUS(m_database
                               ->cached("INSERT OR REPLACE INTO stay (" QIANTAI_STAY_COLUMNS
                                        ") VALUES (?, ?, ?, ?)")
                               .bind(stay.person, stay.scope, stay.authorisation, stay.until)
                               .run());
    }
    return {};
}

Status SqliteWriter::remove_stays(std::span<const Stay> stays) {
    for (const auto& stay : stays) {
        QIANTAI_TRY_STATUS(
            m_database
                ->cached("DELETE FROM stay WHERE person = ? AND scope = ? AND authorisation = ?")
                .bind(stay.person, stay.scope, stay.authorisation)
                .run());
    }
    return {};
}

}  // namespace qiantai::hub
