#include "terminal/store/database_check.hpp"

#include <fmt/format.h>

#include <map>

#include "schema/base/json_values.hpp"
#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/incarnations.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "schema/sqlite/rows.hpp"
#include "sync/core/row_state.hpp"
#include "terminal/store/attachment_backup.hpp"
#include "terminal/store/capture_triggers.hpp"
#include "terminal/store/staff_seal.hpp"

namespace qiantai::store {
namespace {

using sqlite::Database;
using Problems = std::vector<std::string>;

Result<std::int64_t> read_integer(Database& database, std::string_view sql,
                                  std::int64_t parameter) {
    QIANTAI_TRY(auto statement, database.prepare(sql));
    statement.bind(parameter);
    QIANTAI_TRY(const bool row, statement.step());
    return row ? statement.integer(0) : 0;
}

/// Of changes the hub has, some may be gone; of those it needs, none.
Status check_continuity(Database& database, std::int64_t acked, Problems& problems) {
    QIANTAI_TRY(const auto last,
                read_integer(database, "SELECT max(seq) FROM outbox WHERE ? >= 0", 0));
    QIANTAI_TRY(const auto unsent,
                read_integer(database, "SELECT count(*) FROM outbox WHERE seq > ?", acked));
    if (acked > last) {
        problems.push_back(fmt::format(
            "headquarters has acknowledged change {}, the outbox ends at {}", acked, last));
    } else if (unsent != last - acked) {
        problems.push_back(fmt::format("{} of the changes {} to {} are missing from the outbox",
                                       last - acked - unsent, acked + 1, last));
    }
    return {};
}

Status check_clocks(Database& database, Problems& problems) {
    QIANTAI_TRY(
        const auto seq,
        read_integer(database,
                     "SELECT seq FROM (SELECT seq, hlc, lag(hlc) OVER (ORDER BY seq) AS before"
                     " FROM outbox) WHERE before >= hlc OR hlc <= ? LIMIT 1",
                     0));
    if (seq != 0)
        problems.push_back(fmt::format("the clock of change {} is not after the one before", seq));
    return {};
}

Status check_content(Database& database, Problems& problems) {
    QIANTAI_TRY(const auto seq,
                read_integer(database,
                             "SELECT seq FROM outbox WHERE NOT json_valid(columns)"
                             " OR NOT json_valid(ifnull(seen, '{}')) OR length(id) <> 16"
                             " OR hlc = ? LIMIT 1",
                             0));
    if (seq != 0) problems.push_back(fmt::format("change {} can't be read", seq));
    return {};
}

/// Of `columns`, one whose value at the very time `hlc` is another in the record; empty if none is.
std::string_view contradicted_column(const Entity& entity, const sqlite::TableRow& record,
                                     const sync::Clocks& clocks, sync::Hlc hlc,
                                     const boost::json::object& columns) {
    const bool erased = clocks.erased != sync::Hlc();
    for (const auto& column : entity.columns) {
        const auto* said = columns.if_contains(column.name);
        if (said == nullptr || (erased && column.personal)) continue;
        if (clocks.of(column.name) != hlc) continue;
        const auto* kept = record.columns.if_contains(column.name);
        if (kept == nullptr ? !said->is_null() : !equal_json(*said, *kept)) return column.name;
    }
    return {};
}

/// What waits says what the records say, where nobody has written them since.
Status check_waiting(Database& database, const Manifest& manifest, std::int64_t acked,
                     Problems& problems) {
    std::map<std::string, sqlite::RowTable, std::less<>> tables;
    QIANTAI_TRY(auto changes,
                database.prepare("SELECT seq, hlc, entity, id, columns FROM outbox"
                                 " WHERE seq > ? AND op <> 'erase' AND json_valid(columns)"));
    changes.bind(acked);
    for (;;) {
        QIANTAI_TRY(const bool row, changes.step());
        if (!row) return {};
        const Entity* entity = manifest.find(changes.text(2));
        const auto columns = parse_json_object(changes.text(4));
        if (entity == nullptr || !columns) continue;
        auto table = tables.find(entity->name);
        if (table == tables.end()) {
            QIANTAI_TRY(auto opened, sqlite::RowTable::open(database, *entity));
            table = tables.emplace(entity->name, std::move(opened)).first;
        }
        QIANTAI_TRY(const auto record, table->second.load(changes.uuid(3)));
        if (!record) continue;
        QIANTAI_TRY(const auto clocks,
                    sync::Clocks::parse(sync::Hlc(record->row_hlc), record->column_clocks));
        const auto column =
            contradicted_column(*entity, *record, clocks, sync::Hlc(changes.integer(1)), *columns);
        if (column.empty()) continue;
        problems.push_back(
            fmt::format("change {} says otherwise than its record about {}.{}: one "
                        "of them was changed by another program",
                        changes.integer(0), entity->name, column));
    }
}

/// The trail's own entries after the last acknowledged change, of which the outbox knows nothing.
Status check_trail(Database& database, std::int64_t acked, Problems& problems) {
    QIANTAI_TRY(const auto incarnations, sqlite::load_incarnations(database));
    QIANTAI_TRY(
        auto statement,
        database.prepare("SELECT count(*) FROM audit_event a WHERE incarnation = ?"
                         " AND row_hlc > (SELECT coalesce(max(hlc), 0) FROM outbox WHERE seq <= ?)"
                         " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = a.id)"));
    statement.bind(incarnations.own, acked);
    QIANTAI_TRY(const auto missing, sqlite::only(statement, sqlite::integer_column));
    if (missing != 0) {
        problems.push_back(fmt::format(
            "{} entries of the audit trail that headquarters does not have are missing from the "
            "outbox: changes were taken out of it",
            missing));
    }
    return {};
}

Status check_staff(Database& database, const Manifest& manifest, Problems& problems) {
    QIANTAI_TRY(const bool sealed, is_staff_sealed(database, manifest));
    if (!sealed) {
        problems.push_back(
            "staff were changed by another program: who may sign in, with which PIN and role, can't "
            "be relied on");
    }
    return {};
}

Status check_triggers(Database& database, const Manifest& manifest, Problems& problems) {
    const auto ddl = capture_trigger_ddl(manifest);
    std::size_t expected = 0, found = 0;
    for (auto at = ddl.find("CREATE TRIGGER"); at != std::string::npos;
         at = ddl.find("CREATE TRIGGER", at + 1)) {
        ++expected;
    }
    QIANTAI_TRY(auto triggers,
                database.prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger'"
                                 " AND name GLOB 'capture_*'"));
    for (;;) {
        QIANTAI_TRY(const bool row, triggers.step());
        if (!row) break;
        found += ddl.find(triggers.text(0)) != std::string::npos ? 1 : 0;
    }
    if (found != expected) {
        problems.push_back(
            fmt::format("{} of {} capture triggers are missing or altered: changes may not have "
                        "been recorded",
                        expected - found, expected));
    }
    return {};
}

}  // namespace

