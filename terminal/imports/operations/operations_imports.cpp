// Files of other systems: taken over, taken back, and the folders that tills fill.

#include "schema/base/file.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/imports/rules/import_table.hpp"
#include "terminal/imports/rules/imports.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {
namespace {

/// Of whatever opens a file.
const std::vector<const ErrorKind*> k_reading_errors{
    &domain::k_import_no_file,        &domain::k_import_encoding_unknown,
    &domain::k_sheet_old_excel,       &domain::k_sheet_unreadable,
    &domain::k_sheet_missing,         &domain::k_sheet_too_large,
    &domain::k_import_column_unknown, &domain::k_import_field_unknown,
    &domain::k_text_malformed,        &k_file_error};

std::vector<const ErrorKind*> with_reading_errors(std::vector<const ErrorKind*> errors) {
    errors.insert(errors.end(), k_reading_errors.begin(), k_reading_errors.end());
    return errors;
}

}  // namespace

std::vector<Operation> imports_operations(const Manifest& manifest) {
    using domain::Imports;
    const ServiceOperations imports(manifest, domain::Right::imports_run);
    const FieldNote import_id{.field = "import_id"}, folder_id{.field = "folder_id"};
    return {
        imports.make<&Imports::preview>(
            "imports.preview",
            {"What a file of another system is understood as: encoding, heading, columns with "
             "samples, questions. Nothing is written.",
             "预览导入文件，不写入。"},
            {.errors = with_reading_errors({})}),
        imports.make<&Imports::run>(
            "imports.run",
            {"Imports a file, or with check only tries. What is refused stands in the errors file "
             "with the reasons; cut off, the next call with the same file goes on.",
             "导入文件；check 为真时只试算。"},
            {.errors = with_reading_errors(
                 {&domain::k_import_source_missing, &domain::k_import_heading_missing,
                  &domain::k_import_heading_twice, &domain::k_import_column_meaningful,
                  &domain::k_import_amount_unclear, &domain::k_import_lines_unclear,
                  &domain::k_import_date_order_unclear, &domain::k_import_gender_codes,
                  &domain::k_import_calendar_codes, &domain::k_import_done_already,
                  &domain::k_import_file_busy, &domain::k_import_file_changed})}),
        imports.make<&Imports::undo>(
            "imports.undo",
            {"Takes an import back: what is untouched since is gone everywhere, the rest stays and "
             "is listed.",
             "撤销一次导入。"},
            {.arguments = {import_id},
             .errors = {&domain::k_import_not_found, &domain::k_import_not_undoable,
                        &domain::k_import_file_busy}}),
        imports.make<&Imports::list>("imports.list",
                                     {"Imports of this terminal, the newest first.", "导入记录。"},
                                     {.output = "imports", .output_note = {.length_max = 200}}),
        imports.make<&Imports::stayed>(
            "imports.stayed",
            {"What taking an import back left alone, because it was touched since.",
             "撤销导入后保留的记录。"},
            {.arguments = {import_id},
             .output = "rows",
             .output_note = {.length_max = 200},
             .errors = {&domain::k_import_not_found}}),
        imports.make<&Imports::sources>(
            "imports.sources",
            {"How files of each source are read, as in their last import.", "各来源的读取方式。"},
            {.output = "sources", .output_note = {.length_max = 1000}}),
        imports.make<&Imports::forget_source>(
            "imports.forget_source",
            {"Forgets how files of a source are read.", "删除来源的读取方式。"},
            {.arguments = {{.field = "kind"},
                           {.field = "source", .length_max = domain::k_import_source_length_max}},
             .errors = {&domain::k_import_source_not_found}}),
        imports.make<&Imports::folders>(
            "imports.folders",
            {"Folders into which tills drop their files, and what waits there.",
             "自动导入文件夹。"},
            {.output = "folders", .output_note = {.length_max = 100}}),
        imports.make<&Imports::set_folder>(
            "imports.set_folder",
            {"Sets a folder up, or changes one: what is dropped there is imported in the name of a "
             "colleague of this store.",
             "设置自动导入文件夹。"},
            {.errors = {&domain::k_import_folder_unusable, &domain::k_import_folder_staff,
                        &domain::k_import_source_not_found}}),
        imports.make<&Imports::forget_folder>(
            "imports.forget_folder", {"Leaves a folder alone from now on.", "取消自动导入文件夹。"},
            {.arguments = {folder_id}, .errors = {&domain::k_import_folder_not_found}}),
        imports.make<&Imports::look>(
            "imports.look", {"Looks into the folders once and imports files that are whole.",
                             "检查自动导入文件夹一次。"}),
    };
}

}  // namespace qiantai::ctl
