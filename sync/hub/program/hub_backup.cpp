#include "sync/hub/program/hub_backup.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "schema/base/file.hpp"
#include "schema/sqlite/cipher_sidecar.hpp"
#include "schema/sqlite/key_file.hpp"
#include "sync/hub/program/hub_setup.hpp"
#include "sync/hub/store/hub_clock.hpp"

namespace qiantai::hub {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_backup_prefix = "hub-";
constexpr std::string_view k_suffix = ".db";

/// "20261121T205643123Z": sorts by time and is a file name everywhere.
std::string time_name(TimeMs now) {
    std::string name = format_utc(now);
    std::erase_if(name, [](char c) { return c == '-' || c == ':' || c == '.'; });
    return name;
}

Status file_failed(const fs::path& path, const std::error_code& error) {
    if (!error) return {};
    return make_error(k_file_error, path.string() + ": " + error.message());
}

Result<std::unique_ptr<SqliteHubStore>> open_copy(const HubPaths& paths, const fs::path& file) {
    SqliteStoreOptions options{file, {}};
    QIANTAI_TRY(options.database.key, sqlite::load_key_file(paths.database_key()));
    auto probe = sqlite::open_encrypted(file, options.database.key, options.database);
    if (!probe) return make_error(k_backup_unusable, probe.error().message());
    options.database.cipher = probe->cipher;
    return SqliteHubStore::open(std::move(options));
}

Status remove_old_backups(const HubPaths& paths, int keep) {
    std::vector<fs::path> backups;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(paths.backups(), error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(k_backup_prefix) && name.ends_with(k_suffix))
            backups.push_back(entry.path());
    }
    QIANTAI_TRY_STATUS(file_failed(paths.backups(), error));
    std::ranges::sort(backups, std::greater());
    for (std::size_t i = static_cast<std::size_t>(keep); i < backups.size(); ++i) {
        fs::remove(backups[i], error);
        fs::remove(sqlite::sidecar_path(backups[i]), error);
    }
    return {};
}

/// Keeps the present database with its log, whatever state it is in.
Status set_aside(const HubPaths& paths, TimeMs now) {
    const fs::path kept = paths.backups() / ("replaced-" + time_name(now) + std::string(k_suffix));
    for (const std::string ending : {"", "-wal", ".cipher"}) {
        const fs::path from = paths.database().string() + ending;
        std::error_code error;
        if (!fs::exists(from, error)) continue;
        fs::copy_file(from, kept.string() + ending, error);
        QIANTAI_TRY_STATUS(file_failed(from, error));
    }
    return {};
}

/// The log of the replaced database would be played into the new one.
Status remove_log(const fs::path& database) {
    for (const std::string ending : {"-wal", "-shm"}) {
        const fs::path path = database.string() + ending;
        std::error_code error;
        fs::remove(path, error);
        QIANTAI_TRY_STATUS(file_failed(path, error));
    }
    return {};
}

/// The greatest clock of the database that is replaced: terminals have it, so the restored one must
/// know it too. 0 if that database can't be read, which may be why it is replaced.
sync::Hlc greatest_of_present(const HubPaths& paths) {
    const auto store = open_copy(paths, paths.database());
    if (!store) return {};
    const auto reader = (*store)->begin_read();
    if (!reader) return {};
    const auto greatest = load_greatest_hlc(**reader);
    return greatest ? *greatest : sync::Hlc();
}

Status carry_over(const HubPaths& paths, const fs::path& prepared) {
    const auto greatest = greatest_of_present(paths);
    QIANTAI_TRY(auto store, open_copy(paths, prepared));
    QIANTAI_TRY(auto writer, store->begin_write());
    QIANTAI_TRY_STATUS(note_taken_hlc(*writer, greatest));
    return writer->commit();
}

/// A checked copy of the backup beside the database, with its new generation.
Status prepare_restored(const HubPaths& paths, const fs::path& backup, const fs::path& prepared,
                        Clock& clock, Random& random) {
    std::error_code error;
    fs::copy_file(backup, prepared, fs::copy_options::overwrite_existing, error);
    QIANTAI_TRY_STATUS(file_failed(backup, error));
    QIANTAI_TRY(auto store, open_copy(paths, prepared));
    QIANTAI_TRY_STATUS(store->check_integrity());
    QIANTAI_TRY(auto writer, store->begin_write());
    QIANTAI_TRY_STATUS(writer->save_fact(fact::k_generation, make_generation(clock, random)));
    return writer->commit();
}

}  // namespace

Result<HomeLock> HomeLock::take(const HubPaths& paths) {
    const fs::path path = paths.database().parent_path() / "hub.lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return make_error(k_hub_missing, paths.root.string());
    HomeLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return make_error(k_hub_running, paths.root.string());
    return lock;
}

HomeLock::~HomeLock() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

fs::path moved_backup(const HubPaths& paths, TimeMs now) {
    return paths.backups() / ("moved-" + time_name(now) + std::string(k_suffix));
}

Result<fs::path> create_backup(const HubPaths& paths, TimeMs now, int keep) {
    QIANTAI_TRY(auto store, open_hub_file(paths));
    QIANTAI_TRY_STATUS(make_private_directory(paths.backups()));
    const fs::path target =
        paths.backups() / (std::string(k_backup_prefix) + time_name(now) + std::string(k_suffix));
    const fs::path unfinished = target.string() + ".new";
    std::error_code error;
    fs::remove(unfinished, error);
    QIANTAI_TRY_STATUS(store->copy_to(unfinished));
    QIANTAI_TRY(const auto sidecar, sqlite::load_sidecar(paths.database()));
    QIANTAI_TRY_STATUS(sqlite::save_sidecar(target, sidecar));
    {
        QIANTAI_TRY(auto copy, open_copy(paths, unfinished));
        QIANTAI_TRY_STATUS(copy->check_integrity());
    }
    QIANTAI_TRY_STATUS(remove_log(unfinished));
    fs::rename(unfinished, target, error);
    QIANTAI_TRY_STATUS(file_failed(target, error));
    QIANTAI_TRY_STATUS(remove_old_backups(paths, keep));
    return target;
}

Status restore_backup(const HubPaths& paths, const fs::path& backup, Clock& clock, Random& random) {
    QIANTAI_TRY(const auto settings, load_settings(paths));
    if (!settings.database.empty()) return make_error(k_database_elsewhere);
    QIANTAI_TRY(const auto lock, HomeLock::take(paths));
    const fs::path prepared = paths.database().string() + ".restoring";
    QIANTAI_TRY_STATUS(prepare_restored(paths, backup, prepared, clock, random));
    QIANTAI_TRY_STATUS(set_aside(paths, clock.now_ms()));
    QIANTAI_TRY_STATUS(carry_over(paths, prepared));
    QIANTAI_TRY_STATUS(remove_log(prepared));
    QIANTAI_TRY_STATUS(remove_log(paths.database()));
    std::error_code error;
    fs::rename(prepared, paths.database(), error);
    return file_failed(paths.database(), error);
}

}  // namespace qiantai::hub
