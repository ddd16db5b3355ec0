#include "terminal/store/backup_restore.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "schema/base/file.hpp"
#include "schema/base/json_values.hpp"
#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/incarnations.hpp"
#include "schema/sqlite/key_file.hpp"
#include "terminal/store/attachment_backup.hpp"
#include "terminal/store/database_copy.hpp"
#include "terminal/store/database_creation.hpp"
#include "terminal/store/interrupted_work.hpp"
#include "terminal/store/number_sequence.hpp"

namespace qiantai::store {
namespace {

namespace fs = std::filesystem;
namespace fact = sqlite::fact;
using sqlite::Database;

fs::path plan_path(const Home& home) {
    return home.data() / "restore.json";
}
fs::path restoring_path(const Home& home) {
    return home.database.string() + ".restoring";
}

bool is_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

/// What the restored database must know of the one it replaces.
struct Replaced {
    sqlite::Incarnations incarnations;  ///< nil if unknown
    std::map<std::string, std::int64_t> numbers;
    struct Lost {
        std::int64_t count = 0;
        TimeMs since = 0;
    };
    /// Changes that neither headquarters nor the backup has; nothing if they can't be counted.
    std::optional<Lost> lost;
};

/// A change is known by its clock, which no other change of this terminal has; a number is given
/// again after a restore.
Result<bool> has_change(Database& backup, std::int64_t seq, std::int64_t hlc) {
    auto& statement = backup.cached("SELECT 1 FROM outbox WHERE seq = ? AND hlc = ?");
    QIANTAI_TRY(const bool found, statement.bind(seq, hlc).step());
    statement.reset();
    return found;
}

Result<Replaced::Lost> count_lost(Database& database, Database& backup) {
    QIANTAI_TRY(const auto acked, sqlite::load_fact_integer(database, fact::k_acked_seq));
    QIANTAI_TRY(auto unsent, database.prepare("SELECT seq, hlc, written_at FROM outbox "
                                              "WHERE seq > ? ORDER BY seq"));
    unsent.bind(acked.value_or(0));
    Replaced::Lost lost;
    for (;;) {
        QIANTAI_TRY(const bool row, unsent.step());
        if (!row) return lost;
        QIANTAI_TRY(const bool kept, has_change(backup, unsent.integer(0), unsent.integer(1)));
        if (kept) continue;
        if (lost.count++ == 0) lost.since = unsent.integer(2);
    }
}

Status read_replaced(Database& database, Replaced& replaced) {
    QIANTAI_TRY(replaced.incarnations, sqlite::load_incarnations(database));
    QIANTAI_TRY(auto numbers, database.prepare("SELECT name, last FROM number_sequence"));
    for (;;) {
        QIANTAI_TRY(const bool row, numbers.step());
        if (!row) return {};
        replaced.numbers[std::string(numbers.text(0))] = numbers.integer(1);
    }
}

/// As much as can be learnt: the database may be damaged, which is why a backup is restored. Opened
/// for writing, because what a program that was killed had not finished must be rolled back first.
Replaced look_at_replaced(const Home& home, Database& backup) {
    Replaced replaced;
    if (const auto sidecar = sqlite::load_sidecar(home.database)) {
        replaced.incarnations.own = Uuid::parse(sidecar->incarnation).value_or(Uuid());
    }
    const auto key = sqlite::load_key_file(home.key);
    if (!key || !is_there(home.database)) return replaced;
    auto opened = sqlite::open_encrypted(home.database, *key, {});
    if (!opened) return replaced;
    Replaced all = replaced;
    if (!read_replaced(opened->database, all)) return replaced;
    if (const auto lost = count_lost(opened->database, backup)) all.lost = *lost;
    return all;
}

Status advance_numbers(Database& database, const Replaced& replaced) {
    for (const auto& [name, last] : replaced.numbers) {
        QIANTAI_TRY_STATUS(
            database
                .cached("INSERT INTO number_sequence (name, last) VALUES (?, ?)"
                        " ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last)")
                .bind(name, last)
                .run());
    }
    QIANTAI_TRY_STATUS(database.cached("UPDATE number_sequence SET last = last + ?")
                           .bind(k_restore_number_jump)
                           .run());
    // For sequences that were begun after the backup was made, in a database that can't be read any
    // more.
    QIANTAI_TRY(const auto floor, sqlite::load_fact_integer(database, fact::k_number_floor));
    return sqlite::save_fact(database, fact::k_number_floor,
                             floor.value_or(0) + k_restore_number_jump);
}

/// Makes the copied database the new incarnation; fills in the report.
Status make_incarnation(Database& database, const Replaced& replaced, RestoreReport& report) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY(report.restored_from,
                sqlite::begin_incarnation(database, report.incarnation, replaced.incarnations));
    QIANTAI_TRY_STATUS(advance_numbers(database, replaced));
    QIANTAI_TRY(const auto acked, sqlite::load_fact_integer(database, fact::k_acked_seq));
    report.unsent_count = report.content.last_seq - acked.value_or(0);
    return transaction.commit();
}

/// The key of the restored database: the one that is here, else the backup's, which becomes the one
/// that is here.
Result<Secret> choose_key(const Home& home, const Secret& backup_key) {
    auto key = sqlite::load_key_file(home.key);
    if (key || key.error().kind != &sqlite::k_key_missing || home.key_is_managed) return key;
    QIANTAI_TRY_STATUS(sqlite::save_key_file(home.key, backup_key));
    return backup_key;
}

Status prepare_restored(const Home& home, OpenedBackup& backup, const Secret& key,
                        const Replaced& replaced, Clock& clock, RestoreReport& report) {
    const auto path = restoring_path(home);
    QIANTAI_TRY_STATUS(copy_database(backup.database, path, backup.file.sidecar.cipher, key));
    {
        sqlite::OpenOptions options;
        options.cipher = backup.file.sidecar.cipher;
        options.key = key;
        QIANTAI_TRY(auto database, Database::open(path, options));
        QIANTAI_TRY_STATUS(make_incarnation(database, replaced, report));
        QIANTAI_TRY_STATUS(
            bring_attachments_back(database, backup.file.path.parent_path(), clock.now_ms()));
    }
    QIANTAI_TRY_STATUS(sync_file(path));
    return sqlite::save_sidecar(
        path, {backup.file.sidecar.cipher, sqlite::key_id(key), report.incarnation.text()});
}

/// Never over a file that is there: what was moved aside before an interruption stays.
Status move_aside(const fs::path& from, const fs::path& to) {
    if (!is_there(from) || is_there(to)) return {};
    return rename_durably(from, to);
}

}  // namespace

