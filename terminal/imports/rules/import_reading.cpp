#include "terminal/imports/rules/import_reading.hpp"

#include "schema/sqlite/rows.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/imports/rules/import_run.hpp"
#include "terminal/imports/rules/import_target.hpp"
#include "terminal/imports/rules/imports_sql.hpp"

namespace qiantai::domain {
namespace {

Result<ImportRequest> with_remembered_settings(ServiceContext& context,
                                               const ImportRequest& request) {
    auto whole = request;
    auto& source = whole.settings.source;
    QIANTAI_TRY(source, normalise_note(source, k_import_source_length_max, "source"));
    if (source.empty() || !whole.settings.says_only_source()) return whole;
    auto saved = load_import_settings(context.database, request.kind, source);
    if (!saved) {
        if (saved.error().kind != &k_import_source_not_found) return saved.error();
        return whole;
    }
    whole.settings = *std::move(saved);
    whole.remembered = true;
    return whole;
}

}  // namespace

ImportReading::ImportReading(ServiceContext& context, const Session& session, ImportRequest request)
    : m_request(std::move(request)),
      m_target(make_import_target(context, session, m_request.kind, m_request.settings)) {}

Result<std::unique_ptr<ImportReading>> ImportReading::begin(ServiceContext& context,
                                                            const Session& session,
                                                            const ImportRequest& request) {
    QIANTAI_TRY_STATUS(require_right(context, session, right_of_import(request.kind)));
    QIANTAI_TRY(auto whole, with_remembered_settings(context, request));
    std::unique_ptr<ImportReading> reading(new ImportReading(context, session, std::move(whole)));
    QIANTAI_TRY(reading->m_hash, hash_of_file(reading->m_request.file));
    QIANTAI_TRY(reading->m_file, ImportFile::open(reading->m_request, reading->m_target->fields()));
    return reading;
}

Result<bool> ImportReading::step() {
    return m_file->study(*m_target, k_rows_per_step);
}

Result<ImportPreview> preview_of(ServiceContext& context, ImportReading& reading) {
    auto preview = reading.file().preview();
    auto& before = context.database.cached(
        "SELECT max(CASE status WHEN 'done' THEN id END), max(CASE status WHEN 'running' THEN id END)"
        " FROM import WHERE file_hash = ? AND kind = ?");
    before.bind(reading.hash(), code_of(reading.request().kind));
    QIANTAI_TRY_STATUS(sqlite::each(before, [&](const sqlite::Statement& row) {
        if (!row.is_null(0)) preview.imported_before = row.integer(0);
        if (!row.is_null(1)) preview.begun_before = row.integer(1);
    }));
    return preview;
}

Result<ImportPreview> preview_import(ServiceContext& context, const Session& session,
                                     const ImportRequest& request) {
    QIANTAI_TRY(const auto reading, ImportReading::begin(context, session, request));
    for (bool more = true; more;) {
        QIANTAI_TRY(more, reading->step());
    }
    return preview_of(context, *reading);
}

}  // namespace qiantai::domain
