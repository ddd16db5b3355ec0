// PgReader and PgWriter: scopes that show rows which are not their own for a while.

#include "sync/hub/store/postgres/pg_session.hpp"

namespace qiantai::hub {
namespace {

#define QIANTAI_PG_STAY_COLUMNS "person, scope, authorisation, until"

std::vector<Stay> all_pg_stays(const PgRows& rows) {
    std::vector<Stay> stays;
    for (int i = 0; i < rows.count(); ++i) {
        stays.push_back(
            {rows.uuid(i, 0), std::string(rows.text(i, 1)), rows.uuid(i, 2), rows.integer(i, 3)});
    }
    return stays;
}

PgParameters keys_of(std::span<const Stay> stays) {
    PgParameters parameters;
    parameters.array(stays, [](const auto& stay) { return stay.person; })
        .array(stays, [](const auto& stay) { return std::string_view(stay.scope); })
        .array(stays, [](const auto& stay) { return stay.authorisation; });
    return parameters;
}

}  // namespace

Result<std::vector<Stay>> PgReader::load_stays(std::span<const Uuid> persons) {
    if (persons.empty()) return std::vector<Stay>();
    QIANTAI_TRY(const auto rows,
                m_connection->run(
                    "SELECT " QIANTAI_PG_STAY_COLUMNS " FROM stay WHERE person = ANY($1::uuid[])",
                    PgParameters().array(persons, [](const auto& id) { return id; })));
    return all_pg_stays(rows);
}

Result<std::vector<Stay>> PgReader::load_stays_under(std::span<const Uuid> authorisations) {
    if (authorisations.empty()) return std::vector<Stay>();
    QIANTAI_TRY(
        const auto rows,
        m_connection->run("SELECT " QIANTAI_PG_STAY_COLUMNS
                          " FROM stay WHERE authorisation = ANY($1::uuid[]) AND "
                          "authorisation <> '00000000-0000-0000-0000-000000000000'",
                          PgParameters().array(authorisations, [](const auto& id) { return id; })));
    return all_pg_stays(rows);
}

Result<std::vector<Stay>> PgReader::load_ended_stays(std::string_view scope, TimeMs now,
                                                     int limit) {
    QIANTAI_TRY(const auto rows,
                m_connection->run("SELECT " QIANTAI_PG_STAY_COLUMNS
                                  " FROM stay WHERE scope = $1::text AND until <= $2::bigint "
                                  "ORDER BY until LIMIT $3::bigint",
                                  PgParameters().text(scope).integer(now).integer(limit)));
    return all_pg_stays(rows);
}

/// Of two for the same person, scope and authorisation the later one counts.
Status PgWriter::save_stays(std::span<const Stay> stays) {
    if (stays.empty()) return {};
    auto parameters = keys_of(stays);
    parameters.array(stays, [](const auto& stay) { return stay.until; });
    return m_connection->run_later(
        "INSERT INTO stay (" QIANTAI_PG_STAY_COLUMNS
        ") SELECT DISTINCT ON (k.person, k.scope, k.authorisation) k.person, k.scope, "
        "k.authorisation, k.until FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::bigint[]) "
        "WITH ORDINALITY AS k(person, scope, authorisation, until, place) "
        "ORDER BY k.person, k.scope, k.authorisation, k.place DESC "
        "ON CONFLICT (person, scope, authorisation) DO UPDATE SET until = excluded.until",
        parameters);
}

Status PgWriter::remove_stays(std::span<const Stay> stays) {
    if (stays.empty()) return {};
    return m_connection->run_later(
        "DELETE FROM stay USING unnest($1::uuid[], $2::text[], $3::uuid[]) "
        "AS k(person, scope, authorisation) WHERE stay.person = k.person AND "
        "stay.scope = k.scope COLLATE \"C\" AND stay.authorisation = k.authorisation",
        keys_of(stays));
}

}  // namespace qiantai::hub
