#pragma once

// Lists of members to be called: headquarters' surveys and campaigns for the whole chain, a store's
// own lists, and key customers with a plan of visits. FORMS.md, C5, C6.

#include "terminal/callbacks/rules/callback_list_facts.hpp"
#include "terminal/purchases/rules/spending_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_callback_plan_malformed{
    "callback_plan_malformed", Actor::manager,
    "A list has a name, a kind that is not made by rules, members to choose, and days from today on; "
    "a survey has 1 to 5 questions, each with at most 6 different answers.",
    "名单须有名称、类别、抽样条件和今天以后的期限；调研须有 1 至 5 个问题，每题最多 6 个不同答案。"};
inline constexpr ErrorKind k_callback_plan_not_found{
    "callback_plan_not_found", Actor::manager, "There is no such list on this terminal.",
    "本机没有这份名单。"};
inline constexpr ErrorKind k_callback_plan_ended{
    "callback_plan_ended", Actor::manager, "This list was ended already.", "这份名单已经结束。"};
inline constexpr ErrorKind k_visit_plan_malformed{
    "visit_plan_malformed", Actor::manager,
    "A key customer is called every 7 to 365 days, or without a plan (0).",
    "重点客户的回访间隔为 7 至 365 天，0 表示不排计划。"};
inline constexpr ErrorKind k_not_key_customer{
    "not_key_customer", Actor::manager, "This member is no key customer.", "该会员不是重点客户。"};

/// Which of a store's members: all that is said has to fit. The same ones on every terminal that
/// knows the same.
struct CallbackSample {
    std::vector<std::string> tiers{};               ///< codes; none = all
    std::vector<Coded<ChurnState>> states{};        ///< none = all
    std::string gender{};                           ///< empty = all
    std::optional<Fen> spent_min{};                 ///< in the last 12 months
    bool key_customers = false;                     ///< only these
    int percent = 100;                              ///< of those that fit, 1 to 100
    int at_most = 0;                                ///< of a store; 0 = all
};
QIANTAI_DESCRIBE(CallbackSample, "", tiers, states, gender, spent_min, key_customers, percent,
                 at_most)
QIANTAI_NOTES(CallbackSample,
              {.field = "tiers", .length_max = 20, .presence = FieldNote::Presence::optional},
              {.field = "states", .length_max = 5, .presence = FieldNote::Presence::optional},
              {.field = "gender",
               .length_max = 10,
               .presence = FieldNote::Presence::optional},
              {.field = "key_customers", .presence = FieldNote::Presence::optional},
              {.field = "percent",
               .min = 1,
               .max = 100,
               .presence = FieldNote::Presence::optional},
              {.field = "at_most",
               .min = 0,
               .max = 10'000,
               .presence = FieldNote::Presence::optional})
bool is_usable(const CallbackSample& sample);

