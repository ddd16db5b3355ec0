// qiantaictl check, inspect: what is in the database and whether it is sound, without secrets and
// contact data.

#include <CLI/CLI.hpp>

#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/ctl/audit_words.hpp"
#include "terminal/ctl/command_line.hpp"
#include "terminal/gifts/rules/requisition_cache.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"
#include "terminal/issuances/rules/leases.hpp"
#include "terminal/stocktakes/rules/stocktake_cache.hpp"
#include "terminal/store/database_check.hpp"

namespace qiantai::ctl {
namespace {

inline constexpr ErrorKind k_not_sound{
    "database_not_sound", Actor::administrator,
    "The check found problems; they are listed above. Keep the files, make no more "
    "entries, restore a backup.",
    "检查发现问题（见上）。请保留文件，停止录入，并从备份恢复。"};

/// Facts that are secrets or long certificates: only that they are there.
bool is_secret_fact(std::string_view name) {
    return name == sqlite::fact::k_device_secret || name == sqlite::fact::k_bundle_secret_key ||
           name == sqlite::fact::k_hub_ca || name == sqlite::fact::k_hub_proxy ||
           name == sqlite::fact::k_staff_seal;
}

Status check(CommandLine& line, bool thorough) {
    QIANTAI_TRY(auto terminal, line.open_database());
    const auto search = thorough ? store::DamageSearch::thorough : store::DamageSearch::quick;
    QIANTAI_TRY(const auto report, store::check_database(terminal, search));
    for (const auto& problem : report.problems) line.say({problem, problem});
    std::vector<std::string> miscounted;
    // What SQLite calls damaged can't be asked further questions.
    if (report.sound()) {
        for (const auto find :
             {domain::find_stock_problems, domain::find_requisition_problems,
              domain::find_lease_problems, domain::find_stocktake_problems}) {
            QIANTAI_TRY(const auto found, find(terminal.database()));
            miscounted.insert(miscounted.end(), found.begin(), found.end());
        }
    }
    for (const auto& problem : miscounted) line.say({problem, problem});
    QIANTAI_TRY(const auto trail, domain::verify_audit_chains(terminal.database()));
    say_defects(line, trail);
    if (!report.sound() || !miscounted.empty() || !trail.defects.empty()) return make_error(k_not_sound);
    line.say(
        {fmt::format("Sound. {} changes kept, {} wait for headquarters; {} audit entries verified.",
                     report.outbox_count, report.unsent_count, trail.event_count),
         fmt::format("完好。保留变更 {} 条，待上传 {} 条；已校验稽核记录 {} 条。",
                     report.outbox_count, report.unsent_count, trail.event_count)});
    return {};
}

Result<std::int64_t> count_rows(sqlite::Database& database, std::string_view table) {
    QIANTAI_TRY(auto statement,
                database.prepare("SELECT count(*) FROM \"" + std::string(table) + "\""));
    return sqlite::only(statement, sqlite::integer_column);
}

Result<boost::json::object> load_facts(sqlite::Database& database) {
    QIANTAI_TRY(auto statement,
                database.prepare("SELECT name, value, typeof(value) FROM fact ORDER BY name"));
    boost::json::object facts;
    for (;;) {
        QIANTAI_TRY(const bool more, statement.step());
        if (!more) return facts;
        const auto name = statement.text(0);
        if (is_secret_fact(name))
            facts[name] = "(kept)";
        else if (statement.text(2) == "integer")
            facts[name] = statement.integer(1);
        else
            facts[name] = statement.text(1);
    }
}

Result<boost::json::object> load_cursors(sqlite::Database& database) {
    QIANTAI_TRY(auto statement,
                database.prepare("SELECT scope, version FROM feed_cursor ORDER BY scope"));
    boost::json::object cursors;
    for (;;) {
        QIANTAI_TRY(const bool more, statement.step());
        if (!more) return cursors;
        cursors[statement.text(0)] = statement.integer(1);
    }
}

Result<boost::json::object> inspect(CommandLine& line) {
    QIANTAI_TRY(auto terminal, line.open_database());
    auto& database = terminal.database();
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    boost::json::object rows;
    for (const auto& entity : line.manifest.entities()) {
        QIANTAI_TRY(rows[entity.name], count_rows(database, entity.name));
    }
    for (const auto* table : {"outbox", "rejection", "member_search"}) {
        QIANTAI_TRY(rows[table], count_rows(database, table));
    }
    boost::json::object out{{"database", terminal.home().database.string()},
                            {"cipher", sqlite::cipher_name(terminal.cipher())},
                            {"schema_version", line.manifest.schema_version()},
                            {"program_version", QIANTAI_VERSION},
                            {"rows", std::move(rows)}};
    QIANTAI_TRY(out["facts"], load_facts(database));
    QIANTAI_TRY(out["feed_cursors"], load_cursors(database));
    return out;
}

void print_inspection(const CommandLine& line, const boost::json::object& found) {
    for (const auto& member : found) {
        const std::string_view key = member.key();
        const auto shown = [](const boost::json::value& value) {
            return value.is_string() ? std::string(value.get_string())
                                     : boost::json::serialize(value);
        };
        if (!member.value().is_object()) {
            const auto text = fmt::format("{:<18} {}", key, shown(member.value()));
            line.say({text, text});
            continue;
        }
        line.say({std::string(key), std::string(key)});
        for (const auto& inner : member.value().get_object()) {
            const auto text =
                fmt::format("  {:<24} {}", std::string_view(inner.key()), shown(inner.value()));
            line.say({text, text});
        }
    }
}

}  // namespace

void add_inspect_commands(CLI::App& app, CommandLine& line) {
    struct Options {
        bool thorough = false, json = false;
    };
    const auto options = std::make_shared<Options>();
    auto* checking = app.add_subcommand("check",
                                        "Reads every page, checks what waits for headquarters and "
                                        "the audit trail; changes nothing.");
    checking->add_flag("--thorough", options->thorough, "also compare every index with its table");
    checking->callback(
        [options, &line] { line.run([&] { return check(line, options->thorough); }); });
    auto* inspecting = app.add_subcommand("inspect",
                                          "Shows what the database knows of itself: counts, sync "
                                          "progress, facts; no secrets, no members.");
    inspecting->add_flag("--json", options->json, "as JSON");
    inspecting->callback([options, &line] {
        line.run([&]() -> Status {
            QIANTAI_TRY(const auto found, inspect(line));
            const auto text = boost::json::serialize(found);
            if (options->json)
                line.say({text, text});
            else
                print_inspection(line, found);
            return {};
        });
    });
}

}  // namespace qiantai::ctl
