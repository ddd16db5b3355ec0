#pragma once

// What the parts of the callbacks' services share: rows, the table of states, whom one may call.

#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/callbacks/rules/callback_list_facts.hpp"
#include "terminal/callbacks/rules/callback_rule_facts.hpp"
#include "terminal/members/rules/member_facts.hpp"

namespace qiantai::domain {

/// k_callback_not_found.
Result<CallbackTask> load_callback(sqlite::Database& database, const Uuid& id);
/// In no order.
Result<std::vector<CallbackEvent>> load_callback_events(sqlite::Database& database,
                                                        const Uuid& task_id);

/// What is new of callbacks goes into the table of states: asked before it is read. In a
/// transaction of its own, or of the caller's.
Status refresh_callbacks(ServiceContext& context);
/// Inside a transaction: all of them anew.
Status rebuild_callbacks(ServiceContext& context);

Result<CallbackLimits> load_callback_limits(ServiceContext& context);

/// Whom a callback is about, as a member's record: of somebody who is no member it has what the case
/// says, and no id. Nothing if neither is here.
Result<std::optional<Member>> find_called(sqlite::Database& database, const CallbackTask& task);

/// What keeps a person from being called, whatever for. By all records of the person.
struct CallWish {
    bool unwanted = false;         ///< said so, or took back the consent to callbacks
    bool marketing = false;        ///< agreed to it
    bool has_number = false;       ///< at headquarters nobody knows
    std::optional<Date> called_on{};  ///< the last call of any kind
    std::optional<Date> cared_on{};   ///< the last care call that reached somebody
};
Result<CallWish> load_call_wish(ServiceContext& context, const Uuid& standing);
/// Of somebody who is no member: only this callback's own calls are known.
CallWish wish_of_stranger(const Member& person, const CallbackState& state, int utc_offset_minutes);
bool allows(const CallWish& wish, const Coded<CallbackKind>& kind);

/// Inside a transaction: a row for a step, with store and cell of its callback.
Result<CallbackEvent> new_callback_event(ServiceContext& context, const Session& session,
                                         const CallbackTask& task, CallbackStep step,
                                         const Moment& now);

/// Roles that may see no people get no figure of fewer than five of them (FORMS.md, B0).
inline constexpr int k_few_people = 5;
bool sees_people(const Session& session);

/// Whether callbacks of this place are meant: headquarters' at a desk of headquarters, at a store
/// its own. k_callback_elsewhere.
Status check_callback_place(const ServiceContext& context, const CallbackTask& task,
                            const CallbackState& state);

}  // namespace qiantai::domain
