#include <doctest/doctest.h>

#include "terminal/kit/core/theme.hpp"

using namespace qiantai::ui;

namespace {

constexpr std::array k_kinds{ThemeKind::light, ThemeKind::dark, ThemeKind::high_contrast};

void check_pairs(const Theme& theme) {
    for (const auto& pair : contrast_pairs(theme.kind)) {
        CAPTURE(static_cast<int>(theme.kind));
        CAPTURE(static_cast<int>(pair.text));
        CAPTURE(static_cast<int>(pair.ground));
        CHECK(contrast_ratio(theme[pair.text], theme[pair.ground]) >= pair.ratio_min);
    }
}

}  // namespace

TEST_CASE("the contrast formula gives the standard's reference values") {
    CHECK(contrast_ratio(Color::hex(0x000000), Color::hex(0xFFFFFF)) == doctest::Approx(21.0));
    CHECK(contrast_ratio(Color::hex(0x777777), Color::hex(0xFFFFFF)) ==
          doctest::Approx(4.48).epsilon(0.001));
}

TEST_CASE("every text on its ground reaches AA, and 7 to 1 in the high-contrast theme") {
    for (const auto kind : k_kinds) check_pairs(make_theme(kind));
    for (const auto& pair : contrast_pairs(ThemeKind::high_contrast)) {
        CHECK(pair.ratio_min >= 4.5);
    }
}

TEST_CASE("a chain's own primary colour stays readable, whatever it is") {
    for (const auto kind : k_kinds) {
        for (const std::uint32_t rgb :
             {0xFFFFFFU, 0x000000U, 0xFFD400U, 0xE60012U, 0x00A0E9U, 0x7F7F7FU, 0x8FC31FU}) {
            CAPTURE(rgb);
            check_pairs(make_theme(kind, Color::hex(rgb)));
        }
    }
}

TEST_CASE("the chain's colour is kept where it is readable already") {
    const auto theme = make_theme(ThemeKind::light, Color::hex(0xB00020));
    CHECK(theme[Role::primary] == Color::hex(0xB00020));
    CHECK(theme[Role::on_primary] == Color::hex(0xFFFFFF));
}

TEST_CASE("no text style is smaller than 13") {
    for (int i = 0; i < static_cast<int>(TextStyle::count); ++i) {
        CHECK(metrics_of(static_cast<TextStyle>(i)).size_dp >= 13);
    }
}
