#pragma once

// Whose pages a colleague opened lately on this terminal, for coming back to them.
//
// Invariants: (1) a list is seen only by whoever it is of; (2) it has at most k_recent_members_max
// members, none opened more than k_recent_age_max_ms ago; (3) who is erased or has left this
// terminal, and a colleague's list when that one leaves or changes the role, is gone by the
// migration's triggers, however the change gets here.

#include <vector>

#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {

inline constexpr int k_recent_members_max = 8;
inline constexpr TimeMs k_recent_age_max_ms = 30ll * 24 * 3600 * 1000;

/// Right of both: members_read.
class RecentMembers {
  public:
    explicit RecentMembers(ServiceContext& context) : m_context(context) {}

    /// The member's page was opened. Errors: k_member_not_found.
    Status note_opened(const Session& session, const Uuid& member_id);
    /// The last opened first, masked by role; of a merged record the one that stands, each once.
    Result<std::vector<Member>> list(const Session& session);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
