// The ledger of gifts.

#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/recalls.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {
namespace {

/// The end of the year 9999.
constexpr std::int64_t k_last_moment_ms = 253'402'300'799'999;

}  // namespace

std::vector<Operation> stock_operations(const Manifest& manifest) {
    using domain::Recalls;
    using domain::Stock;
    const ServiceOperations receive(manifest, domain::Right::stock_receive);
    const ServiceOperations countersign(manifest, domain::Right::stock_countersign);
    const ServiceOperations keep(manifest, domain::Right::stock_keep);
    const ServiceOperations correct(manifest, domain::Right::stock_correct);
    const ServiceOperations read(manifest, domain::Right::stock_read);
    const ServiceOperations recall(manifest, domain::Right::gifts_recall);
    const FieldNote gift_id{.field = "gift_id"};
    const FieldNote store{.field = "store_code",
                          .meaning = "empty = this store",
                          .length_max = 8,
                          .presence = FieldNote::Presence::optional};
    return {
        receive.make<&Stock::receive>(
            "stock.receive", {"Goods of a supplier come in.", "供应商到货入库。"},
            {.output = "movements",
             .errors = {&domain::k_gift_not_found, &domain::k_stock_lines_malformed,
                        &domain::k_stock_quantity_malformed, &domain::k_stock_batch_missing,
                        &domain::k_stock_expiry_missing, &domain::k_gift_malformed,
                        &domain::k_gift_recalled, &domain::k_text_malformed}}),
        countersign.make<&Stock::countersign>(
            "stock.countersign",
            {"The second signature under goods of a supplier.", "第二人在到货单上签名。"},
            {.arguments = {{.field = "document_id"}},
             .errors = {&domain::k_receipt_not_found, &domain::k_receipt_signed_already,
                        &domain::k_same_person}}),
        read.make<&Stock::unsigned_receipts>(
            "stock.unsigned_receipts",
            {"Goods of suppliers that one person signed for.", "待第二人签名的到货单。"},
            {.output = "receipts"}),
        keep.make<&Stock::move>(
            "stock.move",
            {"From one spot of the store to another: shelf, hold, defective.", "库内移位。"},
            {.output = "movements",
             .errors = {&domain::k_gift_not_found, &domain::k_stock_quantity_malformed,
                        &domain::k_stock_same_spot, &domain::k_stock_not_enough,
                        &domain::k_gift_recalled, &domain::k_text_malformed}}),
        keep.make<&Stock::set_bin>(
            "stock.set_bin",
            {"Where on the shelves a gift lies; empty takes its bin away.", "设置礼品库位。"},
            {.arguments = {gift_id,
                           {.field = "bin",
                            .length_max = k_gift_bin_length_max,
                            .presence = FieldNote::Presence::optional}},
             .errors = {&domain::k_gift_not_found, &domain::k_text_malformed}}),
        recall.make<&Recalls::recall>(
            "recalls.recall",
            {"Says that a batch, or all of a gift, must not be given away any more.",
             "召回礼品批次。"},
            {.errors = {&domain::k_gift_not_found, &domain::k_recall_known,
                        &domain::k_stock_reason_missing, &domain::k_text_malformed}}),
        recall.make<&Recalls::end>(
            "recalls.end",
            {"What is left of it may be given away again.", "解除召回。"},
            {.arguments = {{.field = "recall_id"}}, .errors = {&domain::k_recall_not_found}}),
        read.make<&Recalls::list>(
            "recalls.list",
            {"What is recalled, and where pieces of it lie.", "召回清单及所在位置。"},
            {.output = "recalls"}),
        correct.make<&Stock::write_off>(
            "stock.write_off", {"What is broken or lost for good.", "报损。"},
            {.output = "movements",
             .errors = {&domain::k_gift_not_found, &domain::k_stock_quantity_malformed,
                        &domain::k_stock_not_enough, &domain::k_stock_reason_missing,
                        &domain::k_picture_name_malformed}}),
        correct.make<&Stock::adjust>(
            "stock.adjust", {"More or fewer than the book says.", "库存调整。"},
            {.output = "movements",
             .errors = {&domain::k_gift_not_found, &domain::k_stock_quantity_malformed,
                        &domain::k_stock_not_enough, &domain::k_stock_reason_missing,
                        &domain::k_text_malformed}}),
        correct.make<&Stock::reverse>(
            "stock.reverse",
            {"Takes a movement back, with all of the same receipt or move; all stay.",
             "冲正库存流水。"},
            {.arguments = {{.field = "movement_id"},
                           {.field = "reason", .length_max = k_gift_reason_length_max}},
             .output = "movements",
             .errors = {&domain::k_movement_not_found, &domain::k_movement_of_other_store,
                        &domain::k_movement_not_reversible, &domain::k_movement_reversed_already,
                        &domain::k_stock_reason_missing}}),
        correct.make<&Stock::settle>(
            "stock.settle",
            {"Ends a shortage, with another batch's pieces or by an adjustment.", "处理缺货。"},
            {.output = "movements",
             .errors = {&domain::k_gift_not_found, &domain::k_stock_no_shortage,
                        &domain::k_stock_same_spot, &domain::k_stock_not_enough,
                        &domain::k_stock_reason_missing}}),
        read.make<&Stock::list>("stock.list",
                                {"What lies at a store, by gift and batch.", "库存列表。"},
                                {.output = "stock"}),
        read.make<&Stock::balance>(
            "stock.balance", {"How many there were at a moment.", "指定时刻的库存。"},
            {.arguments = {gift_id,
                           {.field = "spot"},
                           {.field = "at", .min = 0, .max = k_last_moment_ms},
                           store}}),
        read.make<&Stock::movements>("stock.movements",
                                     {"What came and went, the newest first.", "库存流水。"}),
        read.make<&Stock::suggest>(
            "stock.suggest",
            {"What to take from the shelf: the first to expire first.", "按有效期推荐批次。"},
            {.arguments = {gift_id,
                           {.field = "quantity", .min = 1, .max = domain::k_gift_pieces_max}},
             .errors = {&domain::k_stock_quantity_malformed}}),
        read.make<&Stock::expiring>(
            "stock.expiring", {"What has expired or soon will.", "临期与过期清单。"},
            {.output = "lots"}),
        read.make<&Stock::low>("stock.low",
                               {"What this store has too little of.", "低库存清单。"},
                               {.output = "gifts"}),
        read.make<&Stock::shortages>(
            "stock.shortages",
            {"What more was taken of than there was, and by what.", "缺货清单。"},
            {.output = "shortages"}),
        read.make<&Stock::sheet>(
            "stock.sheet",
            {"Every gift's opening, course and closing over some days.", "库存收发存表。"},
            {.arguments = {{.field = "from"}, {.field = "until"}, store}, .output = "lines"}),
        correct.make<&Stock::rebuild>(
            "stock.rebuild", {"Makes the counts anew from the movements.", "重建库存合计。"}),
    };
}

}  // namespace qiantai::ctl
