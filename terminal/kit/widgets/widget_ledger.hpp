#pragma once

#include <optional>
#include <span>

#include "terminal/kit/core/press.hpp"
#include "terminal/kit/core/tone.hpp"

namespace qiantai::ui {

/// A line of an account: when, what, by what paper and whom, how many more or fewer, and how many
/// there were afterwards.
struct LedgerRow {
    Text when;
    Text what;
    Text paper{};
    Text change;
    Tone change_tone = Tone::neutral;
    Text balance{};       ///< empty: it changed nothing of what is counted
    bool tinted = false;  ///< a reversal
    bool last = false;    ///< no line below
};
inline constexpr float k_ledger_row_height = 56;

/// The headings of the columns. Cuts itself off `rest`; nothing on a narrow place, where each row
/// has two lines.
struct LedgerHead {
    Text when, what, paper, change, balance;
};
void draw_ledger_head(Ui& ui, Rect& rest, const LedgerHead& head);
/// A row that can be touched. Cuts itself off `rest`.
Press draw_ledger_row(Ui& ui, Rect& rest, std::string_view name, const LedgerRow& row);

/// A number over time, step by step, with a dashed line where it gets too low.
struct StepChart {
    std::span<const double> values;
    std::optional<double> limit{};
};
void draw_step_chart(Ui& ui, const Rect& rect, const StepChart& chart);

}  // namespace qiantai::ui