Result<Problems> find_damage(Database& database, DamageSearch search) {
    QIANTAI_TRY(auto statement,
                database.prepare(search == DamageSearch::quick ? "PRAGMA quick_check(20)"
                                                               : "PRAGMA integrity_check(20)"));
    Problems problems;
    for (;;) {
        const auto row = statement.step();
        // A page that the cipher refuses ends the search.
        if (!row && row.error().kind == &sqlite::k_database_damaged) {
            problems.push_back(row.error().detail);
            return problems;
        }
        if (!row) return row.error();
        if (!*row) return problems;
        if (statement.text(0) != "ok") problems.emplace_back(statement.text(0));
    }
}

Result<Problems> find_inconsistencies(Database& database, const Manifest& manifest) {
    Problems problems;
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
    QIANTAI_TRY(const auto acked, sqlite::load_fact_integer(database, sqlite::fact::k_acked_seq));
    QIANTAI_TRY_STATUS(check_continuity(database, acked.value_or(0), problems));
    QIANTAI_TRY_STATUS(check_clocks(database, problems));
    QIANTAI_TRY_STATUS(check_content(database, problems));
    QIANTAI_TRY_STATUS(check_waiting(database, manifest, acked.value_or(0), problems));
    QIANTAI_TRY_STATUS(check_triggers(database, manifest, problems));
    QIANTAI_TRY_STATUS(check_trail(database, acked.value_or(0), problems));
    QIANTAI_TRY_STATUS(check_staff(database, manifest, problems));
    return problems;
}

Result<CheckReport> check_database(TerminalDatabase& terminal, DamageSearch search) {
    auto& database = terminal.database();
    CheckReport report;
    QIANTAI_TRY(report.problems, find_damage(database, search));
    // What SQLite calls damaged can't be asked further questions.
    if (!report.problems.empty()) return report;
    QIANTAI_TRY(report.problems, find_inconsistencies(database, terminal.manifest()));
    QIANTAI_TRY(const auto damaged, find_attachment_damage(database, search == DamageSearch::quick
                                                                         ? ContentSearch::by_size
                                                                         : ContentSearch::whole));
    report.problems.insert(report.problems.end(), damaged.begin(), damaged.end());
    QIANTAI_TRY(const auto acked, sqlite::load_fact_integer(database, sqlite::fact::k_acked_seq));
    QIANTAI_TRY(report.outbox_count,
                read_integer(database, "SELECT count(*) FROM outbox WHERE ? >= 0", 0));
    QIANTAI_TRY(
        report.unsent_count,
        read_integer(database, "SELECT count(*) FROM outbox WHERE seq > ?", acked.value_or(0)));
    return report;
}

}  // namespace qiantai::store
