#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/imports/rules/import_run.hpp"
#include "terminal/imports/rules/import_target.hpp"
#include "terminal/imports/rules/imports_sql.hpp"
#include "terminal/purchases/rules/tiers.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_undone_per_transaction = 500;

struct ImportedRow {
    Uuid row{};
    ImportTaken::Outcome outcome{};
    std::int64_t clock = 0;
};

Result<std::vector<ImportedRow>> load_imported_rows(sqlite::Database& database,
                                                    std::int64_t import_id) {
    auto& statement = database.cached(
        "SELECT row_id, outcome, row_clock FROM imported_row WHERE import_id = ?1 AND row_id > ifnull("
        " (SELECT undone_to FROM import WHERE id = ?1), x'') AND outcome <> 1 ORDER BY row_id LIMIT ?2");
    return sqlite::all(
        statement.bind(import_id, k_undone_per_transaction), [](const sqlite::Statement& row) {
            return ImportedRow{row.uuid(0), static_cast<ImportTaken::Outcome>(row.integer(1)),
                               row.integer(2)};
        });
}

}  // namespace

Result<FileHold> hold_import(sqlite::Database& database, const std::string& hash) {
    return FileHold::take_content(database.path().parent_path() / "imports.lock", hash);
}

Result<Import> load_import(sqlite::Database& database, std::int64_t id) {
    auto& statement = database.cached(k_import_columns_where_id);
    QIANTAI_TRY(auto import, sqlite::one(statement.bind(id), read_import));
    if (!import) return make_error(k_import_not_found, std::to_string(id), "import_id");
    return *std::move(import);
}

Status save_import(sqlite::Database& database, const Import& import) {
    auto& statement = database.cached(
        "UPDATE import SET status = ?, counts = ?, ended_at = ?, gone = ?, stayed = ? WHERE id = ?");
    return statement
        .bind(code_of(import.status), boost::json::serialize(to_json(import.counts)),
              import.ended_at, import.gone, import.stayed, import.id)
        .run();
}

Result<ImportUndo> ImportUndo::open(ServiceContext& context, const Session& session,
                                    std::int64_t import_id) {
    auto import = load_import(context.database, import_id);
    const auto right = import ? right_of_import(import->kind) : Right::imports_run;
    QIANTAI_TRY_STATUS(require_right(context, session, right));
    if (!import) return import.error();
    if (import->status == ImportStatus::undone) {
        return make_error(k_import_not_undoable, {}, "import_id");
    }
    auto& statement = context.database.cached("SELECT file_hash FROM import WHERE id = ?");
    QIANTAI_TRY(const auto hash, sqlite::only(statement.bind(import_id), sqlite::text_column));
    QIANTAI_TRY(auto hold, hold_import(context.database, hash));
    import->status = ImportStatus::undoing;
    return ImportUndo(context, session, *std::move(import), std::move(hold));
}

Result<bool> ImportUndo::step_rows() {
    auto& database = m_context.database;
    const ImportSettings settings{.source = m_import.source};
    const auto target = make_import_target(m_context, m_session, m_import.kind, settings);
    QIANTAI_TRY(const auto rows, load_imported_rows(database, m_import.id));
    auto& mark =
        database.cached("UPDATE imported_row SET stayed = ? WHERE import_id = ? AND row_id = ?");
    for (const auto& one : rows) {
        QIANTAI_TRY(const auto undone, target->undo(m_import.id, one.row, one.outcome, one.clock));
        const bool stayed = undone == UndoneRow::stayed;
        ++(stayed ? m_import.stayed : m_import.gone);
        QIANTAI_TRY_STATUS(mark.bind(stayed ? 1 : 0, m_import.id, one.row).run());
    }
    if (rows.empty()) return false;
    auto& place = database.cached("UPDATE import SET undone_to = ? WHERE id = ?");
    QIANTAI_TRY_STATUS(place.bind(rows.back().row, m_import.id).run());
    return true;
}

Result<bool> ImportUndo::step() {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(bool more, step_rows());
    if (!more && m_import.kind == ImportKind::purchases) {
        auto run = Tiers(m_context).run(m_session, k_undone_per_transaction);
        if (!run && run.error().kind != &k_tier_no_rule) return run.error();
        more = run && run->more;
    }
    if (!more) {
        m_import.status = ImportStatus::undone;
        QIANTAI_TRY(m_import.ended_at, record_time(m_context));
        QIANTAI_TRY_STATUS(append_audit(m_context, &m_session,
                                        {.action = "imports.undo",
                                         .subject_entity = "import",
                                         .subject_id = std::to_string(m_import.id),
                                         .detail = {{"gone", std::to_string(m_import.gone)},
                                                    {"stayed", std::to_string(m_import.stayed)}}}));
    }
    QIANTAI_TRY_STATUS(save_import(m_context.database, m_import));
    QIANTAI_TRY_STATUS(transaction.commit());
    return more;
}

}  // namespace qiantai::domain
