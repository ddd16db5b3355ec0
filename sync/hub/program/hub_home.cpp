#include "sync/hub/program/hub_home.hpp"

#include <sodium.h>

#include <toml++/toml.h>
#include <sstream>

#include "schema/base/encoding.hpp"
#include "schema/base/file.hpp"
#include "schema/sqlite/cipher_sidecar.hpp"
#include "schema/sqlite/key_file.hpp"
#include "sync/hub/program/hub_setup.hpp"

namespace qiantai::hub {
namespace {

constexpr int k_key_mode = 0600;
constexpr int k_public = 0644;

Error malformed(const HubPaths& paths, std::string_view what) {
    return make_error(k_settings_malformed, paths.settings().string() + ": " + std::string(what));
}

Status save_pair(const std::filesystem::path& key, const std::filesystem::path& certificate,
                 const KeyAndCertificate& pair) {
    QIANTAI_TRY_STATUS(write_file_atomically(key, pair.key_pem, k_key_mode));
    return write_file_atomically(certificate, pair.certificate_pem, k_public);
}

Result<KeyAndCertificate> load_authority(const HubPaths& paths) {
    KeyAndCertificate authority;
    QIANTAI_TRY(authority.key_pem, read_file(paths.authority_key()));
    QIANTAI_TRY(authority.certificate_pem, read_file(paths.authority_certificate()));
    return authority;
}

/// Photos and files of a hub whose records lie elsewhere.
std::filesystem::path contents_folder(const HubPaths& paths) {
    return paths.database().parent_path() / "attachments";
}

bool is_there(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

Result<std::unique_ptr<HubStore>> create_database(const HubPaths& paths, Random& random) {
    SqliteStoreOptions options{paths.database(), {}};
    options.database.cipher = sqlite::best_cipher_here();
    options.database.mode = sqlite::OpenMode::create;
    if (is_there(paths.database_key())) {
        QIANTAI_TRY(options.database.key, sqlite::load_key_file(paths.database_key()));
    } else {
        QIANTAI_TRY(options.database.key, sqlite::create_key_file(paths.database_key(), random));
    }
    QIANTAI_TRY_STATUS(sqlite::save_sidecar(
        paths.database(), {options.database.cipher, sqlite::key_id(options.database.key)}));
    QIANTAI_TRY(auto store, SqliteHubStore::open(std::move(options)));
    return std::unique_ptr<HubStore>(std::move(store));
}

Result<std::unique_ptr<SqliteHubStore>> open_file(const HubPaths& paths) {
    if (!is_there(paths.database())) {
        return make_error(k_hub_missing, paths.root.string());
    }
    SqliteStoreOptions options{paths.database(), {}};
    QIANTAI_TRY(options.database.key, sqlite::load_key_file(paths.database_key()));
    // Finds a wrong key, a foreign or a damaged file, with words of its own for each.
    QIANTAI_TRY(const auto probe,
                sqlite::open_encrypted(paths.database(), options.database.key, options.database));
    options.database.cipher = probe.cipher;
    return SqliteHubStore::open(std::move(options));
}

/// Empty if the field is not there.
Result<std::vector<std::string>> load_texts(const HubPaths& paths, const toml::table& table,
                                            std::string_view field) {
    std::vector<std::string> texts;
    const auto* all = table[field].as_array();
    if (!all) return texts;
    for (const auto& one : *all) {
        const auto text = one.value<std::string>();
        if (!text) return malformed(paths, field);
        texts.push_back(*text);
    }
    return texts;
}

HubPaths unfinished(const HubPaths& paths) {
    return {paths.root / ".init"};
}

Status make_parts(const HubPaths& paths, const HubSettings& settings, std::string_view chain_name,
                  TimeMs now, Random& random) {
    // The data last: with them alone, the keys have been moved to their place already.
    for (const auto& folder : {paths.root, paths.database_key().parent_path(), paths.backups(),
                               paths.logs(), paths.database().parent_path()}) {
        QIANTAI_TRY_STATUS(make_private_directory(folder));
    }
    QIANTAI_TRY(const auto authority, make_authority(chain_name, now, random));
    QIANTAI_TRY_STATUS(save_pair(paths.authority_key(), paths.authority_certificate(), authority));
    QIANTAI_TRY_STATUS(renew_server_certificate(paths, settings.hosts, now, random));
    const auto bundle_keys = sync::make_bundle_keys(random);
    QIANTAI_TRY_STATUS(sqlite::save_key_file(paths.bundle_key(), bundle_keys.secret_key));
    return save_settings(paths, settings);
}

}  // namespace

/// What the database says of whose keys the hub has that was set up in it; nothing: there is none.
Result<std::optional<std::string>> noted_authority(HubStore& store) {
    QIANTAI_TRY(auto reader, store.begin_read());
    QIANTAI_TRY(const auto generation, reader->load_fact(fact::k_generation));
    if (!generation) return std::optional<std::string>();
    QIANTAI_TRY(const auto authority, reader->load_fact(fact::k_authority));
    return std::optional(authority.value_or(""));
}

Status note_authority(const HubPaths& paths, HubWriter& writer) {
    auto pem = read_file(unfinished(paths).authority_certificate());
    if (!pem) return pem.error();
    QIANTAI_TRY(const auto der, certificate_der(*pem));
    return writer.save_fact(fact::k_authority, to_base64url(blake2b_256(der)));
}

/// The hub that an interrupted init has set up in PostgreSQL with the keys that lie in its folder.
Status finish_in_postgres(const HubPaths& paths, HubStore& store) {
    QIANTAI_TRY(const auto noted, noted_authority(store));
    if (!noted) return {};
    const auto pem = read_file(unfinished(paths).authority_certificate());
    if (!pem) return {};
    QIANTAI_TRY(const auto der, certificate_der(*pem));
    if (*noted != to_base64url(blake2b_256(der))) return {};
    return finish_hub_home(paths);
}

Result<std::unique_ptr<HubStore>> create_hub_home(const HubPaths& paths,
                                                  const HubSettings& settings,
                                                  std::string_view chain_name, TimeMs now,
                                                  Random& random) {
    const auto parts = unfinished(paths);
    std::unique_ptr<HubStore> postgres;
    if (!settings.database.empty()) {
        QIANTAI_TRY_STATUS(check_conninfo(settings.database));
        QIANTAI_TRY(postgres, PgHubStore::open({settings.database, contents_folder(paths)}));
        QIANTAI_TRY_STATUS(finish_in_postgres(paths, *postgres));
    }
    // Keys leave the folder of an init only when all in it is whole.
    const bool was_whole = is_there(parts.database()) && !is_there(parts.database_key());
    if (was_whole) QIANTAI_TRY_STATUS(finish_hub_home(paths));
    if (is_there(paths.settings()) || is_there(paths.database()))
        return make_error(k_hub_exists, paths.root.string());
    if (postgres) {
        QIANTAI_TRY(const auto noted, noted_authority(*postgres));
        if (noted) return make_error(k_hub_exists, "in this PostgreSQL database");
    }
    std::error_code failed;
    std::filesystem::remove_all(parts.root, failed);
    if (failed) return make_error(k_file_error, parts.root.string() + ": " + failed.message());
    QIANTAI_TRY_STATUS(make_private_directory(paths.root));
    QIANTAI_TRY_STATUS(make_parts(parts, settings, chain_name, now, random));
    if (postgres) return postgres;
    return create_database(parts, random);
}

Status finish_hub_home(const HubPaths& paths) {
    const auto parts = unfinished(paths);
    for (const auto* part : {"keys", "logs", "backups", "hub.toml", "data"}) {
        if (!is_there(parts.root / part)) continue;
        QIANTAI_TRY_STATUS(rename_durably(parts.root / part, paths.root / part));
    }
    std::error_code ignored;
    std::filesystem::remove(parts.root, ignored);
    return {};
}

Status renew_server_certificate(const HubPaths& paths, const std::vector<std::string>& hosts,
                                TimeMs now, Random& random) {
    QIANTAI_TRY(const auto authority, load_authority(paths));
    QIANTAI_TRY(const auto server, issue_server_certificate(authority, hosts, now, random));
    return save_pair(paths.server_key(), paths.server_certificate(), server);
}

Result<HubSettings> load_settings(const HubPaths& paths) {
    if (!is_there(paths.settings())) {
        return make_error(k_hub_missing, paths.root.string());
    }
    QIANTAI_TRY(const auto text, read_file(paths.settings()));
    HubSettings settings;
    try {
        const toml::table table = toml::parse(text);
        settings.listen = table["listen"].value_or(settings.listen);
        settings.threads = table["threads"].value_or(settings.threads);
        settings.attachments_gib_max =
            table["attachments_gib_max"].value_or(settings.attachments_gib_max);
        settings.health_listen = table["health_listen"].value_or(settings.health_listen);
        settings.database = table["database"].value_or(settings.database);
        QIANTAI_TRY(settings.hosts, load_texts(paths, table, "hosts"));
        QIANTAI_TRY(settings.proxies_from, load_texts(paths, table, "proxies_from"));
    } catch (const toml::parse_error& failed) {
        return malformed(paths, failed.description());
    }
    if (settings.threads < 0 || settings.hosts.empty()) return malformed(paths, "threads or hosts");
    if (settings.attachments_gib_max < 0) return malformed(paths, "attachments_gib_max");
    return settings;
}

Status save_settings(const HubPaths& paths, const HubSettings& settings) {
    toml::array hosts, proxies_from;
    for (const auto& host : settings.hosts) hosts.push_back(host);
    for (const auto& address : settings.proxies_from) proxies_from.push_back(address);
    toml::table table{{"listen", settings.listen},
                      {"threads", settings.threads},
                      {"hosts", std::move(hosts)},
                      {"health_listen", settings.health_listen},
                      {"proxies_from", std::move(proxies_from)},
                      {"attachments_gib_max", settings.attachments_gib_max}};
    if (!settings.database.empty()) table.insert("database", settings.database);
    std::ostringstream text;
    text << "# Settings of this Qiantai hub. After a change of hosts: qiantai-hub "
            "renew-certificate.\n"
         << table << "\n";
    return write_file_atomically(paths.settings(), text.str(), k_key_mode);
}

Result<std::unique_ptr<HubStore>> open_hub_store(const HubPaths& paths) {
    QIANTAI_TRY(const auto settings, load_settings(paths));
    QIANTAI_TRY(auto store, open_hub_database(paths, settings.database));
    QIANTAI_TRY(auto reader, store->begin_read());
    QIANTAI_TRY(const auto moved, reader->load_fact(fact::k_moved));
    if (moved) return make_error(k_store_moved);
    reader.reset();
    return store;
}

Result<std::unique_ptr<SqliteHubStore>> open_hub_file(const HubPaths& paths) {
    QIANTAI_TRY(const auto settings, load_settings(paths));
    if (!settings.database.empty()) return make_error(k_database_elsewhere);
    return open_file(paths);
}

Result<std::unique_ptr<HubStore>> open_hub_database(const HubPaths& paths,
                                                    const std::string& database) {
    std::unique_ptr<HubStore> store;
    if (database.empty()) {
        QIANTAI_TRY(store, open_file(paths));
    } else {
        QIANTAI_TRY(store, PgHubStore::open({database, contents_folder(paths)}));
    }
    return store;
}

Result<std::unique_ptr<HubStore>> make_hub_database(const HubPaths& paths,
                                                    const std::string& database, Random& random) {
    if (database.empty() && !is_there(paths.database())) return create_database(paths, random);
    return open_hub_database(paths, database);
}

Result<HubIdentity> load_identity(const HubPaths& paths, HubStore& store) {
    HubIdentity identity;
    QIANTAI_TRY(identity.ca_pem, read_file(paths.authority_certificate()));
    QIANTAI_TRY(identity.ca_der, certificate_der(identity.ca_pem));
    QIANTAI_TRY(const auto bundle_key, sqlite::load_key_file(paths.bundle_key()));
    identity.bundle_keys.secret_key = bundle_key.view();
    auto& keys = identity.bundle_keys;
    keys.public_key.resize(crypto_scalarmult_BYTES);
    crypto_scalarmult_base(reinterpret_cast<unsigned char*>(keys.public_key.data()),
                           reinterpret_cast<const unsigned char*>(keys.secret_key.data()));
    QIANTAI_TRY(auto reader, store.begin_read());
    QIANTAI_TRY(const auto chain_name, reader->load_fact(fact::k_chain_name));
    if (!chain_name) return make_error(k_hub_missing, "the hub was not set up to its end");
    identity.chain_name = *chain_name;
    return identity;
}

}  // namespace qiantai::hub
