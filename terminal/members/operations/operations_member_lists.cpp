// The members' work lists and figures: expiring cards, birthdays, contacts, renewals, home screen.

#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_figures.hpp"
#include "terminal/members/rules/member_lists.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/members/rules/member_timeline.hpp"
#include "terminal/members/rules/member_undo.hpp"
#include "terminal/operations/input.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {
namespace {

using boost::json::object;
using domain::MemberLists;
using domain::Right;
using schema::optional;
using schema::required;

constexpr int k_registered_max = 200;

Result<object> end_term(Desk& desk, const object& in, domain::CardAction action) {
    const Input input(in);
    QIANTAI_TRY(const Uuid id, input.id("member_id"));
    domain::CardRequest request{
        .member_id = id, .action = action, .number = input.text_if("number")};
    // The schema lets no other in.
    if (const auto reason = input.text_if("reason")) {
        request.lapse_reason = parse_code<LapseReason>(*reason);
    }
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
        for (const auto& [suffix, count] :
             {std::pair("", &work->store), std::pair("_own", &work->own)}) {
            out[name + suffix] = count->open;
            out[name + suffix + "_due"] = count->now();
            out[name + suffix + "_overdue"] = count->overdue;
        }
    };
    set_work("expiring_uncontacted", figures.expiring_uncontacted);
    set_work("birthdays_to_greet", figures.birthdays_to_greet);
    return out;
}

std::vector<const ErrorKind*> card_errors(std::initializer_list<const ErrorKind*> more) {
    std::vector<const ErrorKind*> errors = {
        &domain::k_member_not_found, &domain::k_member_of_other_store, &domain::k_member_erased,
        &domain::k_member_merged, &domain::k_card_not_found};
    errors.insert(errors.end(), more);
    return errors;
}

Operation today_operation() {
    const auto count = [](std::string_view description) {
        return schema::integer(description, 0, 1'000'000'000);
    };
    const auto due = [&] { return count("of these: today or overdue"); };
    const auto overdue = [&] { return count("of these: overdue"); };
    return {.name = "members.today",
            .summary_en =
                "The members' figures of the home screen, as far as the role works on "
                "them.",
            .summary_zh = "首页会员数字：新会员、待处理、即将到期、本周待祝福生日。",
            .right = domain::Right::members_read,
            .serves = {name_of_function<&domain::MemberFigures::today>()},
            .input = schema::object({}),
            .output = schema::object(
                {required("business_date", schema::date("")),
                 required("new_today", count("this store; at headquarters all stores")),
                 required("new_this_month", count("")),
                 required("new_today_own", count("registered by whoever is signed in")),
                 required("new_this_month_own", count("")), optional("open_duplicates", count("")),
                 optional("open_conflicts", count("")),
                 optional("expiring_uncontacted",
                          count("people: cards of the next 30 days and of the last 60")),
                 optional("expiring_uncontacted_due", due()),
                 optional("expiring_uncontacted_overdue", overdue()),
                 optional("expiring_uncontacted_own", count("of one's own members")),
                 optional("expiring_uncontacted_own_due", due()),
                 optional("expiring_uncontacted_own_overdue", overdue()),
                 optional("birthdays_to_greet",
                          count("today to Sunday and the last 3 days, without a greeting")),
                 optional("birthdays_to_greet_due", due()),
                 optional("birthdays_to_greet_overdue", overdue()),
                 optional("birthdays_to_greet_own", count("of one's own members")),
                 optional("birthdays_to_greet_own_due", due()),
                 optional("birthdays_to_greet_own_overdue", overdue())}),
            .run = today};
}

Operation end_of_term(const Manifest& manifest) {
    return {.right = Right::members_cards,
            .serves = {name_of_function<&domain::MemberCards::set_card>()},
            .output = schema::object({required("card", schema::of<domain::MemberCard>(manifest))}),
            .errors = card_errors({&domain::k_card_not_in_use, &domain::k_card_number_malformed,
                                   &domain::k_tier_unknown})};
}

std::vector<Operation> renewal_operations(const Manifest& manifest) {
    const auto number = [] {
        return optional("number",
                        schema::text("which card; needed if the member has several in use", 64));
    };
    auto renewing = end_of_term(manifest);
    renewing.name = "members.renew";
    renewing.summary_en = "Renews a card for another term of the tier.";
    renewing.summary_zh = "续会：会员卡按等级有效期延长一期。";
    renewing.input = schema::object({required("member_id", schema::id("")), number()});
    renewing.run = renew;
    auto lapsing = end_of_term(manifest);
    lapsing.name = "members.lapse";
    lapsing.summary_en = "Lets a card lapse because the member does not go on.";
    lapsing.summary_zh = "不再续会：会员卡失效并记录原因。";
    lapsing.input =
        schema::object({required("member_id", schema::id("")), number(),
                        required("reason", schema::column(manifest, "renewal", "reason"))});
    lapsing.run = lapse;
    std::vector<Operation> operations;
    operations.push_back(std::move(renewing));
    operations.push_back(std::move(lapsing));
    return operations;
}

}  // namespace

