#pragma once

// Tickets (工单): complaints, repairs, enquiries and suggestions. A ticket's head never changes; what
// happens to it is events beside it. Where it stands, who has it, what runs out when and what it
// cost are a fold of the events (ticket_fold.hpp).

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "schema/base/described.hpp"
#include "schema/base/result.hpp"
#include "schema/base/ticket_codes.hpp"

namespace qiantai::domain {

/// A row of entity ticket.
struct Ticket {
    Uuid id{};
    std::string store_code{};  ///< whose it is now
    std::string taken_at{};    ///< the store or HQ that took it
    std::string number{};
    Coded<TicketKind> kind{};
    Coded<TicketChannel> channel{};
    std::string subject{};            ///< what it is about, as headquarters sorts it (投诉类别)
    std::optional<Uuid> member_id{};  ///< the record may have been merged since
    std::string customer_name{};      ///< of somebody who is no member
    std::string customer_phone{};
    std::string address{};  ///< repair on site
    std::string words{};    ///< what happened, as the customer says
    std::string demand{};   ///< what the customer wants
    Coded<TicketAlarm> alarm = TicketAlarm::none;
    std::string product{};
    std::optional<int> quantity{};
    std::string till_receipt{};
    std::optional<Uuid> purchase_id{};
    std::optional<Date> purchased_on{};
    std::string device{};  ///< repair: which one, with its serial number
    bool in_warranty = false;
    bool brought_in = false;           ///< repair: it lies at the shop (送修)
    std::string authority_number{};    ///< 12315's
    std::optional<Uuid> repeats_id{};  ///< an earlier ticket about the same
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(Ticket, "ticket", id, store_code, taken_at, number, kind, channel, subject,
                 member_id, customer_name, customer_phone, address, words, demand, alarm, product,
                 quantity, till_receipt, purchase_id, purchased_on, device, in_warranty, brought_in,
                 authority_number, repeats_id, business_date, created_by, created_at)

/// When timers run out from an event on; what is absent stays as it was.
struct TicketDues {
    std::optional<std::int64_t> acknowledge{};
    std::optional<std::int64_t> pass_on{};
    std::optional<std::int64_t> answer{};
    std::optional<std::int64_t> visit{};
    std::optional<std::int64_t> solve{};
    std::optional<std::int64_t> call_back{};
};
QIANTAI_DESCRIBE(TicketDues, "", acknowledge, pass_on, answer, visit, solve, call_back)
inline constexpr std::int64_t k_ticket_due_max = 100'000'000'000'000;
QIANTAI_NOTES(TicketDues, {.field = "acknowledge", .min = 0, .max = k_ticket_due_max},
              {.field = "pass_on", .min = 0, .max = k_ticket_due_max},
              {.field = "answer", .min = 0, .max = k_ticket_due_max},
              {.field = "visit", .min = 0, .max = k_ticket_due_max},
              {.field = "solve", .min = 0, .max = k_ticket_due_max},
              {.field = "call_back", .min = 0, .max = k_ticket_due_max})
std::optional<std::int64_t>& due_of(TicketDues& dues, TicketTimer timer);
const std::optional<std::int64_t>& due_of(const TicketDues& dues, TicketTimer timer);

/// By which rules an event's promises run. Kept beside them, so that a policy that is changed or
/// withdrawn afterwards, or never reached the terminal that promised, rewrites nothing.
struct TicketTerms {
    TicketDues soon{};                          ///< from when on each counts as due soon
    std::vector<Coded<TicketTimer>> by_wall{};  ///< those that run by the wall clock
    int escalate_minutes = 0;  ///< of open time after they ran out: headquarters is told too
    std::optional<std::int64_t> call_back_from_at{};  ///< signed: not before
    std::vector<TicketDues> later{};                  ///< further warnings after the first

