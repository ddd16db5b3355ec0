#include "schema/base/content_folder.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "schema/base/content_name.hpp"
#include "schema/base/encoding.hpp"
#include "schema/base/file.hpp"

namespace qiantai {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_mark = "QTA1";
constexpr std::size_t k_random_bytes = 16;
constexpr std::size_t k_head_bytes = k_mark.size() + k_random_bytes;
constexpr std::size_t k_seal_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::uint64_t k_sealed_piece_bytes = k_content_piece_bytes + k_seal_bytes;
constexpr std::string_view k_own = "own";
static_assert(k_random_bytes + sizeof(std::uint64_t) ==
              crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);

Error content_error(const fs::path& path, const char* doing) {
    const int code = errno;
    const auto detail = std::string(doing) + " " + path.string() + ": " + std::strerror(code);
    if (code == ENOSPC || code == EDQUOT) return make_error(k_content_disk_full, detail);
    return make_error(k_file_error, detail);
}

class ContentFile {
  public:
    ContentFile(const fs::path& path, int flags)
        : m_fd(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ContentFile(ContentFile&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    ContentFile& operator=(ContentFile&&) = delete;
    ~ContentFile() {
        if (m_fd >= 0) ::close(m_fd);
    }
    bool is_open() const { return m_fd >= 0; }
    int get() const { return m_fd; }
    std::uint64_t size() const {
        struct stat info {};
        return ::fstat(m_fd, &info) == 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
    }
    bool read_at(std::uint64_t offset, std::string& out) const {
        std::size_t done = 0;
        while (done < out.size()) {
            const auto got = ::pread(m_fd, out.data() + done, out.size() - done,
                                     static_cast<off_t>(offset + done));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return false;
            if (got == 0) break;
            done += static_cast<std::size_t>(got);
        }
        out.resize(done);
        return true;
    }
    bool write_at(std::uint64_t offset, std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto put = ::pwrite(m_fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
            if (put < 0 && errno == EINTR) continue;
            if (put < 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(put));
            offset += static_cast<std::uint64_t>(put);
        }
        return true;
    }
    bool cut(std::uint64_t size) const { return ::ftruncate(m_fd, static_cast<off_t>(size)) == 0; }
    /// Still the file of that name: whoever had the lock before may have renamed or removed it.
    bool is_at(const fs::path& path) const {
        struct stat own {
        }, there{};
        return ::fstat(m_fd, &own) == 0 && ::stat(path.c_str(), &there) == 0 &&
               own.st_ino == there.st_ino && own.st_dev == there.st_dev;
    }

  private:
    int m_fd;
};

/// Waits until nobody else writes this part.
Result<ContentFile> open_part(const fs::path& path) {
    for (;;) {
        ContentFile file(path, O_RDWR | O_CREAT);
        if (!file.is_open()) return content_error(path, "create");
        while (::flock(file.get(), LOCK_EX) != 0) {
            if (errno != EINTR) return content_error(path, "lock");
        }
        if (file.is_at(path)) return file;
    }
}

using Nonce = std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES>;

Nonce nonce_of(std::string_view head, std::uint64_t number) {
    Nonce nonce{};
    std::memcpy(nonce.data(), head.data() + k_mark.size(), k_random_bytes);
    for (std::size_t i = 0; i < sizeof number; ++i)
        nonce[k_random_bytes + i] = static_cast<unsigned char>(number >> (8 * i));
    return nonce;
}

struct Sealer {
    std::string_view key, name, head;

    std::string seal(std::string_view piece, std::uint64_t number) const {
        std::string out(piece.size() + k_seal_bytes, '\0');
        const auto nonce = nonce_of(head, number);
        crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char*>(out.data()),
                                                   nullptr, as_bytes(piece).data(), piece.size(),
                                                   as_bytes(name).data(), name.size(), nullptr,
                                                   nonce.data(), as_bytes(key).data());
        return out;
    }
    bool open(std::string_view sealed, std::uint64_t number, std::string& piece) const {
        if (sealed.size() <= k_seal_bytes) return false;
        piece.resize(sealed.size() - k_seal_bytes);
        const auto nonce = nonce_of(head, number);
        return crypto_aead_xchacha20poly1305_ietf_decrypt(
                   reinterpret_cast<unsigned char*>(piece.data()), nullptr, nullptr,
                   as_bytes(sealed).data(), sealed.size(), as_bytes(name).data(), name.size(),
                   nonce.data(), as_bytes(key).data()) == 0;
    }
};

/// The head of a file; nothing if it is none of ours.
std::optional<std::string> read_head(const ContentFile& file) {
    std::string head(k_head_bytes, '\0');
    if (!file.read_at(0, head) || head.size() != k_head_bytes || !head.starts_with(k_mark))
        return std::nullopt;
    return head;
}

Result<std::string> read_sealed(const ContentFile& file, const fs::path& path, const Sealer& sealer,
                                std::uint64_t number) {
    std::string sealed(k_sealed_piece_bytes, '\0');
    if (!file.read_at(k_head_bytes + number * k_sealed_piece_bytes, sealed))
        return content_error(path, "read");
    std::string piece;
    if (sealed.empty()) return piece;
    if (!sealer.open(sealed, number, piece)) return make_error(k_content_damaged, path.string());
    return piece;
}

/// Plain bytes of a file with so many.
std::uint64_t plain_size(std::uint64_t file_size) {
    if (file_size <= k_head_bytes) return 0;
    const auto sealed = file_size - k_head_bytes;
    const auto rest = sealed % k_sealed_piece_bytes;
    return sealed / k_sealed_piece_bytes * k_content_piece_bytes +
           (rest > k_seal_bytes ? rest - k_seal_bytes : 0);
}

std::uint64_t whole_pieces(std::uint64_t file_size) {
    return file_size <= k_head_bytes ? 0 : (file_size - k_head_bytes) / k_sealed_piece_bytes;
}

std::string fresh_head() {
    std::string head(k_mark);
    head.resize(k_head_bytes);
    randombytes_buf(head.data() + k_mark.size(), k_random_bytes);
    return head;
}

/// Cuts off what a crash left of a piece, and gives the head; a new part gets one.
Result<std::string> settle_part(const ContentFile& file, const fs::path& path) {
    const auto known = read_head(file);
    const auto head = known ? *known : fresh_head();
    const auto end = known ? k_head_bytes + whole_pieces(file.size()) * k_sealed_piece_bytes : 0;
    if (file.size() != end && !file.cut(end)) return content_error(path, "cut");
    if (!known && !file.write_at(0, head)) {
        const auto failed = content_error(path, "write");
        (void)file.cut(0);
        return failed;
    }
    return head;
}

bool holds_content(const ContentFile& file, const fs::path& path, const Sealer& sealer,
                   std::uint64_t size) {
    ContentNamer namer;
    std::uint64_t read = 0;
    for (std::uint64_t number = 0; read < size; ++number) {
        const auto piece = read_sealed(file, path, sealer, number);
        if (!piece || piece->empty()) return false;
        namer.add(*piece);
        read += piece->size();
    }
    return read == size && namer.finish() == sealer.name;
}

}  // namespace

ContentFolder::ContentFolder(fs::path folder, Secret key)
    : m_folder(std::move(folder)), m_key(std::move(key)) {
    QIANTAI_ASSERT(m_key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
}

fs::path ContentFolder::path_of(std::string_view name) const {
    QIANTAI_ASSERT(is_content_name(name));
    return m_folder / name.substr(0, 2) / name;
}

fs::path ContentFolder::part_path(std::string_view name, std::string_view owner) const {
    QIANTAI_ASSERT(is_content_name(name));
    return parts() / (std::string(name) + "." + std::string(owner));
}

bool ContentFolder::has(std::string_view name) const {
    std::error_code ignored;
    return fs::is_regular_file(path_of(name), ignored);
}

Result<std::uint64_t> ContentFolder::size(std::string_view name) const {
    std::error_code error;
    const auto bytes = fs::file_size(path_of(name), error);
    if (error) return make_error(k_content_missing, std::string(name));
    return plain_size(bytes);
}

Result<std::string> ContentFolder::read_piece(std::string_view name, std::uint64_t offset) const {
    const auto path = path_of(name);
    const ContentFile file(path, O_RDONLY);
    if (!file.is_open() && errno == ENOENT) return make_error(k_content_missing, std::string(name));
    if (!file.is_open()) return content_error(path, "open");
    const auto head = read_head(file);
    if (!head || offset % k_content_piece_bytes != 0)
        return make_error(k_content_damaged, path.string());
    return read_sealed(file, path, {m_key.view(), name, *head}, offset / k_content_piece_bytes);
}

Result<std::string> ContentFolder::read(std::string_view name, std::size_t bytes_max) const {
    QIANTAI_TRY(const auto bytes, size(name));
    if (bytes > bytes_max) return make_error(k_content_damaged, path_of(name).string());
    std::string content;
    content.reserve(bytes);
    while (content.size() < bytes) {
        QIANTAI_TRY(const auto piece, read_piece(name, content.size()));
        if (piece.empty()) break;
        content += piece;
    }
    if (content_name(content) != name) return make_error(k_content_damaged, path_of(name).string());
    return content;
}

Result<std::string> ContentFolder::add(std::string_view content) {
    QIANTAI_ASSERT(!content.empty());
    auto name = content_name(content);
    std::error_code ignored;
    if (has(name) && !read(name, content.size())) fs::remove(path_of(name), ignored);
    std::uint64_t offset = 0;
    for (int begun_anew = 0;;) {
        const auto piece = content.substr(offset, k_content_piece_bytes);
        const auto progress = append(name, k_own, content.size(), offset, piece);
        // What an earlier attempt left may be worthless.
        const bool again = !progress && progress.error().kind == &k_content_damaged;
        if (!progress && !(again && begun_anew++ == 0)) return progress.error();
        if (progress && progress->complete) return name;
        offset = progress ? progress->received : 0;
    }
}

Result<std::uint64_t> ContentFolder::part_size(std::string_view name,
                                               std::string_view owner) const {
    std::error_code error;
    const auto bytes = fs::file_size(part_path(name, owner), error);
    if (error) return std::uint64_t{0};
    return whole_pieces(bytes) * k_content_piece_bytes;
}

Result<ContentFolder::Progress> ContentFolder::append(std::string_view name, std::string_view owner,
                                                      std::uint64_t size, std::uint64_t offset,
                                                      std::string_view piece) {
    if (has(name)) return Progress{size, true};
    QIANTAI_TRY_STATUS(make_private_directory(parts()));
    const auto path = part_path(name, owner);
    QIANTAI_TRY(const auto file, open_part(path));
    // The content may have come whole while this waited for the lock.
    if (has(name)) {
        ::unlink(path.c_str());
        return Progress{size, true};
    }
    QIANTAI_TRY(const auto head, settle_part(file, path));
    const Sealer sealer{m_key.view(), name, head};
    const auto number = whole_pieces(file.size());
    std::uint64_t received = number * k_content_piece_bytes;
    if (received > size) {
        ::unlink(path.c_str());
        return Progress{};
    }
    if (received < size) {
        const auto wanted = std::min<std::uint64_t>(k_content_piece_bytes, size - received);
        if (offset != received || piece.size() != wanted) return Progress{received, false};
        const auto at = file.size();
        if (!file.write_at(at, sealer.seal(piece, number))) {
            const auto failed = content_error(path, "write");
            (void)file.cut(at);
            return failed;
        }
        received += piece.size();
    }
    if (received < size) return Progress{received, false};
    if (!holds_content(file, path, sealer, size)) {
        ::unlink(path.c_str());
        return make_error(k_content_damaged, std::string(name));
    }
    if (::fsync(file.get()) != 0) return content_error(path, "flush");
    QIANTAI_TRY_STATUS(put_in_place(path, name));
    return Progress{size, true};
}

Status ContentFolder::put_in_place(const fs::path& from, std::string_view name) const {
    const auto to = path_of(name);
    QIANTAI_TRY_STATUS(make_private_directory(to.parent_path()));
    return rename_durably(from, to);
}

Status ContentFolder::remove(std::string_view name) {
    std::error_code error;
    fs::remove(path_of(name), error);
    if (error) return make_error(k_file_error, path_of(name).string() + ": " + error.message());
    for (const auto& entry : fs::directory_iterator(parts(), error)) {
        std::error_code ignored;
        if (entry.path().filename().string().starts_with(name)) fs::remove(entry.path(), ignored);
    }
    return {};
}

Status ContentFolder::each(const std::function<Status(const std::string& name)>& visit) const {
    std::error_code error;
    for (const auto& shelf : fs::directory_iterator(m_folder, error)) {
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator(shelf.path(), ignored)) {
            const auto name = entry.path().filename().string();
            if (is_content_name(name)) {
                QIANTAI_TRY_STATUS(visit(name));
            }
        }
    }
    if (error && error != std::errc::no_such_file_or_directory)
        return make_error(k_file_error, m_folder.string() + ": " + error.message());
    return {};
}

std::uint64_t ContentFolder::bytes_on_disk() const {
    std::uint64_t bytes = 0;
    (void)each([&](const std::string& name) -> Status {
        std::error_code gone_meanwhile;
        const auto size = fs::file_size(path_of(name), gone_meanwhile);
        if (!gone_meanwhile) bytes += size;
        return {};
    });
    return bytes;
}

Status ContentFolder::remove_parts_before(TimeMs time_ms) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(parts(), error)) {
        struct stat info {};
        if (::stat(entry.path().c_str(), &info) != 0) continue;
        const TimeMs changed_at =
            TimeMs{info.st_mtim.tv_sec} * 1000 + info.st_mtim.tv_nsec / 1'000'000;
        std::error_code ignored;
        if (changed_at < time_ms) fs::remove(entry.path(), ignored);
    }
    return {};
}

}  // namespace qiantai
