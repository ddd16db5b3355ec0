// The catalogue of gifts, and campaigns.

#include "schema/base/file.hpp"
#include "terminal/attachments/rules/attachments_facts.hpp"
#include "terminal/attachments/rules/camera.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {

std::vector<Operation> gifts_operations(const Manifest& manifest) {
    using domain::Campaigns;
    using domain::Gifts;
    const ServiceOperations catalogue(manifest, domain::Right::gifts_catalogue);
    const ServiceOperations plan(manifest, domain::Right::campaigns_plan);
    const ServiceOperations read(manifest, domain::Right::gifts_read);
    const FieldNote gift_id{.field = "gift_id"};
    const FieldNote barcode{.field = "barcode", .length_max = k_gift_short_length_max};
    return {
        catalogue.make<&Gifts::save>(
            "gifts.save", {"Makes the gift of this code, or changes it.", "新增或修改礼品。"},
            {.errors = {&domain::k_gift_malformed, &domain::k_text_malformed,
                        &domain::k_picture_name_malformed}}),
        catalogue.make<&Gifts::add_barcode>(
            "gifts.add_barcode", {"One more barcode finds this gift.", "为礼品添加条码。"},
            {.arguments = {gift_id, barcode},
             .errors = {&domain::k_gift_not_found, &domain::k_gift_barcode_malformed,
                        &domain::k_gift_barcode_taken}}),
        catalogue.make<&Gifts::add_carton>(
            "gifts.add_carton",
            {"A barcode stands for so many pieces of this gift, where goods are received and "
             "counted.",
             "添加整箱条码及每箱件数，收货和盘点时按件数计。"},
            {.arguments = {gift_id,
                           barcode,
                           {.field = "pieces",
                            .min = domain::k_gift_carton_min,
                            .max = domain::k_gift_carton_max}},
             .errors = {&domain::k_gift_not_found, &domain::k_gift_barcode_malformed,
                        &domain::k_gift_barcode_taken, &domain::k_gift_carton_malformed}}),
        catalogue.make<&Gifts::remove_barcode>(
            "gifts.remove_barcode",
            {"A barcode finds this gift no more; another one may have it.", "移除礼品条码。"},
            {.arguments = {gift_id, barcode},
             .errors = {&domain::k_gift_not_found, &domain::k_gift_barcode_malformed}}),
        plan.make<&Gifts::set_picture>(
            "gifts.set_picture",
            {"A photo of a gift, from a file or camera of this terminal; without one: none any more.",
             "设置礼品图片，来自本机文件或摄像头；不填则移除。"},
            {.errors = {&domain::k_gift_not_found, &domain::k_gift_picture_no_photo,
                        &domain::k_file_kind_refused, &domain::k_picture_damaged,
                        &domain::k_picture_too_many_pixels, &domain::k_pdf_damaged,
                        &domain::k_attachment_too_large, &domain::k_attachment_empty, &k_file_error,
                        &domain::k_camera_missing, &domain::k_camera_busy, &domain::k_camera_unfit,
                        &domain::k_camera_silent}}),
        read.make<&Gifts::list>("gifts.list",
                                {"The catalogue with its barcodes, by code.", "礼品目录。"},
                                {.output = "gifts"}),
        read.make<&Gifts::find>("gifts.find",
                                {"One gift by its barcode or code.", "按条码或代码查找礼品。"},
                                {.arguments = {{.field = "code", .length_max = 60}},
                                 .errors = {&domain::k_gift_not_found}}),
        plan.make<&Campaigns::save>(
            "campaigns.save",
            {"Makes the campaign of this code, or changes it.", "新增或修改活动。"},
            {.errors = {&domain::k_campaign_malformed, &domain::k_campaign_code_taken,
                        &domain::k_campaign_cap_fixed, &domain::k_text_malformed,
                        &domain::k_gift_not_found}}),
        plan.make<&Campaigns::end>(
            "campaigns.end", {"Nothing is given for it from now on.", "提前结束活动。"},
            {.arguments = {{.field = "campaign_id"}},
             .errors = {&domain::k_campaign_not_found, &domain::k_campaign_ended}}),
        read.make<&Campaigns::list>(
            "campaigns.list",
            {"Campaigns of the last year and the coming ones, the latest first.", "活动列表。"},
            {.output = "campaigns"}),
    };
}

}  // namespace qiantai::ctl
