#pragma once

// A store goes from one manager to another (店长交接): the count for it, what is left open, keys and
// papers, and both signatures. DOMAIN "Stocktake": compulsory at a change of manager or keeper.

#include "terminal/closing/rules/closing_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_hand_over_malformed{
    "hand_over_malformed", Actor::manager,
    "The field that is named is missing or out of range: 1 to 50 things with a name and a number, a "
    "stocktake of this store for a hand-over whose variances are open or posted.",
    "所指的内容缺失或超出范围：交接物品 1 至 50 项且写明名称和数量；盘点须为本店已公布差异的交接盘点。"};
inline constexpr ErrorKind k_hand_over_taker_unfit{
    "hand_over_taker_unfit", Actor::manager,
    "Only another manager of this store, or keeper of this warehouse, takes it over. Headquarters "
    "sets them up.",
    "接交人须为本店的另一位店长（仓库为另一位仓管），由总部建立账号。"};
inline constexpr ErrorKind k_hand_over_words_missing{
    "hand_over_words_missing", Actor::manager,
    "A change of manager needs a count. Say why there is none, or count first.",
    "店长交接须先盘点；未盘点的请写明原因。"};

inline constexpr int k_hand_over_things_max = 50, k_hand_over_list_max = 200;

struct HandOverThing {
    std::string name{};
    int count = 1;
};
QIANTAI_DESCRIBE(HandOverThing, "", name, count)
QIANTAI_NOTES(HandOverThing, {.field = "name", .length_max = 60},
              {.field = "count", .min = 0, .max = 9999})
/// The column `things`.
struct HandOverThings {
    std::vector<HandOverThing> things{};
};
QIANTAI_DESCRIBE(HandOverThings, "", things)

/// The column `items`.
struct HandOverItems {
    std::vector<DayItem> items{};
};
QIANTAI_DESCRIBE(HandOverItems, "", items)

/// A row of entity hand_over.
struct HandOver {
    Uuid id{};
    std::string store_code{};
    std::string from_staff{};
    std::string to_staff{};
    std::optional<Uuid> stocktake_id{};
    std::string items{};
    std::string things{};
    std::string words{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(HandOver, "hand_over", id, store_code, from_staff, to_staff, stocktake_id, items,
                 things, words, business_date, created_by, created_at)
QIANTAI_NOTES(HandOver, {.field = "items", .is_json = true}, {.field = "things", .is_json = true})

struct HandOverEntry {
    std::optional<Uuid>
        stocktake_id{};  ///< absent: the newest one for a hand-over, if there is one
    std::vector<HandOverThing> things{};
    std::string words{};
};
QIANTAI_DESCRIBE(HandOverEntry, "", stocktake_id, things, words)
QIANTAI_NOTES(HandOverEntry, {.field = "things", .length_max = k_hand_over_things_max},
              {.field = "words",
               .length_max = k_day_close_words_length_max,
               .presence = FieldNote::Presence::optional})

struct HandOverShown {
    HandOver hand_over{};
    std::string stocktake_number{};  ///< empty: no count
    std::vector<DayItem> items{};
    std::vector<HandOverThing> things{};
};
QIANTAI_DESCRIBE(HandOverShown, "", hand_over, stocktake_number, items, things)
QIANTAI_NOTES(HandOverShown,
              {.field = "stocktake_number", .presence = FieldNote::Presence::optional})

/// What a new hand-over begins with.
struct HandOverStart {
    std::vector<DayItem> items{};  ///< what is left open now
    std::optional<Uuid> stocktake_id{};
    std::string stocktake_number{};
    std::vector<HandOverThing> things{};  ///< as at the last hand-over
    std::vector<HandOverShown> before{};  ///< the newest first
};
QIANTAI_DESCRIBE(HandOverStart, "", items, stocktake_id, stocktake_number, things, before)
QIANTAI_NOTES(HandOverStart,
              {.field = "stocktake_number", .presence = FieldNote::Presence::optional})

}  // namespace qiantai::domain
