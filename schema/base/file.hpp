#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "schema/base/result.hpp"
#include "schema/base/secret.hpp"

namespace qiantai {

inline constexpr ErrorKind k_file_error{"file_error", Actor::administrator,
                                        "A file could not be read or written. Check that it "
                                        "exists, the rights on it and the free space.",
                                        "文件无法读写。请检查文件是否存在、访问权限和剩余空间。"};

inline constexpr ErrorKind k_file_too_large{
    "file_too_large", Actor::administrator,
    "The file is larger than this program reads at once, or has no end. Check that it is the right "
    "one; a list can be split into several files.",
    "文件过大或没有结尾，本程序无法一次读入。请确认文件是否正确，名单可拆分为几个文件。"};
/// What the largest file that is meant (a list of half a million people) needs.
inline constexpr std::size_t k_read_bytes_max = 64u << 20;

/// The whole file. k_file_error with the path and the system's words if it can't be read;
/// k_file_too_large.
Result<std::string> read_file(const std::filesystem::path& path,
                              std::size_t bytes_max = k_read_bytes_max);

/// A small file that is a secret: a key, a PIN. At most 4 KiB; else k_file_too_large. Errors as
/// read_file.
Result<Secret> read_secret_file(const std::filesystem::path& path);
/// What is left to read of a descriptor, under the same rule; `name` is for the error.
Result<Secret> read_secret(int descriptor, const std::string& name);

/// Writes through a temporary file in the same folder, fsync and rename, then fsync of the folder:
/// afterwards the old or the new content is there, never a part. `mode` is e.g. 0600.
Status write_file_atomically(const std::filesystem::path& path, std::string_view content, int mode);

/// Flushes a folder's entries, so that what was renamed or removed in it is so on disk.
Status sync_folder(const std::filesystem::path& folder);
/// Renames within a file system and flushes the folder that has it afterwards.
Status rename_durably(const std::filesystem::path& from, const std::filesystem::path& to);

/// Makes the folder and its parents with mode 0700 if missing, and flushes the folder above each:
/// a power cut would take a name that was not flushed, with everything that lies below it.
Status make_private_directory(const std::filesystem::path& path);

}  // namespace qiantai
