#pragma once

// Callbacks (回访): plain values, and what follows from them without a database. DOMAIN.md
// "Callbacks", FORMS.md C5. A callback never changes; calls, hand-overs and checks are steps beside
// it. Where it stands is their sum, the same in every order of arrival: two terminals that called
// the same person offline both stand.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "schema/base/callback_codes.hpp"
#include "schema/base/described.hpp"
#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_callback_not_found{
    "callback_not_found", Actor::clerk,
    "There is no such callback on this terminal. Open the list again.",
    "本机没有这条回访，请重新打开列表。"};
inline constexpr ErrorKind k_callback_closed{
    "callback_closed", Actor::clerk,
    "This callback is done already; what came of it stands in its history.",
    "这条回访已经办完，结果见回访记录。"};
inline constexpr ErrorKind k_callback_not_closed{
    "callback_not_closed", Actor::manager,
    "Only a call that reached somebody can be checked by calling again.",
    "只有已接通的回访才能抽查复核。"};
inline constexpr ErrorKind k_callback_elsewhere{
    "callback_elsewhere", Actor::clerk,
    "Somebody else has to make this call: headquarters if it was handed to it, otherwise the "
    "member's store.",
    "这条回访不由这里拨打：转总部的由总部办理，其余由会员所属门店办理。"};
inline constexpr ErrorKind k_callback_score_missing{
    "callback_score_missing", Actor::clerk,
    "Ask how satisfied the customer is, 1 to 5, or say that no score was given.",
    "请询问满意度 1 至 5 分，或选择「不愿评价」。"};
inline constexpr ErrorKind k_callback_score_malformed{"callback_score_malformed", Actor::clerk,
                                                      "Satisfaction is a number from 1 to 5.",
                                                      "满意度须为 1 至 5 分。"};
inline constexpr ErrorKind k_callback_later_when{
    "callback_later_when", Actor::clerk,
    "Choose a day of the next 60 and a time at which customers may be called.",
    "请选择 60 天内、可以致电的时段。"};
inline constexpr ErrorKind k_callback_answer_unknown{
    "callback_answer_unknown", Actor::clerk,
    "This is no question of the script, or no answer to it; choose one of those that are shown.",
    "问题或答案不在话术中，请从所示选项中选择。"};
inline constexpr ErrorKind k_callback_reason_missing{
    "callback_reason_missing", Actor::clerk,
    "Give a reason in a few words, without a telephone number in it.",
    "请简要填写原因，不要写电话号码。"};
inline constexpr ErrorKind k_callback_dates_malformed{
    "callback_dates_malformed", Actor::clerk,
    "A callback is due from today or later, for 1 to 92 days.",
    "回访日期须从今天或以后开始，期限 1 至 92 天。"};
inline constexpr ErrorKind k_callback_unwanted{
    "callback_unwanted", Actor::clerk,
    "The member does not want to be called, or has not agreed to such calls.",
    "该会员不愿接听来电，或未同意此类联系。"};
inline constexpr ErrorKind k_callback_not_now{
    "callback_not_now", Actor::clerk, "Don't call now; why and when stands beside the name.",
    "现在请勿拨打，原因和时间见姓名旁。"};
inline constexpr ErrorKind k_callback_staff_unknown{
    "callback_staff_unknown", Actor::manager,
    "There is no such colleague who makes calls here. Choose another one.",
    "这里没有可回访的这位同事，请另选。"};
inline constexpr ErrorKind k_callback_undo_impossible{
    "callback_undo_impossible", Actor::manager,
    "This can't be taken back: another day's, another person's, or something followed from it "
    "already.",
    "无法撤回：不是当天或本人登记的，或已引起后续办理。"};
inline constexpr ErrorKind k_callback_no_member{
    "callback_no_member", Actor::clerk,
    "Only members give consents. Register the customer first, then ask again.",
    "非会员没有可登记的同意，请先登记为会员再征求。"};
inline constexpr ErrorKind k_callback_consent_unknown{
    "callback_consent_unknown", Actor::clerk,
    "In a call one asks for callbacks or for offers; everything else is on the member's page.",
    "电话里只登记回访和优惠两项同意，其他请到会员页办理。"};
inline constexpr ErrorKind k_callback_stays{
    "callback_stays", Actor::manager,
    "Somebody who is no member is called by the store that has the case: headquarters does not "
    "hold the number. Give the call to a colleague.",
    "非会员的电话只留在门店，总部无法拨打，请交给本店同事。"};
inline constexpr ErrorKind k_callback_kind_not_by_hand{
    "callback_kind_not_by_hand", Actor::clerk,
    "Such callbacks arise by themselves. Choose another kind.",
    "此类回访由系统生成，请选择其他类别。"};

