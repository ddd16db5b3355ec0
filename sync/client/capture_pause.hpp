#pragma once

#include "schema/sqlite/database.hpp"

namespace qiantai::sync {

/// While it lives, writes on this connection go to no outbox: for rows that come from the hub. Make
/// it inside a transaction; the transaction's end ends it too. set_capture() is registered on
/// terminal connections by terminal/store.
class CapturePause {
  public:
    static Result<CapturePause> begin(sqlite::Database& database) {
        QIANTAI_ASSERT(database.in_transaction());
        // Compiled now, so that ending it needs no memory.
        (void)database.cached("SELECT set_capture(1)");
        QIANTAI_TRY_STATUS(database.cached("SELECT set_capture(0)").run());
        return CapturePause(database);
    }
    CapturePause(CapturePause&& other) noexcept
        : m_database(std::exchange(other.m_database, nullptr)) {}
    CapturePause& operator=(CapturePause&&) = delete;
    ~CapturePause() {
        if (!m_database || !m_database->in_transaction()) return;
        // A write that should be captured and is not would be lost to headquarters.
        QIANTAI_ASSERT(m_database->cached("SELECT set_capture(1)").run());
    }

  private:
    explicit CapturePause(sqlite::Database& database) : m_database(&database) {}
    sqlite::Database* m_database;
};

}  // namespace qiantai::sync
