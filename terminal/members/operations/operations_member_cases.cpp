// Cards, consents, conflicts, merging and erasing.

#include "terminal/base/text_rules.hpp"
#include "terminal/members/operations/member_json.hpp"
#include "terminal/members/rules/member_erase.hpp"
#include "terminal/members/rules/member_merge.hpp"
#include "terminal/operations/input.hpp"
#include "terminal/operations/json_forms.hpp"
#include "terminal/operations/operation.hpp"

namespace qiantai::ctl {
namespace {

using boost::json::object;
using schema::optional;
using schema::required;

Result<object> set_card(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("member_id"));
    const auto action = domain::parse_card_action(input.text("action"));
    QIANTAI_ASSERT(action.has_value());
    const domain::CardRequest request{id, *action, input.text_if("number"),
                                      input.text_if("new_number")};
    QIANTAI_TRY(const auto card,
                domain::MemberCards(desk.context).set_card(*desk.session, request));
    return object{{"card", to_json(card)}};
}

domain::ConsentInput consent_of(const Input& input) {
    return {input.text("purpose"), input.text("text_version"), input.text("channel")};
}

Result<object> record_consent(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("member_id"));
    QIANTAI_TRY(const auto consent,
                domain::MemberConsents(desk.context).record(*desk.session, id, consent_of(input)));
    return object{{"consent", to_json(consent)}};
}

Result<object> withdraw_consent(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("member_id"));
    QIANTAI_TRY(
        const auto consent,
        domain::MemberConsents(desk.context).withdraw(*desk.session, id, consent_of(input)));
    return object{{"consent", to_json(consent)}};
}

Result<object> conflicts(Desk& desk, const object& in) {
    const Input input(in);
    const auto status = input.text("status", "open") == "open" ? domain::ConflictStatus::open
                                                               : domain::ConflictStatus::decided;
    QIANTAI_TRY(const auto after, input.id_if("after"));
    domain::MemberConflicts all(desk.context);
    const auto limit = static_cast<int>(input.integer("limit", 100));
    QIANTAI_TRY(const auto found, all.list(*desk.session, status, limit, after));
    QIANTAI_TRY(const auto total, all.count(*desk.session, status));
    return object{
        {"total", total},
        {"conflicts", json_list(found, [](const auto& conflict) { return to_json(conflict); })}};
}

Result<object> resolve_conflict(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("conflict_id"));
    const auto choice = domain::parse_choice(input.text("choice"));
    QIANTAI_ASSERT(choice.has_value());
    QIANTAI_TRY_STATUS(domain::MemberConflicts(desk.context).resolve(*desk.session, id, *choice));
    return object();
}

