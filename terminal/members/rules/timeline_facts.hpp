#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/base/uuid.hpp"

namespace qiantai::domain {

enum class TimelineKind {
    registered,
    card_issued,        ///< card_number
    card_event,         ///< value: the card action's name (freeze, report_lost ...)
    renewed,            ///< card_number, before and after: expiry
    lapsed,             ///< card_number, value: reason
    consent_given,      ///< value: purpose, detail: version of the wording
    consent_withdrawn,  ///< likewise
    contacted,          ///< value: outcome, detail: remark, occasion: expiry, care, other
    edited,             ///< fields; values are kept nowhere
    conflict_decided,   ///< value: choice, fields: the column
    merged,             ///< other_member: the record merged with this one
    merge_undone,       ///< likewise
    contact_revealed,   ///< detail: reason
    copied,             ///< detail: reason
    erased,             ///< detail: reason
};
std::string_view timeline_kind_name(TimelineKind kind);

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

}  // namespace qiantai::domain
