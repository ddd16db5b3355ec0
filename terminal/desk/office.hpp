#pragma once

#include <optional>

#include "schema/base/event_log.hpp"
#include "sync/client/transport.hpp"
#include "terminal/base/pin.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/desk/jobs.hpp"
#include "terminal/store/terminal_database.hpp"

namespace qiantai::app {

/// What the terminal's work stands on; everything outlives the office.
struct OfficeParts {
    store::Home home;
    Clock& clock;
    Random& random;
    const Manifest& manifest;
    sync::TransportFactory make_transport;
    EventLog& log;
    domain::PinCost pin_cost = domain::k_pin_cost;
};

/// Behind the counter: the database and the services, used by one thread, which is never the
/// drawing one. Jobs get it.
class Office {
  public:
    explicit Office(OfficeParts parts) : m_parts(std::move(parts)) {}

    /// Errors as TerminalDatabase::open.
    Status open(store::TerminalOptions::IfMissing if_missing);
    /// After enrolment: from here on context() works. k_not_enrolled_yet.
    Status take_identity();

    bool is_open() const { return m_terminal.has_value(); }
    bool is_enrolled() const { return m_context.has_value(); }
    /// Needs is_open().
    store::TerminalDatabase& terminal();
    /// Needs is_enrolled().
    domain::ServiceContext& context();
    /// After something was thrown.
    void forget_interrupted() {
        if (m_terminal) m_terminal->database().reset_cached();
    }
    /// Before the first job; it outlives the last one.
    void set_aside(AsideQueue& aside) { m_aside = &aside; }
    /// Slow work of a job that needs no database.
    void post_aside(Aside work) {
        QIANTAI_ASSERT(m_aside != nullptr);
        m_aside->post(std::move(work));
    }
    const OfficeParts& parts() const { return m_parts; }
    EventLog& log() { return m_parts.log; }

  private:
    Status open_terminal(store::TerminalOptions::IfMissing if_missing);

    OfficeParts m_parts;
    AsideQueue* m_aside = nullptr;
    std::optional<store::TerminalDatabase> m_terminal;
    std::optional<domain::ServiceContext> m_context;
};

}  // namespace qiantai::app
