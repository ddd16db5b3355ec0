#include "terminal/store/backup.hpp"

#include <fmt/format.h>

#include <charconv>

#include "schema/base/file.hpp"
#include "schema/sqlite/key_file.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "terminal/store/attachment_backup.hpp"
#include "terminal/store/database_check.hpp"
#include "terminal/store/database_copy.hpp"
#include "terminal/store/database_creation.hpp"
#include "terminal/store/key_rotation.hpp"

namespace qiantai::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_prefix = "terminal-", k_suffix = ".db", k_unfinished = ".unfinished";

/// terminal-<digits, T, Z>[_<digits>].db
bool is_backup_name(std::string_view name) {
    if (!name.starts_with(k_prefix) || !name.ends_with(k_suffix)) return false;
    name.remove_prefix(k_prefix.size());
    name.remove_suffix(std::min(name.size(), k_suffix.size()));
    return !name.empty() && name.find_first_not_of("0123456789TZ_") == std::string_view::npos;
}

/// "20261121T202643123Z": sorts by time.
std::string stamp(TimeMs time_ms) {
    auto text = format_utc(time_ms);
    std::erase_if(text, [](char c) { return c == '-' || c == ':' || c == '.'; });
    return text;
}

/// A name after all that are there, also when the machine's clock was set back.
fs::path next_name(const Home& home, const std::vector<BackupFile>& present, TimeMs now_ms) {
    auto path = home.backups / fmt::format("{}{}{}", k_prefix, stamp(now_ms), k_suffix);
    if (present.empty() || present.front().path < path) return path;
    const auto newest = present.front().path.stem().string();
    const auto bar = newest.find('_');
    int count = 0;
    if (bar != std::string::npos) {
        std::from_chars(newest.data() + bar + 1, newest.data() + newest.size(), count);
    }
    return home.backups / fmt::format("{}_{:06}{}", newest.substr(0, bar), count + 1, k_suffix);
}

/// What a backup that was interrupted left, and sidecars without a database.
Status remove_leftovers(const Home& home) {
    std::error_code error;
    std::vector<fs::path> unfinished;
    for (const auto& entry : fs::directory_iterator(home.backups, error)) {
        const auto name = entry.path().filename().string();
        if (name.find(k_unfinished) != std::string::npos) unfinished.push_back(entry.path());
        if (name.ends_with(".db.cipher") && !fs::exists(home.backups / entry.path().stem())) {
            unfinished.push_back(entry.path());
        }
    }
    for (const auto& path : unfinished) fs::remove(path, error);
    if (error) return make_error(k_file_error, home.backups.string() + ": " + error.message());
    return {};
}

Status remove_oldest(const Home& home, int keep_count) {
    QIANTAI_TRY(const auto backups, list_backups(home));
    for (std::size_t i = static_cast<std::size_t>(std::max(keep_count, 1)); i < backups.size();
         ++i) {
        QIANTAI_TRY_STATUS(remove_database_files(backups[i].path));
    }
    return {};
}

Result<BackupFile> describe(const fs::path& path) {
    BackupFile file{.path = path, .bytes = 0, .sidecar = {}};
    std::error_code error;
    file.bytes = fs::file_size(path, error);
    if (error)
        return make_error(sqlite::k_database_missing, path.string() + ": " + error.message());
    // Without its sidecar a backup can still be opened, see open_encrypted().
    if (auto sidecar = sqlite::load_sidecar(path)) file.sidecar = std::move(*sidecar);
    return file;
}

/// Without sidecar: whichever key we have that opens it.
Result<OpenedBackup> open_by_trying(const Home& home, BackupFile file) {
    std::vector<fs::path> keys{home.key};
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(home.old_keys, ignored))
        keys.push_back(entry.path());
    sqlite::OpenOptions options;
    options.mode = sqlite::OpenMode::read_only;
    for (const auto& path : keys) {
        auto key = sqlite::load_key_file(path);
        if (!key) continue;
        auto opened = sqlite::open_encrypted(file.path, *key, options);
        if (!opened && opened.error().kind == &sqlite::k_database_wrong_key) continue;
        if (!opened) return opened.error();
        file.sidecar = {opened->cipher, sqlite::key_id(*key), {}};
        return OpenedBackup{std::move(file), std::move(opened->database), std::move(*key)};
    }
    return make_error(k_old_key_missing,
                      file.path.string() + " has lost its sidecar, and no key here opens it");
}

Result<std::int64_t> read_integer(sqlite::Database& database, const std::string& sql) {
    QIANTAI_TRY(auto statement, database.prepare(sql));
    QIANTAI_TRY(const bool row, statement.step());
    return row ? statement.integer(0) : 0;
}

