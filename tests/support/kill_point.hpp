#pragma once

#include <functional>

namespace qiantai::test {

/// kill -9 at the n-th call by which a program changes files (file_calls.hpp): of a write, half is
/// done; of a long row of writes to one file not every one counts.
///
/// Runs `work` in a forked process that dies at its `call`-th call, from 1. True if it died there;
/// false if `work` ended before, which says that all its calls have been tried. Ends the test
/// program if `work` fails otherwise.
bool dies_at_file_call(int call, const std::function<void()>& work);

}  // namespace qiantai::test
