#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/base/error.hpp"
#include "terminal/ui/member_words.hpp"

namespace qiantai::ui {

struct AppIntents;
struct AppState;

/// The service never gives more than this many, so with so many there may be more.
inline constexpr std::size_t k_found_most = 50;

/// One field for everything a customer may say. Only one query is under way at a time; when it
/// comes back and something else stands in the field by then, the newest text is asked for next, so
/// `found` never belongs to a text older than `answered` says.
struct FindState {
    std::string typed{};
    std::string answered{};  ///< what `found` was found for
    std::vector<ShownMember> found{};
    bool asking = false;
    bool open_first = false;  ///< Enter was pressed before the answer came
    bool scanned = false;     ///< `typed` came from the scanner and is no member's card
    bool wants_focus = false;
    std::optional<Error> error{};
    std::vector<Uuid> recent{};  ///< opened since signing in, the newest first
    std::vector<ShownMember> recent_members{};
};

namespace find {
struct Type {
    std::string text;
};
struct Enter {};
struct Open {
    Uuid id;
};
struct Register {};  ///< with what was typed
struct Retry {};
struct FocusTaken {};
}  // namespace find

using FindIntent = std::variant<find::Type, find::Enter, find::Open, find::Register, find::Retry,
                                find::FocusTaken>;

void draw_find(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents);

}  // namespace qiantai::ui
