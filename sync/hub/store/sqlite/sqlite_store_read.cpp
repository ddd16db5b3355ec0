// SqliteReader: rows, feeds, counters, duplicate keys. Devices and the like are in
// sqlite_store_devices.cpp.

#include "schema/base/json_values.hpp"
#include "schema/sqlite/rows.hpp"
#include "sync/core/json_text.hpp"
#include "sync/hub/store/sqlite/sqlite_session.hpp"

namespace qiantai::hub {
namespace {

namespace json = boost::json;

/// The reader's limits: tuning::k_decoded_bytes_max against tuning::k_feed_page_bytes, by half.
constexpr std::size_t k_memory_per_byte = 4;

#define QIANTAI_ROW_COLUMNS \
    "number, scope, entity, id, data, row_hlc, column_clocks, feed_places, subject, parent"

constexpr std::string_view k_row_by_key =
    "SELECT " QIANTAI_ROW_COLUMNS " FROM row WHERE entity = ? AND id = ?";
constexpr std::string_view k_rows_by_subject =
    "SELECT " QIANTAI_ROW_COLUMNS " FROM row WHERE subject = ?";
constexpr std::string_view k_rows_by_parent =
    "SELECT " QIANTAI_ROW_COLUMNS " FROM row WHERE parent = ?";
constexpr std::string_view k_rows_of_entity =
    "SELECT " QIANTAI_ROW_COLUMNS " FROM row WHERE entity = ? ORDER BY id";
constexpr std::string_view k_feed =
    "SELECT f.version, f.gone, r.entity, r.id, r.data, r.row_hlc, r.column_clocks "
    "FROM feed f JOIN row r ON r.number = f.row_number WHERE f.scope = ? AND f.version > ? "
    "ORDER BY f.version LIMIT ?";

Result<sync::RowState> parse_state(const sqlite::Statement& statement, int first) {
    sync::RowState state;
    state.entity = statement.text(first);
    state.id = statement.uuid(first + 1);
    auto data = parse_json_object(statement.text(first + 2));
    if (!data) {
        return make_error(sqlite::k_database_damaged,
                          "data of " + state.entity + " " + state.id.text());
    }
    state.columns = std::move(*data);
    const sync::Hlc base(statement.integer(first + 3));
    if (statement.is_null(first + 4)) {
        state.clocks.base = base;
    } else {
        QIANTAI_TRY(state.clocks, sync::Clocks::parse(base, statement.text(first + 4)));
    }
    return state;
}

Result<StoredRow> parse_row(const sqlite::Statement& statement) {
    StoredRow row;
    row.number = statement.integer(0);
    row.scope = statement.text(1);
    QIANTAI_TRY(row.state, parse_state(statement, 2));
    row.places = parse_places(statement.text(7));
    row.subject = statement.uuid(8);
    row.parent = statement.uuid(9);
    return row;
}

/// Appends all rows of a bound statement.
Status append_rows(sqlite::Statement& statement, std::vector<StoredRow>& rows) {
    QIANTAI_TRY(auto found, sqlite::all(statement, parse_row));
    std::ranges::move(found, std::back_inserter(rows));
    return {};
}

}  // namespace

Result<std::vector<StoredRow>> SqliteReader::load_rows(std::span<const RowKey> keys) {
    std::vector<StoredRow> rows;
    for (const auto& key : keys) {
        auto& statement = m_database->cached(k_row_by_key).bind(key.entity, key.id);
        QIANTAI_TRY_STATUS(append_rows(statement, rows));
    }
    return rows;
}

Result<std::vector<StoredRow>> SqliteReader::load_dependents(std::span<const Uuid> subjects) {
    std::vector<StoredRow> rows;
    for (const auto& subject : subjects) {
        auto& statement = m_database->cached(k_rows_by_subject).bind(subject);
        QIANTAI_TRY_STATUS(append_rows(statement, rows));
    }
    return rows;
}

Result<std::vector<StoredRow>> SqliteReader::load_children(std::span<const Uuid> parents) {
    std::vector<StoredRow> rows;
    for (const auto& parent : parents) {
        auto& statement = m_database->cached(k_rows_by_parent).bind(parent);
        QIANTAI_TRY_STATUS(append_rows(statement, rows));
    }
    return rows;
}

Result<std::vector<DuplicateKey>> SqliteReader::load_duplicates(
    std::span<const DuplicateKey> values, int holders_max) {
    std::vector<DuplicateKey> found;
    for (const auto& value : values) {
        auto& statement = m_database
                              ->cached(
                                  "SELECT id FROM duplicate_key WHERE entity = ?"
                                  " AND column_name = ? AND value = ? ORDER BY id LIMIT ?")
                              .bind(value.entity, value.column, value.value, holders_max);
        QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
            found.push_back({value.entity, value.column, value.value, row.uuid(0)});
        }));
    }
    return found;
}

