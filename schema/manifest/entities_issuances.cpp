// Gifts that are given away (发放), the rights to them, and the parts of a campaign's cap that tills
// hold (名额). An issuance never changes: what was given by mistake or comes back is a row of its own
// that names the line.
//
// A cap holds offline because pieces are given away only out of a lease. The till says in its
// lease_claim what it wants and what it gives back; the hub alone writes lease and lease_pool
// (sync/hub/rules/leases.hpp).

#include "schema/base/gift_codes.hpp"
#include "schema/base/issuance_codes.hpp"
#include "schema/base/signature.hpp"
#include "schema/manifest/entities.hpp"

namespace qiantai::entities {
namespace {

constexpr int k_register_month_length = 7;
constexpr int k_issuances_since = 26, k_register_months_since = 29;
using enum ColumnType;

Column id_required(std::string_view name, std::string_view meaning = {}) {
    return {.name = name, .type = id, .presence = k_required, .meaning = meaning};
}

Column pieces_column(std::string_view name, std::string_view meaning = {}) {
    return {.name = name, .type = integer, .presence = k_required, .meaning = meaning};
}

/// Emptied when the person is erased.
Column of_the_recipient(std::string_view name, int length_max, std::string_view meaning) {
    auto column = text_column(name, length_max, meaning);
    column.personal = true;
    return column;
}

Column phone_of_the_recipient() {
    auto column = of_the_recipient("recipient_phone", 20, "of somebody who is no member");
    column.contact = true;
    return column;
}

Column signed_column(std::string_view name, int length_max, std::string_view meaning) {
    auto column = of_the_recipient(name, length_max, meaning);
    column.own_store_only = true;
    return column;
}

Entity issuance_entity() {
    return {
        .name = "issuance",
        .title_zh = "礼品发放",
        .writer = Writer::store,
        .visibility = Visibility::store,
        .merge = Merge::owner,
        .columns =
            {
                store_code(),
                required_text_column("number", k_issuance_number_length_max,
                                     "LF, store, terminal, sequence and check digit"),
                {.name = "member_id", .type = id},
                text_column("home_store", 8, "the member's store, where that is another one"),
                of_the_recipient("recipient_name", k_gift_name_length_max,
                                 "of somebody who is no member"),
                phone_of_the_recipient(),
                text_column("till_receipt", k_gift_short_length_max, "as on the till receipt"),
                {.name = "receipt_amount",
                 .type = fen,
                 .meaning = "as read off the till receipt, where the purchase was not known"},
                {.name = "purchase_id", .type = id, .meaning = "where it is known"},
                {.name = "reason",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<IssuanceReason>},
                text_column("words", k_issuance_words_length_max),
                signed_column("signed_text", k_issuance_signed_text_length_max,
                              "what the signer was shown"),
                signed_column("signature", static_cast<int>(k_signature_text_max),
                              "strokes, [[x,y,...],...] in 1/10000 of the pad's width"),
                text_column("unsigned_reason", k_issuance_words_length_max, "why nobody signed"),
                text_column("approved_by", 12, "staff number: another one than the issuer's"),
                text_column("approval_words", k_issuance_words_length_max,
                            "why more was given than the limits let"),
                business_date(),
                created_by(),
                created_at(),
            },
        .subject_column = "member_id",
        .follows_person = true,
        .also_seen_by = "home_store",
        .since = k_issuances_since,
        .meaning = "to whom gifts were given, by whom and why; only erasure empties it"};
}

Entity issuance_line_entity() {
    return {.name = "issuance_line",
            .title_zh = "发放明细",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    id_required("issuance_id"),
                    id_required("gift_id"),
                    text_column("batch", k_gift_short_length_max),
                    {.name = "expires_on", .type = date},
                    pieces_column("pieces"),
                    pieces_column("over", "so many of them were beyond the limits and approved"),
                    {.name = "campaign_id", .type = id},
                    pieces_column("times", "as how many of the campaign's times it counts"),
                    {.name = "lease_id",
                     .type = id,
                     .meaning = "the claim out of which they were given"},
                    {.name = "entitlement_id",
                     .type = id,
                     .lookup_key = true,
                     .meaning = "the right that this used up"},
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .belongs_to = {"issuance_id", "issuance"},
            .since = k_issuances_since,
            .meaning = "pieces of one lot; the stock movement that took them has its id"};
}

Entity issuance_return_entity() {
    return {.name = "issuance_return",
            .title_zh = "发放退回",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    id_required("issuance_id"),
                    id_required("line_id"),
                    {.name = "kind",
                     .type = text,
                     .presence = k_required,
                     .values = k_joined_codes<IssuanceReturnKind>},
                    pieces_column("pieces", "all of the line's"),
                    {.name = "lease_id", .type = id, .meaning = "as in the line"},
                    required_text_column("reason", k_issuance_words_length_max),
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .belongs_to = {"issuance_id", "issuance"},
            .since = k_issuances_since,
            .meaning =
                "a line that was taken back. The id follows from the line: two tills that "
                "take the same back make one"};
}

Entity issuance_settlement_entity() {
    return {.name = "issuance_settlement",
            .title_zh = "退货赠品处理",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    id_required("issuance_id"),
                    {.name = "outcome",
                     .type = text,
                     .presence = k_required,
                     .values = k_joined_codes<TakebackOutcome>},
                    {.name = "amount", .type = fen, .meaning = "charged: what was paid for them"},
                    required_text_column("words", k_issuance_words_length_max),
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .belongs_to = {"issuance_id", "issuance"},
            .since = k_issuances_since,
            .meaning =
                "gifts whose purchase was given back and which did not come back; one for "
                "an issuance"};
}

Entity entitlement_entity() {
    return {.name = "entitlement",
            .title_zh = "领取资格",
            .writer = Writer::both,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    member_id(),
                    id_required("campaign_id"),
                    required_text_column("code", k_entitlement_code_length_max,
                                         "used up when the gift is given"),
                    {.name = "expires_on",
                     .type = date,
                     .presence = k_required,
                     .meaning = "the last day on which it can be used"},
                    {.name = "voided_at", .type = time},
                    text_column("voided_by", 12),
                    text_column("void_reason", k_issuance_words_length_max),
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .subject_column = "member_id",
            .follows_person = true,
            .since = k_issuances_since,
            .meaning = "a member's right to a campaign's gift, once; only that it is void changes"};
}

Entity entitlement_conflict_entity() {
    return {.name = "entitlement_conflict",
            .title_zh = "重复核销",
            .writer = Writer::both,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    text_column("other_store", 8, "where it was used once more"),
                    id_required("entitlement_id"),
                    id_required("line_id"),
                    id_required("other_line_id"),
                    text_column("given_by", 12, "staff number, at store_code"),
                    {.name = "given_at", .type = time},
                    text_column("other_given_by", 12, "staff number, at other_store"),
                    {.name = "other_given_at", .type = time},
                    {.name = "status",
                     .type = text,
                     .presence = k_required,
                     .values = k_joined_codes<EntitlementConflictStatus>},
                    text_column("settled_by", 12),
                    {.name = "settled_at", .type = time},
                    text_column("words", k_issuance_words_length_max, "how it was settled"),
                    created_at(),
                },
            .also_seen_by = "other_store",
            .also_written_by = "other_store",
            .since = k_issuances_since,
            .meaning = "a right that two lines used up; made by the hub"};
}

Entity lease_claim_entity() {
    return {.name = "lease_claim",
            .title_zh = "名额申请",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    id_required("campaign_id"),
                    required_text_column("terminal_code", 8),
                    id_required("incarnation", "of the till's database: a restored one asks anew"),
                    pieces_column("wanted", "so many it wants to have free"),
                    pieces_column("used", "so many it gave away out of the lease"),
                    pieces_column("given_back", "so many it will never give away; only grows"),
                    pieces_column("granted", "so many it was granted, as far as it knows"),
                    {.name = "asked_at",
                     .type = time,
                     .presence = k_required,
                     .meaning = "the hub answers each time that it changes"},
                    created_at(),
                },
            .since = k_issuances_since,
            .meaning = "what a till wants of a campaign's cap and gives back of it"};
}

