#pragma once

// The store's keeping of members' goods. Every write is one transaction with its audit event; goods
// of another store are read, never written. Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/stored_goods/rules/stored_goods_facts.hpp"

namespace qiantai::domain {

class StoredGoodsKeeper {
  public:
    explicit StoredGoodsKeeper(ServiceContext& context) : m_context(context) {}

    /// The member must be of this store; a merged record's goods go to the one that stands. Right:
    /// stored_goods_keep. Errors: the members' and text rules', k_goods_item_missing,
    /// k_goods_quantity_malformed, k_goods_fee_malformed.
    Result<GoodsCourse> deposit(const Session& session, const GoodsDeposit& deposit);
    /// What the person who left these goods left that day, as far as nobody has signed for it.
    /// Right: stored_goods_keep. k_goods_not_found, k_goods_of_other_store, k_goods_signed_already.
    Result<GoodsToSign> to_sign(const Session& session, const Uuid& goods_id);
    /// One signature under each of the deposits, or under none; the course of the first. Right:
    /// stored_goods_keep. k_goods_not_one_visit, k_goods_not_found, k_goods_of_other_store,
    /// k_goods_signed_already, k_signature_unusable, k_signature_too_short,
    /// k_goods_signed_text_missing.
    Result<GoodsCourse> sign_deposit(const Session& session, const GoodsSigning& signing);
    /// Right: stored_goods_keep. k_goods_not_found, k_goods_of_other_store,
    /// k_goods_quantity_malformed, k_goods_not_enough, k_signature_unusable,
    /// k_signature_too_short, k_goods_signed_text_missing.
    Result<GoodsCourse> withdraw(const Session& session, const GoodsWithdrawal& withdrawal);
    /// Takes a withdrawal back, which stays in the course. Right: stored_goods_reverse.
    /// k_goods_no_withdrawal, k_goods_reversed_already, k_goods_reason_missing.
    Result<GoodsCourse> reverse(const Session& session, const Uuid& withdrawal_id,
                                std::string_view reason);
    /// Right: stored_goods_keep. k_goods_place_missing, k_goods_same_place,
    /// k_goods_reason_missing.
    Result<GoodsCourse> move(const Session& session, const Uuid& goods_id, std::string_view place,
                             std::string_view reason);
    /// Right: stored_goods_keep.
    Result<GoodsCourse> record_reminder(const Session& session, const Uuid& goods_id,
                                        ReminderOutcome outcome);

    /// Right of all that follow: stored_goods_keep.
    Result<GoodsCourse> get(const Session& session, const Uuid& goods_id);
    /// By the number on the label, scanned or typed. k_number_mistyped, k_goods_not_found.
    Result<GoodsCourse> find(const Session& session, std::string_view number);
    /// The newest first: a member's at every store known here, otherwise this store's.
    Result<GoodsPage> list(const Session& session, const GoodsFilter& filter);
    /// By item, what has something left or is short.
    Result<std::vector<GoodsItemTotal>> items(const Session& session);
    /// Whom to remind now, at most 200: expired goods first, then those that expire soonest, then
    /// those that lie longest.
    Result<std::vector<GoodsLine>> reminders(const Session& session);

  private:
    Result<StoredGoods> load_own(const Uuid& goods_id);
    Result<GoodsEvent> new_event(const Session& session, const StoredGoods& goods,
                                 GoodsEventKind kind);
    /// As it is kept; what was shown must be there too.
    Result<std::string> check_signed(std::string_view signature, std::string_view signed_text);
    /// With its audit event.
    Status write(const Session& session, const StoredGoods& goods, const GoodsEvent& event);
    Result<GoodsCourse> save(const Session& session, const StoredGoods& goods,
                             const GoodsEvent& event, sqlite::Transaction& transaction);
    Result<GoodsCourse> build_course(const Session& session, const StoredGoods& goods);
    Result<GoodsLine> build_line(const Session& session, const StoredGoods& goods,
                                 std::span<const GoodsEvent> events,
                                 const GoodsReminderPolicy& policy);
    Result<std::string> make_number();
    Result<GoodsReminderPolicy> load_reminder_policy();
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
