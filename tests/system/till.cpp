#include "tests/system/till.hpp"

#include <cstdlib>

#include "terminal/kit/headless/picture_file.hpp"

namespace qiantai::test {
namespace {

bool same_color(const ui::Picture& one, const ui::Picture& other, std::size_t i) {
    constexpr int k_rounding = 40;
    for (std::size_t k = i; k < i + 3; ++k) {
        if (std::abs(one.rgba[k] - other.rgba[k]) > k_rounding) return false;
    }
    return true;
}

}  // namespace

bool follows(const ui::Picture& before, const ui::Picture& after, const ui::Picture& shown) {
    std::size_t changed = 0, same = 0;
    for (std::size_t i = 0; i < after.rgba.size(); i += 4) {
        if (same_color(before, after, i)) continue;
        ++changed;
        if (same_color(after, shown, i)) ++same;
    }
    return same * 100 >= changed * 85;
}

double alike_percent(const ui::Picture& one, const ui::Picture& other, const ui::Rect& place) {
    std::size_t count = 0, same = 0;
    for (int y = static_cast<int>(place.top); y < static_cast<int>(place.bottom); ++y) {
        for (int x = static_cast<int>(place.left); x < static_cast<int>(place.right); ++x) {
            const auto i = static_cast<std::size_t>(y * one.width + x) * 4;
            ++count;
            if (same_color(one, other, i)) ++same;
        }
    }
    return count == 0 ? 0 : 100.0 * static_cast<double>(same) / static_cast<double>(count);
}

Till::Till(const RunningChain& chain, const std::string& name, const VirtualDisplay& display)
    : m_twin(chain.home(name)),
      m_screen(display.name()),
      m_program({std::string(QIANTAI_BIN_DIR) + "/qiantai", "--home", chain.home(name)}) {
    const auto expected = m_twin.picture();
    ui::Picture dark = expected;
    std::ranges::fill(dark.rgba, std::uint8_t{0});
    wait_for("the window", [&] { return follows(dark, expected, m_screen.picture()); });
}

void Till::touch(std::string_view name_or_label) {
    const auto point = m_twin.place_of(name_or_label);
    const auto before = m_twin.picture();
    m_twin.touch_at(point);
    const auto after = m_twin.picture();
    m_screen.touch(point);
    wait_for(name_or_label, [&] { return follows(before, after, m_screen.picture()); });
}

void Till::sign_in() {
    const auto& staff = RunningChain::staff_of("S001");
    touch(staff.number);
    keys(staff.pin);
    touch("confirm");
    REQUIRE(m_twin.scene().stage == ui::Stage::working);
}

void Till::pull_the_plug() {
    m_program.kill_hard();
    CHECK(m_program.wait() == -SIGKILL);
}

void Till::give_up(std::string_view what) const {
    if (const auto* folder = std::getenv("QIANTAI_SHOTS")) {
        const std::filesystem::path to(folder);
        CHECK(app::save_png(to / "seen.png", m_screen.picture()).ok());
        CHECK(app::save_png(to / "expected.png", m_twin.picture()).ok());
    }
    FAIL("waited too long for ", what);
}

}  // namespace qiantai::test
