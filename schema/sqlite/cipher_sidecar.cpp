#include "schema/sqlite/cipher_sidecar.hpp"

#include <boost/json.hpp>
#include <fstream>

#include "schema/base/file.hpp"
#include "schema/base/json_values.hpp"
#include "schema/sqlite/key_file.hpp"
#include "schema/sqlite/migrations.hpp"

namespace qiantai::sqlite {
namespace {

constexpr std::string_view k_plain_magic{"SQLite format 3\0", 16};

/// What can be said of a file without opening it as a database.
Status check_shape(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        return make_error(k_database_missing, path.string());
    }
    if (error) return make_error(k_database_no_rights, path.string() + ": " + error.message());
    if (std::filesystem::file_size(path, error) == 0 && !error) {
        return make_error(k_database_damaged, path.string() + ": the file is empty");
    }
    char start[16] = {};
    std::ifstream file(path, std::ios::binary);
    if (!file) return make_error(k_database_no_rights, path.string());
    file.read(start, sizeof start);
    if (file.gcount() == sizeof start && std::string_view(start, sizeof start) == k_plain_magic) {
        return make_error(k_database_foreign, path.string() + ": the file is not encrypted");
    }
    return {};
}

Result<OpenedFile> open_with(const std::filesystem::path& path, Cipher cipher,
                             OpenOptions& options) {
    options.cipher = cipher;
    QIANTAI_TRY(auto database, Database::open(path, options));
    return OpenedFile{std::move(database), cipher};
}

}  // namespace

std::filesystem::path sidecar_path(const std::filesystem::path& database) {
    return database.string() + ".cipher";
}

Result<CipherSidecar> load_sidecar(const std::filesystem::path& database) {
    QIANTAI_TRY(const auto text, read_file(sidecar_path(database)));
    const auto json = parse_json_object(text);
    const Error malformed = make_error(k_database_damaged, sidecar_path(database).string());
    if (!json) return malformed;
    const auto cipher = parse_cipher(find_text(*json, "cipher").value_or(""));
    CipherSidecar sidecar{cipher.value_or(Cipher::none), find_text(*json, "key_id").value_or(""),
                          find_text(*json, "incarnation").value_or("")};
    if (!cipher || *cipher == Cipher::none || sidecar.key_id.empty()) return malformed;
    return sidecar;
}

Status save_sidecar(const std::filesystem::path& database, const CipherSidecar& sidecar) {
    boost::json::object object{{"cipher", cipher_name(sidecar.cipher)}, {"key_id", sidecar.key_id}};
    if (!sidecar.incarnation.empty()) object["incarnation"] = sidecar.incarnation;
    return write_file_atomically(sidecar_path(database), boost::json::serialize(object) + "\n",
                                 0600);
}

Result<OpenedFile> open_encrypted(const std::filesystem::path& path, const Secret& key,
                                  OpenOptions options) {
    QIANTAI_TRY_STATUS(check_shape(path));
    options.key = key;
    const auto sidecar = load_sidecar(path);
    if (!sidecar) {
        auto opened = open_with(path, Cipher::aegis256, options);
        if (opened || opened.error().kind != &k_database_wrong_key) return opened;
        return open_with(path, Cipher::chacha20, options);
    }
    if (sidecar->key_id != key_id(key)) {
        return make_error(k_database_wrong_key, path.string() + " needs key " + sidecar->key_id +
                                                    ", this is key " + key_id(key));
    }
    auto opened = open_with(path, sidecar->cipher, options);
    // The key is the right one, so what can't be read is damaged.
    if (!opened && opened.error().kind == &k_database_wrong_key) {
        return make_error(k_database_damaged, opened.error().detail);
    }
    return opened;
}

}  // namespace qiantai::sqlite
