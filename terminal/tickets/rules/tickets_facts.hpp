#pragma once

// What people put into tickets and what they see of them: plain values, no database.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "terminal/tickets/rules/ticket_choices.hpp"
#include "terminal/tickets/rules/ticket_course.hpp"
#include "terminal/tickets/rules/ticket_facts.hpp"
#include "terminal/tickets/rules/ticket_times.hpp"

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
inline constexpr ErrorKind k_ticket_store_unknown{"ticket_store_unknown", Actor::clerk,
                                                  "There is no store with this code.",
                                                  "没有这个门店编号。"};
inline constexpr ErrorKind k_ticket_has_member{
    "ticket_has_member", Actor::manager,
    "The case is a member's; whoever erases the member erases it from the case.",
    "该工单属于会员，删除会员资料时会一并清除。"};
inline constexpr ErrorKind k_ticket_period_malformed{
    "ticket_period_malformed", Actor::clerk, "Choose at most 366 days, the first one first.",
    "日期范围不对：最多 366 天，开始日期在前。"};

/// Two letters in front of their numbers, see store::HumanNumber.
std::string_view number_kind_of(TicketKind kind);
/// True if it is the number of a ticket, as typed or scanned; it need not be known here.
bool is_ticket_number(std::string_view typed);

inline constexpr int k_ticket_quantity_max = 9999;
inline constexpr Fen k_ticket_amount_max{100'000'000};

// ---- Taking one in

/// What somebody says who comes with something. A member, or a name and a number, or nobody known.
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
    std::optional<Uuid> repeats_id{};  ///< absent: an earlier one about the same receipt is found
};
QIANTAI_DESCRIBE(TicketIntake, "ticket", kind, channel, subject, member_id, customer_name,
                 customer_phone, address, words, demand, severity, alarm, product, quantity,
                 till_receipt, purchase_id, purchased_on, device, in_warranty, brought_in,
                 authority_number, repeats_id)
QIANTAI_NOTES(TicketIntake, {.field = "channel", .presence = FieldNote::Presence::optional},
              {.field = "severity",
               .column = k_no_column,
               .presence = FieldNote::Presence::optional},
              {.field = "alarm", .presence = FieldNote::Presence::optional},
              {.field = "quantity", .min = 1, .max = k_ticket_quantity_max},
              {.field = "in_warranty", .presence = FieldNote::Presence::optional},
              {.field = "brought_in", .presence = FieldNote::Presence::optional})

/// What would be promised, before it is taken.
struct PromiseQuestion {
    Coded<TicketKind> kind = TicketKind::complaint;
    Coded<TicketChannel> channel = TicketChannel::counter;
    Coded<TicketAlarm> alarm = TicketAlarm::none;
    bool brought_in = false;
};
QIANTAI_DESCRIBE(PromiseQuestion, "ticket", kind, channel, alarm, brought_in)
QIANTAI_NOTES(PromiseQuestion, {.field = "channel", .presence = FieldNote::Presence::optional},
              {.field = "alarm", .presence = FieldNote::Presence::optional},
              {.field = "brought_in", .presence = FieldNote::Presence::optional})

struct SeverityPromise {
    TicketSeverity severity{};
    TicketDues dues{};
    bool headquarters_hears = false;  ///< within the hour
};
QIANTAI_DESCRIBE(SeverityPromise, "", severity, dues, headquarters_hears)

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
};
QIANTAI_DESCRIBE(TicketStepEntry, "ticket_event", ticket_id, step, severity, fault, resolution,
                 amount, loss, department, assignee, words, reason, satisfaction, reached,
                 promised_at, place, tag, parts, act_by, about_id, signed_text, signature)
