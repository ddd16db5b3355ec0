// Till receipts of the store (消费), sales and refunds, and what the till's day came to. A receipt is
// one row with its items in it: there are millions. Its id is derived from its key, so that what two
// tills import of one file, or one till twice, is the same row.

#include "schema/base/purchase_codes.hpp"
#include "schema/base/tier_codes.hpp"
#include "schema/manifest/entities.hpp"

namespace qiantai::entities {
namespace {

/// In bytes: two hundred lines with their names, and what JSON puts around them.
constexpr int k_items_length_max = 200 * 480;

constexpr int k_purchases_since = 13, k_tiers_since = 14, k_forecasts_since = 18;
using enum ColumnType;

Column source() {
    return {.name = "source",
            .type = text,
            .presence = k_required,
            .length_max = k_purchase_source_length_max,
            .meaning = "the till system that gave the number"};
}

Entity purchase_entity() {
    return {
        .name = "purchase",
        .title_zh = "消费",
        .writer = Writer::store,
        .visibility = Visibility::store_only,
        .merge = Merge::owner,
        .columns =
            {
                store_code(),
                {.name = "kind",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<PurchaseKind>},
                source(),
                {.name = "till", .type = text, .length_max = k_purchase_till_length_max},
                {.name = "number",
                 .type = text,
                 .length_max = k_till_receipt_length_max,
                 .meaning = "as on the till receipt; empty = it has none"},
                {.name = "weak_key",
                 .type = boolean,
                 .presence = k_required,
                 .meaning = "told from others only by what was bought, for want of a number"},
                business_date(),
                {.name = "amount",
                 .type = fen,
                 .presence = k_required,
                 .meaning = "sale: paid, after all discounts; refund: given back; never negative"},
                {.name = "pieces", .type = integer},
                {.name = "items",
                 .type = json,
                 .length_max = k_items_length_max,
                 .meaning = "{\"lines\": [{code, name, category, pieces, amount}]}"},
                {.name = "refund_of", .type = id, .meaning = "refund: the sale, where known"},
                {.name = "member_id", .type = id},
                {.name = "home_store",
                 .type = text,
                 .length_max = 8,
                 .meaning = "the member's store, where that is another one"},
                {.name = "claimed",
                 .type = text,
                 .personal = true,
                 .own_store_only = true,
                 .length_max = k_purchase_claim_length_max,
                 .meaning = "the number of several members, until somebody says whose it is"},
                {.name = "undone_at", .type = time, .meaning = "taken back: counts for nothing"},
                {.name = "undone_by", .type = text, .length_max = 12},
                created_by(),
                created_at(),
            },
        .subject_column = "member_id",
        .also_seen_by = "home_store",
        .since = k_purchases_since,
        .meaning = "a till receipt; only its member, and that it was taken back, change"};
}

Entity day_total_entity() {
    return {.name = "day_total",
            .title_zh = "日营业额",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    business_date(),
                    source(),
                    {.name = "net",
                     .type = fen,
                     .presence = k_required,
                     .meaning = "net sales of the store, with those to nobody known"},
                    {.name = "receipts",
                     .type = integer,
                     .presence = k_required,
                     .meaning = "sales, without those refunded in full"},
                    {.name = "pieces", .type = integer},
                    created_by(),
                    created_at(),
                },
            .since = k_purchases_since,
            .meaning = "what the till says of a day; one row for a store and a date"};
}

Entity tier_change_entity() {
    return {.name = "tier_change",
            .title_zh = "等级变动",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    member_id(),
                    {.name = "kind",
                     .type = text,
                     .presence = k_required,
                     .values = k_joined_codes<TierChangeKind>},
                    {.name = "from_tier", .type = text, .presence = k_required, .length_max = 40},
                    {.name = "to_tier", .type = text, .presence = k_required, .length_max = 40},
                    {.name = "sum", .type = fen, .meaning = "what was spent in the window"},
                    {.name = "counts_from", .type = date, .meaning = "the window's first day"},
                    {.name = "counts_until", .type = date, .meaning = "the window's last day"},
                    {.name = "keeps_until",
                     .type = date,
                     .meaning = "the tier is the member's until then at least"},
                    {.name = "falls_on", .type = date, .meaning = "notice: the day of the fall"},
                    {.name = "undoes_id", .type = id, .meaning = "undo_rise: the rise"},
                    {.name = "locked",
                     .type = boolean,
                     .meaning = "by_hand: no rule changes it until it is unlocked"},
                    {.name = "rule_version", .type = text, .length_max = 40},
                    {.name = "reason", .type = text, .length_max = k_purchase_reason_length_max},
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .subject_column = "member_id",
            .since = k_tiers_since,
            .meaning = "what happened to a member's tier and why; written once"};
}

Entity tier_forecast_entity() {
    return {
        .name = "tier_forecast",
        .title_zh = "等级规则试算",
        .writer = Writer::store,
        .visibility = Visibility::store,
        .merge = Merge::owner,
        .columns =
            {
                store_code(),
                {.name = "rule_version", .type = text, .presence = k_required, .length_max = 40},
                {.name = "moves",
                 .type = json,
                 .presence = k_required,
                 .length_max = 40'000,
                 .meaning = "{\"moves\": [{from_tier, to_tier, members}]}: counts, no people"},
                {.name = "members",
                 .type = integer,
                 .presence = k_required,
                 .meaning = "of the store, who ever bought"},
                {.name = "as_of", .type = date, .presence = k_required},
                created_by(),
                created_at(),
            },
        .since = k_forecasts_since,
        .meaning =
            "what an announced rule of tiers would do at a store; one row for a store "
            "and a rule"};
}

}  // namespace

std::vector<Entity> purchases() {
    return {purchase_entity(), day_total_entity(), tier_change_entity(), tier_forecast_entity()};
}

}  // namespace qiantai::entities
