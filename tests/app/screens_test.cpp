#include "terminal/app/screens.hpp"

#include <doctest/doctest.h>

#include <set>

#include "terminal/home/screens/screen_home.hpp"

using namespace qiantai;
using namespace qiantai::app;

TEST_CASE("every screen is listed once, can be drawn and belongs to a way in the rail") {
    const auto screens = all_screens();
    std::set<std::string_view> names;
    for (const auto& entry : screens.entries) {
        CAPTURE(entry.id.name);
        CHECK(names.insert(entry.id.name).second);
        CHECK(entry.draw);
        CHECK(entry.modal.is_open.operator bool() == entry.modal.draw.operator bool());
        CHECK(screens.at(screens.way_of(entry.id)).way);
    }
    CHECK(screens.entries.front().id == ui::k_home_screen);
}
