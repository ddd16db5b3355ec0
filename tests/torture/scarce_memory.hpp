#pragma once

#include <cstddef>

namespace qiantai::test {

/// As long as this lives this thread's memory gives out at the n-th piece that is asked for, from 1,
/// by whatever library. Where the sanitizers hand out memory themselves nothing gives out.
class ScarceMemory {
  public:
    enum class Then { all_gone, one_gap };
    ScarceMemory(int piece, Then then);
    ~ScarceMemory();
    ScarceMemory(const ScarceMemory&) = delete;
    ScarceMemory& operator=(const ScarceMemory&) = delete;

    /// Whether somebody was refused.
    bool gave_out() const;
};

}  // namespace qiantai::test
