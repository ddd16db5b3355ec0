#pragma once

// Files of other systems, taken over and taken back. What takes long works transaction by
// transaction (import_run.hpp); who has a window calls that in pieces. Right of all: imports_run.
// Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/imports/rules/import_facts.hpp"
#include "terminal/imports/rules/import_folder_facts.hpp"

namespace qiantai::domain {

class Imports {
  public:
    explicit Imports(ServiceContext& context) : m_context(context) {}

    /// What a file is understood as; nothing is written.
    Result<ImportPreview> preview(const Session& session, const ImportRequest& request);
    /// From the first record that is not done to the last. Errors: as ImportRun.
    Result<Import> run(const Session& session, const ImportRequest& request);
    /// Takes an import back. Errors: as ImportUndo.
    Result<Import> undo(const Session& session, std::int64_t import_id);
    /// The newest first, at most 200.
    Result<std::vector<Import>> list(const Session& session);
    /// What taking it back left alone, at most 200. k_import_not_found.
    Result<std::vector<ImportStayed>> stayed(const Session& session, std::int64_t import_id);
    /// How files of these sources are read: kept from their last import.
    Result<std::vector<ImportSource>> sources(const Session& session);
    /// Nobody remembers it any more. k_import_source_not_found.
    Result<ImportSource> forget_source(const Session& session, ImportKind kind,
                                       std::string_view source);

    /// Folders into which tills drop their files.
    Result<std::vector<ImportFolder>> folders(const Session& session);
    /// A new one, or in place of the one with its id. What is found there is imported in the name of
    /// a colleague of this store. k_import_folder_unusable, k_import_source_not_found,
    /// k_import_folder_staff.
    Result<ImportFolder> set_folder(const Session& session, const ImportFolderEntry& entry);
    /// k_import_folder_not_found.
    Result<ImportFolder> forget_folder(const Session& session, std::int64_t folder_id);
    /// Looks into all of them once and imports what is whole.
    Result<ImportFolderLook> look(const Session& session);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
