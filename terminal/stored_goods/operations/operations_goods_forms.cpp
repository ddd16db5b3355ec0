// The papers of stored goods.

#include "schema/base/file.hpp"
#include "terminal/operations/service_operation.hpp"
#include "terminal/paper/page/draw.hpp"
#include "terminal/paper/slip/slip_printer.hpp"
#include "terminal/stored_goods/forms/goods_forms.hpp"

namespace qiantai::ctl {

std::vector<Operation> stored_goods_form_operations(const Manifest& manifest) {
    using domain::GoodsForms;
    const ServiceOperations keep(manifest, domain::Right::stored_goods_keep);
    return {
        keep.make<&GoodsForms::print>(
            "stored_goods.print",
            {"Puts a slip or the deposit's page into the print queue.", "打印存货小票或寄存单。"},
            {.errors = {&domain::k_goods_not_found, &domain::k_goods_of_other_store,
                        &domain::k_goods_no_withdrawal, &domain::k_printer_missing,
                        &paper::k_page_not_drawn, &paper::k_not_for_a_roll}}),
        keep.make<&GoodsForms::save_pdf>(
            "stored_goods.save_pdf",
            {"Writes a slip or the deposit's page into a new PDF file.",
             "把存货小票或寄存单存成 PDF。"},
            {.arguments = {{.field = "path", .length_max = 1000}},
             .errors = {&domain::k_goods_not_found, &domain::k_goods_of_other_store,
                        &domain::k_goods_no_withdrawal, &domain::k_print_file_exists, &k_file_error,
                        &paper::k_page_not_drawn}}),
    };
}

}  // namespace qiantai::ctl
