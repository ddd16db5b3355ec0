// Members' goods in the store's keeping.

#include "schema/base/signature.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/operations/service_operation.hpp"
#include "terminal/stored_goods/rules/stored_goods.hpp"

namespace qiantai::ctl {

std::vector<Operation> stored_goods_operations(const Manifest& manifest) {
    using Keeper = domain::StoredGoodsKeeper;
    const ServiceOperations keep(manifest, domain::Right::stored_goods_keep);
    const ServiceOperations reverse(manifest, domain::Right::stored_goods_reverse);
    const FieldNote goods_id{.field = "goods_id"};
    const FieldNote reason{.field = "reason", .length_max = k_goods_reason_length_max};
    return {
        keep.make<&Keeper::deposit>(
            "stored_goods.deposit", {"Takes a member's goods into keeping.", "存入会员存货。"},
            {.errors = {&domain::k_member_not_found, &domain::k_member_of_other_store,
                        &domain::k_member_erased, &domain::k_text_malformed,
                        &domain::k_goods_item_missing, &domain::k_goods_quantity_malformed,
                        &domain::k_goods_fee_malformed}}),
        keep.make<&Keeper::to_sign>(
            "stored_goods.to_sign",
            {"What a customer left on one day and has not signed for, with the conditions.",
             "顾客当日未签名的存货与寄存须知。"},
            {.arguments = {goods_id},
             .errors = {&domain::k_goods_not_found, &domain::k_goods_of_other_store,
                        &domain::k_goods_signed_already}}),
        keep.make<&Keeper::sign_deposit>(
            "stored_goods.sign_deposit",
            {"The customer's signature under what was taken in.", "顾客在寄存单上签名。"},
            {.errors = {&domain::k_goods_not_one_visit, &domain::k_goods_not_found,
                        &domain::k_goods_of_other_store, &domain::k_goods_signed_already,
                        &k_signature_unusable, &k_signature_too_short,
                        &domain::k_goods_signed_text_missing}}),
        keep.make<&Keeper::withdraw>(
            "stored_goods.withdraw",
            {"Hands goods out against a signature; never more than are left.", "领取存货并签名。"},
            {.errors = {&domain::k_goods_not_found, &domain::k_goods_of_other_store,
                        &domain::k_goods_quantity_malformed, &domain::k_goods_not_enough,
                        &k_signature_unusable, &k_signature_too_short,
                        &domain::k_goods_signed_text_missing, &domain::k_name_malformed}}),
        reverse.make<&Keeper::reverse>(
            "stored_goods.reverse", {"Takes a withdrawal back; both stay.", "冲正一次领取。"},
            {.arguments = {{.field = "withdrawal_id"}, reason},
             .errors = {&domain::k_goods_no_withdrawal, &domain::k_goods_reversed_already,
                        &domain::k_goods_of_other_store, &domain::k_goods_reason_missing}}),
        keep.make<&Keeper::move>(
            "stored_goods.move", {"Writes down where the goods lie now.", "变更存货货位。"},
            {.arguments = {goods_id,
                           {.field = "place", .length_max = k_goods_short_length_max},
                           reason},
             .errors = {&domain::k_goods_not_found, &domain::k_goods_of_other_store,
                        &domain::k_goods_place_missing, &domain::k_goods_same_place,
                        &domain::k_goods_reason_missing}}),
        keep.make<&Keeper::record_reminder>(
            "stored_goods.record_reminder",
            {"Writes down what came of reminding the member.", "登记存货提醒结果。"},
            {.arguments = {goods_id, {.field = "outcome"}},
             .errors = {&domain::k_goods_not_found, &domain::k_goods_of_other_store}}),
        keep.make<&Keeper::get>("stored_goods.get",
                                {"One deposit with everything that happened to it.", "存货详情。"},
                                {.arguments = {goods_id}, .errors = {&domain::k_goods_not_found}}),
        keep.make<&Keeper::find>(
            "stored_goods.find", {"One deposit by the number on its label.", "按单号查找存货。"},
            {.arguments = {{.field = "number", .length_max = 60}},
             .errors = {&domain::k_goods_not_found, &store::k_number_mistyped}}),
        keep.make<&Keeper::list>(
            "stored_goods.list",
            {"Deposits, the newest first: all, of a member, an item, a place; in pages.",
             "存货列表。"}),
        keep.make<&Keeper::items>(
            "stored_goods.items",
            {"What is left of each item, over all members.", "按品名汇总存货。"},
            {.output = "items"}),
        keep.make<&Keeper::reminders>(
            "stored_goods.reminders",
            {"Whom to remind now and why; expired goods first.", "存货提醒名单。"},
            {.output = "goods"}),
    };
}

}  // namespace qiantai::ctl
