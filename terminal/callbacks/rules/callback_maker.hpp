#pragma once

// Callbacks on their way into the database: from rules, lists and hands alike. A callback that is
// there already is left as it is, whoever made it; people who do not want such calls get none.
// Inside the caller's transaction.

#include <map>

#include "terminal/callbacks/rules/callbacks_sql.hpp"
#include "terminal/members/rules/member_facts.hpp"

namespace qiantai::domain {

enum class MadeCallback { made, known, unwanted, not_ours };

class CallbackMaker {
  public:
    CallbackMaker(ServiceContext& context, const Session& session, Moment now,
                  CallbackLimits limits)
        : m_context(context), m_session(session), m_now(now), m_limits(std::move(limits)) {}

    /// What make() would do, without writing. Fills in all that the callback doesn't say: the
    /// record that stands, store, owner, tries, id.
    Result<MadeCallback> look(CallbackTask& task, std::string_view fact);
    Result<MadeCallback> make(CallbackTask& task, std::string_view fact);

    const Moment& now() const { return m_now; }
    const CallbackLimits& limits() const { return m_limits; }

  private:
    Result<std::string> owner_of(const Member& member);
    ServiceContext& m_context;
    const Session& m_session;
    Moment m_now;
    CallbackLimits m_limits;
    std::map<std::string, bool> m_active_staff;
};

/// Asks once what holds for all callbacks of a transaction.
Result<CallbackMaker> make_callback_maker(ServiceContext& context, const Session& session);

}  // namespace qiantai::domain
