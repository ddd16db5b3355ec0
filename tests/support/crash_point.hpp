#pragma once

#include <filesystem>

#include "schema/sqlite/database.hpp"

namespace qiantai::test {

/// kill -9 before the n-th SQL statement: at that moment the database's folder is copied as it lies
/// on the disk, and whoever plays the process goes on from the copy. What the process does after
/// its death is thrown away.
class CrashPoint {
  public:
    /// Counts the statements of this connection from now on. The connection may die before this,
    /// not the other way round.
    void attach(sqlite::Database& database);
    /// Dies before the n-th statement from here (1 = the next one); `copy` must not exist yet.
    void arm(int statements, const std::filesystem::path& folder,
             const std::filesystem::path& copy);
    void disarm() { m_left = 0; }
    bool crashed() const { return m_crashed; }
    void reset();

  private:
    static int on_statement(unsigned kind, void* self, void* statement, void* text);

    int m_left = 0;  ///< 0 = not armed
    bool m_crashed = false;
    std::filesystem::path m_folder;
    std::filesystem::path m_copy;
};

/// Copies a folder with what is below it, without what a dead process leaves no use for (shared
/// memory, locks).
void copy_home(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace qiantai::test
