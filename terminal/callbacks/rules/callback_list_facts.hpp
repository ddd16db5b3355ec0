#pragma once

// What the callbacks' service takes and gives: the work list, the call sheet, what came of a call.

#include "schema/base/member_codes.hpp"
#include "terminal/callbacks/rules/callback_script_facts.hpp"

namespace qiantai::domain {

/// Why somebody is not to be called now.
enum class CallbackBlock {
    none,
    not_yet,       ///< another half-day, or the time agreed on
    called_today,  ///< one call a day
    cared_for,     ///< one care call a week
    unwanted,      ///< asked not to be called, or has not agreed
    no_number,
    not_at_this_hour,
};
constexpr auto codes_of(CallbackBlock) {
    using enum CallbackBlock;
    return std::to_array<CodedValue<CallbackBlock>>({{none, "none"},
                                                     {not_yet, "not_yet"},
                                                     {called_today, "called_today"},
                                                     {cared_for, "cared_for"},
                                                     {unwanted, "unwanted"},
                                                     {no_number, "no_number"},
                                                     {not_at_this_hour, "not_at_this_hour"}});
}

/// A callback as lists show it.
struct CallbackLine {
    CallbackTask task{};
    CallbackState state{};
    std::optional<Uuid> member_id{};  ///< the record that stands; absent: no member
    std::string member_name{};        ///< or the customer's whom the case names
    std::string tier_name{};
    std::string owner_name{};
    CallbackBlock block = CallbackBlock::none;
    /// not_yet, cared_for: when it may be done.
    std::optional<Date> from{};
    int days_left = 0;  ///< until due_until; negative: so many days late
    /// expiring: days to the card's expiry; asleep, lost: since the last visit. Nothing: it doesn't
    /// say.
    std::optional<int> occasion_days{};
};
QIANTAI_DESCRIBE(CallbackLine, "", task, state, member_id, member_name, tier_name, owner_name,
                 block, from, days_left, occasion_days)
QIANTAI_NOTES(CallbackLine, {.field = "member_name", .presence = FieldNote::Presence::optional},
              {.field = "tier_name", .presence = FieldNote::Presence::optional},
              {.field = "owner_name", .presence = FieldNote::Presence::optional})

enum class CallbackWhen { due, coming, open, done };
constexpr auto codes_of(CallbackWhen) {
    return std::to_array<CodedValue<CallbackWhen>>({{CallbackWhen::due, "due"},
                                                    {CallbackWhen::coming, "coming"},
                                                    {CallbackWhen::open, "open"},
                                                    {CallbackWhen::done, "done"}});
}

/// Where the page before ended; made by the list, handed back as it is.
struct CallbackPlace {
    int rank = 0;
    Date date{};
    Uuid id{};
};
QIANTAI_DESCRIBE(CallbackPlace, "", rank, date, id)

inline constexpr int k_callback_list_max = 200;

struct CallbackFilter {
    /// due: to be called today; coming: later; done: closed on `done_on`.
    CallbackWhen when = CallbackWhen::due;
    bool mine = false;           ///< whose owner is signed in, or nobody
    std::string owner{};         ///< staff number; empty = whosever. Of what is done: who called
    Coded<CallbackKind> kind{};  ///< empty = all
    std::optional<Uuid> member_id{};
    std::optional<Date> done_on{};  ///< absent = today
    int limit = 50;
    std::optional<CallbackPlace> after{};
};
QIANTAI_DESCRIBE(CallbackFilter, "", when, mine, owner, kind, member_id, done_on, limit, after)
QIANTAI_NOTES(CallbackFilter,
              {.field = "owner", .length_max = 12, .presence = FieldNote::Presence::optional},
              {.field = "kind", .presence = FieldNote::Presence::optional},
              {.field = "limit", .min = 1, .max = k_callback_list_max})

/// The most urgent first: complaints, then what is due first.
struct CallbackPage {
    std::vector<CallbackLine> callbacks{};
    std::optional<CallbackPlace> next{};
};
QIANTAI_DESCRIBE(CallbackPage, "", callbacks, next)

struct CallbackCount {
    int due = 0;     ///< to be called today
    int urgent = 0;  ///< of these: last day, late, or agreed for now
    int done = 0;    ///< closed today by a call
};
QIANTAI_DESCRIBE(CallbackCount, "", due, urgent, done)

struct CallbackKindCount {
    Coded<CallbackKind> kind{};
    int due = 0;
};
QIANTAI_DESCRIBE(CallbackKindCount, "", kind, due)

struct CallbackCounts {
    CallbackCount mine{};
    CallbackCount all{};  ///< of the store; at headquarters of headquarters
    int tomorrow = 0;     ///< due from tomorrow on
    int rated = 0;        ///< today's calls with a score
    int score_sum = 0;
    std::vector<CallbackKindCount> kinds{};
};
QIANTAI_DESCRIBE(CallbackCounts, "", mine, all, tomorrow, rated, score_sum, kinds)

/// A step of a callback's history, the newest first.
struct CallbackHistoryItem {
    CallbackEvent event{};
    std::vector<CallbackAnswer> answers{};
    std::string by_name{};
    std::string to_name{};
    bool undone = false;
    bool can_be_undone = false;  ///< by whoever asks, today
};
QIANTAI_DESCRIBE(CallbackHistoryItem, "", event, answers, by_name, to_name, undone, can_be_undone)
QIANTAI_NOTES(CallbackHistoryItem, {.field = "by_name", .presence = FieldNote::Presence::optional},
              {.field = "to_name", .presence = FieldNote::Presence::optional})

enum class NumberAccess {
    closed,   ///< masked; can be opened for a time
    own,      ///< this person sees the member's number in any case
    open,     ///< until `until_at`
    waiting,  ///< opened; the number comes with the next exchange with headquarters
};
constexpr auto codes_of(NumberAccess) {
    using enum NumberAccess;
    return std::to_array<CodedValue<NumberAccess>>(
        {{closed, "closed"}, {own, "own"}, {open, "open"}, {waiting, "waiting"}});
}

struct CallbackNumber {
    NumberAccess access = NumberAccess::closed;
    std::string phone{};  ///< whole if it is open, otherwise masked
    std::optional<std::int64_t> opened_at{};
    std::optional<std::int64_t> until_at{};
};
QIANTAI_DESCRIBE(CallbackNumber, "", access, phone, opened_at, until_at)
QIANTAI_NOTES(CallbackNumber, {.field = "phone", .presence = FieldNote::Presence::optional})

/// What the member has said of calls, or of offers, and the wording that is read out to ask anew.
struct CallConsent {
    Coded<ConsentPurpose> purpose{};
    Coded<ConsentDecision> decision{};  ///< empty: never asked
    std::string text_version{};
    std::string words_zh{};
    std::string words_en{};
};
QIANTAI_DESCRIBE(CallConsent, "", purpose, decision, text_version, words_zh, words_en)
QIANTAI_NOTES(CallConsent, {.field = "decision", .presence = FieldNote::Presence::optional})

/// Everything for one call.
struct CallbackSheet {
    CallbackLine line{};
    std::string gender{};
    CallbackNumber number{};
    CallbackScript script{};  ///< filled in
    std::vector<CallbackHistoryItem> history{};
    NextTry next_try{};  ///< what a call without an answer would lead to
    /// Of a member of this store: to callbacks, then to offers.
    std::vector<CallConsent> consents{};
};
QIANTAI_DESCRIBE(CallbackSheet, "", line, gender, number, script, history, next_try, consents)
QIANTAI_NOTES(CallbackSheet, {.field = "gender", .presence = FieldNote::Presence::optional})

/// What came of a call.
struct CallbackResult {
    Uuid task_id{};
    Coded<CallbackOutcome> outcome{};
    std::optional<int> satisfaction{};
    bool no_score = false;  ///< the customer gives none
    std::string said{};
    std::vector<CallbackAnswer> answers{};
    Coded<CallbackNext> next_step{};
    Coded<LossReason> loss_reason{};
    std::optional<std::int64_t> later_at{};  ///< later: must be there
};
QIANTAI_DESCRIBE(CallbackResult, "", task_id, outcome, satisfaction, no_score, said, answers,
                 next_step, loss_reason, later_at)
QIANTAI_NOTES(CallbackResult, {.field = "satisfaction", .min = 1, .max = 5},
              {.field = "no_score", .presence = FieldNote::Presence::optional},
              {.field = "said",
               .length_max = k_callback_said_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "answers", .length_max = 5, .presence = FieldNote::Presence::optional},
              {.field = "next_step", .presence = FieldNote::Presence::optional},
              {.field = "loss_reason", .presence = FieldNote::Presence::optional})

/// What the member says on the telephone: yes or no, to one purpose.
struct CallConsentSaid {
    Uuid task_id{};
    Coded<ConsentPurpose> purpose{};  ///< callback or marketing
    bool agrees = false;
};
QIANTAI_DESCRIBE(CallConsentSaid, "", task_id, purpose, agrees)
QIANTAI_NOTES(CallConsentSaid, {.field = "agrees", .presence = FieldNote::Presence::always})

/// A callback by hand.
struct CallbackOrder {
    Uuid member_id{};
    std::string matter{};
    Date due_from{};
    Date due_until{};
    std::string owner{};
    bool for_headquarters = false;
};
QIANTAI_DESCRIBE(CallbackOrder, "", member_id, matter, due_from, due_until, owner, for_headquarters)
QIANTAI_NOTES(CallbackOrder, {.field = "matter", .length_max = k_callback_matter_length_max},
              {.field = "owner", .length_max = 12, .presence = FieldNote::Presence::optional},
              {.field = "for_headquarters", .presence = FieldNote::Presence::optional})

/// Gives a callback to somebody: of this place, or headquarters as a whole.
struct CallbackHandOver {
    std::vector<Uuid> task_ids{};
    std::string to_staff{};  ///< empty: whoever has time
    bool for_headquarters = false;
    std::string reason{};
};
QIANTAI_DESCRIBE(CallbackHandOver, "", task_ids, to_staff, for_headquarters, reason)
QIANTAI_NOTES(CallbackHandOver, {.field = "task_ids", .length_max = k_callback_list_max},
              {.field = "to_staff", .length_max = 12, .presence = FieldNote::Presence::optional},
              {.field = "for_headquarters", .presence = FieldNote::Presence::optional},
              {.field = "reason",
               .length_max = k_callback_reason_length_max,
               .presence = FieldNote::Presence::optional})

}  // namespace qiantai::domain
