#include "sync/hub/store/sqlite/sqlite_store.hpp"

#include <sqlite3.h>

#include "schema/base/encoding.hpp"
#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/migrations.hpp"
#include "sync/hub/store/sqlite/sqlite_session.hpp"

namespace qiantai::hub {
namespace {

constexpr int k_reader_cache_kib = 16'384;

Result<ContentFolder> open_contents(sqlite::Database& database, const std::filesystem::path& path) {
    QIANTAI_TRY(auto key_text, sqlite::load_fact_text(database, fact::k_attachment_key));
    if (!key_text) return make_error(sqlite::k_database_unfit, std::string(fact::k_attachment_key));
    auto key = blake2b_256(*key_text);
    wipe(*key_text);
    return ContentFolder(path.parent_path() / "attachments", Secret::taken_from(key));
}

}  // namespace

SqliteHubStore::SqliteHubStore(SqliteStoreOptions options, sqlite::Database writer,
                               ContentFolder contents)
    : m_options(std::move(options)), m_contents(std::move(contents)), m_writer(std::move(writer)) {}

SqliteHubStore::~SqliteHubStore() = default;

Result<std::unique_ptr<SqliteHubStore>> SqliteHubStore::open(SqliteStoreOptions options) {
    QIANTAI_TRY_STATUS(sqlite::check_sqlite_build());
    QIANTAI_TRY(auto writer, sqlite::Database::open(options.path, options.database));
    QIANTAI_TRY(const int from, sqlite::migrate(writer, sqlite::ApplicationId::hub,
                                                sqlite::hub_sqlite_migrations()));
    static_cast<void>(from);
    QIANTAI_TRY(auto contents, open_contents(writer, options.path));
    if (options.on_open) options.on_open(writer);
    return std::unique_ptr<SqliteHubStore>(
        new SqliteHubStore(std::move(options), std::move(writer), std::move(contents)));
}

Result<std::unique_ptr<sqlite::Database>> SqliteHubStore::take_reader() {
    {
        const MutexLock lock(m_readers_mutex);
        if (!m_idle_readers.empty()) {
            auto reader = std::move(m_idle_readers.back());
            m_idle_readers.pop_back();
            return reader;
        }
    }
    auto options = m_options.database;
    options.mode = sqlite::OpenMode::read_write;
    options.cache_kib = k_reader_cache_kib;
    QIANTAI_TRY(auto opened, sqlite::Database::open(m_options.path, options));
    QIANTAI_TRY_STATUS(opened.execute("PRAGMA query_only=ON"));
    auto reader = std::make_unique<sqlite::Database>(std::move(opened));
    if (m_options.on_open) m_options.on_open(*reader);
    return reader;
}

void SqliteHubStore::give_back(std::unique_ptr<sqlite::Database> reader) {
    const MutexLock lock(m_readers_mutex);
    m_idle_readers.push_back(std::move(reader));
}

Result<std::unique_ptr<HubReader>> SqliteHubStore::begin_read() {
    QIANTAI_TRY(auto connection, take_reader());
    QIANTAI_TRY(auto view, sqlite::ReadTransaction::begin(*connection));
    // The first read fixes the view; contract 1 wants it fixed now.
    QIANTAI_TRY_STATUS(connection->cached("SELECT 1 FROM fact LIMIT 1").run());
    return std::unique_ptr<HubReader>(
        std::make_unique<SqliteReader>(*this, std::move(connection), std::move(view)));
}

Result<std::unique_ptr<HubWriter>> SqliteHubStore::begin_write() {
    return write_under(HeldLock(m_writer_mutex));
}

Result<std::unique_ptr<HubWriter>> SqliteHubStore::try_begin_write() {
    auto lock = HeldLock::try_take(m_writer_mutex);
    if (!lock) return std::unique_ptr<HubWriter>();
    return write_under(std::move(*lock));
}

Result<std::unique_ptr<HubWriter>> SqliteHubStore::write_under(HeldLock lock) {
    m_writer_mutex.is_held();
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_writer));
    return std::unique_ptr<HubWriter>(std::make_unique<SqliteWriter>(
        std::move(lock), m_writer, std::move(transaction), m_listeners));
}

Status SqliteHubStore::copy_to(const std::filesystem::path& target) {
    auto options = m_options.database;
    options.mode = sqlite::OpenMode::create;
    QIANTAI_TRY(auto copy, sqlite::Database::open(target, options));
    QIANTAI_TRY(auto source, take_reader());
    auto* backup = sqlite3_backup_init(copy.handle(), "main", source->handle(), "main");
    if (!backup) return copy.last_error();
    sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    give_back(std::move(source));
    if (finished != SQLITE_OK) return copy.last_error();
    // Everything into the one file, so that it can be copied about alone.
    return copy.execute("PRAGMA journal_mode=DELETE");
}

Status SqliteHubStore::check_integrity() {
    QIANTAI_TRY(auto connection, take_reader());
    std::string found;
    {
        QIANTAI_TRY(auto check, connection->prepare("PRAGMA integrity_check"));
        for (;;) {
            QIANTAI_TRY(const bool row, check.step());
            if (!row) break;
            if (check.text(0) != "ok") found += std::string(check.text(0)) + "; ";
        }
    }
    give_back(std::move(connection));
    if (!found.empty()) return make_error(sqlite::k_database_damaged, found);
    return {};
}

SqliteReader::SqliteReader(SqliteHubStore& owner, std::unique_ptr<sqlite::Database> connection,
                           sqlite::ReadTransaction view)
    : m_database(connection.get()),
      m_owner(&owner),
      m_connection(std::move(connection)),
      m_view(std::move(view)) {}

// What was given up in the middle of a statement would keep its view of the database for the next
// reader.
SqliteReader::~SqliteReader() {
    if (!m_connection) return;
    m_connection->reset_cached();
    m_view.reset();
    m_owner->give_back(std::move(m_connection));
}

SqliteWriter::SqliteWriter(HeldLock lock, sqlite::Database& database,
                           sqlite::Transaction transaction, CommitListeners& listeners)
    : SqliteReader(database),
      m_lock(std::move(lock)),
      m_transaction(std::move(transaction)),
      m_listeners(listeners) {}

SqliteWriter::~SqliteWriter() {
    m_database->reset_cached();
}

Status SqliteWriter::commit() {
    QIANTAI_TRY_STATUS(m_transaction.commit());
    m_listeners.tell(m_raised);
    return {};
}

}  // namespace qiantai::hub