    bool runs_by_wall(TicketTimer timer) const;
};
QIANTAI_DESCRIBE(TicketTerms, "", soon, by_wall, escalate_minutes, call_back_from_at, later)
/// When the warning of a stage is given, the first being 0: made if it was not there.
TicketDues& warning_dues(TicketTerms& terms, std::size_t stage);

struct TicketPromise {
    TicketDues dues{};
    TicketTerms terms{};
    std::optional<std::int64_t> said_at{};  ///< see said_at()
};

/// A row of entity ticket_event. Which fields count depends on the step; see ticket_course.hpp.
struct TicketEvent {
    Uuid id{};
    std::string store_code{};
    Uuid ticket_id{};
    std::optional<Uuid> member_id{};
    Coded<TicketStep> step{};
    /// Ids of the events after which its terminal wrote it, separated by blanks: the newest it knew,
    /// so that two terminals which did not know of each other can be told.
    std::string after{};
    std::optional<Uuid> about_id{};  ///< the proposal, quote or step it is about
    Coded<TicketSeverity> severity{};
    Coded<TicketFault> fault{};
    Coded<ResolutionKind> resolution{};
    Coded<TicketApprover> approver{};
    std::optional<Fen> amount{};  ///< proposed, quoted
    std::optional<Fen> loss{};    ///< carried_out: what it cost the chain
    std::string department{};
    std::string assignee{};  ///< staff number, or a contractor's name: see is_staff_number()
    std::string to_store{};
    std::string words{};                ///< findings, proposal, answer, note
    std::string reason{};               ///< returned, refused, paused, reopened, transferred …
    std::optional<int> satisfaction{};  ///< 1 to 5
    bool reached = false;               ///< called_back
    std::string field{};                ///< corrected: of the head
    std::string contact{};  ///< corrected: the name, number or address; other values are words.
                            ///< agreed: who said so
    std::string place{};    ///< kept, ready: where it lies
    std::string tag{};      ///< kept: what is tied to it
    std::string parts{};    ///< JSON of UsedParts: carried_out, quoted
    std::optional<Date> act_by{};  ///< action_set
    std::string attachment{};      ///< evidence_added: SHA-256 of the content, 64 hex digits
    std::string file_name{};
    std::string signed_text{};
    std::string signature{};
    std::string due{};           ///< JSON of TicketDues and, among them, of TicketTerms
    Coded<TicketTimer> timer{};  ///< escalated
    std::optional<int> level{};  ///< escalated: 1 the store manager, 2 headquarters
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;

