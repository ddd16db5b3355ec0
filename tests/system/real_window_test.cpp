// The terminal as a clerk meets it: the real program in a real window, touched through the X
// server, with real power cuts and a real hub.

#include <doctest/doctest.h>
#include <signal.h>

#include <cstdlib>

#include "terminal/kit/headless/picture_file.hpp"
#include "terminal/members/screens/screen_register.hpp"
#include "tests/support/virtual_display.hpp"
#include "tests/system/real_screen.hpp"
#include "tests/system/running_chain.hpp"
#include "tests/system/window_twin.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::ui;

constexpr std::chrono::seconds k_deadline{40};
const std::string k_till = "S001-T01";

bool same_color(const Picture& one, const Picture& other, std::size_t i) {
    constexpr int k_rounding = 40;
    for (std::size_t k = i; k < i + 3; ++k) {
        if (std::abs(one.rgba[k] - other.rgba[k]) > k_rounding) return false;
    }
    return true;
}

/// Whether what a touch changed in the twin can be seen on the screen. (Elsewhere the two may
/// differ: clocks go on, and the twin has no way to headquarters.)
bool follows(const Picture& before, const Picture& after, const Picture& shown) {
    std::size_t changed = 0, same = 0;
    for (std::size_t i = 0; i < after.rgba.size(); i += 4) {
        if (same_color(before, after, i)) continue;
        ++changed;
        if (same_color(after, shown, i)) ++same;
    }
    return same * 100 >= changed * 85;
}

/// How many of a hundred pixels of a place look alike.
double alike_percent(const Picture& one, const Picture& other, const Rect& place) {
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

/// How many of a hundred pixels of a place are greenish: neither grey, nor amber, nor red.
double green_percent(const Picture& picture, const Rect& place) {
    std::size_t count = 0, green = 0;
    for (int y = static_cast<int>(place.top); y < static_cast<int>(place.bottom); ++y) {
        for (int x = static_cast<int>(place.left); x < static_cast<int>(place.right); ++x) {
            const auto* pixel =
                picture.rgba.data() + static_cast<std::size_t>(y * picture.width + x) * 4;
            ++count;
            if (pixel[1] >= pixel[0] + 8 && pixel[1] >= pixel[2] + 4) ++green;
        }
    }
    return count == 0 ? 0 : 100.0 * static_cast<double>(green) / static_cast<double>(count);
}

/// The program at its counter, and its twin that knows where everything is.
class Till {
  public:
    Till(const RunningChain& chain, const VirtualDisplay& display)
        : m_twin(chain.home(k_till)),
          m_screen(display.name()),
          m_program({std::string(QIANTAI_BIN_DIR) + "/qiantai", "--home", chain.home(k_till)}) {
        const auto expected = m_twin.picture();
        Picture dark = expected;
        std::ranges::fill(dark.rgba, std::uint8_t{0});
        wait_for("the window", [&] { return follows(dark, expected, m_screen.picture()); });
    }

    /// With a finger on the glass; comes back when its effect can be seen.
    void touch(std::string_view name_or_label) {
        const auto point = m_twin.place_of(name_or_label);
        const auto before = m_twin.picture();
        m_twin.touch_at(point);
        const auto after = m_twin.picture();
        m_screen.touch(point);
        wait_for(name_or_label, [&] { return follows(before, after, m_screen.picture()); });
    }
    void keys(std::string_view all) {
        for (const char key : all) touch(std::string_view(&key, 1));
    }
    void sign_in() {
        const auto& staff = RunningChain::staff_of("S001");
        touch(staff.number);
        keys(staff.pin);
        touch("confirm");
        REQUIRE(m_twin.scene().stage == Stage::working);
    }
    /// By pinyin; the word is among the candidates.
    void type_word(std::string_view letters, std::string_view word) {
        keys(letters);
        touch(word);
    }
    void pull_the_plug() {
        m_program.kill_hard();
        CHECK(m_program.wait() == -SIGKILL);
    }

    /// Polls, because nobody outside the program hears that something has changed.
    template <typename Condition>
    void wait_for(std::string_view what, const Condition& holds) const {
        const auto deadline = std::chrono::steady_clock::now() + k_deadline;
        while (!holds()) {
            if (std::chrono::steady_clock::now() >= deadline) give_up(what);
            m_screen.wait_a_moment();
        }
    }

    WindowTwin& twin() { return m_twin; }
    RealScreen& screen() { return m_screen; }

  private:
    /// Leaves what was seen and what should have been where QIANTAI_SHOTS says.
    void give_up(std::string_view what) const {
        if (const auto* folder = std::getenv("QIANTAI_SHOTS")) {
            const std::filesystem::path to(folder);
            CHECK(app::save_png(to / "seen.png", m_screen.picture()).ok());
            CHECK(app::save_png(to / "expected.png", m_twin.picture()).ok());
        }
        FAIL("waited too long for ", what);
    }

    WindowTwin m_twin;
    RealScreen m_screen;
    Process m_program;
};

std::string drafts(const RunningChain& chain) {
    std::vector<std::string> call{"call", "drafts.list", "{}"};
    const auto who = chain.sign_in_options("S001");
    call.insert(call.end(), who.begin(), who.end());
    return chain.ctl(k_till, call).out;
}

/// What the chip looks like once headquarters has everything.
void let_twin_be_complete(WindowTwin& twin) {
    auto& sync = twin.scene().sync;
    sync = SyncView{.online = true, .complete_at = twin.scene().shop.now_ms};
    sync.first_load_done = true;
    twin.settle();
}

}  // namespace

