#pragma once

// What an earlier system knew of a member: the number there, and what was spent there in all. It is
// shown as that system's word and never counted as receipts.

#include "terminal/base/service_context.hpp"
#include "terminal/members/rules/member_origin_facts.hpp"

namespace qiantai::domain {

/// Writes it with an id of its own, which it gets from store, source and number: numbers of earlier
/// systems repeat from store to store. Inside a transaction.
Status insert_origin(ServiceContext& context, MemberOrigin origin);

/// Who had this number in the earlier system of this store: the record that stands, if the person
/// was not erased.
Result<std::optional<Uuid>> find_by_origin(ServiceContext& context, const std::string& source,
                                           const std::string& number);

/// Of one record, the newest last.
Result<std::vector<MemberOrigin>> load_origins(sqlite::Database& database, const Uuid& member);

}  // namespace qiantai::domain
