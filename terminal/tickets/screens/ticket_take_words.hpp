#pragma once

// How the ticket screens say where a case came from, what makes it urgent, how it ends, and by when.

#include "terminal/desk/scene.hpp"
#include "terminal/tickets/rules/ticket_lists_facts.hpp"
#include "terminal/tickets/rules/tickets_facts.hpp"

namespace qiantai::ui {

Text ticket_channel_text(const Ui& ui, const Coded<TicketChannel>& channel);
Icon ticket_channel_icon(TicketChannel channel);
/// Empty without one.
Text ticket_alarm_text(const Ui& ui, const Coded<TicketAlarm>& alarm);
Text resolution_text(Language language, const Coded<ResolutionKind>& resolution);

/// "今天 16:31", "明天 15:31", within a week "周一 16:31", else "12月3日 16:31", in the store's time.
Text due_time_text(const Ui& ui, const Shop& shop, TimeMs time);

}  // namespace qiantai::ui
