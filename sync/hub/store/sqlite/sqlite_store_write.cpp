// SqliteWriter: rows with their feed entries, counters, duplicate keys.

#include "sync/hub/store/sqlite/sqlite_session.hpp"

namespace qiantai::hub {
namespace {

constexpr std::string_view k_insert_row =
    "INSERT INTO row (scope, entity, id, data, row_hlc, column_clocks, feed_places, subject, "
    "parent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number";
constexpr std::string_view k_update_row =
    "UPDATE row SET scope = ?, data = ?, row_hlc = ?, column_clocks = ?, feed_places = ?, "
    "subject = ?, parent = ? WHERE number = ?";

std::optional<std::string> clocks_text(const sync::Clocks& clocks) {
    auto text = clocks.later_text();
    if (text.empty()) return std::nullopt;
    return text;
}

std::optional<Uuid> id_or_null(const Uuid& id) {
    if (id.is_nil()) return std::nullopt;
    return id;
}

bool contains(std::span<const FeedPlace> places, const FeedPlace& wanted) {
    return std::ranges::find(places, wanted) != places.end();
}

}  // namespace

Result<std::map<std::string, std::int64_t>> SqliteWriter::raise_counters(
    const std::map<std::string, std::int64_t>& by) {
    std::map<std::string, std::int64_t> before;
    for (const auto& [scope, count] : by) {
        auto& statement =
            m_database
                ->cached(
                    "INSERT INTO scope_counter (scope, version) VALUES (?, ?) ON CONFLICT "
                    "(scope) DO UPDATE SET version = version + excluded.version "
                    "RETURNING version")
                .bind(scope, count);
        QIANTAI_TRY(const bool row, statement.step());
        QIANTAI_ASSERT(row);
        m_raised[scope] = statement.integer(0);
        before[scope] = m_raised[scope] - count;
        QIANTAI_TRY_STATUS(statement.run());
    }
    return before;
}

Result<std::int64_t> SqliteWriter::write_row(const RowWrite& write) {
    const auto& row = write.row;
    const auto& state = row.state;
    const std::string data = boost::json::serialize(state.columns);
    const std::string places = places_text(row.places);
    if (row.number != 0) {
        QIANTAI_TRY_STATUS(m_database->cached(k_update_row)
                               .bind(row.scope, data, state.clocks.base.raw(),
                                     clocks_text(state.clocks), places, id_or_null(row.subject),
                                     id_or_null(row.parent), row.number)
                               .run());
        return row.number;
    }
    auto& insert = m_database->cached(k_insert_row)
                       .bind(row.scope, state.entity, state.id, data, state.clocks.base.raw(),
                             clocks_text(state.clocks), places, id_or_null(row.subject),
                             id_or_null(row.parent));
    QIANTAI_TRY(const bool inserted, insert.step());
    QIANTAI_ASSERT(inserted);
    const std::int64_t number = insert.integer(0);
    QIANTAI_TRY_STATUS(insert.run());
    return number;
}

Status SqliteWriter::write_rows(std::span<const RowWrite> writes) {
    for (const auto& write : writes) {
        QIANTAI_TRY(const auto number, write_row(write));
        for (const auto& place : write.old_places) {
            if (contains(write.row.places, place)) continue;
            QIANTAI_TRY_STATUS(
                m_database->cached("DELETE FROM feed WHERE scope = ? AND version = ?")
                    .bind(place.scope, place.version)
                    .run());
        }
        for (const auto& place : write.row.places) {
            if (contains(write.old_places, place)) continue;
            QIANTAI_TRY_STATUS(
                m_database
                    ->cached(
                        "INSERT INTO feed (scope, version, row_number, gone) VALUES (?, ?, ?, ?)")
                    .bind(place.scope, place.version, number, int(place.gone))
                    .run());
        }
    }
    return {};
}

Status SqliteWriter::remove_duplicates(std::span<const DuplicateKey> keys) {
    for (const auto& key : keys) {
        QIANTAI_TRY_STATUS(
            m_database
                ->cached("DELETE FROM duplicate_key WHERE entity = ? AND column_name = ?"
                         " AND value = ? AND id = ?")
                .bind(key.entity, key.column, key.value, key.id)
                .run());
    }
    return {};
}

Status SqliteWriter::add_duplicates(std::span<const DuplicateKey> keys) {
    for (const auto& key : keys) {
        QIANTAI_TRY_STATUS(
            m_database
                ->cached("INSERT OR IGNORE INTO duplicate_key (entity, column_name, value, id) "
                         "VALUES (?, ?, ?, ?)")
                .bind(key.entity, key.column, key.value, key.id)
                .run());
    }
    return {};
}

Status SqliteWriter::add_loose_contents(std::span<const std::string> names) {
    for (const auto& name : names) {
        QIANTAI_TRY_STATUS(
            m_database->cached("INSERT OR IGNORE INTO loose_content VALUES (?)").bind(name).run());
    }
    return {};
}

Status SqliteWriter::remove_loose_contents(std::span<const std::string> names) {
    for (const auto& name : names) {
        QIANTAI_TRY_STATUS(
            m_database->cached("DELETE FROM loose_content WHERE name = ?").bind(name).run());
    }
    return {};
}

}  // namespace qiantai::hub
