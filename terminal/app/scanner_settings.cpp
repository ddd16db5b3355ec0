#include "terminal/app/scanner_settings.hpp"

#include "terminal/app/settings_file.hpp"

namespace qiantai::app {
namespace {

constexpr std::size_t k_prefix_most = 16;

bool is_prefix(std::string_view text) {
    return text.size() <= k_prefix_most &&
           std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

}  // namespace

Result<ScannerSettings> load_scanner_settings(const std::filesystem::path& file) {
    QIANTAI_TRY(const auto scanner, load_settings_table(file, "scanner"));
    const auto* node = scanner.get("prefix");
    if (node == nullptr) return ScannerSettings{};
    const auto prefix = node->value<std::string>();
    if (!prefix || !is_prefix(*prefix)) {
        return settings_malformed(file, "scanner.prefix is no text of at most 16 characters");
    }
    return ScannerSettings{*prefix};
}

}  // namespace qiantai::app