Result<object> reopen_conflict(Desk& desk, const object& in) {
    QIANTAI_TRY(const Uuid id, Input(in).id("conflict_id"));
    QIANTAI_TRY_STATUS(domain::MemberConflicts(desk.context).reopen(*desk.session, id));
    return object();
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

Result<object> undo_merge(Desk& desk, const object& in) {
    QIANTAI_TRY(const Uuid loser, Input(in).id("member_id"));
    QIANTAI_TRY_STATUS(domain::MemberMerge(desk.context).undo_merge(*desk.session, loser));
    return object();
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

Operation consent_operation(const Manifest& manifest) {
    return {.right = domain::Right::members_consents,
            .input = schema::object(
                {required("member_id", schema::id("")),
                 required("purpose", schema::column(manifest, "consent", "purpose")),
                 required("text_version", schema::column(manifest, "consent", "text_version",
                                                         "version of the wording shown")),
                 required("channel", schema::column(manifest, "consent", "channel"))}),
            .output = schema::object({required("consent", consent_schema(manifest))})};
}

std::vector<Operation> card_and_consent_operations(const Manifest& manifest) {
    auto record = consent_operation(manifest);
    record.name = "members.record_consent";
    record.summary_en =
        "Writes that the member agrees to something, with the wording's version and the channel.";
    record.summary_zh = "记录会员的同意（含文本版本和渠道）。";
    record.errors = own_member_errors({&domain::k_text_malformed});
    record.run = record_consent;
    auto withdraw = consent_operation(manifest);
    withdraw.name = "members.withdraw_consent";
    withdraw.summary_en = "Writes that the member withdraws an earlier consent.";
    withdraw.summary_zh = "记录会员撤回同意。";
    withdraw.errors = own_member_errors({&domain::k_text_malformed, &domain::k_consent_not_given});
    withdraw.run = withdraw_consent;
    Operation card{
        .name = "members.set_card",
        .summary_en =
            "Issues, replaces, reports lost or found, freezes, unfreezes or renews a card.",
        .summary_zh = "会员卡操作：发卡、换卡、挂失、找回、冻结、解冻、续期。",
        .right = domain::Right::members_cards,
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
        .output = schema::object({required("card", card_schema(manifest))}),
        .errors = own_member_errors({&domain::k_card_not_found, &domain::k_card_not_in_use,
                                     &domain::k_card_number_malformed, &domain::k_card_number_taken,
                                     &domain::k_tier_unknown}),
        .run = set_card};
    std::vector<Operation> operations;
    operations.push_back(std::move(card));
    operations.push_back(std::move(record));
    operations.push_back(std::move(withdraw));
    return operations;
}

}  // namespace

std::vector<Operation> member_case_operations(const Manifest& manifest) {
    auto operations = card_and_consent_operations(manifest);
    const auto merge_field_schema = [] {
        return schema::one_of("birthday includes its calendar",
                              {"name", "phone", "gender", "birthday", "tier_code", "home_clerk",
                               "preferences", "notes", "heard_from"});
    };
    const auto loser_only = [] {
        return schema::object({required("member_id", schema::id("the record merged away"))});
    };
    std::vector<Operation> cases = {
        {.name = "members.conflicts",
         .summary_en = "Values that lost against another store's edit, and members with one "
                       "number; oldest first.",
         .summary_zh = "查看冲突：被其他门店修改覆盖的内容，以及手机号相同的会员。",
         .right = domain::Right::members_conflicts,
         .input = schema::object(
             {optional("status", schema::one_of("default open", {"open", "decided"})),
              optional("after", schema::id("the last case of the page before")),
              optional("limit", schema::integer("default 100", 1, 1000))}),
         .output = schema::object(
             {required("total", schema::integer("how long the list is", 0, 1'000'000)),
              required("conflicts", schema::list_of("", conflict_schema(manifest)))}),
         .run = conflicts},
        {.name = "members.resolve_conflict",
         .summary_en = "Decides a case: keep what stands, restore what lost, or dismiss it.",
         .summary_zh = "处理冲突：保留现值、恢复被覆盖的值或忽略。",
         .right = domain::Right::members_conflicts,
         .input = schema::object(
             {required("conflict_id", schema::id("")),
              required("choice", schema::one_of("", {"keep", "restore", "dismiss"}))}),
         .output = schema::object({}),
         .errors =
             own_member_errors({&domain::k_conflict_not_found, &domain::k_conflict_is_duplicate,
                                &domain::k_conflict_not_settable}),
         .run = resolve_conflict},
        {.name = "members.reopen_conflict",
         .summary_en = "Takes a decision back: the case is open again, and the value that stood "
                       "before stands again.",
         .summary_zh = "重新处理冲突：恢复为待处理，并还原处理前的值。",
         .right = domain::Right::members_conflicts,
         .input = schema::object({required("conflict_id", schema::id(""))}),
         .output = schema::object({}),
         .errors =
             own_member_errors({&domain::k_conflict_not_found, &domain::k_conflict_not_decided,
                                &domain::k_conflict_merged, &domain::k_conflict_not_settable}),
         .run = reopen_conflict},
        {.name = "members.merge",
         .summary_en = "Says that two records are one person; both keep everything, and it can be "
                       "undone. For each field one of the two values stands.",
         .summary_zh = "合并两份会员档案，双方资料均保留，可撤销；可逐项选择保留哪一方的值。",
         .right = domain::Right::members_merge,
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
        {.name = "members.undo_merge",
         .summary_en = "Makes a merged record one of its own again.",
         .summary_zh = "撤销合并。",
         .right = domain::Right::members_merge,
         .input = loser_only(),
         .output = schema::object({}),
         .errors = {&domain::k_member_not_found, &domain::k_member_of_other_store,
                    &domain::k_not_merged, &domain::k_merge_undo_order},
         .run = undo_merge},
        {.name = "members.erase",
         .summary_en =
             "Deletes the person everywhere, for ever; the bookkeeping stays. Can't be undone.",
         .summary_zh = "按本人要求永久删除个人资料，账务记录保留，不可撤销。",
         .right = domain::Right::members_erase,
         .input = schema::object(
             {required("member_id", schema::id("")),
              required("reason",
                       schema::text("kept in the audit trail; no names or numbers", 200))}),
         .output = schema::object(
             {required("erased", schema::list_of("records emptied", schema::id(""))),
              required("elsewhere",
                       schema::list_of(
                           "the person's records in other stores, which have to erase them too",
                           member_schema(manifest)))}),
         .errors = own_member_errors({&domain::k_reason_missing}),
         .run = erase},
    };
    for (auto& operation : cases) operations.push_back(std::move(operation));
    return operations;
}

}  // namespace qiantai::ctl
