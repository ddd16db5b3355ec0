// Rights to gifts, parts of campaigns' caps, and who is on duty.

#include "terminal/base/erased_person.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/issuances/rules/duty_rosters.hpp"
#include "terminal/issuances/rules/entitlements.hpp"
#include "terminal/issuances/rules/leases.hpp"
#include "terminal/members/rules/members_facts.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {

std::vector<Operation> issuance_rights_operations(const Manifest& manifest) {
    using domain::DutyRosters;
    using domain::Entitlements;
    using domain::Leases;
    const ServiceOperations keep(manifest, domain::Right::issuances_keep);
    const ServiceOperations read(manifest, domain::Right::issuances_read);
    const ServiceOperations grant(manifest, domain::Right::entitlements_grant);
    const ServiceOperations settle(manifest, domain::Right::entitlements_settle);
    const ServiceOperations plan(manifest, domain::Right::duty_plan);
    const FieldNote campaign_id{.field = "campaign_id"};
    const FieldNote reason{.field = "reason", .length_max = k_issuance_words_length_max};
    return {
        grant.make<&Entitlements::grant>(
            "entitlements.grant",
            {"Gives a member the right to a campaign's gift.", "给会员发领取资格。"},
            {.errors = {&domain::k_member_not_found, &domain::k_member_of_other_store,
                        &domain::k_member_erased, &domain::k_member_merged,
                        &domain::k_campaign_not_found, &domain::k_entitlement_malformed}}),
        grant.make<&Entitlements::cancel>(
            "entitlements.cancel", {"A right can't be used any more.", "作废领取资格。"},
            {.arguments = {{.field = "entitlement_id"}, reason},
             .errors = {&domain::k_entitlement_not_found, &domain::k_entitlement_not_usable,
                        &domain::k_entitlement_of_other_store, &domain::k_issuance_reason_missing,
                        &domain::k_text_malformed}}),
        read.make<&Entitlements::find>(
            "entitlements.find", {"One right by its code.", "按领取码查找。"},
            {.arguments = {{.field = "code", .length_max = k_entitlement_code_length_max}},
             .errors = {&domain::k_entitlement_not_found}}),
        read.make<&Entitlements::list>(
            "entitlements.list", {"A member's rights to gifts.", "会员的领取资格。"},
            {.arguments = {{.field = "member_id"}},
             .output = "entitlements",
             .errors = {&domain::k_member_not_found}}),
        read.make<&Entitlements::conflicts>(
            "entitlements.conflicts",
            {"Rights that were used twice and not settled.", "重复核销清单。"},
            {.output = "conflicts"}),
        settle.make<&Entitlements::settle>(
            "entitlements.settle",
            {"How two uses of one right were settled.", "处理重复核销。"},
            {.arguments = {{.field = "conflict_id"},
                           {.field = "words", .length_max = k_issuance_words_length_max}},
             .errors = {&domain::k_entitlement_conflict_not_found,
                        &domain::k_issuance_reason_missing, &domain::k_text_malformed}}),
        keep.make<&Leases::list>(
            "leases.list",
            {"What this terminal may give away of campaigns' caps offline.", "本机活动名额。"},
            {.output = "leases"}),
        read.make<&Leases::caps>(
            "leases.caps",
            {"What tills hold of campaigns' caps; at headquarters of all stores.",
             "活动名额的分布，总部可见全部门店。"},
            {.output = "caps"}),
        keep.make<&Leases::ask>(
            "leases.ask", {"Wants so many pieces of a campaign's cap free.", "申请活动名额。"},
            {.arguments = {campaign_id,
                           {.field = "pieces", .min = 1, .max = domain::k_gift_pieces_max}},
             .errors = {&domain::k_campaign_not_found, &domain::k_lease_no_cap,
                        &domain::k_lease_pieces_malformed}}),
        keep.make<&Leases::give_back>(
            "leases.give_back", {"Gives back what is free, for other terminals.", "退回未用名额。"},
            {.arguments = {campaign_id},
             .errors = {&domain::k_campaign_not_found, &domain::k_lease_no_cap}}),
        keep.make<&Leases::run>(
            "leases.run",
            {"Asks for what runs low, and gives back what is left of campaigns that are over.",
             "自动补充和退回名额。"}),
        plan.make<&DutyRosters::save>("duty_rosters.save",
                                      {"Who is on duty on a day.", "保存值班表。"},
                                      {.errors = {&domain::k_duty_malformed}}),
        plan.make<&DutyRosters::name_member>(
            "duty_rosters.name_member",
            {"Which member a staff member is.", "登记员工的会员身份。"},
            {.arguments = {{.field = "staff_number", .length_max = 12},
                           {.field = "member_id", .presence = FieldNote::Presence::optional}},
             .errors = {&domain::k_duty_malformed, &domain::k_member_not_found}}),
        read.make<&DutyRosters::day>("duty_rosters.day",
                                     {"Who is on duty on a day.", "查看值班表。"},
                                     {.arguments = {{.field = "date"}}}),
    };
}

}  // namespace qiantai::ctl
