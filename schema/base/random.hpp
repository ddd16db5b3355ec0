#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace qiantai {

/// Source of randomness; everything that needs it gets one through its constructor.
class Random {
  public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;

    std::uint64_t next_u64();
    /// Uniform in [0, bound); bound > 0.
    std::uint64_t below(std::uint64_t bound);
};

/// libsodium's generator: for ids, keys and secrets. Thread-safe.
class SystemRandom final : public Random {
  public:
    SystemRandom();
    void fill(std::span<std::uint8_t> out) override;
};

/// Repeatable numbers from a seed (SplitMix64): for tests and demo data, never for secrets. Not
/// thread-safe.
class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : m_state(seed) {}
    void fill(std::span<std::uint8_t> out) override;

  private:
    std::uint64_t m_state;
};

}  // namespace qiantai
