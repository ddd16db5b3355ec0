#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qiantai {

/// An amount of money: so many hundredths of a yuan, also negative ones. The databases, the wire
/// and JSON keep the number. Sums and products that leave the 64 bits are bugs and end the program;
/// what people type is bounded by parse().
class Fen {
  public:
    Fen() = default;
    explicit constexpr Fen(std::int64_t fen) : m_fen(fen) {}
    /// What a person types: yuan with at most two decimals, "12", "12.3", "12.34", "-0.50"; at most
    /// a billion yuan. Nothing if it is written otherwise.
    static std::optional<Fen> parse(std::string_view yuan);

    std::int64_t count() const { return m_fen; }
    /// In yuan, always with both decimals: "12.30".
    std::string text() const;

    Fen operator+(Fen other) const;
    Fen operator-(Fen other) const;
    Fen operator*(std::int64_t times) const;
    auto operator<=>(const Fen&) const = default;

  private:
    std::int64_t m_fen = 0;
};

}  // namespace qiantai
