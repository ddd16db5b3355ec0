#include "terminal/store/database_copy.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "schema/base/file.hpp"
#include "schema/sqlite/error_of.hpp"
#include "terminal/store/database_creation.hpp"

namespace qiantai::store {
namespace {

constexpr int k_all_pages = -1;

Status copy_pages(sqlite::Database& source, sqlite::Database& target) {
    sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
    if (backup == nullptr) return target.last_error();
    // All pages in one step: a copy in several steps starts again whenever another connection
    // writes.
    const int stepped = sqlite3_backup_step(backup, k_all_pages);
    const int finished = sqlite3_backup_finish(backup);
    if (stepped == SQLITE_DONE && finished == SQLITE_OK) return {};
    // What is wrong with the source is not said on the target.
    if ((stepped & 0xFF) == SQLITE_CORRUPT || (stepped & 0xFF) == SQLITE_NOTADB) {
        return make_error(sqlite::k_database_damaged, sqlite3_errstr(stepped));
    }
    return target.last_error();
}

Status fill_copy(sqlite::Database& source, const std::filesystem::path& to, sqlite::Cipher cipher,
                 const Secret& key) {
    sqlite::OpenOptions options;
    options.cipher = cipher;
    options.key = key;
    options.mode = sqlite::OpenMode::create;
    options.durability = sqlite::Durability::off;  // flushed as a whole below
    QIANTAI_TRY(auto target, sqlite::Database::open(to, options));
    QIANTAI_TRY_STATUS(target.execute("PRAGMA journal_mode=DELETE"));
    QIANTAI_TRY_STATUS(copy_pages(source, target));
    // The copied header says WAL again.
    return target.execute("PRAGMA journal_mode=DELETE");
}

}  // namespace

Status sync_file(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int cause = errno;
    if (descriptor >= 0) ::close(descriptor);
    if (!synced) return make_error(k_file_error, file.string() + ": " + std::strerror(cause));
    return {};
}

Status copy_database(sqlite::Database& source, const std::filesystem::path& to,
                     sqlite::Cipher cipher, const Secret& key) {
    QIANTAI_TRY_STATUS(remove_database_files(to));
    auto copied = fill_copy(source, to, cipher, key);
    if (copied) copied = sync_file(to);
    if (!copied) (void)remove_database_files(to);
    return copied;
}

}  // namespace qiantai::store
