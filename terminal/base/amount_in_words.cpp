#include "terminal/base/amount_in_words.hpp"

#include <array>

#include "schema/base/error.hpp"

namespace qiantai::domain {
namespace {

constexpr std::array<std::string_view, 10> k_digits{"零", "壹", "贰", "叁", "肆",
                                                    "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<std::string_view, 4> k_places{"", "拾", "佰", "仟"};
constexpr std::array<std::string_view, 3> k_groups{"", "万", "亿"};
constexpr std::int64_t k_fen_per_yuan = 100, k_group = 10'000;

/// Of 1 to 9999, without a zero in front.
std::string group_in_words(int group) {
    std::string words;
    bool zero = false;
    int unit = 1000;
    for (std::size_t place = k_places.size(); place-- > 0; unit /= 10) {
        const auto digit = static_cast<std::size_t>(group / unit % 10);
        if (digit == 0) {
            zero = !words.empty();
            continue;
        }
        if (zero) words += k_digits[0];
        zero = false;
        words += std::string(k_digits.at(digit)) + std::string(k_places.at(place));
    }
    return words;
}

std::string yuan_in_words(std::int64_t yuan) {
    std::string words;
    bool gap = false;
    std::int64_t unit = k_group * k_group;
    for (std::size_t at = k_groups.size(); at-- > 0; unit /= k_group) {
        const auto group = static_cast<int>(yuan / unit % k_group);
        if (group == 0) {
            gap = !words.empty();
            continue;
        }
        // A zero is said where places are missing between two groups.
        if (!words.empty() && (gap || group < 1000)) words += k_digits[0];
        gap = false;
        words += group_in_words(group) + std::string(k_groups.at(at));
    }
    return words;
}

}  // namespace

std::string amount_in_words(Fen amount) {
    const auto count = amount.count();
    const auto fen = count < 0 ? -count : count;
    const auto yuan = fen / k_fen_per_yuan;
    QIANTAI_ASSERT(yuan < k_group * k_group * k_group);
    const auto jiao = static_cast<std::size_t>(fen / 10 % 10),
               rest = static_cast<std::size_t>(fen % 10);
    std::string words = count < 0 ? "负" : "";
    if (yuan > 0) words += yuan_in_words(yuan) + "元";
    if (jiao == 0 && rest == 0) return words + (yuan > 0 ? "整" : "零元整");
    // A zero stands for places that are left out in the middle: ten yuan and five jiao, too.
    if (yuan > 0 && (jiao == 0 || yuan % 10 == 0)) words += k_digits[0];
    if (jiao > 0) words += std::string(k_digits.at(jiao)) + "角";
    return rest > 0 ? words + std::string(k_digits.at(rest)) + "分" : words + "整";
}

}  // namespace qiantai::domain
