#pragma once

// Closing the day on one screen: what is missing, what can wait until tomorrow, what is done; each
// leads to its place and back. What is missing gets a reason in place, and the day can be closed
// whatever is left.

#include <map>

#include "terminal/closing/rules/closing_facts.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_closing_screen{"closing"};

struct ClosingState {
    std::optional<Date> day{};  ///< none: today
    std::optional<domain::DayClosePage> page{};
    std::optional<Error> error{};
    int query = 0;
    std::map<DayItemKind, Reason> reasons{};
    std::optional<DayItemKind> open{};  ///< whose reasons are shown
    bool saving = false;
};

namespace closing {
struct Reload {};
struct ShowDay {
    std::optional<Date> day;
};
/// Where it is done.
struct Go {
    Coded<DayItemKind> kind;
};
struct OpenReason {
    DayItemKind kind;
};
struct GiveReason {
    DayItemKind kind;
    Reason reason;
};
/// Asks once more, then closes.
struct Close {};
/// The same of a day that was closed already: asks why.
struct CloseAgain {};
}  // namespace closing

using ClosingIntent =
    std::variant<closing::Reload, closing::ShowDay, closing::Go, closing::OpenReason,
                 closing::GiveReason, closing::Close, closing::CloseAgain>;
using ClosingIntents = Intents<ClosingIntent>;

void draw_closing(Ui& ui, const Rect& area, const Scene& scene, const ClosingState& state,
                  ClosingIntents& intents);
Text closing_title(const Ui& ui, const Scene& scene, const ClosingState& state);

/// What must be done and has no reason yet.
std::vector<DayItemKind> without_reason(const ClosingState& state);

}  // namespace qiantai::ui
