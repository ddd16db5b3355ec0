#include "schema/base/fen.hpp"

#include <fmt/format.h>

#include "schema/base/error.hpp"

namespace qiantai {
namespace {

constexpr std::size_t k_yuan_digits_max = 9;

bool are_digits(std::string_view text) {
    for (const char c : text) {
        if (c < '0' || c > '9') return false;
    }
    return true;
}

}  // namespace

std::optional<Fen> Fen::parse(std::string_view yuan) {
    const bool negative = yuan.starts_with('-');
    if (negative) yuan.remove_prefix(1);
    const auto point = yuan.find('.');
    const auto whole = yuan.substr(0, point);
    std::string decimals(point == std::string_view::npos ? "00" : yuan.substr(point + 1));
    if (decimals.size() == 1) decimals += '0';
    if (whole.empty() || whole.size() > k_yuan_digits_max || decimals.size() != 2) {
        return std::nullopt;
    }
    if (!are_digits(whole) || !are_digits(decimals)) return std::nullopt;
    std::int64_t fen = 0;
    for (const char c : std::string(whole) + decimals) fen = fen * 10 + (c - '0');
    return Fen(negative ? -fen : fen);
}

std::string Fen::text() const {
    // The smallest number has no positive counterpart among the signed ones.
    const auto size = m_fen < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(m_fen)
                                : static_cast<std::uint64_t>(m_fen);
    return fmt::format("{}{}.{:02}", m_fen < 0 ? "-" : "", size / 100, size % 100);
}

Fen Fen::operator+(Fen other) const {
    std::int64_t sum = 0;
    QIANTAI_ASSERT(!__builtin_add_overflow(m_fen, other.m_fen, &sum));
    return Fen(sum);
}

Fen Fen::operator-(Fen other) const {
    std::int64_t difference = 0;
    QIANTAI_ASSERT(!__builtin_sub_overflow(m_fen, other.m_fen, &difference));
    return Fen(difference);
}

Fen Fen::operator*(std::int64_t times) const {
    std::int64_t product = 0;
    QIANTAI_ASSERT(!__builtin_mul_overflow(m_fen, times, &product));
    return Fen(product);
}

}  // namespace qiantai
