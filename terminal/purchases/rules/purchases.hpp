#pragma once

// The store's till receipts: written down by hand or scanned, given to a member, taken back, and
// what the till's day came to. Every write is one transaction with its audit event. Receipts of
// another store are read (a home store has its members' from everywhere), never written. Thread
// rule: as ServiceContext.

#include "terminal/base/audit.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"
#include "terminal/purchases/rules/spending_facts.hpp"

namespace qiantai::domain {

class PurchaseWriter;

class Purchases {
  public:
    explicit Purchases(ServiceContext& context) : m_context(context) {}

    /// The same receipt once more changes nothing and gives the one that is there; one that was
    /// taken back stands again. A refund of a sale goes to the sale's member. Right:
    /// purchases_keep. Errors: purchase_facts.hpp's, k_text_malformed, k_member_not_found,
    /// k_member_erased.
    Result<PurchaseLine> record(const Session& session, const PurchaseEntry& entry);
    /// Says whose it is. Right: purchases_keep; for a receipt that has a member already:
    /// purchases_correct. k_purchase_has_member, k_purchase_not_found, k_purchase_of_other_store.
    Result<PurchaseLine> assign(const Session& session, const Uuid& purchase_id,
                                const Uuid& member_id);
    /// Takes it back: it stays, and counts for nothing. Right: purchases_correct.
    /// k_purchase_has_refunds, k_purchase_undone_already, k_purchase_reason_missing.
    Result<PurchaseLine> undo(const Session& session, const Uuid& purchase_id,
                              std::string_view reason);

    /// Right of all that follow: purchases_keep.
    Result<PurchaseLine> get(const Session& session, const Uuid& purchase_id);
    /// What was given back of a sale, the first refund first; none that was taken back.
    Result<std::vector<PurchaseLine>> refunds(const Session& session, const Uuid& purchase_id);
    /// The last day first, within a day what was written down last: a member's at every store known here, otherwise this store's.
    Result<PurchasePage> list(const Session& session, const PurchaseFilter& filter);
    /// k_member_not_found.
    Result<MemberSpending> spending(const Session& session, const Uuid& member_id);
    /// Each day of the store, the last first; at most 366 days.
    /// k_purchase_range_malformed.
    Result<std::vector<PurchaseDay>> days(const Session& session, Date from, Date until);
    /// What the till says of a day; said once more, the newer word holds. Right:
    /// purchases_day_totals. k_day_total_malformed, k_purchase_date_malformed.
    Result<DayTotal> save_day_total(const Session& session, const DayTotalEntry& entry);

  private:
    Status take_buyer(const PurchaseWriter& writer, const PurchaseEntry& entry, Purchase& purchase);
    Result<std::optional<Purchase>> find_same(const PurchaseEntry& entry, Purchase& purchase);
    Result<Purchase> load_own(const Uuid& purchase_id);
    Result<PurchaseLine> build_line(const Session& session, const Purchase& purchase);
    Result<PurchaseLine> save(const Session& session, const AuditEntry& entry,
                              const Purchase& purchase, sqlite::Transaction& transaction);
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