Status count_rows(sqlite::Database& database, std::map<std::string, std::int64_t>& counts) {
    // Without search indexes and the tables behind them, which can't or need not be counted.
    QIANTAI_TRY(
        auto tables,
        database.prepare("SELECT name FROM pragma_table_list WHERE type = 'table'"
                         " AND schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name"));
    for (;;) {
        QIANTAI_TRY(const bool row, tables.step());
        if (!row) return {};
        const std::string name(tables.text(0));
        QIANTAI_TRY(counts[name],
                    read_integer(database, "SELECT count(*) FROM " + sqlite::quoted(name)));
    }
}

}  // namespace

Result<BackupFile> create_backup(const TerminalDatabase& terminal, int keep_count) {
    const Home& home = terminal.home();
    QIANTAI_TRY_STATUS(make_private_directory(home.backups));
    QIANTAI_TRY(const auto lock,
                FileLock::take(home.backups / "backups.lock", FileLock::Kind::exclusive));
    QIANTAI_TRY_STATUS(remove_leftovers(home));
    QIANTAI_TRY(const auto present, list_backups(home));
    const auto path = next_name(home, present, terminal.clock().now_ms());
    const fs::path unfinished = path.string() + std::string(k_unfinished);
    QIANTAI_TRY(auto source, terminal.open_connection());
    QIANTAI_TRY_STATUS(copy_database(source, unfinished, terminal.cipher(), terminal.key()));
    const sqlite::CipherSidecar sidecar{terminal.cipher(), sqlite::key_id(terminal.key()),
                                        terminal.incarnation().text()};
    QIANTAI_TRY_STATUS(sqlite::save_sidecar(path, sidecar));
    // Before the backup has its name: it is complete from then on.
    QIANTAI_TRY_STATUS(back_up_attachments(source, home.backups));
    QIANTAI_TRY_STATUS(rename_durably(unfinished, path));
    QIANTAI_TRY_STATUS(remove_oldest(home, keep_count));
    return describe(path);
}

Result<std::vector<BackupFile>> list_backups(const Home& home) {
    std::vector<BackupFile> backups;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(home.backups, error)) {
        if (!is_backup_name(entry.path().filename().string())) continue;
        QIANTAI_TRY(auto file, describe(entry.path()));
        backups.push_back(std::move(file));
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        return make_error(k_file_error, home.backups.string() + ": " + error.message());
    }
    std::ranges::sort(backups, std::greater{}, &BackupFile::path);
    return backups;
}

Result<OpenedBackup> open_backup(const Home& home, const fs::path& path) {
    QIANTAI_TRY(auto file, describe(path));
    if (file.sidecar.key_id.empty()) return open_by_trying(home, std::move(file));
    QIANTAI_TRY(auto key, find_key(home, file.sidecar.key_id));
    sqlite::OpenOptions options;
    options.mode = sqlite::OpenMode::read_only;
    QIANTAI_TRY(auto opened, sqlite::open_encrypted(path, key, options));
    return OpenedBackup{std::move(file), std::move(opened.database), std::move(key)};
}

Result<BackupContent> verify_backup(const Home& home, const fs::path& path) {
    QIANTAI_TRY(auto backup, open_backup(home, path));
    return verify_backup(backup);
}

Result<BackupContent> verify_backup(OpenedBackup& backup) {
    auto& database = backup.database;
    const auto detail = backup.file.path.string();
    QIANTAI_TRY(const auto problems, find_damage(database, DamageSearch::thorough));
    if (!problems.empty())
        return make_error(sqlite::k_database_damaged, detail + ": " + problems.front());
    QIANTAI_TRY(const auto application, read_integer(database, "PRAGMA application_id"));
    if (application != static_cast<int>(sqlite::ApplicationId::terminal)) {
        return make_error(sqlite::k_database_foreign, detail);
    }
    BackupContent content{
        .file = backup.file, .schema_version = 0, .last_seq = 0, .row_counts = {}};
    QIANTAI_TRY(const auto version, read_integer(database, "PRAGMA user_version"));
    content.schema_version = static_cast<int>(version);
    if (version > sqlite::terminal_migrations().back().number) {
        return make_error(sqlite::k_database_too_new, detail);
    }
    QIANTAI_TRY(content.last_seq, read_integer(database, "SELECT max(seq) FROM outbox"));
    QIANTAI_TRY_STATUS(count_rows(database, content.row_counts));
    return content;
}

}  // namespace qiantai::store
