#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "schema/base/clock.hpp"
#include "schema/base/steady_time.hpp"
#include "schema/sqlite/database.hpp"
#include "sync/core/hlc.hpp"

namespace qiantai::store {

/// The hybrid logical clock of one connection to a terminal's database.
///
/// Invariants:
/// 1. Clocks are handed out only inside a write transaction, and go on from what is in the database
/// then: the outbox's
///    last row (the greatest clock ever committed here, which is why that row is never deleted) and
///    fact remote_hlc. Nothing is carried over from one transaction to the next, so several
///    processes and restarts can't give a clock twice.
/// 2. A clock taken in a transaction that was rolled back may be given again; nothing that has it
/// exists.
/// 3. Time is the machine's, moved by fact clock_shift_ms (sync/client/clock_facts.hpp) and held by
/// its steady clock (sync/core/steady_time.hpp), as that of the records is.
///
/// Not thread-safe, like the connection.
class ChangeClock {
  public:
    ChangeClock(sqlite3* connection, Clock& clock) : m_connection(connection), m_clock(clock) {}

    /// The next clock of this transaction. An error outside a write transaction.
    Result<sync::Hlc> next();
    /// Equal for all changes of one transaction and different from every other one's: the outbox
    /// seq that its first change gets.
    Result<std::int64_t> transaction_id();
    /// Makes later clocks of this transaction greater than `seen`; for good once fact remote_hlc
    /// says so.
    void observe(sync::Hlc seen);
    /// Notes that a change with this clock goes into the outbox. False if this transaction did not
    /// get it from next(), or it is not greater than the last one noted: then outbox order and
    /// clock order would differ.
    Result<bool> note_captured(sync::Hlc hlc);

    /// To be called when a transaction commits or rolls back.
    void end_transaction();

  private:
    struct State {
        sync::Hlc last;
        sync::Hlc last_captured;
        std::int64_t transaction_id = 0;
        TimeMs shift_ms = 0;
        /// What this terminal's and headquarters' time are ahead of boot_ms(), if that is known.
        std::optional<SteadyTime> steady{};
    };
    Status load();
    TimeMs now_ms() const;

    sqlite3* m_connection;
    Clock& m_clock;
    std::optional<sqlite::Statement> m_load;
    std::optional<State> m_state;  ///< of the current transaction
    sync::Hlc m_observed;          ///< in the current transaction
};

}  // namespace qiantai::store
