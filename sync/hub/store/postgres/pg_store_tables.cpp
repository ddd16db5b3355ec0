// PgReader and PgWriter: whole tables as rows of values.

#include <fmt/format.h>

#include "sync/hub/store/postgres/pg_session.hpp"

namespace qiantai::hub {
namespace {

std::string_view pg_type(ValueKind kind) {
    switch (kind) {
        case ValueKind::integer:
            return "bigint";
        case ValueKind::bytes:
            return "bytea";
        case ValueKind::uuid:
            return "uuid";
        case ValueKind::flag:
            return "boolean";
        case ValueKind::json:
            return "jsonb";
        case ValueKind::text:
            break;
    }
    return "text";
}

/// What a column is compared with: a parameter of its type, compared as its column is.
std::string pg_parameter(std::size_t number, ValueKind kind) {
    auto out = fmt::format("${}::{}", number, pg_type(kind));
    if (kind == ValueKind::text) out += " COLLATE \"C\"";
    return out;
}

std::string pg_columns(const TableShape& shape, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) out += ", ";
        const bool is_version =
            shape.table == HubTable::scope_counter && shape.columns[i].name == "version";
        // What its readers were told of it, after a change of history too.
        out += is_version ? "greatest(version, (SELECT base FROM history))"
                          : std::string(shape.columns[i].name);
    }
    return out;
}

std::string pg_select(const TableShape& shape, bool from_start) {
    auto sql =
        fmt::format("SELECT {} FROM {}", pg_columns(shape, shape.columns.size()), shape.name);
    const auto key = pg_columns(shape, shape.key_columns);
    if (!from_start) {
        std::string after;
        for (std::size_t i = 0; i < shape.key_columns; ++i) {
            after += (i > 0 ? ", " : "") + pg_parameter(i + 1, shape.columns[i].kind);
        }
        sql += fmt::format(" WHERE ({}) > ({})", key, after);
    }
    return sql + fmt::format(" ORDER BY {} LIMIT ${}", key, from_start ? 1 : shape.key_columns + 1);
}

/// The columns by which rows are spread, which only this store has.
struct SpreadColumn {
    std::string_view name;
    std::int64_t (*cell)(const TableRow&);
};

std::int64_t cell_of_id(const std::optional<std::string>& id) {
    return Uuid::parse(id.value_or("")).value_or(Uuid()).cell().number();
}

std::vector<SpreadColumn> spread_columns(HubTable table) {
    const auto by_scope = [](const TableRow& row) -> std::int64_t {
        return cell_of_scope(row[0].value_or(""));
    };
    switch (table) {
        case HubTable::row:
            return {{"cell", [](const TableRow& row) { return cell_of_id(row[1]); }}};
        case HubTable::feed:
            return {{"cell", by_scope},
                    {"row_cell", [](const TableRow& row) { return cell_of_id(row[3]); }}};
        case HubTable::scope_counter:
            return {{"cell", by_scope}};
        default:
            return {};
    }
}

std::string pg_insert(const TableShape& shape) {
    std::string names, arrays;
    std::size_t number = 0;
    const auto add = [&](std::string_view name, std::string_view type) {
        if (number > 0) {
            names += ", ";
            arrays += ", ";
        }
        names += name;
        arrays += fmt::format("${}::{}[]", ++number, type);
    };
    for (const auto& column : shape.columns) add(column.name, pg_type(column.kind));
    for (const auto& column : spread_columns(shape.table)) add(column.name, "smallint");
    return fmt::format("INSERT INTO {} ({}) SELECT * FROM unnest({})", shape.name, names, arrays);
}

/// Statements are prepared by their text, which stays.
struct TableStatements {
    std::string first, next, insert, empty;
};
const TableStatements& statements_of(HubTable table) {
    static const auto all = [] {
        std::vector<TableStatements> made;
        for (const auto& shape : table_shapes()) {
            made.push_back({pg_select(shape, true), pg_select(shape, false), pg_insert(shape),
                            "DELETE FROM " + std::string(shape.name)});
        }
        return made;
    }();
    return all[static_cast<std::size_t>(table)];
}

