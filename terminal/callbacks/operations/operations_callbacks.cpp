// Callbacks: the work list, calls, and what makes callbacks arise.

#include "terminal/base/text_rules.hpp"
#include "terminal/callbacks/rules/callback_figures.hpp"
#include "terminal/callbacks/rules/callback_rules.hpp"
#include "terminal/callbacks/rules/callbacks.hpp"
#include "terminal/members/rules/consent_facts.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {

std::vector<Operation> callbacks_operations(const Manifest& manifest) {
    using domain::CallbackReport;
    using domain::CallbackRuleBook;
    using domain::Callbacks;
    const ServiceOperations keep(manifest, domain::Right::callbacks_keep);
    const ServiceOperations consents(manifest, domain::Right::members_consents);
    const ServiceOperations manage(manifest, domain::Right::callbacks_manage);
    const ServiceOperations figures(manifest, domain::Right::callbacks_figures);
    const ServiceOperations setup(manifest, domain::Right::read_setup);
    const ServiceOperations policies(manifest, domain::Right::admin_policies);
    const FieldNote task_id{.field = "task_id"};
    const FieldNote reason{.field = "reason", .length_max = k_callback_reason_length_max};
    return {
        keep.make<&Callbacks::list>(
            "callbacks.list",
            {"Whom to call, the most urgent first: today, later, done, of a member; in pages.",
             "回访列表。"}),
        keep.make<&Callbacks::counts>(
            "callbacks.counts",
            {"How many calls are due, one's own and all, and how many were made today.",
             "今日回访数。"}),
        keep.make<&Callbacks::sheet>(
            "callbacks.sheet",
            {"Everything for one call: whom, why, what to say, what was said before.",
             "一条回访的话术与记录。"},
            {.arguments = {task_id}, .errors = {&domain::k_callback_not_found}}),
        keep.make<&Callbacks::open_number>(
            "callbacks.open_number",
            {"Opens the member's number to the signed-in person for the policy's time.",
             "限时开放会员号码。"},
            {.arguments = {task_id},
             .errors = {&domain::k_callback_not_found, &domain::k_callback_closed,
                        &domain::k_callback_elsewhere, &domain::k_callback_not_now}}),
        keep.make<&Callbacks::close_number>(
            "callbacks.close_number",
            {"Closes a number that was opened, before its time.", "提前收回号码。"},
            {.arguments = {task_id},
             .errors = {&domain::k_callback_not_found, &domain::k_callback_closed,
                        &domain::k_callback_elsewhere}}),
        keep.make<&Callbacks::record>(
            "callbacks.record", {"Writes down what came of a call.", "登记回访结果。"},
            {.errors = {&domain::k_callback_not_found, &domain::k_callback_closed,
                        &domain::k_callback_elsewhere, &domain::k_callback_score_missing,
                        &domain::k_callback_score_malformed, &domain::k_callback_later_when,
                        &domain::k_callback_answer_unknown, &domain::k_text_malformed}}),
        keep.make<&Callbacks::undo>(
            "callbacks.undo",
            {"Takes back a call written down by mistake today.", "撤回误登记的回访。"},
            {.arguments = {{.field = "step_id"}},
             .errors = {&domain::k_callback_undo_impossible, &domain::k_callback_elsewhere}}),
        consents.make<&Callbacks::record_consent>(
            "callbacks.record_consent",
            {"Writes down as a consent of the member what was said in a call: yes or no to further "
             "calls, or to offers.",
             "登记会员在电话里对回访或优惠消息的同意或撤回。"},
            {.errors = {&domain::k_callback_not_found, &domain::k_callback_no_member,
                        &domain::k_callback_consent_unknown, &domain::k_consent_not_given,
                        &domain::k_member_not_found, &domain::k_member_of_other_store,
                        &domain::k_member_erased, &domain::k_member_merged},
             .further_rights = {domain::Right::callbacks_keep}}),
        keep.make<&Callbacks::make>(
            "callbacks.make", {"A callback by hand.", "新建一条回访。"},
            {.errors = {&domain::k_member_not_found, &domain::k_member_of_other_store,
                        &domain::k_member_erased, &domain::k_callback_unwanted,
                        &domain::k_callback_dates_malformed, &domain::k_callback_reason_missing,
                        &domain::k_callback_staff_unknown, &domain::k_text_malformed}}),
        manage.make<&Callbacks::hand_over>(
            "callbacks.hand_over",
            {"Gives callbacks to somebody else, or to headquarters.", "转交回访。"},
            {.output = "callbacks",
             .output_note = {.length_max = domain::k_callback_list_max},
             .errors = {&domain::k_callback_not_found, &domain::k_callback_closed,
                        &domain::k_callback_elsewhere, &domain::k_callback_staff_unknown,
                        &domain::k_callback_reason_missing, &domain::k_text_malformed}}),
        manage.make<&Callbacks::end>(
            "callbacks.end", {"Nobody will make this call.", "不再回访，注明原因。"},
            {.arguments = {task_id, reason},
             .errors = {&domain::k_callback_not_found, &domain::k_callback_closed,
                        &domain::k_callback_elsewhere, &domain::k_callback_reason_missing,
                        &domain::k_text_malformed}}),
        manage.make<&Callbacks::sample>(
            "callbacks.sample",
            {"Calls of some days to check by calling again, about so many of a hundred.",
             "抽取待复核的回访。"},
            {.arguments = {{.field = "from"},
                           {.field = "until"},
                           {.field = "percent", .min = 1, .max = 100, .absent = 10}},
             .output = "callbacks",
             .output_note = {.length_max = domain::k_callback_list_max}}),
        manage.make<&Callbacks::check>(
            "callbacks.check",
            {"Whether a call was as it was written down, said by the customer when called again.",
             "登记回访真实度复核。"},
            {.arguments = {task_id,
                           {.field = "agrees"},
                           {.field = "remark", .length_max = k_callback_said_length_max}},
             .errors = {&domain::k_callback_not_found, &domain::k_callback_not_closed,
                        &domain::k_callback_elsewhere, &domain::k_same_person,
                        &domain::k_text_malformed}}),
        manage.make<&Callbacks::rebuild>(
            "callbacks.rebuild",
            {"Makes the table of states anew from the steps.", "重建回访状态。"},
            {.output = "callbacks"}),
        keep.make<&CallbackRuleBook::run>(
            "callbacks.run",
            {"Makes the callbacks that are due in the next days, and ends those nobody needs.",
             "按规则生成回访。"},
            {.arguments = {{.field = "limit", .min = 1, .max = 5'000, .absent = 5'000}}}),
        manage.make<&CallbackRuleBook::what_if>(
            "callbacks.what_if",
            {"Whom rules would have called from today on; nothing is written.",
             "试算回访规则，不写入。"},
            {.errors = {&domain::k_callback_rules_malformed}}),
        setup.make<&CallbackRuleBook::rules>(
            "callbacks.rules",
            {"The rules of callbacks that hold, and the next ones.", "现行回访规则和下一套规则。"}),
        policies.make<&CallbackRuleBook::put_in_force>(
            "callbacks.put_in_force",
            {"Rules of callbacks for the chain, from a day on.", "设定回访规则及启用日期。"},
            {.arguments = {{.field = "from"}},
             .errors = {&domain::k_callback_rules_malformed,
                        &domain::k_callback_rules_date_malformed}}),
        figures.make<&CallbackReport::figures>(
            "callbacks.figures",
            {"What the callbacks of some days come to: rate, reached, satisfaction, surveys.",
             "回访率、接通率、满意度等。"},
            {.errors = {&domain::k_callback_period_malformed},
             .further_rights = {domain::Right::callbacks_manage}}),
    };
}

}  // namespace qiantai::ctl
