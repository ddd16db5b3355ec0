// Cards, consents, conflicts, merging and erasing.

#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_conflicts.hpp"
#include "terminal/members/rules/member_erase.hpp"
#include "terminal/members/rules/member_merge.hpp"
#include "terminal/members/rules/member_phone.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/operations/input.hpp"
#include "terminal/operations/json_forms.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {
namespace {

using boost::json::object;
using schema::optional;
using schema::required;

Result<object> set_card(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("member_id"));
    const auto action = parse_code<domain::CardAction>(input.text("action"));
    QIANTAI_ASSERT(action.has_value());
    const domain::CardRequest request{id, *action, input.text_if("number"),
                                      input.text_if("new_number")};
    QIANTAI_TRY(const auto card,
                domain::MemberCards(desk.context).set_card(*desk.session, request));
    return object{{"card", to_json(card)}};
}

Result<object> conflicts(Desk& desk, const object& in) {
    const Input input(in);
    const auto status = parse_code<domain::ConflictStatus>(input.text("status", "open"))
                            .value_or(domain::ConflictStatus::open);
    QIANTAI_TRY(const auto after, input.id_if("after"));
    domain::MemberConflicts all(desk.context);
    const auto limit = static_cast<int>(input.integer("limit", 100));
    QIANTAI_TRY(const auto found, all.list(*desk.session, status, limit, after));
    QIANTAI_TRY(const auto total, all.count(*desk.session, status));
    return object{
        {"total", total},
        {"conflicts", json_list(found, [](const auto& conflict) { return to_json(conflict); })}};
}

Result<object> merge(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid loser, input.id("member_id"));
    QIANTAI_TRY(const Uuid winner, input.id("into"));
    std::optional<std::vector<std::string>> taken;
    if (in.contains("take")) {
        taken.emplace();
        for (const auto& field : input.value("take").as_array()) {
            taken->emplace_back(field.as_string());
        }
    }
    QIANTAI_TRY(const Uuid standing,
                domain::MemberMerge(desk.context).merge(*desk.session, loser, winner, taken));
    return object{{"standing_member", standing.text()}};
}

Result<object> erase(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("member_id"));
    QIANTAI_TRY(const auto erasure,
                domain::MemberErase(desk.context).erase(*desk.session, id, input.text("reason")));
    return object{
        {"erased",
         json_list(erasure.erased, [](const Uuid& one) { return boost::json::value(one.text()); })},
        {"elsewhere",
         json_list(erasure.elsewhere, [](const auto& member) { return to_json(member); })}};
}

std::vector<const ErrorKind*> own_member_errors(std::initializer_list<const ErrorKind*> more) {
    std::vector<const ErrorKind*> errors = {&domain::k_member_not_found,
                                            &domain::k_member_of_other_store,
                                            &domain::k_member_erased, &domain::k_member_merged};
    errors.insert(errors.end(), more);
    return errors;
}

std::vector<Operation> consent_operations(const Manifest& manifest) {
    const ServiceOperations consents(manifest, domain::Right::members_consents);
    return {
        consents.make<&domain::MemberConsents::record>(
            "members.record_consent",
            {"Writes that the member agrees to something, with the wording's version and the "
             "channel.",
             "记录会员的同意（含文本版本和渠道）。"},
            {.arguments = {{.field = "member_id"}},
             .output = "consent",
             .errors = own_member_errors({&domain::k_text_malformed})}),
        consents.make<&domain::MemberConsents::withdraw>(
            "members.withdraw_consent",
            {"Writes that the member withdraws an earlier consent.", "记录会员撤回同意。"},
            {.arguments = {{.field = "member_id"}},
             .output = "consent",
             .errors =
                 own_member_errors({&domain::k_text_malformed, &domain::k_consent_not_given})}),
    };
}