/// A row of entity callback_plan.
struct CallbackPlan {
    Uuid id{};
    Coded<CallbackKind> kind{};
    std::string name{};
    std::string matter{};
    std::string content{};  ///< JSON of CallbackPlanContent
    std::string message{};
    Date due_from{};
    Date due_until{};
    bool for_headquarters = false;
    std::optional<std::int64_t> ended_at{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(CallbackPlan, "callback_plan", id, kind, name, matter, content, message, due_from,
                 due_until, for_headquarters, ended_at, created_by, created_at)
QIANTAI_NOTES(CallbackPlan, {.field = "content", .is_json = true})

struct CallbackPlanContent {
    CallbackSample sample{};
    std::vector<CallbackQuestion> questions{};
};
QIANTAI_DESCRIBE(CallbackPlanContent, "", sample, questions)
CallbackPlanContent content_of(const CallbackPlan& plan);

struct CallbackPlanEntry {
    Coded<CallbackKind> kind{};  ///< survey, holiday, new_goods, invitation, campaign
    std::string name{};
    std::string matter{};
    CallbackSample sample{};
    std::vector<CallbackQuestion> questions{};
    std::string message{};
    Date due_from{};
    Date due_until{};
    bool for_headquarters = false;  ///< headquarters calls, not the stores
};
QIANTAI_DESCRIBE(CallbackPlanEntry, "callback_plan", kind, name, matter, sample, questions, message,
                 due_from, due_until, for_headquarters)
QIANTAI_NOTES(CallbackPlanEntry,
              {.field = "sample", .presence = FieldNote::Presence::optional},
              {.field = "questions",
               .length_max = 5,
               .presence = FieldNote::Presence::optional},
              {.field = "for_headquarters", .presence = FieldNote::Presence::optional})
/// k_callback_plan_malformed.
Status check_plan(const CallbackPlanEntry& entry, Date today);

/// How far a list has come, with the callbacks known here.
struct CallbackPlanLine {
    CallbackPlan plan{};
    int planned = 0;
    int called = 0;  ///< members, whatever came of it
    int reached = 0;
};
QIANTAI_DESCRIBE(CallbackPlanLine, "", plan, planned, called, reached)

/// One answer of a survey and how many gave it; in words only: under an empty answer.
struct AnswerCount {
    std::string answer{};
    int count = 0;
};
QIANTAI_DESCRIBE(AnswerCount, "", answer, count)
QIANTAI_NOTES(AnswerCount, {.field = "answer", .presence = FieldNote::Presence::always})
struct QuestionResult {
    std::string question{};
    std::vector<AnswerCount> answers{};
};
QIANTAI_DESCRIBE(QuestionResult, "", question, answers)

/// A survey's table. A figure of fewer than five people is hidden from whoever may see no people.
struct CallbackPlanResult {
    CallbackPlanLine line{};
    bool too_few = false;
    int rated = 0;
    int score_sum = 0;
    std::vector<QuestionResult> questions{};
};
QIANTAI_DESCRIBE(CallbackPlanResult, "", line, too_few, rated, score_sum, questions)

/// A store's own list: these members get a callback each.
struct CallbackListEntry {
    Coded<CallbackKind> kind{};  ///< holiday, new_goods, invitation, campaign, by_hand
    std::string matter{};
    CallbackSample sample{};
    Date due_from{};
    Date due_until{};
};
QIANTAI_DESCRIBE(CallbackListEntry, "", kind, matter, sample, due_from, due_until)
QIANTAI_NOTES(CallbackListEntry, {.field = "matter", .length_max = k_callback_matter_length_max},
              {.field = "sample", .presence = FieldNote::Presence::optional})

/// What a list comes to.
struct CallbackListMade {
    int made = 0;      ///< tried only: would be made
    int known = 0;     ///< were there before
    int unwanted = 0;  ///< don't want such calls, or didn't agree
};
QIANTAI_DESCRIBE(CallbackListMade, "", made, known, unwanted)

/// A row of entity key_customer.
struct KeyCustomer {
    Uuid id{};
    std::string store_code{};
    Uuid member_id{};
    int every_days = 0;
    Date first_on{};
    std::string note{};
    std::optional<std::int64_t> ended_at{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(KeyCustomer, "key_customer", id, store_code, member_id, every_days, first_on, note,
                 ended_at, created_by, created_at)

struct KeyCustomerEntry {
    Uuid member_id{};
    int every_days = 0;
    std::optional<Date> first_on{};  ///< absent = today
    std::string note{};
};
QIANTAI_DESCRIBE(KeyCustomerEntry, "key_customer", member_id, every_days, first_on, note)
QIANTAI_NOTES(KeyCustomerEntry, {.field = "every_days", .min = 0, .max = 365},
              {.field = "first_on", .presence = FieldNote::Presence::optional},
              {.field = "note", .presence = FieldNote::Presence::optional})

struct KeyCustomerLine {
    KeyCustomer customer{};
    std::string member_name{};
    std::string tier_name{};
    std::optional<Date> last_call_on{};
    std::optional<Date> next_on{};  ///< of the plan
};
QIANTAI_DESCRIBE(KeyCustomerLine, "", customer, member_name, tier_name, last_call_on, next_on)
QIANTAI_NOTES(KeyCustomerLine, {.field = "member_name", .presence = FieldNote::Presence::optional},
              {.field = "tier_name", .presence = FieldNote::Presence::optional})

/// The visits of the plan in some days, both included.
std::vector<Date> visits_between(const KeyCustomer& customer, Date first, Date last);
inline constexpr int k_visit_days = 7;  ///< a visit is due for so many days

/// What the rules would do, or did.
struct CallbackRunCount {
    Coded<CallbackKind> kind{};
    int made = 0;
    int known = 0;
    int unwanted = 0;
};
QIANTAI_DESCRIBE(CallbackRunCount, "", kind, made, known, unwanted)
struct CallbackRun {
    std::vector<CallbackRunCount> kinds{};
    int settled = 0;   ///< ended, because what they were about is done
    int too_late = 0;
    bool more = false; ///< the limit was reached: run again

    int made() const;
};
QIANTAI_DESCRIBE(CallbackRun, "", kinds, settled, too_late, more)

/// Whom rules would have called.
struct CallbackDryLine {
    Coded<CallbackKind> kind{};
    std::optional<Uuid> member_id{};  ///< absent: no member
    std::string member_name{};
    Date due_from{};
    Date due_until{};
};
QIANTAI_DESCRIBE(CallbackDryLine, "", kind, member_id, member_name, due_from, due_until)
QIANTAI_NOTES(CallbackDryLine, {.field = "member_name", .presence = FieldNote::Presence::optional})
struct CallbackDryRun {
    std::vector<CallbackRunCount> kinds{};
    std::vector<CallbackDryLine> people{};  ///< the first 200 of those that would be made
};
QIANTAI_DESCRIBE(CallbackDryRun, "", kinds, people)
QIANTAI_NOTES(CallbackDryRun, {.field = "people", .length_max = k_callback_list_max})

}  // namespace qiantai::domain
