#pragma once

// The papers of cases, as values, and what is done with them. What stands on them is Chinese,
// whatever language the screen speaks. Numbers are masked; a name stands in full only on what the
// customer signs.

#include "terminal/paper/page/document.hpp"
#include "terminal/printing/rules/print_queue.hpp"
#include "terminal/tickets/forms/ticket_forms_facts.hpp"
#include "terminal/tickets/rules/ticket_lists_facts.hpp"
#include "terminal/tickets/rules/tickets_facts.hpp"

namespace qiantai::domain {

/// What the papers say beside the case.
struct TicketPaperFacts {
    std::string chain_name{};
    std::string store{};                         ///< "望京一店（S001）"
    std::string store_phone{};                   ///< empty = it has none
    std::map<std::string, std::string> staff{};  ///< names by number
    paper::Printed printed{};
    int utc_offset_minutes = 0;
};

paper::Document ticket_receipt(const TicketPage& page, const TicketPaperFacts& facts);
paper::Document ticket_record(const TicketPage& page, const TicketPaperFacts& facts);
/// Of one proposal: `proposal` is its event, one of the page's.
paper::Document ticket_resolution(const TicketPage& page, const ShownTicketEvent& proposal,
                                  const TicketPaperFacts& facts);
/// The last proposal, or that one; null if there is none.
const ShownTicketEvent* choose_proposal(const TicketPage& page, const std::optional<Uuid>& id);

/// The document that the choice asks for, with its copies. Right: tickets_keep. k_ticket_not_found,
/// k_ticket_no_proposal.
Result<paper::Document> build_ticket_document(ServiceContext& context, const Session& session,
                                              const TicketFormChoice& choice);

/// Thread rule: as ServiceContext. Right of all: tickets_keep.
class TicketForms {
  public:
    explicit TicketForms(ServiceContext& context) : m_context(context) {}

    /// Puts it into the print queue. Errors: build_ticket_document's and queue_print's.
    Result<PrintJob> print(const Session& session, const TicketFormChoice& choice);
    /// As a PDF in a new file. Errors: build_ticket_document's and save_pdf_file's.
    Result<SavedPdf> save_pdf(const Session& session, const TicketFormChoice& choice,
                              std::string_view path);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