/// A row of entity callback_task.
struct CallbackTask {
    Uuid id{};
    std::string store_code{};
    /// The record may have been merged since. Absent: somebody who is no member, whom the case at
    /// source_id names; only complaints have such callbacks.
    std::optional<Uuid> member_id{};
    Coded<CallbackKind> kind{};
    std::optional<Uuid> source_id{};
    std::optional<Date> occasion_on{};
    std::string matter{};
    Date due_from{};
    Date due_until{};
    std::string owner{};
    bool for_headquarters = false;
    int tries_max = 3;
    std::string rule_version{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(CallbackTask, "callback_task", id, store_code, member_id, kind, source_id,
                 occasion_on, matter, due_from, due_until, owner, for_headquarters, tries_max,
                 rule_version, business_date, created_by, created_at)

/// A row of entity callback_step. Which fields count depends on the step.
struct CallbackEvent {
    Uuid id{};
    std::string store_code{};
    Uuid task_id{};
    std::optional<Uuid> member_id{};
    Coded<CallbackStep> step{};
    std::optional<Uuid> about_id{};
    Coded<CallbackOutcome> outcome{};
    Coded<HalfDay> half_day{};
    std::optional<int> satisfaction{};
    std::string answers{};  ///< JSON, a list of CallbackAnswer
    std::string said{};
    Coded<CallbackNext> next_step{};
    Coded<LossReason> loss_reason{};
    std::optional<std::int64_t> later_at{};
    std::optional<std::int64_t> until_at{};
    std::string to_staff{};
    std::optional<bool> for_headquarters{};
    Coded<CallbackEnd> end_kind{};
    std::optional<bool> agrees{};
    std::string reason{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;

    /// row_hlc: later than that of everything its terminal knew then, whatever its clock said.
    std::int64_t order = 0;
};
QIANTAI_DESCRIBE(CallbackEvent, "callback_step", id, store_code, task_id, member_id, step, about_id,
                 outcome, half_day, satisfaction, answers, said, next_step, loss_reason, later_at,
                 until_at, to_staff, for_headquarters, end_kind, agrees, reason, business_date,
                 created_by, created_at)
QIANTAI_NOTES(CallbackEvent, {.field = "answers", .presence = FieldNote::Presence::never})

/// One question of the script and what was answered; words beside the fixed answer, or in its place.
struct CallbackAnswer {
    std::string question{};
    std::string answer{};
    std::string words{};
};
QIANTAI_DESCRIBE(CallbackAnswer, "", question, answer, words)
QIANTAI_NOTES(CallbackAnswer, {.field = "question", .length_max = k_callback_question_length_max},
              {.field = "answer",
               .length_max = k_callback_answer_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "words",
               .length_max = k_callback_reason_length_max,
               .presence = FieldNote::Presence::optional})
std::string answers_text(std::span<const CallbackAnswer> answers);
/// Nothing where the text is none of ours.
std::vector<CallbackAnswer> answers_of(std::string_view text);

enum class CallbackStatus {
    open,
    reached,
    not_reached,  ///< every try came to nothing
    wrong_number,
    refused,
    unwanted,  ///< asked not to be called
    ended,     ///< without a call
};
constexpr auto codes_of(CallbackStatus) {
    using enum CallbackStatus;
    return std::to_array<CodedValue<CallbackStatus>>({{open, "open"},
                                                      {reached, "reached"},
                                                      {not_reached, "not_reached"},
                                                      {wrong_number, "wrong_number"},
                                                      {refused, "refused"},
                                                      {unwanted, "unwanted"},
                                                      {ended, "ended"}});
}

/// From when a next try makes sense: another half-day than the last one.
struct NextTry {
    Date date{};
    HalfDay half_day = HalfDay::morning;
    auto operator<=>(const NextTry&) const = default;
};
QIANTAI_DESCRIBE(NextTry, "", date, half_day)

/// What the steps make of a callback.
struct CallbackState {
    CallbackStatus status = CallbackStatus::open;
    std::string owner{};
    bool for_headquarters = false;
    int tries = 0;  ///< half-days on which nobody answered
    int calls = 0;
    Coded<CallbackOutcome> last_outcome{};
    std::optional<std::int64_t> last_call_at{};
    std::optional<std::int64_t> later_at{};  ///< agreed with the customer
    std::optional<NextTry> next_try{};       ///< after one without an answer
    std::optional<int> satisfaction{};
    Coded<CallbackNext> next_step{};
    Coded<LossReason> loss_reason{};
    std::optional<Date> closed_on{};
    std::string closed_by{};
    std::optional<Uuid> closed_id{};  ///< the step
    Coded<CallbackEnd> end_kind{};
    std::optional<bool> agrees{};  ///< somebody else called again: whether it was so
    /// To whom the number is open, and until when.
    std::string number_opened_by{};
    std::optional<std::int64_t> number_until_at{};

    bool is_open() const { return status == CallbackStatus::open; }
};
QIANTAI_DESCRIBE(CallbackState, "", status, owner, for_headquarters, tries, calls, last_outcome,
                 last_call_at, later_at, next_try, satisfaction, next_step, loss_reason, closed_on,
                 closed_by, closed_id, end_kind, agrees, number_opened_by, number_until_at)
QIANTAI_NOTES(CallbackState, {.field = "last_outcome", .presence = FieldNote::Presence::optional},
              {.field = "next_step", .presence = FieldNote::Presence::optional},
              {.field = "loss_reason", .presence = FieldNote::Presence::optional},
              {.field = "end_kind", .presence = FieldNote::Presence::optional})

/// In whatever order the steps come. A call that reached the member counts even where another
/// terminal had given up.
CallbackState fold_callback(const CallbackTask& task, std::span<const CallbackEvent> events);
bool is_undone(const Uuid& step, std::span<const CallbackEvent> events);

/// Complaints go first.
int rank_of(const Coded<CallbackKind>& kind);
/// Care calls are limited by the week; what a customer waits for is not.
bool is_care(const Coded<CallbackKind>& kind);
/// Needs the member's consent to marketing, not only none that was withdrawn.
bool is_marketing(const Coded<CallbackKind>& kind);
/// A call that reached somebody is not written down without a score, or that none was given.
bool needs_score(const Coded<CallbackKind>& kind);
/// May be made by hand, and for a list.
bool is_by_hand(const Coded<CallbackKind>& kind);

HalfDay half_day_of(TimeMs at, int utc_offset_minutes);

/// Always the same for the same fact about the same person.
Uuid callback_id(const CallbackTask& task, std::string_view fact);

}  // namespace qiantai::domain
