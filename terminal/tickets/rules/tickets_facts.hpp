#pragma once

// What people put into tickets: plain values, no database. What they see of them is in
// ticket_lists_facts.hpp.

#include <optional>
#include <string>
#include <vector>

#include "terminal/tickets/rules/ticket_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_ticket_not_found{
    "ticket_not_found", Actor::clerk, "There is no such case on this terminal. Search again.",
    "本机没有这张工单，请重新查找。"};
inline constexpr ErrorKind k_ticket_of_other_store{
    "ticket_of_other_store", Actor::manager,
    "The case lies with another store or with headquarters; only they can do this.",
    "工单由其他门店或总部办理，只能由对方操作。"};
inline constexpr ErrorKind k_ticket_words_missing{"ticket_words_missing", Actor::clerk,
                                                  "Say in a few words what it is about.",
                                                  "请简要填写内容。"};
inline constexpr ErrorKind k_ticket_number_in_words{
    "ticket_number_in_words", Actor::clerk,
    "Telephone numbers don't belong into the text; they have a field of their own.",
    "请勿在文字中写电话号码，电话请填在专门的栏目里。"};
inline constexpr ErrorKind k_ticket_field_missing{"ticket_field_missing", Actor::clerk,
                                                  "This step needs one more thing; fill it in.",
                                                  "这一步还缺内容，请填写提示的栏目。"};
inline constexpr ErrorKind k_ticket_field_unfit{
    "ticket_field_unfit", Actor::clerk,
    "This step has nothing of that kind. Leave it empty, or take the step that does.",
    "这一步不填该栏目，请清空，或改用相应的步骤。"};
inline constexpr ErrorKind k_ticket_value_malformed{"ticket_value_malformed", Actor::clerk,
                                                    "This value can't be; what can stands here.",
                                                    "该值不符合要求，可填范围见提示。"};
inline constexpr ErrorKind k_ticket_authority_number_missing{
    "ticket_authority_number_missing", Actor::clerk,
    "A case passed on by the authority has its number; type it in.",
    "12315 转办的工单须填写对方的编号。"};
inline constexpr ErrorKind k_ticket_no_contradiction{
    "ticket_no_contradiction", Actor::manager,
    "These two steps don't contradict each other, or it was decided already.",
    "这两步没有矛盾，或已裁定。"};
inline constexpr ErrorKind k_ticket_staff_unknown{
    "ticket_staff_unknown", Actor::clerk,
    "Nobody with this number works here. Choose a colleague; somebody from outside is named as such.",
    "没有这个工号的同事，请从名单里选；外请的师傅请填在「外请师傅」一栏。"};
inline constexpr ErrorKind k_ticket_loss_beyond{
    "ticket_loss_beyond", Actor::manager,
    "This costs more than was approved. Propose it again with the higher amount, or let somebody "
    "carry it out who may decide so much.",
    "损失超过已批准的金额，请按新金额重新提方案报批，或由有权限的人办理。"};
inline constexpr ErrorKind k_ticket_promise_beyond{
    "ticket_promise_beyond", Actor::manager,
    "Later than what was promised before is decided by a manager, with a reason.",
    "晚于原承诺期限，须由店长或客服经理填写原因后改期。"};
inline constexpr ErrorKind k_ticket_promise_too_late{
    "ticket_promise_too_late", Actor::manager,
    "A case can't be promised for later than the chain's longest time; the last possible day stands "
    "here.",
    "承诺时间超过公司允许的最长期限，最晚日期见提示。"};
inline constexpr ErrorKind k_ticket_paper_missing{
    "ticket_paper_missing", Actor::clerk,
    "Add a photo of the signed paper to the case first, then choose it here.",
    "请先把签字单据拍照加到工单，再在这里选择。"};
inline constexpr ErrorKind k_ticket_not_unclaimed_yet{
    "ticket_not_unclaimed_yet", Actor::manager,
    "The device waits for its owner still; from which day on it counts as not fetched stands here.",
    "未到无人认领的期限，可办理的日期见提示。"};
inline constexpr ErrorKind k_ticket_purchase_ahead{
    "ticket_purchase_ahead", Actor::clerk, "The day of the purchase can't lie in the future.",
    "购买日期不能晚于今天。"};
