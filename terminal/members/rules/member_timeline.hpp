#pragma once

// What happened to a member, for its page: facts of the store (registration, cards, consents,
// contacts, renewals) together with what this terminal's audit trail knows beside them (edits, card
// events, merges, reveals, copies). The trail of the store's other terminals is at headquarters, so
// edits made there are not shown here; the facts are. Records merged into the member count.

#include "terminal/members/rules/member_consents.hpp"
#include "terminal/members/rules/member_contacts.hpp"
#include "terminal/members/rules/timeline_facts.hpp"

namespace qiantai::domain {

class MemberTimelines {
  public:
    explicit MemberTimelines(ServiceContext& context) : m_context(context) {}

    /// Newest first, at most 500. Right: members_read. Reveals and copies are there only for who
    /// has members_history; remarks only where the member is shown in full.
    Result<std::vector<TimelineEntry>> load(const Session& session, const Uuid& id);

  private:
    Status add_facts(const Uuid& id, ContactAccess access, std::vector<TimelineEntry>& entries);
    Status add_trail(const Session& session, const Uuid& id, std::vector<TimelineEntry>& entries);
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
