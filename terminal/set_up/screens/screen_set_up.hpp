#pragma once

#include <optional>
#include <string>
#include <variant>

#include "schema/base/error.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/core/ui.hpp"
#include "terminal/kit/keyboard/keyboard.hpp"

namespace qiantai::ui {

/// The first start of a computer that is no terminal yet: address and one-time code, the check that
/// it is the right headquarters, and the first load.
struct SetUpState {
    enum class Step : std::uint8_t { code, checking, loading, loaded };

    Step step = Step::code;
    std::string address = "https://";
    std::optional<std::string> proxy{};  ///< as it is typed, once somebody says there is one
    std::string code{};                  ///< without dashes
    std::optional<Error> error{};
    double loading_since_s = 0;
};

inline constexpr std::size_t k_enrolment_code_length = 20;

/// As typed; empty if there is none.
std::string proxy_of(const SetUpState& set_up);

namespace set_up {
struct TypeAddress {
    std::string address;
};
struct TypeProxy {
    std::string proxy;
};
struct TypeCode {
    std::string code;
};
struct Enrol {};
struct Retry {};
struct Begin {};
}  // namespace set_up

using SetUpIntent = std::variant<set_up::TypeAddress, set_up::TypeProxy, set_up::TypeCode,
                                 set_up::Enrol, set_up::Retry, set_up::Begin>;
using SetUpIntents = Intents<SetUpIntent>;

/// Takes the whole window.
void draw_set_up(Ui& ui, Keyboard& keyboard, const Scene& scene, const SetUpState& set_up,
                 SetUpIntents& intents);

}  // namespace qiantai::ui
