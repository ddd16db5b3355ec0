#pragma once

// A real terminal of store S001 over a folder of its own, as durable as the shipped one, and the
// everyday things that are done at it, so that a torture can do them anywhere.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "sync/client/session.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/store/terminal_database.hpp"
#include "tests/support/sim_hub.hpp"

namespace qiantai::test {

class TortureTill {
  public:
    static constexpr std::string_view k_staff = "1001", k_pin = "2580";

    /// Opens nothing.
    explicit TortureTill(std::filesystem::path root, std::uint64_t seed = 7);

    /// Makes the terminal, with a store manager who can sign in, another one, and a clerk.
    void enrol(SimHub& hub);
    Status open();
    void close();
    bool is_open() const { return m_open.has_value(); }

    sqlite::Database& database() { return m_open->database(); }
    store::TerminalDatabase& terminal() { return *m_open; }
    domain::ServiceContext& context() { return *m_context; }
    domain::Session session() const;
    const store::Home& home() const { return m_home; }
    Uuid new_id();
    sync::SessionReport sync(sync::Transport& transport);
    std::int64_t count(const std::string& sql);
    /// What `qiantaictl check` finds; empty if nothing.
    std::string problems();

    FakeClock clock;
    SeededRandom random;

  private:
    Result<store::TerminalDatabase> open_terminal(store::TerminalOptions::IfMissing if_missing);
    Status open_context();

    store::Home m_home;
    Manifest m_manifest = make_qiantai_manifest();
    std::optional<store::TerminalDatabase> m_open;
    std::optional<domain::ServiceContext> m_context;
};

/// An everyday thing. `seen` is a query that gives 0 before it was done and `whole` afterwards,
/// never anything between.
struct Deed {
    std::string name;
    std::function<Status(TortureTill&)> run;
    std::string seen{};
    std::int64_t whole = 1;
};
Deed registration(const Uuid& id, int n);
Deed edit(const Uuid& member, int n);
Deed deposit(const Uuid& member, int n);
/// A complaint of the member's is taken in: its head, its first step and where it stands.
Deed complaint(const Uuid& member, int n);
/// A photo of the till's newest case. `file` is made here.
Deed evidence(const std::filesystem::path& file, int n);
/// A call to the member, wanted before: see want_call().
Deed call(const Uuid& member, int n);
void want_call(TortureTill& till, const Uuid& member, int n);
Deed sign_in();
/// One chunk of an import. `file` is made here.
Deed import_chunk(const std::filesystem::path& file, int n);

}  // namespace qiantai::test
