#pragma once

// Folders into which tills drop a file each night, and the saved ways of reading files.

#include "terminal/imports/rules/import_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_import_source_not_found{
    "import_source_not_found", Actor::clerk,
    "No file of this source was imported here yet. Import one by hand first: then it is known how its "
    "files are read.",
    "本机还没有导入过该来源的文件。请先手工导入一次，以确定读取方式。"};
inline constexpr ErrorKind k_import_folder_unusable{
    "import_folder_unusable", Actor::administrator,
    "The folder does not exist, or this program may not move files in it.",
    "文件夹不存在，或本程序无权移动其中的文件。"};
inline constexpr ErrorKind k_import_folder_staff{
    "import_folder_staff", Actor::manager,
    "Files are imported in the name of a colleague of this store who may import.",
    "须指定本店有导入权限的员工，自动导入将以其名义进行。"};
inline constexpr ErrorKind k_import_folder_not_found{"import_folder_not_found", Actor::clerk,
                                                     "There is no such folder set up here.",
                                                     "本机没有设置这个文件夹。"};

/// A saved way of reading files.
struct ImportSource {
    ImportKind kind = ImportKind::members;
    ImportSettings settings{};
};
QIANTAI_DESCRIBE(ImportSource, "", kind, settings)
QIANTAI_NOTES(ImportSource, {.field = "settings", .spread = true})

struct ImportFolderEntry {
    std::optional<std::int64_t> folder_id{};  ///< absent = a new one
    std::string folder{};                     ///< absolute path
    ImportKind kind = ImportKind::purchases;
    std::string source{};        ///< one that was imported by hand before
    std::string staff_number{};  ///< in whose name; empty = who sets it up
};
QIANTAI_DESCRIBE(ImportFolderEntry, "", folder_id, folder, kind, source, staff_number)
QIANTAI_NOTES(ImportFolderEntry, {.field = "folder", .length_max = 1000},
              {.field = "source", .length_max = k_import_source_length_max},
              {.field = "staff_number",
               .length_max = 12,
               .presence = FieldNote::Presence::optional})

/// A file that lies there and is not imported.
struct ImportFolderFile {
    std::string name{};
    std::int64_t bytes = 0;
    std::string problem{};  ///< code of the error that kept it; empty = not known to be whole yet
};
QIANTAI_DESCRIBE(ImportFolderFile, "", name, bytes, problem)
QIANTAI_NOTES(ImportFolderFile, {.field = "name", .length_max = 255},
              {.field = "problem", .length_max = 60})

struct ImportFolder {
    std::int64_t id = 0;
    std::string folder{};
    ImportKind kind = ImportKind::purchases;
    std::string source{};
    std::string staff_number{};
    std::string set_by{};
    /// When something was found there last, or, up to an hour ago, nothing.
    std::optional<std::int64_t> looked_at{};
    std::string problem{};  ///< code of what keeps it from being looked into; empty = nothing
    std::vector<ImportFolderFile> waiting{};
};
QIANTAI_DESCRIBE(ImportFolder, "", id, folder, kind, source, staff_number, set_by, looked_at,
                 problem, waiting)
QIANTAI_NOTES(ImportFolder, {.field = "folder", .length_max = 1000},
              {.field = "source", .length_max = k_import_source_length_max},
              {.field = "staff_number", .length_max = 12}, {.field = "set_by", .length_max = 12},
              {.field = "problem", .length_max = 60}, {.field = "waiting", .length_max = 200})

/// What one look into all folders did.
struct ImportFolderLook {
    std::vector<Import> imported{};
    int repeated = 0;  ///< files that were imported before
    int waiting = 0;   ///< that grow, are locked, or were not seen before
    int problems = 0;  ///< that somebody has to look at
};
QIANTAI_DESCRIBE(ImportFolderLook, "", imported, repeated, waiting, problems)
QIANTAI_NOTES(ImportFolderLook, {.field = "imported", .length_max = 1000})

}  // namespace qiantai::domain
