// Requisitions of gifts.

#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/gifts/rules/recall_facts.hpp"
#include "terminal/gifts/rules/requisitions.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {

std::vector<Operation> requisitions_operations(const Manifest& manifest) {
    using domain::Requisitions;
    const ServiceOperations keep(manifest, domain::Right::requisitions_keep);
    const ServiceOperations read(manifest, domain::Right::requisitions_read);
    const FieldNote requisition_id{.field = "requisition_id"}, receipt_id{.field = "receipt_id"};
    const std::vector<const ErrorKind*> course = {&domain::k_requisition_not_found,
                                                  &domain::k_requisition_not_now,
                                                  &domain::k_requisition_not_yours};
    const auto with = [&](std::vector<const ErrorKind*> errors) {
        errors.insert(errors.end(), course.begin(), course.end());
        return errors;
    };
    return {
        keep.make<&Requisitions::ask>(
            "requisitions.ask",
            {"Asks the warehouse or another store for gifts, or gives some back.",
             "提交礼品申请。"},
            {.errors = with({&domain::k_requisition_malformed, &domain::k_gift_not_found,
                             &domain::k_campaign_not_found, &domain::k_text_malformed})}),
        keep.make<&Requisitions::decide>(
            "requisitions.decide",
            {"Approves, returns, refuses, cancels, or says that the rest does not come.",
             "审批、退回、拒绝、取消或关闭礼品申请。"},
            {.errors = with({&domain::k_requisition_malformed, &domain::k_requisition_words_missing,
                             &domain::k_same_person, &domain::k_gift_not_found,
                             &domain::k_text_malformed})}),
        keep.make<&Requisitions::dispatch>(
            "requisitions.dispatch", {"A parcel leaves the sender's shelf.", "发货。"},
            {.errors = with({&domain::k_requisition_malformed, &domain::k_requisition_too_many,
                             &domain::k_stock_not_enough, &domain::k_gift_not_found,
                             &domain::k_gift_recalled, &domain::k_text_malformed})}),
        keep.make<&Requisitions::receive>(
            "requisitions.receive",
            {"A parcel was counted: it is on the shelf at once.", "收货清点上架。"},
            {.errors =
                 with({&domain::k_requisition_malformed, &domain::k_requisition_received_already,
                       &domain::k_requisition_words_missing, &domain::k_gift_not_found})}),
        keep.make<&Requisitions::countersign>(
            "requisitions.countersign",
            {"The second signature under a receipt.", "第二人在收货单上签名。"},
            {.arguments = {requisition_id, receipt_id}, .errors = with({&domain::k_same_person})}),
        keep.make<&Requisitions::settle>(
            "requisitions.settle",
            {"What headquarters says of what did not arrive as it was sent.", "处理收货差异。"},
            {.arguments = {requisition_id,
                           receipt_id,
                           {.field = "outcome"},
                           {.field = "words", .length_max = k_requisition_words_length_max}},
             .errors = with({&domain::k_requisition_words_missing})}),
        keep.make<&Requisitions::book_back>(
            "requisitions.book_back",
            {"The sender has what was missing on its shelf again.", "发货方找回并入库。"},
            {.arguments = {requisition_id, receipt_id}, .errors = course}),
        read.make<&Requisitions::get>(
            "requisitions.get", {"One requisition with its course.", "礼品申请详情。"},
            {.arguments = {requisition_id}, .errors = {&domain::k_requisition_not_found}}),
        read.make<&Requisitions::list>(
            "requisitions.list", {"Requisitions, the newest or the open ones.", "礼品申请列表。"},
            {.output = "requisitions"}),
        read.make<&Requisitions::partners>(
            "requisitions.partners",
            {"Whom this store can ask for gifts, warehouses first.", "可申请的总仓和门店。"},
            {.output = "partners"}),
        read.make<&Requisitions::pick_list>(
            "requisitions.pick_list",
            {"What this place has to send, with the batches to take.", "拣货单。"},
            {.output = "lists"}),
        read.make<&Requisitions::late>("requisitions.late",
                                       {"What waits longer than it may.", "超时的礼品申请。"},
                                       {.output = "requisitions"}),
        read.make<&Requisitions::under_way>(
            "requisitions.under_way", {"Pieces that were sent and have not arrived.", "在途礼品。"},
            {.output = "goods"}),
        read.make<&Requisitions::budget>(
            "requisitions.budget",
            {"What of the month's and the year's budget was approved.", "礼品额度使用情况。"},
            {.arguments = {{.field = "store_code",
                            .meaning = "empty = this store",
                            .length_max = 8,
                            .presence = FieldNote::Presence::optional}}}),
        keep.make<&Requisitions::run>(
            "requisitions.run",
            {"Evens out what two tills that received one parcel put onto the shelf twice.",
             "核对重复收货并更正库存。"}),
        keep.make<&Requisitions::rebuild>(
            "requisitions.rebuild",
            {"Makes the cache behind the lists anew.", "重建礼品申请缓存。"}),
    };
}

}  // namespace qiantai::ctl
