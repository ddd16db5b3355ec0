#pragma once

// Requisitions (礼品申请) from the wish to the shelf: asked for, approved, sent, received. What the
// goods do is written into the ledger in the same transaction: a parcel leaves the sender's shelf
// when it is sent, and is on the receiver's when it was counted; between the two it is under way.
// Thread rule: as ServiceContext.

#include <map>

#include "terminal/base/service_context.hpp"
#include "terminal/gifts/rules/requisition_work_facts.hpp"

namespace qiantai::domain {

class Requisitions {
  public:
    explicit Requisitions(ServiceContext& context) : m_context(context) {}

    // Right of all that write: requisitions_keep; the course says whose step it is:
    // k_requisition_not_now, k_requisition_not_yours. k_requisition_not_found, k_text_malformed.

    /// Asks the partner for gifts, or offers to give them back. k_requisition_malformed.
    Result<RequisitionPage> ask(const Session& session, const RequisitionEntry& entry);
    /// The approvals, refusals, cancelling, and that the rest does not come.
    /// k_requisition_malformed, k_requisition_words_missing, k_same_person.
    Result<RequisitionPage> decide(const Session& session, const RequisitionDecision& decision);
    /// A parcel leaves the sender's shelf. k_requisition_malformed, k_requisition_too_many,
    /// k_stock_not_enough, k_gift_recalled.
    Result<RequisitionPage> dispatch(const Session& session, const RequisitionDispatch& dispatch);
    /// A parcel was counted and is on the shelf at once; what is spoilt, beside it.
    /// k_requisition_malformed, k_requisition_received_already, k_requisition_words_missing.
    Result<RequisitionPage> receive(const Session& session, const RequisitionReceipt& receipt);
    /// The second signature under a receipt. k_same_person.
    Result<RequisitionPage> countersign(const Session& session, const Uuid& requisition_id,
                                        const Uuid& receipt_id);
    /// What headquarters says of what did not arrive as it was sent. k_requisition_words_missing.
    Result<RequisitionPage> settle(const Session& session, const Uuid& requisition_id,
                                   const Uuid& receipt_id, DifferenceOutcome outcome,
                                   std::string_view words);
    /// The sender's shelf after headquarters' word: what it has after all is there again, what came
    /// without having been sent is not.
    Result<RequisitionPage> book_back(const Session& session, const Uuid& requisition_id,
                                      const Uuid& receipt_id);

    /// Evens out what two tills that received the same parcel offline put onto the shelf twice; for
    /// once a minute and after news has come. Every step does it too.
    Result<RequisitionRun> run(const Session& session);

    // Right of all that read: requisitions_read.

    Result<RequisitionPage> get(const Session& session, const Uuid& requisition_id);
    /// The newest first; only_open: the urgent and those wanted soonest first.
    Result<std::vector<RequisitionSummary>> list(const Session& session,
                                                 const RequisitionFilter& filter);
    /// Other open stores, warehouses first.
    Result<std::vector<RequisitionPartner>> partners(const Session& session);
    /// What lies on neither shelf, to or from here; at headquarters all of it.
    Result<std::vector<StockUnderWay>> under_way(const Session& session);
    /// What this place has to send, requisition by requisition; no piece is suggested twice.
    Result<std::vector<RequisitionPickList>> pick_list(const Session& session);
    /// What waits longer than it may, the longest first; at headquarters of all stores.
    Result<std::vector<LateRequisition>> late(const Session& session);
    /// What a store's approved requisitions of this month and year come to; empty: this store.
    Result<GiftBudgetUse> budget(const Session& session, std::string_view store_code);
    /// Makes the cache behind the lists anew.
    Status rebuild(const Session& session);

  private:
    /// Without gifts and next steps.
    Result<RequisitionPage> load_case(const Uuid& requisition_id);
    Result<RequisitionPage> load_case_for(const Session& session, const Uuid& requisition_id,
                                          RequisitionStep step);
    RequisitionEvent new_event(const Session& session, const Requisition& requisition,
                               RequisitionStep step, const Moment& now);
    Status check_lines(std::span<const RequisitionLine> lines);
    Result<std::vector<RequisitionLine>> wanted_lines(std::span<const RequisitionLine> typed);
    Status check_entry(const RequisitionEntry& entry, std::span<const RequisitionLine> lines,
                       const Moment& now);
    Result<std::vector<RequisitionLine>> approve_lines(const RequisitionPage& one,
                                                       const RequisitionDecision& decision,
                                                       RequisitionEvent& event);
    Status place_counted(const RequisitionParcel& parcel, std::span<RequisitionLine> lots);
    Status check_sendable(const RequisitionPage& one, std::span<const RequisitionLine> lines);
    StockMovement goods(const Session& session, const Moment& now, const RequisitionEvent& event,
                        const RequisitionLine& line, StockSpot spot, int pieces);
    Result<RequisitionPage> save(const Session& session, const Requisition& requisition,
                                 const RequisitionEvent& event,
                                 std::span<const StockMovement> movements, const Moment& now);
    Result<int> mend_goods(const Session& session, const RequisitionEvent& event,
                           const Moment& now);
    Result<int> mend_changed(const Session& session, const Moment& now);
    Result<std::vector<RequisitionPickLine>> pick_lines(
        const RequisitionPage& one, Date today, std::map<Uuid, std::vector<StockLot>>& left);
    Result<RequisitionPage> build_page(const Session& session, const Uuid& requisition_id);
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