std::vector<TableRow> read_table_rows(const TableShape& shape, const PgRows& rows) {
    std::vector<TableRow> out;
    for (int at = 0; at < rows.count(); ++at) {
        auto& row = out.emplace_back();
        for (int i = 0; const auto& column : shape.columns) {
            if (rows.is_null(at, i)) {
                row.emplace_back();
            } else if (column.kind == ValueKind::bytes) {
                row.emplace_back(rows.bytes(at, i));
            } else if (column.kind == ValueKind::flag) {
                row.emplace_back(rows.flag(at, i) ? "1" : "0");
            } else {
                row.emplace_back(rows.text(at, i));
            }
            ++i;
        }
    }
    return out;
}

}  // namespace

Result<std::vector<TableRow>> PgReader::load_table(HubTable table, const TableRow* after,
                                                   int limit) {
    if (table == HubTable::feed) return load_feed_table(after, limit);
    const auto& shape = shape_of(table);
    const auto& statements = statements_of(table);
    PgParameters parameters;
    for (std::size_t i = 0; after && i < shape.key_columns; ++i) {
        const auto value = (*after)[i].value_or("");
        if (shape.columns[i].kind == ValueKind::bytes)
            parameters.bytes(value);
        else
            parameters.text(value);
    }
    parameters.integer(limit);
    QIANTAI_TRY(const auto rows,
                m_connection->run(after ? statements.next : statements.first, parameters));
    return read_table_rows(shape, rows);
}

/// Scope by scope, since a scope's entries lie together and those of all scopes in no order.
Result<std::vector<TableRow>> PgReader::load_feed_table(const TableRow* after, int limit) {
    const auto& shape = shape_of(HubTable::feed);
    std::vector<TableRow> page;
    std::string scope = after ? (*after)[0].value_or("") : "";
    std::string version = after ? (*after)[1].value_or("") : "0";
    for (;;) {
        const auto room = limit - static_cast<int>(page.size());
        QIANTAI_TRY(
            const auto rows,
            m_connection->run(
                "SELECT scope, version, entity, id, gone FROM feed WHERE cell = $1::smallint AND "
                "scope = $2::text COLLATE \"C\" AND version > $3::bigint ORDER BY version LIMIT $4",
                PgParameters()
                    .integer(cell_of_scope(scope))
                    .text(scope)
                    .text(version)
                    .integer(room)));
        std::ranges::move(read_table_rows(shape, rows), std::back_inserter(page));
        if (rows.count() == room) return page;
        QIANTAI_TRY(const auto next,
                    m_connection->run("SELECT scope FROM scope_counter WHERE scope > $1::text "
                                      "COLLATE \"C\" ORDER BY scope LIMIT 1",
                                      PgParameters().text(scope)));
        if (next.count() == 0) return page;
        scope = next.text(0, 0);
        version = "0";
    }
}

Status PgWriter::empty_table(HubTable table) {
    return m_connection->run_later(statements_of(table).empty, {});
}

Status PgWriter::fill_table(HubTable table, std::span<const TableRow> rows) {
    if (rows.empty()) return {};
    if (table == HubTable::fact) m_facts.reset();
    const auto& shape = shape_of(table);
    PgParameters parameters;
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
        const bool is_bytes = shape.columns[i].kind == ValueKind::bytes;
        parameters.array(rows, [&](const TableRow& row) -> std::optional<std::string> {
            if (row[i] && is_bytes) return pg_bytes_text(*row[i]);
            return row[i];
        });
    }
    for (const auto& column : spread_columns(table)) {
        parameters.array(rows, [&](const TableRow& row) { return column.cell(row); });
    }
    return m_connection->run_later(statements_of(table).insert, parameters);
}

/// Every writer looks for it as it begins.
Status PgWriter::end_store(TimeMs now) {
    return save_fact(fact::k_moved, std::to_string(now));
}

}  // namespace qiantai::hub
