#include "schema/sqlite/shared_memory_room.hpp"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "schema/base/error.hpp"

namespace qiantai::sqlite {
namespace {

constexpr off_t k_shared_page = 4096;

/// In the place of pwrite(). One byte at the end of a page behind the file's end is how SQLite makes
/// room, and nothing else it writes looks like that.
ssize_t write_with_room(int file, const void* bytes, std::size_t size, off_t at) {
    struct stat info {};
    const off_t begins = at - (k_shared_page - 1);
    const bool makes_room = size == 1 && at % k_shared_page == k_shared_page - 1 &&
                            ::fstat(file, &info) == 0 && info.st_size < begins + k_shared_page;
    if (!makes_room) return ::pwrite(file, bytes, size, at);
    static constexpr char k_zeros[k_shared_page]{};
    off_t next = std::max(begins, info.st_size);
    while (next <= at) {
        const ssize_t written =
            ::pwrite(file, k_zeros, static_cast<std::size_t>(at + 1 - next), next);
        if (written < 0) return written;
        next += written;
    }
    return 1;
}

}  // namespace

void fill_shared_memory() {
    sqlite3_vfs* disk = sqlite3_vfs_find("unix");
    QIANTAI_ASSERT(disk != nullptr && disk->xSetSystemCall != nullptr);
    QIANTAI_ASSERT(disk->xSetSystemCall(disk, "pwrite",
                                        reinterpret_cast<sqlite3_syscall_ptr>(&write_with_room)) ==
                   SQLITE_OK);
}

}  // namespace qiantai::sqlite
