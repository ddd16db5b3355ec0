// Callbacks (回访): whom to call and why, and what came of it. A callback's id is derived from what
// it is about, so that all terminals that find it offline make one row; its state is no column, but
// the sum of its steps.

#include "schema/base/callback_codes.hpp"
#include "schema/manifest/entities.hpp"

namespace qiantai::entities {
namespace {

constexpr int k_callbacks_since = 20;
using enum ColumnType;

Column callback_kind() {
    return {.name = "kind",
            .type = text,
            .presence = k_required,
            .values = k_joined_codes<CallbackKind>};
}
Column staff_number(std::string_view name, std::string_view meaning) {
    return {.name = name, .type = text, .length_max = 12, .meaning = meaning};
}

/// Absent: somebody who is no member, whom the case names.
Column called_member() {
    return {.name = "member_id", .type = id, .meaning = "absent: whom the case at source_id names"};
}

Entity callback_task_entity() {
    return {.name = "callback_task",
            .title_zh = "回访",
            .writer = Writer::both,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    called_member(),
                    callback_kind(),
                    {.name = "source_id",
                     .type = id,
                     .meaning = "the ticket, receipt, card or list it arose from"},
                    {.name = "occasion_on",
                     .type = date,
                     .meaning = "the birthday, the card's expiry, the day of the receipt"},
                    {.name = "matter",
                     .type = text,
                     .personal = true,
                     .length_max = k_callback_matter_length_max},
                    {.name = "due_from", .type = date, .presence = k_required},
                    {.name = "due_until", .type = date, .presence = k_required},
                    staff_number("owner", "who is to call; empty = whoever has time"),
                    {.name = "for_headquarters",
                     .type = boolean,
                     .presence = k_required,
                     .meaning = "headquarters calls, not the store"},
                    {.name = "tries_max",
                     .type = integer,
                     .presence = k_required,
                     .meaning = "by the policy when it was made"},
                    {.name = "rule_version", .type = text, .length_max = 40},
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .subject_column = "member_id",
            .since = k_callbacks_since,
            .meaning = "somebody who is to be called; written once"};
}

Entity callback_step_entity() {
    return {.name = "callback_step",
            .title_zh = "回访记录",
            .writer = Writer::both,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    {.name = "task_id", .type = id, .presence = k_required},
                    called_member(),
                    {.name = "step",
                     .type = text,
                     .presence = k_required,
                     .values = k_joined_codes<CallbackStep>},
                    {.name = "about_id", .type = id, .meaning = "undone, checked: which step"},
                    {.name = "outcome", .type = text, .values = k_joined_codes<CallbackOutcome>},
                    {.name = "half_day", .type = text, .values = k_joined_codes<HalfDay>},
                    {.name = "satisfaction", .type = integer, .meaning = "1 to 5"},
                    {.name = "answers",
                     .type = json,
                     .personal = true,
                     .length_max = 4000,
                     .meaning = "[{question, answer, words}]"},
                    {.name = "said",
                     .type = text,
                     .personal = true,
                     .length_max = k_callback_said_length_max},
                    {.name = "next_step", .type = text, .values = k_joined_codes<CallbackNext>},
                    {.name = "loss_reason", .type = text, .values = k_joined_codes<LossReason>},
                    {.name = "later_at", .type = time, .meaning = "later: when"},
                    {.name = "until_at", .type = time, .meaning = "number_opened: until when"},
                    staff_number("to_staff", "handed_over: to whom; empty = to whoever has time"),
                    {.name = "for_headquarters",
                     .type = boolean,
                     .meaning = "handed_over: headquarters calls from now on"},
                    {.name = "end_kind", .type = text, .values = k_joined_codes<CallbackEnd>},
                    {.name = "agrees", .type = boolean, .meaning = "checked: it was so"},
                    {.name = "reason", .type = text, .length_max = k_callback_reason_length_max},
                    business_date(),
                    created_by(),
                    created_at(),
                },
            .subject_column = "member_id",
            .belongs_to = {"task_id", "callback_task"},
            .since = k_callbacks_since,
            .meaning = "what happened to a callback; written once, changed only by erasure"};
}

Entity callback_access_entity() {
    return {.name = "callback_access",
            .title_zh = "回访授权",
            .writer = Writer::hq,
            .visibility = Visibility::headquarters,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    {.name = "task_id", .type = id, .presence = k_required},
                    member_id(),
                    {.name = "desk",
                     .type = text,
                     .presence = k_required,
                     .length_max = 8,
                     .meaning = "the terminal to which it is open"},
                    {.name = "until_at", .type = time, .presence = k_required},
                    {.name = "ended_at", .type = time},
                    created_by(),
                    created_at(),
                },
            .opens_contact = {"member_id", "desk", "until_at", "ended_at"},
            .since = k_callbacks_since,
            .meaning =
                "an agent's task opens its member's contact data to one desk of headquarters"};
}

Entity callback_plan_entity() {
    return {.name = "callback_plan",
            .title_zh = "回访名单",
            .writer = Writer::hq,
            .visibility = Visibility::chain,
            .merge = Merge::owner,
            .columns = {
                callback_kind(),
                {.name = "name",
                 .type = text,
                 .presence = k_required,
                 .length_max = k_callback_name_length_max},
                {.name = "matter",
                 .type = text,
                 .length_max = k_callback_matter_length_max,
                 .meaning = "what is said to be the reason of the call"},
                {.name = "content",
                 .type = json,
                 .presence = k_required,
                 .length_max = 4000,
                 .meaning = "{sample, questions}"},
                {.name = "message",
                 .type = text,
                 .length_max = k_callback_message_length_max,
                 .meaning = "a message's draft"},
                {.name = "due_from", .type = date, .presence = k_required},
                {.name = "due_until", .type = date, .presence = k_required},
                {.name = "for_headquarters", .type = boolean, .presence = k_required},
                {.name = "ended_at", .type = time, .meaning = "nobody is called any more"},
                created_by(),
                created_at(),
            },
            .since = k_callbacks_since,
            .meaning = "a survey, or a list of members to be called, of headquarters"};
}

Entity key_customer_entity() {
    return {.name = "key_customer",
            .title_zh = "重点客户",
            .writer = Writer::store,
            .visibility = Visibility::store,
            .merge = Merge::owner,
            .columns =
                {
                    store_code(),
                    member_id(),
                    {.name = "every_days",
                     .type = integer,
                     .presence = k_required,
                     .meaning = "a call so often; 0 = no plan"},
                    {.name = "first_on", .type = date, .presence = k_required},
                    {.name = "note",
                     .type = text,
                     .personal = true,
                     .length_max = k_callback_matter_length_max},
                    {.name = "ended_at", .type = time, .meaning = "a key customer no more"},
                    created_by(),
                    created_at(),
                },
            .subject_column = "member_id",
            .since = k_callbacks_since,
            .meaning = "a key customer of the store and the plan of visits; one row for a member"};
}

}  // namespace

std::vector<Entity> callbacks() {
    return {callback_task_entity(), callback_step_entity(), callback_access_entity(),
            callback_plan_entity(), key_customer_entity()};
}

}  // namespace qiantai::entities
