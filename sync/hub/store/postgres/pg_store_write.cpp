// PgWriter: rows with their feed entries, counters, duplicate keys.

#include "sync/hub/store/feed_places.hpp"
#include "sync/hub/store/postgres/pg_session.hpp"

namespace qiantai::hub {
namespace {

/// A feed entry with the row it shows.
struct PlacedEntry {
    const FeedPlace* place;
    const StoredRow* row;
};

/// Entries of one list of places that the other one lacks.
void append_missing(const StoredRow& row, std::span<const FeedPlace> places,
                    std::span<const FeedPlace> others, std::vector<PlacedEntry>& out) {
    for (const auto& place : places) {
        if (std::ranges::find(others, place) == others.end()) out.push_back({&place, &row});
    }
}

std::optional<std::string> id_text_or_null(const Uuid& id) {
    if (id.is_nil()) return std::nullopt;
    return id.text();
}

PgParameters parameters_of(std::span<const DuplicateKey> keys) {
    PgParameters parameters;
    parameters.array(keys, [](const auto& key) { return std::string_view(key.entity); })
        .array(keys, [](const auto& key) { return std::string_view(key.column); })
        .array(keys, [](const auto& key) { return std::string_view(key.value); })
        .array(keys, [](const auto& key) { return key.id; });
    return parameters;
}

PgParameters scopes_and_versions(std::span<const PlacedEntry> entries) {
    PgParameters parameters;
    parameters
        .array(entries,
               [](const auto& entry) { return std::int64_t{cell_of_scope(entry.place->scope)}; })
        .array(entries, [](const auto& entry) { return std::string_view(entry.place->scope); })
        .array(entries, [](const auto& entry) { return entry.place->version; });
    return parameters;
}

}  // namespace

Result<std::map<std::string, std::int64_t>> PgWriter::raise_counters(
    const std::map<std::string, std::int64_t>& by) {
    std::map<std::string, std::int64_t> before;
    if (by.empty()) return before;
    PgParameters parameters;
    parameters.array(by, [](const auto& one) { return std::int64_t{cell_of_scope(one.first)}; })
        .array(by, [](const auto& one) { return std::string_view(one.first); })
        .array(by, [](const auto& one) { return one.second; });
    QIANTAI_TRY(
        const auto rows,
        m_connection->run(
            "INSERT INTO scope_counter AS c (cell, scope, version) SELECT k.cell, k.scope, "
            "h.base + k.count FROM unnest($1::smallint[], $2::text[], $3::bigint[]) "
            "AS k(cell, scope, count), history h ON CONFLICT (cell, scope) DO UPDATE SET version = "
            "greatest(c.version, (SELECT base FROM history)) + excluded.version - "
            "(SELECT base FROM history) RETURNING c.scope, c.version",
            parameters));
    for (int i = 0; i < rows.count(); ++i) {
        const std::string scope(rows.text(i, 0));
        m_raised[scope] = rows.integer(i, 1);
        before[scope] = m_raised[scope] - by.at(scope);
    }
    return before;
}

Status PgWriter::write_rows(std::span<const RowWrite> writes) {
    if (writes.empty()) return {};
    const auto row_of = [](const RowWrite& write) -> const StoredRow& { return write.row; };
    PgParameters parameters;
    parameters
        .array(writes,
               [&](const auto& one) { return std::int64_t{row_of(one).state.id.cell().number()}; })
        .array(writes, [&](const auto& one) { return std::string_view(row_of(one).state.entity); })
        .array(writes, [&](const auto& one) { return row_of(one).state.id; })
        .array(writes, [&](const auto& one) { return std::string_view(row_of(one).scope); })
        .array(writes,
               [&](const auto& one) {
                   return std::optional(boost::json::serialize(row_of(one).state.columns));
               })
        .array(writes, [&](const auto& one) { return row_of(one).state.clocks.base.raw(); })
        .array(writes,
               [&](const auto& one) -> std::optional<std::string> {
                   auto text = row_of(one).state.clocks.later_text();
                   if (text.empty()) return std::nullopt;
                   return text;
               })
        .array(writes,
               [&](const auto& one) { return std::optional(places_text(row_of(one).places)); })
        .array(writes, [&](const auto& one) { return id_text_or_null(row_of(one).subject); })
        .array(writes, [&](const auto& one) { return id_text_or_null(row_of(one).parent); });
    QIANTAI_TRY_STATUS(m_connection->run_later(
        "INSERT INTO row (cell, entity, id, scope, data, row_hlc, column_clocks, feed_places, "
        "subject, parent) SELECT * FROM unnest($1::smallint[], $2::text[], $3::uuid[], $4::text[], "
        "$5::jsonb[], $6::bigint[], $7::text[], $8::text[], $9::uuid[], $10::uuid[]) "
        "ON CONFLICT (cell, entity, id) DO UPDATE SET scope = excluded.scope, "
        "data = excluded.data, row_hlc = excluded.row_hlc, "
        "column_clocks = excluded.column_clocks, feed_places = excluded.feed_places, "
        "subject = excluded.subject, parent = excluded.parent",
        parameters));
    return write_places(writes);
}

Status PgWriter::write_places(std::span<const RowWrite> writes) {
    std::vector<PlacedEntry> left, entered;
    for (const auto& write : writes) {
        append_missing(write.row, write.old_places, write.row.places, left);
        append_missing(write.row, write.row.places, write.old_places, entered);
    }
    if (!left.empty()) {
        QIANTAI_TRY_STATUS(m_connection->run_later(
            "DELETE FROM feed USING unnest($1::smallint[], $2::text[], $3::bigint[]) "
            "AS k(cell, scope, version) WHERE feed.cell = k.cell AND "
            "feed.scope = k.scope COLLATE \"C\" AND feed.version = k.version",
            scopes_and_versions(left)));
    }
    if (entered.empty()) return {};
    auto parameters = scopes_and_versions(entered);
    parameters
        .array(entered,
               [](const auto& entry) { return std::int64_t{entry.row->state.id.cell().number()}; })
        .array(entered, [](const auto& entry) { return std::string_view(entry.row->state.entity); })
        .array(entered, [](const auto& entry) { return entry.row->state.id; })
        .array(entered,
               [](const auto& entry) { return std::string_view(entry.place->gone ? "t" : "f"); });
    return m_connection->run_later(
        "INSERT INTO feed (cell, scope, version, row_cell, entity, id, gone) SELECT * FROM "
        "unnest($1::smallint[], $2::text[], $3::bigint[], $4::smallint[], $5::text[], $6::uuid[], "
        "$7::boolean[])",
        parameters);
}

Status PgWriter::remove_duplicates(std::span<const DuplicateKey> keys) {
    if (keys.empty()) return {};
    return m_connection->run_later(
        "DELETE FROM duplicate_key d USING unnest($1::text[], $2::text[], $3::text[], $4::uuid[]) "
        "AS k(entity, column_name, value, id) WHERE d.entity = k.entity COLLATE \"C\" AND "
        "d.column_name = k.column_name COLLATE \"C\" AND d.value = k.value COLLATE \"C\" AND "
        "d.id = k.id",
        parameters_of(keys));
}

Status PgWriter::add_duplicates(std::span<const DuplicateKey> keys) {
    if (keys.empty()) return {};
    return m_connection->run_later(
        "INSERT INTO duplicate_key (entity, column_name, value, id) SELECT * FROM "
        "unnest($1::text[], $2::text[], $3::text[], $4::uuid[]) ON CONFLICT DO NOTHING",
        parameters_of(keys));
}

Status PgWriter::add_loose_contents(std::span<const std::string> names) {
    if (names.empty()) return {};
    return m_connection->run_later(
        "INSERT INTO loose_content SELECT * FROM unnest($1::text[]) ON CONFLICT DO NOTHING",
        PgParameters().array(names, [](const auto& name) { return std::string_view(name); }));
}

Status PgWriter::remove_loose_contents(std::span<const std::string> names) {
    if (names.empty()) return {};
    return m_connection->run_later(
        "DELETE FROM loose_content WHERE name = ANY($1::text[])",
        PgParameters().array(names, [](const auto& name) { return std::string_view(name); }));
}

}  // namespace qiantai::hub
