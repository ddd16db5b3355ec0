#include "terminal/figures/rules/figure_facts.hpp"

#include <algorithm>

namespace qiantai::domain {
namespace {

/// Sums of years in fen, a thousandfold.
__extension__ using Wide = __int128;

/// Half up, of negative ones too: -0.5 is 0.
std::int64_t divided_half_up(std::int64_t numerator, std::int64_t denominator, std::int64_t times) {
    const auto scaled = static_cast<Wide>(numerator) * times * 2 + denominator;
    const auto twice = static_cast<Wide>(denominator) * 2;
    auto quotient = scaled / twice;
    if (scaled % twice != 0 && scaled < 0) --quotient;
    return static_cast<std::int64_t>(quotient);
}

std::int64_t scale_of(FigureUnit unit) {
    if (unit == FigureUnit::permille) return 1000;
    return unit == FigureUnit::hundredths ? 100 : 1;
}

std::string formula_of(std::string_view numerator, std::string_view denominator) {
    std::string formula(numerator);
    if (!denominator.empty()) formula.append(" ÷ ").append(denominator);
    return formula;
}

}  // namespace

const FigureDefinition& figure_definition(FigureId id) {
    const auto found = std::ranges::find(figure_catalogue(), id, &FigureDefinition::id);
    QIANTAI_ASSERT(found != figure_catalogue().end());
    return *found;
}

std::string figure_formula_zh(const FigureDefinition& definition) {
    return formula_of(definition.numerator.zh, definition.denominator.zh);
}

std::string figure_formula_en(const FigureDefinition& definition) {
    return formula_of(definition.numerator.en, definition.denominator.en);
}

std::optional<std::int64_t> permille_of(std::int64_t part, std::int64_t whole) {
    if (whole <= 0) return std::nullopt;
    return divided_half_up(part, whole, scale_of(FigureUnit::permille));
}

FigureValue make_ratio(FigureId id, std::int64_t numerator, std::int64_t denominator) {
    FigureValue value{.id = id, .numerator = numerator, .denominator = denominator};
    if (denominator <= 0) {
        value.reason = FigureReason::no_base;
        return value;
    }
    value.value = divided_half_up(numerator, denominator, scale_of(figure_definition(id).unit));
    return value;
}

FigureValue make_count(FigureId id, std::int64_t count) {
    return {.id = id, .value = count, .numerator = count};
}

FigureValue make_absent(FigureId id, FigureReason reason) {
    return {.id = id, .reason = reason};
}

FigureWords figure_reason_words(FigureReason reason) {
    switch (reason) {
        case FigureReason::no_base:
            return {"分母为零：期内没有可算的对象", "Nothing to divide by in this period"};
        case FigureReason::not_here:
            return {"小票和关怀记录在门店，等门店交月报", "The records are at the stores"};
        case FigureReason::no_day_totals:
            return {"无数据：期内没有登记收银机日结", "No data: no day totals of the till"};
        case FigureReason::no_pieces:
            return {"无数据：小票没有件数", "No data: receipts without pieces"};
        case FigureReason::not_recorded:
            return {"系统里还没有这项记录", "Nothing is recorded of this yet"};
        case FigureReason::too_few:
            return {"不足 5 人，不显示", "Fewer than 5, not shown"};
        case FigureReason::not_by_group:
            return {"按门店统计，不分等级和店员", "Of the store only, not of a tier or clerk"};
        case FigureReason::not_for_role:
            return {"您的岗位看不到这项记录", "Your role does not see these records"};
        case FigureReason::of_one_store:
            return {"只能按单店统计，请选一家门店", "Of one store only: choose a store"};
    }
    return {};
}

FigureWords figure_caveat_words(FigureCaveat caveat) {
    switch (caveat) {
        case FigureCaveat::provisional:
            return {"暂定：宽限期还没过", "Provisional: days of grace are running"};
        case FigureCaveat::part_of_days:
            return {"只按有日结的日子算", "Of the days with a day total only"};
        case FigureCaveat::small_sample:
            return {"样本不足，仅供参考", "Few are known, take with care"};
        case FigureCaveat::as_of_today:
            return {"按今天的资料算", "Of the records as of today"};
    }
    return {};
}

}  // namespace qiantai::domain
