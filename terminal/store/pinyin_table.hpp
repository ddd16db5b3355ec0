#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace qiantai::store {

/// What make_pinyin_table.cpp writes during the build. Constant.
struct PinyinTable {
    /// One character outside the dense range.
    struct Entry {
        char32_t character;
        std::uint16_t syllable;
    };

    /// A traditional character and its simplified form.
    struct Simplified {
        char32_t character;
        char32_t form;
    };

    std::span<const std::string_view> syllables;  ///< sorted; the first is empty: no reading known
    char32_t dense_first;                         ///< `dense[i]` belongs to dense_first + i
    std::span<const std::uint16_t> dense;         ///< index into syllables
    std::span<const Entry> sparse;                ///< sorted by character
    std::span<const Simplified> simplified;       ///< sorted by character
    std::string_view fingerprint;                 ///< changes with the content
};

const PinyinTable& pinyin_table();

}  // namespace qiantai::store
