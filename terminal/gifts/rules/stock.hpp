#pragma once

// The ledger of gifts at this store or warehouse (stock_facts.hpp, stock_ledger.hpp). Everything
// that is written is a new movement of this store. Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/gifts/rules/receipt_signature_facts.hpp"

namespace qiantai::domain {

class Stock {
  public:
    explicit Stock(ServiceContext& context) : m_context(context) {}

    // All that write give the movements they made, and refuse with k_gift_not_found,
    // k_stock_quantity_malformed, k_text_malformed.

    /// Goods of a supplier. Right: stock_receive. k_stock_lines_malformed, k_stock_batch_missing,
    /// k_stock_expiry_missing, k_gift_recalled: onto the shelf.
    Result<std::vector<StockMovement>> receive(const Session& session, const StockReceipt& receipt);
    /// The second signature under them. Right: stock_countersign. k_receipt_not_found,
    /// k_receipt_signed_already, k_same_person.
    Result<ReceiptSignature> countersign(const Session& session, const Uuid& document_id);
    /// Right: stock_keep. k_stock_same_spot, k_stock_not_enough.
    /// k_gift_recalled: onto the shelf.
    Result<std::vector<StockMovement>> move(const Session& session, const StockMove& move);
    /// Where on the shelves of this place the gift lies from now on; empty: nowhere in particular.
    /// Right: stock_keep.
    Result<GiftBin> set_bin(const Session& session, const Uuid& gift_id, std::string_view bin);
    /// Right of all that follow: stock_correct; they need a reason: k_stock_reason_missing.
    /// k_stock_not_enough, k_picture_name_malformed.
    Result<std::vector<StockMovement>> write_off(const Session& session,
                                                 const StockWriteOff& write_off);
    /// k_stock_not_enough.
    Result<std::vector<StockMovement>> adjust(const Session& session,
                                              const StockAdjustment& adjustment);
    /// Takes a movement back, with all that belong to the same receipt or move.
    /// k_movement_not_found, k_movement_of_other_store, k_movement_not_reversible,
    /// k_movement_reversed_already.
    Result<std::vector<StockMovement>> reverse(const Session& session, const Uuid& movement_id,
                                               std::string_view reason);
    /// Ends a shortage. k_stock_no_shortage, k_stock_same_spot, k_stock_not_enough.
    Result<std::vector<StockMovement>> settle(const Session& session,
                                              const StockSettlement& settlement);

    // Right of all that read: stock_read.

    /// By code, of one store.
    Result<std::vector<StockLine>> list(const Session& session, const StockFilter& filter);
    /// At a moment in UTC milliseconds; `store_code` empty: this store.
    Result<StockBalance> balance(const Session& session, const Uuid& gift_id, StockSpot spot,
                                 TimeMs at, std::string_view store_code);
    /// The newest first.
    Result<MovementPage> movements(const Session& session, const MovementFilter& filter);
    /// What of this store's shelf to issue first.
    Result<StockSuggestion> suggest(const Session& session, const Uuid& gift_id, int quantity);
    /// What has expired or will soon, by the policy gifts.expiry; the first to expire first. At
    /// headquarters of all stores.
    Result<std::vector<ExpiringLot>> expiring(const Session& session);
    /// What this store has less of than headquarters wants it to have.
    Result<std::vector<LowStock>> low(const Session& session);
    /// What is short, with what took the last pieces. At headquarters of all stores.
    Result<std::vector<StockShortage>> shortages(const Session& session);
    /// Goods of suppliers of the last k_unsigned_days_max days that one person signed for, the oldest
    /// first. At headquarters of all stores.
    Result<std::vector<UnsignedReceipt>> unsigned_receipts(const Session& session);
    /// Every gift's course from one day to another, both included; `store_code` empty: this store.
    Result<std::vector<StockSheetLine>> sheet(const Session& session, Date from, Date until,
                                              std::string_view store_code);
    /// Makes the counts anew from the movements. Right: stock_correct.
    Status rebuild(const Session& session);

  private:
    StockMovement new_movement(const Session& session, const Moment& now, const Uuid& gift_id,
                               StockKind kind);
    Status check_left(const Uuid& gift_id, const StockLot& lot, int wanted);
    Status write(const Session& session, const Moment& now, std::string_view action,
                 std::span<const StockMovement> movements);
    Result<UnsignedReceipt> load_receipt(const Uuid& document_id);
    Result<std::vector<StockMovement>> load_parts(const Uuid& movement_id);
    std::string store_or_own(std::string_view store_code) const;
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
