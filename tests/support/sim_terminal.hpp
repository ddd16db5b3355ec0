#pragma once

// A real terminal's database and sync client, without window and sockets, that can be killed at any
// statement.

#include <optional>

#include "sync/client/enrol.hpp"
#include "sync/client/session.hpp"
#include "sync/client/status.hpp"
#include "terminal/store/terminal_database.hpp"
#include "tests/support/crash_point.hpp"
#include "tests/support/sim_hub.hpp"

namespace qiantai::test {

class SimTerminal {
  public:
    SimTerminal(SimHub& hub, std::string store_code, std::uint64_t seed,
                Manifest manifest = make_qiantai_manifest(), SimStorage storage = {});

    /// Swaps a fresh code for an identity, over a link without faults.
    void enrol();
    Result<sync::Enrolment> try_enrol(std::string_view code, sync::IfEnrolled if_enrolled);

    store::TerminalDatabase& open_terminal() { return *m_open; }
    sqlite::Database& database() { return m_open->database(); }
    Result<sqlite::Database> open_connection() { return m_open->open_connection(); }
    const Manifest& manifest() const { return m_manifest; }
    const std::string& store_code() const { return m_store_code; }
    Uuid device_id();

    /// One session over this transport.
    sync::SessionReport sync(sync::Transport& transport);
    /// One session over a link without faults.
    sync::SessionReport sync();
    /// The same, must succeed.
    sync::SessionReport sync_well();

    /// From here the terminal dies before its n-th statement; see CrashPoint.
    void arm_crash(int statements);
    void disarm_crash() { m_crash.disarm(); }
    bool crashed() const { return m_crash.crashed(); }
    /// Starts again: after a crash from what was on the disk, else as after a clean stop.
    void restart();
    /// As an upgrade of the program: `migrations` bring the tables, `manifest` the meaning.
    void upgrade(Manifest manifest, std::vector<sqlite::MigrationText> migrations);

    /// A copy of the database as it is now, for back_to_copy() or for a clone.
    std::filesystem::path copy();
    /// Goes back to a copy. restored: as the program's own restore does, with a new incarnation.
    /// plain: as a person does who copies the file back.
    enum class CopyKind { restored, plain };
    void back_to_copy(const std::filesystem::path& copy, CopyKind kind);

    // Writing as the domain's services do: one transaction, captured. False if it failed.
    bool insert(std::string_view entity, const Uuid& id, const boost::json::object& columns);
    bool update(std::string_view entity, const Uuid& id, const boost::json::object& columns);
    bool erase_person(const Uuid& member_id);
    /// Several changes in one transaction; false (and nothing written) if `write` or the commit
    /// fails.
    bool in_transaction(const std::function<Status()>& write);
    /// Registers a member with a card and a consent in one transaction; nothing if it failed.
    std::optional<Uuid> register_member(std::string_view name, std::string_view phone);
    Uuid new_id() { return Uuid::make_v7(clock, random); }

    std::optional<boost::json::object> load(std::string_view entity, const Uuid& id);
    std::int64_t count(const std::string& sql);
    sync::SyncStatus status() { return sync::load_status(database(), clock).value(); }

    SimHub& hub;
    FakeClock clock;
    SeededRandom random;
    /// Sessions only ask for news for a while after a greeting, as the scheduler's do.
    bool asks_for_news = false;

  private:
    void open();
    std::filesystem::path next_folder();

    SimStorage m_storage;
    TempFolder m_root{m_storage.place};
    int m_folder_count = 0;
    std::string m_store_code;
    Manifest m_manifest;
    std::vector<sqlite::MigrationText> m_migrations;
    std::filesystem::path m_folder;
    std::filesystem::path m_crash_copy;
    CrashPoint m_crash;
    std::optional<store::TerminalDatabase> m_open;
    std::optional<sync::HubHello> m_greeting;
    TimeMs m_greeted_at = 0;
};

/// Columns of a member that is right in every respect.
boost::json::object member_row(std::string_view store_code, std::string_view name,
                               std::string_view phone, TimeMs now_ms);

/// A link without faults.
class DirectLink final : public sync::Transport {
  public:
    explicit DirectLink(SimHub& hub) : m_hub(hub) {}
    Result<sync::HttpResponse> perform(const sync::HttpRequest& request) override {
        return m_hub.handle(request);
    }
    void cancel() override {}

  private:
    SimHub& m_hub;
};
/// A link on which a test looks in before each request, and may answer in the hub's place.
class HookLink final : public sync::Transport {
  public:
    using Answer = std::optional<Result<sync::HttpResponse>>;
    HookLink(SimHub& hub, std::function<Answer(const sync::HttpRequest&)> before)
        : m_hub(hub), m_before(std::move(before)) {}
    Result<sync::HttpResponse> perform(const sync::HttpRequest& request) override {
        if (auto answer = m_before(request)) return std::move(*answer);
        return m_hub.handle(request);
    }
    void cancel() override {}

  private:
    SimHub& m_hub;
    std::function<Answer(const sync::HttpRequest&)> m_before;
};

sync::TransportFactory direct_link_factory(SimHub& hub);

}  // namespace qiantai::test
