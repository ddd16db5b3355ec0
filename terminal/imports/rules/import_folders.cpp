// Folders into which tills drop their files: which ones, and in whose name.

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "schema/sqlite/rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/imports/rules/import_look.hpp"
#include "terminal/imports/rules/imports.hpp"
#include "terminal/imports/rules/imports_sql.hpp"

namespace qiantai::domain {
namespace {

Status check_folder(const std::filesystem::path& folder) {
    std::error_code failed;
    const bool usable = folder.is_absolute() && std::filesystem::is_directory(folder, failed) &&
                        ::access(folder.c_str(), R_OK | W_OK | X_OK) == 0;
    if (usable) return {};
    return make_error(k_import_folder_unusable, folder.string(), "folder");
}

}  // namespace

Result<ImportFolderLook> Imports::look(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::imports_run));
    return look_into_folders(m_context);
}

Result<std::vector<ImportFolder>> Imports::folders(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::imports_run));
    QIANTAI_TRY(auto folders, load_import_folders(m_context.database));
    for (auto& folder : folders) {
        if (const auto usable = check_folder(folder.folder); !usable) {
            folder.problem = usable.error().code();
        }
    }
    return folders;
}

Result<ImportFolder> Imports::set_folder(const Session& session, const ImportFolderEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::imports_run));
    QIANTAI_TRY_STATUS(check_folder(entry.folder));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    ImportFolder folder{
        .folder = entry.folder,
        .kind = entry.kind,
        .source = entry.source,
        .staff_number = entry.staff_number.empty() ? session.staff_number : entry.staff_number,
        .set_by = session.staff_number};
    QIANTAI_TRY_STATUS(load_import_settings(m_context.database, folder.kind, folder.source));
    QIANTAI_TRY_STATUS(session_of_importer(m_context, folder.staff_number));
    auto& statement = m_context.database.cached(
        "INSERT INTO import_folder (id, folder, kind, source, staff_number, set_by)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET folder = excluded.folder,"
        " kind = excluded.kind, source = excluded.source, staff_number = excluded.staff_number,"
        " set_by = excluded.set_by RETURNING id");
    statement.bind(entry.folder_id, folder.folder, code_of(folder.kind), folder.source,
                   folder.staff_number, folder.set_by);
    QIANTAI_TRY(folder.id, sqlite::only(statement, sqlite::integer_column));
    // What could not be imported as it was set up before is tried again.
    auto& again = m_context.database.cached(
        "UPDATE import_folder_file SET problem = NULL WHERE folder_id = ?");
    QIANTAI_TRY_STATUS(again.bind(folder.id).run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "imports.set_folder",
                                     .subject_entity = "import_folder",
                                     .subject_id = std::to_string(folder.id),
                                     .detail = {{"kind", std::string(code_of(folder.kind))},
                                                {"source", folder.source},
                                                {"in_the_name_of", folder.staff_number}}}));
    QIANTAI_TRY_STATUS(transaction.commit());
    return folder;
}

Result<ImportFolder> Imports::forget_folder(const Session& session, std::int64_t folder_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::imports_run));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto folders, load_import_folders(m_context.database));
    const auto found = std::ranges::find(folders, folder_id, &ImportFolder::id);
    if (found == folders.end()) return make_error(k_import_folder_not_found, {}, "folder_id");
    auto& statement = m_context.database.cached("DELETE FROM import_folder WHERE id = ?");
    QIANTAI_TRY_STATUS(statement.bind(folder_id).run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "imports.forget_folder",
                                     .subject_entity = "import_folder",
                                     .subject_id = std::to_string(folder_id)}));
    QIANTAI_TRY_STATUS(transaction.commit());
    return *found;
}

}  // namespace qiantai::domain
