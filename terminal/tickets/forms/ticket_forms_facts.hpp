#pragma once

#include <optional>

#include "schema/base/described.hpp"
#include "schema/base/error.hpp"
#include "schema/base/named_enum.hpp"

namespace qiantai::domain {

/// The papers of a case (FORMS.md A2, A3).
enum class TicketForm {
    receipt,     ///< 受理回执: 80 mm, the number and what was promised, for the customer
    record,      ///< 客户投诉记录单: A4, what was taken in, of every kind and channel
    resolution,  ///< 客户投诉处理单: A4, one for each proposal, signed by the customer
};
constexpr auto codes_of(TicketForm) {
    return std::to_array<CodedValue<TicketForm>>({{TicketForm::receipt, "receipt"},
                                                  {TicketForm::record, "record"},
                                                  {TicketForm::resolution, "resolution"}});
}

inline constexpr ErrorKind k_ticket_no_proposal{
    "ticket_no_proposal", Actor::clerk,
    "Nothing was proposed in this case yet; the resolution slip comes with the proposal.",
    "这张工单还没有处理方案，提出方案后才有处理单。"};

/// A receipt is the customer's, with a stub for the shop.
inline constexpr int k_ticket_copies_max = 3, k_ticket_receipts_max = 2;
constexpr int ticket_copies_max(TicketForm form) {
    return form == TicketForm::receipt ? k_ticket_receipts_max : k_ticket_copies_max;
}

struct TicketFormChoice {
    Uuid ticket_id{};
    TicketForm form = TicketForm::receipt;
    /// Of a resolution: the proposal's event; none: the last one.
    std::optional<Uuid> proposal_id{};
    int copies = 1;  ///< 1 to k_ticket_copies_max
};
QIANTAI_DESCRIBE(TicketFormChoice, "", ticket_id, form, proposal_id, copies)
QIANTAI_NOTES(TicketFormChoice, {.field = "form", .presence = FieldNote::Presence::always},
              {.field = "copies", .min = 1, .max = k_ticket_copies_max})

}  // namespace qiantai::domain
