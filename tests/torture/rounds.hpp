#pragma once

// The rounds of a torture: how many, from which seed, and its one line at the end.
//
//   QIANTAI_TORTURE_MINUTES=n   each torture goes on for n minutes in place of its usual rounds
//   QIANTAI_SEED=s              only the round with this seed, as a failure has printed it

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>

namespace qiantai::test {

class Rounds {
  public:
    Rounds(std::string name, int usual) : m_name(std::move(name)), m_usual(usual) {
        const auto only = number_from("QIANTAI_SEED");
        m_first = only.value_or(1);
        if (only) m_usual = 1;
        const auto minutes = number_from("QIANTAI_TORTURE_MINUTES");
        if (minutes && !only) m_until = m_begun + std::chrono::minutes(*minutes);
    }

    /// Begins the next round, if there is one.
    bool next() {
        const bool more = m_until ? std::chrono::steady_clock::now() < *m_until : m_count < m_usual;
        m_count += more ? 1 : 0;
        return more;
    }
    std::uint64_t seed() const { return m_first + static_cast<std::uint64_t>(m_count) - 1; }

    /// "torture kills: 3 rounds in 21 s, 130 kills, 2,311 confirmed lines".
    void say(std::string_view counts) const {
        const auto taken = std::chrono::steady_clock::now() - m_begun;
        std::cout << fmt::format("torture {}: {} rounds in {} s, {}\n", m_name, m_count,
                                 std::chrono::duration_cast<std::chrono::seconds>(taken).count(),
                                 counts);
    }

  private:
    static std::optional<std::uint64_t> number_from(const char* variable) {
        const char* text = std::getenv(variable);
        return text ? std::optional(std::strtoull(text, nullptr, 10)) : std::nullopt;
    }

    std::string m_name;
    int m_usual;
    int m_count = 0;
    std::uint64_t m_first = 1;
    std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
    std::optional<std::chrono::steady_clock::time_point> m_until;
};

}  // namespace qiantai::test
