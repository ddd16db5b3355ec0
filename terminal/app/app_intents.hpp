#pragma once

#include <utility>
#include <variant>
#include <vector>

#include "terminal/app/app_state.hpp"

namespace qiantai::ui {

namespace shell {
struct OpenScreen {
    Screen screen;
};
struct GoBack {};
struct OpenPersonMenu {};
struct ClosePersonMenu {};
struct Lock {};          ///< the same person goes on after the PIN
struct SwitchPerson {};  ///< somebody else signs in
struct SetLanguage {
    Language language;
};
struct SetTheme {
    ThemeKind theme;
};
struct SetScale {
    int percent;
};
struct SetKeyboard {
    ScreenKeyboard keyboard;
};
struct PressToast {
    std::string action_id;
};
}  // namespace shell

using ShellIntent =
    std::variant<shell::OpenScreen, shell::GoBack, shell::OpenPersonMenu, shell::ClosePersonMenu,
                 shell::Lock, shell::SwitchPerson, shell::SetLanguage, shell::SetTheme,
                 shell::SetScale, shell::SetKeyboard, shell::PressToast>;

using AppIntent =
    std::variant<ShellIntent, SetUpIntent, SignInIntent, ListsIntent, CaseIntent, SyncPageIntent,
                 FindIntent, MemberIntent, MemberFormIntent, RegisterIntent, MemberEditIntent>;

/// What a frame's touches and keys mean, in their order; applied after the frame.
struct AppIntents {
    std::vector<AppIntent> all;

    template <typename Intent>
    void add(Intent&& intent) {
        all.emplace_back(std::forward<Intent>(intent));
    }
};

}  // namespace qiantai::ui
