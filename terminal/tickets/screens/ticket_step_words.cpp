// Steps in words: to be taken, taken, and why not.

#include "assets/words/find.hpp"
#include "assets/words/ticket_page.hpp"
#include "assets/words/tickets.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/tickets/rules/ticket_correction_facts.hpp"
#include "terminal/tickets/screens/ticket_steps.hpp"
#include "terminal/tickets/screens/ticket_words.hpp"

namespace qiantai::ui {
namespace {

using Step = TicketStep;

struct StepRow {
    Step step;
    StepLook look;
};
// clang-format off
constexpr StepRow k_step_looks[] = {
    {Step::received,     {words::ticket_event_received, words::ticket_event_received, Icon::alert_circle, Tone::danger}},
    {Step::acknowledged, {words::ticket_act_acknowledged, words::ticket_event_acknowledged, Icon::phone, Tone::info}},
    {Step::assessed,     {words::ticket_act_assessed, words::ticket_event_assessed, Icon::gavel, Tone::warning}},
    {Step::explained,    {words::ticket_act_explained, words::ticket_event_explained, Icon::comment, Tone::success}},
    {Step::promised,     {words::ticket_act_promised, words::ticket_event_promised, Icon::timer, Tone::info}},
    {Step::assigned,     {words::ticket_act_assigned, words::ticket_event_assigned, Icon::account, Tone::info}},
    {Step::passed_on,    {words::ticket_act_passed_on, words::ticket_event_passed_on, Icon::arrow_right, Tone::info}},
    {Step::told_headquarters, {words::ticket_act_told_headquarters, words::ticket_event_told_headquarters, Icon::phone_in_talk, Tone::info}},
    {Step::investigated, {words::ticket_act_investigated, words::ticket_event_investigated, Icon::magnify, Tone::info}},
    {Step::proposed,     {words::ticket_act_proposed, words::ticket_event_proposed, Icon::clipboard, Tone::info}},
    {Step::approved,     {words::ticket_act_approved, words::ticket_event_approved, Icon::check_all, Tone::success}},
    {Step::returned,     {words::ticket_act_returned, words::ticket_event_returned, Icon::undo, Tone::warning}},
    {Step::refused,      {words::ticket_act_refused, words::ticket_event_refused, Icon::close_circle, Tone::warning}},
    {Step::quoted,       {words::ticket_act_quoted, words::ticket_event_quoted, Icon::credit_card, Tone::info}},
    {Step::quote_accepted, {words::ticket_act_quote_accepted, words::ticket_event_quote_accepted, Icon::check, Tone::success}},
    {Step::quote_declined, {words::ticket_act_quote_declined, words::ticket_event_quote_declined, Icon::close_circle, Tone::warning}},
    {Step::arrived,      {words::ticket_act_arrived, words::ticket_event_arrived, Icon::home, Tone::info}},
    {Step::ready,        {words::ticket_act_ready, words::ticket_event_ready, Icon::archive, Tone::success}},
    {Step::carried_out,  {words::ticket_act_carried_out, words::ticket_event_carried_out, Icon::wrench, Tone::success}},
    {Step::signed_,      {words::ticket_act_signed, words::ticket_event_signed, Icon::pen, Tone::success}},
    {Step::called_back,  {words::ticket_act_called_back, words::ticket_event_called_back, Icon::phone_in_talk, Tone::info}},
    {Step::answered,     {words::ticket_act_answered, words::ticket_event_answered, Icon::comment, Tone::success}},
    {Step::closed,       {words::ticket_act_closed, words::ticket_event_closed, Icon::check_circle, Tone::success}},
    {Step::reopened,     {words::ticket_act_reopened, words::ticket_event_reopened, Icon::replay, Tone::warning}},
    {Step::paused,       {words::ticket_act_paused, words::ticket_event_paused, Icon::pause_circle, Tone::neutral}},
    {Step::resumed,      {words::ticket_act_resumed, words::ticket_event_resumed, Icon::timer, Tone::neutral}},
    {Step::transferred,  {words::ticket_act_transferred, words::ticket_event_transferred, Icon::swap, Tone::info}},
    {Step::severity_set, {words::ticket_act_severity_set, words::ticket_event_severity_set, Icon::flag, Tone::warning}},
    {Step::corrected,    {words::ticket_act_corrected, words::ticket_event_corrected, Icon::pencil, Tone::neutral}},
    {Step::noted,        {words::ticket_act_noted, words::ticket_event_noted, Icon::plus, Tone::neutral}},
    {Step::escalated,    {words::ticket_event_escalated, words::ticket_event_escalated, Icon::alert, Tone::danger}},
    {Step::decided,      {words::ticket_act_decided, words::ticket_event_decided, Icon::gavel, Tone::warning}},
    {Step::evidence_added, {words::ticket_event_evidence_added, words::ticket_event_evidence_added, Icon::camera, Tone::neutral}},
    {Step::kept,         {words::ticket_act_kept, words::ticket_event_kept, Icon::archive, Tone::neutral}},
    {Step::lent,         {words::ticket_act_lent, words::ticket_event_lent, Icon::arrow_right, Tone::neutral}},
    {Step::lent_back,    {words::ticket_act_lent_back, words::ticket_event_lent_back, Icon::arrow_left, Tone::neutral}},
    {Step::action_set,   {words::ticket_act_action_set, words::ticket_event_action_set, Icon::flag, Tone::info}},
    {Step::agreed,       {words::ticket_act_agreed, words::ticket_event_agreed, Icon::phone, Tone::success}},
    {Step::paper_signed, {words::ticket_act_paper_signed, words::ticket_event_paper_signed, Icon::clipboard, Tone::success}},
    {Step::unreachable,  {words::ticket_act_unreachable, words::ticket_event_unreachable, Icon::close_circle, Tone::neutral}},
    {Step::handed_back,  {words::ticket_act_handed_back, words::ticket_event_handed_back, Icon::undo, Tone::warning}},
    {Step::unclaimed,    {words::ticket_act_unclaimed, words::ticket_event_unclaimed, Icon::archive, Tone::warning}},
    {Step::unsettled,    {words::ticket_act_unsettled, words::ticket_event_unsettled, Icon::close_circle, Tone::warning}},
    {Step::cancelled,    {words::ticket_act_cancelled, words::ticket_event_cancelled, Icon::close_circle, Tone::neutral}},
    {Step::held,         {words::ticket_event_noted, words::ticket_event_noted, Icon::eye, Tone::neutral}},
    {Step::action_checked, {words::ticket_act_action_checked, words::ticket_event_action_checked, Icon::check, Tone::success}},
};
// clang-format on

struct CorrectedField {
    std::string_view field;
    TextKey words;
};
constexpr CorrectedField k_corrected_fields[] = {
    {"customer_name", words::ticket_sheet_field_customer_name},
    {"customer_phone", words::ticket_sheet_field_customer_phone},
    {"address", words::ticket_sheet_field_address},
    {"product", words::ticket_sheet_field_product},
    {"till_receipt", words::ticket_sheet_field_till_receipt},
    {"device", words::ticket_sheet_field_device},
    {"authority_number", words::ticket_sheet_field_authority_number},
    {domain::k_warranty_field, words::ticket_sheet_field_in_warranty}};

std::string with_amount(const Text& words, const std::optional<Fen>& amount) {
    if (!amount || *amount == Fen()) return words.utf8();
    return words.utf8() + " " + money_text(*amount).utf8();
}

std::string whom_text(const domain::ShownTicketEvent& shown) {
    const auto& who = shown.assignee_name.empty() ? shown.event.assignee : shown.assignee_name;
    const auto& department = shown.event.department;
    return department.empty() || who.empty() ? department + who : department + " " + who;
}

/// What a step came to in a word; empty where it has none.
std::string came_to(const Ui& ui, const Shop& shop, const domain::ShownTicketEvent& shown) {
    const auto& event = shown.event;
    switch (event.step.known().value_or(Step::noted)) {
        case Step::assessed:
            return ticket_fault_text(ui, event.fault).utf8();
        case Step::promised: {
            const auto due = domain::dues_of(event).solve;
            return due ? day_and_time_text(ui, shop, *due).utf8() : "";
        }
        case Step::told_headquarters:
            return whom_text(shown) + " · " +
                   day_and_time_text(ui, shop, domain::said_at(event)).utf8();
        case Step::assigned:
        case Step::passed_on:
        case Step::arrived:
            return whom_text(shown);
        case Step::proposed:
            return with_amount(ticket_resolution_text(ui, event.resolution), event.amount);
        case Step::quoted:
            return event.amount ? money_text(*event.amount).utf8() : "";
        case Step::called_back:
            return ui
                .tr(event.reached ? words::ticket_event_reached : words::ticket_event_not_reached)
                .utf8();
        case Step::agreed:
            return day_and_time_text(ui, shop, domain::said_at(event)).utf8();
        case Step::paused:
        case Step::reopened:
            return event.reason;
        case Step::transferred:
            return store_name(shop, event.to_store);
        case Step::severity_set:
            return ticket_severity_text(ui, event.severity).utf8();
        case Step::corrected:
            return event.field == domain::k_call_field
                       ? ui.tr(words::ticket_event_call_taken_back).utf8()
                       : ticket_field_text(ui, event.field).utf8();
        case Step::escalated:
            return ui
                .tr(event.level.value_or(1) >= 2 ? words::ticket_event_to_headquarters
                                                 : words::ticket_event_to_manager)
                .utf8();
        case Step::kept:
        case Step::ready:
            return event.place;
        case Step::evidence_added:
            return event.file_name;
        default:
            return {};
    }
}

const domain::CourseRow* course_row(Step step) {
    const auto rows = domain::ticket_course();
    const auto found = std::ranges::find(rows, step, &domain::CourseRow::step);
    return found == rows.end() ? nullptr : &*found;
}

bool waits_for_headquarters(const domain::TicketPage& page) {
    return page.state.proposal && page.state.proposal->approver == TicketApprover::headquarters;
}

}  // namespace

StepLook look_of(Step step) {
    const auto found = std::ranges::find(k_step_looks, step, &StepRow::step);
    QIANTAI_ASSERT(found != std::end(k_step_looks));
    return found->look;
}

std::span<const std::string_view> ticket_fields() {
    static constexpr auto k_fields = [] {
        std::array<std::string_view, std::size(k_corrected_fields)> fields{};
        std::ranges::transform(k_corrected_fields, fields.begin(), &CorrectedField::field);
        return fields;
    }();
    return k_fields;
}

Text ticket_field_text(const Ui& ui, std::string_view field) {
    const auto found = std::ranges::find(k_corrected_fields, field, &CorrectedField::field);
    return ui.tr(found == std::end(k_corrected_fields) ? words::code_unknown : found->words);
}

Text step_act_text(const Ui& ui, const domain::Ticket& ticket, Step step) {
    const bool repaired = step == Step::carried_out && ticket.kind == TicketKind::repair;
    if (step == Step::handed_back && !ticket.brought_in) {
        return ui.tr(words::ticket_act_not_repaired);
    }
    return ui.tr(repaired ? words::ticket_act_repaired : look_of(step).act);
}

Text step_note_text(const Ui& ui, Step step) {
    switch (step) {
        case Step::proposed:
            return ui.tr(words::ticket_act_proposed_note);
        case Step::paused:
            return ui.tr(words::ticket_act_paused_note);
        case Step::reopened:
            return ui.tr(words::ticket_act_reopened_note);
        case Step::agreed:
            return ui.tr(words::ticket_act_agreed_note);
        case Step::paper_signed:
            return ui.tr(words::ticket_act_paper_signed_note);
        case Step::cancelled:
            return ui.tr(words::ticket_act_cancelled_note);
        case Step::noted:
            return ui.tr(words::ticket_act_noted_note);
        case Step::corrected:
            return ui.tr(words::ticket_act_corrected_note);
        case Step::transferred:
            return ui.tr(words::ticket_act_transferred_note);
        default:
            return {};
    }
}

Text step_lock_text(const Ui& ui, const domain::TicketPage& page,
                    const domain::OfferedStep& offered) {
    if (const auto first = offered.first.known()) {
        const auto* row = course_row(offered.step);
        const auto before =
            ui.tr(words::ticket_page_lock_first, step_act_text(ui, page.ticket, *first).utf8());
        if (row == nullptr || row->roles.clerk) return before;
        return Text::words(before.utf8() + " · " + ui.tr(words::ticket_page_lock_deciders).utf8());
    }
    const bool decides = offered.step == Step::approved || offered.step == Step::returned;
    const bool high = decides && waits_for_headquarters(page);
    if (offered.refused == domain::k_ticket_paused.code) {
        return ui.tr(words::ticket_page_lock_paused);
    }
    if (offered.refused == domain::k_ticket_quote_missing.code) {
        return ui.tr(words::ticket_page_lock_quote);
    }
    if (offered.refused == domain::k_ticket_own_proposal.code) {
        const auto who =
            ui.tr(high ? words::ticket_page_who_headquarters : words::ticket_page_who_manager);
        return ui.tr(words::ticket_page_lock_own, who.utf8());
    }
    if (high) return ui.tr(words::ticket_page_lock_headquarters);
    const auto* row = course_row(offered.step);
    const bool agents = row != nullptr && row->roles.agents_manager;
    return ui.tr(agents ? words::ticket_page_lock_deciders : words::ticket_page_lock_manager);
}

Text event_text(const Ui& ui, const Shop& shop, const domain::ShownTicketEvent& shown) {
    const auto step = shown.event.step.known();
    if (!step) return ui.tr(words::code_unknown);
    const auto what = ui.tr(look_of(*step).done);
    const auto outcome = came_to(ui, shop, shown);
    if (outcome.empty()) return what;
    return Text::data(ui.tr(words::ticket_of_kind, what.utf8(), outcome).utf8());
}

Text event_details(const Ui& ui, const domain::ShownTicketEvent& shown) {
    if (shown.without_effect) return ui.tr(words::ticket_event_without_effect);
    const auto& event = shown.event;
    const bool warranty = event.step == Step::corrected && event.field == domain::k_warranty_field;
    std::string details = event.words;
    if (warranty) {
        details = ui.tr(event.words == domain::k_corrected_yes ? words::ticket_page_in_warranty
                                                               : words::ticket_page_out_of_warranty)
                      .utf8();
    }
    const auto add = [&](const std::string& more) {
        if (more.empty()) return;
        if (!details.empty()) details += " · ";
        details += more;
    };
    // What leads in the line above is not said again.
    const bool reason_leads = event.step == Step::paused || event.step == Step::reopened;
    if (!reason_leads) add(event.reason);
    add(event.contact);
    if (event.satisfaction) {
        add(ui.tr(words::ticket_event_satisfaction, *event.satisfaction).utf8());
    }
    add(event.tag);
    return Text::data(details);
}

}  // namespace qiantai::ui
