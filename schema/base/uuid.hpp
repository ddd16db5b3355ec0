#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "schema/base/clock.hpp"
#include "schema/base/random.hpp"

namespace qiantai {

/// 128-bit id, stored as a 16-byte blob, written as 36 characters with dashes. New ones are version
/// 7 (RFC 9562): time-ordered, so that inserts go to the end of the tables.
class Uuid {
  public:
    Uuid() = default;  ///< the nil id: all zero
    explicit Uuid(const std::array<std::uint8_t, 16>& bytes) : m_bytes(bytes) {}

    static Uuid make_v7(Clock& clock, Random& random);
    /// Always the same id for the same text (BLAKE2b, marked version 8): for records that several
    /// machines derive alone.
    static Uuid derive(std::string_view text);
    /// Accepts the 36-character form, any case; anything else gives nothing.
    static std::optional<Uuid> parse(std::string_view text);
    /// `bytes` must be 16 long.
    static Uuid from_bytes(std::span<const std::uint8_t> bytes);

    std::string text() const;
    const std::array<std::uint8_t, 16>& bytes() const { return m_bytes; }
    bool is_nil() const { return *this == Uuid(); }
    auto operator<=>(const Uuid&) const = default;

  private:
    std::array<std::uint8_t, 16> m_bytes{};
};

}  // namespace qiantai