Entity lease_entity() {
    return {.name = "lease",
            .title_zh = "名额",
            .writer = Writer::hq,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    id_required("campaign_id"),
                    id_required("claim_id"),
                    pieces_column("granted", "in all, ever; only grows"),
                    pieces_column("returned", "of these, taken back as the till said"),
                    created_at(),
                },
            .since = k_issuances_since,
            .meaning = "what one till may give away of a campaign's cap; written by the hub"};
}

Entity lease_pool_entity() {
    return {.name = "lease_pool",
            .title_zh = "活动名额",
            .writer = Writer::hq,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    id_required("campaign_id"),
                    pieces_column("leased", "all that tills hold or have given away"),
                    created_at(),
                },
            .since = k_issuances_since,
            .meaning = "what of a campaign's cap is with tills; headquarters' own"};
}

Column json_of_register(std::string_view name, std::string_view meaning) {
    return {.name = name,
            .type = json,
            .presence = k_required,
            .length_max = k_register_covered_length_max,
            .meaning = meaning};
}

Entity register_month_entity() {
    return {
        .name = "register_month",
        .title_zh = "月度发放登记",
        .writer = Writer::store,
        .visibility = Visibility::store,
        .merge = Merge::append,
        .columns =
            {
                store_code(),
                required_text_column("month", k_register_month_length, "2026-11"),
                pieces_column("issuances"),
                pieces_column("pieces", "that were not taken back by then"),
                json_of_register("days", "{\"days\": [{day, issuances, pieces, off, checked_by}]}"),
                json_of_register("gifts", "{\"gifts\": [{gift_id, code, name, unit, pieces}]}"),
                text_column("words", k_issuance_words_length_max),
                text_column("signature", static_cast<int>(k_signature_text_max),
                            "of the manager: strokes, as in issuance"),
                business_date(),
                created_by(),
                created_at(),
            },
        .since = k_register_months_since,
        .meaning =
            "a month of gifts given as its manager signed it; of several for one month "
            "the first holds"};
}

