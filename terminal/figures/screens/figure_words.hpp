#pragma once

// How figures are written.

#include "terminal/figures/screens/screen_figures.hpp"

namespace qiantai::ui {

/// The words of a definition in the language of the screen.
Text figure_words(const Ui& ui, const domain::FigureWords& words);
/// "numerator ÷ denominator".
Text figure_formula(const Ui& ui, const domain::FigureDefinition& definition);

/// "¥1,284,600", "12.3%": of large amounts without fen where it is short.
enum class FigureLength : std::uint8_t { exact, brief };
Text figure_number(const Ui& ui, domain::FigureUnit unit, std::int64_t value, FigureLength length);
/// The same of a value, or the dash.
Text figure_value_text(const Ui& ui, const domain::FigureValue& value, FigureLength length);

/// "比上月 +6.2%"; empty where there is nothing to compare.
Text figure_comparison(const Ui& ui, const domain::FigurePeriod& period,
                       const domain::FigureValue& value);
/// Better, worse, or neither.
Tone figure_comparison_tone(const domain::FigureValue& value);

/// Why there is no value, or what is to be known of it; empty if nothing is.
Text figure_remark(const Ui& ui, const domain::FigureValue& value);
/// "2026年10月".
Text figure_period_text(const Ui& ui, domain::FigureSpan span, Date from);

}  // namespace qiantai::ui
