#pragma once

// What the files of class Callbacks share.

#include "terminal/base/audit.hpp"
#include "terminal/callbacks/rules/callbacks.hpp"
#include "terminal/members/rules/consent_facts.hpp"

namespace qiantai::domain {

/// What holds for everything that one answer says.
struct Callbacks::Now {
    Moment moment{};
    int offset_minutes = 0;
    CallbackLimits limits{};
    HalfDay half_day() const { return half_day_of(moment.at, offset_minutes); }
};

/// A callback that can still be changed here, with what happened to it.
struct Callbacks::Opened {
    CallbackTask task{};
    std::vector<CallbackEvent> events{};
    CallbackState state{};
};

inline AuditEntry about_callback(std::string_view action, const CallbackTask& task) {
    AuditEntry entry{.action = std::string(action),
                     .subject_entity = "callback_task",
                     .subject_id = task.id.text(),
                     .detail = {{"kind", task.kind.text()}}};
    if (task.member_id) entry.detail["member_id"] = task.member_id->text();
    return entry;
}

/// To this purpose, in the wording that holds now.
Result<ConsentInput> consent_by_phone(ServiceContext& context, std::string_view purpose);

/// Whether this person may take `step` back: a call of today, one's own or anybody's for a manager.
/// Not of a consent that was withdrawn, of which nobody but the customer can say that it was not meant,
/// nor where somebody called again to check it. What a case made of it is asked of its source.
bool can_take_back(const Session& session, std::span<const CallbackEvent> events,
                   const CallbackEvent& step, Date today);

}  // namespace qiantai::domain
