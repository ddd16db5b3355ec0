#pragma once

// Receipts on their way into the database, one by one for the counter and by the thousand for an
// import: checked, given to their member, compared with what is there, written. It writes no audit
// event and applies no rule of tiers; whoever uses it does. Inside the caller's transaction.

#include "terminal/base/phone_number.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"

namespace qiantai::domain {

/// What time and policies say once for all receipts of a transaction.
struct PurchaseMoment {
    Moment now{};
    PhoneCountry phone_country{};
};
Result<PurchaseMoment> load_purchase_moment(ServiceContext& context);

/// Nothing said means today. k_purchase_date_malformed.
Result<Date> checked_purchase_date(const std::optional<Date>& date, Date today);

/// Whether a refund fits its sale, of which so much was given back before. k_purchase_refund_of_what,
/// k_purchase_refund_too_early, k_purchase_has_member, k_purchase_refund_too_high.
Status check_refund_of(const Purchase& refund, const Purchase& sale, Fen refunded);

class PurchaseWriter {
  public:
    PurchaseWriter(ServiceContext& context, const Session& session, PurchaseMoment moment)
        : m_context(context), m_session(session), m_moment(moment) {}

    /// Everything but member and id. Errors: purchase_facts.hpp's, k_text_malformed.
    Result<Purchase> build(const PurchaseEntry& entry) const;
    /// k_member_not_found, k_member_erased.
    Status set_member(const Uuid& member_id, Purchase& purchase) const;
    /// Who has the whole phone or card number, each person once.
    Result<std::vector<Uuid>> find_members(std::string_view number) const;
    /// Of a refund without a member: its sale's.
    Status take_member_of_sale(Purchase& refund) const;
    Status check_refund(const Purchase& refund) const;
    /// A new row, or in place of `known`, which was taken back.
    Status save(const Purchase& purchase, const std::optional<Purchase>& known) const;

    const PurchaseMoment& moment() const { return m_moment; }

  private:
    ServiceContext& m_context;
    const Session& m_session;
    PurchaseMoment m_moment;
};

}  // namespace qiantai::domain