inline constexpr ErrorKind k_ticket_store_unknown{"ticket_store_unknown", Actor::clerk,
                                                  "There is no store with this code.",
                                                  "没有这个门店编号。"};
inline constexpr ErrorKind k_ticket_has_member{
    "ticket_has_member", Actor::manager,
    "The case is a member's; whoever erases the member erases it from the case.",
    "该工单属于会员，删除会员资料时会一并清除。"};

/// Two letters in front of their numbers, see store::HumanNumber.
std::string_view number_kind_of(TicketKind kind);
/// True if it is the number of a ticket, as typed or scanned; it need not be known here.
bool is_ticket_number(std::string_view typed);

inline constexpr int k_ticket_quantity_max = 9999;
inline constexpr Fen k_ticket_amount_max{100'000'000};

// ---- Taking one in

/// What somebody says who comes with something. A member, or a name and a number, or nobody known.
/// A photo or file that was taken in before the case was (terminal/attachments/rules/attachments.hpp).
struct TicketPhoto {
    std::string attachment{};
    std::string name{};  ///< what it is called
};
QIANTAI_DESCRIBE(TicketPhoto, "", attachment, name)
QIANTAI_NOTES(TicketPhoto, {.field = "attachment", .length_max = 64},
              {.field = "name",
               .length_max = k_ticket_file_name_length_max,
               .presence = FieldNote::Presence::optional})
inline constexpr std::size_t k_ticket_photos_max = 12;

struct TicketIntake {
    Coded<TicketKind> kind = TicketKind::complaint;
    Coded<TicketChannel> channel = TicketChannel::counter;
    std::string subject{};
    std::optional<Uuid> member_id{};
    std::string customer_name{};
    std::string customer_phone{};
    std::string address{};
    std::string words{};
    std::string demand{};
    Coded<TicketSeverity> severity = TicketSeverity::normal;
    Coded<TicketAlarm> alarm = TicketAlarm::none;
    std::string product{};
    std::optional<int> quantity{};
    std::string till_receipt{};
    std::optional<Uuid> purchase_id{};
    std::optional<Date> purchased_on{};
    std::string device{};
    bool in_warranty = false;
    bool brought_in = false;
    std::string authority_number{};
    std::optional<Uuid> repeats_id{};   ///< absent: an earlier one about the same receipt is found
    std::vector<TicketPhoto> photos{};  ///< its evidence from the beginning
};
QIANTAI_DESCRIBE(TicketIntake, "ticket", kind, channel, subject, member_id, customer_name,
                 customer_phone, address, words, demand, severity, alarm, product, quantity,
                 till_receipt, purchase_id, purchased_on, device, in_warranty, brought_in,
                 authority_number, repeats_id, photos)
QIANTAI_NOTES(TicketIntake, {.field = "channel", .presence = FieldNote::Presence::optional},
              {.field = "severity",
               .column = k_no_column,
               .presence = FieldNote::Presence::optional},
              {.field = "alarm", .presence = FieldNote::Presence::optional},
              {.field = "quantity", .min = 1, .max = k_ticket_quantity_max},
              {.field = "in_warranty", .presence = FieldNote::Presence::optional},
              {.field = "brought_in", .presence = FieldNote::Presence::optional},
              {.field = "photos",
               .column = k_no_column,
               .length_max = k_ticket_photos_max,
               .presence = FieldNote::Presence::optional})

// ---- One step

/// What a step is made of; which of the fields count says needs_of().
struct TicketStepEntry {
    Uuid ticket_id{};
    Coded<TicketStep> step{};
    Coded<TicketSeverity> severity{};
    Coded<TicketFault> fault{};
    Coded<ResolutionKind> resolution{};
    std::optional<Fen> amount{};
    std::optional<Fen> loss{};
    std::string department{};
    std::string assignee{};
    std::string words{};
    std::string reason{};
    std::optional<int> satisfaction{};
    std::optional<bool> reached{};
    std::optional<std::int64_t> promised_at{};  ///< by when it is solved
    std::string place{};
    std::string tag{};
    std::vector<UsedPart> parts{};
    std::optional<Date> act_by{};
    std::optional<Uuid> about_id{};  ///< action_checked: the action
    std::string signed_text{};       ///< exactly what was shown when it was signed
    std::string signature{};         ///< see signature_text()
    std::string contractor{};  ///< in place of the assignee: the name of somebody from outside
    std::string who{};         ///< agreed: who said so
    std::optional<std::int64_t> said_at{};  ///< when that was, or headquarters was told
};
QIANTAI_DESCRIBE(TicketStepEntry, "ticket_event", ticket_id, step, severity, fault, resolution,
                 amount, loss, department, assignee, words, reason, satisfaction, reached,
                 promised_at, place, tag, parts, act_by, about_id, signed_text, signature,
                 contractor, who, said_at)
