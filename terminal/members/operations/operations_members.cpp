#include "schema/base/json_values.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/members/rules/phone_facts.hpp"
#include "terminal/members/rules/recent_members.hpp"
#include "terminal/operations/input.hpp"
#include "terminal/operations/json_forms.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {
namespace {

using boost::json::object;
using domain::Members;
using schema::optional;
using schema::required;

BirthdayCalendar calendar_of(std::string_view name) {
    return parse_code<BirthdayCalendar>(name).value_or(BirthdayCalendar::solar);
}

domain::DuplicateCheck check_of(const Input& input) {
    return input.is_set("accept_duplicate") ? domain::DuplicateCheck::accept
                                            : domain::DuplicateCheck::refuse;
}

template <typename E>
std::optional<Coded<E>> coded_if(const Input& input, std::string_view name) {
    const auto text = input.text_if(name);
    return text ? std::optional(Coded<E>::of_text(*text)) : std::nullopt;
}

std::vector<domain::ConsentInput> consents_of(const object& in) {
    std::vector<domain::ConsentInput> consents;
    const auto* list = in.if_contains("consents");
    if (list == nullptr) return consents;
    for (const auto& item : list->as_array()) {
        const Input consent(item.as_object());
        consents.push_back(
            {consent.text("purpose"), consent.text("text_version"), consent.text("channel")});
    }
    return consents;
}

Result<object> register_member(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const auto id, input.id_if("id"));
    const domain::Registration registration{
        .id = id,
        .name = input.text("name"),
        .phone = input.text("phone"),
        .gender = Coded<Gender>::of_text(input.text("gender", code_of(Gender::unstated))),
        .birthday = input.text("birthday"),
        .birthday_calendar = calendar_of(input.text("birthday_calendar")),
        .tier_code = input.text_if("tier_code"),
        .card_number = input.text_if("card_number"),
        .home_clerk = input.text_if("home_clerk"),
        .heard_from =
            Coded<HeardFrom>::of_text(input.text("heard_from", code_of(HeardFrom::unstated))),
        .preferences = input.text("preferences"),
        .notes = input.text("notes"),
        .consents = consents_of(in),
        .duplicates = check_of(input)};
    QIANTAI_TRY(const auto details,
                Members(desk.context).register_member(*desk.session, registration));
    return to_json(details);
}

Result<object> update(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("member_id"));
    domain::MemberUpdate changes{.name = input.text_if("name"),
                                 .phone = input.text_or_emptied("phone"),
                                 .gender = coded_if<Gender>(input, "gender"),
                                 .birthday = input.text_or_emptied("birthday"),
                                 .tier_code = input.text_if("tier_code"),
                                 .home_clerk = input.text_or_emptied("home_clerk"),
                                 .heard_from = coded_if<HeardFrom>(input, "heard_from"),
                                 .preferences = input.text_or_emptied("preferences"),
                                 .notes = input.text_or_emptied("notes"),
                                 .duplicates = check_of(input)};
    if (const auto calendar = input.text_if("birthday_calendar")) {
        changes.birthday_calendar = calendar_of(*calendar);
    }
    QIANTAI_TRY(const auto details, Members(desk.context).update(*desk.session, id, changes));
    return to_json(details);
}

/// What stands beside a member in a result list.
template <typename Found>
void set_row(object& out, const Found& found) {
    set_text(out, "tier_name", found.tier_name);
    set_text(out, "card_number", found.card_number);
    set_text(out, "card_status", found.card_status.text());
}

object duplicates_json(const std::vector<domain::PossibleDuplicate>& found) {
    return {{"duplicates", json_list(found, [](const auto& one) {
                 auto member = to_json(one.member);
                 set_row(member, one);
                 return object{{"member", std::move(member)}, {"reason", code_of(one.reason)}};
             })}};
}

Result<object> possible_duplicates(Desk& desk, const object& in) {
    const Input input(in);
    const domain::DuplicateQuery query{input.text("phone"), input.text("name"),
                                       input.text("birthday")};
    QIANTAI_TRY(const auto found, Members(desk.context).possible_duplicates(*desk.session, query));
    return duplicates_json(found);
}

Result<object> duplicates_of(Desk& desk, const object& in) {
    QIANTAI_TRY(const Uuid id, Input(in).id("member_id"));
    QIANTAI_TRY(const auto found, Members(desk.context).duplicates_of(*desk.session, id));
    return duplicates_json(found);
}

