#pragma once

// What waits for this person's yes, the oldest first, with amounts; one after the other without
// going back to the list. Nobody's own proposals are in it.

#include <optional>
#include <variant>
#include <vector>

#include "terminal/desk/intents.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/tickets/rules/ticket_lists_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_ticket_approvals_screen{"ticket_approvals"};

struct TicketApprovalsState {
    std::vector<domain::TicketPage> waiting{};  ///< each with a proposal
    bool loaded = false;
    std::optional<Error> error{};
    std::optional<Uuid> chosen{};  ///< a ticket; the first one without
    bool busy = false;
    int query = 0;

    /// Null if nothing waits.
    const domain::TicketPage* shown() const;
};

namespace approvals {
struct Reload {};
struct Choose {
    Uuid ticket;
};
struct Approve {};
struct Return {};
struct OpenCase {};
}  // namespace approvals

using TicketApprovalsIntent = std::variant<approvals::Reload, approvals::Choose, approvals::Approve,
                                           approvals::Return, approvals::OpenCase>;
using TicketApprovalsIntents = Intents<TicketApprovalsIntent>;

void draw_ticket_approvals(Ui& ui, const Rect& area, const Scene& scene,
                           const TicketApprovalsState& state, TicketApprovalsIntents& intents);
/// Why a proposal is returned, as it is usually.
std::span<const Choice> return_reasons();

}  // namespace qiantai::ui
