#include "terminal/tickets/rules/ticket_retention.hpp"

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/store/erase.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_retention_days_min = 30, k_retention_days_max = 3650;

std::optional<TicketRetention> usable_retention(std::string_view json) {
    const auto object = parse_json_object(json);
    const auto retention = object ? from_json<TicketRetention>(*object) : std::nullopt;
    if (!retention) return std::nullopt;
    for (const int days :
         {retention->stranger_days, retention->signature_days, retention->photo_days}) {
        if (days < k_retention_days_min || days > k_retention_days_max) return std::nullopt;
    }
    return retention;
}

/// Of those events in which a column has something.
Status erase_events(ServiceContext& context, std::span<const TicketEvent> events,
                    std::string TicketEvent::*column) {
    const Entity* entity = context.manifest.find("ticket_event");
    QIANTAI_ASSERT(entity != nullptr);
    for (const auto& event : events) {
        if ((event.*column).empty()) continue;
        QIANTAI_TRY_STATUS(store::erase_row(context.database, *entity, event.id));
    }
    return {};
}

}  // namespace

Status check_ticket_retention(std::string_view json) {
    if (usable_retention(json)) return {};
    return make_error(k_ticket_retention_malformed, {}, "value");
}

TicketRetention parse_ticket_retention(std::string_view json) {
    return usable_retention(json).value_or(TicketRetention());
}

Status erase_ticket(ServiceContext& context, const Ticket& ticket,
                    std::span<const TicketEvent> events) {
    const Entity* head = context.manifest.find("ticket");
    const Entity* event_entity = context.manifest.find("ticket_event");
    QIANTAI_ASSERT(head != nullptr && event_entity != nullptr);
    QIANTAI_TRY_STATUS(store::erase_row(context.database, *head, ticket.id));
    for (const auto& event : events) {
        QIANTAI_TRY_STATUS(store::erase_row(context.database, *event_entity, event.id));
    }
    return {};
}

Status erase_signatures(ServiceContext& context, std::span<const TicketEvent> events) {
    return erase_events(context, events, &TicketEvent::signature);
}

Status erase_photos(ServiceContext& context, std::span<const TicketEvent> events) {
    return erase_events(context, events, &TicketEvent::attachment);
}

}  // namespace qiantai::domain
