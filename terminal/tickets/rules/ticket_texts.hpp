#pragma once

// What people type into tickets, as it is kept.

#include <string>
#include <string_view>

#include "schema/base/result.hpp"

namespace qiantai::domain {

/// A note without anything in it that could be a mobile number: what is said of a case is seen where
/// contact data is not. k_text_malformed, k_ticket_number_in_words.
Result<std::string> normalise_ticket_text(std::string_view typed, int length_max,
                                          std::string_view field);
/// The same for a reason, which has to be there. k_ticket_field_missing.
Result<std::string> normalise_ticket_reason(std::string_view typed);

}  // namespace qiantai::domain
