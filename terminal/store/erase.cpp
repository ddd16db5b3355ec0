#include "terminal/store/erase.hpp"

#include "schema/sqlite/outbox_scrub.hpp"
#include "schema/sqlite/row_codec.hpp"
#include "schema/sqlite/rows.hpp"
#include "sync/core/row_state.hpp"

namespace qiantai::store {
namespace {

using sqlite::quoted;

Result<std::optional<sync::Clocks>> load_clocks(sqlite::Database& database, const Entity& entity,
                                                const Uuid& id) {
    QIANTAI_TRY(auto select, database.prepare("SELECT row_hlc, column_clocks FROM " +
                                              quoted(entity.name) + " WHERE id = ?"));
    select.bind(id);
    QIANTAI_TRY(const bool found, select.step());
    if (!found) return std::optional<sync::Clocks>();
    QIANTAI_TRY(auto clocks, sync::Clocks::parse(sync::Hlc(select.integer(0)), select.text(1)));
    return std::optional(std::move(clocks));
}

Status empty_columns(sqlite::Database& database, const Entity& entity, const Uuid& id,
                     const sync::Clocks& clocks) {
    std::string sql = "UPDATE " + quoted(entity.name) + " SET ";
    for (const auto& column : entity.columns) {
        if (column.personal) sql += quoted(column.name) + " = NULL, ";
    }
    QIANTAI_TRY(auto update, database.prepare(sql + "column_clocks = ? WHERE id = ?"));
    return update.bind(clocks.later_text(), id).run();
}

Result<sync::Hlc> next_clock(sqlite::Database& database) {
    auto& statement = database.cached("SELECT next_hlc()");
    QIANTAI_TRY(const bool row, statement.step());
    QIANTAI_ASSERT(row);
    const sync::Hlc hlc(statement.integer(0));
    statement.reset();
    return hlc;
}

/// With capture off: the columns are emptied without a change of their own.
Status erase_uncaptured(sqlite::Database& database, const Entity& entity, const Uuid& id,
                        sync::Clocks clocks) {
    QIANTAI_TRY(clocks.erased, next_clock(database));
    QIANTAI_TRY_STATUS(empty_columns(database, entity, id, clocks));
    auto& insert = database.cached(
        "INSERT INTO outbox (txn, hlc, entity, id, op, columns, written_at)"
        " VALUES (txn_id(), ?1, ?2, ?3, 'erase', '{}', ?1 >> 16)");
    QIANTAI_TRY_STATUS(insert.bind(clocks.erased.raw(), entity.name, id).run());
    return sqlite::scrub_outbox(database, entity, id);
}

Result<std::vector<Uuid>> load_rows_of(sqlite::Database& database, const Entity& entity,
                                       const Uuid& person) {
    QIANTAI_TRY(auto select, database.prepare("SELECT id FROM " + quoted(entity.name) + " WHERE " +
                                              quoted(entity.subject_column) + " = ?"));
    select.bind(person);
    return sqlite::all(select, sqlite::id_column);
}

}  // namespace

Status erase_row(sqlite::Database& database, const Entity& entity, const Uuid& id) {
    QIANTAI_ASSERT(entity.has_personal_columns() && entity.merge != Merge::append);
    QIANTAI_ASSERT(database.in_transaction());
    QIANTAI_TRY(auto clocks, load_clocks(database, entity, id));
    if (!clocks) return make_error(k_row_missing_here, std::string(entity.name) + " " + id.text());
    if (clocks->erased != sync::Hlc()) return {};
    QIANTAI_TRY_STATUS(database.cached("SELECT set_capture(0)").run());
    auto erased = erase_uncaptured(database, entity, id, std::move(*clocks));
    QIANTAI_TRY_STATUS(database.cached("SELECT set_capture(1)").run());
    return erased;
}

Status erase_person(sqlite::Database& database, const Manifest& manifest,
                    std::string_view entity_name, const Uuid& id) {
    const Entity* person = manifest.find(entity_name);
    QIANTAI_ASSERT(person != nullptr);
    QIANTAI_TRY_STATUS(erase_row(database, *person, id));
    for (const auto& entity : manifest.entities()) {
        if (entity.subject_column.empty() || !entity.has_personal_columns()) continue;
        QIANTAI_TRY(const auto rows, load_rows_of(database, entity, id));
        for (const Uuid& row : rows) QIANTAI_TRY_STATUS(erase_row(database, entity, row));
    }
    return {};
}

}  // namespace qiantai::store
