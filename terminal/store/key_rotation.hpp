#pragma once

#include <string>

#include "schema/base/random.hpp"
#include "schema/base/secret.hpp"
#include "terminal/store/home.hpp"

namespace qiantai::store {

inline constexpr ErrorKind k_key_managed{
    "key_managed", Actor::administrator,
    "The key is handed in by the service manager, so this program can't change it. Nothing was "
    "changed.",
    "密钥由系统服务管理器提供，本程序无法更换，未作任何改动。"};

struct KeyRotation {
    std::string old_key_id;
    std::string new_key_id;
};

/// Makes a new key and encrypts the database with it. The old key is kept as keys/old/<key id>.key,
/// because older backups need it. No other program may have the database open (k_database_in_use).
/// Needs as much free space as the database has.
///
/// The database is copied under the new key and the copy renamed over the original, so whatever
/// interrupts it, the file is wholly under one key. Files beside the usual ones, and what they mean
/// when the database is opened next:
///   keys/terminal.key.next    a rotation was under way. If terminal.db opens with terminal.key it
///   is undone, if it
///                             opens with this key it is finished.
///   data/terminal.db.rotated  the copy, perhaps incomplete; worthless once the rotation is undone
Result<KeyRotation> rotate_key(const Home& home, Random& random);

/// Finishes or undoes an interrupted rotation. The caller holds the home's lock alone.
Status finish_key_rotation(const Home& home);
bool is_key_rotation_pending(const Home& home);

/// The key with this id: the present one or one rotated away. k_old_key_missing if neither.
Result<Secret> find_key(const Home& home, std::string_view key_id);

inline constexpr ErrorKind k_old_key_missing{
    "old_key_missing", Actor::administrator,
    "This backup was made under an older key, which is not here. Put that key file into keys/old, "
    "then try again.",
    "该备份使用的是旧密钥，本机没有该密钥。请将对应的密钥文件放入 keys/old 后重试。"};

}  // namespace qiantai::store