std::vector<Operation> member_list_operations(const Manifest& manifest) {
    const ServiceOperations lists(manifest, Right::members_contact);
    const ServiceOperations reading(manifest, Right::members_read);
    std::vector<Operation> operations = {
        lists.make<&MemberLists::expiring>(
            "members.expiring",
            {"Cards of the own store that expire soon or expired lately, by date.",
             "到期会员：列出即将到期和近期已到期的会员卡。"},
            {.errors = {&domain::k_list_range_malformed}}),
        lists.make<&MemberLists::count_expiring>(
            "members.count_expiring",
            {"How long the list of expiring cards is, and how many wait for a call.",
             "到期会员数量：总数及未联系数。"},
            {.errors = {&domain::k_list_range_malformed}}),
        lists.make<&MemberLists::care>(
            "members.care",
            {"Members of the own store with a solar or lunar birthday, by date.",
             "关怀名单：列出某段日期内过生日（公历或农历）的会员。"},
            {.errors = {&domain::k_list_range_malformed}}),
        lists.make<&MemberLists::count_care>(
            "members.count_care",
            {"How long the list of birthdays is, and how many were greeted.",
             "关怀名单数量：总数及已祝福数。"},
            {.errors = {&domain::k_list_range_malformed}}),
        lists.make<&MemberLists::work_of>(
            "members.work_of",
            {"What the work lists ask for with one member: a card that expires, a greeting.",
             "某会员的待办：即将到期的会员卡、待祝福的生日。"},
            {.arguments = {{.field = "member_id"}}, .errors = {&domain::k_member_not_found}}),
        lists.make<&domain::MemberContacts::record>(
            "members.record_contact",
            {"Writes what came of a call about an expiring card, a greeting, or else.",
             "记录会员联系结果（到期提醒、关怀或其他）。"},
            {.output = "contact",
             .errors = card_errors({&domain::k_text_malformed, &domain::k_occasion_malformed})}),
        lists.make<&domain::MemberUndo::undo_contact>(
            "members.undo_contact",
            {"Takes back a contact that was written down by mistake, by the same person on the same "
             "day.",
             "撤销误记的联系结果（本人、当天）。"},
            {.arguments = {{.field = "contact_id"}}, .errors = {&domain::k_undo_too_late}}),
        ServiceOperations(manifest, Right::members_cards)
            .make<&domain::MemberUndo::undo_renewal>(
                "members.undo_renewal",
                {"Takes back a renewal, by the same person on the same day.",
                 "撤销误操作的续会（本人、当天）。"},
                {.arguments = {{.field = "card_id"}},
                 .output = "card",
                 .errors = card_errors({&domain::k_undo_too_late})}),
        reading.make<&domain::MemberTimelines::load>(
            "members.timeline",
            {"What happened to a member, newest first, as typed entries.",
             "会员时间线：登记、修改、卡片、同意、联系、续会、合并等。"},
            {.arguments = {{.field = "member_id"}},
             .output = "entries",
             .output_note = {.length_max = domain::k_timeline_max},
             .errors = {&domain::k_member_not_found}}),
        reading.make<&domain::MemberFigures::registered_today>(
            "members.registered_today",
            {"Who was registered at this store today, and how many by whom.",
             "本店今日登记的会员，以及各员工登记数。"},
            {.arguments = {{.field = "limit",
                            .meaning = "of the members; default 50",
                            .min = 1,
                            .max = k_registered_max,
                            .absent = 50}}}),
        today_operation(),
    };
    auto renewals = renewal_operations(manifest);
    std::ranges::move(renewals, std::back_inserter(operations));
    return operations;
}

}  // namespace qiantai::ctl
