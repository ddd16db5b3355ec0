#pragma once

// The values and longest texts of callbacks; see schema/manifest/entities_callbacks.cpp. Their
// order is the one in which people are offered them.

#include "schema/base/named_enum.hpp"

namespace qiantai {

/// In code points: of the columns, of what services take, of the fields on a screen.
inline constexpr int k_callback_matter_length_max = 200, k_callback_said_length_max = 1000,
                     k_callback_reason_length_max = 200, k_callback_name_length_max = 60,
                     k_callback_question_length_max = 200, k_callback_answer_length_max = 40,
                     k_callback_message_length_max = 500;

/// Why somebody is called. FORMS.md, C5 and C6.
enum class CallbackKind {
    complaint,  ///< a complaint or repair that was signed for
    survey,
    purchase,
    gift_check,  ///< a spot check: did the gift arrive?
    new_member,
    expiring,
    birthday,
    asleep,
    lost,
    key_customer,  ///< a visit of the plan
    holiday,
    new_goods,
    invitation,
    campaign,
    by_hand,
};
constexpr auto codes_of(CallbackKind) {
    using enum CallbackKind;
    return std::to_array<CodedValue<CallbackKind>>({{complaint, "complaint"},
                                                    {survey, "survey"},
                                                    {purchase, "purchase"},
                                                    {gift_check, "gift_check"},
                                                    {new_member, "new_member"},
                                                    {expiring, "expiring"},
                                                    {birthday, "birthday"},
                                                    {asleep, "asleep"},
                                                    {lost, "lost"},
                                                    {key_customer, "key_customer"},
                                                    {holiday, "holiday"},
                                                    {new_goods, "new_goods"},
                                                    {invitation, "invitation"},
                                                    {campaign, "campaign"},
                                                    {by_hand, "by_hand"}});
}

/// What happened to a callback.
enum class CallbackStep {
    called,
    handed_over,
    number_opened,  ///< to whoever wrote it, until a time
    number_closed,  ///< before that time, by hand
    ended,          ///< without a call
    checked,        ///< somebody else called again and asked whether it was so
    undone,         ///< a step that was written down by mistake
};
constexpr auto codes_of(CallbackStep) {
    using enum CallbackStep;
    return std::to_array<CodedValue<CallbackStep>>({{called, "called"},
                                                    {handed_over, "handed_over"},
                                                    {number_opened, "number_opened"},
                                                    {number_closed, "number_closed"},
                                                    {ended, "ended"},
                                                    {checked, "checked"},
                                                    {undone, "undone"}});
}

enum class CallbackOutcome { reached, no_answer, later, wrong_number, refused, do_not_call };
constexpr auto codes_of(CallbackOutcome) {
    using enum CallbackOutcome;
    return std::to_array<CodedValue<CallbackOutcome>>({{reached, "reached"},
                                                       {no_answer, "no_answer"},
                                                       {later, "later"},
                                                       {wrong_number, "wrong_number"},
                                                       {refused, "refused"},
                                                       {do_not_call, "do_not_call"}});
}

/// Until noon, and from then on.
enum class HalfDay { morning, afternoon };
constexpr auto codes_of(HalfDay) {
    return std::to_array<CodedValue<HalfDay>>(
        {{HalfDay::morning, "morning"}, {HalfDay::afternoon, "afternoon"}});
}

/// What is to follow a call that reached somebody.
enum class CallbackNext { none, reopen, come_to_store, ask_manager };
constexpr auto codes_of(CallbackNext) {
    using enum CallbackNext;
    return std::to_array<CodedValue<CallbackNext>>({{none, "none"},
                                                    {reopen, "reopen"},
                                                    {come_to_store, "come_to_store"},
                                                    {ask_manager, "ask_manager"}});
}

/// Why somebody no longer buys; FORMS.md, B4.
enum class LossReason {
    moved,
    price,
    goods,
    service,
    complaint,
    competitor,
    no_need,
    unreachable,
    other,
};
constexpr auto codes_of(LossReason) {
    using enum LossReason;
    return std::to_array<CodedValue<LossReason>>({{moved, "moved"},
                                                  {price, "price"},
                                                  {goods, "goods"},
                                                  {service, "service"},
                                                  {complaint, "complaint"},
                                                  {competitor, "competitor"},
                                                  {no_need, "no_need"},
                                                  {unreachable, "unreachable"},
                                                  {other, "other"}});
}

/// Why a callback ended without a call.
enum class CallbackEnd {
    by_hand,   ///< with a reason
    settled,   ///< what it was about is done: the card was renewed, somebody was in touch
    too_late,  ///< nobody called while it was of use
    gone,      ///< the member was erased, or the list was ended
};
constexpr auto codes_of(CallbackEnd) {
    using enum CallbackEnd;
    return std::to_array<CodedValue<CallbackEnd>>({{by_hand, "by_hand"},
                                                   {settled, "settled"},
                                                   {too_late, "too_late"},
                                                   {gone, "gone"}});
}

}  // namespace qiantai
