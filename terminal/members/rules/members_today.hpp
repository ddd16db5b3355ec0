#pragma once

#include "terminal/members/rules/members.hpp"

namespace qiantai::domain {

/// Who was registered at this store today, the newest first, at most so many; masked by role,
/// without erased and merged ones. Right: members_read.
Result<std::vector<Member>> load_registered_today(ServiceContext& context, const Session& session,
                                                  int most);

}  // namespace qiantai::domain
