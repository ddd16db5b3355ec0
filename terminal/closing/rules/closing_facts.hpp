#pragma once

// A store's day that is closed (闭店): the rows, what people hand in and what they see. DOMAIN
// "Stocktake" and picture 16: everything that is missing at once, and no state from which the day
// could not be closed.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/base/result.hpp"
#include "schema/base/signature.hpp"
#include "terminal/base/day_item_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_day_close_malformed{
    "day_close_malformed", Actor::manager,
    "A day is closed from its own date on, at most 31 days later. Choose such a day.",
    "只能闭今天或之前 31 天内的营业日，请重新选择日期。"};
inline constexpr ErrorKind k_day_close_reasons_missing{
    "day_close_reasons_missing", Actor::manager,
    "Something that should be done today is left without a reason. Give a reason for each, or one "
    "for all the rest.",
    "有当天应办的事项没有写明留到明天的原因，请逐项选择，或为其余各项选一个原因。"};
inline constexpr ErrorKind k_day_close_words_missing{
    "day_close_words_missing", Actor::manager,
    "Say why in a few words: another reason, and a day that is closed once more, need them.",
    "请写明原因：“其他”和再次闭店都需要说明。"};
inline constexpr ErrorKind k_day_close_elsewhere{
    "day_close_elsewhere", Actor::manager,
    "A store closes its day on its own terminals. Headquarters sees it in the list of closings.",
    "闭店须在门店自己的终端上进行，总部可在日结列表中查看。"};
inline constexpr ErrorKind k_day_closes_period{
    "day_closes_period", Actor::clerk,
    "The period ends before it begins, or is longer than 62 days. Choose a shorter one.",
    "日期区间颠倒或超过 62 天，请重新选择。"};

inline constexpr int k_day_close_days_max = 31, k_day_closes_days_max = 62;

/// Something that is carried over, with its reason.
struct CarriedItem {
    Coded<DayItemKind> kind{};
    bool must = false;
    int count = 0;
    std::vector<DayItemSubject> subjects{};
    Coded<CarryReason> reason{};  ///< none where it can wait
    std::string words{};
};
QIANTAI_DESCRIBE(CarriedItem, "", kind, must, count, subjects, reason, words)
QIANTAI_NOTES(CarriedItem, {.field = "subjects", .presence = FieldNote::Presence::optional},
              {.field = "reason", .presence = FieldNote::Presence::optional},
              {.field = "words", .presence = FieldNote::Presence::optional})
/// The column `items`.
struct CarriedItems {
    std::vector<CarriedItem> items{};
};
QIANTAI_DESCRIBE(CarriedItems, "", items)

/// Up to where a till is known to be complete.
struct TillMark {
    std::string terminal_code{};
    std::optional<Date> day{};  ///< of its newest mark; absent: none has come here
    std::int64_t outbox_seq = 0;
    std::int64_t events_until = 0;
    int refused = 0;
    TimeMs at = 0;
};
QIANTAI_DESCRIBE(TillMark, "", terminal_code, day, outbox_seq, events_until, refused, at)
/// The column `tills`.
struct TillMarks {
    std::vector<TillMark> tills{};
};
QIANTAI_DESCRIBE(TillMarks, "", tills)

