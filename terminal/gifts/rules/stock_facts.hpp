#pragma once

// The ledger of gifts: plain values, and what follows from them without a database. A movement is
// never changed; how many there are is the sum of the movements, the same in every order of
// arrival. Two tills offline that give the last piece both stand: what is short is shown.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "terminal/gifts/rules/gift_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_stock_quantity_malformed{
    "stock_quantity_malformed", Actor::clerk,
    "A quantity is a whole number from 1 to 99999; an adjustment may be negative, but not 0.",
    "数量须为 1 至 99999 的整数；调整数可为负，但不为 0。"};
inline constexpr ErrorKind k_stock_lines_malformed{
    "stock_lines_malformed", Actor::clerk, "Goods are received in 1 to 200 lines. Split them.",
    "每次收货为 1 至 200 行，请分次登记。"};
inline constexpr ErrorKind k_stock_batch_missing{
    "stock_batch_missing", Actor::clerk,
    "Batches of this gift are kept. Type or scan the batch that is printed on it.",
    "该礼品按批号管理，请输入或扫描批号。"};
inline constexpr ErrorKind k_stock_expiry_missing{
    "stock_expiry_missing", Actor::clerk, "Expiry of this gift is kept. Say until when it is good.",
    "该礼品按有效期管理，请填写有效期。"};
inline constexpr ErrorKind k_stock_not_enough{
    "stock_not_enough", Actor::clerk,
    "So many do not lie there; the number that does stands here. Take at most that many, or count.",
    "该处没有这么多，最多可用提示的数量；如有出入请盘点。"};
inline constexpr ErrorKind k_stock_reason_missing{
    "stock_reason_missing", Actor::clerk,
    "Give a reason in a few words, without a telephone number in it.",
    "请简要填写原因，不要写电话号码。"};
inline constexpr ErrorKind k_stock_same_spot{"stock_same_spot", Actor::clerk,
                                             "The goods lie there already.", "货品已在该处。"};
inline constexpr ErrorKind k_movement_not_found{"movement_not_found", Actor::manager,
                                                "There is no such movement on this terminal.",
                                                "本机没有这笔库存流水。"};
inline constexpr ErrorKind k_movement_of_other_store{
    "movement_of_other_store", Actor::manager,
    "This movement is another store's; only that store can take it back.",
    "这笔流水属于其他门店，只能由该门店冲正。"};
inline constexpr ErrorKind k_movement_not_reversible{
    "movement_not_reversible", Actor::manager,
    "This movement is part of something else: take that back, or it is a reversal itself.",
    "这笔流水属于其他单据或本身就是冲正，请在原单据上办理。"};
inline constexpr ErrorKind k_movement_reversed_already{"movement_reversed_already", Actor::manager,
                                                       "This movement was taken back already.",
                                                       "这笔流水已冲正。"};
inline constexpr ErrorKind k_stock_no_shortage{
    "stock_no_shortage", Actor::manager,
    "Nothing is short there any more. Look at the list of shortages again.",
    "该处已不缺，请刷新缺货清单。"};

inline constexpr int k_stock_lines_max = 200, k_stock_list_max = 200;

