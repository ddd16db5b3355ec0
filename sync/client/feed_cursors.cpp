#include "sync/client/feed_cursors.hpp"

#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/rows.hpp"

namespace qiantai::sync {

Result<Cursors> prepare_cursors(sqlite::Database& database, int schema_version,
                                const std::vector<std::string>& scopes) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    auto& upgrade = database.cached(
        "UPDATE feed_cursor SET version = min(version, coalesce(reread_from, version)), "
        "reread_from = NULL, "
        "schema_version = ?1 WHERE schema_version < ?1");
    QIANTAI_TRY_STATUS(upgrade.bind(schema_version).run());
    // Whatever could not be read is read once more.
    if (database.changes() > 0)
        QIANTAI_TRY_STATUS(sqlite::remove_fact(database, sqlite::fact::k_set_aside_rows));
    Cursors cursors;
    for (const auto& scope : scopes) {
        QIANTAI_TRY(cursors[scope], load_cursor(database, scope));
    }
    QIANTAI_TRY_STATUS(transaction.commit());
    return cursors;
}

Result<std::int64_t> load_cursor(sqlite::Database& database, const std::string& scope) {
    auto& statement =
        database.cached("SELECT version FROM feed_cursor WHERE scope = ?").bind(scope);
    QIANTAI_TRY(const auto version, sqlite::one(statement, sqlite::integer_column));
    return version.value_or(0);
}

Status save_cursor(sqlite::Database& database, int schema_version, const FeedSection& section,
                   Unknowns unknowns) {
    std::optional<std::int64_t> reread_from;
    if (unknowns == Unknowns::met) reread_from = section.from_version;
    auto& statement = database.cached(
        "INSERT INTO feed_cursor (scope, version, reread_from, schema_version)"
        " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (scope)"
        " DO UPDATE SET version = excluded.version, schema_version = excluded.schema_version,"
        " reread_from = min(coalesce(reread_from, excluded.reread_from),"
        " coalesce(excluded.reread_from, reread_from))");
    return statement.bind(section.scope, section.to_version, reread_from, schema_version).run();
}

}  // namespace qiantai::sync
