#include <algorithm>

#include "schema/base/signature.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/tickets/rules/ticket_course.hpp"
#include "terminal/tickets/rules/ticket_texts.hpp"
#include "terminal/tickets/rules/ticket_view.hpp"
#include "terminal/tickets/rules/tickets.hpp"

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
        case StepField::signature:
            break;
    }
    return !entry.signature.empty() || !entry.signed_text.empty();
}

Status check_needs(const TicketStepEntry& entry, const StepNeeds& needs) {
    for (const auto& [field, code] : k_codes<StepField>) {
        const bool required = std::ranges::find(needs.required, field) != needs.required.end();
        const bool allowed =
            required || std::ranges::find(needs.optional, field) != needs.optional.end();
        if (has_field(entry, field) ? allowed : !required) continue;
        return make_error(required ? k_ticket_field_missing : k_ticket_field_unfit,
                          std::string(code), std::string(code));
    }
    if (entry.step == Step::assigned && entry.department.empty() && entry.assignee.empty()) {
        return make_error(k_ticket_field_missing, "department", "department");
    }
    return {};
}

Status malformed(std::string_view field, std::string range) {
    return make_error(k_ticket_value_malformed, std::move(range), std::string(field));
}

Status check_amount(const std::optional<Fen>& amount, std::string_view field) {
    const bool fits = !amount || (*amount >= Fen() && *amount <= k_ticket_amount_max);
    return fits ? Status() : malformed(field, "0 to 1000000.00");
}

Status check_parts(std::span<const UsedPart> parts) {
    if (parts.size() > k_ticket_parts_max) return malformed("parts", "at most 30");
    for (const auto& part : parts) {
        const bool fits = !part.name.empty() && part.quantity >= 1 &&
                          part.quantity <= k_ticket_part_quantity_max && part.price >= Fen() &&
                          part.price <= k_ticket_amount_max;
        if (!fits) return malformed("parts", part.name);
    }
    return {};
}

Status check_values(const TicketStepEntry& entry) {
    if (!entry.severity.empty() && !entry.severity.known()) return malformed("severity", {});
    if (!entry.fault.empty() && !entry.fault.known()) return malformed("fault", {});
    if (!entry.resolution.empty() && !entry.resolution.known()) return malformed("resolution", {});
    QIANTAI_TRY_STATUS(check_amount(entry.amount, "amount"));
    QIANTAI_TRY_STATUS(check_amount(entry.loss, "loss"));
    QIANTAI_TRY_STATUS(check_parts(entry.parts));
    const int satisfaction = entry.satisfaction.value_or(1);
    if (satisfaction < 1 || satisfaction > 5) return malformed("satisfaction", "1 to 5");
    // Nobody says how content they are who was not reached.
    if (entry.reached == false && entry.satisfaction) {
        return make_error(k_ticket_field_unfit, "satisfaction", "satisfaction");
    }
    return {};
}

/// Who has to say yes to what this person proposes.
TicketApprover approver_of(const Session& session, Fen amount, const TicketTimes& times) {
    const bool within = amount <= times.manager_decides;
    switch (session.role) {
        case StaffRole::store_manager:
        case StaffRole::cs_manager:
            return within ? TicketApprover::nobody : TicketApprover::headquarters;
        case StaffRole::clerk:
            return within ? TicketApprover::manager : TicketApprover::headquarters;
        case StaffRole::cs_agent:
        case StaffRole::auditor:
        case StaffRole::admin:
        case StaffRole::warehouse_keeper:
            break;
    }
    return TicketApprover::headquarters;
}

/// What the step is about: a decision names the proposal, an answer the price.
std::optional<Uuid> subject_of(Step step, const TicketState& state,
                               std::span<const TicketEvent> events) {
    const bool of_proposal = step == Step::approved || step == Step::returned ||
                             step == Step::refused || step == Step::carried_out;
    if (of_proposal && state.proposal) return state.proposal->id;
    if (step != Step::quote_accepted && step != Step::quote_declined) return std::nullopt;
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (event->step == Step::quoted) return event->id;
    }
    return std::nullopt;
}

bool is_action_of(std::span<const TicketEvent> events, const Uuid& id) {
    return std::ranges::any_of(events, [&](const TicketEvent& event) {
        return event.id == id && event.step == Step::action_set;
    });
}

}  // namespace

