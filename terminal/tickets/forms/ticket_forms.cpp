#include "terminal/tickets/forms/ticket_forms.hpp"

#include <algorithm>

#include "terminal/base/audit.hpp"
#include "terminal/base/store_directory.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"

namespace qiantai::domain {
namespace {

using CopyNames = std::vector<std::string>;

const CopyNames& copy_names_of(TicketForm form) {
    static const CopyNames receipt{"顾客联", "存根"};
    static const CopyNames record{"客服部联", "责任部门联", "门店联"};
    static const CopyNames resolution{"客服部联", "责任部门联", "顾客联"};
    switch (form) {
        case TicketForm::record:
            return record;
        case TicketForm::resolution:
            return resolution;
        case TicketForm::receipt:
            break;
    }
    return receipt;
}

Result<TicketPaperFacts> load_ticket_paper_facts(ServiceContext& context, const Session& session,
                                                 const TicketPage& page) {
    TicketPaperFacts facts;
    QIANTAI_TRY(const auto here, load_store_facts(context));
    facts.chain_name = here.chain_name;
    const auto& code = page.ticket.store_code;
    facts.store = page.store_name.empty() ? code : page.store_name + "（" + code + "）";
    facts.utc_offset_minutes = here.utc_offset_minutes;
    QIANTAI_TRY(const auto phones, load_store_phones(context.database));
    if (const auto phone = phones.find(code); phone != phones.end()) {
        facts.store_phone = phone->second;
    }
    QIANTAI_TRY(facts.staff, load_staff_names(context.database));
    QIANTAI_TRY(facts.printed, printed_now(context, session));
    return facts;
}

Result<paper::Document> draw_up_ticket(const TicketFormChoice& choice, const TicketPage& page,
                                       const TicketPaperFacts& facts) {
    switch (choice.form) {
        case TicketForm::receipt:
            return ticket_receipt(page, facts);
        case TicketForm::record:
            return ticket_record(page, facts);
        case TicketForm::resolution:
            break;
    }
    const auto* proposal = choose_proposal(page, choice.proposal_id);
    if (proposal == nullptr) return make_error(k_ticket_no_proposal, {}, "proposal_id");
    return ticket_resolution(page, *proposal, facts);
}

}  // namespace

const ShownTicketEvent* choose_proposal(const TicketPage& page, const std::optional<Uuid>& id) {
    const auto found = std::ranges::find_if(page.events, [&](const ShownTicketEvent& shown) {
        if (shown.event.step != TicketStep::proposed || shown.without_effect) return false;
        return !id || shown.event.id == *id;
    });
    return found == page.events.end() ? nullptr : &*found;
}

Result<paper::Document> build_ticket_document(ServiceContext& context, const Session& session,
                                              const TicketFormChoice& choice) {
    QIANTAI_TRY_STATUS(require_right(context, session, Right::tickets_keep));
    QIANTAI_TRY(const auto page, TicketLists(context).get(session, choice.ticket_id));
    QIANTAI_TRY(const auto facts, load_ticket_paper_facts(context, session, page));
    QIANTAI_TRY(auto document, draw_up_ticket(choice, page, facts));
    const auto& names = copy_names_of(choice.form);
    const auto copies = std::clamp(choice.copies, 1, static_cast<int>(names.size()));
    document.copies.assign(names.begin(), names.begin() + copies);
    return document;
}

Result<PrintJob> TicketForms::print(const Session& session, const TicketFormChoice& choice) {
    QIANTAI_TRY(auto document, build_ticket_document(m_context, session, choice));
    QIANTAI_TRY(const auto page, TicketLists(m_context).get(session, choice.ticket_id));
    return queue_print(m_context, session,
                       {.document = std::move(document),
                        .action = "tickets.print",
                        .subject_entity = "ticket",
                        .subject_id = choice.ticket_id,
                        .member_id = page.ticket.member_id});
}

Result<SavedPdf> TicketForms::save_pdf(const Session& session, const TicketFormChoice& choice,
                                       std::string_view path) {
    QIANTAI_TRY(const auto document, build_ticket_document(m_context, session, choice));
    QIANTAI_TRY(auto saved, save_pdf_file(document, std::string(path)));
    QIANTAI_TRY_STATUS(write_audit(m_context, &session,
                                   {.action = "tickets.save_pdf",
                                    .subject_entity = "ticket",
                                    .subject_id = choice.ticket_id.text(),
                                    .detail = {{"form", document.head.code},
                                               {"number", document.head.number},
                                               {"hash", paper::short_hash(document)}}}));
    return saved;
}

}  // namespace qiantai::domain
