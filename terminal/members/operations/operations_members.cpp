#include "schema/base/json_values.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/operations/member_json.hpp"
#include "terminal/operations/input.hpp"
#include "terminal/operations/json_forms.hpp"
#include "terminal/operations/operation.hpp"

namespace qiantai::ctl {
namespace {

using boost::json::object;
using domain::Members;
using schema::optional;
using schema::required;

domain::BirthdayCalendar calendar_of(std::string_view name) {
    return name == "lunar" ? domain::BirthdayCalendar::lunar : domain::BirthdayCalendar::solar;
}

domain::DuplicateCheck duplicates_of(const Input& input) {
    return input.is_set("accept_duplicate") ? domain::DuplicateCheck::accept
                                            : domain::DuplicateCheck::refuse;
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
        .gender = input.text("gender", "unstated"),
        .birthday = input.text("birthday"),
        .birthday_calendar = calendar_of(input.text("birthday_calendar")),
        .tier_code = input.text_if("tier_code"),
        .card_number = input.text_if("card_number"),
        .home_clerk = input.text_if("home_clerk"),
        .heard_from = input.text("heard_from", "other"),
        .preferences = input.text("preferences"),
        .notes = input.text("notes"),
        .consents = consents_of(in),
        .duplicates = duplicates_of(input)};
    QIANTAI_TRY(const auto details,
                Members(desk.context).register_member(*desk.session, registration));
    return to_json(details);
}

Result<object> update(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("member_id"));
    domain::MemberUpdate changes{.name = input.text_if("name"),
                                 .phone = input.text_if("phone"),
                                 .gender = input.text_if("gender"),
                                 .birthday = input.text_or_emptied("birthday"),
                                 .tier_code = input.text_if("tier_code"),
                                 .home_clerk = input.text_or_emptied("home_clerk"),
                                 .heard_from = input.text_if("heard_from"),
                                 .preferences = input.text_or_emptied("preferences"),
                                 .notes = input.text_or_emptied("notes"),
                                 .duplicates = duplicates_of(input)};
    if (const auto calendar = input.text_if("birthday_calendar")) {
        changes.birthday_calendar = calendar_of(*calendar);
    }
    QIANTAI_TRY(const auto details, Members(desk.context).update(*desk.session, id, changes));
    return to_json(details);
}

Result<object> get(Desk& desk, const object& in) {
    QIANTAI_TRY(const Uuid id, Input(in).id("member_id"));
    QIANTAI_TRY(const auto details, Members(desk.context).get(*desk.session, id));
    return to_json(details);
}

/// What stands beside a member in a result list.
template <typename Found>
void set_row(object& out, const Found& found) {
    set_text(out, "tier_name", found.tier_name);
    set_text(out, "card_number", found.card_number);
    set_text(out, "card_status", found.card_status);
}

Result<object> find(Desk& desk, const object& in) {
    QIANTAI_TRY(const auto found,
                Members(desk.context).find(*desk.session, Input(in).text("query")));
    return object{{"members", json_list(found, [](const domain::FoundMember& one) {
                       auto out = to_json(one.member);
                       set_row(out, one);
                       if (one.merged_from) out["merged_from"] = one.merged_from->text();
                       return out;
                   })}};
}

Result<object> reveal_contact(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("member_id"));
    QIANTAI_TRY(const auto member,
                Members(desk.context).reveal_contact(*desk.session, id, input.text("reason")));
    return object{{"member", to_json(member)}};
}

Result<object> possible_duplicates(Desk& desk, const object& in) {
    const Input input(in);
    const domain::DuplicateQuery query{input.text("phone"), input.text("name"),
                                       input.text("birthday")};
    QIANTAI_TRY(const auto found, Members(desk.context).possible_duplicates(*desk.session, query));
    return object{{"duplicates", json_list(found, [](const auto& one) {
                       auto member = to_json(one.member);
                       set_row(member, one);
                       return object{{"member", std::move(member)},
                                     {"reason", duplicate_reason_name(one.reason)}};
                   })}};
}

Result<object> history(Desk& desk, const object& in) {
    QIANTAI_TRY(const Uuid id, Input(in).id("member_id"));
    QIANTAI_TRY(const auto entries, Members(desk.context).history(*desk.session, id));
    return object{{"entries", json_list(entries, [](const auto& entry) {
                       object out{{"at", entry.at}, {"action", entry.action}};
                       set_text(out, "staff_number", entry.staff_number);
                       if (!entry.detail_json.empty())
                           out["detail"] = json_or_text(entry.detail_json);
                       return out;
                   })}};
}

Result<object> copy(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("member_id"));
    QIANTAI_TRY(const auto details,
                Members(desk.context).copy(*desk.session, id, input.text("reason")));
    return to_json(details);
}

/// A member with what a result list shows beside it.
schema::Json found_member_schema(const Manifest& manifest) {
    auto out = member_schema(manifest);
    auto& fields = out.at("properties").as_object();
    fields["tier_name"] = schema::column(manifest, "tier", "name");
    fields["card_number"] =
        schema::column(manifest, "member_card", "number", "the newest active card, else newest");
    fields["card_status"] = schema::column(manifest, "member_card", "status");
    fields["merged_from"] = schema::id("the record that was found, if merged into this one");
    return out;
}

schema::Json consent_input_schema(const Manifest& manifest) {
    return schema::object(
        {required("purpose", schema::column(manifest, "consent", "purpose")),
         required("text_version", schema::column(manifest, "consent", "text_version")),
         required("channel", schema::column(manifest, "consent", "channel"))});
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
                  schema::list_of("what the member agrees to", consent_input_schema(manifest), 20)),
         optional("accept_duplicate",
                  schema::boolean("another person with the same number: register anyway"))});
}

