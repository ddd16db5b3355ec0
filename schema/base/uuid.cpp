#include "schema/base/uuid.hpp"

#include <sodium.h>

#include <algorithm>

#include "schema/base/encoding.hpp"
#include "schema/base/error.hpp"

namespace qiantai {
namespace {

constexpr std::string_view k_hex = "0123456789abcdef";

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

void put_time(std::array<std::uint8_t, 16>& bytes, TimeMs at) {
    const auto ms = static_cast<std::uint64_t>(at);
    for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
}

void mark(std::array<std::uint8_t, 16>& bytes, std::uint8_t version) {
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | (version << 4));
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);
}

}  // namespace

Uuid Uuid::make_v7(Clock& clock, Random& random) {
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    put_time(bytes, clock.now_ms());
    mark(bytes, 7);
    return Uuid(bytes);
}

Cell Cell::of_store(std::string_view store_code) {
    // BLAKE2b and not std::hash, which may be another in the next build.
    return Cell(static_cast<std::uint8_t>(blake2b_256(store_code)[0]) % k_count);
}

Uuid Uuid::in_cell(Cell cell) const {
    Uuid placed = *this;
    auto& last = placed.m_bytes[15];
    last = static_cast<std::uint8_t>(last - last % Cell::k_count + cell.number());
    return placed;
}

Uuid Uuid::make_v7(Clock& clock, Random& random, Cell cell) {
    return make_v7(clock, random).in_cell(cell);
}

Uuid Uuid::derive(std::string_view text, Cell cell) {
    return derive(text).in_cell(cell);
}

Uuid Uuid::derive(TimeMs at, std::string_view text, Cell cell) {
    Uuid derived = derive(text, cell);
    put_time(derived.m_bytes, at);
    return derived;
}

Uuid Uuid::derive(std::string_view text) {
    std::array<std::uint8_t, 16> bytes{};
    crypto_generichash(bytes.data(), bytes.size(),
                       reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), nullptr, 0);
    mark(bytes, 8);
    return Uuid(bytes);
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    std::array<std::uint8_t, 16> bytes{};
    std::size_t at = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        if (at == 8 || at == 13 || at == 18 || at == 23) {
            if (text[at++] != '-') return std::nullopt;
        }
        const int high = hex_value(text[at]), low = hex_value(text[at + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
        at += 2;
    }
    return Uuid(bytes);
}

Uuid Uuid::from_bytes(std::span<const std::uint8_t> bytes) {
    QIANTAI_ASSERT(bytes.size() == 16);
    std::array<std::uint8_t, 16> copy{};
    std::copy(bytes.begin(), bytes.end(), copy.begin());
    return Uuid(copy);
}

std::string Uuid::text() const {
    std::string out;
    out.reserve(36);
    for (std::size_t i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
        out += k_hex[m_bytes[i] >> 4];
        out += k_hex[m_bytes[i] & 15];
    }
    return out;
}

}  // namespace qiantai
