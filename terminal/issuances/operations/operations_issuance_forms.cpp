// The papers of gifts given away.

#include "schema/base/file.hpp"
#include "terminal/issuances/forms/issuance_forms.hpp"
#include "terminal/operations/service_operation.hpp"
#include "terminal/paper/page/draw.hpp"
#include "terminal/paper/slip/slip_printer.hpp"

namespace qiantai::ctl {

std::vector<Operation> issuance_form_operations(const Manifest& manifest) {
    using domain::IssuanceForms;
    const ServiceOperations keep(manifest, domain::Right::issuances_keep);
    return {
        keep.make<&IssuanceForms::print>(
            "issuances.print",
            {"Puts the slip of gifts or a day's register into the print queue.",
             "打印礼品领取小票或赠品发放记录表。"},
            {.errors = {&domain::k_issuance_not_found, &domain::k_issuance_of_other_store,
                        &domain::k_register_day_malformed, &domain::k_printer_missing,
                        &paper::k_page_not_drawn, &paper::k_not_for_a_roll}}),
        keep.make<&IssuanceForms::save_pdf>(
            "issuances.save_pdf",
            {"Writes the slip of gifts or a day's register into a new PDF file.",
             "把礼品领取小票或赠品发放记录表存成 PDF。"},
            {.arguments = {{.field = "path", .length_max = 1000}},
             .errors = {&domain::k_issuance_not_found, &domain::k_issuance_of_other_store,
                        &domain::k_register_day_malformed, &domain::k_print_file_exists,
                        &k_file_error, &paper::k_page_not_drawn}}),
    };
}

}  // namespace qiantai::ctl
