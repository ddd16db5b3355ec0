#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sync/core/tuning.hpp"
#include "sync/core/wire.hpp"

namespace qiantai::sync::test {

/// The lines of an encoded message, to be changed and put together again.
inline std::vector<std::string> lines_of(std::string_view encoded) {
    const auto content = decompress(encoded, tuning::k_decompressed_bytes_max);
    std::vector<std::string> lines;
    std::string_view rest = content.value();
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        lines.emplace_back(rest.substr(0, end));
        rest.remove_prefix(end + 1);
    }
    return lines;
}

inline std::string packed(std::string_view content) {
    return compress(content, 1);
}

inline std::string packed(const std::vector<std::string>& lines) {
    std::string content;
    for (const auto& line : lines) content += line + '\n';
    return packed(content);
}

}  // namespace qiantai::sync::test
