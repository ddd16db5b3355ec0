// Gifts that are given away, and the day's register.

#include "terminal/access/rules/access_facts.hpp"
#include "terminal/base/erased_person.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/issuances/rules/issuance_register.hpp"
#include "terminal/issuances/rules/issuances.hpp"
#include "terminal/members/rules/members_facts.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {
namespace {

using IssuanceErrors = std::vector<const ErrorKind*>;

/// What the recipient, the gifts and the campaigns may be refused for.
IssuanceErrors with_recipient(IssuanceErrors errors) {
    const IssuanceErrors all = {
        &domain::k_issuance_malformed, &domain::k_gift_not_found,  &domain::k_campaign_not_found,
        &domain::k_member_not_found,   &domain::k_member_erased,   &domain::k_text_malformed,
        &domain::k_name_malformed,     &domain::k_phone_malformed, &domain::k_phone_several};
    errors.insert(errors.end(), all.begin(), all.end());
    return errors;
}

IssuanceErrors of_issuing(IssuanceErrors errors) {
    const IssuanceErrors all = {&domain::k_issuance_recipient_missing,
                                &domain::k_issuance_unsigned,
                                &domain::k_issuance_not_allowed,
                                &domain::k_issuance_reason_missing,
                                &k_signature_unusable,
                                &k_signature_too_short};
    errors.insert(errors.end(), all.begin(), all.end());
    return with_recipient(std::move(errors));
}

}  // namespace

std::vector<Operation> issuances_operations(const Manifest& manifest) {
    using domain::IssuanceRegister;
    using domain::Issuances;
    const ServiceOperations keep(manifest, domain::Right::issuances_keep);
    const ServiceOperations read(manifest, domain::Right::issuances_read);
    const ServiceOperations check(manifest, domain::Right::issuances_check);
    const ServiceOperations settle(manifest, domain::Right::issuances_settle);
    const ServiceOperations erase(manifest, domain::Right::members_erase);
    const FieldNote day{.field = "day"};
    const FieldNote store{.field = "store_code",
                          .meaning = "empty = this store",
                          .length_max = 8,
                          .presence = FieldNote::Presence::optional};
    return {
        keep.make<&Issuances::issue>("issuances.issue",
                                     {"Gives gifts away, within the limits.", "发放礼品。"},
                                     {.errors = of_issuing({&domain::k_issuance_needs_approval})}),
        keep.make<&Issuances::issue_approved>(
            "issuances.issue_approved",
            {"Gives more away than the limits let, with the store manager's PIN.",
             "超限发放，店长输入密码同意。"},
            {.arguments =
                 {{.field = "approver", .meaning = "the manager's staff number", .length_max = 12},
                  {.field = "pin", .length_max = 64}},
             .errors =
                 of_issuing({&domain::k_issuance_approver_unfit, &domain::k_issuance_approver_quota,
                             &domain::k_issuance_nothing_to_approve, &domain::k_same_person,
                             &domain::k_sign_in_refused, &domain::k_sign_in_wait,
                             &domain::k_pin_change_required})}),
        keep.make<&Issuances::take_back>(
            "issuances.take_back",
            {"Takes gifts back that came back, or that were never given.", "礼品退回或冲正。"},
            {.errors = {&domain::k_issuance_not_found, &domain::k_issuance_of_other_store,
                        &domain::k_issuance_line_not_found, &domain::k_issuance_malformed,
                        &domain::k_issuance_taken_back_already, &domain::k_issuance_reason_missing,
                        &domain::k_text_malformed}}),
        keep.make<&Issuances::judge>(
            "issuances.judge",
            {"What of these gifts can be given to this recipient, and why not more.",
             "查看可发数量和原因。"},
            {.errors = with_recipient({})}),
        keep.make<&Issuances::offers>(
            "issuances.offers",
            {"What the running campaigns have for this recipient.", "该顾客还可以领什么。"},
            {.errors = with_recipient({})}),
        read.make<&Issuances::get>(
            "issuances.get", {"One issuance with its lines.", "发放详情。"},
            {.arguments = {{.field = "issuance_id"}}, .errors = {&domain::k_issuance_not_found}}),
        read.make<&Issuances::list>(
            "issuances.list", {"Issuances of a day, to a member, or the newest.", "发放记录列表。"},
            {.output = "issuances"}),
        read.make<&Issuances::takebacks>(
            "issuances.takebacks",
            {"Gifts whose purchase was given back.", "已退货、应收回的礼品。"},
            {.output = "takebacks"}),
        settle.make<&Issuances::settle_takeback>(
            "issuances.settle_takeback",
            {"Such gifts were charged, or the customer keeps them.", "处理未收回的礼品。"},
            {.errors = {&domain::k_issuance_not_found, &domain::k_issuance_of_other_store,
                        &domain::k_issuance_malformed, &domain::k_issuance_nothing_to_settle,
                        &domain::k_issuance_settled_already, &domain::k_issuance_reason_missing,
                        &domain::k_text_malformed}}),
        erase.make<&Issuances::erase_recipient>(
            "issuances.erase_recipient",
            {"Empties what an issuance says of somebody who is no member.",
             "删除非会员领取人的个人信息。"},
            {.arguments = {{.field = "issuance_id"},
                           {.field = "reason", .length_max = k_issuance_words_length_max}},
             .errors = {&domain::k_issuance_not_found, &domain::k_issuance_of_other_store,
                        &domain::k_issuance_has_member, &domain::k_issuance_reason_missing,
                        &domain::k_text_malformed}}),
        read.make<&IssuanceRegister::day>(
            "issuance_register.day", {"The day's register of gifts given.", "赠品发放记录表。"},
            {.arguments = {day, store}, .errors = {&domain::k_register_day_malformed}}),
        read.make<&IssuanceRegister::open_days>(
            "issuance_register.open_days",
            {"Days of the last month of which something was not checked.", "未核查的日期。"},
            {.output = "days"}),
        read.make<&IssuanceRegister::alerts>(
            "issuance_register.alerts",
            {"What is conspicuous about a day, with its records.", "发放异常提示。"},
            {.arguments = {day, store},
             .output = "alerts",
             .errors = {&domain::k_register_day_malformed}}),
        check.make<&IssuanceRegister::check>(
            "issuance_register.check",
            {"A supervisor has checked what others gave that day.", "主管核查当日发放。"},
            {.errors = {&domain::k_register_day_malformed, &domain::k_register_nothing_to_check,
                        &domain::k_register_words_missing, &domain::k_text_malformed}}),
        read.make<&IssuanceRegister::month>(
            "issuance_register.month",
            {"A month of gifts given, day by day, and as its manager signed it.", "月度发放登记。"},
            {.arguments = {{.field = "month", .length_max = 7}, store},
             .errors = {&domain::k_register_month_malformed}}),
        check.make<&IssuanceRegister::sign_month>(
            "issuance_register.sign_month",
            {"The manager signs a month whose days were all checked; it stays so.",
             "店长签月度发放登记，签后不再更改。"},
            {.errors = {&domain::k_register_month_malformed, &domain::k_register_month_running,
                        &domain::k_register_month_unchecked,
                        &domain::k_register_month_signed_already, &domain::k_text_malformed,
                        &k_signature_unusable, &k_signature_too_short}}),
    };
}

}  // namespace qiantai::ctl