/// A row of entity day_close.
struct DayClose {
    Uuid id{};
    std::string store_code{};
    Date day{};
    std::string items{};
    std::string tills{};
    int issuances = 0;
    int pieces = 0;
    std::string words{};
    std::string signature{};  ///< strokes, see signature.hpp
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(DayClose, "day_close", id, store_code, day, items, tills, issuances, pieces, words,
                 signature, business_date, created_by, created_at)
QIANTAI_NOTES(DayClose, {.field = "items", .is_json = true}, {.field = "tills", .is_json = true})

/// Nothing of what only a broken program writes keeps the rest from being read.
std::vector<CarriedItem> carried_of(const DayClose& close);
std::vector<TillMark> tills_of(const DayClose& close);

/// A row of entity day_mark.
struct DayMark {
    Uuid id{};
    std::string store_code{};
    std::string terminal_code{};
    Uuid incarnation{};
    Date day{};
    std::int64_t outbox_seq = 0;
    std::int64_t events_from = 0;
    std::int64_t events_until = 0;
    int refused = 0;
    int late = 0;
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(DayMark, "day_mark", id, store_code, terminal_code, incarnation, day, outbox_seq,
                 events_from, events_until, refused, late, created_by, created_at)

/// Why one thing is left.
struct CarryEntry {
    Coded<DayItemKind> kind{};
    Coded<CarryReason> reason{};
    std::string words{};
};
QIANTAI_DESCRIBE(CarryEntry, "", kind, reason, words)
QIANTAI_NOTES(CarryEntry, {.field = "words",
                           .length_max = k_day_close_words_length_max,
                           .presence = FieldNote::Presence::optional})

struct DayCloseEntry {
    std::optional<Date> day{};  ///< absent: today
    std::vector<CarryEntry> reasons{};
    Coded<CarryReason> rest{};  ///< of all that has no reason of its own
    std::string words{};        ///< of `rest`; of a day that was closed already
    std::string signature{};    ///< strokes, see signature.hpp; empty: with the PIN alone
};
QIANTAI_DESCRIBE(DayCloseEntry, "", day, reasons, rest, words, signature)
QIANTAI_NOTES(DayCloseEntry,
              {.field = "reasons", .length_max = 50, .presence = FieldNote::Presence::optional},
              {.field = "rest", .presence = FieldNote::Presence::optional},
              {.field = "words",
               .length_max = k_day_close_words_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "signature",
               .length_max = static_cast<int>(k_signature_text_max),
               .presence = FieldNote::Presence::optional})

/// A closing as it is shown; `addition`: another one of the same day came before.
struct DayCloseShown {
    DayClose close{};
    bool addition = false;
    std::vector<CarriedItem> items{};
    std::vector<TillMark> tills{};
};
QIANTAI_DESCRIBE(DayCloseShown, "", close, addition, items, tills)

/// What should have been done on the day that was closed last, and is still left.
struct CarriedOver {
    Date day{};
    CarriedItem item{};  ///< count and subjects: those that are left still
};
QIANTAI_DESCRIBE(CarriedOver, "", day, item)

struct DayCloseQuestion {
    std::optional<Date> day{};  ///< absent: today
};
QIANTAI_DESCRIBE(DayCloseQuestion, "", day)

/// The page: what of the day is missing, can wait, or is done.
struct DayClosePage {
    Date day{};
    std::vector<DayItem> items{};  ///< what must be done first, then what can wait, then the rest
    std::vector<CarriedOver> carried{};
    std::vector<DayCloseShown> closes{};  ///< of this day, the first of them first
    int late = 0;                         ///< records of this till after the last of them
    std::optional<Date> unclosed{};       ///< an earlier day with records that nobody closed
    std::optional<Uuid> stocktake_id{};   ///< of the day: the open one, else what was posted on it
    bool yours = false;                   ///< the signed-in person may close it here
};
QIANTAI_DESCRIBE(DayClosePage, "", day, items, carried, closes, late, unclosed, stocktake_id, yours)

int left_that_must(std::span<const DayItem> items);
int left_that_can_wait(std::span<const DayItem> items);
/// In the order of the page.
void sort_day_items(std::vector<DayItem>& items);
/// Of what was carried over: what is among those items still; nothing if all of it is done.
std::optional<CarriedItem> still_carried(const CarriedItem& carried,
                                         std::span<const DayItem> items);
/// What a closing carries over. k_day_close_reasons_missing names the kinds,
/// k_day_close_words_missing.
Result<std::vector<CarriedItem>> carry_items(std::span<const DayItem> items,
                                             const DayCloseEntry& entry);

/// What RunClosing did.
struct DayMarkRun {
    int marks = 0;
};
QIANTAI_DESCRIBE(DayMarkRun, "", marks)

/// A till of a closed day, as headquarters finds it.
struct TillCompleteness {
    std::string terminal_code{};
    std::string name{};
    bool marked = false;    ///< it said that it has written everything of the day
    bool complete = false;  ///< and everything up to there is here
    std::int64_t outbox_seq = 0;
    std::optional<std::int64_t> missing_from{};  ///< the first audit event that is not here
    int missing = 0;                             ///< so many
    int refused = 0;
    int late = 0;                    ///< records that were written after it was closed
    std::optional<Date> last_day{};  ///< not marked: the day of its newest mark
    TimeMs at = 0;                   ///< of the newest mark of the day
};
QIANTAI_DESCRIBE(TillCompleteness, "", terminal_code, name, marked, complete, outbox_seq,
                 missing_from, missing, refused, late, last_day, at)

/// A store's day.
struct StoreDay {
    std::string store_code{};
    std::string store_name{};
    Date day{};
    bool closed = false;
    bool complete = false;  ///< closed, and of every till everything is here
    std::string closed_by{};
    TimeMs closed_at = 0;
    int additions = 0;
    int carried = 0;  ///< kinds that must have been done and were left
    int issuances = 0;
    int pieces = 0;
    std::vector<TillCompleteness> tills{};
};
QIANTAI_DESCRIBE(StoreDay, "", store_code, store_name, day, closed, complete, closed_by, closed_at,
                 additions, carried, issuances, pieces, tills)

}  // namespace qiantai::domain
