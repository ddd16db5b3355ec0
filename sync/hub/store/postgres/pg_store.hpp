#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "schema/base/mutex.hpp"
#include "schema/sqlite/migrations.hpp"
#include "sync/hub/store/commit_listeners.hpp"
#include "sync/hub/store/postgres/pg_connection.hpp"

namespace qiantai::hub {

inline constexpr ErrorKind k_postgres_unsafe{
    "postgres_unsafe", Actor::administrator,
    "The hub's PostgreSQL runs with fsync off: a power cut would lose what was confirmed. Set "
    "fsync = on there.",
    "中心的 PostgreSQL 关闭了 fsync，断电会丢失已确认的数据。请设置 fsync = on。"};

inline constexpr ErrorKind k_postgres_conninfo{
    "postgres_conninfo", Actor::administrator,
    "This is no connection string for PostgreSQL without a password in it. Write "
    "postgresql://USER@HOST/NAME?passfile=/PATH/TO/PASSFILE, or name a service.",
    "该 PostgreSQL 连接串不可用：格式有误或包含密码。请写作 postgresql://用户@主机/库名?passfile=密码文件，或使用"
    "服务名。"};

/// Malformed, or with a password, which would stand in settings and in lists of processes:
/// k_postgres_conninfo.
Status check_conninfo(const std::string& conninfo);

struct PgStoreOptions {
    /// libpq's connection string; a password belongs into a passfile or service that it names.
    std::string conninfo;
    std::filesystem::path contents_folder;  ///< of photos and files, shared by all hubs
};

/// The hub's store in a PostgreSQL database, which several hubs may share. Writers take turns, over
/// all of them: a row's lock decides, so that what a writer has read holds until it commits. Needs
/// PostgreSQL 15 or later.
class PgHubStore final : public HubStore {
  public:
    /// Connects, and makes or migrates the tables in the connection's schema. Errors: those of
    /// pg_connection.hpp, k_postgres_unsafe, sqlite::k_database_too_new.
    static Result<std::unique_ptr<PgHubStore>> open(PgStoreOptions options);
    ~PgHubStore() override;

    Result<std::unique_ptr<HubReader>> begin_read() override;
    Result<std::unique_ptr<HubWriter>> begin_write() override;
    Result<std::unique_ptr<HubWriter>> try_begin_write() override;
    ContentFolder& contents() override { return *m_contents; }
    void add_listener(CounterListener& listener) override { m_listeners.add(listener); }
    void remove_listener(CounterListener& listener) override { m_listeners.remove(listener); }
    /// Of all its connections.
    const PgTraffic& traffic() const { return m_traffic; }

  private:
    friend class PgReader;
    friend class PgWriter;
    explicit PgHubStore(PgStoreOptions options) : m_options(std::move(options)) {}
    Result<std::unique_ptr<PgConnection>> take();
    Result<std::unique_ptr<HubWriter>> make_writer(std::unique_ptr<PgConnection> connection,
                                                   const PgRows& facts);
    void give_back(std::unique_ptr<PgConnection> connection);

    PgStoreOptions m_options;
    PgTraffic m_traffic;
    std::optional<ContentFolder> m_contents;
    CommitListeners m_listeners;
    Mutex m_mutex;
    std::vector<std::unique_ptr<PgConnection>> m_idle QIANTAI_GUARDED_BY(m_mutex);
};

/// Brings the database to the ladder's end; several may try at a time. Gives the step it started
/// from. sqlite::k_database_too_new.
Result<int> migrate_postgres(PgConnection& connection,
                             std::span<const sqlite::MigrationText> steps);

}  // namespace qiantai::hub
