#pragma once

// One look into the folders that tills fill, piece by piece.

#include <filesystem>
#include <memory>

#include "terminal/base/service_context.hpp"
#include "terminal/imports/rules/import_folder_facts.hpp"

namespace qiantai::domain {

/// A file is whole when two looks find it the same and nobody holds a lock on it; then it is
/// imported as files of its source are, in the name of the folder's colleague, and moved into the
/// folder 'done' below. What keeps it from being imported is remembered, and it is tried again when
/// it has changed, or the way in which files of its source are read. A look that finds nothing new
/// writes nothing but, once an hour, that somebody looked.
class ImportLook {
  public:
    /// `context` outlives it.
    static Result<ImportLook> begin(ServiceContext& context);
    ImportLook(ImportLook&&) noexcept;
    ImportLook& operator=(ImportLook&&) = delete;
    ~ImportLook();

    /// One folder, one file or one transaction of an import; false: all were looked into.
    Result<bool> step();
    const ImportFolderLook& report() const;

  private:
    class Work;
    explicit ImportLook(std::unique_ptr<Work> work);
    std::unique_ptr<Work> m_work;
};

/// The same to its end.
Result<ImportFolderLook> look_into_folders(ServiceContext& context);

Result<std::vector<ImportFolder>> load_import_folders(sqlite::Database& database);
/// The colleague of this store, as if signed in. k_import_folder_staff.
Result<Session> session_of_importer(ServiceContext& context, std::string_view staff_number);
/// A file of this name can be imported, or was meant to be: not what Excel and browsers keep while
/// they work.
bool is_importable_name(std::string_view name);

}  // namespace qiantai::domain
