#pragma once

// The papers of gifts given away, as values, and what is done with them. What stands on them is
// Chinese, whatever language the screen speaks. Names and numbers are masked as on every form.

#include <map>
#include <span>

#include "terminal/issuances/forms/issuance_forms_facts.hpp"
#include "terminal/issuances/rules/register_facts.hpp"
#include "terminal/paper/page/document.hpp"
#include "terminal/printing/rules/print_queue.hpp"

namespace qiantai::domain {

/// What the papers say beside the gifts.
struct IssuancePaperFacts {
    std::string chain_name{};
    std::string store{};                         ///< "望京一店（S001）"
    std::map<std::string, std::string> staff{};  ///< names by number
    paper::Printed printed{};
    int utc_offset_minutes = 0;
};

/// `masked_name`: of the recipient.
paper::Document issuance_slip(const IssuancePage& page, const std::string& masked_name,
                              const IssuancePaperFacts& facts);
/// An issuance as the register has it.
struct RegisterEntry {
    IssuancePage page{};
    std::string masked_name{};
    std::string card_number{};
    std::string checked_by{};  ///< staff number; empty: nobody yet
    std::string checked_on{};
};
paper::Document issuance_register(const RegisterDay& day, std::span<const RegisterEntry> entries,
                                  const IssuancePaperFacts& facts);

/// A month of one till; `entries` by their numbers.
paper::Document issuance_month(Date month, std::string_view terminal_code,
                               std::span<const RegisterEntry> entries,
                               const IssuancePaperFacts& facts);

/// The document that the choice asks for. Right: issuances_keep. k_issuance_not_found,
/// k_issuance_of_other_store, k_register_day_malformed.
Result<paper::Document> build_issuance_document(ServiceContext& context, const Session& session,
                                                const IssuanceFormChoice& choice);

/// Thread rule: as ServiceContext. Right of all: issuances_keep.
class IssuanceForms {
  public:
    explicit IssuanceForms(ServiceContext& context) : m_context(context) {}

    /// Puts it into the print queue. Errors: build_issuance_document's and queue_print's.
    Result<PrintJob> print(const Session& session, const IssuanceFormChoice& choice);
    /// As a PDF in a new file. Errors: build_issuance_document's and save_pdf_file's.
    Result<SavedPdf> save_pdf(const Session& session, const IssuanceFormChoice& choice,
                              std::string_view path);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