std::vector<Operation> phone_operations(const Manifest& manifest) {
    const ServiceOperations phones(manifest, domain::Right::members_update);
    return {
        phones.make<&domain::MemberPhone::release>(
            "members.release_phone",
            {"The member's number is another person's now: it leaves the record, and with it the "
             "consents to callbacks and marketing and the duplicate cases about it.",
             "号码已换人：从档案中去掉号码，同时撤回回访和营销同意，并结束相关的重复提示。"},
            {.arguments = {{.field = "member_id"}},
             .errors = own_member_errors({&domain::k_phone_absent})}),
        phones.make<&domain::MemberPhone::restore>(
            "members.restore_phone",
            {"It was a mistake: the number that was taken off, and those consents, are as before.",
             "恢复被去掉的号码及随之撤回的同意。"},
            {.arguments = {{.field = "member_id"}},
             .errors = own_member_errors({&domain::k_phone_not_released})}),
    };
}

std::vector<Operation> conflict_operations(const Manifest& manifest) {
    const ServiceOperations cases(manifest, domain::Right::members_conflicts);
    return {
        cases.make<&domain::MemberConflicts::shared_phones>(
            "members.shared_phones",
            {"Pairs of members with one number that are no case of headquarters' yet.",
             "手机号相同、总部尚未立案的会员。"},
            {.output = "pairs", .output_note = {.length_max = domain::k_shared_phones_max}}),
        cases.make<&domain::MemberConflicts::of_member>(
            "members.conflicts_of",
            {"The open cases about one member, oldest first.", "查看某会员的待处理冲突。"},
            {.arguments = {{.field = "member_id"}}, .output = "conflicts"}),
        cases.make<&domain::MemberConflicts::resolve>(
            "members.resolve_conflict",
            {"Decides a case: keep what stands, restore what lost, or dismiss it.",
             "处理冲突：保留现值、恢复被覆盖的值或忽略。"},
            {.arguments = {{.field = "conflict_id"}, {.field = "choice"}},
             .errors =
                 own_member_errors({&domain::k_conflict_not_found, &domain::k_conflict_is_duplicate,
                                    &domain::k_conflict_not_settable})}),
        cases.make<&domain::MemberConflicts::reopen>(
            "members.reopen_conflict",
            {"Takes a decision back: the case is open again, and the value that stood before "
             "stands again.",
             "重新处理冲突：恢复为待处理，并还原处理前的值。"},
            {.arguments = {{.field = "conflict_id"}},
             .errors = own_member_errors(
                 {&domain::k_conflict_not_found, &domain::k_conflict_not_decided,
                  &domain::k_conflict_merged, &domain::k_conflict_not_settable})}),
        ServiceOperations(manifest, domain::Right::members_merge)
            .make<&domain::MemberMerge::undo_merge>(
                "members.undo_merge", {"Makes a merged record one of its own again.", "撤销合并。"},
                {.arguments = {{.field = "member_id", .meaning = "the record merged away"}},
                 .errors = {&domain::k_member_not_found, &domain::k_member_of_other_store,
                            &domain::k_not_merged, &domain::k_merge_undo_order}}),
    };
}

Operation card_operation(const Manifest& manifest) {
    return {
        .name = "members.set_card",
        .summary_en =
            "Issues, replaces, reports lost or found, freezes, unfreezes or renews a card.",
        .summary_zh = "会员卡操作：发卡、换卡、挂失、找回、冻结、解冻、续期。",
        .right = domain::Right::members_cards,
        .serves = {name_of_function<&domain::MemberCards::set_card>()},
        .further_rights = {domain::Right::members_freeze},
        .input = schema::object(
            {required("member_id", schema::id("")),
             required("action", schema::one_of("freeze and unfreeze are the manager's",
                                               {"issue", "replace", "report_lost", "found",
                                                "freeze", "unfreeze", "renew"})),
             optional("number",
                      schema::text("which card; needed if the member has several in use", 64)),
             optional("new_number",
                      schema::text("issue, replace: a printed card; absent = the terminal's next",
                                   64))}),
        .output = schema::object({required("card", schema::of<domain::MemberCard>(manifest))}),
        .errors = own_member_errors({&domain::k_card_not_found, &domain::k_card_not_in_use,
                                     &domain::k_card_number_malformed, &domain::k_card_number_taken,
                                     &domain::k_tier_unknown}),
        .run = set_card};
}

}  // namespace

