#pragma once

#include <doctest/doctest.h>

#include <string>

#include "schema/base/random.hpp"
#include "sync/core/change.hpp"

namespace qiantai::sync::test {

/// Runs `body(random)` with `count` seeds; a failure prints its seed. QIANTAI_TEST_SEED starts
/// elsewhere.
std::uint64_t first_seed();
template <typename Body>
void with_seeds(int count, Body body) {
    for (std::uint64_t seed = first_seed(); seed < first_seed() + static_cast<std::uint64_t>(count);
         ++seed) {
        INFO("QIANTAI_TEST_SEED=", seed);
        SeededRandom random(seed);
        body(random);
    }
}

inline bool chance(Random& random, int percent) {
    return random.below(100) < static_cast<std::uint64_t>(percent);
}
inline int between(Random& random, int low, int high) {
    return low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low + 1)));
}

/// Any text a column may hold: Chinese, rare characters outside the BMP, quotes, control
/// characters, empty.
std::string random_text(Random& random);
/// Any JSON value but null at the top, nested up to `depth`.
boost::json::value random_value(Random& random, int depth = 3);
/// A value that a column of a real table may hold: dates, ids, times near `clock`, digits, texts,
/// big integers, and sometimes anything.
boost::json::value random_column_value(Random& random, Hlc clock);
Uuid random_id(Random& random, Hlc near);
/// A batch in the form change.hpp asks for, of known and unknown entities.
PushBatch random_batch(Random& random, int change_count);
FeedPage random_page(Random& random, int row_count);

/// What must be equal after a journey; prints the first difference.
void check_equal(const PushBatch& sent, const PushBatch& received);
void check_equal(const FeedPage& sent, const FeedPage& received);

}  // namespace qiantai::sync::test
