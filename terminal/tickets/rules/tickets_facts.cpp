#include "terminal/tickets/rules/tickets_facts.hpp"

#include "terminal/base/human_number.hpp"

namespace qiantai::domain {

std::string_view number_kind_of(TicketKind kind) {
    switch (kind) {
        case TicketKind::complaint:
            return "TS";
        case TicketKind::repair:
            return "BX";
        case TicketKind::enquiry:
            return "ZX";
        case TicketKind::suggestion:
            break;
    }
    return "JY";
}

bool is_ticket_number(std::string_view typed) {
    const auto number = store::parse_human_number(typed);
    return number && std::ranges::any_of(k_codes<TicketKind>, [&](const auto& kind) {
               return number->kind == number_kind_of(kind.value);
           });
}

std::optional<StepNeeds> needs_of(TicketStep step) {
    using enum StepField;
    using Step = TicketStep;
    switch (step) {
        case Step::acknowledged:
        case Step::approved:
        case Step::closed:
        case Step::resumed:
            return StepNeeds{{}, {words}};
        case Step::assessed:
            return StepNeeds{{fault}, {words}};
        case Step::explained:
        case Step::investigated:
        case Step::answered:
        case Step::noted:
        case Step::lent:
            return StepNeeds{{words}, {}};
        case Step::promised:
            return StepNeeds{{promised_at}, {words, reason}};
        case Step::assigned:
            return StepNeeds{{}, {department, assignee, contractor, words}};
        case Step::passed_on:
            return StepNeeds{{}, {department, words}};
        case Step::told_headquarters:
            return StepNeeds{{assignee, said_at}, {words}};
        case Step::proposed:
            return StepNeeds{{resolution, words}, {amount}};
        case Step::returned:
        case Step::refused:
        case Step::quote_declined:
        case Step::reopened:
        case Step::paused:
            return StepNeeds{{reason}, {}};
        case Step::quoted:
            return StepNeeds{{amount}, {parts, words}};
        case Step::quote_accepted:
            return StepNeeds{{}, {signature, words}};
        case Step::arrived:
            return StepNeeds{{}, {assignee, contractor, words}};
        case Step::ready:
            return StepNeeds{{}, {place, words}};
        case Step::carried_out:
            return StepNeeds{{words}, {loss, parts, assignee, contractor}};
        case Step::signed_:
            return StepNeeds{{signature}, {satisfaction, words}};
        case Step::called_back:
            return StepNeeds{{reached}, {satisfaction, words}};
        case Step::severity_set:
            return StepNeeds{{severity, reason}, {}};
        case Step::kept:
            return StepNeeds{{tag, place}, {words}};
        case Step::lent_back:
            return StepNeeds{{}, {words}};
        case Step::action_set:
            return StepNeeds{{words, act_by}, {assignee, contractor}};
        case Step::action_checked:
            return StepNeeds{{about_id}, {words}};
        case Step::agreed:
            return StepNeeds{{who, said_at, words}, {satisfaction}};
        case Step::paper_signed:
            return StepNeeds{{about_id}, {satisfaction, words}};
        case Step::unreachable:
        case Step::unsettled:
        case Step::cancelled:
        case Step::handed_back:
            return StepNeeds{{reason}, {words}};
        case Step::unclaimed:
            return StepNeeds{{reason}, {place, words}};
        case Step::received:
        case Step::transferred:
        case Step::corrected:
        case Step::escalated:
        case Step::decided:
        case Step::evidence_added:
        case Step::held:
            break;
    }
    return std::nullopt;
}

}  // namespace qiantai::domain
