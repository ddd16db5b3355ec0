#pragma once

#include <optional>
#include <variant>

#include "schema/base/error.hpp"
#include "terminal/ui/member_words.hpp"

namespace qiantai::ui {

struct AppIntents;
struct AppState;

/// The relationship card: one member with everything that belongs to the person.
struct MemberState {
    Uuid id{};
    std::optional<domain::MemberDetails> details{};
    std::optional<Error> error{};  ///< why there are no details
};

namespace member {
struct Reload {};
}  // namespace member

using MemberIntent = std::variant<member::Reload>;

void draw_member(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents);

}  // namespace qiantai::ui
