#pragma once

#include "schema/sqlite/database.hpp"

namespace qiantai::sync {

/// While it lives, writes on this connection go to no outbox: for rows that come from the hub. set_capture() is
/// registered on terminal connections by terminal/store.
class CapturePause {
  public:
    static Result<CapturePause> begin(sqlite::Database& database) {
        QIANTAI_TRY_STATUS(database.cached("SELECT set_capture(0)").run());
        return CapturePause(database);
    }
    CapturePause(CapturePause&& other) noexcept : m_database(std::exchange(other.m_database, nullptr)) {}
    CapturePause& operator=(CapturePause&&) = delete;
    ~CapturePause() {
        if (!m_database) return;
        // Captured writes that were meant to be captured must never be lost: a connection stuck with capture off is a bug.
        QIANTAI_ASSERT(m_database->cached("SELECT set_capture(1)").run());
    }

  private:
    explicit CapturePause(sqlite::Database& database) : m_database(&database) {}
    sqlite::Database* m_database;
};

}  // namespace qiantai::sync
