#pragma once

// How the screens of tickets say what is known.

#include "terminal/desk/scene.hpp"
#include "terminal/kit/widgets/widget_clock.hpp"
#include "terminal/tickets/rules/ticket_lists_facts.hpp"
#include "terminal/tickets/rules/tickets_facts.hpp"

namespace qiantai::ui {

Text ticket_kind_text(const Ui& ui, const Coded<TicketKind>& kind);
Icon ticket_kind_icon(const Coded<TicketKind>& kind);
Text ticket_severity_text(const Ui& ui, const Coded<TicketSeverity>& severity);
Tone ticket_severity_tone(const Coded<TicketSeverity>& severity);
Text ticket_phase_text(const Ui& ui, domain::TicketPhase phase);
Tone ticket_phase_tone(domain::TicketPhase phase);
Text ticket_timer_text(const Ui& ui, TicketTimer timer);
Text ticket_fault_text(const Ui& ui, const Coded<TicketFault>& fault);
Text ticket_resolution_text(const Ui& ui, const Coded<ResolutionKind>& resolution);
/// What people say of a number on the telephone: "0176" of TS-S001-01-0176-K.
std::string short_ticket_number(std::string_view number);

/// "18 分", "2 小时 29 分"; of more than two days "3 天".
Text time_span_text(const Ui& ui, std::int64_t span_ms);
/// "今天 14:49", "昨天 16:10", "11月19日 11:20", in the store's time.
Text day_and_time_text(const Ui& ui, const Shop& shop, std::int64_t time);

/// What there is to say of a timer beside itself.
struct ClockSetting {
    std::string paused_for{};
    std::optional<std::int64_t> paused_since{};
};
ClockLook clock_look(const domain::ShownClock& clock);
/// As much of the time of day as fits into so many pixels.
ClockLine clock_line(const Ui& ui, const Shop& shop, const domain::ShownClock& clock,
                     const ClockSetting& setting, float width);

}  // namespace qiantai::ui
