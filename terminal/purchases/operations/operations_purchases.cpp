// Till receipts of the store, the tills' day totals, and the tiers that follow from them.

#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_cards.hpp"
#include "terminal/operations/service_operation.hpp"
#include "terminal/purchases/rules/churn_rules.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "terminal/purchases/rules/tier_forecasts.hpp"
#include "terminal/purchases/rules/tiers.hpp"

namespace qiantai::ctl {

std::vector<Operation> purchases_operations(const Manifest& manifest) {
    using domain::Purchases;
    using Churn = domain::ChurnRules;
    using domain::Tiers;
    using Forecasts = domain::TierForecasts;
    const ServiceOperations keep(manifest, domain::Right::purchases_keep);
    const ServiceOperations correct(manifest, domain::Right::purchases_correct);
    const ServiceOperations totals(manifest, domain::Right::purchases_day_totals);
    const ServiceOperations run(manifest, domain::Right::tiers_run);
    const ServiceOperations assign(manifest, domain::Right::members_assign);
    const ServiceOperations setup(manifest, domain::Right::read_setup);
    const ServiceOperations policies(manifest, domain::Right::admin_policies);
    const FieldNote reason{.field = "reason", .length_max = k_purchase_reason_length_max};
    const FieldNote purchase_id{.field = "purchase_id"};
    return {
        keep.make<&Purchases::record>(
            "purchases.record",
            {"Writes a till receipt down: a sale, or a refund on its own date. The same receipt "
             "again changes nothing.",
             "登记消费小票（销售或退货）。"},
            {.errors = {&domain::k_text_malformed, &domain::k_member_not_found,
                        &domain::k_member_erased, &domain::k_purchase_amount_malformed,
                        &domain::k_purchase_pieces_malformed, &domain::k_purchase_date_malformed,
                        &domain::k_purchase_too_many_items, &domain::k_purchase_item_unnamed,
                        &domain::k_purchase_differs, &domain::k_purchase_repeated,
                        &domain::k_purchase_refund_of_what, &domain::k_purchase_refund_too_high,
                        &domain::k_purchase_refund_too_early, &domain::k_purchase_has_member,
                        &domain::k_purchase_member_ambiguous, &domain::k_purchase_member_unknown}}),
        keep.make<&Purchases::assign>(
            "purchases.assign",
            {"Says whose receipt it is; of one that has a member already, only the manager.",
             "指定小票所属会员。"},
            {.arguments = {purchase_id, {.field = "member_id"}},
             .errors = {&domain::k_purchase_not_found, &domain::k_purchase_of_other_store,
                        &domain::k_purchase_undone_already, &domain::k_purchase_has_member,
                        &domain::k_member_not_found, &domain::k_member_erased}}),
        correct.make<&Purchases::undo>(
            "purchases.undo",
            {"Takes a receipt back: it stays and counts for nothing.", "撤销一张小票。"},
            {.arguments = {purchase_id, reason},
             .errors = {&domain::k_purchase_not_found, &domain::k_purchase_of_other_store,
                        &domain::k_purchase_undone_already, &domain::k_purchase_has_refunds,
                        &domain::k_purchase_reason_missing, &domain::k_text_malformed}}),
        keep.make<&Purchases::get>(
            "purchases.get", {"One till receipt.", "查看一张小票。"},
            {.arguments = {purchase_id}, .errors = {&domain::k_purchase_not_found}}),
        keep.make<&Purchases::refunds>(
            "purchases.refunds", {"What was given back of a sale.", "一张小票的退货。"},
            {.arguments = {purchase_id},
             .output = "purchases",
             .output_note = {.length_max = domain::k_purchase_list_max}}),
        keep.make<&Purchases::list>(
            "purchases.list",
            {"Till receipts, the newest first: the store's, a member's, with a number, of some days; "
             "in pages.",
             "消费小票列表。"}),
        keep.make<&Purchases::spending>(
            "purchases.spending",
            {"A member's spending and visits, and whether the member is active or being lost.",
             "会员消费额、次数与流失状态。"},
            {.arguments = {{.field = "member_id"}}, .errors = {&domain::k_member_not_found}}),
        keep.make<&Purchases::days>(
            "purchases.days",
            {"Each day of the store: what the till says, and what is known by receipt.",
             "每日营业额与已知小票。"},
            {.arguments = {{.field = "from"}, {.field = "until"}},
             .output = "days",
             .output_note = {.length_max = domain::k_purchase_days_max},
             .errors = {&domain::k_purchase_range_malformed}}),
        totals.make<&Purchases::save_day_total>(
            "purchases.save_day_total",
            {"What the till says of a day; the newer word holds.", "登记日营业额。"},
            {.errors = {&domain::k_day_total_malformed, &domain::k_purchase_date_malformed,
                        &domain::k_text_malformed}}),
        keep.make<&Tiers::report>(
            "tiers.report",
            {"How a member stands with the rule of tiers, and the history of the tier.",
             "会员等级、统计窗口与变动记录。"},
            {.arguments = {{.field = "member_id"}}, .errors = {&domain::k_member_not_found}}),
        run.make<&Tiers::run>(
            "tiers.run",
            {"Applies the rule of tiers to members of whose receipts something is new, and to those "
             "whose time has come.",
             "按等级规则处理本店会员。"},
            {.arguments = {{.field = "limit", .min = 1, .max = 10'000, .absent = 10'000}},
             .errors = {&domain::k_tier_no_rule}}),
        run.make<&Tiers::falling>(
            "tiers.falling",
            {"Who has been given notice of a fall, the first to fall first.", "即将降级的会员。"},
            {.output = "members", .output_note = {.length_max = 200}}),
        assign.make<&Tiers::set_by_hand>(
            "tiers.set_by_hand",
            {"Gives a member a tier; locked, no rule changes it.", "人工调整并可锁定会员等级。"},
            {.arguments = {{.field = "member_id"},
                           {.field = "tier", .length_max = 40},
                           {.field = "locked"},
                           reason},
             .errors = {&domain::k_member_not_found, &domain::k_member_of_other_store,
                        &domain::k_member_erased, &domain::k_member_merged, &domain::k_tier_unknown,
                        &domain::k_tier_reason_missing, &domain::k_text_malformed}}),
        assign.make<&Tiers::unlock>(
            "tiers.unlock", {"From now on the rule of tiers holds again.", "解除等级锁定。"},
            {.arguments = {{.field = "member_id"}, reason},
             .errors = {&domain::k_member_not_found, &domain::k_member_of_other_store,
                        &domain::k_member_erased, &domain::k_member_merged,
                        &domain::k_tier_not_locked, &domain::k_tier_reason_missing,
                        &domain::k_text_malformed}}),
        assign.make<&Tiers::what_if>(
            "tiers.what_if",
            {"How many of the store's members a rule would move today; nothing is written.",
             "试算等级规则，不写入。"},
            {.output = "moves",
             .output_note = {.length_max = 1000},
             .errors = {&domain::k_tier_rule_malformed, &domain::k_tier_unknown}}),
        run.make<&Forecasts::run>(
            "tiers.run_forecast",
            {"Counts what the announced rule of tiers would do with the store's members, for "
             "headquarters.",
             "为总部试算下一条等级规则，只报人数。"},
            {.arguments = {{.field = "limit", .min = 1, .max = 10'000, .absent = 10'000}}}),
        policies.make<&Forecasts::sum>(
            "tiers.forecast",
            {"What the announced rule of tiers would do in all stores, and which have not counted "
             "yet; counts only.",
             "下一条等级规则在全部门店的试算人数，及尚未上报的门店。"}),
        setup.make<&Churn::rule>("purchases.churn",
                                 {"From how many days without a receipt a member counts as asleep, "
                                  "warned, lost.",
                                  "会员流失状态的天数口径。"}),
        policies.make<&Churn::put_in_force>(
            "purchases.set_churn",
            {"Sets these days for the chain, from now on.", "设定会员流失状态的天数口径。"},
            {.errors = {&domain::k_churn_malformed}}),
        setup.make<&Tiers::rules>("tiers.rules", {"The rule of tiers that holds, and the next one.",
                                                  "现行等级规则和下一条规则。"}),
        policies.make<&Tiers::put_in_force>(
            "tiers.put_in_force",
            {"A rule of tiers for the chain, from a day on.", "设定等级规则及启用日期。"},
            {.arguments = {{.field = "from"}},
             .errors = {&domain::k_tier_rule_malformed, &domain::k_tier_unknown,
                        &domain::k_tier_rule_date_malformed}}),
    };
}

}  // namespace qiantai::ctl
