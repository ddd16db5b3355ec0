#pragma once

// A customer of another store at this counter: the member is asked for at headquarters by the whole
// phone number or card number, and then stays here for a while (the member follows the customer).
// What goes over the network is not the domain's; here are the right, the number's form and the
// trail.

#include "terminal/base/audit.hpp"
#include "terminal/base/permission.hpp"
#include "terminal/members/rules/look_up_facts.hpp"

namespace qiantai::domain {

/// parse_look_up() for whoever has the right members_look_up.
Result<LookUpNumber> check_look_up(ServiceContext& context, const Session& session,
                                   std::string_view typed);

/// Writes into the trail that headquarters was asked and whom it named. k_member_nowhere, once
/// that is written, if it named nobody.
Status record_look_up(ServiceContext& context, const Session& session, const LookUpNumber& number,
                      std::span<const Uuid> found);

}  // namespace qiantai::domain
