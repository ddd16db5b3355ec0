#pragma once

// Requisitions of gifts (礼品申请): plain values. What the events make of one is in
// requisition_fold.hpp, who may take which step when in requisition_course.hpp.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "schema/base/requisition_codes.hpp"
#include "terminal/gifts/rules/stock_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_requisition_not_found{
    "requisition_not_found", Actor::clerk,
    "There is no such requisition on this terminal. Fetch news, then search again.",
    "本机没有这份礼品申请，请同步后再找。"};
inline constexpr ErrorKind k_requisition_malformed{
    "requisition_malformed", Actor::clerk,
    "The field that is named is missing or out of range: 1 to 200 different gifts in use, 1 to "
    "99999 pieces each, a wanted day from today on, a partner that is another open store.",
    "所指的内容缺失或超出范围：1 至 200 种在用礼品，每种 1 至 99999 "
    "件，期望日期不早于今天，对方为其他营业门店或仓库。"};
inline constexpr ErrorKind k_requisition_not_now{
    "requisition_not_now", Actor::clerk,
    "This step can't follow where the requisition stands. Look at its course again.",
    "申请当前状态不能执行此步骤，请查看进度。"};
inline constexpr ErrorKind k_requisition_not_yours{
    "requisition_not_yours", Actor::manager,
    "This step is somebody else's: the roles and the place that may take it stand in its course.",
    "此步骤由其他岗位或其他门店办理。"};
inline constexpr ErrorKind k_requisition_words_missing{
    "requisition_words_missing", Actor::manager,
    "Say why in a few words: a refusal, a cut line and a difference need them.",
    "请写明原因：退回、拒绝、核减和差异都需要说明。"};
inline constexpr ErrorKind k_requisition_received_already{
    "requisition_received_already", Actor::clerk, "This parcel was received already.",
    "该批货已收货。"};
inline constexpr ErrorKind k_requisition_too_many{
    "requisition_too_many", Actor::clerk,
    "More than was approved and not yet sent; the number that is left stands here.",
    "超出已批未发的数量，最多可发提示的数量。"};

/// Kind of their numbers, see store::HumanNumber.
inline constexpr std::string_view k_requisition_number_kind = "LQ";

/// One line of a step; which parts it needs, the step says.
struct RequisitionLine {
    Uuid gift_id{};
    int pieces = 0;  ///< asked, approved, sent; received: those that are good
    std::string batch{};
    std::optional<Date> expires_on{};
    int damaged = 0;  ///< received: besides
    std::string words{};
};
QIANTAI_DESCRIBE(RequisitionLine, "", gift_id, pieces, batch, expires_on, damaged, words)
QIANTAI_NOTES(RequisitionLine, {.field = "pieces", .min = 0, .max = k_gift_pieces_max},
              {.field = "batch",
               .length_max = k_gift_short_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "damaged",
               .min = 0,
               .max = k_gift_pieces_max,
               .presence = FieldNote::Presence::optional},
              {.field = "words",
               .length_max = k_gift_reason_length_max,
               .presence = FieldNote::Presence::optional})

/// The columns `lines`.
struct RequisitionLines {
    std::vector<RequisitionLine> lines{};
};
QIANTAI_DESCRIBE(RequisitionLines, "", lines)
std::vector<RequisitionLine> lines_of(std::string_view json);
std::string lines_text(std::span<const RequisitionLine> lines);

/// A row of entity requisition.
struct Requisition {
    Uuid id{};
    std::string store_code{};
    std::string partner{};
    std::string number{};
    Coded<RequisitionKind> kind = RequisitionKind::requisition;
    Coded<RequisitionPurpose> purpose = RequisitionPurpose::daily;
    std::optional<Uuid> campaign_id{};
    Date wanted_on{};
    bool urgent = false;
    std::string lines{};
    std::string words{};
    bool by_manager = false;
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;

    const std::string& sender() const {
        return kind == RequisitionKind::give_back ? store_code : partner;
    }
    const std::string& receiver() const {
        return kind == RequisitionKind::give_back ? partner : store_code;
    }
};
QIANTAI_DESCRIBE(Requisition, "requisition", id, store_code, partner, number, kind, purpose,
                 campaign_id, wanted_on, urgent, lines, words, by_manager, business_date,
                 created_by, created_at)
QIANTAI_NOTES(Requisition, {.field = "lines", .is_json = true})

