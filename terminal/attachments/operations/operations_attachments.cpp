// Photos and files.

#include "schema/base/file.hpp"
#include "schema/sqlite/attachment_shelf.hpp"
#include "terminal/attachments/rules/attachments.hpp"
#include "terminal/attachments/rules/camera.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {

std::vector<Operation> attachments_operations(const Manifest& manifest) {
    using domain::Attachments;
    const ServiceOperations add(manifest, domain::Right::attachments_add);
    const ServiceOperations read(manifest, domain::Right::attachments_read);
    const FieldNote attachment{.field = "attachment"};
    const std::vector<const ErrorKind*> malformed{&domain::k_attachment_name_malformed};
    return {
        add.make<&Attachments::add>(
            "attachments.add",
            {"Takes in a photo (JPEG, PNG, HEIC) or a PDF file, for a record to name it.",
             "添加照片（JPEG、PNG、HEIC）或 PDF 文件，供记录引用。"},
            {.errors = {&domain::k_file_kind_refused, &domain::k_picture_damaged,
                        &domain::k_picture_too_many_pixels, &domain::k_pdf_damaged,
                        &domain::k_attachment_too_large, &domain::k_attachment_empty,
                        &k_file_error,
                  &domain::k_camera_missing, &domain::k_camera_busy, &domain::k_camera_unfit,
                  &domain::k_camera_silent}}),
        read.make<&Attachments::status>(
            "attachments.status",
            {"Where a photo or file is: here, at headquarters, on its way.",
             "查看照片或文件的状态：本机、总部、传输中。"},
            {.arguments = {attachment}, .errors = malformed}),
        read.make<&Attachments::fetch>(
            "attachments.fetch",
            {"Has a photo or file fetched from headquarters with the next connection.",
             "下次连接时从总部下载照片或文件。"},
            {.arguments = {attachment}, .errors = malformed}),
        read.make<&Attachments::save>(
            "attachments.save",
            {"Saves a photo or file outside, unencrypted; the audit trail has it.",
             "将照片或文件另存到本机（不加密），审计日志有记录。"},
            {.errors = {&domain::k_attachment_name_malformed, &domain::k_attachment_file_exists,
                        &sqlite::k_attachment_not_here, &k_content_damaged, &k_file_error}}),
        read.make<&Attachments::waiting>(
            "attachments.waiting", {"How many photos and files wait to be sent, or to be fetched.",
                                    "待上传和待下载的照片和文件数量。"}),
    };
}

}  // namespace qiantai::ctl
