#pragma once

// Gifts that are given away (发放): the rows, and headquarters' limits. What a recipient may have is
// in issue_judge_facts.hpp, what people hand in and see in issuance_desk_facts.hpp. An issuance is
// never changed; a line that is taken back is a row of its own.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/issuance_codes.hpp"
#include "terminal/gifts/rules/stock_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_issuance_not_found{
    "issuance_not_found", Actor::clerk,
    "There is no such issuance on this terminal. Fetch news, then search again.",
    "本机没有这笔发放记录，请同步后再找。"};
inline constexpr ErrorKind k_issuance_of_other_store{
    "issuance_of_other_store", Actor::clerk,
    "This issuance is another store's; only that store can take it back.",
    "这笔发放属于其他门店，只能由该门店办理。"};
inline constexpr ErrorKind k_issuance_malformed{
    "issuance_malformed", Actor::clerk,
    "The field that is named is missing or out of range: 1 to 50 different gifts of 1 to 99999 "
    "pieces; the reason `campaign` goes with campaigns, any other with gifts that need none.",
    "所指的内容缺失或超出范围：每次 1 至 50 种礼品，每种 1 至 99999 "
    "件；“活动”须选活动，其他原因用于不属活动的礼品。"};
inline constexpr ErrorKind k_issuance_recipient_missing{
    "issuance_recipient_missing", Actor::clerk,
    "Say who gets it: scan the member's card, or type the recipient's name.",
    "请说明领取人：扫会员卡，或输入姓名。"};
inline constexpr ErrorKind k_issuance_unsigned{
    "issuance_unsigned", Actor::clerk,
    "The recipient signs for exactly these pieces; if nobody signs, say why.",
    "请顾客对本单礼品签名；未签名须写明原因。"};
inline constexpr ErrorKind k_issuance_not_allowed{
    "issuance_not_allowed", Actor::clerk,
    "Some of these pieces can't be given to this recipient; the reason stands with the line. Give "
    "what is allowed.",
    "其中有礼品不能发给该顾客，原因见该行，请只发允许的部分。"};
inline constexpr ErrorKind k_issuance_needs_approval{
    "issuance_needs_approval", Actor::manager,
    "More than the limits let: the number of pieces stands here. The manager agrees with a PIN, or "
    "give what is allowed.",
    "超出限额的件数见提示，请店长输入密码同意，或先发允许的部分。"};
inline constexpr ErrorKind k_issuance_nothing_to_approve{
    "issuance_nothing_to_approve", Actor::clerk,
    "Nothing here is beyond the limits: give it without an approval.",
    "本单没有超限，无需审批，可直接发放。"};
inline constexpr ErrorKind k_issuance_approver_unfit{
    "issuance_approver_unfit", Actor::manager,
    "Only a store manager agrees to more than the limits let.", "超限发放只能由店长同意。"};
inline constexpr ErrorKind k_issuance_approver_quota{
    "issuance_approver_quota", Actor::manager,
    "This manager's quota of the day lets no more; what is left of it stands here.",
    "该店长今日可批件数不足，剩余件数见提示。"};
inline constexpr ErrorKind k_issuance_reason_missing{
    "issuance_reason_missing", Actor::clerk,
    "Give a reason in a few words, without a telephone number in it.",
    "请简要填写原因，不要写电话号码。"};
inline constexpr ErrorKind k_issuance_line_not_found{
    "issuance_line_not_found", Actor::clerk,
    "This issuance has no such line. Look at it again.", "该发放单没有这一行，请刷新后再看。"};
inline constexpr ErrorKind k_issuance_taken_back_already{
    "issuance_taken_back_already", Actor::clerk, "This line was taken back already.",
    "该行已退回或冲正。"};
inline constexpr ErrorKind k_issuance_settled_already{
    "issuance_settled_already", Actor::manager,
    "Somebody has settled this already. Look at the list again.", "该单已处理，请刷新。"};
inline constexpr ErrorKind k_issuance_nothing_to_settle{
    "issuance_nothing_to_settle", Actor::manager,
    "No purchase behind this issuance was given back, or its gifts are here again.",
    "该发放对应的消费没有退货，或礼品已退回。"};

inline constexpr ErrorKind k_issuance_has_member{
    "issuance_has_member", Actor::manager,
    "This gift went to a member: erase the member, and everything goes with it.",
    "该礼品由会员领取，请删除会员，相关信息会一并删除。"};

