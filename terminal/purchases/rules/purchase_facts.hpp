#pragma once

// Till receipts (消费): plain values, and what follows from them without a database. A receipt is
// a sale or a refund; a refund counts on its own date. A receipt is told from others by its key:
// source, store, till, number and date, so that whatever comes twice is one.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "schema/base/described.hpp"
#include "schema/base/purchase_codes.hpp"
#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_purchase_not_found{
    "purchase_not_found", Actor::clerk,
    "There is no such receipt on this terminal. Check number and date.",
    "本机没有这张小票，请核对小票号和日期。"};
inline constexpr ErrorKind k_purchase_of_other_store{
    "purchase_of_other_store", Actor::clerk,
    "This receipt is another store's; only that store can change it.",
    "这张小票属于其他门店，只能由该门店更改。"};
inline constexpr ErrorKind k_purchase_amount_malformed{
    "purchase_amount_malformed", Actor::clerk,
    "An amount is between 0 and 10,000,000 yuan; a refund is more than 0. A refund is written as "
    "such, not with a minus.",
    "金额须在 0 至 10000000 元之间，退货金额须大于 0；退货请选退货，不要写负数。"};
inline constexpr ErrorKind k_purchase_pieces_malformed{"purchase_pieces_malformed", Actor::clerk,
                                                       "Pieces are a whole number from 1 to 99999.",
                                                       "件数须为 1 至 99999 的整数。"};
inline constexpr ErrorKind k_purchase_date_malformed{
    "purchase_date_malformed", Actor::clerk,
    "The date of a receipt is not after today and not before the year 2000. If the today that stands "
    "here is wrong, set this computer's clock first.",
    "小票日期不能晚于今天，也不能早于 2000 年。括号里的今天不对时，请先校准本机时钟。"};
inline constexpr ErrorKind k_purchase_too_many_items{"purchase_too_many_items", Actor::clerk,
                                                     "A receipt has at most 200 lines.",
                                                     "一张小票最多 200 行商品。"};
inline constexpr ErrorKind k_purchase_item_unnamed{"purchase_item_unnamed", Actor::clerk,
                                                   "Every line names the item or its code.",
                                                   "每行商品须有品名或编码。"};
inline constexpr ErrorKind k_purchase_differs{
    "purchase_differs", Actor::clerk,
    "A receipt with this number, till and date is here already, and says otherwise. Compare the two; "
    "if this one is right, the manager takes the other one back first.",
    "同一收银台、同一日期已有这个小票号，内容不同。请核对；若新的正确，先由店长撤销原小票。"};
inline constexpr ErrorKind k_purchase_repeated{
    "purchase_repeated", Actor::clerk,
    "The same amount was written down for that day already, also without a receipt number. If it was "
    "bought twice, say so.",
    "当天已有一笔相同金额、没有小票号的消费。若确实买了两次，请确认后再存。"};
inline constexpr ErrorKind k_purchase_refund_of_what{
    "purchase_refund_of_what", Actor::clerk,
    "A refund belongs to a sale of this store that was not taken back.",
    "退货须对应本店一张未撤销的销售小票。"};
inline constexpr ErrorKind k_purchase_refund_too_high{
    "purchase_refund_too_high", Actor::clerk,
    "More can't be given back than was paid; what is left of it stands here.",
    "退货金额超过可退余额，可退余额见提示。"};
inline constexpr ErrorKind k_purchase_refund_too_early{"purchase_refund_too_early", Actor::clerk,
                                                       "A refund is not before its sale.",
                                                       "退货日期不能早于销售日期。"};
inline constexpr ErrorKind k_purchase_member_ambiguous{
    "purchase_member_ambiguous", Actor::clerk,
    "Several members have this number. Choose the one who bought.",
    "有多位会员使用这个号码，请选择购买的会员。"};
inline constexpr ErrorKind k_purchase_member_unknown{
    "purchase_member_unknown", Actor::clerk,
    "No member here has this number. Look for the member at other stores, or save without a member.",
    "本机没有这个号码的会员。可查询其他门店，或不记会员直接保存。"};
inline constexpr ErrorKind k_purchase_has_member{
    "purchase_has_member", Actor::manager,
    "This receipt belongs to a member already. The manager can give it to another one.",
    "这张小票已归属会员，如需改为他人，请店长操作。"};
inline constexpr ErrorKind k_purchase_has_refunds{
    "purchase_has_refunds", Actor::manager,
    "Goods of this receipt were given back. Take the refund back first.",
    "这张小票已有退货，请先撤销退货。"};
