#pragma once

// 礼品申请单 as values, and what is done with it. What stands on it is Chinese, whatever language the
// screen speaks. Prices are headquarters' alone.

#include <map>

#include "terminal/gifts/forms/requisition_forms_facts.hpp"
#include "terminal/gifts/rules/requisition_desk_facts.hpp"
#include "terminal/paper/page/document.hpp"
#include "terminal/printing/rules/print_queue.hpp"

namespace qiantai::domain {

/// What the paper says beside the requisition.
struct RequisitionPaperFacts {
    std::string chain_name{};
    std::string store{};                          ///< "望京一店（S001）": where it is printed
    std::map<std::string, std::string> stores{};  ///< names by code
    std::map<std::string, std::string> staff{};   ///< names by number
    std::map<Uuid, std::string> specs{};
    std::map<Uuid, int> issued{};  ///< by the asking store within the last 30 days
    std::string campaign{};        ///< name and code; empty: for none
    bool with_prices = false;
    paper::Printed printed{};
    int utc_offset_minutes = 0;
};

paper::Document requisition_sheet(const RequisitionPage& page, const RequisitionPaperFacts& facts);

/// Right: requisitions_read. k_requisition_not_found.
Result<paper::Document> build_requisition_document(ServiceContext& context, const Session& session,
                                                   const RequisitionFormChoice& choice);

/// Thread rule: as ServiceContext. Right of all: prints_keep, and requisitions_read.
class RequisitionForms {
  public:
    explicit RequisitionForms(ServiceContext& context) : m_context(context) {}

    /// Puts it into the print queue. Errors: build_requisition_document's and queue_print's.
    Result<PrintJob> print(const Session& session, const RequisitionFormChoice& choice);
    /// As a PDF in a new file. Errors: build_requisition_document's and save_pdf_file's.
    Result<SavedPdf> save_pdf(const Session& session, const RequisitionFormChoice& choice,
                              std::string_view path);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