Status Tickets::fill_event(const Session& session, const TicketStepEntry& entry, const Case& one,
                           TicketEvent& event) {
    QIANTAI_TRY(event.words,
                normalise_ticket_text(entry.words, k_ticket_words_length_max, "words"));
    QIANTAI_TRY(event.reason,
                normalise_ticket_text(entry.reason, k_ticket_reason_length_max, "reason"));
    struct Line {
        std::string_view field;
        const std::string& typed;
        std::string& kept;
    };
    for (const auto& line :
         {Line{"department", entry.department, event.department},
          Line{"assignee", entry.assignee, event.assignee}, Line{"place", entry.place, event.place},
          Line{"tag", entry.tag, event.tag}}) {
        QIANTAI_TRY(line.kept,
                    normalise_ticket_text(line.typed, k_ticket_short_length_max, line.field));
    }
    event.severity = entry.severity;
    event.fault = entry.fault;
    event.resolution = entry.resolution;
    event.amount = entry.amount;
    event.loss = entry.loss;
    event.satisfaction = entry.satisfaction;
    event.reached = entry.reached.value_or(false);
    event.parts = parts_text(entry.parts);
    event.act_by = entry.act_by;
    event.about_id =
        entry.about_id ? entry.about_id : subject_of(*entry.step.known(), one.state, one.events);
    if (event.step == Step::proposed) {
        QIANTAI_TRY(const auto units, TicketUnits::load(m_context));
        event.amount = entry.amount.value_or(Fen());
        event.approver = approver_of(session, *event.amount, units.times());
    }
    if (event.act_by && *event.act_by < event.business_date) {
        return malformed("act_by", event.business_date.text());
    }
    if (event.step == Step::action_checked && !is_action_of(one.events, *entry.about_id)) {
        return malformed("about_id", {});
    }
    if (entry.signature.empty() && entry.signed_text.empty()) return {};
    QIANTAI_TRY(const auto strokes, parse_signature(entry.signature));
    if (!is_believable_signature(strokes)) {
        return make_error(k_signature_too_short, {}, "signature");
    }
    if (entry.signed_text.empty()) {
        return make_error(k_ticket_field_missing, "signed_text", "signed_text");
    }
    QIANTAI_TRY_STATUS(
        check_column(m_context.manifest, "ticket_event", "signed_text", entry.signed_text));
    event.signature = signature_text(strokes);
    event.signed_text = entry.signed_text;
    return {};
}

Status Tickets::add_promises(const TicketStepEntry& entry, const Case& one, TicketEvent& event) {
    QIANTAI_TRY(auto units, TicketUnits::load(m_context));
    const auto& times = units.times();
    const TimeMs now = event.created_at;
    QIANTAI_TRY(const auto calendars, units.calendars_of(one.ticket));
    const auto severity = one.state.severity.known().value_or(TicketSeverity::normal);
    TicketDues dues;
    std::optional<std::int64_t> call_back_from_at;
    switch (*entry.step.known()) {
        case Step::promised:
            if (*entry.promised_at <= now) return malformed("promised_at", {});
            dues.solve = *entry.promised_at;
            break;
        case Step::severity_set: {
            if (one.state.severity == entry.severity) return malformed("severity", {});
            dues = matter_dues(one.ticket, *entry.severity.known(), now, times, calendars.handler);
            const bool heard_before = headquarters_hears(one.ticket, one.state.severity);
            if (!heard_before && headquarters_hears(one.ticket, entry.severity)) {
                constexpr TimeMs k_minute_ms = 60'000;
                dues.pass_on = now + times.pass_on_minutes * k_minute_ms;
            }
            break;
        }
        case Step::reopened:
            dues = matter_dues(one.ticket, severity, now, times, calendars.handler);
            break;
        case Step::resumed:
        case Step::quote_accepted:
        case Step::quote_declined:
            return add_pause(one, units, event);
        case Step::signed_: {
            const auto call = call_back_time(now, times, calendars.handler);
            dues.call_back = call.until;
            call_back_from_at = call.from;
            break;
        }
        default:
            return {};
    }
    auto by_wall =
        timers_by_wall(one.ticket, entry.severity.known().value_or(severity), times, dues);
    auto promise = make_promise(one.ticket, dues, std::move(by_wall), now, times, calendars);
    promise.terms.call_back_from_at = call_back_from_at;
    event.due = promise_text(promise);
    return {};
}

Status Tickets::add_pause(const Case& one, TicketUnits& units, TicketEvent& event) {
    TicketPromise promise{.dues = {}, .terms = {}};
    for (const auto& clock : one.state.clocks) {
        QIANTAI_TRY(const auto* calendar, units.calendar_of(one.ticket, clock));
        move_after_pause(one.state, clock, event.created_at, *calendar, promise);
    }
    event.due = promise_text(promise);
    return {};
}

Result<TicketPage> Tickets::step(const Session& session, const TicketStepEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    const auto step = entry.step.known();
    const auto needs = step ? needs_of(*step) : std::nullopt;
    if (!needs) return make_error(k_ticket_value_malformed, entry.step.text(), "step");
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case(entry.ticket_id, Writable::by_whoever_sees));
    QIANTAI_TRY_STATUS(check_step(one.ticket, one.state, *step, session));
    QIANTAI_TRY_STATUS(check_needs(entry, *needs));
    QIANTAI_TRY_STATUS(check_values(entry));
    QIANTAI_TRY(auto event, new_event(session, one.ticket, one.events, *step));
    QIANTAI_TRY_STATUS(fill_event(session, entry, one, event));
    QIANTAI_TRY_STATUS(add_promises(entry, one, event));
    return save(session, one.ticket, event, "tickets.step", transaction);
}

}  // namespace qiantai::domain
