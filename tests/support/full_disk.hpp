#pragma once

#include <sqlite3.h>
#include <sys/types.h>

#include <cerrno>

#include "schema/base/error.hpp"

namespace qiantai::test {

/// As long as this lives SQLite, in this process, finds no room on any disk.
class FullDisk {
  public:
    FullDisk() : m_before(disk().xGetSystemCall(&disk(), "pwrite")) {
        set(reinterpret_cast<sqlite3_syscall_ptr>(&no_room));
    }
    ~FullDisk() { set(m_before); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

  private:
    static ssize_t no_room(int, const void*, std::size_t, off_t) {
        errno = ENOSPC;
        return -1;
    }
    static sqlite3_vfs& disk() { return *sqlite3_vfs_find("unix"); }
    static void set(sqlite3_syscall_ptr function) {
        QIANTAI_ASSERT(disk().xSetSystemCall(&disk(), "pwrite", function) == SQLITE_OK);
    }

    sqlite3_syscall_ptr m_before;
};

}  // namespace qiantai::test
