// Members and everything that belongs to one.

#include "schema/base/member_codes.hpp"
#include "schema/manifest/entities.hpp"

namespace qiantai::entities {
namespace {

using enum ColumnType;

Entity member_entity() {
    return {
        .name = "member",
        .title_zh = "会员",
        .writer = Writer::store,
        .visibility = Visibility::store,
        .merge = Merge::fields,
        .columns =
            {
                store_code(),
                {.name = "name",
                 .type = text,
                 .presence = k_optional,
                 .personal = true,
                 .length_max = 60,
                 .meaning = "name or nickname; required until the person is erased"},
                {.name = "phone",
                 .type = text,
                 .presence = k_optional,
                 .personal = true,
                 .contact = true,
                 .duplicate_key = true,
                 .length_max = 20,
                 .meaning =
                     "mobile number: eleven digits, or + and the digits of another country's; "
                     "empty once it passed on to another person, or the person was erased"},
                {.name = "gender",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<Gender>},
                {.name = "birthday",
                 .type = text,
                 .presence = k_optional,
                 .personal = true,
                 .length_max = 11,
                 .meaning = "YYYY-MM-DD in birthday_calendar; year 0000 if unknown; a leap lunar "
                            "month is MM followed by L"},
                {.name = "birthday_calendar",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<BirthdayCalendar>},
                {.name = "tier_code", .type = text, .presence = k_required, .length_max = 20},
                {.name = "home_clerk",
                 .type = text,
                 .presence = k_optional,
                 .length_max = 12,
                 .meaning = "staff number"},
                {.name = "heard_from",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<HeardFrom>},
                {.name = "preferences",
                 .type = text,
                 .presence = k_optional,
                 .personal = true,
                 .length_max = k_preferences_length_max},
                {.name = "notes",
                 .type = text,
                 .presence = k_optional,
                 .personal = true,
                 .length_max = k_notes_length_max},
                {.name = "status",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<MemberStatus>},
                {.name = "merged_into",
                 .type = id,
                 .presence = k_optional,
                 .meaning =
                     "the member this one was merged into; empty again when the merge is undone"},
                {.name = "joined_on",
                 .type = date,
                 .presence = k_required,
                 .meaning = "business date of the registration"},
                created_by(),
                created_at(),
                {.name = "merge_exchange",
                 .type = json,
                 .presence = k_optional,
                 .length_max = 400,
                 .since = 4,
                 .meaning = "columns exchanged with the member in merged_into: "
                            "{\"fields\":\"phone\",\"at\":ms}"},
                {.name = "released_phone",
                 .type = json,
                 .presence = k_optional,
                 .personal = true,
                 .contact = true,
                 .length_max = 200,
                 .since = 11,
                 .meaning = "the number that passed on to another person, and the consents that "
                            "were withdrawn with it: {\"phone\":…,\"consents\":[…]}; for undoing "
                            "it"},
            },
        .conflicts_into = "member_conflict",
        .follows_person = true};
}

Entity member_card_entity() {
    return {
        .name = "member_card",
        .title_zh = "会员卡",
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
                 .lookup_key = true,
                 .exclusive_while = "active|lost|frozen",
                 .length_max = 32,
                 .meaning =
                     "store, terminal, sequence and check digit, or a printed card's own number"},
                {.name = "status",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<CardStatus>},
                {.name = "issued_on", .type = date, .presence = k_required},
                {.name = "expires_on", .type = date, .presence = k_optional},
                created_by(),
                created_at(),
            },
        .subject_column = "member_id",
        .follows_person = true};
}

Entity consent_entity() {
    return {
        .name = "consent",
        .title_zh = "同意",
        .writer = Writer::store,
        .visibility = Visibility::store,
        .merge = Merge::append,
        .columns =
            {
                store_code(),
                member_id(),
                {.name = "purpose",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<ConsentPurpose>},
                {.name = "decision",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<ConsentDecision>},
                {.name = "text_version", .type = text, .presence = k_required, .length_max = 20},
                {.name = "channel",
                 .type = text,
                 .presence = k_required,
                 .values = k_joined_codes<ConsentChannel>},
                created_by(),
                created_at(),
            },
        .subject_column = "member_id",
        .follows_person = true};
}