inline constexpr int k_issuance_lines_max = 50, k_issuance_list_max = 200;
/// Kind of their numbers, see store::HumanNumber.
inline constexpr std::string_view k_issuance_number_kind = "LF";

/// A row of entity issuance.
struct Issuance {
    Uuid id{};
    std::string store_code{};
    std::string number{};
    std::optional<Uuid> member_id{};  ///< the record may have been merged since
    std::string home_store{};
    std::string recipient_name{};
    std::string recipient_phone{};
    std::string till_receipt{};
    std::optional<Fen> receipt_amount{};
    std::optional<Uuid> purchase_id{};
    Coded<IssuanceReason> reason = IssuanceReason::campaign;
    std::string words{};
    std::string signed_text{};
    std::string signature{};
    std::string unsigned_reason{};
    std::string approved_by{};
    std::string approval_words{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(Issuance, "issuance", id, store_code, number, member_id, home_store,
                 recipient_name, recipient_phone, till_receipt, receipt_amount, purchase_id, reason,
                 words, signed_text, signature, unsigned_reason, approved_by, approval_words,
                 business_date, created_by, created_at)

/// A row of entity issuance_line: pieces of one lot. Its stock movement has the same id.
struct IssuanceLine {
    Uuid id{};
    std::string store_code{};
    Uuid issuance_id{};
    Uuid gift_id{};
    std::string batch{};
    std::optional<Date> expires_on{};
    int pieces = 0;
    int over = 0;  ///< of these, beyond the limits and approved
    std::optional<Uuid> campaign_id{};
    int times = 0;
    std::optional<Uuid> lease_id{};        ///< of the till's claim
    std::optional<Uuid> entitlement_id{};  ///< of the first line of a gift only
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(IssuanceLine, "issuance_line", id, store_code, issuance_id, gift_id, batch,
                 expires_on, pieces, over, campaign_id, times, lease_id, entitlement_id,
                 business_date, created_by, created_at)

/// A row of entity issuance_return; its stock movement has the same id.
struct IssuanceReturn {
    Uuid id{};
    std::string store_code{};
    Uuid issuance_id{};
    Uuid line_id{};
    Coded<IssuanceReturnKind> kind{};
    int pieces = 0;
    std::optional<Uuid> lease_id{};
    std::string reason{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(IssuanceReturn, "issuance_return", id, store_code, issuance_id, line_id, kind,
                 pieces, lease_id, reason, business_date, created_by, created_at)

/// A row of entity issuance_settlement.
struct IssuanceSettlement {
    Uuid id{};
    std::string store_code{};
    Uuid issuance_id{};
    Coded<TakebackOutcome> outcome{};
    std::optional<Fen> amount{};
    std::string words{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(IssuanceSettlement, "issuance_settlement", id, store_code, issuance_id, outcome,
                 amount, words, business_date, created_by, created_at)

/// The same at every till of the store that settles it.
Uuid issuance_settlement_id_of(const Issuance& issuance);

/// How much may be given, and what is conspicuous: headquarters' policy of this code; whatever it
/// doesn't say stays so. Defaults as FORMS.md D1.
inline constexpr std::string_view k_gift_limits_policy = "gifts.limits";
struct GiftLimits {
    int per_order = 1;       ///< pieces to one recipient at a time that no campaign gives
    int clerk_day = 15;      ///< pieces that a clerk gives on one day
    int manager_day = 30;    ///< pieces that a manager gives and approves on one day
    int repeat_days = 7;     ///< the same telephone again within so many days is conspicuous
    int mean_percent = 150;  ///< so is a clerk above this part of the store's mean,
    int share_percent = 40;  ///< one gift above this part of a day's pieces,
    int cap_percent = 80;    ///< and a campaign that has used so much of its cap
    int register_off = 3;    ///< pieces that a day's register may be off without words
    int birthday_days = 7;   ///< a birthday gift is had so many days before and after it
    int lease_pieces = 30;   ///< what a till wants to have free of a campaign's cap
};
QIANTAI_DESCRIBE(GiftLimits, "", per_order, clerk_day, manager_day, repeat_days, mean_percent,
                 share_percent, cap_percent, register_off, birthday_days, lease_pieces)
/// Of the policy's JSON; the usual ones where it says nothing usable.
GiftLimits parse_gift_limits(std::string_view json);

}  // namespace qiantai::domain
