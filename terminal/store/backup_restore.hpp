#pragma once

#include "schema/base/clock.hpp"
#include "schema/base/random.hpp"
#include "terminal/store/backup.hpp"

namespace qiantai::store {

struct RestoreReport {
    BackupContent content;
    /// Where the database lies that was replaced; empty if there was none.
    std::filesystem::path replaced;
    Uuid incarnation;
    std::vector<Uuid> restored_from;  ///< the databases whose place it took, the newest first
    /// Changes that are sent to headquarters (again): all that the backup did not know as
    /// acknowledged.
    std::int64_t unsent_count = 0;
};

/// Puts a backup in the place of the terminal's database. The backup is verified first, also that
/// its changes can be sent; the database that is replaced is kept aside. What is put in place is a
/// new incarnation that names those whose place it took, so that headquarters knows it is meant;
/// its number sequences have jumped ahead; it is encrypted under the present key, whatever the
/// backup was under (where there is no key yet, the backup's becomes the present one). No other
/// program may have the database open (k_database_in_use). Needs as much free space as the backup
/// has.
///
/// Whatever interrupts it, the old or the restored database is in place when the database is opened
/// next:
///   data/terminal.db.restoring  the prepared database; worthless without
///   data/restore.json           the decision: from here on the restore is finished, not undone
Result<RestoreReport> restore_backup(const Home& home, const std::filesystem::path& backup,
                                     Clock& clock, Random& random);

bool is_restore_pending(const Home& home);
/// The caller holds the home's lock alone.
Status finish_restore(const Home& home);

}  // namespace qiantai::store
