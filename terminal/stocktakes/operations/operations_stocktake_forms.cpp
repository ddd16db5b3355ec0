// The papers of stocktakes.

#include "schema/base/file.hpp"
#include "terminal/operations/service_operation.hpp"
#include "terminal/paper/page/draw.hpp"
#include "terminal/paper/slip/slip_printer.hpp"
#include "terminal/stocktakes/forms/stocktake_forms.hpp"

namespace qiantai::ctl {

std::vector<Operation> stocktake_form_operations(const Manifest& manifest) {
    using domain::StocktakeForms;
    const ServiceOperations sign(manifest, domain::Right::stocktakes_sign);
    return {
        sign.make<&StocktakeForms::print>(
            "stocktakes.print",
            {"Puts the sheet to count on, or the result, into the print queue.", "打印盘点表。"},
            {.errors = {&domain::k_stocktake_not_found, &domain::k_stocktake_not_now,
                        &domain::k_printer_missing, &paper::k_page_not_drawn,
                        &paper::k_not_for_a_roll}}),
        sign.make<&StocktakeForms::save_pdf>(
            "stocktakes.save_pdf",
            {"Writes the sheet to count on, or the result, into a new PDF file.",
             "把盘点表存成 PDF。"},
            {.arguments = {{.field = "path", .length_max = 1000}},
             .errors = {&domain::k_stocktake_not_found, &domain::k_stocktake_not_now,
                        &domain::k_print_file_exists, &k_file_error, &paper::k_page_not_drawn}}),
        sign.make<&StocktakeForms::print_overview>(
            "stocktakes.print_overview",
            {"Puts the table over all stores into the print queue.", "打印门店礼品盘点汇总表。"},
            {.errors = {&domain::k_printer_missing, &paper::k_page_not_drawn,
                        &paper::k_not_for_a_roll}}),
        sign.make<&StocktakeForms::save_overview_pdf>(
            "stocktakes.save_overview_pdf",
            {"Writes the table over all stores into a new PDF file.",
             "把门店礼品盘点汇总表存成 PDF。"},
            {.arguments = {{.field = "path", .length_max = 1000}},
             .errors = {&domain::k_print_file_exists, &k_file_error, &paper::k_page_not_drawn}}),
    };
}

}  // namespace qiantai::ctl
