#pragma once

// The values and longest texts of tickets and of what happens to them; see
// schema/manifest/entities_tickets.cpp. Their order is the one in which people are offered them.

#include "schema/base/named_enum.hpp"

namespace qiantai {

/// In code points: of the columns, of what services take, of the fields on a screen.
inline constexpr int k_ticket_short_length_max = 60, k_ticket_words_length_max = 2000,
                     k_ticket_reason_length_max = 500, k_ticket_address_length_max = 200,
                     k_ticket_file_name_length_max = 120;

enum class TicketKind { complaint, repair, enquiry, suggestion };
constexpr auto codes_of(TicketKind) {
    return std::to_array<CodedValue<TicketKind>>({{TicketKind::complaint, "complaint"},
                                                  {TicketKind::repair, "repair"},
                                                  {TicketKind::enquiry, "enquiry"},
                                                  {TicketKind::suggestion, "suggestion"}});
}

/// How it reached the chain. authority: passed on by 12315, with a deadline of its own.
enum class TicketChannel { counter, phone, email, online, headquarters, authority };
constexpr auto codes_of(TicketChannel) {
    return std::to_array<CodedValue<TicketChannel>>({{TicketChannel::counter, "counter"},
                                                     {TicketChannel::phone, "phone"},
                                                     {TicketChannel::email, "email"},
                                                     {TicketChannel::online, "online"},
                                                     {TicketChannel::headquarters, "headquarters"},
                                                     {TicketChannel::authority, "authority"}});
}

/// 一般, 重大, 紧急.
enum class TicketSeverity { normal, serious, urgent };
constexpr auto codes_of(TicketSeverity) {
    return std::to_array<CodedValue<TicketSeverity>>({{TicketSeverity::normal, "normal"},
                                                      {TicketSeverity::serious, "serious"},
                                                      {TicketSeverity::urgent, "urgent"}});
}

/// What makes headquarters hear of it within an hour, whatever the severity.
enum class TicketAlarm { none, safety, injury, press };
constexpr auto codes_of(TicketAlarm) {
    return std::to_array<CodedValue<TicketAlarm>>({{TicketAlarm::none, "none"},
                                                   {TicketAlarm::safety, "safety"},
                                                   {TicketAlarm::injury, "injury"},
                                                   {TicketAlarm::press, "press"}});
}

/// Whose fault it was: 我方, 非我方, 待查.
enum class TicketFault { open, ours, not_ours };
constexpr auto codes_of(TicketFault) {
    return std::to_array<CodedValue<TicketFault>>({{TicketFault::open, "open"},
                                                   {TicketFault::ours, "ours"},
                                                   {TicketFault::not_ours, "not_ours"}});
}

/// 处理方式.
enum class ResolutionKind { refund, replacement, discount, compensation, repair, apology, other };
constexpr auto codes_of(ResolutionKind) {
    return std::to_array<CodedValue<ResolutionKind>>({{ResolutionKind::refund, "refund"},
                                                      {ResolutionKind::replacement, "replacement"},
                                                      {ResolutionKind::discount, "discount"},
                                                      {ResolutionKind::compensation, "compensation"},
                                                      {ResolutionKind::repair, "repair"},
                                                      {ResolutionKind::apology, "apology"},
                                                      {ResolutionKind::other, "other"}});
}

/// Who has to say yes to a proposal. nobody: it is within what its manager may decide alone.
enum class TicketApprover { nobody, manager, headquarters };
constexpr auto codes_of(TicketApprover) {
    return std::to_array<CodedValue<TicketApprover>>(
        {{TicketApprover::nobody, "nobody"},
         {TicketApprover::manager, "manager"},
         {TicketApprover::headquarters, "headquarters"}});
}

/// A step of a ticket's course, or something said beside it.
enum class TicketStep {
    received,
    acknowledged,  ///< the customer has heard from us
    assessed,
    explained,  ///< not our fault: told, and the customer agrees
    promised,   ///< a time by which it is solved
    assigned,   ///< to a responsible department, and somebody in it
    passed_on,  ///< the department, or headquarters, has it
    told_headquarters,  ///< by telephone: whom
    investigated,
    proposed,
    approved,
    returned,  ///< the proposal, with a reason
    refused,   ///< the customer refuses the proposal
    quoted,    ///< a repair's price, while it is not in warranty
    quote_accepted,
    quote_declined,
    arrived,  ///< a technician, on site
    ready,    ///< a repair that can be fetched
    carried_out,
    signed_,  ///< the customer agrees and signs
    called_back,
    answered,  ///< an enquiry or suggestion
    closed,
    reopened,
    paused,  ///< waiting for the customer
    resumed,
    transferred,
    severity_set,
    corrected,  ///< a value of the head
    noted,
    escalated,  ///< by itself: time is running out, or has
    decided,    ///< which of two steps that contradict each other holds
    evidence_added,  ///< a photo or file
    kept,       ///< a repair lies at the shop: tag, condition, place; again when it is moved
    lent,       ///< a device for the time of the repair
    lent_back,
    action_set,      ///< so that it doesn't happen again: what, who, by when
    action_checked,
    agreed,        ///< the customer agreed without being here: who, what, when
    paper_signed,  ///< signed on paper, whose photo is with the case
    unreachable,   ///< signed for, and nobody can be called: it ends without the call
    handed_back,   ///< a repair that is not done: the price was declined, or it can't be mended
    unclaimed,     ///< a repair that nobody fetched, after the policy's days
    unsettled,     ///< ended without the customer's agreement
    cancelled,     ///< taken by mistake: as if it had never been
    held,          ///< at headquarters: somebody has it open
};
constexpr auto codes_of(TicketStep) {
    using enum TicketStep;
    return std::to_array<CodedValue<TicketStep>>({{received, "received"},
                                                  {acknowledged, "acknowledged"},
                                                  {assessed, "assessed"},
                                                  {explained, "explained"},
                                                  {promised, "promised"},
                                                  {assigned, "assigned"},
                                                  {passed_on, "passed_on"},
                                                  {told_headquarters, "told_headquarters"},
                                                  {investigated, "investigated"},
                                                  {proposed, "proposed"},
                                                  {approved, "approved"},
                                                  {returned, "returned"},
                                                  {refused, "refused"},
                                                  {quoted, "quoted"},
                                                  {quote_accepted, "quote_accepted"},
                                                  {quote_declined, "quote_declined"},
                                                  {arrived, "arrived"},
                                                  {ready, "ready"},
                                                  {carried_out, "carried_out"},
                                                  {signed_, "signed"},
                                                  {called_back, "called_back"},
                                                  {answered, "answered"},
                                                  {closed, "closed"},
                                                  {reopened, "reopened"},
                                                  {paused, "paused"},
                                                  {resumed, "resumed"},
                                                  {transferred, "transferred"},
                                                  {severity_set, "severity_set"},
                                                  {corrected, "corrected"},
                                                  {noted, "noted"},
                                                  {escalated, "escalated"},
                                                  {decided, "decided"},
                                                  {evidence_added, "evidence_added"},
                                                  {kept, "kept"},
                                                  {lent, "lent"},
                                                  {lent_back, "lent_back"},
                                                  {action_set, "action_set"},
                                                  {action_checked, "action_checked"},
                                                  {agreed, "agreed"},
                                                  {paper_signed, "paper_signed"},
                                                  {unreachable, "unreachable"},
                                                  {handed_back, "handed_back"},
                                                  {unclaimed, "unclaimed"},
                                                  {unsettled, "unsettled"},
                                                  {cancelled, "cancelled"},
                                                  {held, "held"}});
}

/// What runs out.
enum class TicketTimer {
    acknowledge,  ///< the customer hears from us
    pass_on,      ///< the department, or headquarters, has it
    answer,       ///< the first answer in the matter
    visit,        ///< a technician is on site
    solve,        ///< the customer has agreed
    call_back,
};
constexpr auto codes_of(TicketTimer) {
    using enum TicketTimer;
    return std::to_array<CodedValue<TicketTimer>>({{acknowledge, "acknowledge"},
                                                   {pass_on, "pass_on"},
                                                   {answer, "answer"},
                                                   {visit, "visit"},
                                                   {solve, "solve"},
                                                   {call_back, "call_back"}});
}

}  // namespace qiantai