std::vector<Operation> member_case_operations(const Manifest& manifest) {
    auto operations = consent_operations(manifest);
    operations.push_back(card_operation(manifest));
    auto phones = phone_operations(manifest);
    std::ranges::move(phones, std::back_inserter(operations));
    auto conflicts_and_undo = conflict_operations(manifest);
    std::ranges::move(conflicts_and_undo, std::back_inserter(operations));
    const auto merge_field_schema = [] {
        return schema::one_of("birthday includes its calendar",
                              {"name", "phone", "gender", "birthday", "tier_code", "home_clerk",
                               "preferences", "notes", "heard_from"});
    };
    std::vector<Operation> cases = {
        {.name = "members.conflicts",
         .summary_en = "Values that lost against another store's edit, and members with one "
                       "number; oldest first.",
         .summary_zh = "查看冲突：被其他门店修改覆盖的内容，以及手机号相同的会员。",
         .right = domain::Right::members_conflicts,
         .serves = {name_of_function<&domain::MemberConflicts::list>(),
                    name_of_function<&domain::MemberConflicts::count>()},
         .input = schema::object(
             {optional("status", schema::one_of("default open", {"open", "decided"})),
              optional("after", schema::id("the last case of the page before")),
              optional("limit", schema::integer("default 100", 1, domain::k_conflicts_max))}),
         .output = schema::object(
             {required("total", schema::integer("how long the list is", 0, 1'000'000)),
              required("conflicts",
                       schema::list_of("", schema::of<domain::MemberConflict>(manifest)))}),
         .run = conflicts},
        {.name = "members.merge",
         .summary_en = "Says that two records are one person; both keep everything, and it can be "
                       "undone. For each field one of the two values stands.",
         .summary_zh = "合并两份会员档案，双方资料均保留，可撤销；可逐项选择保留哪一方的值。",
         .right = domain::Right::members_merge,
         .serves = {name_of_function<&domain::MemberMerge::merge>()},
         .input = schema::object(
             {required("member_id", schema::id("the record merged away, of this store")),
              required("into", schema::id("the record that stands")),
              optional("take",
                       schema::list_of("fields whose value of the merged record stands; both must "
                                       "be of this store. Absent: those that are empty in the "
                                       "record that stands",
                                       merge_field_schema()))}),
         .output = schema::object(
             {required("standing_member", schema::id("the record that stands for both"))}),
         .errors = own_member_errors({&domain::k_same_member}),
         .run = merge},
        {.name = "members.erase",
         .summary_en =
             "Deletes the person everywhere, for ever; the bookkeeping stays. Can't be undone.",
         .summary_zh = "按本人要求永久删除个人资料，账务记录保留，不可撤销。",
         .right = domain::Right::members_erase,
         .serves = {name_of_function<&domain::MemberErase::erase>()},
         .input = schema::object(
             {required("member_id", schema::id("")),
              required("reason",
                       schema::text("kept in the audit trail; no names or numbers", 200))}),
         .output = schema::object(
             {required("erased", schema::list_of("records emptied", schema::id(""))),
              required("elsewhere",
                       schema::list_of(
                           "the person's records in other stores, which have to erase them too",
                           schema::of<domain::Member>(manifest)))}),
         .errors = own_member_errors({&domain::k_reason_missing}),
         .run = erase},
    };
    std::ranges::move(cases, std::back_inserter(operations));
    return operations;
}

}  // namespace qiantai::ctl
