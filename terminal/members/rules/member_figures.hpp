#pragma once

// The members' numbers on the home screen, and who was registered today.

#include "terminal/base/service_context.hpp"
#include "terminal/members/rules/figure_facts.hpp"

namespace qiantai::domain {

class MemberFigures {
  public:
    explicit MemberFigures(ServiceContext& context) : m_context(context) {}

    /// One read of the present state: of the members, no more rows than this month's. New ones are
    /// the same people as registered_today()'s: nobody erased, nobody twice. Right: members_read.
    Result<MembersToday> today(const Session& session);
    /// At most `limit` members; the counts are of all. Right: members_read.
    Result<RegisteredToday> registered_today(const Session& session, int limit);

  private:
    Status count_new(const Session& session, MembersToday& figures);
    Status count_cases(MembersToday& figures);
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
