#pragma once

// What the page says of steps: those that were taken, those that may be, and those that may not.

#include "terminal/desk/scene.hpp"
#include "terminal/kit/widgets/widget_course.hpp"
#include "terminal/tickets/rules/ticket_lists_facts.hpp"
#include "terminal/tickets/rules/tickets_facts.hpp"

namespace qiantai::ui {

/// How a step looks, as something to do and as something that was done.
struct StepLook {
    TextKey act;
    TextKey done;
    Icon icon = Icon::history;
    Tone tone = Tone::neutral;
};
StepLook look_of(TicketStep step);
/// To do it, as it is said of this ticket.
Text step_act_text(const Ui& ui, const domain::Ticket& ticket, TicketStep step);
/// One line of what it means; empty where the name says it.
Text step_note_text(const Ui& ui, TicketStep step);
/// Why it can't be taken, and who may.
Text step_lock_text(const Ui& ui, const domain::TicketPage& page,
                    const domain::OfferedStep& offered);

/// The fields of the head that can be corrected.
std::span<const std::string_view> ticket_fields();
Text ticket_field_text(const Ui& ui, std::string_view field);

/// What happened, with what it came to: "提出方案：退款 ¥369.00".
Text event_text(const Ui& ui, const Shop& shop, const domain::ShownTicketEvent& shown);
/// What else there is to say of it.
Text event_details(const Ui& ui, const domain::ShownTicketEvent& shown);

/// The step that brings the ticket on, whoever may take it; none when it is closed.
std::optional<TicketStep> next_step(const domain::TicketPage& page, TimeMs now);
/// Those that bring it on, before those that say something beside it.
bool is_of_course(TicketStep step);

/// The steps of its course since it was reopened last, as far as they can be foreseen.
std::vector<CourseStep> course_of(const Ui& ui, const Shop& shop, const domain::TicketPage& page);
/// How the course before ended; empty if it was never reopened.
Text earlier_course_text(const Ui& ui, const Shop& shop, const domain::TicketPage& page);

}  // namespace qiantai::ui
