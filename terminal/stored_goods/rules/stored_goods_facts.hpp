#pragma once

// Goods of members in the store's keeping (存货): plain values, and what follows from them without
// a database. A deposit never changes; withdrawals, reversals, moves and reminders are events
// beside it. How many are left and where they lie is their sum, the same in every order of arrival:
// two tills offline that hand out the last piece both stand, and what is short is shown.

#include <compare>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "schema/base/described.hpp"
#include "schema/base/result.hpp"
#include "schema/base/stored_goods_codes.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_goods_not_found{
    "goods_not_found", Actor::clerk,
    "There are no such goods in keeping on this terminal. Search again.",
    "本机没有这笔存货，请重新查找。"};
inline constexpr ErrorKind k_goods_of_other_store{
    "goods_of_other_store", Actor::clerk,
    "These goods lie at another store; only that store can hand them out.",
    "这笔存货在其他门店，只能由该门店办理。"};
inline constexpr ErrorKind k_goods_quantity_malformed{
    "goods_quantity_malformed", Actor::clerk, "A quantity is a whole number from 1 to 9999.",
    "数量须为 1 至 9999 的整数。"};
inline constexpr ErrorKind k_goods_not_enough{
    "goods_not_enough", Actor::clerk,
    "So many are not left; the number that is stands here. Take at most that many.",
    "剩余数量不足，最多可领提示的数量。"};
inline constexpr ErrorKind k_goods_item_missing{"goods_item_missing", Actor::clerk,
                                                "Say what is stored: type or scan the item.",
                                                "请填写品名，可输入或扫码。"};
inline constexpr ErrorKind k_goods_expiry_malformed{"goods_expiry_malformed", Actor::clerk,
                                                    "The date has 8 digits, e.g. 20270131.",
                                                    "有效期为 8 位数字，如 20270131。"};
inline constexpr ErrorKind k_goods_fee_malformed{"goods_fee_malformed", Actor::clerk,
                                                 "A fee is between 0 and 100,000 yuan.",
                                                 "寄存费须在 0 至 100000 元之间。"};
inline constexpr ErrorKind k_goods_reason_missing{
    "goods_reason_missing", Actor::clerk,
    "Give a reason in a few words, without a telephone number in it.",
    "请简要填写原因，不要写电话号码。"};
inline constexpr ErrorKind k_goods_place_missing{
    "goods_place_missing", Actor::clerk, "Say where the goods lie now.", "请填写现在的货位。"};
inline constexpr ErrorKind k_goods_same_place{"goods_same_place", Actor::clerk,
                                              "The goods lie there already.", "存货已在该货位。"};
inline constexpr ErrorKind k_goods_signed_text_missing{
    "goods_signed_text_missing", Actor::itself,
    "What the signer was shown has to be kept with the signature.", "签名须与所示内容一并保存。"};
inline constexpr ErrorKind k_goods_no_withdrawal{"goods_no_withdrawal", Actor::manager,
                                                 "There is no such withdrawal to reverse.",
                                                 "没有可冲正的领取记录。"};
inline constexpr ErrorKind k_goods_reversed_already{"goods_reversed_already", Actor::manager,
                                                    "This withdrawal was reversed already.",
                                                    "该次领取已冲正。"};

inline constexpr ErrorKind k_goods_signed_already{
    "goods_signed_already", Actor::clerk, "The customer has signed for these goods already.",
    "这笔存货顾客已签名。"};
inline constexpr ErrorKind k_goods_not_one_visit{
    "goods_not_one_visit", Actor::clerk,
    "One signature is for 1 to 50 deposits of one customer. Let the customer sign for each visit.",
    "一次签名只用于同一顾客的 1 至 50 笔存货，请按次签名。"};

/// Kind of their numbers, see store::HumanNumber.
inline constexpr std::string_view k_goods_number_kind = "SG";
/// True if it is the number of goods in keeping, as typed or scanned; they need not be known here.
bool is_goods_number(std::string_view typed);

inline constexpr int k_goods_quantity_max = 9999;
inline constexpr Fen k_goods_fee_max{10'000'000};

