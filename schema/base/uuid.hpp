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

/// One of 64 parts into which stores are spread: the last six bits of a row's id are the cell of
/// the store it was made for (rows from before this was so have any). The hub's tables are keyed by
/// it, so that a store's rows lie together and no row ever moves; headquarters' scopes are the
/// cells.
class Cell {
  public:
    static constexpr int k_count = 64;
    /// Stored in ids and scopes: the same in every build for ever.
    static Cell of_store(std::string_view store_code);
    /// 0 to 63.
    int number() const { return m_number; }
    auto operator<=>(const Cell&) const = default;

  private:
    friend class Uuid;
    explicit Cell(int number) : m_number(number) {}
    int m_number;
};

/// 128-bit id, stored as a 16-byte blob, written as 36 characters with dashes. New ones are version
/// 7 (RFC 9562): time-ordered, so that inserts go to the end of the tables.
class Uuid {
  public:
    Uuid() = default;  ///< the nil id: all zero
    explicit Uuid(const std::array<std::uint8_t, 16>& bytes) : m_bytes(bytes) {}

    /// For what is no row: an incarnation, a generation.
    static Uuid make_v7(Clock& clock, Random& random);
    /// For a new row of a store.
    static Uuid make_v7(Clock& clock, Random& random, Cell cell);
    /// Always the same id for the same text (BLAKE2b, marked version 8): for records that several
    /// machines derive alone.
    static Uuid derive(std::string_view text);
    static Uuid derive(std::string_view text, Cell cell);
    /// The same, in the place of a row made at `at`: rows that are derived by the million stand in
    /// the order of their times, as new ones do.
    static Uuid derive(TimeMs at, std::string_view text, Cell cell);
    /// Accepts the 36-character form, any case; anything else gives nothing.
    static std::optional<Uuid> parse(std::string_view text);
    /// `bytes` must be 16 long.
    static Uuid from_bytes(std::span<const std::uint8_t> bytes);

    std::string text() const;
    const std::array<std::uint8_t, 16>& bytes() const { return m_bytes; }
    bool is_nil() const { return *this == Uuid(); }
    Cell cell() const { return Cell(m_bytes[15] % Cell::k_count); }
    auto operator<=>(const Uuid&) const = default;

  private:
    Uuid in_cell(Cell cell) const;
    std::array<std::uint8_t, 16> m_bytes{};
};

}  // namespace qiantai