/// A row of entity requisition_event.
struct RequisitionEvent {
    Uuid id{};
    std::string store_code{};
    Uuid requisition_id{};
    Coded<RequisitionStep> step{};
    std::optional<Uuid> about_id{};
    std::string lines{};
    Coded<DifferenceOutcome> outcome{};
    std::optional<Fen> worth{};
    std::string parcel{};
    std::string words{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;

    /// row_hlc: later than that of everything its terminal knew then, whatever its clock said.
    std::int64_t order = 0;
};
QIANTAI_DESCRIBE(RequisitionEvent, "requisition_event", id, store_code, requisition_id, step,
                 about_id, lines, outcome, worth, parcel, words, business_date, created_by,
                 created_at)
QIANTAI_NOTES(RequisitionEvent, {.field = "lines", .is_json = true})

/// How far one gift has come.
struct RequisitionItem {
    Uuid gift_id{};
    int asked = 0;
    int approved = 0;
    int sent = 0;
    int arrived = 0;  ///< good ones
    int damaged = 0;
    int missing = 0;    ///< of parcels that were received
    int under_way = 0;  ///< of parcels that were not
    int still_to_send = 0;
    std::string words{};  ///< headquarters', where it cut the line
};
QIANTAI_DESCRIBE(RequisitionItem, "", gift_id, asked, approved, sent, arrived, damaged, missing,
                 under_way, still_to_send, words)

/// What was sent at one time, and what became of it.
struct RequisitionParcel {
    Uuid id{};  ///< of the step `dispatched`
    std::string parcel{};
    Date sent_on{};
    TimeMs sent_at = 0;
    std::string sent_by{};
    std::vector<RequisitionLine> lines{};
    std::optional<Uuid> receipt_id{};
    std::vector<RequisitionLine> received{};
    TimeMs received_at = 0;
    std::string received_by{};
    std::string countersigned_by{};
    bool differs = false;
    Coded<DifferenceOutcome> outcome{};  ///< what headquarters said of the difference
    TimeMs settled_at = 0;
    bool booked_back = false;  ///< the sender has them on its shelf again
};
QIANTAI_DESCRIBE(RequisitionParcel, "", id, parcel, sent_on, sent_at, sent_by, lines, receipt_id,
                 received, received_at, received_by, countersigned_by, differs, outcome, settled_at,
                 booked_back)
QIANTAI_NOTES(RequisitionParcel, {.field = "outcome", .presence = FieldNote::Presence::optional})

struct RequisitionState {
    Coded<RequisitionPhase> phase = RequisitionPhase::asked;
    TimeMs waits_since = 0;  ///< when whom the phase waits for could first do something
    std::vector<RequisitionItem> items{};
    std::vector<RequisitionParcel> parcels{};
    std::string approved_by{};
    std::optional<Date> approved_on{};
    Fen worth{};                ///< approved
    bool closed_short = false;  ///< the rest does not come
    /// Steps that could not follow when they came together with others.
    std::vector<Uuid> without_effect{};
};
QIANTAI_DESCRIBE(RequisitionState, "", phase, waits_since, items, parcels, approved_by, approved_on,
                 worth, closed_short, without_effect)

struct RequisitionEntry {
    std::string partner{};
    Coded<RequisitionKind> kind = RequisitionKind::requisition;
    Coded<RequisitionPurpose> purpose = RequisitionPurpose::daily;
    std::optional<Uuid> campaign_id{};
    Date wanted_on{};
    bool urgent = false;
    std::vector<RequisitionLine> lines{};
    std::string words{};
};
QIANTAI_DESCRIBE(RequisitionEntry, "", partner, kind, purpose, campaign_id, wanted_on, urgent,
                 lines, words)
QIANTAI_NOTES(RequisitionEntry, {.field = "partner", .length_max = 8},
              {.field = "kind", .presence = FieldNote::Presence::optional},
              {.field = "purpose", .presence = FieldNote::Presence::optional},
              {.field = "urgent", .presence = FieldNote::Presence::optional},
              {.field = "lines", .length_max = k_stock_lines_max},
              {.field = "words",
               .length_max = k_requisition_words_length_max,
               .presence = FieldNote::Presence::optional})

/// A step that only says something: approvals, refusals, the end.
struct RequisitionDecision {
    Uuid requisition_id{};
    Coded<RequisitionStep> step{};
    std::vector<RequisitionLine> lines{};  ///< approved: what is; none = all that was asked for
    std::string words{};
};
QIANTAI_DESCRIBE(RequisitionDecision, "", requisition_id, step, lines, words)
QIANTAI_NOTES(RequisitionDecision,
              {.field = "lines",
               .length_max = k_stock_lines_max,
               .presence = FieldNote::Presence::optional},
              {.field = "words",
               .length_max = k_requisition_words_length_max,
               .presence = FieldNote::Presence::optional})

struct RequisitionDispatch {
    Uuid requisition_id{};
    std::vector<RequisitionLine> lines{};
    std::string parcel{};
};
QIANTAI_DESCRIBE(RequisitionDispatch, "", requisition_id, lines, parcel)
QIANTAI_NOTES(RequisitionDispatch, {.field = "lines", .length_max = k_stock_lines_max},
              {.field = "parcel",
               .length_max = k_gift_short_length_max,
               .presence = FieldNote::Presence::optional})

struct RequisitionReceipt {
    Uuid requisition_id{};
    Uuid dispatch_id{};
    /// What was counted, with gifts that were not sent; what is not named did not arrive.
    std::vector<RequisitionLine> lines{};
    std::string words{};  ///< needed where it differs from what was sent
};
QIANTAI_DESCRIBE(RequisitionReceipt, "", requisition_id, dispatch_id, lines, words)
QIANTAI_NOTES(RequisitionReceipt,
              {.field = "lines",
               .length_max = k_stock_lines_max,
               .presence = FieldNote::Presence::optional},
              {.field = "words",
               .length_max = k_requisition_words_length_max,
               .presence = FieldNote::Presence::optional})

/// A requisition with its course.
struct RequisitionPage {
    Requisition requisition{};
    RequisitionState state{};
    std::vector<RequisitionEvent> events{};  ///< as they count
};
QIANTAI_DESCRIBE(RequisitionPage, "", requisition, state, events)

/// As lists show it.
struct RequisitionSummary {
    Uuid id{};
    std::string store_code{};
    std::string partner{};
    std::string number{};
    Coded<RequisitionKind> kind{};
    Coded<RequisitionPhase> phase{};
    bool urgent = false;
    Date wanted_on{};
    Date asked_on{};
    Fen worth{};
};
QIANTAI_DESCRIBE(RequisitionSummary, "", id, store_code, partner, number, kind, phase, urgent,
                 wanted_on, asked_on, worth)

struct RequisitionFilter {
    bool only_open = false;
    int limit = 50;
};
QIANTAI_DESCRIBE(RequisitionFilter, "", only_open, limit)
QIANTAI_NOTES(RequisitionFilter, {.field = "limit", .min = 1, .max = k_stock_list_max})

/// Pieces on neither shelf.
struct StockUnderWay {
    Uuid requisition_id{};
    Uuid dispatch_id{};
    std::string from_store{};
    std::string to_store{};
    Uuid gift_id{};
    int pieces = 0;
};
QIANTAI_DESCRIBE(StockUnderWay, "", requisition_id, dispatch_id, from_store, to_store, gift_id,
                 pieces)

/// What a store may ask for: headquarters' policy of this code,
/// {"month":fen,"year":fen,"stores":[{store,month,year}]}. 0 = as much as it likes.
inline constexpr std::string_view k_gift_budget_policy = "gifts.budget";
struct GiftBudget {
    std::string store{};
    Fen month{};
    Fen year{};
};
QIANTAI_DESCRIBE(GiftBudget, "", store, month, year)
struct GiftBudgetPolicy {
    Fen month{};
    Fen year{};
    std::vector<GiftBudget> stores{};
};
QIANTAI_DESCRIBE(GiftBudgetPolicy, "", month, year, stores)
QIANTAI_NOTES(GiftBudgetPolicy, {.field = "stores", .presence = FieldNote::Presence::optional})
GiftBudget budget_of(std::string_view policy_json, std::string_view store_code);

/// How much of a budget was approved.
struct BudgetUse {
    Fen budget{};
    Fen used{};
    bool warned = false;  ///< 80 % or more
};
QIANTAI_DESCRIBE(BudgetUse, "", budget, used, warned)
inline constexpr int k_budget_warning_percent = 80;
BudgetUse budget_use(Fen budget, Fen used);

struct GiftBudgetUse {
    std::string store_code{};
    BudgetUse month{};
    BudgetUse year{};
};
QIANTAI_DESCRIBE(GiftBudgetUse, "", store_code, month, year)

/// The same at every till of the receiver that receives the parcel.
Uuid receipt_id_of(const Requisition& requisition, const Uuid& dispatch_id);
/// The same at every till of `store_code`, which takes the step.
Uuid follow_up_id_of(const Requisition& requisition, const Uuid& receipt_id, RequisitionStep step,
                     std::string_view store_code);
/// Of one lot that a step puts somewhere; the same at every till that takes the step.
Uuid goods_id_of(const Uuid& event_id, std::string_view store_code, const RequisitionLine& lot,
                 StockSpot spot);

}  // namespace qiantai::domain