QIANTAI_NOTES(TicketStepEntry, {.field = "amount", .min = 0}, {.field = "loss", .min = 0},
              {.field = "satisfaction", .min = 1, .max = 5},
              {.field = "promised_at", .column = k_no_column},
              {.field = "reached", .presence = FieldNote::Presence::optional},
              {.field = "parts",
               .column = k_no_column,
               .length_max = k_ticket_parts_max,
               .presence = FieldNote::Presence::optional},
              {.field = "contractor",
               .column = k_no_column,
               .length_max = k_ticket_short_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "who",
               .column = k_no_column,
               .length_max = k_ticket_short_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "said_at", .column = k_no_column})

enum class StepField {
    severity,
    fault,
    resolution,
    amount,
    loss,
    department,
    assignee,
    words,
    reason,
    satisfaction,
    reached,
    promised_at,
    place,
    tag,
    parts,
    act_by,
    about_id,
    signature,  ///< with the text that was signed
    contractor,
    who,
    said_at,
};
constexpr auto codes_of(StepField) {
    using enum StepField;
    return std::to_array<CodedValue<StepField>>({{severity, "severity"},
                                                 {fault, "fault"},
                                                 {resolution, "resolution"},
                                                 {amount, "amount"},
                                                 {loss, "loss"},
                                                 {department, "department"},
                                                 {assignee, "assignee"},
                                                 {words, "words"},
                                                 {reason, "reason"},
                                                 {satisfaction, "satisfaction"},
                                                 {reached, "reached"},
                                                 {promised_at, "promised_at"},
                                                 {place, "place"},
                                                 {tag, "tag"},
                                                 {parts, "parts"},
                                                 {act_by, "act_by"},
                                                 {about_id, "about_id"},
                                                 {signature, "signature"},
                                                 {contractor, "contractor"},
                                                 {who, "who"},
                                                 {said_at, "said_at"}});
}
struct StepNeeds {
    std::vector<StepField> required{};
    std::vector<StepField> optional{};
};
/// Of a step that is taken by Tickets::step(). Nothing of those that have a function of their own
/// (received, transferred, corrected, decided, escalated, evidence_added, held).
std::optional<StepNeeds> needs_of(TicketStep step);

struct TicketTransfer {
    Uuid ticket_id{};
    std::string to_store{};  ///< a store's code, or HQ
    std::string reason{};
};
QIANTAI_DESCRIBE(TicketTransfer, "ticket_event", ticket_id, to_store, reason)

struct TicketCorrection {
    Uuid ticket_id{};
    std::string field{};  ///< one of correctable_fields()
    std::string value{};  ///< empty = it has none
    std::string reason{};
};
QIANTAI_DESCRIBE(TicketCorrection, "ticket_event", ticket_id, field, value, reason)
QIANTAI_NOTES(TicketCorrection, {.field = "value",
                                 .column = k_no_column,
                                 .length_max = k_ticket_address_length_max,
                                 .presence = FieldNote::Presence::optional})

/// What a run over the open tickets wrote.
struct TicketRun {
    int to_manager = 0;
    int to_headquarters = 0;
    int received = 0;            ///< at headquarters: cases of which it has heard by this
    int strangers_emptied = 0;   ///< cases that told of somebody who is no member, for long enough
    int signatures_emptied = 0;  ///< cases that were signed long enough ago
    int photos_emptied = 0;      ///< cases that have kept photos and files long enough
};
QIANTAI_DESCRIBE(TicketRun, "", to_manager, to_headquarters, received, strangers_emptied,
                 signatures_emptied, photos_emptied)

}  // namespace qiantai::domain
