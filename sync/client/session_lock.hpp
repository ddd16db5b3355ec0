#pragma once

#include <string>

#include "schema/sqlite/database.hpp"

namespace qiantai::sync {

inline constexpr ErrorKind k_sync_running{
    "sync_running", Actor::itself,
    "Another window or program of this terminal is synchronising right now.",
    "本终端的另一个程序正在同步。"};

/// One session per terminal at a time, over all its processes: a lock on the file
/// "<database>-sync.lock", which the system takes back when a process dies.
class SessionLock {
  public:
    /// k_sync_running if somebody else has it.
    static Result<SessionLock> acquire(sqlite::Database& database);
    SessionLock(SessionLock&& other) noexcept : m_file(std::exchange(other.m_file, -1)) {}
    SessionLock& operator=(SessionLock&&) = delete;
    ~SessionLock();

  private:
    explicit SessionLock(int file) : m_file(file) {}
    int m_file;
};

}  // namespace qiantai::sync