Result<std::map<std::string, std::int64_t>> SqliteReader::load_counters(
    std::span<const std::string> scopes) {
    std::map<std::string, std::int64_t> counters;
    for (const auto& scope : scopes) {
        auto& statement =
            m_database->cached("SELECT version FROM scope_counter WHERE scope = ?").bind(scope);
        QIANTAI_TRY(const auto version, sqlite::one(statement, sqlite::integer_column));
        counters[scope] = version.value_or(0);
    }
    return counters;
}

Result<std::map<std::string, std::int64_t>> SqliteReader::load_all_counters() {
    std::map<std::string, std::int64_t> counters;
    auto& statement = m_database->cached("SELECT scope, version FROM scope_counter");
    for (;;) {
        QIANTAI_TRY(const bool found, statement.step());
        if (!found) return counters;
        counters[std::string(statement.text(0))] = statement.integer(1);
    }
}

Result<FeedSlice> SqliteReader::load_feed(std::string_view scope, std::int64_t after,
                                          std::size_t row_limit, std::size_t byte_limit) {
    FeedSlice slice;
    // One row more than asked for tells whether there are more.
    auto& statement =
        m_database->cached(k_feed).bind(scope, after, static_cast<std::int64_t>(row_limit) + 1);
    for (;;) {
        QIANTAI_TRY(const bool found, statement.step());
        if (!found) return slice;
        if (slice.rows.size() == row_limit || slice.bytes >= byte_limit) break;
        FeedRow row;
        row.version = statement.integer(0);
        row.gone = statement.integer(1) != 0;
        if (row.gone) {
            row.state.entity = statement.text(2);
            row.state.id = statement.uuid(3);
        } else {
            QIANTAI_TRY(row.state, parse_state(statement, 2));
            // Many short columns take far more memory at the reader than their text is long.
            slice.bytes += std::max(statement.text(4).size(),
                                    sync::memory_of(row.state.columns) / k_memory_per_byte);
        }
        slice.rows.push_back(std::move(row));
    }
    slice.more = true;
    statement.reset();
    return slice;
}

Status SqliteReader::visit_rows(std::string_view entity,
                                const std::function<Status(const StoredRow&)>& visit) {
    QIANTAI_TRY(auto statement, m_database->prepare(k_rows_of_entity));
    statement.bind(entity);
    return sqlite::each(statement, [&](const sqlite::Statement& found) -> Status {
        QIANTAI_TRY(const auto row, parse_row(found));
        return visit(row);
    });
}

Result<StoreFigures> SqliteReader::load_figures(FigureDetail detail) {
    StoreFigures figures;
    const auto number_of = [&](std::string_view sql) -> Result<std::int64_t> {
        return sqlite::only(m_database->cached(sql), sqlite::integer_column);
    };
    const auto fill = [&](std::string_view sql,
                          std::map<std::string, std::int64_t>& out) -> Status {
        return sqlite::each(m_database->cached(sql), [&](const sqlite::Statement& row) {
            out[std::string(row.text(0))] = row.integer(1);
        });
    };
    QIANTAI_TRY(
        figures.database_bytes,
        number_of("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"));
    QIANTAI_TRY(figures.audit_breaks,
                number_of("SELECT coalesce(sum(breaks), 0) FROM audit_chain"));
    QIANTAI_TRY_STATUS(
        fill("SELECT status, count(*) FROM device GROUP BY 1", figures.devices_by_status));
    if (detail == FigureDetail::quick) return figures;
    QIANTAI_TRY(figures.feed_entries, number_of("SELECT count(*) FROM feed"));
    QIANTAI_TRY_STATUS(
        fill("SELECT code, count(*) FROM rejection GROUP BY 1", figures.rejections_by_code));
    auto& statement = m_database->cached("SELECT scope, entity, count(*) FROM row GROUP BY 1, 2");
    for (;;) {
        QIANTAI_TRY(const bool row, statement.step());
        if (!row) return figures;
        figures.rows_by_scope_and_entity[{std::string(statement.text(0)),
                                          std::string(statement.text(1))}] = statement.integer(2);
    }
}

Result<std::vector<std::string>> SqliteReader::load_loose_contents(int limit) {
    return sqlite::all(m_database->cached("SELECT name FROM loose_content LIMIT ?").bind(limit),
                       sqlite::text_column);
}

}  // namespace qiantai::hub