TEST_CASE(
    "registered by touch in a real window, a member outlives kill -9, the half-typed one is "
    "offered, and the chip turns green when headquarters has everything") {
    const VirtualDisplay display;
    RunningChain chain;
    chain.enrol(k_till, "S001");
    chain.kill_hub();
    {
        Till till(chain, display);
        till.sign_in();
        till.touch("会员");
        till.touch("register");
        till.keys("13911820746");
        till.touch("下一项");
        till.type_word("zhangsanfeng", "张三丰");
        till.touch("agree membership");
        till.touch("save");
        CHECK(till.twin().seen().shows("张三丰已登记"));
        CHECK(chain.terminal_rows(k_till, "member") == 1);

        till.touch("next registration");
        till.keys("13812342046");
        till.touch("下一项");
        till.type_word("ouyang", "欧阳");
        till.wait_for("the draft", [&] { return drafts(chain).find("欧阳") != std::string::npos; });
        till.pull_the_plug();
    }
    Till till(chain, display);
    till.sign_in();
    till.touch("会员");
    till.touch("field");
    till.keys("0746");
    REQUIRE(till.twin().seen().find("张三丰") != nullptr);
    const auto member = till.twin().target_of("张三丰");
    CHECK(alike_percent(till.twin().picture(), till.screen().picture(), member) > 95);
    till.touch("clear");
    till.touch("register");
    REQUIRE(till.twin().seen().shows("欧阳 138****2046"));
    const auto offer = till.twin().target_of("take draft");
    CHECK(alike_percent(till.twin().picture(), till.screen().picture(), offer) > 95);
    till.touch("take draft");
    CHECK(till.twin().state<RegisterState>().form.values.phone == "13812342046");

    till.touch("数据送达");
    const auto now = till.twin().place_of("sync now");
    let_twin_be_complete(till.twin());
    const auto chip = till.twin().target_of("status");
    const auto complete = till.twin().picture();
    CHECK(green_percent(complete, chip) > 50);
    CHECK(green_percent(till.screen().picture(), chip) < 10);
    chain.start_hub();
    till.screen().touch(now);
    till.wait_for("the green chip", [&] {
        const auto seen = till.screen().picture();
        return green_percent(seen, chip) > 50 && alike_percent(complete, seen, chip) > 95;
    });
    CHECK(chain.hub_rows("store/S001", "member") == 1);
    CHECK(chain.hub_rows("store/S001", "member_card") == 1);
    CHECK(chain.hub_rows("store/S001", "member_conflict") == 0);
}

}  // namespace qiantai::test
