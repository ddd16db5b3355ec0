#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/described.hpp"

namespace qiantai::domain {

enum class TimelineKind {
    registered,
    card_issued,        ///< card_number
    card_event,         ///< value: the card action's name (freeze, report_lost ...)
    renewed,            ///< card_number, before and after: expiry
    lapsed,             ///< card_number, value: reason
    consent_given,      ///< value: purpose, detail: version of the wording
    consent_withdrawn,  ///< likewise
    renewal_undone,     ///< card_number, before and after: expiry
    contact_undone,
    contacted,         ///< value: outcome, detail: remark, occasion: expiry, care, other
    edited,            ///< fields; values are kept nowhere
    conflict_decided,  ///< value: choice, fields: the column
    merged,            ///< other_member: the record merged with this one
    merge_undone,      ///< likewise
    phone_released,    ///< the number passed on to another person
    phone_restored,    ///< no, it had not
    contact_revealed,  ///< detail: reason
    copied,            ///< detail: reason
    erased,            ///< detail: reason
};
constexpr auto codes_of(TimelineKind) {
    return std::to_array<CodedValue<TimelineKind>>(
        {{TimelineKind::registered, "registered"},
         {TimelineKind::card_issued, "card_issued"},
         {TimelineKind::card_event, "card_event"},
         {TimelineKind::renewed, "renewed"},
         {TimelineKind::lapsed, "lapsed"},
         {TimelineKind::consent_given, "consent_given"},
         {TimelineKind::consent_withdrawn, "consent_withdrawn"},
         {TimelineKind::renewal_undone, "renewal_undone"},
         {TimelineKind::contact_undone, "contact_undone"},
         {TimelineKind::contacted, "contacted"},
         {TimelineKind::edited, "edited"},
         {TimelineKind::conflict_decided, "conflict_decided"},
         {TimelineKind::merged, "merged"},
         {TimelineKind::merge_undone, "merge_undone"},
         {TimelineKind::phone_released, "phone_released"},
         {TimelineKind::phone_restored, "phone_restored"},
         {TimelineKind::contact_revealed, "contact_revealed"},
         {TimelineKind::copied, "copied"},
         {TimelineKind::erased, "erased"}});
}

/// Most entries of one answer.
inline constexpr int k_timeline_max = 500;

/// One entry; which of the fields are filled is said at the kind.
struct TimelineEntry {
    TimelineKind kind = TimelineKind::registered;
    TimeMs at = 0;
    std::string staff_number{};
    std::string staff_name{};  ///< empty if the person is not known here
    std::string value{};       ///< a code of the manifest, to be translated
    std::string detail{};      ///< as it was typed
    std::string occasion{};
    std::string card_number{};
    std::string before{};
    std::string after{};
    std::vector<std::string> fields{};  ///< columns of member
    std::optional<Uuid> other_member{};
};
QIANTAI_DESCRIBE(TimelineEntry, "", kind, at, staff_number, staff_name, value, detail, occasion,
                 card_number, before, after, fields, other_member)
QIANTAI_NOTES(
    TimelineEntry, {.field = "staff_number", .length_max = 12},
    {.field = "staff_name", .length_max = 40},
    {.field = "value",
     .meaning = "card action, reason, purpose, outcome or choice",
     .length_max = 60},
    {.field = "detail", .meaning = "as typed: version, remark or reason", .length_max = 500},
    {.field = "occasion", .meaning = "contacted: expiry, care, other", .length_max = 20},
    {.field = "card_number", .length_max = 32},
    {.field = "before", .meaning = "renewed: expiry before (YYYY-MM-DD)", .length_max = 10},
    {.field = "after", .meaning = "renewed: expiry after (YYYY-MM-DD)", .length_max = 10},
    {.field = "fields",
     .meaning = "columns of member",
     .length_max = 60,
     .presence = FieldNote::Presence::optional},
    {.field = "other_member", .meaning = "merged: the other record"})

}  // namespace qiantai::domain
