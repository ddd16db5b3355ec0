// The paper of a requisition.

#include "schema/base/file.hpp"
#include "terminal/gifts/forms/requisition_forms.hpp"
#include "terminal/gifts/rules/requisition_facts.hpp"
#include "terminal/operations/service_operation.hpp"
#include "terminal/paper/page/draw.hpp"

namespace qiantai::ctl {

std::vector<Operation> requisition_form_operations(const Manifest& manifest) {
    using domain::RequisitionForms;
    const ServiceOperations keep(manifest, domain::Right::prints_keep);
    return {
        keep.make<&RequisitionForms::print>(
            "requisitions.print",
            {"Puts a requisition's form into the print queue, in three copies.",
             "打印礼品申请单，一式三联。"},
            {.errors = {&domain::k_requisition_not_found, &domain::k_printer_missing,
                        &paper::k_page_not_drawn}}),
        keep.make<&RequisitionForms::save_pdf>(
            "requisitions.save_pdf",
            {"Writes a requisition's form into a new PDF file.", "把礼品申请单存成 PDF。"},
            {.arguments = {{.field = "path", .length_max = 1000}},
             .errors = {&domain::k_requisition_not_found, &domain::k_print_file_exists,
                        &k_file_error, &paper::k_page_not_drawn}}),
    };
}

}  // namespace qiantai::ctl