bool is_restore_pending(const Home& home) {
    return is_there(plan_path(home));
}

Status finish_restore(const Home& home) {
    QIANTAI_TRY(const auto text, read_file(plan_path(home)));
    const auto plan = parse_json_object(text);
    const auto name = plan ? find_text(*plan, "replaced") : std::nullopt;
    if (!name) return make_error(k_file_error, plan_path(home).string());
    const auto aside = home.data() / *name;
    const auto restoring = restoring_path(home);
    const auto with = [](const fs::path& path, const char* suffix) {
        return path.string() + suffix;
    };
    if (is_there(restoring)) {
        // WAL and journal belong to the database they lie beside: they must be away before another
        // one takes its place.
        for (const char* suffix : {"", "-wal", "-journal", ".cipher"}) {
            QIANTAI_TRY_STATUS(move_aside(with(home.database, suffix), with(aside, suffix)));
        }
        std::error_code ignored;
        fs::remove(with(home.database, "-shm"), ignored);
        QIANTAI_TRY_STATUS(rename_durably(restoring, home.database));
    }
    if (is_there(with(restoring, ".cipher"))) {
        QIANTAI_TRY_STATUS(
            rename_durably(with(restoring, ".cipher"), with(home.database, ".cipher")));
    }
    std::error_code error;
    fs::remove(plan_path(home), error);
    if (error) return make_error(k_file_error, plan_path(home).string() + ": " + error.message());
    return sync_folder(home.data());
}

Result<RestoreReport> restore_backup(const Home& home, const fs::path& path, Clock& clock,
                                     Random& random, IfUnsent if_unsent) {
    QIANTAI_TRY_STATUS(sqlite::check_sqlite_build());
    QIANTAI_TRY_STATUS(make_private_directory(home.data()));
    QIANTAI_TRY(const auto lock, FileLock::take(lock_path(home), FileLock::Kind::exclusive));
    QIANTAI_TRY_STATUS(finish_interrupted_work_locked(home));
    QIANTAI_TRY(auto backup, open_backup(home, path));
    RestoreReport report;
    QIANTAI_TRY(report.content, verify_backup(backup));
    QIANTAI_TRY(const auto key, choose_key(home, backup.key));
    report.incarnation = Uuid::make_v7(clock, random);
    const auto replaced_name = "replaced-" + report.incarnation.text() + ".db";
    if (is_there(home.database)) report.replaced = home.data() / replaced_name;
    const auto replaced = look_at_replaced(home, backup.database);
    if (replaced.lost) report.left_count = replaced.lost->count;
    if (report.left_count.value_or(0) > 0 && if_unsent == IfUnsent::refuse) {
        return make_error(k_restore_loses_changes,
                          fmt::format("{} changes, since {}", replaced.lost->count,
                                      format_utc(replaced.lost->since)));
    }
    auto prepared = prepare_restored(home, backup, key, replaced, clock, report);
    if (!prepared) {
        (void)remove_database_files(restoring_path(home));
        return prepared.error();
    }
    QIANTAI_TRY_STATUS(write_file_atomically(
        plan_path(home), boost::json::serialize(boost::json::object{{"replaced", replaced_name}}),
        0600));
    QIANTAI_TRY_STATUS(finish_restore(home));
    return report;
}

}  // namespace qiantai::store
