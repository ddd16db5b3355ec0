#pragma once

// The folder a hub lives in (--home DIR):
//   hub.toml                 listen address, host names, threads; made by init, edited by the
//   administrator data/hub.db (+ .cipher)  the encrypted database keys/hub.key             key of
//   the database           keys/bundle.key   secret key for bundle files keys/ca.key, ca.pem the
//   chain's authority         keys/server.key, server.pem  the server's certificate backups/  logs/
// Everything under keys/ is 0600; ca.pem alone may be shown to anybody.

#include <filesystem>

#include "sync/hub/http/hub_service.hpp"
#include "sync/hub/http/tls_authority.hpp"
#include "sync/hub/store/postgres/pg_store.hpp"
#include "sync/hub/store/sqlite/sqlite_store.hpp"

namespace qiantai::hub {

inline constexpr ErrorKind k_hub_missing{
    "hub_missing", Actor::administrator,
    "There is no hub in this folder. Name the right folder with --home, or make one with "
    "qiantai-hub init.",
    "该文件夹中没有中心数据。请用 --home 指定正确的文件夹，或用 qiantai-hub init 新建。"};
inline constexpr ErrorKind k_settings_malformed{"settings_malformed", Actor::administrator,
                                                "hub.toml can't be read; correct it.",
                                                "hub.toml 无法读取，请更正。"};

inline constexpr ErrorKind k_database_elsewhere{
    "database_elsewhere", Actor::administrator,
    "This hub's data lies in PostgreSQL: make and put back its backups there (pg_basebackup, "
    "pgBackRest), and keep copies of keys/ and data/ of this folder.",
    "本中心的数据在 PostgreSQL 中：请用其自身工具备份和恢复（pg_basebackup、pgBackRest），并保存本文件夹"
    "中 keys/ 与 data/ 的副本。"};

struct HubPaths {
    std::filesystem::path root;

    std::filesystem::path settings() const { return root / "hub.toml"; }
    std::filesystem::path database() const { return root / "data" / "hub.db"; }
    std::filesystem::path database_key() const { return root / "keys" / "hub.key"; }
    std::filesystem::path bundle_key() const { return root / "keys" / "bundle.key"; }
    std::filesystem::path authority_key() const { return root / "keys" / "ca.key"; }
    std::filesystem::path authority_certificate() const { return root / "keys" / "ca.pem"; }
    std::filesystem::path server_key() const { return root / "keys" / "server.key"; }
    std::filesystem::path server_certificate() const { return root / "keys" / "server.pem"; }
    std::filesystem::path backups() const { return root / "backups"; }
    std::filesystem::path logs() const { return root / "logs"; }
};

struct HubSettings {
    std::string listen = "0.0.0.0:7443";
    std::vector<std::string> hosts;  ///< names and addresses in the server's certificate
    int threads = 0;                 ///< 0: by the machine
    /// For what watches the hub, plain HTTP; empty: nobody does.
    std::string health_listen = "127.0.0.1:7444";
    /// Load balancers, whose connections begin with a PROXY protocol header, version 2.
    std::vector<std::string> proxies_from;
    /// What photos and files may take on the disk, in GiB; 0: as much as leaves room for records.
    int attachments_gib_max = 0;
    /// Connection string of a PostgreSQL that holds the hub's data; empty: a file in data/.
    std::string database;
};

/// Makes keys, certificates, settings and an empty, migrated database in a folder of their own inside
/// the home, and opens it; set_up_hub() comes next, then finish_hub_home(). What an interrupted init
/// left behind is thrown away, or put into its place if it was whole. k_hub_exists if there is a
/// hub already, in the folder or in the database that the settings name.
Result<std::unique_ptr<HubStore>> create_hub_home(const HubPaths& paths,
                                                  const HubSettings& settings,
                                                  std::string_view chain_name, TimeMs now,
                                                  Random& random);
/// Notes in the database whose authority the hub has, with the transaction that sets it up.
Status note_authority(const HubPaths& paths, HubWriter& writer);
/// Puts what is set up and closed into its place, the database last: with it there is a hub.
Status finish_hub_home(const HubPaths& paths);
/// A new server certificate of the chain's authority, also with a new key.
Status renew_server_certificate(const HubPaths& paths, const std::vector<std::string>& hosts,
                                TimeMs now, Random& random);

Result<HubSettings> load_settings(const HubPaths& paths);
Status save_settings(const HubPaths& paths, const HubSettings& settings);

/// Opens the database that the settings name. k_store_moved if its rows have gone to another one.
Result<std::unique_ptr<HubStore>> open_hub_store(const HubPaths& paths);
/// Opens this one, a connection string of PostgreSQL or, if empty, the file, whatever the settings
/// name.
Result<std::unique_ptr<HubStore>> open_hub_database(const HubPaths& paths,
                                                    const std::string& database);
/// The same; where there is no file it is made, with the key that lies in the home or a new one.
Result<std::unique_ptr<HubStore>> make_hub_database(const HubPaths& paths,
                                                    const std::string& database, Random& random);
/// The one that is a file, with its key; k_database_elsewhere if it is none.
Result<std::unique_ptr<SqliteHubStore>> open_hub_file(const HubPaths& paths);
/// Authority, bundle keys and the chain's name.
Result<HubIdentity> load_identity(const HubPaths& paths, HubStore& store);

}  // namespace qiantai::hub
