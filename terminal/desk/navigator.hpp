#pragma once

// Going from one screen to another and back.

#include <vector>

#include "terminal/desk/ask_then.hpp"
#include "terminal/desk/screen_entry.hpp"

namespace qiantai::app {

/// Where the person is, and the way there.
struct Navigator {
    /// A screen with what was open on it, to come back to.
    struct Place {
        ui::ScreenId screen;
        Restore restore{};  ///< none if the screen is all there is to remember
        int visit = 0;
    };

    ui::ScreenId screen{};  ///< the open one
    /// Counts what was opened: what a visit was scrolled to and where its focus stood is there
    /// again when it is come back to, and only then.
    int visit = 0;
    int visits = 0;
    std::vector<Place> back{};        ///< the nearest last; see open_screen()
    std::optional<AskThen> asking{};  ///< over the open screen
    bool person_menu = false;
    bool help = false;
    bool locking = false;  ///< the person leaves before the next frame, see lock()
};

/// Goes to a screen and lets it load what it shows. Where one was is kept for going back, as it was
/// there: the same member, the same list.
void open_screen(Flow& flow, ui::ScreenId screen);
/// The screen whose entry in the rail is lit: where the way to the open one began, so that the arrow
/// leads there too.
ui::ScreenId lit_screen(const Screens& screens, const Navigator& navigator);
/// As an entry of the rail: what was opened from it is left for good, so that pressing
/// its entry again makes the way back no longer. From the first screen of the list, home, there is
/// no way back.
void open_capability(Flow& flow, ui::ScreenId screen);
/// Before the open screen is filled with something else: one comes back to what is there now.
void remember_place(Flow& flow);
void go_back(Flow& flow);
/// Locks the terminal; the same person goes on after the PIN.
void lock(Flow& flow);
/// Lets the open screen load what it shows.
void load_screen(Flow& flow);
/// Before the person leaves.
void pause_screens(Flow& flow);
/// Somebody else begins, at home and with nothing open.
void forget_work(Flow& flow);
/// The rail leads to the pages it names; an arrow is for where it doesn't, and for the way back to
/// a page that lies deeper, such as a form that was left for a moment.
bool has_way_back(const Screens& screens, const Navigator& navigator);

}  // namespace qiantai::app
