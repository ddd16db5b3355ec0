#pragma once

// The lines of a stocktake that differ from the book (picture 16): what the book says, what was
// counted, what that is worth, and why. The reasons open below the line that lacks one and close
// when one is chosen. The stocktake's page and the day's closing show the same table.

#include <optional>
#include <span>

#include "terminal/desk/scene.hpp"
#include "terminal/kit/widgets/widget_reason.hpp"
#include "terminal/stocktakes/rules/stocktake_desk_facts.hpp"

namespace qiantai::ui {

/// What is being explained, wherever the table stands.
struct VarianceWork {
    std::optional<std::size_t> open{};  ///< the line whose reasons are shown
    Reason reason{};                    ///< of that line, until it is written
    bool busy = false;
};
/// The first line that has no reason yet.
std::optional<std::size_t> first_unexplained(std::span<const domain::StocktakeShownLine> lines);

struct VarianceTable {
    std::span<const domain::StocktakeShownLine> lines;
    const VarianceWork& work;
    bool may_explain = false;
};

/// What a finger did to the table.
struct VarianceTouch {
    std::optional<std::size_t> opened{};  ///< or closed, if it was open
    std::optional<Reason> given{};        ///< for the open line
    bool saved = false;                   ///< own words are written down
};
VarianceTouch draw_variance_table(Ui& ui, Rect& rest, const Shop& shop, const VarianceTable& table);

/// What they come to: the net value and how far it is within what the store manager approves.
void draw_variance_totals(Ui& ui, Rect& rest, const domain::StocktakeTotals& totals);

/// A line that agrees with the book, kept as proof.
void draw_matching_lines(Ui& ui, Rect& rest, const Shop& shop,
                         std::span<const domain::StocktakeShownLine> lines);

}  // namespace qiantai::ui