Entity register_check_entity() {
    return {.name = "register_check",
            .title_zh = "发放记录核查",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    {.name = "day", .type = date, .presence = k_required},
                    {.name = "covered",
                     .type = json,
                     .presence = k_required,
                     .length_max = k_register_covered_length_max,
                     .meaning = "{\"issuances\": [id]}: those that were looked at"},
                    pieces_column("pieces", "by the register"),
                    pieces_column("off",
                                  "so many more lie on the shelf than should; negative: "
                                  "fewer"),
                    text_column("words", k_issuance_words_length_max, "why they differ"),
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .since = k_issuances_since,
            .meaning = "a supervisor's look at a day's issuances; never at the supervisor's own"};
}

Entity duty_roster_entity() {
    return {.name = "duty_roster",
            .title_zh = "值班表",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    {.name = "on_date", .type = date, .presence = k_required},
                    {.name = "staff",
                     .type = json,
                     .presence = k_required,
                     .length_max = k_roster_length_max,
                     .meaning = "{\"numbers\": [staff number]}"},
                    created_by(),
                    created_at(),
                },
            .since = k_issuances_since,
            .meaning = "who is on duty on a day; its id follows from store and day"};
}

Entity staff_member_entity() {
    return {.name = "staff_member",
            .title_zh = "员工会员",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    required_text_column("staff_number", 12),
                    {.name = "member_id", .type = id, .meaning = "empty = none any more"},
                    created_by(),
                    created_at(),
                },
            .since = k_issuances_since,
            .meaning = "which member a staff member is; its id follows from store and number"};
}

}  // namespace

std::vector<Entity> issuances() {
    return {issuance_entity(),        issuance_line_entity(),
            issuance_return_entity(), issuance_settlement_entity(),
            entitlement_entity(),     entitlement_conflict_entity(),
            lease_claim_entity(),     lease_entity(),
            lease_pool_entity(),      register_check_entity(),
            register_month_entity(),  duty_roster_entity(),
            staff_member_entity()};
}

}  // namespace qiantai::entities
