#pragma once

// Closing the day on one screen (picture 16): the day's stocktake with its variances, what is
// missing, what can wait until tomorrow, what is done; each leads to its place and back. What is
// missing gets a reason in place, and the day can be closed whatever is left.

#include <map>

#include "terminal/closing/rules/closing_facts.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/widgets/widget_ink.hpp"
#include "terminal/stocktakes/screens/variance_table.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_closing_screen{"closing"};

/// The day's stocktake, as far as its counters may see it.
struct DayCount {
    domain::StocktakePage page{};
    std::vector<domain::StocktakeProblem> problems{};  ///< all that keeps it from going on
    std::vector<domain::StocktakeShownLine> differing{};
    std::vector<domain::StocktakeShownLine> matching{};  ///< with the book: kept as proof
};

struct ClosingState {
    std::optional<Date> day{};  ///< none: today
    std::optional<domain::DayClosePage> page{};
    std::optional<DayCount> count{};
    VarianceWork why{};  ///< which of its lines is being explained
    bool show_matching = false;
    std::optional<Error> error{};
    int query = 0;
    std::map<DayItemKind, Reason> reasons{};
    std::optional<DayItemKind> open{};  ///< whose reasons are shown
    bool signing = false;               ///< the sheet with the signature is open
    std::vector<Stroke> strokes{};
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
/// The page of the day's stocktake.
struct OpenCount {};
struct OpenVariance {
    std::size_t line;
};
struct ExplainVariance {
    Reason reason;
};
struct SaveVariance {};
struct ShowMatching {
    bool show;
};
struct OpenReason {
    DayItemKind kind;
};
struct GiveReason {
    DayItemKind kind;
    Reason reason;
};
/// Asks once more, for the signature.
struct Close {};
struct Sign {
    InkChange change;
};
/// Closes with what was signed.
struct SaveSigned {};
/// The same with the PIN of the sign-in alone: nothing keeps a day open.
struct SaveUnsigned {};
struct CloseSheet {};
/// The same of a day that was closed already: asks why.
struct CloseAgain {};
}  // namespace closing

using ClosingIntent =
    std::variant<closing::Reload, closing::ShowDay, closing::Go, closing::OpenCount,
                 closing::OpenVariance, closing::ExplainVariance, closing::SaveVariance,
                 closing::ShowMatching, closing::OpenReason, closing::GiveReason, closing::Close,
                 closing::Sign, closing::SaveSigned, closing::SaveUnsigned, closing::CloseSheet,
                 closing::CloseAgain>;
using ClosingIntents = Intents<ClosingIntent>;

void draw_closing(Ui& ui, const Rect& area, const Scene& scene, const ClosingState& state,
                  ClosingIntents& intents);
/// The signature, over the page.
void draw_closing_sheet(Ui& ui, const Rect& area, const Scene& scene, const ClosingState& state,
                        ClosingIntents& intents);
Text closing_title(const Ui& ui, const Scene& scene, const ClosingState& state);

/// What must be done and has no reason yet.
std::vector<DayItemKind> without_reason(const ClosingState& state);

}  // namespace qiantai::ui
