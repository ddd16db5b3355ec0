// Stocktakes (盘点): the head, which never changes, what happened to it, what was counted, and the
// lines that it came to, all of which are only added. Where one stands and how many were counted
// are no columns: they are what events and counts come to, on every machine alike.

#include "schema/base/gift_codes.hpp"
#include "schema/base/stocktake_codes.hpp"
#include "schema/manifest/entities.hpp"

namespace qiantai::entities {
namespace {

constexpr int k_stocktakes_since = 27;
using enum ColumnType;

Column stocktake_json(std::string_view name, Presence presence, std::string_view meaning) {
    return {.name = name,
            .type = json,
            .presence = presence,
            .length_max = k_stocktake_json_length_max,
            .meaning = meaning};
}

Column stocktake_integer(std::string_view name, Presence presence, std::string_view meaning = {}) {
    return {.name = name, .type = integer, .presence = presence, .meaning = meaning};
}

Column stocktake_id() {
    return {.name = "stocktake_id", .type = id, .presence = k_required};
}

/// A lot of a gift, or a customer's goods.
std::vector<Column> counted_thing() {
    return {{.name = "gift_id", .type = id},
            {.name = "goods_id", .type = id, .meaning = "stored_goods: a customer's, of no value"},
            text_column("batch", k_gift_short_length_max),
            {.name = "expires_on", .type = date}};
}

Entity with_columns(Entity entity, const std::vector<Column>& more) {
    entity.columns.insert(entity.columns.end(), more.begin(), more.end());
    return entity;
}

Entity stocktake_entity() {
    return {.name = "stocktake",
            .title_zh = "盘点",
            .writer = Writer::both,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    {.name = "number",
                     .type = text,
                     .presence = k_required,
                     .length_max = k_gift_short_length_max,
                     .meaning = "PD, store, terminal, sequence and check digit"},
                    {.name = "kind",
                     .type = text,
                     .presence = k_required,
                     .values = k_joined_codes<StocktakeKind>},
                    {.name = "planned_on", .type = date, .presence = k_required},
                    {.name = "blind",
                     .type = boolean,
                     .presence = k_required,
                     .meaning = "whoever counts does not see the book"},
                    {.name = "with_goods",
                     .type = boolean,
                     .presence = k_required,
                     .meaning = "customers' goods in keeping are counted too"},
                    stocktake_json("scope", k_required,
                                   "{\"categories\": [], \"gifts\": []}; both empty: all gifts"),
                    stocktake_json("zones", k_required,
                                   "{\"zones\": [{name, spot, shared, counters}]}"),
                    text_column("words", k_stocktake_words_length_max),
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .since = k_stocktakes_since,
            .meaning = "what is to be counted at a store or warehouse; never changed"};
}

Entity stocktake_event_entity() {
    return {.name = "stocktake_event",
            .title_zh = "盘点进度",
            .writer = Writer::both,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    stocktake_id(),
                    {.name = "step",
                     .type = text,
                     .presence = k_required,
                     .values = k_joined_codes<StocktakeStep>},
                    {.name = "about_id",
                     .type = id,
                     .meaning = "signatures, approved, posted: the step `opened` whose lines"},
                    text_column("zone", k_stocktake_zone_length_max),
                    {.name = "spot", .type = text, .values = k_joined_codes<StockSpot>},
                    {.name = "shared",
                     .type = boolean,
                     .meaning = "zone_opened: what several count there adds up"},
                    text_column("people", k_stocktake_people_length_max,
                                   "chosen: whose result holds; opened: who counted, separated by "
                                   "blanks"),
                    text_column("recounters", k_stocktake_people_length_max,
                                   "opened: who counted again"),
                    {.name = "gift_id", .type = id},
                    text_column("batch", k_gift_short_length_max),
                    {.name = "expires_on", .type = date},
                    text_column("barcode", k_gift_short_length_max),
                    stocktake_json("lines", k_optional,
                                   "explained: {\"lines\": [{line_id, reason, words}]}"),
                    text_column("words", k_stocktake_words_length_max),
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .belongs_to = {"stocktake_id", "stocktake"},
            .since = k_stocktakes_since,
            .meaning = "what happened to a stocktake; written once"};
}

Entity stocktake_count_entity() {
    Entity entity{
        .name = "stocktake_count",
        .title_zh = "盘点录入",
        .writer = Writer::store,
        .visibility = Visibility::store,
        .merge = Merge::owner,
        .columns =
            {
                store_code(),
                stocktake_id(),
                {.name = "round",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<StocktakeRound>},
                {.name = "zone",
                 .type = text,
                 .presence = k_required,
                 .length_max = k_stocktake_zone_length_max},
                {.name = "kind",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<StocktakeEntryKind>},
                text_column("barcode", k_gift_short_length_max, "one that no gift has"),
                stocktake_integer("quantity", k_required),
                {.name = "undoes_id", .type = id},
                created_by(),
                created_at(),
            },
        .belongs_to = {"stocktake_id", "stocktake"},
        .since = k_stocktakes_since,
        .meaning = "one scan or one typed number of one counter; written once"};
    return with_columns(std::move(entity), counted_thing());
}

Entity stocktake_line_entity() {
    Entity entity{
        .name = "stocktake_line",
        .title_zh = "盘点结果",
        .writer = Writer::both,
        .visibility = Visibility::store,
        .merge = Merge::owner,
        .columns =
            {
                store_code(),
                stocktake_id(),
                {.name = "opening_id",
                 .type = id,
                 .presence = k_required,
                 .meaning = "the step `opened` or `corrected` that it was written with"},
                {.name = "spot", .type = text, .values = k_joined_codes<StockSpot>},
                text_column("zones", k_gift_reason_length_max),
                stocktake_integer("first_count", k_optional, "before it was counted again"),
                stocktake_integer("counted", k_required),
                {.name = "counted_at",
                 .type = time,
                 .presence = k_required,
                 .meaning = "the moment at which it is compared with the book"},
                stocktake_integer("book", k_required,
                                  "at that moment, as far as it was known when this was written"),
                {.name = "cost", .type = fen, .presence = k_required, .meaning = "of one piece"},
                created_at(),
            },
        .belongs_to = {"stocktake_id", "stocktake"},
        .since = k_stocktakes_since,
        .meaning = "what was counted of one thing, whether the book agrees or not; written once"};
    return with_columns(std::move(entity), counted_thing());
}

}  // namespace

std::vector<Entity> stocktakes() {
    return {stocktake_entity(), stocktake_event_entity(), stocktake_count_entity(),
            stocktake_line_entity()};
}

}  // namespace qiantai::entities
