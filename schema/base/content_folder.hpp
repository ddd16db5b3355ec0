#pragma once

// Photos and files beside a database, of a terminal or of the hub: each in an encrypted file that is
// named by its content (content_name.hpp), so that the same one lies there once and a damaged one is
// known.
//
//   <folder>/ab/<name>            whole: what its name says, on disk
//   <folder>/part/<name>.<owner>  on its way here, in whole pieces only
//
// A file is a head (mark, 16 random bytes) and pieces of k_content_piece_bytes, the last one shorter,
// each sealed with XChaCha20-Poly1305 under the folder's key, the head's bytes and the piece's number
// as nonce, the name beside it: no piece can be changed, moved, or taken for another content's. That
// none is missing at the end is seen by whoever reads all of it.
//
// Thread-safe, and safe with other processes that use the same folder: parts are locked while they
// are written, everything else is made under another name and renamed.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "schema/base/clock.hpp"
#include "schema/base/result.hpp"
#include "schema/base/secret.hpp"

namespace qiantai {

/// Plain bytes of a piece, in a file and in one request alike. More: fewer round trips; fewer: less
/// is sent again after a cut, and records wait shorter for a piece that is on its way.
inline constexpr std::size_t k_content_piece_bytes = 256u << 10;

/// A stored content; larger ones are refused everywhere. A photo of 2,560 pixels takes one tenth.
inline constexpr std::size_t k_content_bytes_max = 10u << 20;

inline constexpr ErrorKind k_content_missing{"content_missing", Actor::itself,
                                             "The photo or file is not on this computer.",
                                             "本机没有该照片或文件。"};
inline constexpr ErrorKind k_content_damaged{
    "content_damaged", Actor::administrator,
    "The photo or file is damaged on the disk. If headquarters has it, it is fetched again.",
    "照片或文件在磁盘上已损坏。如总部有副本，将重新下载。"};
inline constexpr ErrorKind k_content_disk_full{
    "disk_full", Actor::administrator,
    "The disk is full: the photo or file was not saved. Free some space, then try again.",
    "磁盘已满，照片或文件没有保存。请清理磁盘空间后重试。"};

class ContentFolder {
  public:
    /// `key`: 32 bytes. The folder is made with the first file.
    ContentFolder(std::filesystem::path folder, Secret key);

    /// Whether the whole content lies here; nothing is read.
    bool has(std::string_view name) const;
    /// Its plain size in bytes, by the file's; k_content_missing.
    Result<std::uint64_t> size(std::string_view name) const;
    /// The piece that begins at `offset`, a multiple of k_content_piece_bytes; empty at the end.
    /// k_content_missing, k_content_damaged, k_file_error.
    Result<std::string> read_piece(std::string_view name, std::uint64_t offset) const;
    /// All of it, and it is what its name says. Errors as read_piece; k_content_damaged too if it is
    /// longer than `bytes_max`.
    Result<std::string> read(std::string_view name, std::size_t bytes_max) const;

    /// Puts a whole content here and gives its name; on disk when this returns. One that is there is
    /// left alone, unless it is damaged. k_content_disk_full, k_file_error.
    Result<std::string> add(std::string_view content);

    /// Bytes of this owner's part, all of them in whole pieces; 0 if there is none.
    Result<std::uint64_t> part_size(std::string_view name, std::string_view owner) const;
    /// What append() came to.
    struct Progress {
        std::uint64_t received = 0;  ///< bytes that lie here now
        bool complete = false;       ///< it is whole, checked and on disk
    };
    /// Puts the next piece to a part: whole, or shorter at the content's end. Where `offset` is not
    /// what lies here nothing is taken, and the answer says how to go on. With the last piece the
    /// content is checked by its name: k_content_damaged, the part is gone and may begin anew. After
    /// any other error the part is as it was. `size`: of the whole content, at least 1.
    Result<Progress> append(std::string_view name, std::string_view owner, std::uint64_t size,
                            std::uint64_t offset, std::string_view piece);

    /// Also its parts. One that is not there is no error.
    Status remove(std::string_view name);
    /// Calls `visit` for the name of every whole content, in no order.
    Status each(const std::function<Status(const std::string& name)>& visit) const;
    /// What all whole contents take on the disk; looks at each of them.
    std::uint64_t bytes_on_disk() const;
    /// Removes parts that nobody has added to since.
    Status remove_parts_before(TimeMs time_ms);

    std::filesystem::path path_of(std::string_view name) const;
    const std::filesystem::path& folder() const { return m_folder; }

  private:
    std::filesystem::path parts() const { return m_folder / "part"; }
    std::filesystem::path part_path(std::string_view name, std::string_view owner) const;
    Status put_in_place(const std::filesystem::path& from, std::string_view name) const;

    std::filesystem::path m_folder;
    Secret m_key;
};

}  // namespace qiantai
