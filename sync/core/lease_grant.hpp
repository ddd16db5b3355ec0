#pragma once

// What a claim on a campaign's cap is answered with: the hub's rule as arithmetic, without rows. Its
// invariants stand in sync/hub/rules/leases.hpp.

#include <algorithm>
#include <cstdint>

namespace qiantai::sync {

/// All in pieces, none negative.
struct LeaseClaimFacts {
    std::int64_t cap = 0;       ///< that may be leased out now; 0 once the campaign is over
    std::int64_t leased = 0;    ///< of it, with tills already
    std::int64_t granted = 0;   ///< to this till, as the lease says
    std::int64_t returned = 0;  ///< by this till, as the lease says
    std::int64_t wanted = 0;    ///< as the claim says; so for the next three
    std::int64_t used = 0;
    std::int64_t given_back = 0;
    std::int64_t known_granted = 0;
    bool may_grow = false;  ///< the claim is its caller's own
};

struct LeaseAnswer {
    std::int64_t granted = 0;
    std::int64_t returned = 0;
    std::int64_t leased = 0;

    bool operator==(const LeaseAnswer&) const = default;
};

inline LeaseAnswer answer_lease_claim(const LeaseClaimFacts& facts) {
    const auto known = std::max(facts.granted, facts.known_granted);
    const auto back = std::max(facts.returned, std::min(facts.given_back, known));
    const auto out = facts.leased + (known - facts.granted) - (back - facts.returned);
    const auto free = std::max<std::int64_t>(0, known - back - facts.used);
    const auto missing = facts.wanted - free;
    const auto left = facts.cap - out;
    const bool grows = facts.may_grow && missing > 0 && left > 0;
    const auto more = grows ? std::min(missing, std::max<std::int64_t>(1, left / 2)) : 0;
    return {known + more, back, out + more};
}

}  // namespace qiantai::sync
