#pragma once

#include <optional>
#include <span>
#include <string>

#include "terminal/kit/widgets/widget_chip.hpp"
#include "terminal/kit/widgets/widget_logo.hpp"

namespace qiantai::ui {

/// Things that somebody has to do there now; 0 shows none.
struct Badge {
    int count = 0;
    bool urgent = false;  ///< red: some of them should have been done before
};

struct RailEntry {
    std::string name;
    Icon icon;
    Text label;
    Badge badge{};
    ImGuiKey key = ImGuiKey_None;
};

/// The way between the capabilities: a dark column in landscape, a bar at the bottom in portrait.
/// The column has the chain's logo on top if there is one and all entries keep their height.
std::optional<int> draw_rail(Ui& ui, const Rect& rect, std::span<const RailEntry> entries,
                             int selected, const Logo* logo = nullptr);

struct TopBar {
    Text title;
    Chip status;
    Text person{};
    Text role{};
    bool back = false;
};
struct TopBarResult {
    bool back = false;
    bool status = false;
    bool help = false;
    bool person = false;
    bool lock = false;
    Rect middle{};  ///< between the way back and the person: where a toast may stand
};
TopBarResult draw_top_bar(Ui& ui, const Rect& rect, const TopBar& bar);

/// Where the parts of a signed-in screen stand.
struct ShellPlan {
    Rect rail;
    Rect top_bar;   ///< empty on a low screen while somebody types: the field needs the room
    Rect keyboard;  ///< empty while no keyboard is shown
    Rect content;   ///< inside of its margins
};
/// `keyboard_height` 0 while it is hidden. In portrait the keyboard takes the bottom bar's place.
ShellPlan plan_shell(const Ui& ui, float keyboard_height);

}  // namespace qiantai::ui
