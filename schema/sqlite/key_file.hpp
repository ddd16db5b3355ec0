#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "schema/base/random.hpp"
#include "schema/base/result.hpp"
#include "schema/base/secret.hpp"

namespace qiantai::sqlite {

inline constexpr ErrorKind k_key_missing{
    "key_missing", Actor::administrator,
    "The key file of the database is missing. Nothing was changed; put the key file back in its "
    "place.",
    "找不到数据库的密钥文件，未作任何改动。请将密钥文件放回原处。"};
inline constexpr ErrorKind k_key_exposed{
    "key_exposed", Actor::administrator,
    "Other users of this machine can read or change the key file, so it is not used. Give it the "
    "rights 0600 and its owner.",
    "本机其他用户可读写密钥文件，已拒绝使用。请将其权限改为 0600 并归本程序用户所有。"};
inline constexpr ErrorKind k_key_malformed{
    "key_malformed", Actor::administrator,
    "The key file does not hold a key of 32 bytes. Put the right key file in place.",
    "密钥文件内容不是 32 字节的密钥。请放回正确的密钥文件。"};

/// 32 raw bytes. Errors: k_key_missing; k_key_exposed if group or others have any right on it or
/// another user owns it; k_key_malformed; k_file_error.
Result<Secret> load_key_file(const std::filesystem::path& path);

/// Makes a new key and writes it with mode 0600, durably. The folder is made with mode 0700 if
/// missing.
Result<Secret> create_key_file(const std::filesystem::path& path, Random& random);
Status save_key_file(const std::filesystem::path& path, std::string_view key);

/// Names a key without telling anything of it: 16 hexadecimal digits.
std::string key_id(std::string_view key);

}  // namespace qiantai::sqlite
