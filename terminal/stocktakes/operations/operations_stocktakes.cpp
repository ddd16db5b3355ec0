// Stocktakes.

#include "terminal/base/text_rules.hpp"
#include "terminal/operations/service_operation.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"

namespace qiantai::ctl {

std::vector<Operation> stocktakes_operations(const Manifest& manifest) {
    using domain::Stocktakes;
    const ServiceOperations lead(manifest, domain::Right::stocktakes_lead);
    const ServiceOperations count(manifest, domain::Right::stocktakes_count);
    const ServiceOperations sign(manifest, domain::Right::stocktakes_sign);
    const ServiceOperations read(manifest, domain::Right::stocktakes_read);
    const FieldNote stocktake_id{.field = "stocktake_id"};
    const FieldNote zone{.field = "zone", .length_max = k_stocktake_zone_length_max};
    const FieldNote words{.field = "words", .length_max = k_stocktake_words_length_max};
    const std::vector<const ErrorKind*> course = {&domain::k_stocktake_not_found,
                                                  &domain::k_stocktake_not_now,
                                                  &domain::k_stocktake_not_yours};
    const auto with = [&](std::vector<const ErrorKind*> errors) {
        errors.insert(errors.end(), course.begin(), course.end());
        return errors;
    };
    return {
        lead.make<&Stocktakes::plan>(
            "stocktakes.plan", {"Plans what is to be counted, where and when.", "安排盘点。"},
            {.errors = {&domain::k_stocktake_malformed, &domain::k_stocktake_not_yours,
                        &domain::k_gift_not_found, &domain::k_text_malformed}}),
        lead.make<&Stocktakes::step>(
            "stocktakes.step",
            {"Papers are entered, freezing, opening a zone, choosing a result, sending back, "
             "cancelling, resuming.",
             "单据录齐、冻结、开区、选定结果、退回、取消、恢复盘点。"},
            {.errors = with({&domain::k_stocktake_zone_unknown, &domain::k_stocktake_zone_known,
                             &domain::k_stocktake_words_missing, &domain::k_stocktake_malformed,
                             &domain::k_stocktake_entry_malformed, &domain::k_text_malformed})}),
        count.make<&Stocktakes::count>(
            "stocktakes.count", {"Scans and typed numbers of one counter.", "录入盘点数量。"},
            {.output = "entries",
             .errors =
                 with({&domain::k_stocktake_zone_unknown, &domain::k_stocktake_entry_malformed,
                       &domain::k_stocktake_out_of_scope, &domain::k_stocktake_recount_by_same,
                       &domain::k_stock_batch_missing, &domain::k_stock_expiry_missing,
                       &domain::k_gift_not_found, &domain::k_goods_not_found,
                       &domain::k_text_malformed})}),
        count.make<&Stocktakes::undo>(
            "stocktakes.undo", {"Takes an entry of one's own back.", "撤销本人的一条录入。"},
            {.arguments = {stocktake_id, {.field = "entry_id"}},
             .errors = {&domain::k_stocktake_not_found, &domain::k_stocktake_entry_not_yours}}),
        count.make<&Stocktakes::count_rest_as_none>(
            "stocktakes.count_rest_as_none",
            {"Says of what nobody counted that there is none.", "未盘到的按零登记。"},
            {.arguments = {stocktake_id, zone},
             .output = "entries",
             .errors = with({&domain::k_stocktake_zone_unknown})}),
        count.make<&Stocktakes::finish_zone>(
            "stocktakes.finish_zone", {"Nothing is left to count in a zone.", "某区盘点完成。"},
            {.arguments = {stocktake_id, zone},
             .errors = with({&domain::k_stocktake_zone_unknown})}),
        lead.make<&Stocktakes::settle_barcode>(
            "stocktakes.settle_barcode",
            {"Says what an unknown barcode is, or that it is none of ours.", "认定未知条码。"},
            {.errors =
                 with({&domain::k_stocktake_barcode_unknown, &domain::k_stocktake_out_of_scope,
                       &domain::k_stock_batch_missing, &domain::k_stock_expiry_missing,
                       &domain::k_gift_not_found, &domain::k_text_malformed})}),
        lead.make<&Stocktakes::open>(
            "stocktakes.open",
            {"All papers are entered, once more: shows the variances.", "再次确认单据，公布差异。"},
            {.arguments = {stocktake_id}, .errors = with({&domain::k_stocktake_unfinished})}),
        lead.make<&Stocktakes::explain>(
            "stocktakes.explain", {"Reasons of variances.", "填写差异原因。"},
            {.errors = with({&domain::k_stocktake_line_unknown, &domain::k_stocktake_words_missing,
                             &domain::k_text_malformed})}),
        sign.make<&Stocktakes::sign>(
            "stocktakes.sign",
            {"Signs the lines, as one who counted or as one who checked them.", "盘点签名。"},
            {.arguments = {stocktake_id,
                           {.field = "as_checker", .meaning = "otherwise as one who counted"}},
             .errors = with({&domain::k_same_person})}),
        lead.make<&Stocktakes::approve>(
            "stocktakes.approve", {"Approves the variances, and posts them.", "批准并过账。"},
            {.arguments = {stocktake_id},
             .errors = with({&domain::k_stocktake_unfinished, &domain::k_same_person,
                             &domain::k_stocktake_above_tolerance})}),
        lead.make<&Stocktakes::correct>(
            "stocktakes.correct",
            {"Takes counts that arrived after the posting into the book.", "补记迟到的盘点录入。"},
            {.arguments = {stocktake_id, words},
             .errors = with({&domain::k_stocktake_words_missing, &domain::k_stocktake_nothing_late,
                             &domain::k_same_person, &domain::k_text_malformed})}),
        count.make<&Stocktakes::run>(
            "stocktakes.run",
            {"Posts what headquarters approved, and adjusts what was posted to what arrived since.",
             "过账已批准的盘点，并核对迟到的流水。"}),
        read.make<&Stocktakes::get>(
            "stocktakes.get", {"One stocktake with its course.", "盘点详情。"},
            {.arguments = {stocktake_id}, .errors = {&domain::k_stocktake_not_found}}),
        read.make<&Stocktakes::list>("stocktakes.list",
                                     {"Stocktakes, the newest or the open ones.", "盘点列表。"},
                                     {.output = "stocktakes"}),
        read.make<&Stocktakes::lines>(
            "stocktakes.lines", {"What was counted, and what it differs by.", "盘点明细与差异。"},
            {.output = "lines", .errors = {&domain::k_stocktake_not_found}}),
        read.make<&Stocktakes::entries>("stocktakes.entries",
                                        {"Every scan, the newest first.", "盘点录入记录。"},
                                        {.output = "entries"}),
        read.make<&Stocktakes::problems>(
            "stocktakes.problems",
            {"All that keeps a stocktake from going on.", "盘点未完成事项。"},
            {.arguments = {stocktake_id},
             .output = "problems",
             .errors = {&domain::k_stocktake_not_found}}),
        read.make<&Stocktakes::due>(
            "stocktakes.due",
            {"What to count today, by value and days since the last count.", "今日应盘礼品。"},
            {.output = "gifts"}),
        read.make<&Stocktakes::overview>(
            "stocktakes.overview",
            {"The last stocktake of every store over some days, and which are missing.",
             "门店礼品盘点汇总。"},
            {.arguments = {{.field = "from"}, {.field = "until"}}}),
        lead.make<&Stocktakes::rebuild>(
            "stocktakes.rebuild", {"Makes the cache behind the lists anew.", "重建盘点缓存。"}),
    };
}

}  // namespace qiantai::ctl
