#include "sync/hub/store/postgres/pg_store.hpp"

#include <charconv>

#include "schema/base/encoding.hpp"
#include "sync/core/scope.hpp"
#include "sync/hub/store/postgres/pg_session.hpp"

namespace qiantai::hub {
namespace {

/// What a connection finds before its first use: another cluster or timeline than the one of which
/// the counters are.
constexpr const char* k_is_other_history =
    "SELECT h.system_id <> c.system_identifier OR h.timeline <> "
    "('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::integer "
    "FROM history h, pg_control_system() c";
/// Above everything that was given before, in microseconds since 1970 or beyond.
constexpr const char* k_begin_history =
    "BEGIN; SELECT one FROM writer FOR UPDATE; "
    "UPDATE history SET system_id = c.system_identifier, timeline = now.timeline, "
    "base = greatest((extract(epoch FROM clock_timestamp()) * 1000000)::bigint, "
    "base + (1::bigint << 40), (SELECT coalesce(max(version), 0) FROM scope_counter)) "
    "FROM pg_control_system() c, (SELECT ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), "
    "1, 8))::bit(32)::integer AS timeline) now "
    "WHERE history.system_id <> c.system_identifier OR history.timeline <> now.timeline; COMMIT";

Status check_history(PgConnection& connection) {
    QIANTAI_TRY(const auto rows, connection.execute(k_is_other_history));
    if (rows.count() == 1 && !rows.flag(0, 0)) return {};
    QIANTAI_TRY_STATUS(connection.execute(k_begin_history));
    return {};
}

Result<int> migrate_locked(PgConnection& connection, std::span<const sqlite::MigrationText> steps) {
    QIANTAI_TRY(const auto found,
                connection.execute("SELECT coalesce(max(number), 0) FROM schema_step"));
    const auto from = static_cast<int>(found.integer(0, 0));
    if (from > steps.back().number)
        return make_error(sqlite::k_database_too_new, fmt::format("schema {}", from));
    for (const auto& step : steps) {
        if (step.number <= from) continue;
        QIANTAI_TRY_STATUS(connection.execute(step.sql));
        QIANTAI_TRY_STATUS(connection.execute(
            fmt::format("INSERT INTO schema_step (number) VALUES ({})", step.number)));
    }
    return from;
}

}  // namespace

Result<int> migrate_postgres(PgConnection& connection,
                             std::span<const sqlite::MigrationText> steps) {
    // Two that make the table at the same time: the second finds it.
    auto made = connection.execute(
        "CREATE TABLE IF NOT EXISTS schema_step (number integer PRIMARY KEY, "
        "made_at timestamptz NOT NULL DEFAULT now())");
    if (!made) QIANTAI_TRY_STATUS(connection.execute("SELECT 1 FROM schema_step LIMIT 1"));
    QIANTAI_TRY_STATUS(
        connection.execute("BEGIN; LOCK TABLE schema_step IN ACCESS EXCLUSIVE MODE"));
    auto from = migrate_locked(connection, steps);
    if (!from) {
        (void)connection.execute("ROLLBACK");
        return from.error();
    }
    QIANTAI_TRY_STATUS(connection.execute("COMMIT"));
    return from;
}

int cell_of_scope(std::string_view scope) {
    constexpr std::string_view k_store = "store/", k_hq = "hq/";
    if (scope.starts_with(k_store)) return Cell::of_store(scope.substr(k_store.size())).number();
    int number = 0;
    if (scope.starts_with(k_hq)) {
        const auto digits = scope.substr(k_hq.size());
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
        return number % Cell::k_count;
    }
    return Cell::of_store(sync::k_hq_store_code).number();
}

Status check_conninfo(const std::string& conninfo) {
    char* failed = nullptr;
    const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(
        PQconninfoParse(conninfo.c_str(), &failed), &PQconninfoFree);
    const std::unique_ptr<char, void (*)(void*)> words(failed, &PQfreemem);
    if (!options) return make_error(k_postgres_conninfo, words ? words.get() : "");
    for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
        const bool secret = std::string_view(option->keyword).ends_with("password");
        if (secret && option->val != nullptr && *option->val != '\0')
            return make_error(k_postgres_conninfo, option->keyword);
    }
    return {};
}

PgHubStore::~PgHubStore() = default;

