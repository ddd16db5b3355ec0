#pragma once

#include "terminal/members/rules/member_conflicts.hpp"
#include "terminal/members/rules/member_contacts.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/operations/schema_builder.hpp"

namespace qiantai::ctl {

// Members and what belongs to them as JSON, and the schemas of these forms. Empty fields are left
// out.

boost::json::object to_json(const domain::Member& member);
boost::json::object to_json(const domain::MemberCard& card);
boost::json::object to_json(const domain::Consent& consent);
boost::json::object to_json(const domain::MemberContact& contact);
boost::json::object to_json(const domain::MemberDetails& details);
boost::json::object to_json(const domain::MemberConflict& conflict);

schema::Json member_schema(const Manifest& manifest);
schema::Json card_schema(const Manifest& manifest);
schema::Json consent_schema(const Manifest& manifest);
schema::Json contact_schema(const Manifest& manifest);
schema::Json member_details_schema(const Manifest& manifest);
schema::Json conflict_schema(const Manifest& manifest);

}  // namespace qiantai::ctl
