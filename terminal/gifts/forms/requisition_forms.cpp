#include "terminal/gifts/forms/requisition_forms.hpp"

#include "terminal/base/audit.hpp"
#include "terminal/base/store_directory.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/requisitions.hpp"
#include "terminal/gifts/rules/stock.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_issued_days = 30;

Result<RequisitionPaperFacts> load_requisition_paper_facts(ServiceContext& context,
                                                           const Session& session,
                                                           const Requisition& requisition) {
    RequisitionPaperFacts facts{.with_prices = context.identity.is_headquarters()};
    QIANTAI_TRY(const auto store, load_store_facts(context));
    facts.chain_name = store.chain_name;
    facts.store = store.store_name.empty() ? store.store_code
                                           : store.store_name + "（" + store.store_code + "）";
    facts.utc_offset_minutes = store.utc_offset_minutes;
    QIANTAI_TRY(facts.stores, load_store_names(context.database));
    QIANTAI_TRY(facts.staff, load_staff_names(context.database));
    QIANTAI_TRY(facts.printed, printed_now(context, session));
    QIANTAI_TRY(const auto gifts, load_gifts(context.database));
    for (const auto& gift : gifts) facts.specs.emplace(gift.id, gift.spec);
    QIANTAI_TRY(const auto today, business_date(context));
    QIANTAI_TRY(const auto sheet,
                Stock(context).sheet(session, today.plus_days(1 - k_issued_days), today,
                                     requisition.store_code));
    for (const auto& line : sheet) facts.issued.emplace(line.gift_id, line.issued);
    if (!requisition.campaign_id) return facts;
    const auto campaign = load_campaign(context.database, *requisition.campaign_id);
    if (campaign) facts.campaign = campaign->name + " " + campaign->code;
    return facts;
}

}  // namespace

Result<paper::Document> build_requisition_document(ServiceContext& context, const Session& session,
                                                   const RequisitionFormChoice& choice) {
    QIANTAI_TRY(const auto page, Requisitions(context).get(session, choice.requisition_id));
    QIANTAI_TRY(const auto facts,
                load_requisition_paper_facts(context, session, page.requisition));
    return requisition_sheet(page, facts);
}

Result<PrintJob> RequisitionForms::print(const Session& session,
                                         const RequisitionFormChoice& choice) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::prints_keep));
    QIANTAI_TRY(auto document, build_requisition_document(m_context, session, choice));
    return queue_print(m_context, session,
                       {.document = std::move(document),
                        .action = "requisitions.print",
                        .subject_entity = "requisition",
                        .subject_id = choice.requisition_id});
}

Result<SavedPdf> RequisitionForms::save_pdf(const Session& session,
                                            const RequisitionFormChoice& choice,
                                            std::string_view path) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::prints_keep));
    QIANTAI_TRY(const auto document, build_requisition_document(m_context, session, choice));
    QIANTAI_TRY(auto saved, save_pdf_file(document, std::string(path)));
    QIANTAI_TRY_STATUS(write_audit(m_context, &session,
                                   {.action = "requisitions.save_pdf",
                                    .subject_entity = "requisition",
                                    .subject_id = choice.requisition_id.text(),
                                    .detail = {{"form", document.head.code},
                                               {"number", document.head.number},
                                               {"hash", paper::short_hash(document)}}}));
    return saved;
}

}  // namespace qiantai::domain
