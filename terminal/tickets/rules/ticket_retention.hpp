#pragma once

// How long cases say who the customer was. What is over is emptied by whoever has the case, on
// every machine alike; the bookkeeping facts stay. A member's name and number go with the member.

#include "terminal/base/service_context.hpp"
#include "terminal/tickets/rules/ticket_facts.hpp"

namespace qiantai::domain {

/// Headquarters' policy of this code; days after the case was closed.
inline constexpr std::string_view k_ticket_retention_policy = "tickets.retention";
struct TicketRetention {
    int stranger_days = 730;    ///< what is told of somebody who is no member
    int signature_days = 1095;  ///< signatures, with the text that was signed
    int photo_days = 1095;      ///< photos and files that were added as evidence
};
QIANTAI_DESCRIBE(TicketRetention, "", stranger_days, signature_days, photo_days)
inline constexpr ErrorKind k_ticket_retention_malformed{
    "ticket_retention_malformed", Actor::administrator,
    "How long cases keep personal data is a whole number of days, 30 to 3650.",
    "工单个人信息的保存期须为 30 至 3650 的整数天数。"};
/// k_ticket_retention_malformed.
Status check_ticket_retention(std::string_view json);
/// Of the policy's JSON; the usual one where it says nothing usable.
TicketRetention parse_ticket_retention(std::string_view json);

/// Inside a transaction: of everything the customer is told by.
Status erase_ticket(ServiceContext& context, const Ticket& ticket,
                    std::span<const TicketEvent> events);
/// Inside a transaction: of signatures.
Status erase_signatures(ServiceContext& context, std::span<const TicketEvent> events);
/// Inside a transaction: of photos and files, with what was said of them.
Status erase_photos(ServiceContext& context, std::span<const TicketEvent> events);

}  // namespace qiantai::domain
