// What the shop comes to.

#include "terminal/figures/rules/figures.hpp"
#include "terminal/operations/service_operation.hpp"

namespace qiantai::ctl {

std::vector<Operation> figures_operations(const Manifest& manifest) {
    using domain::Figures;
    const ServiceOperations read(manifest, domain::Right::figures_read);
    const std::vector<const ErrorKind*> errors{&domain::k_figure_period_malformed,
                                               &domain::k_figure_only_whole,
                                               &domain::k_figure_store_unknown};
    auto with_by = errors;
    with_by.push_back(&domain::k_figure_by_missing);
    return {
        read.make<&Figures::list>(
            "figures.list", {"Every figure with its formula.", "全部经营指标及算法。"},
            {.output = "figures", .output_note = {.length_max = 200}}),
        read.make<&Figures::show>(
            "figures.show",
            {"Every figure of a period with numerator, denominator or the reason why there is none, "
             "beside the period before and the year before.",
             "一个统计期的全部指标：分子、分母或缺数原因，及上期、去年同期。"},
            {.errors = errors}),
        read.make<&Figures::breakdown>(
            "figures.breakdown",
            {"A period's members by tier, clerk, month, category of goods and so on: counts only.",
             "按等级、店员、月份、品类等分组统计。"},
            {.output = "breakdowns", .output_note = {.length_max = 12}, .errors = with_by}),
    };
}

}  // namespace qiantai::ctl
