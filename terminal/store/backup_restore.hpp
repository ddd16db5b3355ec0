#pragma once

#include <optional>

#include "schema/base/clock.hpp"
#include "schema/base/random.hpp"
#include "terminal/store/backup.hpp"

namespace qiantai::store {

inline constexpr ErrorKind k_restore_loses_changes{
    "restore_loses_changes", Actor::administrator,
    "Nothing was restored: this computer has changes that neither headquarters nor the backup has, "
    "and the restored database would be without them. Send them first: qiantaictl sync, or without "
    "a network qiantaictl bundle export and, back from headquarters, bundle import. If they can't "
    "be sent, qiantaictl backup restore --leave-unsent keeps them only in the replaced file.",
    "未恢复：本机有总部和备份都没有的变更，恢复后将会缺失。请先上传：qiantaictl sync；没有网络时用 "
    "qiantaictl bundle export，带回总部回复后 bundle import。确实无法上传时，qiantaictl backup "
    "restore --leave-unsent 仅把它们留在被替换的文件中。"};

/// What becomes of changes that only the replaced database has.
enum class IfUnsent {
    refuse,  ///< k_restore_loses_changes
    leave,   ///< they stay in the replaced file
};

struct RestoreReport {
    BackupContent content;
    /// Where the database lies that was replaced; empty if there was none.
    std::filesystem::path replaced;
    Uuid incarnation;
    std::vector<Uuid> restored_from;  ///< the databases whose place it took, the newest first
    /// Changes that are sent to headquarters (again): all that the backup did not know as
    /// acknowledged.
    std::int64_t unsent_count = 0;
    /// Changes of the replaced database that neither headquarters nor the backup has; unknown if it
    /// can't be read.
    std::optional<std::int64_t> left_count;
};

/// Puts a backup in the place of the terminal's database. The backup is verified first, also that
/// its changes can be sent; the database that is replaced is kept aside. What is put in place is a
/// new incarnation that names those whose place it took, so that headquarters knows it is meant;
/// its number sequences have jumped ahead; it is encrypted under the present key, whatever the
/// backup was under (where there is no key yet, the backup's becomes the present one). No other
/// program may have the database open (k_database_in_use). Confirmed changes are not dropped
/// without a word: see IfUnsent; of a replaced database that can't be read they can't be counted.
/// Needs as much free space as the backup has.
///
/// Whatever interrupts it, the old or the restored database is in place when the database is opened
/// next:
///   data/terminal.db.restoring  the prepared database; worthless without
///   data/restore.json           the decision: from here on the restore is finished, not undone
Result<RestoreReport> restore_backup(const Home& home, const std::filesystem::path& backup,
                                     Clock& clock, Random& random,
                                     IfUnsent if_unsent = IfUnsent::refuse);

bool is_restore_pending(const Home& home);
/// The caller holds the home's lock alone.
Status finish_restore(const Home& home);

}  // namespace qiantai::store