Result<std::unique_ptr<PgHubStore>> PgHubStore::open(PgStoreOptions options) {
    std::unique_ptr<PgHubStore> store(new PgHubStore(std::move(options)));
    QIANTAI_TRY(auto connection, PgConnection::open(store->m_options.conninfo, store->m_traffic));
    QIANTAI_TRY(const auto safety, connection->execute("SELECT current_setting('fsync')"));
    if (safety.text(0, 0) == "off") return make_error(k_postgres_unsafe);
    QIANTAI_TRY(const int from, migrate_postgres(*connection, sqlite::hub_postgres_migrations()));
    static_cast<void>(from);
    QIANTAI_TRY_STATUS(check_history(*connection));
    QIANTAI_TRY(const auto key,
                connection->execute("SELECT value FROM fact WHERE name = 'attachment_key'"));
    if (key.count() != 1)
        return make_error(k_postgres_failed, "the fact attachment_key is missing");
    auto hash = blake2b_256(key.text(0, 0));
    store->m_contents.emplace(store->m_options.contents_folder, Secret::taken_from(hash));
    store->give_back(std::move(connection));
    return store;
}

/// One of those that are kept, or a new one; after a failover those that are kept are dead.
Result<std::unique_ptr<PgConnection>> PgHubStore::take() {
    {
        const MutexLock lock(m_mutex);
        if (!m_idle.empty()) {
            auto connection = std::move(m_idle.back());
            m_idle.pop_back();
            return connection;
        }
    }
    QIANTAI_TRY(auto connection, PgConnection::open(m_options.conninfo, m_traffic));
    QIANTAI_TRY_STATUS(check_history(*connection));
    return connection;
}

void PgHubStore::give_back(std::unique_ptr<PgConnection> connection) {
    const MutexLock lock(m_mutex);
    if (connection->is_usable())
        m_idle.push_back(std::move(connection));
    else
        m_idle.clear();
}

Result<std::unique_ptr<HubReader>> PgHubStore::begin_read() {
    // The first read fixes the view.
    const std::string begin =
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1 FROM fact LIMIT 1";
    for (bool again = true;; again = false) {
        QIANTAI_TRY(auto connection, take());
        const auto begun = connection->execute(begin);
        if (begun) {
            return std::unique_ptr<HubReader>(
                std::make_unique<PgReader>(*this, std::move(connection)));
        }
        // A kept connection that has died meanwhile.
        give_back(std::move(connection));
        if (!again || begun.error().code() != k_postgres_unreachable.code) return begun.error();
    }
}

Result<std::unique_ptr<HubWriter>> PgHubStore::begin_write() {
    for (bool again = true;; again = false) {
        QIANTAI_TRY(auto connection, take());
        // The facts come along; every writer wants some.
        const auto begun = connection->execute(
            "BEGIN; SELECT one FROM writer FOR UPDATE; SELECT name, value FROM fact");
        if (begun) return make_writer(std::move(connection), *begun);
        if (connection->in_transaction()) (void)connection->execute("ROLLBACK");
        give_back(std::move(connection));
        if (!again || begun.error().code() != k_postgres_unreachable.code) return begun.error();
    }
}

Result<std::unique_ptr<HubWriter>> PgHubStore::try_begin_write() {
    QIANTAI_TRY(auto connection, take());
    auto begun = connection->execute("BEGIN; SELECT one FROM writer FOR UPDATE SKIP LOCKED");
    const bool is_mine = begun && begun->count() == 1;
    if (is_mine) begun = connection->execute("SELECT name, value FROM fact");
    if (is_mine && begun) return make_writer(std::move(connection), *begun);
    if (connection->in_transaction()) (void)connection->execute("ROLLBACK");
    give_back(std::move(connection));
    if (!begun) return begun.error();
    return std::unique_ptr<HubWriter>();
}

/// On a connection that holds the writers' lock. k_store_moved.
Result<std::unique_ptr<HubWriter>> PgHubStore::make_writer(std::unique_ptr<PgConnection> connection,
                                                           const PgRows& facts) {
    auto writer = std::make_unique<PgWriter>(*this, std::move(connection));
    writer->keep_facts(facts);
    QIANTAI_TRY(const auto moved, writer->load_fact(fact::k_moved));
    if (moved) return make_error(k_store_moved);
    return std::unique_ptr<HubWriter>(std::move(writer));
}

PgReader::~PgReader() {
    if (m_connection->in_transaction()) (void)m_connection->execute("ROLLBACK");
    m_owner.give_back(std::move(m_connection));
}

Status PgWriter::commit() {
    QIANTAI_TRY_STATUS(m_connection->run("COMMIT"));
    m_owner.m_listeners.tell(m_raised);
    return {};
}

}  // namespace qiantai::hub