schema::Json update_schema(const Manifest& manifest) {
    const auto column = [&](std::string_view name) {
        return schema::column(manifest, "member", name);
    };
    return schema::object(
        {required("member_id", schema::id("")), optional("name", schema::text("", 200)),
         optional("phone", schema::text("", 40)), optional("gender", column("gender")),
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
    return {&domain::k_name_malformed,     &domain::k_phone_malformed,
            &domain::k_birthday_malformed, &domain::k_birthday_impossible,
            &domain::k_text_malformed,     &domain::k_possible_duplicate,
            &domain::k_tier_unknown,       &domain::k_home_clerk_unknown};
}

std::vector<const ErrorKind*> with(std::vector<const ErrorKind*> errors,
                                   std::initializer_list<const ErrorKind*> more) {
    errors.insert(errors.end(), more);
    return errors;
}

}  // namespace

std::vector<Operation> member_operations(const Manifest& manifest) {
    const auto member_only = [] { return schema::object({required("member_id", schema::id(""))}); };
    const auto with_reason = [] {
        return schema::object(
            {required("member_id", schema::id("")),
             required("reason",
                      schema::text("kept in the audit trail; no names or numbers", 200))});
    };
    return {
        {.name = "members.register",
         .summary_en = "Registers a member with a card; name and mobile number are enough.",
         .summary_zh = "登记会员并发卡，只需姓名和手机号。",
         .right = domain::Right::members_register,
         .input = register_schema(manifest),
         .output = member_details_schema(manifest),
         .errors = with(form_errors(), {&domain::k_card_number_malformed,
                                        &domain::k_card_number_taken, &domain::k_member_id_taken}),
         .run = register_member},
        {.name = "members.update",
         .summary_en = "Changes the fields given; null empties an optional one.",
         .summary_zh = "修改会员资料，只写入给出的字段；null 表示清空。",
         .right = domain::Right::members_update,
         .further_rights = {domain::Right::members_assign},
         .input = update_schema(manifest),
         .output = member_details_schema(manifest),
         .errors =
             with(form_errors(), {&domain::k_member_not_found, &domain::k_member_erased,
                                  &domain::k_member_of_other_store, &domain::k_member_merged}),
         .run = update},
        {.name = "members.get",
         .summary_en = "A member with cards and consents, masked by role.",
         .summary_zh = "查看会员及其会员卡和同意记录，按岗位隐藏联系方式。",
         .right = domain::Right::members_read,
         .input = member_only(),
         .output = member_details_schema(manifest),
         .errors = {&domain::k_member_not_found},
         .run = get},
        {.name = "members.find",
         .summary_en = "Finds by phone, last digits, card, part of the name or pinyin; best first, "
                       "at most 50, masked.",
         .summary_zh = "按手机号、尾号、卡号、姓名或拼音查找，最多 50 条，隐藏联系方式。",
         .right = domain::Right::members_read,
         .input = schema::object({required("query", schema::text("as typed or scanned", 200))}),
         .output = schema::object(
             {required("members", schema::list_of("", found_member_schema(manifest), 50))}),
         .run = find},
        {.name = "members.reveal_contact",
         .summary_en = "Shows one member unmasked, for a reason that goes into the audit trail.",
         .summary_zh = "查看会员完整联系方式，须填写原因并记入稽核记录。",
         .right = domain::Right::members_reveal,
         .input = with_reason(),
         .output = schema::object({required("member", member_schema(manifest))}),
         .errors = {&domain::k_member_not_found, &domain::k_member_erased,
                    &domain::k_reason_missing},
         .run = reveal_contact},
        {.name = "members.possible_duplicates",
         .summary_en = "Members with the same number, or the same name and birthday; for warnings "
                       "while typing.",
         .summary_zh = "查找可能重复的会员：手机号相同，或姓名和生日相同。",
         .right = domain::Right::members_register,
         .input = schema::object({optional("phone", schema::text("", 40)),
                                  optional("name", schema::text("", 200)),
                                  optional("birthday", schema::text("", 11))}),
         .output = schema::object({required(
             "duplicates",
             schema::list_of(
                 "",
                 schema::object(
                     {required("member", found_member_schema(manifest)),
                      required("reason",
                               schema::one_of("", {"same_phone", "same_name_and_birthday"}))}),
                 100))}),
         .run = possible_duplicates},
        {.name = "members.history",
         .summary_en = "Who did what with a member on this terminal, newest first, without values.",
         .summary_zh = "查看会员档案的操作历史（不含具体内容）。",
         .right = domain::Right::members_history,
         .input = member_only(),
         .output = schema::object({required(
             "entries",
             schema::list_of("",
                             schema::object({required("at", schema::time("")),
                                             required("action", schema::text("", 60)),
                                             optional("staff_number", schema::text("", 12)),
                                             optional("detail", schema::any("particulars"))}),
                             200))}),
         .errors = {&domain::k_member_not_found},
         .run = history},
        {.name = "members.copy",
         .summary_en = "Everything kept about a member, for handing over to that person; audited.",
         .summary_zh = "导出会员本人的全部资料（应本人要求），记入稽核记录。",
         .right = domain::Right::members_copy,
         .input = with_reason(),
         .output = member_details_schema(manifest),
         .errors = {&domain::k_member_not_found, &domain::k_member_erased,
                    &domain::k_member_of_other_store, &domain::k_member_merged,
                    &domain::k_reason_missing},
         .run = copy},
    };
}

}  // namespace qiantai::ctl
