// The members' work lists and figures: expiring cards, birthdays, contacts, renewals, home screen.

#include "terminal/base/text_rules.hpp"
#include "terminal/members/operations/member_json.hpp"
#include "terminal/members/rules/member_figures.hpp"
#include "terminal/members/rules/member_lists.hpp"
#include "terminal/members/rules/member_timeline.hpp"
#include "terminal/operations/input.hpp"
#include "terminal/operations/json_forms.hpp"
#include "terminal/operations/operation.hpp"

namespace qiantai::ctl {
namespace {

using boost::json::object;
using schema::optional;
using schema::required;

object place_json(const domain::ListPlace& place) {
    return {{"date", place.date}, {"id", place.id.text()}};
}

Result<std::optional<domain::ListPlace>> place_of(const object& in) {
    const auto* after = in.if_contains("after");
    if (after == nullptr) return std::optional<domain::ListPlace>();
    const Input place(after->as_object());
    QIANTAI_TRY(const Uuid id, place.id("id"));
    return std::optional(domain::ListPlace{place.text("date"), id});
}

schema::Json place_schema() {
    return schema::object({required("date", schema::date("")), required("id", schema::id(""))});
}

Result<object> expiring(Desk& desk, const object& in) {
    const Input input(in);
    domain::ExpiringFilter filter{
        .within_days = static_cast<int>(input.integer("within_days", 30)),
        .expired_days = static_cast<int>(input.integer("expired_days", 30)),
        .home_clerk = input.text_if("home_clerk"),
        .limit = static_cast<int>(input.integer("limit", 50))};
    const auto contacted = input.text("contacted", "any");
    if (contacted == "not_yet") filter.contacted = domain::ContactedFilter::not_yet;
    if (contacted == "done") filter.contacted = domain::ContactedFilter::done;
    QIANTAI_TRY(filter.after, place_of(in));
    QIANTAI_TRY(const auto page, domain::MemberLists(desk.context).expiring(*desk.session, filter));
    object out{{"cards", json_list(page.cards, [](const domain::ExpiringCard& row) {
                    object one{{"member", to_json(row.member)},
                               {"tier_name", row.tier_name},
                               {"card", to_json(row.card)},
                               {"days_left", row.days_left},
                               {"do_not_call", row.do_not_call}};
                    if (row.last_contact) one["last_contact"] = to_json(*row.last_contact);
                    return one;
                })}};
    if (page.next) out["next"] = place_json(*page.next);
    return out;
}

Result<object> care(Desk& desk, const object& in) {
    const Input input(in);
    domain::CareFilter filter{.from = input.text("from"),
                              .until = input.text("until"),
                              .home_clerk = input.text_if("home_clerk"),
                              .limit = static_cast<int>(input.integer("limit", 50))};
    QIANTAI_TRY(filter.after, place_of(in));
    QIANTAI_TRY(const auto page, domain::MemberLists(desk.context).care(*desk.session, filter));
    object out{{"birthdays", json_list(page.entries, [](const domain::CareEntry& row) {
                    object one{{"celebrated_on", row.celebrated_on},
                               {"calendar", calendar_name(row.calendar)},
                               {"month_day", row.month_day},
                               {"member", to_json(row.member)},
                               {"tier_name", row.tier_name},
                               {"is_done", row.is_done},
                               {"do_not_call", row.do_not_call}};
                    if (row.last_contact) one["last_contact"] = to_json(*row.last_contact);
                    return one;
                })}};
    if (page.next) out["next"] = place_json(*page.next);
    return out;
}

Result<object> record_contact(Desk& desk, const object& in) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("member_id"));
    QIANTAI_TRY(const auto card, input.id_if("card_id"));
    const domain::ContactInput contact{.member_id = id,
                                       .kind = input.text("kind"),
                                       .outcome = input.text("outcome"),
                                       .remark = input.text("remark"),
                                       .card_id = card,
                                       .occasion_on = input.text_if("occasion_on")};
    QIANTAI_TRY(const auto recorded,
                domain::MemberContacts(desk.context).record(*desk.session, contact));
    return object{{"contact", to_json(recorded)}};
}

Result<object> end_term(Desk& desk, const object& in, domain::CardAction action) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("member_id"));
    const domain::CardRequest request{.member_id = id,
                                      .action = action,
                                      .number = input.text_if("number"),
                                      .lapse_reason = input.text_if("reason")};
    QIANTAI_TRY(const auto card,
                domain::MemberCards(desk.context).set_card(*desk.session, request));
    return object{{"card", to_json(card)}};
}

Result<object> renew(Desk& desk, const object& in) {
    return end_term(desk, in, domain::CardAction::renew);
}

Result<object> lapse(Desk& desk, const object& in) {
    return end_term(desk, in, domain::CardAction::lapse);
}

