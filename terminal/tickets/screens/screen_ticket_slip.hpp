#pragma once

// The customer's side of a case: what was said, what was done, the amount; the signature, and how it
// was, if they want to say.

#include <optional>
#include <variant>

#include "terminal/desk/customer_turn.hpp"
#include "terminal/tickets/rules/ticket_lists_facts.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_ticket_slip_screen{"ticket_slip"};

struct TicketSlipState {
    domain::TicketPage page{};
    /// signed_: the case is settled; quote_accepted: a repair's price.
    TicketStep step = TicketStep::signed_;
    std::optional<int> satisfaction{};  ///< 1 to 5
    CustomerTurn turn{};
};

namespace ticket_slip {
struct Rate {
    int value;  ///< 0: taken back
};
}  // namespace ticket_slip
using TicketSlipIntent = std::variant<CustomerIntent, ticket_slip::Rate>;

/// What the customer is shown and signs.
CustomerPaper ticket_paper(const TicketSlipState& state);
/// Over the whole window.
void draw_ticket_slip(Ui& ui, const Rect& window, const Scene& scene, const TicketSlipState& state,
                      Intents<TicketSlipIntent>& intents);

}  // namespace qiantai::ui
