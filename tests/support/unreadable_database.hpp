#pragma once

#include <sqlite3.h>

#include "schema/sqlite/database.hpp"

namespace qiantai::test {

/// As long as this lives every statement over the connection fails, as on a disk that gives up. What
/// is run meanwhile has to have run before: a cached statement that can't be prepared is a bug.
class UnreadableDatabase {
  public:
    explicit UnreadableDatabase(sqlite::Database& database) : m_database(database) {
        sqlite3_progress_handler(
            m_database.handle(), 1, [](void*) { return 1; }, nullptr);
    }
    ~UnreadableDatabase() { sqlite3_progress_handler(m_database.handle(), 0, nullptr, nullptr); }
    UnreadableDatabase(const UnreadableDatabase&) = delete;
    UnreadableDatabase& operator=(const UnreadableDatabase&) = delete;

  private:
    sqlite::Database& m_database;
};

}  // namespace qiantai::test
