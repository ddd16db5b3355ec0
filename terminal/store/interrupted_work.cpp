#include "terminal/store/interrupted_work.hpp"

#include "terminal/store/backup_restore.hpp"
#include "terminal/store/key_rotation.hpp"

namespace qiantai::store {

Status finish_interrupted_work(const Home& home, EventLog& log) {
    const bool restore = is_restore_pending(home), rotation = is_key_rotation_pending(home);
    if (!restore && !rotation) return {};
    QIANTAI_TRY(const auto lock, FileLock::take(lock_path(home), FileLock::Kind::exclusive));
    QIANTAI_TRY_STATUS(finish_interrupted_work_locked(home));
    log.write(LogLevel::warning, "interrupted_work_finished",
              {{"restore", restore}, {"key_rotation", rotation}});
    return {};
}

Status finish_interrupted_work_locked(const Home& home) {
    // A restore puts another database in place, so it goes first.
    if (is_restore_pending(home)) QIANTAI_TRY_STATUS(finish_restore(home));
    if (is_key_rotation_pending(home)) QIANTAI_TRY_STATUS(finish_key_rotation(home));
    return {};
}

}  // namespace qiantai::store
