#include "schema/base/random.hpp"

#include <sodium.h>

#include <cstring>

#include "schema/base/error.hpp"

namespace qiantai {

std::uint64_t Random::next_u64() {
    std::uint64_t value = 0;
    fill({reinterpret_cast<std::uint8_t*>(&value), sizeof value});
    return value;
}

std::uint64_t Random::below(std::uint64_t bound) {
    QIANTAI_ASSERT(bound > 0);
    const std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
    for (;;) {
        const std::uint64_t value = next_u64();
        if (value < limit) return value % bound;
    }
}

SystemRandom::SystemRandom() {
    QIANTAI_ASSERT(sodium_init() >= 0);
}

void SystemRandom::fill(std::span<std::uint8_t> out) {
    randombytes_buf(out.data(), out.size());
}

void SeededRandom::fill(std::span<std::uint8_t> out) {
    for (std::size_t at = 0; at < out.size(); at += 8) {
        m_state += 0x9E3779B97F4A7C15u;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
        mixed ^= mixed >> 31;
        std::memcpy(out.data() + at, &mixed, std::min<std::size_t>(8, out.size() - at));
    }
}

}  // namespace qiantai