Entity member_contact_entity() {
    return {.name = "member_contact",
            .title_zh = "会员联系",
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
                     .values = k_joined_codes<ContactKind>},
                    {.name = "card_id",
                     .type = id,
                     .presence = k_optional,
                     .meaning = "expiry: the card that was talked about"},
                    {.name = "occasion_on",
                     .type = date,
                     .presence = k_optional,
                     .meaning = "expiry: the card's expiry then; care: the birthday or holiday"},
                    {.name = "outcome",
                     .type = text,
                     .presence = k_required,
                     .values = k_joined_codes<ContactOutcome>},
                    {.name = "remark",
                     .type = text,
                     .presence = k_optional,
                     .personal = true,
                     .length_max = k_remark_length_max},
                    business_date(),
                    created_by(),
                    created_at(),
                    {.name = "undone_at",
                     .type = time,
                     .presence = k_optional,
                     .since = 12,
                     .meaning = "written down by mistake: it counts for nothing"},
                },
            .subject_column = "member_id",
            .since = 2,
            .meaning =
                "a talk with a member, or the try; written once, changed only by erasure of the "
                "remark or by taking it back"};
}

Entity renewal_entity() {
    return {.name = "renewal",
            .title_zh = "续会",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::append,
            .columns =
                {
                    store_code(),
                    member_id(),
                    {.name = "card_id", .type = id, .presence = k_required},
                    {.name = "decision",
                     .type = text,
                     .presence = k_required,
                     .values = k_joined_codes<RenewalDecision>},
                    {.name = "expires_before",
                     .type = date,
                     .presence = k_optional,
                     .meaning = "the card's expiry before; empty = never"},
                    {.name = "expires_after", .type = date, .presence = k_optional},
                    {.name = "reason",
                     .type = text,
                     .presence = k_optional,
                     .values = k_joined_codes<LapseReason>,
                     .meaning = "lapsed: why the member does not go on"},
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .subject_column = "member_id",
            .since = 2,
            .meaning =
                "what was decided at a card's end: another term, letting it lapse, or that the "
                "renewal before was a mistake"};
}

Entity member_conflict_entity() {
    return {.name = "member_conflict",
            .title_zh = "会员冲突",
            .writer = Writer::hq,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    {.name = "kind",
                     .type = text,
                     .presence = k_required,
                     .values = k_joined_codes<ConflictKind>},
                    {.name = "subject_id", .type = id, .presence = k_required},
                    {.name = "other_id",
                     .type = id,
                     .presence = k_optional,
                     .meaning = "duplicate: the other row with the same value"},
                    {.name = "column_name", .type = text, .presence = k_required, .length_max = 60},
                    {.name = "kept_value",
                     .type = json,
                     .presence = k_optional,
                     .personal = true,
                     .contact = true,
                     .length_max = 4000},
                    {.name = "lost_value",
                     .type = json,
                     .presence = k_optional,
                     .personal = true,
                     .contact = true,
                     .length_max = 4000},
                    {.name = "kept_hlc", .type = integer, .presence = k_optional},
                    {.name = "lost_hlc", .type = integer, .presence = k_optional},
                    {.name = "status",
                     .type = text,
                     .presence = k_required,
                     .values = k_joined_codes<CaseStatus>,
                     .writer = Writer::both},
                    {.name = "resolved_by",
                     .type = text,
                     .presence = k_optional,
                     .length_max = 12,
                     .writer = Writer::both},
                    {.name = "resolved_at",
                     .type = time,
                     .presence = k_optional,
                     .writer = Writer::both},
                    created_at(),
                },
            .subject_column = "subject_id",
            .meaning =
                "made by the hub: a value that lost against a concurrent edit, or the same phone "
                "registered twice"};
}

Entity member_origin_entity() {
    return {.name = "member_origin",
            .title_zh = "旧系统资料",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    member_id(),
                    {.name = "source",
                     .type = text,
                     .presence = k_required,
                     .length_max = k_origin_source_length_max,
                     .meaning = "the earlier system, as people here call it"},
                    {.name = "number",
                     .type = text,
                     .personal = true,
                     .length_max = k_origin_number_length_max,
                     .meaning = "the member's number there; told from others with store and source"},
                    {.name = "spent",
                     .type = fen,
                     .meaning = "all that was spent by that system's word; never counted as receipts"},
                    {.name = "visits", .type = integer},
                    {.name = "as_of",
                     .type = date,
                     .presence = k_required,
                     .meaning = "when it was taken over"},
                    created_by(),
                    created_at(),
                },
            .subject_column = "member_id",
            .follows_person = true,
            .since = 15,
            .meaning = "what an earlier system knew of a member; its id is derived from source, store "
                       "and number, so that receipts of that system find their member"};
}

}  // namespace

std::vector<Entity> members() {
    return {member_entity(),  member_card_entity(),     consent_entity(),      member_contact_entity(),
            renewal_entity(), member_conflict_entity(), member_origin_entity()};
}

}  // namespace qiantai::entities
