// The terminal as a clerk meets it: the real program in a real window, touched through the X
// server, with real power cuts and a real hub.

#include <doctest/doctest.h>

#include "terminal/members/screens/screen_register.hpp"
#include "tests/support/virtual_display.hpp"
#include "tests/system/till.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::ui;

const std::string k_till = "S001-T01";

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
    // Program and twin begin with the same knowledge: headquarters is away.
    CHECK(chain.ctl(k_till, {"sync"}).exit != 0);
    {
        Till till(chain, k_till, display);
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
    Till till(chain, k_till, display);
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

    till.touch("status");
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
