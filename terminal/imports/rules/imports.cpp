#include "terminal/imports/rules/imports.hpp"

#include <filesystem>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/imports/rules/import_run.hpp"
#include "terminal/imports/rules/import_target.hpp"
#include "terminal/imports/rules/imports_sql.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_imports_max = 200;

}  // namespace

ImportSettings parse_import_settings(std::string_view json) {
    const auto object = parse_json_object(json);
    const auto settings = object ? from_json<ImportSettings>(*object) : std::nullopt;
    return settings.value_or(ImportSettings());
}

ImportCounts parse_import_counts(std::string_view json) {
    const auto object = parse_json_object(json);
    const auto counts = object ? from_json<ImportCounts>(*object) : std::nullopt;
    return counts.value_or(ImportCounts());
}

Import read_import(const sqlite::Statement& row) {
    Import import{.id = row.integer(0),
                  .source = std::string(row.text(3)),
                  .file = std::filesystem::path(row.text(4)).filename().string(),
                  .path = std::string(row.text(4)),
                  .errors = std::string(row.text(5)),
                  .rows = row.integer(6),
                  .staff_number = std::string(row.text(8)),
                  .started_at = row.integer(9),
                  .gone = row.integer(11),
                  .stayed = row.integer(12)};
    import.kind = parse_code<ImportKind>(row.text(1)).value_or(ImportKind::members);
    import.status = parse_code<ImportStatus>(row.text(2)).value_or(ImportStatus::running);
    if (!row.is_null(10)) import.ended_at = row.integer(10);
    import.counts = parse_import_counts(row.text(7));
    return import;
}

Result<ImportSettings> load_import_settings(sqlite::Database& database, ImportKind kind,
                                            std::string_view source) {
    auto& statement =
        database.cached("SELECT settings FROM import_source WHERE kind = ? AND source = ?");
    QIANTAI_TRY(const auto found,
                sqlite::one(statement.bind(code_of(kind), source), sqlite::text_column));
    if (!found) return make_error(k_import_source_not_found, std::string(source), "source");
    return parse_import_settings(*found);
}

Result<ImportPreview> Imports::preview(const Session& session, const ImportRequest& request) {
    return preview_import(m_context, session, request);
}

Result<Import> Imports::run(const Session& session, const ImportRequest& request) {
    QIANTAI_TRY(auto run, ImportRun::open(m_context, session, request));
    for (bool more = true; more;) {
        QIANTAI_TRY(more, run.step());
    }
    return run.report();
}

Result<Import> Imports::undo(const Session& session, std::int64_t import_id) {
    QIANTAI_TRY(auto undo, ImportUndo::open(m_context, session, import_id));
    for (bool more = true; more;) {
        QIANTAI_TRY(more, undo.step());
    }
    return undo.report();
}

Result<std::vector<Import>> Imports::list(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::imports_run));
    auto& statement = m_context.database.cached(k_import_columns_newest);
    return sqlite::all(statement.bind(k_imports_max), read_import);
}

Result<std::vector<ImportStayed>> Imports::stayed(const Session& session, std::int64_t import_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::imports_run));
    QIANTAI_TRY(const auto import, load_import(m_context.database, import_id));
    auto& statement = m_context.database.cached(
        "SELECT row_id FROM imported_row WHERE import_id = ? AND stayed = 1 ORDER BY row_id LIMIT ?");
    QIANTAI_TRY(const auto rows,
                sqlite::all(statement.bind(import_id, k_imports_max), sqlite::id_column));
    const ImportSettings settings{.source = import.source};
    const auto target = make_import_target(m_context, session, import.kind, settings);
    std::vector<ImportStayed> stayed;
    for (const Uuid& row : rows) {
        QIANTAI_TRY(auto about, target->describe(row));
        stayed.push_back({row, std::move(about)});
    }
    return stayed;
}

Result<std::vector<ImportSource>> Imports::sources(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::imports_run));
    auto& statement =
        m_context.database.cached("SELECT kind, settings FROM import_source ORDER BY kind, source");
    return sqlite::all(statement, [](const sqlite::Statement& row) {
        return ImportSource{parse_code<ImportKind>(row.text(0)).value_or(ImportKind::members),
                            parse_import_settings(row.text(1))};
    });
}

Result<ImportSource> Imports::forget_source(const Session& session, ImportKind kind,
                                            std::string_view source) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::imports_run));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(auto settings, load_import_settings(m_context.database, kind, source));
    auto& statement =
        m_context.database.cached("DELETE FROM import_source WHERE kind = ? AND source = ?");
    QIANTAI_TRY_STATUS(statement.bind(code_of(kind), source).run());
    QIANTAI_TRY_STATUS(transaction.commit());
    return ImportSource{kind, std::move(settings)};
}

}  // namespace qiantai::domain
