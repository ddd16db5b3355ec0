// Gifts (礼品): the chain's catalogue and campaigns, and each store's ledger. How many there are is
// no column: it is the sum of the movements, on every machine alike.

#include "schema/base/gift_codes.hpp"
#include "schema/manifest/entities.hpp"

namespace qiantai::entities {
namespace {

constexpr int k_gifts_since = 23, k_recalls_since = 24, k_cartons_since = 29;
using enum ColumnType;

Column gift_id() {
    return {.name = "gift_id", .type = id, .presence = k_required};
}

Entity gift_entity() {
    return {
        .name = "gift",
        .title_zh = "礼品",
        .writer = Writer::hq,
        .visibility = Visibility::chain,
        .merge = Merge::owner,
        .columns =
            {
                required_text_column("code", k_gift_code_length_max, "unique in the chain"),
                required_text_column("name", k_gift_name_length_max),
                text_column("category", k_gift_short_length_max),
                text_column("spec", k_gift_name_length_max),
                required_text_column("unit", k_gift_unit_length_max, "what is counted, e.g. 个"),
                {.name = "cost", .type = fen, .presence = k_required, .meaning = "of one piece"},
                {.name = "batch_kept",
                 .type = boolean,
                 .presence = k_required,
                 .meaning = "whoever receives it says which batch"},
                {.name = "expiry_kept",
                 .type = boolean,
                 .presence = k_required,
                 .meaning = "whoever receives it says how long it is good"},
                {.name = "stock_min",
                 .type = integer,
                 .meaning = "a store with fewer on its shelf is on the list of low stock"},
                {.name = "stock_max", .type = integer},
                {.name = "picture", .type = attachment},
                {.name = "status",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<GiftStatus>},
                created_by(),
                created_at(),
            },
        .since = k_gifts_since,
        .meaning = "a gift of the chain's catalogue; its id follows from its code"};
}

Entity gift_barcode_entity() {
    return {
        .name = "gift_barcode",
        .title_zh = "礼品条码",
        .writer = Writer::hq,
        .visibility = Visibility::chain,
        .merge = Merge::owner,
        .columns =
            {
                gift_id(),
                required_text_column("barcode", k_gift_short_length_max),
                {.name = "removed",
                 .type = boolean,
                 .presence = k_required,
                 .meaning = "finds no gift any more"},
                {.name = "pieces",
                 .type = integer,
                 .since = k_cartons_since,
                 .meaning = "of a carton: so many are in it; empty = it is on the piece itself"},
                created_by(),
                created_at(),
            },
        .since = k_gifts_since,
        .meaning =
            "which gift a barcode is; its id follows from the barcode, so one is one "
            "gift's only"};
}

Entity campaign_entity() {
    return {.name = "campaign",
            .title_zh = "活动",
            .writer = Writer::hq,
            .visibility = Visibility::chain,
            .merge = Merge::owner,
            .columns =
                {
                    required_text_column("code", k_gift_code_length_max, "unique in the chain"),
                    required_text_column("name", k_gift_name_length_max),
                    {.name = "starts_on", .type = date, .presence = k_required},
                    {.name = "ends_on",
                     .type = date,
                     .presence = k_required,
                     .meaning = "the last day"},
                    {.name = "gifts",
                     .type = json,
                     .presence = k_required,
                     .length_max = k_campaign_gifts_length_max,
                     .meaning = "{\"lines\": [{gift_id, pieces}]}: each of them is one choice"},
                    {.name = "rule",
                     .type = json,
                     .presence = k_required,
                     .length_max = k_campaign_rule_length_max,
                     .meaning = "{audience, tiers, spend_min, joined_days, per_member, "
                                "per_receipt, once_only}"},
                    {.name = "cap",
                     .type = integer,
                     .meaning = "pieces in the whole chain; empty = as many as there are"},
                    {.name = "ended_at", .type = time, .meaning = "ended before its last day"},
                    created_by(),
                    created_at(),
                },
            .since = k_gifts_since,
            .meaning = "when, to whom and how many gifts are given; its id follows from its code"};
}

Entity stock_movement_entity() {
    return {
        .name = "stock_movement",
        .title_zh = "库存流水",
        .writer = Writer::store,
        .visibility = Visibility::store,
        .merge = Merge::owner,
        .columns =
            {
                store_code(),
                gift_id(),
                {.name = "kind",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<StockKind>},
                {.name = "spot",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<StockSpot>},
                text_column("batch", k_gift_short_length_max),
                {.name = "expires_on",
                 .type = date,
                 .meaning = "the last day on which they are good; empty = they keep"},
                {.name = "quantity",
                 .type = integer,
                 .presence = k_required,
                 .meaning = "how many more there are since; negative: fewer"},
                {.name = "at", .type = time, .presence = k_required, .meaning = "when it happened"},
                {.name = "document_id",
                 .type = id,
                 .meaning = "what several movements are parts of"},
                {.name = "reverses_id",
                 .type = id,
                 .meaning = "reversal: the movement that did not happen"},
                text_column("partner", k_gift_name_length_max, "the supplier, or the other store"),
                text_column("paper", k_gift_short_length_max, "number of the delivery note"),
                {.name = "price", .type = fen, .meaning = "receipt: of one piece"},
                text_column("reason", k_gift_reason_length_max),
                {.name = "photo", .type = attachment, .meaning = "damage: what it looks like"},
                business_date(),
                created_by(),
                created_at(),
            },
        .since = k_gifts_since,
        .meaning =
            "how many pieces of a gift came or went; written once. The id of a reversal "
            "follows from what it reverses: two tills that reverse the same make one"};
}

Entity gift_recall_entity() {
    return {.name = "gift_recall",
            .title_zh = "礼品召回",
            .writer = Writer::hq,
            .visibility = Visibility::chain,
            .merge = Merge::owner,
            .columns =
                {
                    gift_id(),
                    text_column("batch", k_gift_short_length_max, "empty = all of the gift"),
                    required_text_column("reason", k_gift_reason_length_max),
                    created_by(),
                    created_at(),
                    {.name = "ended_at",
                     .type = time,
                     .meaning = "what is left of it may be given away again"},
                    text_column("ended_by", k_gift_short_length_max),
                },
            .since = k_recalls_since,
            .meaning = "what must not be given away any more, wherever it lies"};
}

Entity gift_bin_entity() {
    return {.name = "gift_bin",
            .title_zh = "礼品库位",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    gift_id(),
                    text_column("bin", k_gift_bin_length_max, "empty = none any more"),
                    created_by(),
                    created_at(),
                },
            .since = k_recalls_since,
            .meaning =
                "where on the shelves of a store or warehouse a gift lies; its id follows "
                "from both, so that a gift has one"};
}

}  // namespace

std::vector<Entity> gifts() {
    return {gift_entity(),           gift_barcode_entity(), campaign_entity(),
            stock_movement_entity(), gift_recall_entity(),  gift_bin_entity()};
}

}  // namespace qiantai::entities
