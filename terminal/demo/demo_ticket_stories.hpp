#pragma once

// What the demo's tickets are about, and how they went.

#include <cstdint>
#include <span>
#include <string_view>

#include "schema/base/ticket_codes.hpp"

namespace qiantai::ctl {

/// What somebody came with.
struct DemoMatter {
    TicketKind kind;
    TicketChannel channel;
    std::string_view subject, product, words, demand;
    std::int64_t fen;  ///< what a solution costs
    std::string_view findings, remedy;
};
std::span<const DemoMatter> demo_matters(TicketKind kind);
/// Of these: so many that may have been closed long ago.
std::size_t demo_usual_matters(TicketKind kind);

/// A step so many minutes after the one before.
struct DemoStep {
    TicketStep step;
    int minutes;
    /// Clerk, manager, or headquarters' agent.
    enum class By { clerk, manager, agent } by = By::clerk;
    /// Of assessed: ours unless said.
    TicketFault fault = TicketFault::ours;
    /// Its terminal did not know the event before.
    bool concurrent = false;
};

/// A ticket that stands somewhere now.
struct DemoStory {
    TicketKind kind;
    int minutes_ago;
    TicketSeverity severity = TicketSeverity::normal;
    TicketAlarm alarm = TicketAlarm::none;
    std::span<const DemoStep> steps{};
    std::size_t matter = 0;  ///< which of the kind's
    bool brought_in = false;
};
/// That stand at every step now, the oldest first.
std::span<const DemoStory> demo_open_stories();
/// A closed one's course, of so many that there are of the kind.
std::span<const DemoStep> demo_closed_course(TicketKind kind, int nth);

}  // namespace qiantai::ctl