Result<object> today(Desk& desk, const object&) {
    QIANTAI_TRY(const auto figures, domain::MemberFigures(desk.context).today(*desk.session));
    object out{{"business_date", figures.business_date},
               {"new_today", figures.new_today},
               {"new_this_month", figures.new_this_month},
               {"new_today_own", figures.new_today_own},
               {"new_this_month_own", figures.new_this_month_own}};
    const auto set = [&](std::string_view name, const std::optional<std::int64_t>& count) {
        if (count) out[name] = *count;
    };
    set("open_duplicates", figures.open_duplicates);
    set("open_conflicts", figures.open_conflicts);
    const auto set_work = [&](std::string name, const std::optional<domain::OpenWork>& work) {
        if (!work) return;
        out[name] = work->store;
        out[name + "_own"] = work->own;
    };
    set_work("expiring_uncontacted", figures.expiring_uncontacted);
    set_work("birthdays_to_greet", figures.birthdays_to_greet);
    return out;
}

Result<object> timeline(Desk& desk, const object& in) {
    QIANTAI_TRY(const Uuid id, Input(in).id("member_id"));
    QIANTAI_TRY(const auto entries, domain::MemberTimelines(desk.context).load(*desk.session, id));
    return object{{"entries", json_list(entries, [](const domain::TimelineEntry& entry) {
                       object out{{"kind", timeline_kind_name(entry.kind)}, {"at", entry.at}};
                       set_text(out, "staff_number", entry.staff_number);
                       set_text(out, "staff_name", entry.staff_name);
                       set_text(out, "value", entry.value);
                       set_text(out, "detail", entry.detail);
                       set_text(out, "occasion", entry.occasion);
                       set_text(out, "card_number", entry.card_number);
                       set_text(out, "before", entry.before);
                       set_text(out, "after", entry.after);
                       if (!entry.fields.empty()) {
                           out["fields"] = boost::json::value_from(entry.fields);
                       }
                       if (entry.other_member) out["other_member"] = entry.other_member->text();
                       return out;
                   })}};
}

std::vector<const ErrorKind*> card_errors(std::initializer_list<const ErrorKind*> more) {
    std::vector<const ErrorKind*> errors = {
        &domain::k_member_not_found, &domain::k_member_of_other_store, &domain::k_member_erased,
        &domain::k_member_merged, &domain::k_card_not_found};
    errors.insert(errors.end(), more);
    return errors;
}

Operation expiring_operation(const Manifest& manifest) {
    const auto row = schema::object(
        {required("member", member_schema(manifest)), required("tier_name", schema::text("")),
         required("card", card_schema(manifest)),
         required("days_left", schema::integer("negative: expired", -366, 366)),
         optional("last_contact", contact_schema(manifest)),
         required("do_not_call", schema::boolean("the member does not want to be called"))});
    return {.name = "members.expiring",
            .summary_en = "Cards of the own store that expire soon or expired lately, by date.",
            .summary_zh = "到期会员：列出即将到期和近期已到期的会员卡。",
            .right = domain::Right::members_contact,
            .input = schema::object(
                {optional("within_days", schema::integer("default 30", 0, 366)),
                 optional("expired_days", schema::integer("default 30", 0, 366)),
                 optional("contacted", schema::one_of("default any; about this expiry",
                                                      {"any", "not_yet", "done"})),
                 optional("home_clerk", schema::text("only this colleague's", 12)),
                 optional("limit", schema::integer("default 50", 1, 200)),
                 optional("after", place_schema())}),
            .output = schema::object({required("cards", schema::list_of("", row, 200)),
                                      optional("next", place_schema())}),
            .errors = {&domain::k_list_range_malformed},
            .run = expiring};
}

Operation care_operation(const Manifest& manifest) {
    const auto row = schema::object(
        {required("celebrated_on", schema::date("the day of this round's celebration")),
         required("calendar", schema::one_of("", {"solar", "lunar"})),
         required("month_day", schema::text("MM-DD as the member counts, leap month MML-DD", 6)),
         required("member", member_schema(manifest)), required("tier_name", schema::text("")),
         optional("last_contact", contact_schema(manifest)),
         required("is_done", schema::boolean("that contact was about this celebration")),
         required("do_not_call", schema::boolean("the member does not want to be called"))});
    return {
        .name = "members.care",
        .summary_en = "Members of the own store with a solar or lunar birthday, by date.",
        .summary_zh = "关怀名单：列出某段日期内过生日（公历或农历）的会员。",
        .right = domain::Right::members_contact,
        .input = schema::object({required("from", schema::date("")),
                                 required("until", schema::date("at most 61 days later")),
                                 optional("home_clerk", schema::text("only this colleague's", 12)),
                                 optional("limit", schema::integer("default 50", 1, 200)),
                                 optional("after", place_schema())}),
        .output = schema::object({required("birthdays", schema::list_of("", row, 200)),
                                  optional("next", place_schema())}),
        .errors = {&domain::k_list_range_malformed},
        .run = care};
}

