#pragma once

// What the shop comes to, by pictures 17: tiles with their rules, charts, and every figure in a list.
// Nobody is named here.

#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/figures/rules/figure_answer_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_figures_screen{"figures"};

enum class FiguresTab : std::uint8_t { spending, service, growth };

/// What was asked, and what came of it; shown at once when it is asked again.
struct KeptFigures {
    domain::FigureSpan span = domain::FigureSpan::month;
    Date from{};
    std::string store_code{};
    domain::FigureAnswer answer{};
};

struct FiguresState {
    FiguresTab tab = FiguresTab::spending;
    domain::FigureSpan span = domain::FigureSpan::month;
    std::optional<Date> from{};  ///< the first day of the month, quarter or year
    std::string store_code{};    ///< at headquarters; empty = all
    std::optional<domain::FigureAnswer> answer{};  ///< of what is asked for
    std::optional<Error> error{};
    std::vector<KeptFigures> kept{};
    std::optional<domain::FigureId> open{};  ///< whose rule is shown
    bool choosing_store = false;
    std::optional<std::size_t> band{};  ///< of the chart of spending

    const domain::FigureValue* find(domain::FigureId id) const;
    const domain::FigureBreakdown* find(domain::FigureBy by) const;
};

namespace figures {
struct SetTab {
    FiguresTab tab;
};
struct SetSpan {
    domain::FigureSpan span;
};
struct Step {
    int by;  ///< -1: the period before
};
struct ChooseStore {
    bool shown;
};
struct SetStore {
    std::string code;
};
struct Open {
    std::optional<domain::FigureId> id;
};
struct ChooseBand {
    std::size_t band;
};
struct Reload {};
}  // namespace figures

using FiguresIntent =
    std::variant<figures::SetTab, figures::SetSpan, figures::Step, figures::ChooseStore,
                 figures::SetStore, figures::Open, figures::ChooseBand, figures::Reload>;
using FiguresIntents = Intents<FiguresIntent>;

void draw_figures(Ui& ui, const Rect& area, const Scene& scene, const FiguresState& state,
                  FiguresIntents& intents);
/// Over the screen: one figure's numbers and rule, or the choice of a store.
void draw_figures_sheet(Ui& ui, const Rect& area, const Scene& scene, const FiguresState& state,
                        FiguresIntents& intents);

/// So many months a period has.
int months_of_span(domain::FigureSpan span);

}  // namespace qiantai::ui
