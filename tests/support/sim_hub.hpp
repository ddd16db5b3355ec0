#pragma once

// The real hub over its SQLite store, without sockets, that can be killed at any statement, backed
// up and restored.

#include <memory>
#include <set>

#include "sync/hub/http/hub_service.hpp"
#include "sync/hub/http/tls_authority.hpp"
#include "sync/hub/rules/upgrade_check.hpp"
#include "sync/hub/store/sqlite/sqlite_store.hpp"
#include "tests/support/crash_point.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::test {

/// Where a simulated machine keeps its files. Tests need no disk: a process that dies loses nothing
/// the system has taken. Benchmarks do.
struct SimStorage {
    FolderPlace place = FolderPlace::memory;
    sqlite::Durability durability = sqlite::Durability::off;
};

class SimHub {
  public:
    explicit SimHub(Manifest manifest = make_qiantai_manifest(), SimStorage storage = {});

    sync::HttpResponse handle(const sync::HttpRequest& request) {
        return m_service->handle(request);
    }
    Result<std::string> exchange_bundle(std::string_view sealed) {
        return m_service->exchange_bundle(sealed);
    }

    /// Handles the request, but dies before the n-th statement of it. Nothing if it died: then it
    /// was started again and goes on from what was on the disk.
    std::optional<sync::HttpResponse> handle_and_crash(const sync::HttpRequest& request,
                                                       int statements);

    void add_store(std::string_view code);
    /// As the hub writes rows of its own.
    void add_row(std::string_view entity, const Uuid& id, boost::json::object columns);
    /// The whole code, as the administrator reads it out.
    std::string make_code(std::string_view store_code);

    void back_up();
    /// Goes back to back_up(), as a new generation.
    void restore();
    /// Stops and starts again.
    void restart();
    /// The administrator's commands.
    void confirm_clock();
    bool accept_refused_clocks();
    std::string health();
    /// The hub of a newer (or older) program version over the same store.
    void upgrade(Manifest manifest);
    /// What it found when it was opened last.
    const hub::UpgradeCheck& last_upgrade() const { return m_upgrade; }

    std::vector<hub::StoredRow> rows_of(std::string_view entity);
    std::optional<hub::StoredRow> load_row(std::string_view entity, const Uuid& id);
    std::optional<hub::Device> load_device(const Uuid& id);
    void save_device(const hub::Device& device);
    /// Changes whenever any row of any scope does.
    std::map<std::string, std::int64_t> load_counters(const std::vector<std::string>& scopes);

    hub::HubService& service() { return *m_service; }
    /// Where its database lies now, and how it is opened.
    const std::filesystem::path& folder() const { return m_folder; }
    static hub::SqliteStoreOptions store_options(const std::filesystem::path& folder,
                                                 sqlite::Durability durability);
    const hub::KeyAndCertificate& authority() const { return m_authority; }
    const Manifest& manifest() const { return m_manifest; }

    FakeClock clock;

  private:
    void open(const std::filesystem::path& folder);
    void set_up();
    std::filesystem::path next_folder();

    SimStorage m_storage;
    TempFolder m_root{m_storage.place};
    int m_folder_count = 0;
    Manifest m_manifest;
    SeededRandom m_random{99};
    hub::KeyAndCertificate m_authority;
    std::filesystem::path m_folder;
    std::filesystem::path m_backup;
    CrashPoint m_crash;
    std::unique_ptr<hub::SqliteHubStore> m_store;
    hub::UpgradeCheck m_upgrade;
    std::unique_ptr<hub::HubService> m_service;
};

}  // namespace qiantai::test
