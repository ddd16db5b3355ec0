// The hub's answer to a claim on a campaign's cap, without rows.

#include <doctest/doctest.h>

#include "schema/base/random.hpp"
#include "sync/core/lease_grant.hpp"

namespace qiantai::sync {
namespace {

LeaseClaimFacts first_claim(std::int64_t cap, std::int64_t leased, std::int64_t wanted) {
    return {.cap = cap, .leased = leased, .wanted = wanted, .may_grow = true};
}

}  // namespace

TEST_CASE("a till gets what it wants, at most half of what is left, and the last piece too") {
    CHECK(answer_lease_claim(first_claim(300, 0, 30)) == LeaseAnswer{30, 0, 30});
    CHECK(answer_lease_claim(first_claim(40, 0, 30)) == LeaseAnswer{20, 0, 20});
    CHECK(answer_lease_claim(first_claim(300, 299, 30)) == LeaseAnswer{1, 0, 300});
    CHECK(answer_lease_claim(first_claim(300, 300, 30)) == LeaseAnswer{0, 0, 300});
}

TEST_CASE("nothing is granted in another till's name, nor once the campaign is over") {
    auto claim = first_claim(300, 0, 30);
    claim.may_grow = false;
    CHECK(answer_lease_claim(claim) == LeaseAnswer{0, 0, 0});
    CHECK(answer_lease_claim(first_claim(0, 0, 30)) == LeaseAnswer{0, 0, 0});
}

TEST_CASE("what comes back is free for others, once, and never more than was granted") {
    const LeaseClaimFacts claim{.cap = 300,
                                .leased = 100,
                                .granted = 30,
                                .used = 10,
                                .given_back = 20,
                                .known_granted = 30,
                                .may_grow = true};
    const auto answer = answer_lease_claim(claim);
    CHECK(answer == LeaseAnswer{30, 20, 80});
    auto again = claim;
    again.leased = answer.leased;
    again.returned = answer.returned;
    CHECK(answer_lease_claim(again) == answer);
    auto too_much = claim;
    too_much.given_back = 500;
    CHECK(answer_lease_claim(too_much) == LeaseAnswer{30, 30, 70});
}

TEST_CASE("a hub that lost its newest days learns from the claim what it had granted") {
    const LeaseClaimFacts claim{.cap = 300,
                                .leased = 0,
                                .wanted = 30,
                                .used = 5,
                                .known_granted = 30,
                                .may_grow = true};
    CHECK(answer_lease_claim(claim) == LeaseAnswer{35, 0, 35});
}

TEST_CASE("whatever tills say, what is leased stays within the cap and is what they hold") {
    SeededRandom random(20261121);
    for (int round = 0; round < 2000; ++round) {
        const std::int64_t cap = 1 + static_cast<std::int64_t>(random.below(50));
        std::int64_t leased = 0;
        LeaseAnswer held[3]{};
        for (int step = 0; step < 12; ++step) {
            auto& mine = held[random.below(3)];
            const auto left = mine.granted - mine.returned;
            const auto used = static_cast<std::int64_t>(
                random.below(static_cast<std::uint64_t>(left) + 1));
            const auto back = mine.returned + static_cast<std::int64_t>(random.below(
                                                  static_cast<std::uint64_t>(left - used) + 1));
            mine = answer_lease_claim({.cap = cap,
                                       .leased = leased,
                                       .granted = mine.granted,
                                       .returned = mine.returned,
                                       .wanted = static_cast<std::int64_t>(random.below(20)),
                                       .used = used,
                                       .given_back = back,
                                       .known_granted = mine.granted,
                                       .may_grow = random.below(4) != 0});
            leased = mine.leased;
            CHECK(leased <= cap);
            std::int64_t sum = 0;
            for (const auto& one : held) sum += one.granted - one.returned;
            CHECK(sum == leased);
        }
    }
}

}  // namespace qiantai::sync
