#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/base/error.hpp"
#include "schema/base/secret.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/core/ui.hpp"
#include "terminal/kit/widgets/widget_pad.hpp"

namespace qiantai::ui {

/// Who are you, and your PIN. Whoever signs in for the first time, or got a new PIN from
/// headquarters, chooses an own one before anything else.
struct SignInState {
    enum class Step : std::uint8_t { person, number, pin, new_pin, new_pin_again };

    Step step = Step::person;
    std::string number{};  ///< staff number, chosen or typed
    std::string name{};    ///< if chosen from a tile
    Secret pin{};
    Secret old_pin{};  ///< kept while the new one is chosen
    Secret new_pin{};
    bool changing = false;  ///< the signed-in person changes the own PIN, over the open screen
    bool checking = false;
    bool pins_differ = false;  ///< the two new PINs were not the same
    std::optional<Error> error{};
    /// After several wrong tries: until then no PIN is taken. Steady seconds.
    double wait_until_s = 0;
    /// Whose work waits behind the lock; empty if nobody's.
    std::string locked_number{};
    std::string locked_name{};
    TextKey locked_work{};  ///< the title of the screen it was left on
};

namespace sign_in {
struct ChoosePerson {
    std::string number;
};
struct TypeNumber {};
struct PressPad {
    PadKey key;
};
struct Back {};
}  // namespace sign_in

using SignInIntent =
    std::variant<sign_in::ChoosePerson, sign_in::TypeNumber, sign_in::PressPad, sign_in::Back>;
using SignInIntents = Intents<SignInIntent>;

/// Takes the whole window.
void draw_sign_in(Ui& ui, const Scene& scene, const SignInState& sign_in, SignInIntents& intents);

}  // namespace qiantai::ui
