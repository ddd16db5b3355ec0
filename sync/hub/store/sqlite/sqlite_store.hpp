#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "schema/base/mutex.hpp"
#include "schema/sqlite/database.hpp"
#include "sync/hub/store/commit_listeners.hpp"

namespace qiantai::hub {

struct SqliteStoreOptions {
    std::filesystem::path path;
    sqlite::OpenOptions database;
    /// Called with every connection once it is open; tests hang their faults in here.
    std::function<void(sqlite::Database&)> on_open{};
};

/// The hub's store in one encrypted SQLite file: one writer connection behind a mutex, and as many
/// reader connections as there are readers at a time, kept for the next ones.
class SqliteHubStore final : public HubStore {
  public:
    /// Opens (or makes, with OpenMode::create) and migrates.
    static Result<std::unique_ptr<SqliteHubStore>> open(SqliteStoreOptions options);
    ~SqliteHubStore() override;

    Result<std::unique_ptr<HubReader>> begin_read() override;
    Result<std::unique_ptr<HubWriter>> begin_write() override;
    Result<std::unique_ptr<HubWriter>> try_begin_write() override;
    void add_listener(CounterListener& listener) override { m_listeners.add(listener); }
    void remove_listener(CounterListener& listener) override { m_listeners.remove(listener); }
    /// In the folder "attachments" beside the file.
    ContentFolder& contents() override { return m_contents; }

    /// A consistent copy, encrypted with the same key, while the hub goes on working. `target` must
    /// not exist.
    Status copy_to(const std::filesystem::path& target);
    /// Reads every page and index. k_database_damaged with what was found.
    Status check_integrity();

  private:
    friend class SqliteReader;
    SqliteHubStore(SqliteStoreOptions options, sqlite::Database writer, ContentFolder contents);
    Result<std::unique_ptr<HubWriter>> write_under(HeldLock lock);
    Result<std::unique_ptr<sqlite::Database>> take_reader();
    void give_back(std::unique_ptr<sqlite::Database> reader);

    SqliteStoreOptions m_options;
    ContentFolder m_contents;
    Mutex m_writer_mutex;
    sqlite::Database m_writer QIANTAI_GUARDED_BY(m_writer_mutex);
    CommitListeners m_listeners;
    Mutex m_readers_mutex;
    std::vector<std::unique_ptr<sqlite::Database>> m_idle_readers
        QIANTAI_GUARDED_BY(m_readers_mutex);
};

}  // namespace qiantai::hub
