#include "terminal/store/interrupted_work.hpp"

#include "terminal/store/backup_restore.hpp"
#include "terminal/store/key_rotation.hpp"

namespace qiantai::store {

Status finish_interrupted_work(const Home& home) {
    if (!is_restore_pending(home) && !is_key_rotation_pending(home)) return {};
    QIANTAI_TRY(const auto lock, FileLock::take(lock_path(home), FileLock::Kind::exclusive));
    return finish_interrupted_work_locked(home);
}

Status finish_interrupted_work_locked(const Home& home) {
    // A restore puts another database in place, so it goes first.
    if (is_restore_pending(home)) QIANTAI_TRY_STATUS(finish_restore(home));
    if (is_key_rotation_pending(home)) QIANTAI_TRY_STATUS(finish_key_rotation(home));
    return {};
}

}  // namespace qiantai::store
