#include "terminal/store/capture_triggers.hpp"

#include <fmt/format.h>

#include "schema/base/encoding.hpp"
#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/store/staff_seal.hpp"

namespace qiantai::store {
namespace {

using sqlite::quoted;

constexpr std::string_view k_trigger_prefix = "capture_";

/// "NEW.a, NEW.b" or, with both, "OLD.a, NEW.a, OLD.b, NEW.b".
enum class Sides { new_only, both };
std::string column_values(const Entity& entity, Sides sides) {
    std::string out;
    for (const auto& column : entity.columns) {
        if (!out.empty()) out += ", ";
        if (sides == Sides::both) out += "OLD." + quoted(column.name) + ", ";
        out += "NEW." + quoted(column.name);
    }
    return out;
}

std::string insert_trigger(const Entity& entity) {
    return fmt::format(
        "CREATE TRIGGER {prefix}{entity}_insert AFTER INSERT ON {table} WHEN capturing() BEGIN\n"
        "  INSERT INTO outbox (txn, hlc, entity, id, op, columns, written_at)\n"
        "  VALUES (txn_id(), NEW.row_hlc, '{entity}', NEW.id, 'insert',\n"
        "          capture_insert('{entity}', NEW.row_hlc, {values}), NEW.row_hlc >> 16);\n"
        "END;\n",
        fmt::arg("prefix", k_trigger_prefix), fmt::arg("entity", entity.name),
        fmt::arg("table", quoted(entity.name)),
        fmt::arg("values", column_values(entity, Sides::new_only)));
}

std::string update_trigger(const Entity& entity) {
    std::string names, changed;
    for (const auto& column : entity.columns) {
        const auto name = quoted(column.name);
        names += (names.empty() ? "" : ", ") + name;
        changed += (changed.empty() ? "OLD." : " OR OLD.") + name + " IS NOT NEW." + name;
    }
    return fmt::format(
        "CREATE TRIGGER {prefix}{entity}_update AFTER UPDATE OF {names} ON {table}\n"
        "WHEN capturing() AND ({changed}) BEGIN\n"
        "  SELECT capture_update('{entity}', OLD.row_hlc, OLD.column_clocks, {values});\n"
        "  INSERT INTO outbox (txn, hlc, entity, id, op, columns, seen, written_at)\n"
        "  VALUES (txn_id(), captured_hlc(), '{entity}', NEW.id, 'update', captured_columns(),\n"
        "          captured_seen(), captured_hlc() >> 16);\n"
        "  UPDATE {table} SET column_clocks = captured_clocks() WHERE id = NEW.id;\n"
        "END;\n",
        fmt::arg("prefix", k_trigger_prefix), fmt::arg("entity", entity.name),
        fmt::arg("table", quoted(entity.name)), fmt::arg("names", names),
        fmt::arg("changed", changed), fmt::arg("values", column_values(entity, Sides::both)));
}

std::string refusing_trigger(const Entity& entity, std::string_view suffix, std::string_view event,
                             std::string_view words) {
    return fmt::format(
        "CREATE TRIGGER {}{}_{} BEFORE {} ON {} WHEN capturing() BEGIN\n"
        "  SELECT RAISE(ABORT, '{}: {}');\n"
        "END;\n",
        k_trigger_prefix, entity.name, suffix, event, quoted(entity.name), entity.name, words);
}

/// What a row names in a column of the type attachment is noted as held, and what it lets go as
/// loose, whoever writes it (schema/sqlite/attachment_shelf.hpp).
std::string attachment_triggers(const Entity& entity) {
    std::string ddl;
    for (const auto& column : entity.columns) {
        if (column.type != ColumnType::attachment) continue;
        const auto trigger = [&](std::string_view event, std::string_view when,
                                 std::string_view body) {
            ddl += fmt::format(
                "CREATE TRIGGER {}attachment_{}_{}_{} AFTER {} ON {} WHEN {} BEGIN\n{}END;\n",
                k_trigger_prefix, entity.name, column.name, event.substr(0, event.find(' ')), event,
                quoted(entity.name), when, body);
        };
        const auto name = quoted(column.name);
        const auto set = [&](std::string_view hold, std::string_view side) {
            return fmt::format("  UPDATE attachment SET hold = '{0}' WHERE hash = {1}.{2};\n", hold,
                               side, name);
        };
        const auto changed = fmt::format("NEW.{0} IS NOT OLD.{0}", name);
        trigger("INSERT", fmt::format("NEW.{} IS NOT NULL", name), set("named", "NEW"));
        trigger("UPDATE OF " + name, changed, set("loose", "OLD") + set("named", "NEW"));
        // The row has gone to another store, where its photo is waited for.
        trigger("DELETE", fmt::format("OLD.{} IS NOT NULL", name),
                fmt::format("  UPDATE attachment SET hold ="
                            " iif(here = 1 AND sent = 0, 'given', 'loose') WHERE hash = OLD.{};\n",
                            name));
    }
    return ddl;
}

constexpr std::string_view k_outbox_trigger =
    "CREATE TRIGGER capture_outbox_last BEFORE DELETE ON outbox\n"
    "WHEN OLD.seq = (SELECT max(seq) FROM outbox) BEGIN\n"
    "  SELECT RAISE(ABORT, 'the last row of the outbox is never deleted');\n"
    "END;\n";

Result<std::string> drop_statements(sqlite::Database& database) {
    auto& names = database.cached(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        " AND substr(name, 1, length(?1)) = ?1");
    names.bind(k_trigger_prefix);
    std::string out;
    for (;;) {
        QIANTAI_TRY(const bool row, names.step());
        if (!row) return out;
        out += "DROP TRIGGER " + quoted(names.text(0)) + ";";
    }
}

}  // namespace

std::string capture_trigger_ddl(const Manifest& manifest) {
    std::string ddl;
    for (const auto& entity : manifest.entities()) {
        ddl += insert_trigger(entity);
        ddl += attachment_triggers(entity);
        ddl += refusing_trigger(entity, "delete", "DELETE", "rows are never deleted");
        if (entity.merge == Merge::append) {
            ddl += refusing_trigger(entity, "update", "UPDATE", "rows never change once written");
        } else {
            ddl += update_trigger(entity);
            ddl += refusing_trigger(entity, "id", "UPDATE OF id", "the id of a row never changes");
        }
    }
    ddl += k_outbox_trigger;
    ddl += staff_seal_ddl(manifest);
    return ddl;
}

Status ensure_capture_triggers(sqlite::Database& database, const Manifest& manifest) {
    const auto ddl = capture_trigger_ddl(manifest);
    // A migration that makes a table anew takes the table's triggers with it, whatever they say.
    QIANTAI_TRY(auto version, database.prepare("PRAGMA user_version"));
    QIANTAI_TRY(const auto schema, sqlite::only(version, sqlite::integer_column));
    const auto fingerprint =
        to_hex(as_bytes(blake2b_256(fmt::format("{}\n{}", schema, ddl))));
    const auto is_current = [&]() -> Result<bool> {
        QIANTAI_TRY(const auto stored,
                    sqlite::load_fact_text(database, sqlite::fact::k_manifest_fingerprint));
        return stored == fingerprint;
    };
    QIANTAI_TRY(const bool current, is_current());
    if (current) return {};
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    // Another process may have made them while we waited for the lock.
    QIANTAI_TRY(const bool made_meanwhile, is_current());
    if (made_meanwhile) return {};
    QIANTAI_TRY(const auto drops, drop_statements(database));
    QIANTAI_TRY_STATUS(database.execute(drops + ddl));
    QIANTAI_TRY_STATUS(ensure_staff_seal(database, manifest));
    QIANTAI_TRY_STATUS(
        sqlite::save_fact(database, sqlite::fact::k_manifest_fingerprint, fingerprint));
    return transaction.commit();
}

}  // namespace qiantai::store
