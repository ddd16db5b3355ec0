// PgReader: rows, feeds, counters, duplicate keys. Devices and the like are in
// pg_store_devices.cpp.

#include "schema/base/json_values.hpp"
#include "sync/core/json_text.hpp"
#include "sync/hub/store/feed_places.hpp"
#include "sync/hub/store/postgres/pg_session.hpp"

namespace qiantai::hub {
namespace {

/// The reader's limits: tuning::k_decoded_bytes_max against tuning::k_feed_page_bytes, by half.
constexpr std::size_t k_pg_memory_per_byte = 4;
/// Rows that are asked for at a time where their number or size has no bound.
constexpr int k_pg_fetch_rows = 500;

#define QIANTAI_PG_ROW_COLUMNS \
    "r.scope, r.entity, r.id, r.data, r.row_hlc, r.column_clocks, r.feed_places, r.subject, r.parent"

// LATERAL … LIMIT 1: look-ups by key, whatever the planner thinks of the tables' sizes.
constexpr std::string_view k_pg_rows_by_key =
    "SELECT " QIANTAI_PG_ROW_COLUMNS
    " FROM unnest($1::smallint[], $2::text[], $3::uuid[]) AS k(cell, entity, id) CROSS JOIN LATERAL "
    "(SELECT * FROM row WHERE row.cell = k.cell AND row.entity = k.entity COLLATE \"C\" AND "
    "row.id = k.id LIMIT 1) r";
constexpr std::string_view k_pg_rows_by_subject =
    "SELECT " QIANTAI_PG_ROW_COLUMNS " FROM row r WHERE r.subject = ANY($1::uuid[])";
constexpr std::string_view k_pg_rows_by_parent =
    "SELECT " QIANTAI_PG_ROW_COLUMNS " FROM row r WHERE r.parent = ANY($1::uuid[])";

Result<sync::RowState> parse_pg_state(const PgRows& rows, int row, int first) {
    sync::RowState state;
    state.entity = rows.text(row, first);
    state.id = rows.uuid(row, first + 1);
    auto data = parse_json_object(rows.text(row, first + 2));
    if (!data)
        return make_error(k_postgres_failed, "data of " + state.entity + " " + state.id.text());
    state.columns = std::move(*data);
    const sync::Hlc base(rows.integer(row, first + 3));
    if (rows.is_null(row, first + 4)) {
        state.clocks.base = base;
    } else {
        QIANTAI_TRY(state.clocks, sync::Clocks::parse(base, rows.text(row, first + 4)));
    }
    return state;
}

Result<StoredRow> parse_pg_row(const PgRows& rows, int row) {
    StoredRow stored;
    stored.number = 1;  // its key is enough of a handle
    stored.scope = rows.text(row, 0);
    QIANTAI_TRY(stored.state, parse_pg_state(rows, row, 1));
    stored.places = parse_places(rows.text(row, 6));
    stored.subject = rows.uuid(row, 7);
    stored.parent = rows.uuid(row, 8);
    return stored;
}

Result<std::vector<StoredRow>> all_pg_rows(const PgRows& rows) {
    std::vector<StoredRow> stored;
    stored.reserve(static_cast<std::size_t>(rows.count()));
    for (int i = 0; i < rows.count(); ++i) {
        QIANTAI_TRY(stored.emplace_back(), parse_pg_row(rows, i));
    }
    return stored;
}

const auto k_itself = [](const auto& item) { return item; };

}  // namespace

Result<std::vector<StoredRow>> PgReader::load_rows(std::span<const RowKey> keys) {
    if (keys.empty()) return std::vector<StoredRow>();
    PgParameters parameters;
    parameters.array(keys, [](const auto& key) { return std::int64_t{key.id.cell().number()}; })
        .array(keys, [](const auto& key) { return std::string_view(key.entity); })
        .array(keys, [](const auto& key) { return key.id; });
    QIANTAI_TRY(const auto rows, m_connection->run(k_pg_rows_by_key, parameters));
    return all_pg_rows(rows);
}

Result<std::vector<StoredRow>> PgReader::load_dependents(std::span<const Uuid> subjects) {
    if (subjects.empty()) return std::vector<StoredRow>();
    QIANTAI_TRY(const auto rows,
                m_connection->run(k_pg_rows_by_subject, PgParameters().array(subjects, k_itself)));
    return all_pg_rows(rows);
}

Result<std::vector<StoredRow>> PgReader::load_children(std::span<const Uuid> parents) {
    if (parents.empty()) return std::vector<StoredRow>();
    QIANTAI_TRY(const auto rows,
                m_connection->run(k_pg_rows_by_parent, PgParameters().array(parents, k_itself)));
    return all_pg_rows(rows);
}

Result<std::vector<DuplicateKey>> PgReader::load_duplicates(std::span<const DuplicateKey> values,
                                                            int holders_max) {
    std::vector<DuplicateKey> found;
    if (values.empty()) return found;
    PgParameters parameters;
    parameters.array(values, [](const auto& key) { return std::string_view(key.entity); })
        .array(values, [](const auto& key) { return std::string_view(key.column); })
        .array(values, [](const auto& key) { return std::string_view(key.value); })
        .integer(holders_max);
    QIANTAI_TRY(const auto rows,
                m_connection->run(
                    "SELECT k.entity, k.column_name, k.value, d.id FROM "
                    "unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY "
                    "AS k(entity, column_name, value, place) CROSS JOIN LATERAL "
                    "(SELECT id FROM duplicate_key WHERE entity = k.entity COLLATE \"C\" AND "
                    "column_name = k.column_name COLLATE \"C\" AND value = k.value COLLATE \"C\" "
                    "ORDER BY id LIMIT $4::bigint) d ORDER BY k.place, d.id",
                    parameters));
    for (int i = 0; i < rows.count(); ++i) {
        found.push_back({std::string(rows.text(i, 0)), std::string(rows.text(i, 1)),
                         std::string(rows.text(i, 2)), rows.uuid(i, 3)});
    }
    return found;
}

Result<std::map<std::string, std::int64_t>> PgReader::load_counters(
    std::span<const std::string> scopes) {
    std::map<std::string, std::int64_t> counters;
    if (scopes.empty()) return counters;
    PgParameters parameters;
    parameters.array(scopes, [](const auto& scope) { return std::int64_t{cell_of_scope(scope)}; })
        .array(scopes, [](const auto& scope) { return std::string_view(scope); });
    QIANTAI_TRY(
        const auto rows,
        m_connection->run("SELECT k.scope, greatest(c.version, h.base) FROM "
                          "unnest($1::smallint[], $2::text[]) AS k(cell, scope) CROSS JOIN LATERAL "
                          "(SELECT version FROM scope_counter WHERE cell = k.cell AND "
                          "scope = k.scope COLLATE \"C\" LIMIT 1) c, history h",
                          parameters));
    for (const auto& scope : scopes) counters[scope] = 0;
    for (int i = 0; i < rows.count(); ++i)
        counters[std::string(rows.text(i, 0))] = rows.integer(i, 1);
    return counters;
}

Result<std::map<std::string, std::int64_t>> PgReader::load_all_counters() {
    QIANTAI_TRY(const auto rows,
                m_connection->run(
                    "SELECT c.scope, greatest(c.version, h.base) FROM scope_counter c, history h"));
    std::map<std::string, std::int64_t> counters;
    for (int i = 0; i < rows.count(); ++i)
        counters[std::string(rows.text(i, 0))] = rows.integer(i, 1);
    return counters;
}

/// A few hundred rows at a time: a page ends by its bytes, and ten thousand rows may have
/// gigabytes.
Result<FeedSlice> PgReader::load_feed(std::string_view scope, std::int64_t after,
                                      std::size_t row_limit, std::size_t byte_limit) {
    FeedSlice slice;
    for (;;) {
        // One row more than asked for tells whether there are more.
        const auto wanted = std::min<std::size_t>(row_limit + 1 - slice.rows.size(),
                                                  static_cast<std::size_t>(k_pg_fetch_rows));
        const auto from = slice.rows.empty() ? after : slice.rows.back().version;
        QIANTAI_TRY(
            const auto rows,
            m_connection->run(
                "SELECT f.version, f.gone, f.entity, f.id, r.data, r.row_hlc, "
                "r.column_clocks FROM (SELECT * FROM feed WHERE cell = $1::smallint AND "
                "scope = $2::text COLLATE \"C\" AND version > $3::bigint ORDER BY version "
                "LIMIT $4::bigint) f CROSS JOIN LATERAL (SELECT * FROM row WHERE "
                "row.cell = f.row_cell AND row.entity = f.entity AND row.id = f.id LIMIT 1) "
                "r ORDER BY f.version",
                PgParameters()
                    .integer(cell_of_scope(scope))
                    .text(scope)
                    .integer(from)
                    .integer(static_cast<std::int64_t>(wanted))));
        for (int i = 0; i < rows.count(); ++i) {
            if (slice.rows.size() == row_limit || slice.bytes >= byte_limit) {
                slice.more = true;
                return slice;
            }
            FeedRow row;
            row.version = rows.integer(i, 0);
            row.gone = rows.flag(i, 1);
            if (row.gone) {
                row.state.entity = rows.text(i, 2);
                row.state.id = rows.uuid(i, 3);
            } else {
                QIANTAI_TRY(row.state, parse_pg_state(rows, i, 2));
                // Many short columns take far more memory at the reader than their text is long.
                slice.bytes += std::max(rows.text(i, 4).size(),
                                        sync::memory_of(row.state.columns) / k_pg_memory_per_byte);
            }
            slice.rows.push_back(std::move(row));
        }
        if (static_cast<std::size_t>(rows.count()) < wanted) return slice;
    }
}

Status PgReader::visit_rows(std::string_view entity,
                            const std::function<Status(const StoredRow&)>& visit) {
    Uuid last;
    for (bool first = true;; first = false) {
        QIANTAI_TRY(const auto rows,
                    m_connection->run("SELECT " QIANTAI_PG_ROW_COLUMNS
                                      " FROM row r WHERE r.entity = $1::text COLLATE \"C\" AND "
                                      "(r.id > $2::uuid OR $3::boolean AND r.id = $2::uuid) "
                                      "ORDER BY r.id LIMIT $4::bigint",
                                      PgParameters()
                                          .text(entity)
                                          .uuid(last)
                                          .text(first ? "t" : "f")
                                          .integer(k_pg_fetch_rows)));
        for (int i = 0; i < rows.count(); ++i) {
            QIANTAI_TRY(const auto row, parse_pg_row(rows, i));
            QIANTAI_TRY_STATUS(visit(row));
            last = row.state.id;
        }
        if (rows.count() < k_pg_fetch_rows) return {};
    }
}

Result<StoreFigures> PgReader::load_figures(FigureDetail detail) {
    StoreFigures figures;
    const auto fill = [&](std::string_view sql,
                          std::map<std::string, std::int64_t>& out) -> Status {
        QIANTAI_TRY(const auto rows, m_connection->run(sql));
        for (int i = 0; i < rows.count(); ++i)
            out[std::string(rows.text(i, 0))] = rows.integer(i, 1);
        return {};
    };
    QIANTAI_TRY(const auto sizes,
                m_connection->run("SELECT pg_database_size(current_database()), "
                                  "(SELECT coalesce(sum(breaks), 0) FROM audit_chain)"));
    figures.database_bytes = sizes.integer(0, 0);
    figures.audit_breaks = sizes.integer(0, 1);
    QIANTAI_TRY_STATUS(
        fill("SELECT status, count(*) FROM device GROUP BY 1", figures.devices_by_status));
    if (detail == FigureDetail::quick) return figures;
    QIANTAI_TRY(const auto entries, m_connection->run("SELECT count(*) FROM feed"));
    figures.feed_entries = entries.integer(0, 0);
    QIANTAI_TRY_STATUS(
        fill("SELECT code, count(*) FROM rejection GROUP BY 1", figures.rejections_by_code));
    QIANTAI_TRY(const auto rows,
                m_connection->run("SELECT scope, entity, count(*) FROM row GROUP BY 1, 2"));
    for (int i = 0; i < rows.count(); ++i) {
        figures.rows_by_scope_and_entity[{std::string(rows.text(i, 0)),
                                          std::string(rows.text(i, 1))}] = rows.integer(i, 2);
    }
    return figures;
}

Result<std::vector<std::string>> PgReader::load_loose_contents(int limit) {
    QIANTAI_TRY(const auto rows,
                m_connection->run("SELECT name FROM loose_content LIMIT $1::bigint",
                                  PgParameters().integer(limit)));
    std::vector<std::string> names;
    for (int i = 0; i < rows.count(); ++i) names.emplace_back(rows.text(i, 0));
    return names;
}

}  // namespace qiantai::hub
