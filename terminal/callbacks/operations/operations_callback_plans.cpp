// Lists of members to be called, and key customers.

#include "terminal/base/text_rules.hpp"
#include "terminal/callbacks/rules/callback_plans.hpp"
#include "terminal/members/rules/member_facts.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {

std::vector<Operation> callback_plans_operations(const Manifest& manifest) {
    using Plans = domain::CallbackPlans;
    const ServiceOperations keep(manifest, domain::Right::callbacks_keep);
    const ServiceOperations manage(manifest, domain::Right::callbacks_manage);
    const ServiceOperations plan(manifest, domain::Right::callbacks_plan);
    const ServiceOperations figures(manifest, domain::Right::callbacks_figures);
    const FieldNote plan_id{.field = "plan_id"};
    return {
        plan.make<&Plans::save>(
            "callback_plans.save",
            {"A survey or campaign: each store calls those of its members whom it means.",
             "新建调研或活动回访名单。"},
            {.errors = {&domain::k_callback_plan_malformed, &domain::k_text_malformed}}),
        plan.make<&Plans::end>(
            "callback_plans.end", {"Nobody is called for it any more.", "结束一份回访名单。"},
            {.arguments = {plan_id},
             .errors = {&domain::k_callback_plan_not_found, &domain::k_callback_plan_ended}}),
        figures.make<&Plans::list>(
            "callback_plans.list",
            {"The surveys and campaigns of the last year and how far they have come.",
             "调研与活动名单及进度。"},
            {.output = "plans"}),
        figures.make<&Plans::result>(
            "callback_plans.result", {"A survey's table of answers.", "调研结果。"},
            {.arguments = {plan_id}, .errors = {&domain::k_callback_plan_not_found}}),
        manage.make<&Plans::try_list>(
            "callback_plans.try_list",
            {"Whom a store's own list would call; nothing is written.", "试算门店名单，不写入。"},
            {.errors = {&domain::k_callback_plan_malformed, &domain::k_callback_kind_not_by_hand,
                        &domain::k_callback_reason_missing, &domain::k_text_malformed}}),
        manage.make<&Plans::make_list>(
            "callback_plans.make_list",
            {"A store's own list: these members get a callback each.", "按名单生成回访。"},
            {.errors = {&domain::k_callback_plan_malformed, &domain::k_callback_kind_not_by_hand,
                        &domain::k_callback_reason_missing, &domain::k_text_malformed}}),
        manage.make<&Plans::set_key_customer>(
            "callback_plans.set_key_customer",
            {"A key customer, called every so many days.", "设为重点客户并安排回访。"},
            {.errors = {&domain::k_member_not_found, &domain::k_member_of_other_store,
                        &domain::k_member_erased, &domain::k_member_merged,
                        &domain::k_visit_plan_malformed, &domain::k_text_malformed}}),
        manage.make<&Plans::end_key_customer>(
            "callback_plans.end_key_customer", {"A key customer no more.", "取消重点客户。"},
            {.arguments = {{.field = "member_id"}},
             .errors = {&domain::k_member_not_found, &domain::k_member_of_other_store,
                        &domain::k_member_erased, &domain::k_member_merged,
                        &domain::k_not_key_customer}}),
        keep.make<&Plans::key_customers>(
            "callback_plans.key_customers",
            {"The store's key customers, who is to be called first first.", "重点客户名单。"},
            {.output = "customers"}),
    };
}

}  // namespace qiantai::ctl