Operation contact_operation(const Manifest& manifest) {
    const auto column = [&](std::string_view name, std::string_view description = {}) {
        return schema::column(manifest, "member_contact", name, description);
    };
    return {.name = "members.record_contact",
            .summary_en = "Writes what came of a call about an expiring card, a greeting, or else.",
            .summary_zh = "记录会员联系结果（到期提醒、关怀或其他）。",
            .right = domain::Right::members_contact,
            .input = schema::object(
                {required("member_id", schema::id("")), required("kind", column("kind")),
                 required("outcome", column("outcome")), optional("remark", column("remark")),
                 optional("card_id", schema::id("expiry: absent = the card that expires first")),
                 optional("occasion_on", schema::date("care: the birthday or holiday"))}),
            .output = schema::object({required("contact", contact_schema(manifest))}),
            .errors = card_errors({&domain::k_text_malformed, &domain::k_occasion_malformed}),
            .run = record_contact};
}

Operation timeline_operation() {
    const auto entry = schema::object(
        {required("kind",
                  schema::one_of("", {"registered", "card_issued", "card_event", "renewed",
                                      "lapsed", "consent_given", "consent_withdrawn", "contacted",
                                      "edited", "conflict_decided", "merged", "merge_undone",
                                      "contact_revealed", "copied", "erased"})),
         required("at", schema::time("")), optional("staff_number", schema::text("", 12)),
         optional("staff_name", schema::text("", 40)),
         optional("value", schema::text("card action, reason, purpose, outcome or choice", 60)),
         optional("detail", schema::text("as typed: version, remark or reason", 500)),
         optional("occasion", schema::text("contacted: expiry, care, other", 20)),
         optional("card_number", schema::text("", 32)),
         optional("before", schema::date("renewed: expiry before")),
         optional("after", schema::date("renewed: expiry after")),
         optional("fields", schema::list_of("columns of member", schema::text("", 60), 60)),
         optional("other_member", schema::id("merged: the other record"))});
    return {.name = "members.timeline",
            .summary_en = "What happened to a member, newest first, as typed entries.",
            .summary_zh = "会员时间线：登记、修改、卡片、同意、联系、续会、合并等。",
            .right = domain::Right::members_read,
            .input = schema::object({required("member_id", schema::id(""))}),
            .output = schema::object({required("entries", schema::list_of("", entry, 500))}),
            .errors = {&domain::k_member_not_found},
            .run = timeline};
}

Operation today_operation() {
    const auto count = [](std::string_view description) {
        return schema::integer(description, 0, 1'000'000'000);
    };
    return {.name = "members.today",
            .summary_en =
                "The members' figures of the home screen, as far as the role works on "
                "them.",
            .summary_zh = "首页会员数字：新会员、待处理、即将到期、本周待祝福生日。",
            .right = domain::Right::members_read,
            .input = schema::object({}),
            .output = schema::object(
                {required("business_date", schema::date("")),
                 required("new_today", count("this store; at headquarters all stores")),
                 required("new_this_month", count("")),
                 required("new_today_own", count("registered by whoever is signed in")),
                 required("new_this_month_own", count("")), optional("open_duplicates", count("")),
                 optional("open_conflicts", count("")),
                 optional("expiring_uncontacted", count("cards of the next 30 days")),
                 optional("expiring_uncontacted_own", count("of one's own members")),
                 optional("birthdays_to_greet", count("today to Sunday, without a greeting")),
                 optional("birthdays_to_greet_own", count("of one's own members"))}),
            .run = today};
}

}  // namespace

std::vector<Operation> member_list_operations(const Manifest& manifest) {
    const auto number = [] {
        return schema::text("which card; needed if the member has several in use", 64);
    };
    const auto output = schema::object({required("card", card_schema(manifest))});
    return {
        expiring_operation(manifest),
        care_operation(manifest),
        contact_operation(manifest),
        {.name = "members.renew",
         .summary_en = "Renews a card for another term of the tier.",
         .summary_zh = "续会：会员卡按等级有效期延长一期。",
         .right = domain::Right::members_cards,
         .input =
             schema::object({required("member_id", schema::id("")), optional("number", number())}),
         .output = output,
         .errors = card_errors({&domain::k_card_not_in_use, &domain::k_card_number_malformed,
                                &domain::k_tier_unknown}),
         .run = renew},
        {.name = "members.lapse",
         .summary_en = "Lets a card lapse because the member does not go on.",
         .summary_zh = "不再续会：会员卡失效并记录原因。",
         .right = domain::Right::members_cards,
         .input =
             schema::object({required("member_id", schema::id("")), optional("number", number()),
                             required("reason", schema::column(manifest, "renewal", "reason"))}),
         .output = output,
         .errors = card_errors({&domain::k_card_not_in_use, &domain::k_card_number_malformed,
                                &domain::k_tier_unknown}),
         .run = lapse},
        timeline_operation(),
        today_operation(),
    };
}

}  // namespace qiantai::ctl