schema::Json duplicates_schema(const Manifest& manifest) {
    const auto one = schema::object(
        {required("member", schema::of<domain::FoundMember>(manifest)),
         required("reason", schema::one_of("", {"same_phone", "same_name_and_birthday"}))});
    return schema::object({required("duplicates", schema::list_of("", one, 100))});
}

schema::Json register_schema(const Manifest& manifest) {
    const auto column = [&](std::string_view name, std::string_view description = {}) {
        return schema::column(manifest, "member", name, description);
    };
    return schema::object(
        {optional("id", schema::id("made by the caller: a repeated call with it registers once")),
         required("name", schema::text("name or nickname", 200)),
         required("phone",
                  schema::text("mobile number; blanks, dashes and +86 are taken away", 40)),
         optional("gender", column("gender")), optional("birthday", column("birthday")),
         optional("birthday_calendar", column("birthday_calendar")),
         optional("tier_code", column("tier_code", "absent = the lowest tier")),
         optional("card_number",
                  schema::text("a printed card's number; absent = the terminal's next", 64)),
         optional("home_clerk",
                  column("home_clerk", "staff number; absent = whoever is signed in")),
         optional("heard_from", column("heard_from")),
         optional("preferences", column("preferences")), optional("notes", column("notes")),
         optional("consents",
                  schema::list_of(
                      "what the member agrees to",
                      schema::of<domain::ConsentInput>(manifest, schema::Direction::input), 20)),
         optional("accept_duplicate",
                  schema::boolean("another person with the same number: register anyway"))});
}

schema::Json update_schema(const Manifest& manifest) {
    const auto column = [&](std::string_view name) {
        return schema::column(manifest, "member", name);
    };
    return schema::object(
        {required("member_id", schema::id("")), optional("name", schema::text("", 200)),
         optional("phone",
                  schema::or_null(schema::text("can't be emptied: members.release_phone", 40))),
         optional("gender", column("gender")),
         optional("birthday", schema::or_null(column("birthday"))),
         optional("birthday_calendar", column("birthday_calendar")),
         optional("tier_code", column("tier_code")),
         optional("home_clerk", schema::or_null(column("home_clerk"))),
         optional("heard_from", column("heard_from")),
         optional("preferences", schema::or_null(column("preferences"))),
         optional("notes", schema::or_null(column("notes"))),
         optional("accept_duplicate",
                  schema::boolean("another person has the same number: write it anyway"))});
}

std::vector<const ErrorKind*> form_errors() {
    return {&domain::k_name_malformed,      &domain::k_phone_malformed,
            &domain::k_phone_several,       &domain::k_birthday_malformed,
            &domain::k_birthday_impossible, &domain::k_birthday_in_future,
            &domain::k_text_malformed,      &domain::k_possible_duplicate,
            &domain::k_tier_unknown,        &domain::k_home_clerk_unknown};
}

std::vector<const ErrorKind*> with(std::vector<const ErrorKind*> errors,
                                   std::initializer_list<const ErrorKind*> more) {
    errors.insert(errors.end(), more);
    return errors;
}

