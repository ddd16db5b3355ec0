// qiantaictl key, backup: care of the encrypted database.

#include <CLI/CLI.hpp>

#include "terminal/ctl/audit_words.hpp"
#include "terminal/ctl/command_line.hpp"
#include "terminal/store/backup_restore.hpp"
#include "terminal/store/key_rotation.hpp"

namespace qiantai::ctl {
namespace {

constexpr int k_keep_default = 7;

inline constexpr ErrorKind k_no_backup{
    "no_backup", Actor::administrator,
    "There is no backup yet; `qiantaictl backup create` makes one.",
    "还没有备份，可用 qiantaictl backup create 创建。"};

inline constexpr ErrorKind k_backup_trail_broken{
    "backup_trail_broken", Actor::administrator,
    "The backup can be read, but its audit trail was changed; the entries are listed above. Keep "
    "the file and verify an older one.",
    "备份可以读取，但其中的稽核记录被改动过（见上）。请保留该文件，并校验更早的备份。"};

Status rotate_key(CommandLine& line) {
    QIANTAI_TRY(const auto home, line.resolve_home());
    QIANTAI_TRY(const auto rotation, store::rotate_key(home, line.random));
    line.say({fmt::format("The database is under key {} now. Key {} is kept for older backups.",
                          rotation.new_key_id, rotation.old_key_id),
              fmt::format("数据库已更换为密钥 {}，旧密钥 {} 保留用于旧备份。", rotation.new_key_id,
                          rotation.old_key_id)});
    line.log().write(LogLevel::info, "key_rotated", {});
    QIANTAI_TRY(auto terminal, line.open_database());
    return audit_command(line, terminal, "key.rotate", {{"key_id", rotation.new_key_id}});
}

Status create_backup(CommandLine& line, int keep) {
    QIANTAI_TRY(auto terminal, line.open_database());
    QIANTAI_TRY_STATUS(audit_command(line, terminal, "backup.create"));
    QIANTAI_TRY(const auto backup, store::create_backup(terminal, keep));
    line.log().write(LogLevel::info, "backup_created", {{"bytes", backup.bytes}});
    line.say({fmt::format("{} ({} bytes)", backup.path.string(), backup.bytes),
              fmt::format("{}（{} 字节）", backup.path.string(), backup.bytes)});
    return {};
}

Status list_backups(CommandLine& line) {
    QIANTAI_TRY(const auto home, line.resolve_home());
    QIANTAI_TRY(const auto backups, store::list_backups(home));
    for (const auto& backup : backups) {
        const auto text = fmt::format("{}  {} bytes  key {}", backup.path.string(), backup.bytes,
                                      backup.sidecar.key_id);
        line.say({text, text});
    }
    return {};
}

/// The named file, or the newest backup.
Result<std::filesystem::path> choose_backup(const store::Home& home, const std::string& file) {
    if (!file.empty()) return std::filesystem::path(file);
    QIANTAI_TRY(const auto backups, store::list_backups(home));
    if (backups.empty()) return make_error(k_no_backup);
    return backups.front().path;
}

Status verify_backup(CommandLine& line, const std::string& file) {
    QIANTAI_TRY(const auto home, line.resolve_home());
    QIANTAI_TRY(const auto path, choose_backup(home, file));
    QIANTAI_TRY(auto backup, store::open_backup(home, path));
    QIANTAI_TRY(const auto content, store::verify_backup(backup));
    QIANTAI_TRY(const auto trail, domain::verify_audit_chains(backup.database));
    say_defects(line, trail);
    if (!trail.defects.empty()) return make_error(k_backup_trail_broken, path.string());
    const auto members =
        content.row_counts.contains("member") ? content.row_counts.at("member") : 0;
    line.say({fmt::format("{} is whole: schema {}, {} members, {} changes recorded, {} audit "
                          "entries verified.",
                          path.string(), content.schema_version, members, content.last_seq,
                          trail.event_count),
              fmt::format("{} 完好：结构版本 {}，会员 {} 名，变更 {} 条，已校验稽核记录 {} 条。",
                          path.string(), content.schema_version, members, content.last_seq,
                          trail.event_count)});
    return {};
}

/// What the restored database lacks of the replaced one, and where that lies.
void say_replaced(const CommandLine& line, const store::RestoreReport& report) {
    if (report.replaced.empty()) return;
    const auto file = report.replaced.string();
    line.say({fmt::format("The database it replaces is kept as {}.", file),
              fmt::format("原数据库保留为 {}。", file)});
    if (!report.left_count) {
        line.say(
            {"It could not be read, so changes in it that were never sent can't be counted; "
             "they are missing now.",
             "原数据库无法读取，其中未上传的变更无法统计，现已缺失。"});
    } else if (*report.left_count > 0) {
        line.say({fmt::format("{} changes that headquarters does not have are only there now.",
                              *report.left_count),
                  fmt::format("有 {} 条总部没有的变更现在只在该文件中。", *report.left_count)});
    }
}

Status restore_backup(CommandLine& line, const std::string& file, store::IfUnsent if_unsent) {
    QIANTAI_TRY(const auto home, line.resolve_home());
    QIANTAI_TRY(const auto path, choose_backup(home, file));
    QIANTAI_TRY(const auto report,
                store::restore_backup(home, path, line.clock, line.random, if_unsent));
    line.log().write(LogLevel::warning, "backup_restored",
                     {{"incarnation", report.incarnation},
                      {"to_send", report.unsent_count},
                      {"left_known", report.left_count.has_value()},
                      {"left", report.left_count.value_or(0)}});
    line.say(
        {fmt::format("Restored from {}. {} changes go to headquarters (again) with the next sync.",
                     path.string(), report.unsent_count),
         fmt::format("已从 {} 恢复，下次同步将（重新）上传 {} 条变更。", path.string(),
                     report.unsent_count)});
    say_replaced(line, report);
    QIANTAI_TRY(auto terminal, line.open_database());
    return audit_command(line, terminal, "backup.restore",
                         {{"restored_from", report.restored_from.front().text()},
                          {"file", path.filename().string()}});
}

}  // namespace

void add_upkeep_commands(CLI::App& app, CommandLine& line) {
    auto* key = app.add_subcommand("key", "The database's key.");
    key->require_subcommand(1);
    key->add_subcommand(
           "rotate",
           "Encrypts the database under a new key; close all other programs first. The old key is "
           "kept for older backups.")
        ->callback([&line] { line.run([&] { return rotate_key(line); }); });

    auto* backup =
        app.add_subcommand("backup", "Encrypted backups: create, list, verify, restore.");
    backup->require_subcommand(1);
    struct Options {
        int keep = k_keep_default;
        std::string file;
        bool leave_unsent = false;
    };
    const auto options = std::make_shared<Options>();
    auto* create = backup->add_subcommand(
        "create", "Makes a backup while others go on working; keeps the newest ones.");
    create->add_option("--keep", options->keep, "how many backups stay")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    create->callback(
        [options, &line] { line.run([&] { return create_backup(line, options->keep); }); });
    backup->add_subcommand("list", "Lists the backups, newest first.")->callback([&line] {
        line.run([&] { return list_backups(line); });
    });
    auto* verify =
        backup->add_subcommand("verify", "Reads a backup to its last page and says what it holds.");
    verify->add_option("file", options->file, "default: the newest");
    verify->callback(
        [options, &line] { line.run([&] { return verify_backup(line, options->file); }); });
    auto* restore = backup->add_subcommand(
        "restore",
        "Puts a verified backup in the database's place; the present one is kept aside. Close all "
        "other\n"
        "programs first. What headquarters got since then comes back with the next sync. Refused "
        "while\n"
        "this computer has changes that neither headquarters nor the backup has: send them first.");
    restore->add_option("file", options->file, "default: the newest");
    restore->add_flag("--leave-unsent", options->leave_unsent,
                      "restore all the same; such changes stay only in the replaced file");
    restore->callback([options, &line] {
        line.run([&] {
            const auto if_unsent =
                options->leave_unsent ? store::IfUnsent::leave : store::IfUnsent::refuse;
            return restore_backup(line, options->file, if_unsent);
        });
    });
}

}  // namespace qiantai::ctl