QIANTAI_NOTES(TicketStepEntry, {.field = "amount", .min = 0}, {.field = "loss", .min = 0},
              {.field = "satisfaction", .min = 1, .max = 5},
              {.field = "promised_at", .column = k_no_column},
              {.field = "reached", .presence = FieldNote::Presence::optional},
              {.field = "parts",
               .column = k_no_column,
               .length_max = k_ticket_parts_max,
               .presence = FieldNote::Presence::optional})

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
                                                 {signature, "signature"}});
}
struct StepNeeds {
    std::vector<StepField> required{};
    std::vector<StepField> optional{};
};
/// Of a step that is taken by Tickets::step(). Nothing of those that have a function of their own
/// (received, transferred, corrected, decided, escalated, evidence_added).
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

// ---- What is seen

/// Whose case it is, as this session may see it.
struct TicketCustomer {
    std::optional<Uuid> member_id{};  ///< the record that stands
    std::string name{};
    std::string phone{};
    std::string tier_name{};
    std::string address{};
    ContactAccess contact = ContactAccess::masked;
    bool is_erased = false;
};
QIANTAI_DESCRIBE(TicketCustomer, "", member_id, name, phone, tier_name, address, contact, is_erased)

/// A timer with what there is to say of it now.
struct ShownClock {
    TicketClock clock{};
    ClockStand stand{};
    /// Until it is due: in the opening hours it runs in, or by the wall clock. Negative: so long
    /// overdue by the wall clock.
    std::int64_t left_ms = 0;
    std::int64_t whole_ms = 0;  ///< the same from its beginning to its end
    bool by_wall_clock = false;
    /// When it runs on, if the unit that owes it is closed now.
    std::optional<std::int64_t> continues_at{};
};
QIANTAI_DESCRIBE(ShownClock, "", clock, stand, left_ms, whole_ms, by_wall_clock, continues_at)

/// An entry of the course.
struct ShownTicketEvent {
    TicketEvent event{};
    std::string staff_name{};
    std::string assignee_name{};  ///< of the staff, or as written
    bool without_effect = false;  ///< another terminal was ahead, or another step holds
};
QIANTAI_DESCRIBE(ShownTicketEvent, "", event, staff_name, assignee_name, without_effect)

/// Another ticket, in one line.
struct TicketLink {
    Uuid ticket_id{};
    std::string number{};
    Coded<TicketKind> kind{};
    TicketPhase phase{};
    std::string matter{};
    Date business_date{};
};
QIANTAI_DESCRIBE(TicketLink, "", ticket_id, number, kind, phase, matter, business_date)

struct TicketPage {
    Ticket ticket{};  ///< with what was corrected since; contact data is the customer's, below
    TicketCustomer customer{};
    TicketState state{};
    std::vector<ShownClock> clocks{};
    std::optional<ShownClock> next{};        ///< what runs out first
    std::vector<ShownTicketEvent> events{};  ///< the newest first
    std::vector<OfferedStep> steps{};
    std::string keeper_name{};
    std::string store_name{};
    std::vector<TicketLink> related{};  ///< that it repeats, and that repeat it
    /// Headquarters hears within the hour and nobody has said yet that it did: whom to call.
    bool tell_headquarters = false;
    std::string headquarters_phone{};
    std::optional<std::int64_t> call_back_from_at{};  ///< signed: not before
    bool is_own = false;    ///< this store's, or headquarters' at headquarters
    bool sync_now = false;  ///< whoever saved this should meet headquarters at once
};
QIANTAI_DESCRIBE(TicketPage, "", ticket, customer, state, clocks, next, events, steps, keeper_name,
                 store_name, related, tell_headquarters, headquarters_phone, call_back_from_at,
                 is_own, sync_now)

/// A column of the board (LOOK, picture 8).
enum class BoardColumn { to_confirm, investigating, deciding, carrying_out, finishing };
constexpr auto codes_of(BoardColumn) {
    using enum BoardColumn;
    return std::to_array<CodedValue<BoardColumn>>({{to_confirm, "to_confirm"},
                                                   {investigating, "investigating"},
                                                   {deciding, "deciding"},
                                                   {carrying_out, "carrying_out"},
                                                   {finishing, "finishing"}});
}
/// Of a ticket that is not closed.
BoardColumn board_column(const Ticket& ticket, const TicketState& state);

