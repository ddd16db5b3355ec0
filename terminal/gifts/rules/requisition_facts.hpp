#pragma once

// Requisitions of gifts (礼品申请): the rows, and how far one has come. What the events make of one
// is in requisition_fold.hpp, who may take which step when in requisition_course.hpp, what people
// hand in and see in requisition_desk_facts.hpp.

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

/// What one comes to at most.
inline constexpr Fen k_requisition_worth_max{1'000'000'000'000};

/// Kind of their numbers, see store::HumanNumber.
inline constexpr std::string_view k_requisition_number_kind = "LQ";

/// One line of a step; which parts it needs, the step says.
struct RequisitionLine {
    Uuid gift_id{};
    int pieces = 0;  ///< asked, approved, sent; received: those that are good
    std::string batch{};
    std::optional<Date> expires_on{};
    int damaged = 0;                           ///< received: besides
    Coded<StockSpot> spot = StockSpot::shelf;  ///< sent: from where; given back from hold too
    int unsent = 0;  ///< booked_back: arrived without having been sent, so the sender lacks them
    std::string words{};
};
QIANTAI_DESCRIBE(RequisitionLine, "", gift_id, pieces, batch, expires_on, damaged, spot, unsent,
                 words)
QIANTAI_NOTES(RequisitionLine, {.field = "pieces", .min = 0, .max = k_gift_pieces_max},
              {.field = "batch",
               .length_max = k_gift_short_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "damaged",
               .min = 0,
               .max = k_gift_pieces_max,
               .presence = FieldNote::Presence::optional},
              {.field = "spot", .presence = FieldNote::Presence::optional},
              {.field = "unsent",
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
/// With numbers that somebody can count: what only a broken program writes keeps nothing else from
/// being read.
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
    bool to_book = false;      ///< the sender has its own shelf to put right
    bool booked_back = false;  ///< and has done so
};
QIANTAI_DESCRIBE(RequisitionParcel, "", id, parcel, sent_on, sent_at, sent_by, lines, receipt_id,
                 received, received_at, received_by, countersigned_by, differs, outcome, settled_at,
                 to_book, booked_back)
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

/// The same at every till of the receiver that receives the parcel.
Uuid receipt_id_of(const Requisition& requisition, const Uuid& dispatch_id);
/// The same at every till of `store_code`, which takes the step.
Uuid follow_up_id_of(const Requisition& requisition, const Uuid& receipt_id, RequisitionStep step,
                     std::string_view store_code);
/// Of one lot that a step puts somewhere; the same at every till that takes the step.
Uuid goods_id_of(const Uuid& event_id, std::string_view store_code, const RequisitionLine& lot,
                 StockSpot spot);

}  // namespace qiantai::domain
