#pragma once

// An enumeration whose values have codes: the texts that the database, the wire and JSON keep. The
// codes are said once, beside the enumeration, and feed the manifest's allowed values, the rules,
// the operations' schemas and the screens' words:
//
//     enum class PlaceKind { shelf, fridge };
//     constexpr auto codes_of(PlaceKind) {
//         return std::to_array<CodedValue<PlaceKind>>(
//             {{PlaceKind::shelf, "shelf"}, {PlaceKind::fridge, "fridge"}});
//     }
//
//     code_of(PlaceKind::shelf)              "shelf"
//     parse_code<PlaceKind>("fridge")        PlaceKind::fridge
//     k_joined_codes<PlaceKind>              "shelf|fridge", as a manifest's column wants them
//
// A struct keeps such a value as Coded<PlaceKind>, which compares with the enumeration and keeps
// the text of a value that only a newer program knows.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "schema/base/error.hpp"

namespace qiantai {

template <typename E>
struct CodedValue {
    E value;
    std::string_view code;
};

template <typename E>
concept NamedEnum = std::is_enum_v<E> && requires(E value) {
    codes_of(value);
};

/// The codes of an enumeration, in the order in which they are shown.
template <NamedEnum E>
inline constexpr auto k_codes = codes_of(E());

template <NamedEnum E>
constexpr std::string_view code_of(E value) {
    for (const auto& one : k_codes<E>) {
        if (one.value == value) return one.code;
    }
    assertion_failed("the enumeration's value has a code", __FILE__, __LINE__);
}

template <NamedEnum E>
constexpr std::optional<E> parse_code(std::string_view code) {
    for (const auto& one : k_codes<E>) {
        if (one.code == code) return one.value;
    }
    return std::nullopt;
}

namespace detail {

template <NamedEnum E>
constexpr std::size_t joined_size() {
    std::size_t size = k_codes<E>.size() - 1;
    for (const auto& one : k_codes<E>) size += one.code.size();
    return size;
}

template <NamedEnum E>
inline constexpr auto k_joined = [] {
    std::array<char, joined_size<E>()> joined{};
    std::size_t at = 0;
    for (const auto& one : k_codes<E>) {
        if (at > 0) joined[at++] = '|';
        for (const char c : one.code) joined[at++] = c;
    }
    return joined;
}();

}  // namespace detail

/// "shelf|fridge".
template <NamedEnum E>
inline constexpr std::string_view k_joined_codes{detail::k_joined<E>.data(),
                                                 detail::k_joined<E>.size()};

/// A value of the enumeration as it is stored: its code, or nothing, or a code that a newer program
/// invented, which is kept as it is and equals none of ours.
template <NamedEnum E>
class Coded {
  public:
    Coded() = default;
    Coded(E value) : m_code(code_of(value)) {}
    static Coded of_text(std::string_view code) {
        Coded coded;
        coded.m_code = code;
        return coded;
    }

    const std::string& text() const { return m_code; }
    bool empty() const { return m_code.empty(); }
    /// Nothing if it is none of ours.
    std::optional<E> known() const { return parse_code<E>(m_code); }

    bool operator==(const Coded&) const = default;
    bool operator==(E value) const { return m_code == code_of(value); }

  private:
    std::string m_code;
};

}  // namespace qiantai
