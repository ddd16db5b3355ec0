#pragma once

// What a frame's touches and keys mean, as values. Each screen has a variant of its own for what is
// only its business; what any screen may ask of the frame around it is below.

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "terminal/desk/screen_id.hpp"
#include "terminal/kit/core/ui.hpp"
#include "terminal/kit/widgets/widget_reason.hpp"

namespace qiantai::ui {

namespace shell {
struct OpenScreen {
    ScreenId screen;
};
struct GoBack {};
struct OpenPersonMenu {};
struct ClosePersonMenu {};
struct Lock {};          ///< the same person goes on after the PIN
struct SwitchPerson {};  ///< somebody else signs in
struct ChangePin {};     ///< the signed-in person's own
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
struct ShowHelp {  ///< of the open screen
    bool shown;
};
struct PressToast {
    std::string action_id;
};
struct AnswerAsk {  ///< of the question over the screen
    bool yes;
};
struct GiveReason {
    Reason reason;
};
/// Who else says yes to that question, and with which PIN.
struct ChoosePerson {
    std::string number;
};
struct TypePersonPin {
    std::string text;
};
}  // namespace shell

using ShellIntent =
    std::variant<shell::OpenScreen, shell::GoBack, shell::OpenPersonMenu, shell::ClosePersonMenu,
                 shell::Lock, shell::SwitchPerson, shell::ChangePin, shell::SetLanguage,
                 shell::SetTheme, shell::SetScale, shell::SetKeyboard, shell::ShowHelp,
                 shell::PressToast, shell::AnswerAsk, shell::GiveReason,
                 shell::ChoosePerson, shell::TypePersonPin>;

/// What came of drawing one screen, in its order; applied after the frame. `Own` is the screen's
/// variant.
template <typename Own>
struct Intents {
    std::vector<std::variant<ShellIntent, Own>> all{};

    template <typename Intent>
    void add(Intent&& intent) {
        all.emplace_back(std::forward<Intent>(intent));
    }
    /// What a part that several screens share has returned; `Own` must have it as an alternative.
    template <typename Part>
    void add_all(const Intents<Part>& part) {
        for (const auto& one : part.all) {
            std::visit([this](const auto& intent) { all.emplace_back(intent); }, one);
        }
    }
};

}  // namespace qiantai::ui