/// A ticket as boards and lists show it.
struct TicketLine {
    Uuid ticket_id{};
    std::string number{};
    Coded<TicketKind> kind{};
    Coded<TicketChannel> channel{};
    std::string store_code{};
    TicketPhase phase{};
    Coded<TicketSeverity> severity{};
    Coded<TicketAlarm> alarm{};
    std::string customer_name{};
    std::string tier_name{};
    std::string subject{};
    std::string product{};
    std::string matter{};  ///< the first words of it
    std::string department{};
    std::string keeper{};
    std::string keeper_name{};
    std::optional<ShownClock> clock{};  ///< what runs out first; none when closed
    std::string paused_for{};           ///< why it waits for the customer
    std::optional<std::int64_t> paused_since{};
    Coded<TicketApprover> awaits{};  ///< a proposal waits for their yes
    int evidence = 0;                ///< photos and files
    int level = 0;                   ///< escalated, see TicketClock
    int calls = 0;
    bool contradicts = false;  ///< two steps contradict each other; somebody has to decide
    bool is_repeat = false;
    Date business_date{};
    std::int64_t created_at = 0;
    std::optional<std::int64_t> closed_at{};
};
QIANTAI_DESCRIBE(TicketLine, "", ticket_id, number, kind, channel, store_code, phase, severity,
                 alarm, customer_name, tier_name, subject, product, matter, department, keeper,
                 keeper_name, clock, paused_for, paused_since, awaits, evidence, level, calls,
                 contradicts, is_repeat, business_date, created_at, closed_at)
QIANTAI_NOTES(TicketLine, {.field = "severity", .presence = FieldNote::Presence::optional},
              {.field = "alarm", .presence = FieldNote::Presence::optional},
              {.field = "paused_for", .length_max = k_ticket_words_length_max},
              {.field = "awaits", .presence = FieldNote::Presence::optional})

struct BoardFilter {
    bool only_mine = false;
    Coded<TicketKind> kind{};  ///< empty = all
    std::string store_code{};  ///< at headquarters: one store's; empty = all
};
QIANTAI_DESCRIBE(BoardFilter, "", only_mine, kind, store_code)
QIANTAI_NOTES(BoardFilter, {.field = "only_mine", .presence = FieldNote::Presence::optional},
              {.field = "kind", .presence = FieldNote::Presence::optional},
              {.field = "store_code", .length_max = 8, .presence = FieldNote::Presence::optional})

/// Most cards of one column; the count says how many there are.
inline constexpr int k_board_column_max = 60;

struct BoardLane {
    BoardColumn column{};
    int count = 0;
    /// Overdue, due soon, running, paused; within each what is due first.
    std::vector<TicketLine> cards{};
};
QIANTAI_DESCRIBE(BoardLane, "", column, count, cards)
QIANTAI_NOTES(BoardLane, {.field = "cards", .length_max = k_board_column_max})

struct TicketBoard {
    std::vector<BoardLane> lanes{};  ///< one for each column, in their order
    int overdue = 0;
    int due_soon = 0;
    int running = 0;
    int paused = 0;
    int mine = 0;  ///< open ones that the session's person has
    int open = 0;
    int closed_today = 0;
    int closed_today_late = 0;  ///< of these: solved after their promise
};
QIANTAI_DESCRIBE(TicketBoard, "", lanes, overdue, due_soon, running, paused, mine, open,
                 closed_today, closed_today_late)

/// Where the page before ended; made by the list, handed back as it is.
struct TicketPlace {
    std::int64_t taken_at = 0;
    int nth = 0;  ///< of those taken in that millisecond
};
QIANTAI_DESCRIBE(TicketPlace, "", taken_at, nth)