std::vector<Operation> reading_operations(const Manifest& manifest) {
    const auto by_id = [](std::string_view meaning = {}) {
        return std::vector<FieldNote>{{.field = "member_id", .meaning = meaning}};
    };
    const auto with_reason = [] {
        return std::vector<FieldNote>{
            {.field = "member_id"},
            {.field = "reason", .meaning = "kept in the audit trail; no names or numbers"}};
    };
    using domain::Right;
    const ServiceOperations reading(manifest, Right::members_read);
    return {
        reading.make<&Members::get>(
            "members.get",
            {"A member with cards and consents, masked by role.",
             "查看会员及其会员卡和同意记录，按岗位隐藏联系方式。"},
            {.arguments = by_id(), .errors = {&domain::k_member_not_found}}),
        reading.make<&Members::find>(
            "members.find",
            {"Finds by phone, last digits, card, part of the name or pinyin; best first, at most "
             "50, masked.",
             "按手机号、尾号、卡号、姓名或拼音查找，最多 50 条，隐藏联系方式。"},
            {.arguments = {{.field = "query", .meaning = "as typed or scanned"}},
             .output = "members",
             .output_note = {.length_max = 50}}),
        reading.make<&Members::owner_of_card>(
            "members.owner_of_card",
            {"The one member who has exactly this card; nothing if nobody or several have it.",
             "按卡号查找持卡会员；无人或多人持有时不返回。"},
            {.arguments = {{.field = "number", .meaning = "whole card number", .length_max = 64}},
             .output = "member_id"}),
        reading.make<&domain::RecentMembers::note_opened>(
            "members.note_opened",
            {"Puts a member on one's own list of people seen lately on this terminal.",
             "把会员记入本人在本机的最近查看。"},
            {.arguments = by_id(), .errors = {&domain::k_member_not_found}}),
        reading.make<&domain::RecentMembers::list>(
            "members.recent",
            {"Whom one opened lately on this terminal, the last first; masked.",
             "列出本人在本机最近查看的会员，隐藏联系方式。"},
            {.output = "members", .output_note = {.length_max = domain::k_recent_members_max}}),
        ServiceOperations(manifest, Right::members_reveal)
            .make<&Members::reveal_contact>(
                "members.reveal_contact",
                {"Shows one member unmasked, for a reason that goes into the audit trail.",
                 "查看会员完整联系方式，须填写原因并记入稽核记录。"},
                {.arguments = with_reason(),
                 .output = "member",
                 .errors = {&domain::k_member_not_found, &domain::k_member_erased,
                            &domain::k_reason_missing}}),
        ServiceOperations(manifest, Right::members_history)
            .make<&Members::history>(
                "members.history",
                {"Who did what with a member on this terminal, newest first, without values.",
                 "查看会员档案的操作历史（不含具体内容）。"},
                {.arguments = by_id(),
                 .output = "entries",
                 .output_note = {.length_max = domain::k_history_max},
                 .errors = {&domain::k_member_not_found}}),
        ServiceOperations(manifest, Right::members_copy)
            .make<&Members::copy>(
                "members.copy",
                {"Everything kept about a member, for handing over to that person; audited.",
                 "导出会员本人的全部资料（应本人要求），记入稽核记录。"},
                {.arguments = with_reason(),
                 .errors = {&domain::k_member_not_found, &domain::k_member_erased,
                            &domain::k_member_of_other_store, &domain::k_member_merged,
                            &domain::k_reason_missing}}),
    };
}

}  // namespace

std::vector<Operation> member_operations(const Manifest& manifest) {
    auto operations = reading_operations(manifest);
    const auto details = [&] { return schema::of<domain::MemberDetails>(manifest); };
    std::vector<Operation> others = {
        {.name = "members.register",
         .summary_en = "Registers a member with a card; name and mobile number are enough.",
         .summary_zh = "登记会员并发卡，只需姓名和手机号。",
         .right = domain::Right::members_register,
         .serves = {name_of_function<&Members::register_member>()},
         .input = register_schema(manifest),
         .output = details(),
         .errors = with(form_errors(), {&domain::k_card_number_malformed,
                                        &domain::k_card_number_taken, &domain::k_member_id_taken}),
         .run = register_member},
        {.name = "members.update",
         .summary_en = "Changes the fields given; null empties an optional one.",
         .summary_zh = "修改会员资料，只写入给出的字段；null 表示清空。",
         .right = domain::Right::members_update,
         .serves = {name_of_function<&Members::update>()},
         .further_rights = {domain::Right::members_assign},
         .input = update_schema(manifest),
         .output = details(),
         .errors = with(form_errors(), {&domain::k_member_not_found, &domain::k_member_erased,
                                        &domain::k_member_of_other_store, &domain::k_member_merged,
                                        &domain::k_phone_not_emptied}),
         .run = update},
        {.name = "members.possible_duplicates",
         .summary_en = "Members with the same number, or the same name and birthday; for warnings "
                       "while typing.",
         .summary_zh = "查找可能重复的会员：手机号相同，或姓名和生日相同。",
         .right = domain::Right::members_register,
         .serves = {name_of_function<&Members::possible_duplicates>()},
         .input = schema::of<domain::DuplicateQuery>(manifest, schema::Direction::input),
         .output = duplicates_schema(manifest),
         .run = possible_duplicates},
        {.name = "members.duplicates_of",
         .summary_en = "Who else might be this member: the same number, or the same name and "
                       "birthday.",
         .summary_zh = "查找可能与该会员为同一人的其他档案。",
         .right = domain::Right::members_read,
         .serves = {name_of_function<&Members::duplicates_of>()},
         .input = schema::object({required("member_id", schema::id(""))}),
         .output = duplicates_schema(manifest),
         .errors = {&domain::k_member_not_found},
         .run = duplicates_of},
    };
    std::ranges::move(others, std::back_inserter(operations));
    return operations;
}

}  // namespace qiantai::ctl
