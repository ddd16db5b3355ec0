#pragma once

// Everything the terminal shows, as one value. Draw functions read it and return intents
// (app_intents.hpp); terminal/app applies them after the frame.

#include <optional>
#include <string>
#include <vector>

#include "terminal/access/screens/screen_sign_in.hpp"
#include "terminal/base/permission.hpp"
#include "terminal/desk/shop.hpp"
#include "terminal/desk/sync_view.hpp"
#include "terminal/home/screens/screen_home.hpp"
#include "terminal/kit/core/toast_queue.hpp"
#include "terminal/kit/core/ui.hpp"
#include "terminal/members/screens/screen_case.hpp"
#include "terminal/members/screens/screen_find.hpp"
#include "terminal/members/screens/screen_lists.hpp"
#include "terminal/members/screens/screen_member.hpp"
#include "terminal/members/screens/screen_member_edit.hpp"
#include "terminal/members/screens/screen_register.hpp"
#include "terminal/set_up/screens/screen_set_up.hpp"
#include "terminal/sync_page/screens/screen_sync.hpp"

namespace qiantai::ui {

enum class Stage : std::uint8_t {
    opening,  ///< the database is being opened
    broken,   ///< it can't be: AppState::broken says why and who must act
    set_up,   ///< this computer is no terminal yet
    sign_in,  ///< nobody is signed in, or the terminal is locked
    working,
};

enum class Screen : std::uint8_t {
    home,
    find,
    member,
    member_register,
    member_edit,
    lists,
    member_case,
    sync
};

/// The capability's own screen, whose entry in the rail is lit: a screen without a way of its own
/// belongs to another's.
Screen way_of(Screen screen);

/// A screen with what was open on it, to come back to.
struct Place {
    Screen screen = Screen::home;
    Uuid member{};  ///< of the member's page and form
    ListsTab tab = ListsTab::expiring;
    std::optional<ShownCase> shown_case{};
};

/// What belongs to the signed-in person. Locking keeps it for the same person; signing in as
/// somebody else empties it.
struct Work {
    Screen screen = Screen::home;
    std::vector<Place> back{};  ///< the way here, the nearest last; see open_screen()
    bool person_menu = false;
    HomeState home{};
    FindState find{};
    MemberState member{};
    RegisterState registration{};
    MemberEditState edit{};
    ListsState lists{};
    CasesState cases{};
    CaseState member_case{};
    SyncPageState sync_page{};
};

/// Sizes that a person can choose, in percent of what the display suggests.
inline constexpr int k_scale_percents[] = {90, 100, 125, 150};

struct AppState {
    UiSettings settings{};
    float display_scale = 1;  ///< pixels per dp that the display suggests
    int scale_percent = 100;  ///< what the person makes of it; settings.scale is the product
    Stage stage = Stage::opening;
    std::optional<Error> broken{};
    Shop shop{};
    SyncView sync{};
    SetUpState set_up{};
    SignInState sign_in{};
    std::optional<domain::Session> session{};
    /// Counts sign-ins; what was asked for in an earlier one is dropped when it arrives.
    int session_number = 0;
    Work work{};
    ToastQueue toasts{};
    std::optional<Error> start_notice{};  ///< said to whoever signs in first
    double touched_s = 0;                 ///< when somebody last touched or typed
};

}  // namespace qiantai::ui