/// Which tickets of a list.
enum class TicketScope {
    all,
    open,
    closed,
    overdue,
    to_approve,  ///< whose proposal waits for this person's yes
    unassigned,  ///< open, and nobody has them yet
    escalated,   ///< open, and told to a manager or to headquarters
    contradicting,
    at_shop,    ///< repairs that lie at the shop
    unclaimed,  ///< of these: ready for longer than the policy's days
};
constexpr auto codes_of(TicketScope) {
    using enum TicketScope;
    return std::to_array<CodedValue<TicketScope>>({{all, "all"},
                                                   {open, "open"},
                                                   {closed, "closed"},
                                                   {overdue, "overdue"},
                                                   {to_approve, "to_approve"},
                                                   {unassigned, "unassigned"},
                                                   {escalated, "escalated"},
                                                   {contradicting, "contradicting"},
                                                   {at_shop, "at_shop"},
                                                   {unclaimed, "unclaimed"}});
}

inline constexpr int k_ticket_list_max = 200;

struct TicketFilter {
    /// Number or the end of it, whole number or last four digits of a phone, member's name, pinyin or
    /// card, words of the matter, product, device, subject, authority's number.
    std::string text{};
    Coded<TicketScope> scope = TicketScope::all;
    Coded<TicketKind> kind{};
    Coded<TicketSeverity> severity{};
    std::string store_code{};         ///< at headquarters: one store's; empty = all
    std::string keeper{};             ///< staff number
    std::optional<Uuid> member_id{};  ///< with everything merged into the same person
    std::optional<Date> from{};       ///< taken in on this day or later
    std::optional<Date> until{};      ///< the last day
    int limit = 50;                   ///< 1 to k_ticket_list_max
    std::optional<TicketPlace> after{};
};
QIANTAI_DESCRIBE(TicketFilter, "", text, scope, kind, severity, store_code, keeper, member_id, from,
                 until, limit, after)
QIANTAI_NOTES(TicketFilter,
              {.field = "text", .length_max = 60, .presence = FieldNote::Presence::optional},
              {.field = "scope", .presence = FieldNote::Presence::optional},
              {.field = "kind", .presence = FieldNote::Presence::optional},
              {.field = "severity", .presence = FieldNote::Presence::optional},
              {.field = "store_code", .length_max = 8, .presence = FieldNote::Presence::optional},
              {.field = "keeper", .length_max = 12, .presence = FieldNote::Presence::optional},
              {.field = "limit", .min = 1, .max = k_ticket_list_max})

/// The newest first.
struct TicketList {
    std::vector<TicketLine> tickets{};
    std::optional<TicketPlace> next{};
};
QIANTAI_DESCRIBE(TicketList, "", tickets, next)

/// What badges count.
struct TicketCounts {
    int mine = 0;           ///< open ones of this person
    int mine_overdue = 0;   ///< this person's, or nobody's yet
    int mine_due_soon = 0;  ///< likewise
    int open = 0;
    int overdue = 0;
    int due_soon = 0;
    int to_approve = 0;  ///< by this person
    int unassigned = 0;
    int escalated = 0;  ///< to this person's level or below
    int contradicting = 0;
    int unclaimed = 0;
};
QIANTAI_DESCRIBE(TicketCounts, "", mine, mine_overdue, mine_due_soon, open, overdue, due_soon,
                 to_approve, unassigned, escalated, contradicting, unclaimed)

/// What a run over the open tickets wrote.
struct TicketRun {
    int to_manager = 0;
    int to_headquarters = 0;
    int received = 0;  ///< at headquarters: cases of which it has heard by this
};
QIANTAI_DESCRIBE(TicketRun, "", to_manager, to_headquarters, received)

// ---- Figures

/// Days from the first to the last one, both counted.
struct TicketPeriod {
    Date from{};
    Date until{};
    std::string store_code{};  ///< at headquarters: one store's; empty = all
};
QIANTAI_DESCRIBE(TicketPeriod, "", from, until, store_code)
QIANTAI_NOTES(TicketPeriod,
              {.field = "store_code", .length_max = 8, .presence = FieldNote::Presence::optional})

