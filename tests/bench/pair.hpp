#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <vector>

namespace qiantai::bench {

/// Collects the times of a thing and its baseline, and reports medians and their ratio; the ratio of
/// means has what happens now and then in it.
class Pair {
  public:
    template <typename Body>
    void baseline(Body&& body) {
        m_baseline.push_back(time(body));
    }
    template <typename Body>
    void measured(Body&& body) {
        m_measured.push_back(time(body));
    }
    void report(benchmark::State& state, int rows_each) {
        const double base = median(m_baseline) / rows_each,
                     measured = median(m_measured) / rows_each;
        state.counters["baseline_us"] = base;
        state.counters["measured_us"] = measured;
        state.counters["ratio"] = measured / base;
        state.counters["ratio_of_means"] = sum(m_measured) / sum(m_baseline);
        state.SetItemsProcessed(state.iterations() * rows_each);
    }

  private:
    template <typename Body>
    static double time(Body& body) {
        const auto start = std::chrono::steady_clock::now();
        body();
        return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
            .count();
    }
    static double median(std::vector<double>& times) {
        std::ranges::nth_element(times, times.begin() + std::ptrdiff_t(times.size() / 2));
        return times[times.size() / 2];
    }
    static double sum(const std::vector<double>& times) {
        return std::accumulate(times.begin(), times.end(), 0.0);
    }
    std::vector<double> m_baseline, m_measured;
};

}  // namespace qiantai::bench
