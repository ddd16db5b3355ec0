#pragma once

// The rest of what is done about cases and calls, for a torture: each a deed of torture_till.hpp.

#include "tests/torture/torture_till.hpp"

namespace qiantai::test {

/// A member's case that the customer only has to sign, one that was signed, a call that was made today,
/// and one still to be made. `file` is made here.
void want_cases(TortureTill& till, const Uuid& member, const std::filesystem::path& file);

/// A complaint with a photo that was on the till before.
Deed complaint_with_photo(const Uuid& member);
/// The customer signs that it is settled.
Deed settlement();
/// The case goes to headquarters with all that belongs to it.
Deed transfer();
/// The rules want a call about the case that was signed.
Deed call_by_rule();
Deed call_handed_over();
Deed call_taken_back();
/// What the member said in a call becomes a consent.
Deed consent_by_phone(const Uuid& member);

}  // namespace qiantai::test
