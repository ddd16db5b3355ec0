// A member's papers.

#include "schema/base/file.hpp"
#include "terminal/members/forms/member_forms.hpp"
#include "terminal/members/rules/member_cards.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/operations/service_operation.hpp"
#include "terminal/paper/page/draw.hpp"

namespace qiantai::ctl {

std::vector<Operation> member_form_operations(const Manifest& manifest) {
    using domain::MemberForms;
    const ServiceOperations cards(manifest, domain::Right::members_cards);
    const FieldNote member_id{.field = "member_id"};
    return {
        cards.make<&MemberForms::print_card>(
            "members.print_card",
            {"Puts the slip of the member's card into the print queue.", "打印会员卡小票。"},
            {.arguments = {member_id},
             .errors = {&domain::k_member_not_found, &domain::k_member_of_other_store,
                        &domain::k_member_erased, &domain::k_member_merged,
                        &domain::k_card_not_found, &domain::k_printer_missing,
                        &paper::k_page_not_drawn}}),
        cards.make<&MemberForms::save_card_pdf>(
            "members.save_card_pdf",
            {"Writes the slip of the member's card into a new PDF file.", "把会员卡小票存成 PDF。"},
            {.arguments = {member_id, {.field = "path", .length_max = 1000}},
             .errors = {&domain::k_member_not_found, &domain::k_member_of_other_store,
                        &domain::k_member_erased, &domain::k_member_merged,
                        &domain::k_card_not_found, &domain::k_print_file_exists, &k_file_error,
                        &paper::k_page_not_drawn}}),
    };
}

}  // namespace qiantai::ctl
