#pragma once

#include "sync/hub/program/hub_home.hpp"

namespace qiantai::hub {

inline constexpr ErrorKind k_hub_running{"hub_running", Actor::administrator,
                                         "The hub is running in this folder; stop it first.",
                                         "该文件夹中的中心正在运行，请先停止。"};
inline constexpr ErrorKind k_backup_unusable{
    "backup_unusable", Actor::administrator,
    "The backup can't be used with this hub's key. Nothing was changed.",
    "该备份无法用本中心的密钥打开，未作任何改动。"};

/// Held while a server runs or a backup is put back; only one of them at a time. Let go when
/// destroyed, or by the system when the process ends.
class HomeLock {
  public:
    static Result<HomeLock> take(const HubPaths& paths);
    HomeLock(HomeLock&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    HomeLock& operator=(HomeLock&&) = delete;
    ~HomeLock();

  private:
    explicit HomeLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

/// A consistent, encrypted, checked copy in the backups folder, while the hub may go on; the oldest
/// beyond `keep` are removed. Gives the new file.
Result<std::filesystem::path> create_backup(const HubPaths& paths, TimeMs now, int keep);

/// Where the database of a hub is kept that was moved away at this time.
std::filesystem::path moved_backup(const HubPaths& paths, TimeMs now);

/// Puts a backup in the database's place. The present database is kept in the backups folder. The
/// hub's generation becomes a new one, so that terminals send again what the backup did not have,
/// and read everything anew.
Status restore_backup(const HubPaths& paths, const std::filesystem::path& backup, Clock& clock,
                      Random& random);

}  // namespace qiantai::hub