/// 处理方式 as the statistics form has them; the others fall in `other`.
enum class HandlingColumn { none, compensation, taken_back, discount, other };
constexpr auto codes_of(HandlingColumn) {
    using enum HandlingColumn;
    return std::to_array<CodedValue<HandlingColumn>>({{none, "none"},
                                                      {compensation, "compensation"},
                                                      {taken_back, "return"},
                                                      {discount, "discount"},
                                                      {other, "other"}});
}
HandlingColumn handling_column(const Coded<ResolutionKind>& resolution);

/// A line of 客户投诉分析统计表 (FORMS.md A4): one complaint.
struct StatisticsLine {
    Uuid ticket_id{};
    Date business_date{};
    std::string number{};
    std::string store_code{};
    std::string customer_name{};  ///< masked
    std::string product{};
    std::optional<int> quantity{};
    std::string department{};
    HandlingColumn handling{};
    Coded<ResolutionKind> resolution{};
    Fen amount{};  ///< of the proposal that was carried out
    Fen loss{};
    Coded<TicketFault> fault{};
    std::string subject{};
};
QIANTAI_DESCRIBE(StatisticsLine, "", ticket_id, business_date, number, store_code, customer_name,
                 product, quantity, department, handling, resolution, amount, loss, fault, subject)
QIANTAI_NOTES(StatisticsLine, {.field = "resolution", .presence = FieldNote::Presence::optional},
              {.field = "fault", .presence = FieldNote::Presence::optional})

struct StatisticsCount {
    std::string name{};  ///< of the department or subject; empty = none was said
    int complaints = 0;
    Fen loss{};
};
QIANTAI_DESCRIBE(StatisticsCount, "", name, complaints, loss)

inline constexpr int k_statistics_lines_max = 1000;

struct TicketStatistics {
    /// In the order of their days and numbers; at most k_statistics_lines_max, the sums are of all.
    std::vector<StatisticsLine> lines{};
    std::vector<StatisticsCount> departments{};
    std::vector<StatisticsCount> subjects{};
    int complaints = 0;
    int valid = 0;    ///< our fault
    int invalid = 0;  ///< not our fault
    int open = 0;     ///< not judged yet
    Fen loss{};
};
QIANTAI_DESCRIBE(TicketStatistics, "", lines, departments, subjects, complaints, valid, invalid,
                 open, loss)
QIANTAI_NOTES(TicketStatistics, {.field = "lines", .length_max = k_statistics_lines_max})

/// A ratio with what it is made of; without a denominator it is none.
struct TicketRatio {
    int of = 0;
    int all = 0;
};
QIANTAI_DESCRIBE(TicketRatio, "", of, all)

/// FORMS.md B5, those that come from tickets.
struct ServiceFigures {
    TicketRatio answered_in_time{};  ///< 客户意见反馈及时率: whose answer was due in the period
    TicketRatio passed_on_in_time{};  ///< 信息传递及时率
    int solved = 0;                   ///< complaints solved in the period
    /// 投诉解决速度: open time of the store, without what the customer was waited for.
    std::optional<std::int64_t> solving_mean_ms{};
    std::optional<std::int64_t> solving_median_ms{};
    TicketRatio satisfied_of_all{};    ///< 4 or 5, of all complaints taken in the period
    TicketRatio satisfied_of_rated{};  ///< of those with an answer
    int valid_complaints = 0;          ///< 有效投诉次数: judged ours in the period
};
QIANTAI_DESCRIBE(ServiceFigures, "", answered_in_time, passed_on_in_time, solved, solving_mean_ms,
                 solving_median_ms, satisfied_of_all, satisfied_of_rated, valid_complaints)

/// Of one store, or of one of its staff.
struct ServiceFiguresOf {
    std::string store_code{};
    std::string staff_number{};  ///< who took the tickets; empty = all of the store
    std::string staff_name{};
    ServiceFigures figures{};
};
QIANTAI_DESCRIBE(ServiceFiguresOf, "", store_code, staff_number, staff_name, figures)

}  // namespace qiantai::domain
