#pragma once

// What the files of class Callbacks share.

#include "terminal/base/audit.hpp"
#include "terminal/callbacks/rules/callbacks.hpp"

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

}  // namespace qiantai::domain
