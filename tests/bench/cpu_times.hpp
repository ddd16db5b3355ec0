#pragma once

// Times of the processor, which what others do on the machine doesn't touch, and one line for a thing
// beside its baseline.

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <vector>

namespace qiantai::bench {

template <typename Work>
double cpu_ms(Work&& work) {
    const auto start = std::clock();
    work();
    return 1'000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

/// Of 21 times.
template <typename Work>
double median_cpu_ms(Work&& work) {
    constexpr int k_rounds = 21;
    std::vector<double> times;
    for (int i = 0; i < k_rounds; ++i) times.push_back(cpu_ms(work));
    std::ranges::nth_element(times, times.begin() + k_rounds / 2);
    return times[k_rounds / 2];
}

inline void report(const char* what, double ours, double bare) {
    fmt::print("{:<34}{:9.2f} ms; bare {:8.2f} ms; {:6.1f} times\n", what, ours, bare, ours / bare);
}

}  // namespace qiantai::bench
