#pragma once

// A member's papers, as values, and what is done with them. What stands on them is Chinese, whatever
// language the screen speaks; names are masked as on every form.

#include "terminal/members/rules/card_facts.hpp"
#include "terminal/members/rules/member_facts.hpp"
#include "terminal/paper/page/document.hpp"
#include "terminal/printing/rules/print_queue.hpp"

namespace qiantai::domain {

/// What the card's slip says beside the card.
struct CardPaperFacts {
    std::string chain_name{};
    std::string store{};   ///< "望京一店（S001）"
    std::string member{};  ///< masked
    std::string tier{};
    paper::Printed printed{};
};
/// The card as a slip of 80 mm: its number large, and as a code that a scanner reads.
paper::Document card_slip(const MemberCard& card, const CardPaperFacts& facts);

/// The slip of the member's card that counts. Right: members_cards. k_member_not_found,
/// k_member_of_other_store, k_member_erased, k_member_merged, k_card_not_found.
Result<paper::Document> build_card_slip(ServiceContext& context, const Session& session,
                                        const Uuid& member_id);

/// Thread rule: as ServiceContext. Right of all: members_cards.
class MemberForms {
  public:
    explicit MemberForms(ServiceContext& context) : m_context(context) {}

    /// Puts the slip of the member's card into the print queue. Errors: build_card_slip's and
    /// queue_print's.
    Result<PrintJob> print_card(const Session& session, const Uuid& member_id);
    /// As a PDF in a new file. Errors: build_card_slip's and save_pdf_file's.
    Result<SavedPdf> save_card_pdf(const Session& session, const Uuid& member_id,
                                   std::string_view path);

  private:
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
