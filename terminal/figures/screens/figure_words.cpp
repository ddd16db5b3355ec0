#include "terminal/figures/screens/figure_words.hpp"

#include <cstdlib>

#include "assets/words/figures.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/widgets/widget_date.hpp"

namespace qiantai::ui {
namespace {

using domain::FigureSpan;
using domain::FigureUnit;

constexpr std::int64_t k_brief_from_fen = 1'000'000, k_figure_minute_ms = 60'000;

std::string tenths(std::int64_t value) {
    return fmt::format("{}{}.{}", value < 0 ? "-" : "", std::abs(value) / 10, std::abs(value) % 10);
}

Text duration_text(const Ui& ui, std::int64_t ms) {
    const auto minutes = ms / k_figure_minute_ms;
    if (minutes < 60) return ui.tr(words::figures_minutes, minutes);
    return ui.tr(words::figures_hours, number_text(minutes / 60).utf8(), minutes % 60);
}

std::string signed_text(std::int64_t value, const std::string& text) {
    return value > 0 ? "+" + text : text;
}

// Of ratios the difference in points, of all else how much more or less it is.
std::string change_text(const Ui& ui, const domain::FigureValue& value, FigureUnit unit) {
    const auto difference = *value.value - *value.before;
    if (unit == FigureUnit::permille) {
        return ui.tr(words::figures_points, signed_text(difference, tenths(difference))).utf8();
    }
    // How much more the growth grew tells nobody anything.
    const bool is_growth = value.id == domain::FigureId::net_growth;
    const auto permille = domain::permille_of(difference, *value.before);
    if (permille && !is_growth) return signed_text(*permille, tenths(*permille) + "%");
    return signed_text(difference, figure_number(ui, unit, difference, FigureLength::brief).utf8());
}

}  // namespace

Text figure_words(const Ui& ui, const domain::FigureWords& words) {
    const bool chinese = ui.settings().language == Language::zh;
    return Text::words(std::string(chinese ? words.zh : words.en));
}

Text figure_formula(const Ui& ui, const domain::FigureDefinition& definition) {
    const bool chinese = ui.settings().language == Language::zh;
    return Text::words(chinese ? domain::figure_formula_zh(definition)
                               : domain::figure_formula_en(definition));
}

Text figure_number(const Ui& ui, FigureUnit unit, std::int64_t value, FigureLength length) {
    switch (unit) {
        case FigureUnit::fen:
            if (length == FigureLength::brief && std::abs(value) >= k_brief_from_fen) {
                const auto yuan = (std::abs(value) + 50) / 100;
                return Text::data((value < 0 ? "-¥" : "¥") + number_text(yuan).utf8());
            }
            return money_text(Fen(value));
        case FigureUnit::count:
            return number_text(value);
        case FigureUnit::permille:
            return Text::data(tenths(value) + "%");
        case FigureUnit::hundredths:
            return Text::data(fmt::format("{}{}.{:02}", value < 0 ? "-" : "", std::abs(value) / 100,
                                          std::abs(value) % 100));
        case FigureUnit::duration_ms:
            return duration_text(ui, value);
    }
    return {};
}

Text figure_value_text(const Ui& ui, const domain::FigureValue& value, FigureLength length) {
    if (!value.value) return ui.tr(words::figures_none);
    return figure_number(ui, domain::figure_definition(*value.id.known()).unit, *value.value,
                         length);
}

Text figure_comparison(const Ui& ui, const domain::FigurePeriod& period,
                       const domain::FigureValue& value) {
    if (!value.value || !value.before) return {};
    const auto change = change_text(ui, value, domain::figure_definition(*value.id.known()).unit);
    if (!period.over) return ui.tr(words::figures_vs_days, change);
    if (period.span == FigureSpan::year) return ui.tr(words::figures_vs_year, change);
    if (period.span == FigureSpan::quarter) return ui.tr(words::figures_vs_quarter, change);
    return ui.tr(words::figures_vs_month, change);
}

Tone figure_comparison_tone(const domain::FigureValue& value) {
    const auto aim = domain::figure_definition(*value.id.known()).aim;
    const auto difference = value.value.value_or(0) - value.before.value_or(0);
    if (difference == 0 || aim == domain::FigureAim::neither) return Tone::neutral;
    return (difference > 0) == (aim == domain::FigureAim::more) ? Tone::success : Tone::danger;
}

Text figure_remark(const Ui& ui, const domain::FigureValue& value) {
    if (const auto reason = value.reason.known()) {
        return figure_words(ui, domain::figure_reason_words(*reason));
    }
    if (const auto caveat = value.caveat.known()) {
        return figure_words(ui, domain::figure_caveat_words(*caveat));
    }
    return {};
}

Text figure_period_text(const Ui& ui, FigureSpan span, Date from) {
    if (span == FigureSpan::year) return ui.tr(words::figures_period_year, from.year());
    if (span == FigureSpan::quarter) {
        return ui.tr(words::figures_period_quarter, from.year(), (from.month() - 1) / 3 + 1);
    }
    return ui.tr(words::figures_period_month, from.year(), month_text(ui, from.month()).utf8());
}

}  // namespace qiantai::ui
