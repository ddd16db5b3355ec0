#include "schema/sqlite/key_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "schema/base/encoding.hpp"
#include "schema/base/file.hpp"

namespace qiantai::sqlite {
namespace {

constexpr std::size_t k_key_bytes = 32;
constexpr std::size_t k_key_id_digits = 16;
constexpr mode_t k_rights_of_others = S_IRWXG | S_IRWXO;

}  // namespace

Result<Secret> load_key_file(const std::filesystem::path& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) return make_error(k_key_missing, path.string());
        return make_error(k_file_error, path.string() + ": " + std::strerror(errno));
    }
    if (!S_ISREG(info.st_mode)) return make_error(k_key_malformed, path.string());
    // The service manager's credentials belong to root; root may always be trusted with a key.
    const bool owned = info.st_uid == ::geteuid() || info.st_uid == 0;
    if (!owned || (info.st_mode & k_rights_of_others) != 0) {
        return make_error(k_key_exposed, path.string());
    }
    QIANTAI_TRY(auto key, read_secret_file(path));
    if (key.size() != k_key_bytes) {
        return make_error(k_key_malformed,
                          path.string() + ": " + std::to_string(key.size()) + " bytes");
    }
    return key;
}

Result<Secret> create_key_file(const std::filesystem::path& path, Random& random) {
    std::string key(k_key_bytes, '\0');
    random.fill({reinterpret_cast<std::uint8_t*>(key.data()), key.size()});
    const auto kept = Secret::taken_from(key);
    QIANTAI_TRY_STATUS(save_key_file(path, kept));
    return kept;
}

Status save_key_file(const std::filesystem::path& path, std::string_view key) {
    QIANTAI_ASSERT(key.size() == k_key_bytes);
    QIANTAI_TRY_STATUS(make_private_directory(path.parent_path()));
    return write_file_atomically(path, key, 0600);
}

std::string key_id(std::string_view key) {
    std::string named = "qiantai key id:";
    named.reserve(named.size() + key.size());
    named += key;
    const std::string hash = blake2b_256(named);
    wipe(named);
    return to_hex(as_bytes(hash)).substr(0, k_key_id_digits);
}

}  // namespace qiantai::sqlite