/// A row of entity stored_goods.
struct StoredGoods {
    Uuid id{};
    std::string store_code{};
    Uuid member_id{};  ///< who deposited them; the record may have been merged since
    std::string number{};
    std::string item{};
    std::string barcode{};
    std::string unit{};
    int quantity = 0;
    std::string batch{};
    std::optional<Date> expires_on{};
    std::string place{};
    std::string till_receipt{};
    Fen fee{};
    std::string remark{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(StoredGoods, "stored_goods", id, store_code, member_id, number, item, barcode,
                 unit, quantity, batch, expires_on, place, till_receipt, fee, remark, business_date,
                 created_by, created_at)

/// A row of entity stored_goods_event.
struct GoodsEvent {
    Uuid id{};
    std::string store_code{};
    Uuid goods_id{};
    Uuid member_id{};
    Coded<GoodsEventKind> kind{};
    std::optional<int> quantity{};
    std::optional<Uuid> reverses_id{};
    std::string place{};
    std::string reason{};
    Coded<ReminderOutcome> outcome{};
    Coded<GoodsSigner> signed_by{};
    std::string signer{};
    std::string signed_text{};
    std::string signature{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;

    /// row_hlc: later than that of everything its terminal knew then, whatever its clock said.
    std::int64_t order = 0;
};
QIANTAI_DESCRIBE(GoodsEvent, "stored_goods_event", id, store_code, goods_id, member_id, kind,
                 quantity, reverses_id, place, reason, outcome, signed_by, signer, signed_text,
                 signature, business_date, created_by, created_at)

/// What the events make of a deposit.
struct GoodsState {
    int remaining = 0;
    int withdrawn = 0;
    int shortage = 0;  ///< so many more were handed out than there were
    std::string place{};
    std::optional<Date> last_withdrawn_on{};
    std::optional<Date> last_reminded_on{};
    Coded<ReminderOutcome> last_outcome{};
    std::optional<Date> last_answered_on{};  ///< the last reminder that reached the member
};
QIANTAI_DESCRIBE(GoodsState, "", remaining, withdrawn, shortage, place, last_withdrawn_on,
                 last_reminded_on, last_outcome, last_answered_on)
QIANTAI_NOTES(GoodsState, {.field = "last_outcome", .presence = FieldNote::Presence::optional})

/// In whatever order the events come.
GoodsState fold_goods(const StoredGoods& goods, std::span<const GoodsEvent> events);
/// True if the withdrawal of this id was taken back.
bool is_reversed(const Uuid& withdrawal, std::span<const GoodsEvent> events);
/// The customer's signature under the deposit; the last one if two tills have one. Null: none.
const GoodsEvent* signing_of(std::span<const GoodsEvent> events);

/// Headquarters' policy of this code has the conditions that stand on the 寄存单:
/// {"conditions":["…"]}.
inline constexpr std::string_view k_goods_conditions_policy = "stored_goods.conditions";
struct GoodsConditions {
    std::vector<std::string> conditions{};
};
QIANTAI_DESCRIBE(GoodsConditions, "", conditions)

/// When to remind: headquarters' policy of this code; whatever it doesn't say stays as here.
inline constexpr std::string_view k_goods_reminder_policy = "stored_goods.reminders";
struct GoodsReminderPolicy {
    int idle_days = 60;                       ///< nothing fetched for so long, 1 to 3650
    std::vector<int> expiry_days{60, 30, 7};  ///< so long before they expire, each once
};
QIANTAI_DESCRIBE(GoodsReminderPolicy, "", idle_days, expiry_days)
/// Of the policy's JSON; the usual one where it says nothing usable.
GoodsReminderPolicy parse_reminder_policy(std::string_view json);

/// In the order of their urgency.
enum class ReminderReason { expired, expiring, idle };
constexpr auto codes_of(ReminderReason) {
    return std::to_array<CodedValue<ReminderReason>>({{ReminderReason::expired, "expired"},
                                                      {ReminderReason::expiring, "expiring"},
                                                      {ReminderReason::idle, "idle"}});
}

struct GoodsReminder {
    Coded<ReminderReason> reason = ReminderReason::idle;
    /// expired: since so many days; expiring: in so many; idle: nothing fetched for so many.
    int days = 0;
    int level = 0;     ///< expiring: the policy's days that were reached
    bool due = false;  ///< nobody has been reminded for this reason yet, or not reached today
};
QIANTAI_DESCRIBE(GoodsReminder, "", reason, days, level, due)

/// The most urgent reason that is due; if none is, the most urgent one; nothing where nothing is
/// left or there is no reason. A try that reached nobody is due again the next day.
std::optional<GoodsReminder> reminder_of(const StoredGoods& goods, const GoodsState& state,
                                         const GoodsReminderPolicy& policy, Date today);
/// True if the first is to be reminded before the second.
bool is_more_urgent(const GoodsReminder& one, const GoodsReminder& other);

struct GoodsDeposit {
    Uuid member_id{};
    std::string item{};
    int quantity = 1;
    std::string barcode{};
    std::string unit{};
    std::string batch{};
    std::optional<Date> expires_on{};
    std::string place{};
    std::string till_receipt{};
    Fen fee{};
    std::string remark{};
};
QIANTAI_DESCRIBE(GoodsDeposit, "stored_goods", member_id, item, quantity, barcode, unit, batch,
                 expires_on, place, till_receipt, fee, remark)
QIANTAI_NOTES(GoodsDeposit, {.field = "quantity", .min = 1, .max = k_goods_quantity_max},
              {.field = "fee", .min = 0, .presence = FieldNote::Presence::optional})

struct GoodsWithdrawal {
    Uuid goods_id{};
    int quantity = 1;
    std::string signer{};       ///< who came for the member; empty = the member
    std::string signed_text{};  ///< exactly what was shown when it was signed
    std::string signature{};    ///< see signature_text()
};
QIANTAI_DESCRIBE(GoodsWithdrawal, "stored_goods_event", goods_id, quantity, signer, signed_text,
                 signature)
QIANTAI_NOTES(GoodsWithdrawal, {.field = "quantity", .min = 1, .max = k_goods_quantity_max},
              {.field = "signed_text", .presence = FieldNote::Presence::always},
              {.field = "signature", .presence = FieldNote::Presence::always})

/// A deposit as lists show it.
struct GoodsLine {
    StoredGoods goods{};
    GoodsState state{};
    Uuid member_id{};  ///< the record that stands for who deposited them
    std::string member_name{};
    std::string member_phone{};  ///< as this session may see it
    std::optional<GoodsReminder> reminder{};
};
QIANTAI_DESCRIBE(GoodsLine, "", goods, state, member_id, member_name, member_phone, reminder)

/// What a customer is asked to sign for: what was left on one day and nobody has signed for.
struct GoodsToSign {
    std::vector<GoodsLine> goods{};  ///< the one that was asked for first
    std::vector<std::string> conditions{};
};
QIANTAI_DESCRIBE(GoodsToSign, "", goods, conditions)
inline constexpr int k_goods_visit_max = 50;

struct GoodsSigning {
    std::vector<Uuid> goods_ids{};  ///< of one customer
    std::string signed_text{};      ///< exactly what was shown when it was signed
    std::string signature{};        ///< see signature_text()
};
QIANTAI_DESCRIBE(GoodsSigning, "stored_goods_event", goods_ids, signed_text, signature)
QIANTAI_NOTES(GoodsSigning, {.field = "goods_ids", .length_max = k_goods_visit_max},
              {.field = "signed_text", .presence = FieldNote::Presence::always},
              {.field = "signature", .presence = FieldNote::Presence::always})

/// Where the page before ended; made by the list, handed back as it is.
struct GoodsPlace {
    TimeMs at = 0;
    Uuid id{};
};
QIANTAI_DESCRIBE(GoodsPlace, "", at, id)

/// Most lines of one answer.
inline constexpr int k_goods_list_max = 200;

struct GoodsFilter {
    std::optional<Uuid> member_id{};  ///< with everything merged into the same person
    std::string item{};               ///< exactly
    std::string place{};              ///< where they lie now
    /// Part of item, number or member's name; a whole barcode or phone, or its last four digits.
    std::string text{};
    bool only_remaining = false;  ///< also those that are short
    int limit = 50;               ///< 1 to k_goods_list_max
    std::optional<GoodsPlace> after{};
};
QIANTAI_DESCRIBE(GoodsFilter, "", member_id, item, place, text, only_remaining, limit, after)
QIANTAI_NOTES(GoodsFilter, {.field = "item", .presence = FieldNote::Presence::optional},
              {.field = "place", .presence = FieldNote::Presence::optional},
              {.field = "text", .presence = FieldNote::Presence::optional},
              {.field = "limit", .min = 1, .max = k_goods_list_max})

struct GoodsPage {
    std::vector<GoodsLine> goods{};
    std::optional<GoodsPlace> next{};
};
QIANTAI_DESCRIBE(GoodsPage, "", goods, next)

/// One deposit with its course, the newest first.
struct GoodsCourse {
    GoodsLine line{};
    std::vector<GoodsEvent> events{};
};
QIANTAI_DESCRIBE(GoodsCourse, "", line, events)

/// What is left of one item, over all members.
struct GoodsItemTotal {
    std::string item{};
    std::string unit{};
    int deposits = 0;  ///< that have something left or are short
    int remaining = 0;
    int shortage = 0;
    std::optional<Date> expires_first{};
};
QIANTAI_DESCRIBE(GoodsItemTotal, "", item, unit, deposits, remaining, shortage, expires_first)

}  // namespace qiantai::domain
