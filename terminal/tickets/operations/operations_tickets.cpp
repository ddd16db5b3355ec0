// Complaints, repairs, enquiries and suggestions.

#include "schema/base/file.hpp"
#include "schema/base/signature.hpp"
#include "schema/sqlite/attachment_shelf.hpp"
#include "terminal/attachments/rules/camera.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/operations/service_operation.hpp"
#include "terminal/tickets/rules/ticket_figures.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"

namespace qiantai::ctl {
namespace {

using Errors = std::vector<const ErrorKind*>;

const Errors k_course_errors{&domain::k_ticket_not_found,       &domain::k_ticket_of_other_store,
                             &domain::k_ticket_step_not_now,    &domain::k_ticket_step_not_yours,
                             &domain::k_ticket_paused,          &domain::k_ticket_own_proposal,
                             &domain::k_ticket_quote_missing,   &domain::k_ticket_field_missing,
                             &domain::k_ticket_field_unfit,     &domain::k_ticket_value_malformed,
                             &domain::k_ticket_number_in_words, &domain::k_text_malformed};

Errors with_course_errors(Errors errors) {
    errors.insert(errors.end(), k_course_errors.begin(), k_course_errors.end());
    return errors;
}

constexpr FieldNote k_ticket_id{.field = "ticket_id"};
constexpr FieldNote k_reason{.field = "reason", .length_max = k_ticket_reason_length_max};
constexpr int k_staff_number_length = 12, k_number_length = 60;

std::vector<Operation> ticket_writing(const Manifest& manifest) {
    using domain::Tickets;
    const ServiceOperations keep(manifest, domain::Right::tickets_keep);
    const ServiceOperations decide(manifest, domain::Right::tickets_decide);
    const ServiceOperations erase(manifest, domain::Right::tickets_erase);
    const ServiceOperations reveal(manifest, domain::Right::members_reveal);
    return {
        keep.make<&Tickets::take>(
            "tickets.take", {"Takes a case in, with its number and its promises.", "受理工单。"},
            {.errors = with_course_errors(
                 {&domain::k_ticket_words_missing, &domain::k_ticket_authority_number_missing,
                  &domain::k_ticket_purchase_ahead, &domain::k_ticket_evidence_known,
                  &domain::k_ticket_evidence_many, &sqlite::k_attachment_not_here,
                  &domain::k_attachment_name_malformed, &domain::k_member_not_found,
                  &domain::k_member_erased, &domain::k_name_malformed, &domain::k_phone_malformed,
                  &domain::k_phone_several})}),
        keep.make<&Tickets::step>(
            "tickets.step", {"One step of a case's course.", "办理工单的一步。"},
            {.errors = with_course_errors(
                 {&k_signature_unusable, &k_signature_too_short, &domain::k_name_malformed,
                  &domain::k_ticket_staff_unknown, &domain::k_ticket_loss_beyond,
                  &domain::k_ticket_promise_beyond, &domain::k_ticket_promise_too_late,
                  &domain::k_ticket_paper_missing, &domain::k_ticket_not_unclaimed_yet})}),
        keep.make<&Tickets::add_evidence>(
            "tickets.add_evidence",
            {"Adds a photo (JPEG, PNG, HEIC) or a PDF file to a case.",
             "为工单添加照片（JPEG、PNG、HEIC）或 PDF 文件。"},
            {.errors = with_course_errors(
                 {&domain::k_ticket_evidence_known, &domain::k_ticket_evidence_many,
                  &domain::k_file_kind_refused, &domain::k_picture_damaged,
                  &domain::k_picture_too_many_pixels, &domain::k_pdf_damaged,
                  &domain::k_attachment_too_large, &domain::k_attachment_empty, &k_file_error,
                  &domain::k_camera_missing, &domain::k_camera_busy, &domain::k_camera_unfit,
                  &domain::k_camera_silent})}),
        keep.make<&Tickets::transfer>(
            "tickets.transfer",
            {"Gives a case and all of it to another store or to headquarters.", "转办工单。"},
            {.errors = with_course_errors({&domain::k_ticket_store_unknown})}),
        keep.make<&Tickets::correct>(
            "tickets.correct", {"Corrects a value of a case's head; both stay.", "更正工单信息。"},
            {.errors = with_course_errors({&domain::k_ticket_has_member, &domain::k_name_malformed,
                                           &domain::k_phone_malformed, &domain::k_phone_several})}),
        decide.make<&Tickets::decide>(
            "tickets.decide",
            {"Decides which of two steps that contradict each other holds.", "裁定有矛盾的两步。"},
            {.arguments = {k_ticket_id, {.field = "holds"}, k_reason},
             .errors = with_course_errors({&domain::k_ticket_no_contradiction})}),
        keep.make<&Tickets::hold>(
            "tickets.hold",
            {"Says at headquarters that this person has the case open, or who else has.",
             "总部：标明正在办理此工单的人。"},
            {.arguments = {k_ticket_id, {.field = "take_over"}}, .errors = k_course_errors}),
        decide.make<&Tickets::hand_over>(
            "tickets.hand_over",
            {"Gives all open cases of one person to another one.", "移交某人的全部工单。"},
            {.arguments = {{.field = "from", .length_max = k_staff_number_length},
                           {.field = "to", .length_max = k_staff_number_length},
                           k_reason},
             .output = "count",
             .errors = k_course_errors}),
        erase.make<&Tickets::erase_customer>(
            "tickets.erase_customer",
            {"Empties what a case says of somebody who is no member.", "删除非会员的个人信息。"},
            {.arguments = {k_ticket_id, k_reason},
             .errors = with_course_errors({&domain::k_ticket_has_member})}),
        reveal.make<&Tickets::reveal_contact>(
            "tickets.reveal_contact",
            {"Shows the customer's contact data; the reason is recorded.", "查看顾客联系方式。"},
            {.arguments = {k_ticket_id, k_reason}, .errors = k_course_errors}),
        keep.make<&Tickets::run>(
            "tickets.run", {"Tells managers and headquarters of promises that ran out, each once.",
                            "上报超时工单。"}),
        keep.make<&Tickets::rebuild>(
            "tickets.rebuild", {"Makes the tables behind lists and boards anew.", "重建工单索引。"},
            {.output = "count"}),
    };
}

std::vector<Operation> ticket_reading(const Manifest& manifest) {
    using domain::TicketFigures;
    using domain::TicketLists;
    const ServiceOperations keep(manifest, domain::Right::tickets_keep);
    const ServiceOperations figures(manifest, domain::Right::tickets_figures);
    return {
        keep.make<&TicketLists::get>(
            "tickets.get",
            {"One case with its course and the steps that may follow.", "工单详情。"},
            {.arguments = {k_ticket_id}, .errors = {&domain::k_ticket_not_found}}),
        keep.make<&TicketLists::evidence>(
            "tickets.evidence",
            {"A case's photos and files, and where each is; attachments.save saves one.",
             "工单的照片和文件及其状态；另存用 attachments.save。"},
            {.arguments = {k_ticket_id},
             .output = "evidence",
             .errors = {&domain::k_ticket_not_found}}),
        keep.make<&TicketLists::find>(
            "tickets.find", {"One case by its number.", "按单号查找工单。"},
            {.arguments = {{.field = "number", .length_max = k_number_length}},
             .errors = {&domain::k_ticket_not_found, &store::k_number_mistyped}}),
        keep.make<&TicketLists::list>(
            "tickets.list", {"Cases by filter and text, the newest first; in pages.", "工单列表。"},
            {.errors = {&domain::k_ticket_period_malformed}}),
        keep.make<&TicketLists::board>(
            "tickets.board", {"Open cases by where they stand, with their clocks.", "工单看板。"}),
        keep.make<&TicketLists::counts>("tickets.counts", {"What badges count.", "工单数量。"}),
        keep.make<&TicketLists::earlier>(
            "tickets.earlier", {"Earlier cases of a member.", "会员以往的工单。"},
            {.arguments = {{.field = "member_id"}}, .output = "tickets"}),
        keep.make<&TicketLists::promises>(
            "tickets.promises",
            {"What each severity would promise if it were taken in now.", "各级别的承诺时限。"},
            {.output = "promises"}),
        keep.make<&TicketLists::choices>(
            "tickets.choices",
            {"Subjects, phrases, demands, departments and standard answers.", "工单选项。"}),
        figures.make<&TicketFigures::statistics>(
            "tickets.statistics",
            {"Complaints of a period by customer, content, unit, handling and loss.",
             "客户投诉分析统计。"},
            {.errors = {&domain::k_ticket_period_malformed}}),
        figures.make<&TicketFigures::figures>(
            "tickets.figures", {"Service figures of stores and staff.", "服务指标。"},
            {.output = "figures", .errors = {&domain::k_ticket_period_malformed}}),
    };
}

}  // namespace

std::vector<Operation> tickets_operations(const Manifest& manifest) {
    auto operations = ticket_writing(manifest);
    for (auto& operation : ticket_reading(manifest)) operations.push_back(std::move(operation));
    return operations;
}

}  // namespace qiantai::ctl