/// A row of entity stock_movement.
struct StockMovement {
    Uuid id{};
    std::string store_code{};
    Uuid gift_id{};
    Coded<StockKind> kind{};
    Coded<StockSpot> spot{};
    std::string batch{};
    std::optional<Date> expires_on{};
    int quantity = 0;  ///< how many more there are since; negative: fewer
    TimeMs at = 0;
    std::optional<Uuid> document_id{};
    std::optional<Uuid> reverses_id{};
    std::string partner{};
    std::string paper{};
    std::optional<Fen> price{};
    std::string reason{};
    std::string photo{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(StockMovement, "stock_movement", id, store_code, gift_id, kind, spot, batch,
                 expires_on, quantity, at, document_id, reverses_id, partner, paper, price, reason,
                 photo, business_date, created_by, created_at)

/// Pieces that are told from others of the same gift by batch and expiry.
struct StockLot {
    Coded<StockSpot> spot = StockSpot::shelf;
    std::string batch{};
    std::optional<Date> expires_on{};
    int quantity = 0;  ///< negative: so many more were taken than there were
};
QIANTAI_DESCRIBE(StockLot, "", spot, batch, expires_on, quantity)

struct StockReceiptLine {
    Uuid gift_id{};
    int quantity = 0;
    std::string batch{};
    std::optional<Date> expires_on{};
    std::optional<Fen> price{};  ///< of one piece
};
QIANTAI_DESCRIBE(StockReceiptLine, "stock_movement", gift_id, quantity, batch, expires_on, price)
QIANTAI_NOTES(StockReceiptLine, {.field = "quantity", .min = 1, .max = k_gift_pieces_max},
              {.field = "price", .min = 0, .max = k_gift_cost_max_fen})

/// Goods of a supplier.
struct StockReceipt {
    std::string supplier{};
    std::string paper{};                      ///< number of the delivery note
    Coded<StockSpot> spot = StockSpot::hold;  ///< shelf: inspected already
    std::vector<StockReceiptLine> lines{};
};
QIANTAI_DESCRIBE(StockReceipt, "", supplier, paper, spot, lines)
QIANTAI_NOTES(StockReceipt,
              {.field = "supplier",
               .length_max = k_gift_name_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "paper",
               .length_max = k_gift_short_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "spot", .presence = FieldNote::Presence::optional},
              {.field = "lines", .length_max = k_stock_lines_max})

/// From one spot to another of the same store.
struct StockMove {
    Uuid gift_id{};
    Coded<StockSpot> from = StockSpot::hold;
    Coded<StockSpot> to = StockSpot::shelf;
    std::string batch{};
    std::optional<Date> expires_on{};
    int quantity = 0;
    std::string reason{};
};
QIANTAI_DESCRIBE(StockMove, "", gift_id, from, to, batch, expires_on, quantity, reason)
QIANTAI_NOTES(StockMove,
              {.field = "batch",
               .length_max = k_gift_short_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "quantity", .min = 1, .max = k_gift_pieces_max},
              {.field = "reason",
               .length_max = k_gift_reason_length_max,
               .presence = FieldNote::Presence::optional})

/// What is broken or lost for good (报损).
struct StockWriteOff {
    Uuid gift_id{};
    Coded<StockSpot> spot = StockSpot::defective;
    std::string batch{};
    std::optional<Date> expires_on{};
    int quantity = 0;
    std::string reason{};
    std::string photo{};  ///< see content_name.hpp
};
QIANTAI_DESCRIBE(StockWriteOff, "stock_movement", gift_id, spot, batch, expires_on, quantity,
                 reason, photo)
QIANTAI_NOTES(StockWriteOff, {.field = "spot", .presence = FieldNote::Presence::optional},
              {.field = "quantity", .min = 1, .max = k_gift_pieces_max},
              {.field = "reason", .presence = FieldNote::Presence::always})

/// What is there but not in the book, or the other way round.
struct StockAdjustment {
    Uuid gift_id{};
    Coded<StockSpot> spot = StockSpot::shelf;
    std::string batch{};
    std::optional<Date> expires_on{};
    int quantity = 0;  ///< negative: fewer
    std::string reason{};
};
QIANTAI_DESCRIBE(StockAdjustment, "stock_movement", gift_id, spot, batch, expires_on, quantity,
                 reason)
QIANTAI_NOTES(StockAdjustment, {.field = "spot", .presence = FieldNote::Presence::optional},
              {.field = "quantity", .min = -k_gift_pieces_max, .max = k_gift_pieces_max},
              {.field = "reason", .presence = FieldNote::Presence::always})

/// Where the pieces that are short came from in truth.
struct StockSource {
    std::string batch{};
    std::optional<Date> expires_on{};
};
QIANTAI_DESCRIBE(StockSource, "", batch, expires_on)
QIANTAI_NOTES(StockSource, {.field = "batch",
                            .length_max = k_gift_short_length_max,
                            .presence = FieldNote::Presence::optional})

/// Ends a shortage: with another lot's pieces, or by saying that there were more than the book knew.
struct StockSettlement {
    Uuid gift_id{};
    Coded<StockSpot> spot = StockSpot::shelf;
    std::string batch{};
    std::optional<Date> expires_on{};
    std::optional<StockSource> taken_from{};
    std::string reason{};
};
QIANTAI_DESCRIBE(StockSettlement, "", gift_id, spot, batch, expires_on, taken_from, reason)
QIANTAI_NOTES(StockSettlement, {.field = "spot", .presence = FieldNote::Presence::optional},
              {.field = "batch",
               .length_max = k_gift_short_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "reason",
               .length_max = k_gift_reason_length_max,
               .presence = FieldNote::Presence::always})

struct StockFilter {
    std::string store_code{};  ///< empty = this one
    std::string text{};        ///< part of the code or name
    bool only_some = false;    ///< what lies there or is short
};
QIANTAI_DESCRIBE(StockFilter, "", store_code, text, only_some)
QIANTAI_NOTES(StockFilter,
              {.field = "store_code", .length_max = 8, .presence = FieldNote::Presence::optional},
              {.field = "text",
               .length_max = k_gift_name_length_max,
               .presence = FieldNote::Presence::optional})

/// A gift as lists of stock show it.
struct StockLine {
    std::string store_code{};
    Uuid gift_id{};
    std::string code{};
    std::string name{};
    std::string spec{};
    std::string unit{};
    int on_shelf = 0;
    int on_hold = 0;
    int defective = 0;
    std::string bin{};             ///< where on the shelves; empty: nobody said
    std::vector<StockLot> lots{};  ///< those that are not 0, the first to be issued first
};
QIANTAI_DESCRIBE(StockLine, "", store_code, gift_id, code, name, spec, unit, on_shelf, on_hold,
                 defective, bin, lots)

/// A row of entity gift_bin.
struct GiftBin {
    Uuid id{};
    std::string store_code{};
    Uuid gift_id{};
    std::string bin{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(GiftBin, "gift_bin", id, store_code, gift_id, bin, created_by, created_at)

/// How many there were at a moment.
struct StockBalance {
    std::string store_code{};
    Uuid gift_id{};
    Coded<StockSpot> spot = StockSpot::shelf;
    TimeMs at = 0;
    int quantity = 0;
};
QIANTAI_DESCRIBE(StockBalance, "", store_code, gift_id, spot, at, quantity)

/// Where the page before ended; made by the list, handed back as it is.
struct MovementPlace {
    TimeMs at = 0;
    Uuid id{};
};
QIANTAI_DESCRIBE(MovementPlace, "", at, id)

struct MovementFilter {
    std::string store_code{};  ///< empty = this one
    std::optional<Uuid> gift_id{};
    std::optional<Date> from{};
    std::optional<Date> until{};
    int limit = 50;
    std::optional<MovementPlace> after{};
};
QIANTAI_DESCRIBE(MovementFilter, "", store_code, gift_id, from, until, limit, after)
QIANTAI_NOTES(MovementFilter,
              {.field = "store_code", .length_max = 8, .presence = FieldNote::Presence::optional},
              {.field = "limit", .min = 1, .max = k_stock_list_max})

struct MovementPage {
    std::vector<StockMovement> movements{};
    std::optional<MovementPlace> next{};
};
QIANTAI_DESCRIBE(MovementPage, "", movements, next)

/// What to take from the shelf, the first to expire first; expired pieces are never among them.
struct StockSuggestion {
    std::vector<StockLot> lots{};  ///< with how many to take of each
    int missing = 0;               ///< so many the shelf has not
};
QIANTAI_DESCRIBE(StockSuggestion, "", lots, missing)

/// True if the first is to be issued before the second: what expires first; without a date last.
bool is_issued_before(const StockLot& one, const StockLot& other);
StockSuggestion suggest_lots(std::vector<StockLot> lots, int quantity, Date today);

/// When to warn of expiry: headquarters' policy of this code; whatever it doesn't say stays so.
inline constexpr std::string_view k_gift_expiry_policy = "gifts.expiry";
struct GiftExpiryPolicy {
    std::vector<int> expiry_days{60, 30, 7};
};
QIANTAI_DESCRIBE(GiftExpiryPolicy, "", expiry_days)
/// Of the policy's JSON; the usual one where it says nothing usable.
GiftExpiryPolicy parse_gift_expiry(std::string_view json);
/// The smallest of the policy's levels that the days are within; nothing if none.
std::optional<int> expiry_level(const GiftExpiryPolicy& policy, int days_left);

struct ExpiringLot {
    std::string store_code{};
    Uuid gift_id{};
    std::string code{};
    std::string name{};
    std::string unit{};
    StockLot lot{};
    int days_left = 0;  ///< negative: expired
    int level = 0;      ///< the policy's days that were reached
};
QIANTAI_DESCRIBE(ExpiringLot, "", store_code, gift_id, code, name, unit, lot, days_left, level)

struct LowStock {
    Uuid gift_id{};
    std::string code{};
    std::string name{};
    std::string unit{};
    int on_shelf = 0;
    int stock_min = 0;
    int ordered = 0;  ///< asked for, or approved and not here yet: nobody orders them twice
    int wanted = 0;   ///< to the greatest stock, or to the least where none is said, beside those
};
QIANTAI_DESCRIBE(LowStock, "", gift_id, code, name, unit, on_shelf, stock_min, ordered, wanted)

/// More was taken than there was.
struct StockShortage {
    std::string store_code{};
    Uuid gift_id{};
    std::string code{};
    std::string name{};
    std::string unit{};
    StockLot lot{};  ///< its quantity is negative
    std::vector<StockMovement> causes{};
    std::vector<StockLot> others{};  ///< of the same gift and spot, where the pieces may be from
};
QIANTAI_DESCRIBE(StockShortage, "", store_code, gift_id, code, name, unit, lot, causes, others)

/// Of one lot's movements, in any order: those that took the last pieces, the newest first. So many
/// that one of them had something to take.
std::vector<StockMovement> shortage_causes(std::span<const StockMovement> movements, int short_by);

/// A gift's course over some days; all spots together.
struct StockSheetLine {
    Uuid gift_id{};
    std::string code{};
    std::string name{};
    std::string spec{};
    std::string unit{};
    int opening = 0;
    int received = 0;
    int issued = 0;
    int returned = 0;
    int transferred_in = 0;
    int transferred_out = 0;
    int damaged = 0;
    int adjusted = 0;
    int closing = 0;  ///< opening + received + returned + in - issued - out - damaged + adjusted
    std::optional<Date> expires_first{};
};
QIANTAI_DESCRIBE(StockSheetLine, "", gift_id, code, name, spec, unit, opening, received, issued,
                 returned, transferred_in, transferred_out, damaged, adjusted, closing,
                 expires_first)

/// The same at every till of the store: a gift has one bin there.
Uuid bin_id_of(std::string_view store_code, const Uuid& gift_id);
/// The same at every till that takes it back: two that do so offline make one.
Uuid reversal_id_of(const StockMovement& movement);
/// The same at every till that ends the same shortage, whose newest movement that is.
Uuid settlement_id_of(const StockMovement& newest, std::string_view leg);

}  // namespace qiantai::domain
