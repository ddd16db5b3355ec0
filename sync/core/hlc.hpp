#pragma once

#include <compare>
#include <cstdint>

#include "schema/base/clock.hpp"

namespace qiantai::sync {

/// Hybrid logical clock: 47 bits of UTC milliseconds, then a 16-bit counter, so that it compares as
/// one integer, follows real time and never goes back (Kulkarni et al., "Logical Physical Clocks",
/// 2014). No two changes of one terminal have the same one; equal values of two terminals are told
/// apart by value, see merge.hpp. 0 means "never".
class Hlc {
  public:
    /// The latest time that anybody is believed to mean (the year 4199): far from what the bits
    /// hold, so that a clock can always go on from it.
    static constexpr TimeMs k_time_ms_max = TimeMs{1} << 46;

    constexpr Hlc() = default;
    constexpr explicit Hlc(std::int64_t raw) : m_raw(raw) {}
    static constexpr Hlc at(TimeMs time_ms, int counter = 0) {
        return Hlc(time_ms << k_counter_bits | counter);
    }
    constexpr std::int64_t raw() const { return m_raw; }
    constexpr TimeMs time_ms() const { return m_raw >> k_counter_bits; }
    /// The next value at or after `now_ms` that is greater than this one.
    constexpr Hlc next(TimeMs now_ms) const {
        const Hlc by_time = at(now_ms);
        return by_time > *this ? by_time : Hlc(m_raw + 1);
    }
    constexpr auto operator<=>(const Hlc&) const = default;

  private:
    static constexpr int k_counter_bits = 16;
    std::int64_t m_raw = 0;
};

}  // namespace qiantai::sync
