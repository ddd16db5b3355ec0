#include "terminal/tickets/rules/ticket_step_needs.hpp"

#include <algorithm>

namespace qiantai::domain {
namespace {

using Step = TicketStep;

bool has_field(const TicketStepEntry& entry, StepField field) {
    switch (field) {
        case StepField::severity:
            return !entry.severity.empty();
        case StepField::fault:
            return !entry.fault.empty();
        case StepField::resolution:
            return !entry.resolution.empty();
        case StepField::amount:
            return entry.amount.has_value();
        case StepField::loss:
            return entry.loss.has_value();
        case StepField::department:
            return !entry.department.empty();
        case StepField::assignee:
            return !entry.assignee.empty();
        case StepField::words:
            return !entry.words.empty();
        case StepField::reason:
            return !entry.reason.empty();
        case StepField::satisfaction:
            return entry.satisfaction.has_value();
        case StepField::reached:
            return entry.reached.has_value();
        case StepField::promised_at:
            return entry.promised_at.has_value();
        case StepField::place:
            return !entry.place.empty();
        case StepField::tag:
            return !entry.tag.empty();
        case StepField::parts:
            return !entry.parts.empty();
        case StepField::act_by:
            return entry.act_by.has_value();
        case StepField::about_id:
            return entry.about_id.has_value();
        case StepField::contractor:
            return !entry.contractor.empty();
        case StepField::who:
            return !entry.who.empty();
        case StepField::said_at:
            return entry.said_at.has_value();
        case StepField::signature:
            break;
    }
    return !entry.signature.empty() || !entry.signed_text.empty();
}

/// A colleague or somebody from outside; nobody is both.
Status check_whom(const TicketStepEntry& entry) {
    const bool nobody = entry.assignee.empty() && entry.contractor.empty();
    if (!entry.assignee.empty() && !entry.contractor.empty()) {
        return make_error(k_ticket_field_unfit, "contractor", "contractor");
    }
    if (entry.step == Step::assigned && nobody && entry.department.empty()) {
        return make_error(k_ticket_field_missing, "department", "department");
    }
    if (entry.step == Step::action_set && nobody) {
        return make_error(k_ticket_field_missing, "assignee", "assignee");
    }
    return {};
}

}  // namespace

Status check_step_needs(const TicketStepEntry& entry, const StepNeeds& needs) {
    for (const auto& [field, code] : k_codes<StepField>) {
        const bool required = std::ranges::find(needs.required, field) != needs.required.end();
        const bool allowed =
            required || std::ranges::find(needs.optional, field) != needs.optional.end();
        if (has_field(entry, field) ? allowed : !required) continue;
        return make_error(required ? k_ticket_field_missing : k_ticket_field_unfit,
                          std::string(code), std::string(code));
    }
    return check_whom(entry);
}

namespace {

Status value_malformed(std::string_view field, std::string range) {
    return make_error(k_ticket_value_malformed, std::move(range), std::string(field));
}

Status check_amount(const std::optional<Fen>& amount, std::string_view field) {
    const bool fits = !amount || (*amount >= Fen() && *amount <= k_ticket_amount_max);
    return fits ? Status() : value_malformed(field, "0 to 1000000.00");
}

Status check_parts(std::span<const UsedPart> parts) {
    if (parts.size() > k_ticket_parts_max) return value_malformed("parts", "at most 30");
    for (const auto& part : parts) {
        const bool fits = !part.name.empty() && part.quantity >= 1 &&
                          part.quantity <= k_ticket_part_quantity_max && part.price >= Fen() &&
                          part.price <= k_ticket_amount_max;
        if (!fits) return value_malformed("parts", part.name);
    }
    return {};
}

}  // namespace

Status check_step_values(const TicketStepEntry& entry) {
    if (!entry.severity.empty() && !entry.severity.known()) return value_malformed("severity", {});
    if (!entry.fault.empty() && !entry.fault.known()) return value_malformed("fault", {});
    if (!entry.resolution.empty() && !entry.resolution.known())
        return value_malformed("resolution", {});
    QIANTAI_TRY_STATUS(check_amount(entry.amount, "amount"));
    QIANTAI_TRY_STATUS(check_amount(entry.loss, "loss"));
    QIANTAI_TRY_STATUS(check_parts(entry.parts));
    const int satisfaction = entry.satisfaction.value_or(1);
    if (satisfaction < 1 || satisfaction > 5) return value_malformed("satisfaction", "1 to 5");
    // Nobody says how content they are who was not reached.
    if (entry.reached == false && entry.satisfaction) {
        return make_error(k_ticket_field_unfit, "satisfaction", "satisfaction");
    }
    return {};
}

}  // namespace qiantai::domain
