#include <set>

#include "terminal/app/screens.hpp"
#include "tests/app/app_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

struct HelpWindow : AppWindow {
    explicit HelpWindow(Headless::Size size = k_sizes[0]) : AppWindow(size) { sign_in(Who::clerk); }
};

}  // namespace

TEST_CASE("every screen of the staff has a help of its own, the customer's has none") {
    std::set<const TextEntry*> seen;
    for (const auto& entry : all_screens().entries) {
        CAPTURE(entry.id.name);
        CHECK(entry.help.has_value() != entry.for_customer);
        if (entry.help) CHECK(seen.insert(entry.help->entry()).second);
    }
}

TEST_CASE_FIXTURE(HelpWindow, "F1 shows what the open screen is for and puts it away again") {
    touch("会员");
    key(ImGuiKey_F1);
    CHECK(seen().shows("帮助：会员"));
    CHECK(seen().shows("输入手机号、后四位"));
    CHECK(seen().shows("Tab"));
    key(ImGuiKey_F1);
    CHECK_FALSE(nav().help);
    key(ImGuiKey_F1);
    key(ImGuiKey_Escape);
    CHECK_FALSE(nav().help);
    CHECK(nav().screen == k_find_screen);
}

TEST_CASE_FIXTURE(HelpWindow,
                  "it is in the top bar and in the person's menu, and the lock ends it") {
    touch("help");
    CHECK(seen().shows("帮助：首页"));
    touch("close sheet");
    touch("person");
    touch("help");
    CHECK(nav().help);
    CHECK_FALSE(nav().person_menu);
    window.advance(200);
    window.frames(2);
    REQUIRE(scene().stage == Stage::sign_in);
    pin(domain::test::k_pin);
    CHECK_FALSE(nav().help);
}

TEST_CASE("the help fits every size and language, of every screen") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        HelpWindow till(size);
        for (const auto& entry : all_screens().entries) {
            if (!entry.help) continue;
            CAPTURE(entry.id.name);
            auto flow = till.app.flow();
            if (!entry.way) continue;
            open_capability(flow, entry.id);
            till.nav().help = true;
            till.settle();
            till.check_layout("help-" + std::string(entry.id.name));
            till.nav().help = false;
        }
    }
}