inline constexpr ErrorKind k_purchase_undone_already{"purchase_undone_already", Actor::manager,
                                                     "This receipt was taken back already.",
                                                     "这张小票已撤销。"};
inline constexpr ErrorKind k_purchase_reason_missing{
    "purchase_reason_missing", Actor::manager,
    "Give a reason in a few words, without a telephone number in it.",
    "请简要填写原因，不要写电话号码。"};
inline constexpr ErrorKind k_day_total_malformed{
    "day_total_malformed", Actor::clerk,
    "A day's receipts and pieces are whole numbers from 0 to 1,000,000; its net sales at most "
    "100,000,000 yuan either way.",
    "当日客单数和件数须为 0 至 1000000 的整数，净销售额不超过正负 1 亿元。"};

inline constexpr ErrorKind k_purchase_range_malformed{
    "purchase_range_malformed", Actor::clerk, "Choose at most 366 days, the first one first.",
    "日期范围不对：最多 366 天，开始日期在前。"};

inline const Date k_first_purchase_date = Date::of_text("2000-01-01");
inline constexpr Fen k_purchase_amount_max{1'000'000'000};
inline constexpr int k_purchase_pieces_max = 99'999, k_purchase_items_max = 200;
/// The till system of whoever types a receipt; an importer's files have names of their own.
inline constexpr std::string_view k_own_till_source = "till";

struct PurchaseItem {
    std::string code{};
    std::string name{};
    std::string category{};
    std::optional<int> pieces{};
    std::optional<Fen> amount{};  ///< after discounts
    bool operator==(const PurchaseItem&) const = default;
};
QIANTAI_DESCRIBE(PurchaseItem, "", code, name, category, pieces, amount)
QIANTAI_NOTES(PurchaseItem,
              {.field = "code",
               .length_max = k_purchase_item_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "name",
               .length_max = k_purchase_item_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "category",
               .length_max = k_purchase_category_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "pieces", .min = 1, .max = k_purchase_pieces_max},
              {.field = "amount", .min = 0})

/// The column `items` of entity purchase.
struct PurchaseLines {
    std::vector<PurchaseItem> lines{};
};
QIANTAI_DESCRIBE(PurchaseLines, "", lines)

/// A row of entity purchase.
struct Purchase {
    Uuid id{};
    std::string store_code{};
    Coded<PurchaseKind> kind = PurchaseKind::sale;
    std::string source{};
    std::string till{};
    std::string number{};
    bool weak_key = false;
    Date business_date{};
    Fen amount{};
    std::optional<int> pieces{};
    std::string items{};  ///< JSON of PurchaseLines; empty = not known
    std::optional<Uuid> refund_of{};
    std::optional<Uuid> member_id{};  ///< the record may have been merged since
    std::string home_store{};
    std::string claimed{};
    std::optional<std::int64_t> undone_at{};
    std::string undone_by{};
    std::string created_by{};
    TimeMs created_at = 0;

    bool is_refund() const { return kind == PurchaseKind::refund; }
};
QIANTAI_DESCRIBE(Purchase, "purchase", id, store_code, kind, source, till, number, weak_key,
                 business_date, amount, pieces, items, refund_of, member_id, home_store, claimed,
                 undone_at, undone_by, created_by, created_at)
QIANTAI_NOTES(Purchase, {.field = "items", .is_json = true})

std::vector<PurchaseItem> items_of(const Purchase& purchase);
std::string items_text(std::span<const PurchaseItem> items);

/// The id of a receipt that has a number.
Uuid purchase_id(const Purchase& purchase);
/// The id of the nth one, from 0, that day without a number and otherwise the same.
Uuid weak_purchase_id(const Purchase& purchase, int ordinal);
/// Of what a store's tills say of a day.
Uuid day_total_id(std::string_view store_code, Date date);

/// True if what was written once more says the same of what was bought and when, and names nobody
/// else; who wrote it down is no matter.
bool is_same_receipt(const Purchase& known, const Purchase& again);

/// A receipt as somebody writes it down.
struct PurchaseEntry {
    std::string number{};  ///< as on the receipt; empty = it has none
    std::string till{};
    std::string source{};                 ///< empty = k_own_till_source
    std::optional<Date> business_date{};  ///< absent = today
    Coded<PurchaseKind> kind = PurchaseKind::sale;
    Fen amount{};
    std::optional<int> pieces{};  ///< absent = the items', where each says how many
    std::vector<PurchaseItem> items{};
    std::optional<Uuid> refund_of{};
    std::optional<Uuid> member_id{};
    std::string member_number{};  ///< whole phone or card number, in place of member_id
    bool repeated = false;        ///< without a number: bought once more, not written down twice
};
QIANTAI_DESCRIBE(PurchaseEntry, "purchase", number, till, source, business_date, kind, amount,
                 pieces, items, refund_of, member_id, member_number, repeated)
QIANTAI_NOTES(
    PurchaseEntry, {.field = "source", .presence = FieldNote::Presence::optional},
    {.field = "business_date",
     .meaning = "absent = today",
     .presence = FieldNote::Presence::optional},
    {.field = "kind", .presence = FieldNote::Presence::optional}, {.field = "amount", .min = 0},
    {.field = "pieces", .min = 1, .max = k_purchase_pieces_max},
    {.field = "items",
     .length_max = k_purchase_items_max,
     .presence = FieldNote::Presence::optional},
    {.field = "member_number",
     .column = k_no_column,
     .length_max = k_purchase_claim_length_max,
     .presence = FieldNote::Presence::optional},
    {.field = "repeated", .column = k_no_column, .presence = FieldNote::Presence::optional})

/// A receipt as lists show it.
struct PurchaseLine {
    Purchase purchase{};
    Fen refunded{};  ///< of a sale, by all its refunds
    std::string member_name{};
};
QIANTAI_DESCRIBE(PurchaseLine, "", purchase, refunded, member_name)

/// Where the page before ended; made by the list, handed back as it is.
struct PurchasePlace {
    Date date{};
    TimeMs written_at = 0;
    Uuid id{};
};
QIANTAI_DESCRIBE(PurchasePlace, "", date, written_at, id)

inline constexpr int k_purchase_list_max = 200;

struct PurchaseFilter {
    std::optional<Uuid> member_id{};  ///< with everything merged into the same person
    std::string number{};             ///< exactly
    std::optional<Date> from{};
    std::optional<Date> until{};  ///< the last day
    bool only_claimed = false;    ///< whose number several members have
    bool undone = false;          ///< also those that were taken back
    int limit = 50;               ///< 1 to k_purchase_list_max
    std::optional<PurchasePlace> after{};
};
QIANTAI_DESCRIBE(PurchaseFilter, "", member_id, number, from, until, only_claimed, undone, limit,
                 after)
QIANTAI_NOTES(PurchaseFilter,
              {.field = "number",
               .length_max = k_till_receipt_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "limit", .min = 1, .max = k_purchase_list_max})

struct PurchasePage {
    std::vector<PurchaseLine> purchases{};
    std::optional<PurchasePlace> next{};
};
QIANTAI_DESCRIBE(PurchasePage, "", purchases, next)

/// A row of entity day_total.
struct DayTotal {
    Uuid id{};
    std::string store_code{};
    Date business_date{};
    std::string source{};
    Fen net{};
    int receipts = 0;
    std::optional<int> pieces{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(DayTotal, "day_total", id, store_code, business_date, source, net, receipts,
                 pieces, created_by, created_at)

inline constexpr int k_day_receipts_max = 1'000'000;
inline constexpr Fen k_day_net_max{10'000'000'000};

struct DayTotalEntry {
    std::optional<Date> business_date{};  ///< absent = today
    std::string source{};                 ///< empty = k_own_till_source
    Fen net{};
    int receipts = 0;
    std::optional<int> pieces{};
};
QIANTAI_DESCRIBE(DayTotalEntry, "day_total", business_date, source, net, receipts, pieces)
QIANTAI_NOTES(DayTotalEntry,
              {.field = "business_date",
               .meaning = "absent = today",
               .presence = FieldNote::Presence::optional},
              {.field = "source", .presence = FieldNote::Presence::optional},
              {.field = "receipts", .min = 0, .max = k_day_receipts_max},
              {.field = "pieces", .min = 0, .max = k_day_receipts_max})

/// A day of the store: what the till says, and what is known here by receipt.
struct PurchaseDay {
    Date date{};
    std::optional<DayTotal> total{};
    Fen known_net{};         ///< sales of the day, less refunds of the day
    int known_receipts = 0;  ///< sales, without those refunded in full
    Fen refunded{};          ///< refunds of the day, which known_net is less
    Fen member_net{};        ///< of these: members'
    int member_receipts = 0;
};
QIANTAI_DESCRIBE(PurchaseDay, "", date, total, known_net, known_receipts, refunded, member_net,
                 member_receipts)

inline constexpr int k_purchase_days_max = 366;

}  // namespace qiantai::domain
