#pragma once

// The course of a ticket as one table: which step may follow where, by whom, and where it leads.
// What a step needs besides is said beside it. Pure; the same table tells the services what to
// refuse, the fold what has an effect, and the screens which steps to offer and why others not.

#include <span>

#include "terminal/base/permission.hpp"
#include "terminal/tickets/rules/ticket_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_ticket_step_not_now{
    "ticket_step_not_now", Actor::clerk,
    "The case does not stand where this step can follow. Look at where it stands.",
    "工单当前状态不能进行这一步，请查看进度。"};
inline constexpr ErrorKind k_ticket_step_not_yours{
    "ticket_step_not_yours", Actor::manager, "This step is somebody else's; who may is said here.",
    "这一步须由有权限的人办理，见提示。"};
inline constexpr ErrorKind k_ticket_paused{
    "ticket_paused", Actor::clerk,
    "The case waits for the customer. Say first that the customer has answered.",
    "工单正在等待顾客，请先记录顾客已回复。"};
inline constexpr ErrorKind k_ticket_own_proposal{
    "ticket_own_proposal", Actor::manager,
    "Whoever proposed can't approve or return it. Another person has to decide.",
    "提出方案的人不能审批自己的方案，请由另一人审批。"};
inline constexpr ErrorKind k_ticket_quote_missing{
    "ticket_quote_missing", Actor::clerk,
    "Out of warranty the customer has to accept a price before the work is done.",
    "保外维修须先报价并由顾客同意。"};

/// Who may take a step, as a set.
struct StepRoles {
    bool clerk = false, manager = false, agent = false, agents_manager = false;
    bool has(StaffRole role) const;
};

struct CourseRow {
    TicketStep step;
    std::span<const TicketKind> kinds;  ///< empty = all
    std::span<const TicketPhase> from;  ///< empty = all but closed
    std::optional<TicketPhase> to;      ///< absent = it stays where it is, or as the step says
    StepRoles roles;
    bool while_paused;  ///< also while the case waits for the customer
};
std::span<const CourseRow> ticket_course();

/// Where the step leads a ticket in this state; nothing if it can't follow there.
std::optional<TicketPhase> phase_after(const Ticket& ticket, const TicketState& state,
                                       const TicketEvent& event);

/// k_ticket_step_not_now, k_ticket_step_not_yours, k_ticket_paused, k_ticket_own_proposal,
/// k_ticket_quote_missing.
Status check_step(const Ticket& ticket, const TicketState& state, TicketStep step,
                  const Session& session);

/// A step as a screen offers it.
struct OfferedStep {
    TicketStep step{};
    std::string refused{};      ///< code of the error; empty = it may be taken
    Coded<TicketStep> first{};  ///< it lies ahead: what has to be done before
};
QIANTAI_DESCRIBE(OfferedStep, "", step, refused, first)
QIANTAI_NOTES(OfferedStep, {.field = "refused", .length_max = 60},
              {.field = "first", .presence = FieldNote::Presence::optional})
/// Those that can follow here, for whoever may, in the order of the course; what only somebody else
/// may take stands there with the reason, and so do those that lie ahead up to the closing.
std::vector<OfferedStep> offered_steps(const Ticket& ticket, const TicketState& state,
                                       const Session& session);

}  // namespace qiantai::domain
