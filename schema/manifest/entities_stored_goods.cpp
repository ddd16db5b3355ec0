// Goods of customers that lie at the store (存货, 寄存): the deposit, and what happened to it
// since. How many are left and where they lie is no column: it is the sum of the events, on every
// machine alike.

#include "schema/base/signature.hpp"
#include "schema/base/stored_goods_codes.hpp"
#include "schema/manifest/entities.hpp"

namespace qiantai::entities {
namespace {

constexpr int k_since = 6;
using enum ColumnType;

Entity stored_goods_entity() {
    return {.name = "stored_goods",
            .title_zh = "存货",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    member_id(),
                    {.name = "number",
                     .type = text,
                     .presence = k_required,
                     .length_max = k_goods_short_length_max,
                     .meaning = "SG, store, terminal, sequence and check digit"},
                    {.name = "item",
                     .type = text,
                     .presence = k_required,
                     .length_max = k_goods_item_length_max},
                    {.name = "barcode", .type = text, .length_max = k_goods_short_length_max},
                    {.name = "unit",
                     .type = text,
                     .length_max = k_goods_unit_length_max,
                     .meaning = "what is counted, e.g. 罐; empty = 件"},
                    {.name = "quantity", .type = integer, .presence = k_required},
                    {.name = "batch", .type = text, .length_max = k_goods_short_length_max},
                    {.name = "expires_on",
                     .type = date,
                     .presence = k_optional,
                     .meaning = "the last day on which they are good; empty = they keep"},
                    {.name = "place",
                     .type = text,
                     .length_max = k_goods_short_length_max,
                     .meaning = "where they were put first; later moves are events"},
                    {.name = "till_receipt", .type = text, .length_max = k_goods_short_length_max},
                    {.name = "fee", .type = fen, .presence = k_required},
                    {.name = "remark",
                     .type = text,
                     .personal = true,
                     .length_max = k_goods_remark_length_max},
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .subject_column = "member_id",
            .since = k_since,
            .meaning =
                "goods of a member in the store's keeping; written once, changed only by erasure "
                "of the remark"};
}

Entity stored_goods_event_entity() {
    const auto of_the_signer = [](std::string_view name, int length_max, std::string_view meaning) {
        return Column{.name = name,
                      .type = text,
                      .personal = true,
                      .own_store_only = true,
                      .length_max = length_max,
                      .meaning = meaning};
    };
    return {
        .name = "stored_goods_event",
        .title_zh = "存货记录",
        .writer = Writer::store,
        .visibility = Visibility::store,
        .merge = Merge::owner,
        .columns =
            {
                store_code(),
                {.name = "goods_id", .type = id, .presence = k_required},
                member_id(),
                {.name = "kind",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<GoodsEventKind>},
                {.name = "quantity", .type = integer, .meaning = "withdrawal: how many were taken"},
                {.name = "reverses_id",
                 .type = id,
                 .meaning = "reversal: the withdrawal that did not happen"},
                {.name = "place",
                 .type = text,
                 .length_max = k_goods_short_length_max,
                 .meaning = "move: where to"},
                {.name = "reason",
                 .type = text,
                 .length_max = k_goods_reason_length_max,
                 .meaning = "reversal, move"},
                {.name = "outcome",
                 .type = text,
                 .values = k_joined_codes<ReminderOutcome>,
                 .meaning = "reminder: what came of it"},
                {.name = "signed_by",
                 .type = text,
                 .values = k_joined_codes<GoodsSigner>,
                 .meaning = "withdrawal: who took them"},
                of_the_signer("signer", 60, "withdrawal: the name of who came for the member"),
                of_the_signer("signed_text", k_goods_signed_text_length_max,
                              "withdrawal, signing of the deposit: what the signer was shown"),
                of_the_signer("signature", static_cast<int>(k_signature_text_max),
                              "withdrawal, signing: strokes, [[x,y,...],...] in 1/10000 of the "
                              "pad's width"),
                business_date(),
                created_by(),
                created_at(),
            },
        .subject_column = "member_id",
        .since = k_since,
        .meaning = "what happened to goods in keeping; written once, changed only by erasure"};
}

}  // namespace

std::vector<Entity> stored_goods() {
    return {stored_goods_entity(), stored_goods_event_entity()};
}

}  // namespace qiantai::entities
