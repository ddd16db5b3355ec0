#pragma once

// The page of one stocktake: where it stands, what is still open, all at once, what may be done and
// by whom; once the variances are open, each with its reason in place. Other answers are given in
// sheets over it.

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/stocktakes/rules/stocktake_desk_facts.hpp"
#include "terminal/stocktakes/screens/variance_table.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_stocktake_screen{"stocktake"};

enum class StocktakeSheet : std::uint8_t {
    none,
    choose,   ///< whose result holds
    recount,  ///< who counts again, or why nobody does
    settle,   ///< what a barcode is
    zone,     ///< another place to count
};

struct StocktakePageState {
    Uuid id{};
    std::optional<domain::StocktakePage> page{};
    std::vector<domain::StocktakeProblem> problems{};
    std::vector<domain::StocktakeShownLine> lines{};  ///< that differ
    std::optional<Error> error{};
    StocktakeSheet sheet = StocktakeSheet::none;
    VarianceWork why{};     ///< which of `lines` is being explained
    std::size_t about = 0;  ///< of `problems`, as the sheet is
    Reason reason{};
    std::string typed{};  ///< a gift's code, or a zone's name
    bool shared = false;
    bool busy = false;
};

namespace stocktake {
struct Reload {};
struct TakeStep {
    StocktakeStep step;
};
/// Does what ends the problem, or asks for what it needs.
struct Solve {
    std::size_t problem;
};
/// Shows the reasons of a line, or hides them.
struct OpenVariance {
    std::size_t line;
};
struct ExplainVariance {
    Reason reason;
};
struct SaveVariance {};
struct Count {};
struct CountAgain {};
/// Its paper: the sheet to count on, or the result.
struct Print {};
/// Somebody else takes it at this till, with the PIN.
struct TakeStepHere {
    StocktakeStep step;
};
struct CloseSheet {};
struct GiveReason {
    Reason reason;
};
struct ChooseCounter {
    std::string counter;
};
struct Type {
    std::string text;
};
struct SetShared {
    bool shared;
};
/// The barcode is none of ours.
struct NoneOfOurs {};
struct Save {};
}  // namespace stocktake

using StocktakePageIntent =
    std::variant<stocktake::Reload, stocktake::TakeStep, stocktake::TakeStepHere, stocktake::Solve,
                 stocktake::OpenVariance, stocktake::ExplainVariance, stocktake::SaveVariance,
                 stocktake::Count, stocktake::CountAgain, stocktake::Print, stocktake::CloseSheet,
                 stocktake::GiveReason, stocktake::ChooseCounter, stocktake::Type,
                 stocktake::SetShared, stocktake::NoneOfOurs, stocktake::Save>;
using StocktakePageIntents = Intents<StocktakePageIntent>;

void draw_stocktake_page(Ui& ui, const Rect& area, const Scene& scene,
                         const StocktakePageState& state, StocktakePageIntents& intents);
void draw_stocktake_sheet(Ui& ui, const Rect& area, const Scene& scene,
                          const StocktakePageState& state, StocktakePageIntents& intents);

Text stocktake_page_title(const Ui& ui, const StocktakePageState& state);

}  // namespace qiantai::ui
