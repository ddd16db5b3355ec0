#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "schema/base/uuid.hpp"

namespace qiantai::sync {

/// JSON text with sorted keys, no white space and without null members: equal values give equal
/// text everywhere. Fractions are rounded to 15 digits; what is hashed should hold none with more,
/// or come out of this text itself.
std::string canonical_json(const boost::json::value& value);

/// The hash of one audit_event: BLAKE2b-256 over the previous event's hash (32 bytes; for the
/// chain's first event the incarnation's 16 bytes) and canonical_json of all columns but `hash`,
/// the id included as "id". Same on terminal and hub.
std::string audit_hash(std::string_view previous_hash, const Uuid& id,
                       const boost::json::object& columns);
/// What stands for "previous hash" at chain_seq 1.
std::string audit_chain_start(const Uuid& incarnation);

}  // namespace qiantai::sync
