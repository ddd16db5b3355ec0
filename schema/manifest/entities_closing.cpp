// A store's day that is closed (闭店): who closed it, what was carried over and why; and the marks by
// which each till says that what it wrote up to there is complete. Rows are only added: a day that is
// closed twice has an addition.

#include "schema/base/closing_codes.hpp"
#include "schema/base/signature.hpp"
#include "schema/manifest/entities.hpp"

namespace qiantai::entities {
namespace {

constexpr int k_closing_since = 28, k_signature_since = 29;
using enum ColumnType;

Column closing_json(std::string_view name, int length_max, std::string_view meaning) {
    return {.name = name,
            .type = json,
            .presence = k_required,
            .length_max = length_max,
            .meaning = meaning};
}

Column closing_number(std::string_view name, std::string_view meaning) {
    return {.name = name, .type = integer, .presence = k_required, .meaning = meaning};
}

Column closers_signature() {
    auto column = text_column("signature", static_cast<int>(k_signature_text_max),
                              "of who closed it: strokes, [[x,y,...],...] in 1/10000 of the pad's "
                              "width; empty: closed with the PIN alone");
    column.since = k_signature_since;
    return column;
}

Entity day_close_entity() {
    return {.name = "day_close",
            .title_zh = "闭店",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::append,
            .columns =
                {
                    store_code(),
                    {.name = "day",
                     .type = date,
                     .presence = k_required,
                     .meaning = "the business day that ends"},
                    closing_json("items", k_day_close_json_length_max,
                                 "{\"items\": [{kind, must, count, subjects, reason, words}]}: "
                                 "what was left"),
                    closing_json("tills", k_day_close_json_length_max,
                                 "{\"tills\": [{terminal_code, day, outbox_seq, events_until, "
                                 "refused, at}]}: the newest marks of the store's tills, as far as "
                                 "the writer knew"),
                    closing_number("issuances", "in the day's register of gifts given"),
                    closing_number("pieces", "the same in pieces"),
                    text_column("words", k_day_close_words_length_max,
                                "why the day was closed once more"),
                    closers_signature(),
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .since = k_closing_since,
            .meaning =
                "a day is closed; of several for one day the first is the closing, the "
                "others are additions"};
}

Entity day_mark_entity() {
    return {.name = "day_mark",
            .title_zh = "终端日结",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::append,
            .columns =
                {
                    store_code(),
                    required_text_column("terminal_code", 4),
                    {.name = "incarnation", .type = id, .presence = k_required},
                    {.name = "day", .type = date, .presence = k_required},
                    closing_number("outbox_seq",
                                   "everything up to here stands before this mark in the till's "
                                   "outbox, so that headquarters has it when it has the mark"),
                    closing_number("events_from",
                                   "audit events of this incarnation since the "
                                   "mark before: the first"),
                    closing_number("events_until", "the last"),
                    closing_number("refused",
                                   "records that headquarters refused and nobody has "
                                   "dealt with"),
                    closing_number("late",
                                   "records of the day that were written after the mark "
                                   "before"),
                    created_by(),
                    created_at(),
                },
            .since = k_closing_since,
            .meaning = "a till says of a closed day that it has written everything of it"};
}

Entity hand_over_entity() {
    return {.name = "hand_over",
            .title_zh = "店长交接",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::append,
            .columns =
                {
                    store_code(),
                    required_text_column("from_staff", 12, "who leaves, and signed"),
                    required_text_column("to_staff", 12, "who takes over, and signed with the PIN"),
                    {.name = "stocktake_id",
                     .type = id,
                     .meaning = "the count for it; empty: none was made, `words` says why"},
                    closing_json("items", k_day_close_json_length_max,
                                 "{\"items\": [{kind, must, count, subjects}]}: what was left"),
                    closing_json("things", k_hand_over_json_length_max,
                                 "{\"things\": [{name, count}]}: keys, the safe, papers"),
                    text_column("words", k_day_close_words_length_max),
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .since = k_closing_since,
            .meaning = "a store goes from one manager to another"};
}

}  // namespace

std::vector<Entity> closing() {
    return {day_close_entity(), day_mark_entity(), hand_over_entity()};
}

}  // namespace qiantai::entities