    /// row_hlc: later than that of everything its terminal knew then, whatever its clock said.
    std::int64_t order = 0;
};
QIANTAI_DESCRIBE(TicketEvent, "ticket_event", id, store_code, ticket_id, member_id, step, after,
                 about_id, severity, fault, resolution, approver, amount, loss, department,
                 assignee, to_store, words, reason, satisfaction, reached, field, contact, place,
                 tag, parts, act_by, attachment, file_name, signed_text, signature, due, timer,
                 level, business_date, created_by, created_at)
QIANTAI_NOTES(TicketEvent, {.field = "due", .is_json = true}, {.field = "parts", .is_json = true})

/// The column `parts` of entity ticket_event.
struct UsedPart {
    std::string name{};
    int quantity = 1;
    Fen price{};  ///< of one
};
QIANTAI_DESCRIBE(UsedPart, "", name, quantity, price)
inline constexpr int k_ticket_parts_max = 30, k_ticket_part_quantity_max = 999;
QIANTAI_NOTES(UsedPart, {.field = "name", .length_max = k_ticket_short_length_max},
              {.field = "quantity", .min = 1, .max = k_ticket_part_quantity_max},
              {.field = "price", .min = 0})
struct UsedParts {
    std::vector<UsedPart> lines{};
};
QIANTAI_DESCRIBE(UsedParts, "", lines)
std::vector<UsedPart> parts_of(const TicketEvent& event);
/// What they come to.
Fen sum_of(std::span<const UsedPart> parts);
std::string parts_text(std::span<const UsedPart> parts);

/// True if it has the form of a staff number: everything else in the column `assignee` is the name of
/// somebody outside, of whose cases whoever passed them on takes care.
bool is_staff_number(std::string_view assignee);
/// The customer agrees with what was carried out: here, on paper, or from afar.
bool is_agreement(const Coded<TicketStep>& step);
/// When it was said, of a step that tells of a conversation; otherwise when it was written.
TimeMs said_at(const TicketEvent& event);

/// Within the hour: serious, urgent, safety, injury, press, or passed on by the authority.
bool headquarters_hears(const Ticket& ticket, const Coded<TicketSeverity>& severity);

std::vector<Uuid> after_of(const TicketEvent& event);
/// What the next event comes after: those that no other one came after.
std::string newest_of(std::span<const TicketEvent> events);
TicketDues dues_of(const TicketEvent& event);
/// Nothing of an event that has none: an older program's.
std::optional<TicketTerms> terms_of(const TicketEvent& event);
std::string dues_text(const TicketDues& dues);
std::string promise_text(const TicketPromise& promise);

/// Where a ticket stands.
enum class TicketPhase {
    received,
    not_ours,  ///< assessed so, not yet explained
    explained,
    handling,  ///< ours, or a repair: somebody works on it
    proposed,
    approved,
    carried_out,
    signed_,   ///< the customer agreed; the call is still to come
    answered,  ///< an enquiry or suggestion
    closed,
    cancelled,  ///< taken by mistake; no statistics count it
};
constexpr auto codes_of(TicketPhase) {
    using enum TicketPhase;
    return std::to_array<CodedValue<TicketPhase>>({{received, "received"},
                                                   {not_ours, "not_ours"},
                                                   {explained, "explained"},
                                                   {handling, "handling"},
                                                   {proposed, "proposed"},
                                                   {approved, "approved"},
                                                   {carried_out, "carried_out"},
                                                   {signed_, "signed"},
                                                   {answered, "answered"},
                                                   {closed, "closed"},
                                                   {cancelled, "cancelled"}});
}

struct TicketProposal {
    Uuid id{};  ///< the event's
    Coded<ResolutionKind> resolution{};
    Coded<TicketApprover> approver{};
    Fen amount{};
    std::string words{};
    std::string proposed_by{};
};
QIANTAI_DESCRIBE(TicketProposal, "", id, resolution, approver, amount, words, proposed_by)
QIANTAI_NOTES(TicketProposal, {.field = "resolution", .presence = FieldNote::Presence::optional},
              {.field = "approver", .presence = FieldNote::Presence::optional},
              {.field = "words", .length_max = k_ticket_words_length_max})

/// A timer as the events leave it.
struct TicketClock {
    TicketTimer timer{};
    std::int64_t due_at = 0;
    std::optional<std::int64_t> met_at{};
    std::int64_t since_at = 0;  ///< when it was promised
    int level = 0;              ///< escalated: 1 to the store manager, 2 to headquarters
    std::int64_t soon_at = 0;   ///< from when on it is due soon
    bool by_wall_clock = false;
    /// When it was met, by its own count: earlier than met_at if the case waited for the customer
    /// then.
    std::optional<std::int64_t> stood_at{};
    std::optional<int> escalate_minutes{};  ///< see TicketTerms; absent: an older program's
    /// The first promise that ran out unkept, if another one was made since: that stays.
    std::optional<std::int64_t> broken_at{};
    std::vector<std::int64_t> warn_again_at{};  ///< further ones after soon_at
    bool late() const { return broken_at || (stood_at && *stood_at > due_at); }
};
QIANTAI_DESCRIBE(TicketClock, "", timer, due_at, met_at, since_at, level, soon_at, by_wall_clock,
                 stood_at, escalate_minutes, broken_at, warn_again_at)

/// Two steps whose terminals did not know of each other, and which can't both hold.
struct TicketContradiction {
    Uuid one{};
    Uuid other{};
    Uuid holds{};  ///< the later one, until somebody decides
    bool decided = false;
};
QIANTAI_DESCRIBE(TicketContradiction, "", one, other, holds, decided)

/// Time in which nobody owed anything: the customer was waited for, or the case was closed.
struct TicketWait {
    std::int64_t from_at = 0;
    std::int64_t until_at = 0;
};
QIANTAI_DESCRIBE(TicketWait, "", from_at, until_at)

/// What the events make of a ticket.
struct TicketState {
    TicketPhase phase = TicketPhase::received;
    Coded<TicketSeverity> severity{};
    Coded<TicketFault> fault = TicketFault::open;
    std::string department{};
    std::string assignee{};
    std::string
        keeper{};  ///< who has it: the assignee, before that who took it; empty = nobody yet
    std::optional<TicketProposal> proposal{};  ///< the one that stands
    int refused_proposals = 0;                 ///< by the customer
    std::optional<Fen> quote{};
    bool quote_accepted = false;
    bool quote_declined = false;  ///< and no other price was named since
    std::optional<std::int64_t> ready_at{};  ///< a repair that can be fetched
    std::string place{};                     ///< where it lies at the shop
    /// Waiting for the customer: said so, or a price was quoted and is not answered.
    std::optional<std::int64_t> paused_since{};
    std::vector<TicketWait> waits{};               ///< that are over
    std::optional<std::int64_t> call_back_from_at{};  ///< signed: not before; absent: see the policy
    std::vector<TicketClock> clocks{};
    std::optional<std::int64_t> assessed_at{};
    int calls = 0;  ///< tries to call back since it was signed
    std::optional<int> satisfaction{};
    Fen loss{};
    int reopened = 0;
    std::optional<std::int64_t> opened_at{};  ///< taken in, or reopened last
    std::optional<std::int64_t> closed_at{};
    int lent = 0;                          ///< devices that have not come back
    std::vector<Uuid> actions_open{};      ///< corrective actions that nobody has checked
    std::string held_by{};                 ///< headquarters: who had it open last
    std::optional<std::int64_t> held_at{};
    Coded<TicketStep> ended_by{};  ///< the step with which the customer agreed, or that ended it
    std::vector<TicketContradiction> contradictions{};
    /// Steps that came to nothing, because another terminal was ahead.
    std::vector<Uuid> without_effect{};
    std::int64_t order = 0;  ///< of the newest event

    bool is_closed() const {
        return phase == TicketPhase::closed || phase == TicketPhase::cancelled;
    }
};
QIANTAI_DESCRIBE(TicketState, "", phase, severity, fault, department, assignee, keeper, proposal,
                 refused_proposals, quote, quote_accepted, quote_declined, ready_at, place,
                 paused_since, waits, call_back_from_at, clocks, assessed_at, calls, satisfaction,
                 loss, reopened, opened_at, closed_at, lent, actions_open, held_by, held_at,
                 ended_by, contradictions, without_effect)
QIANTAI_NOTES(TicketState, {.field = "severity", .presence = FieldNote::Presence::optional},
              {.field = "fault", .presence = FieldNote::Presence::optional},
              {.field = "ended_by", .presence = FieldNote::Presence::optional})

}  // namespace qiantai::domain
