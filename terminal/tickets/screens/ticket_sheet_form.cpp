// What a sheet over the page of a case still needs, and what is made of it.

#include "terminal/tickets/screens/ticket_sheet_frame.hpp"

#include "assets/words/ticket_page.hpp"

namespace qiantai::ui {
namespace {

using Step = TicketStep;
using domain::StepField;

constexpr Choice k_pause_reasons[] = {{"receipt", words::ticket_pause_receipt},
                                      {"goods", words::ticket_pause_goods},
                                      {"answer", words::ticket_pause_answer},
                                      {"absent", words::ticket_pause_absent}};
constexpr Choice k_return_reasons[] = {{"amount", words::ticket_return_amount},
                                       {"facts", words::ticket_return_facts},
                                       {"other way", words::ticket_return_other_way}};
constexpr Choice k_refuse_reasons[] = {{"amount", words::ticket_refuse_amount},
                                       {"way", words::ticket_refuse_way}};
constexpr Choice k_reopen_reasons[] = {{"again", words::ticket_reopen_again},
                                       {"not done", words::ticket_reopen_not_done}};
constexpr Choice k_transfer_reasons[] = {{"theirs", words::ticket_transfer_theirs},
                                         {"nearer", words::ticket_transfer_nearer},
                                         {"higher", words::ticket_transfer_higher}};
constexpr Choice k_correct_reasons[] = {{"misheard", words::ticket_correct_misheard},
                                        {"changed", words::ticket_correct_changed}};
constexpr Choice k_severity_reasons[] = {{"worse", words::ticket_severity_worse},
                                         {"lighter", words::ticket_severity_lighter}};
constexpr Choice k_promise_reasons[] = {{"goods", words::ticket_promise_goods},
                                        {"asked", words::ticket_promise_asked}};
constexpr Choice k_cancel_reasons[] = {{"twice", words::ticket_cancel_twice},
                                       {"wrong", words::ticket_cancel_wrong}};
constexpr Choice k_back_reasons[] = {{"price", words::ticket_back_price},
                                     {"hopeless", words::ticket_back_hopeless}};
constexpr Choice k_unclaimed_reasons[] = {{"told", words::ticket_unclaimed_told}};
constexpr Choice k_unsettled_reasons[] = {{"away", words::ticket_unsettled_away},
                                          {"refuses", words::ticket_unsettled_refuses}};
constexpr Choice k_unreachable_reasons[] = {{"number", words::ticket_unreachable_number},
                                            {"none", words::ticket_unreachable_none}};
constexpr Choice k_decide_reasons[] = {{"first", words::ticket_decide_first},
                                       {"agreed", words::ticket_decide_agreed}};

bool is_missing(const TicketSheetForm& form, StepField field) {
    const auto empty = [&](SheetText which) { return form.text(which).empty(); };
    switch (field) {
        case StepField::severity:
            return form.severity.empty();
        case StepField::fault:
            return form.fault.empty();
        case StepField::resolution:
            return form.resolution.empty();
        case StepField::amount:
            return !Fen::parse(form.text(SheetText::amount));
        case StepField::department:
            return empty(SheetText::department);
        case StepField::assignee:
            return empty(SheetText::assignee);
        case StepField::words:
            return empty(SheetText::words);
        case StepField::reason:
            return !form.reason.given();
        case StepField::reached:
            return !form.reached;
        case StepField::promised_at:
            return !form.in_days || !form.hour;
        case StepField::place:
            return empty(SheetText::place);
        case StepField::tag:
            return empty(SheetText::tag);
        case StepField::act_by:
            return !form.in_days;
        case StepField::about_id:
            return !form.about_id;
        case StepField::who:
            return empty(SheetText::who);
        case StepField::said_at:
            return !form.said_ago;
        case StepField::contractor:
        case StepField::loss:
        case StepField::satisfaction:
        case StepField::parts:
        case StepField::signature:
            break;
    }
    return false;
}

TextKey label_of(Step step, StepField field) {
    switch (field) {
        case StepField::severity:
            return words::ticket_sheet_severity;
        case StepField::fault:
            return words::ticket_sheet_fault;
        case StepField::resolution:
            return words::ticket_sheet_resolution;
        case StepField::amount:
            return words::ticket_sheet_amount;
        case StepField::department:
            return words::ticket_sheet_department;
        case StepField::assignee:
            return step == Step::told_headquarters ? words::ticket_sheet_told_whom
                                                   : words::ticket_sheet_assignee;
        case StepField::reason:
            return words::ticket_sheet_reason;
        case StepField::reached:
            return words::ticket_sheet_reached;
        case StepField::promised_at:
        case StepField::act_by:
            return words::ticket_sheet_day;
        case StepField::place:
            return words::ticket_sheet_place;
        case StepField::tag:
            return words::ticket_sheet_tag;
        case StepField::about_id:
            return step == Step::paper_signed ? words::ticket_sheet_photo
                                              : words::ticket_sheet_action;
        case StepField::who:
            return words::ticket_sheet_who;
        case StepField::said_at:
            return words::ticket_sheet_said;
        default:
            return words::ticket_sheet_words;
    }
}

/// An amount that is typed and can't be one.
bool has_wrong_amount(const TicketSheetForm& form) {
    return std::ranges::any_of(std::array{SheetText::amount, SheetText::loss}, [&](auto which) {
        const auto& typed = form.text(which);
        return !typed.empty() && !Fen::parse(typed);
    });
}

/// What any of several fields would do for.
bool lacks_whom(const TicketSheetForm& form) {
    const auto empty = [&](SheetText which) { return form.text(which).empty(); };
    const bool nobody = empty(SheetText::assignee) && empty(SheetText::contractor);
    if (form.step == Step::action_set) return nobody;
    return form.step == Step::assigned && nobody && empty(SheetText::department);
}

std::vector<Text> missing_of(const Ui& ui, const TicketPageState& state, const Shop& shop) {
    const auto& form = state.form;
    std::vector<Text> missing;
    if (state.sheet == TicketSheet::transfer && form.to_store.empty()) {
        missing.push_back(ui.tr(words::ticket_sheet_to_store));
    }
    if (state.sheet == TicketSheet::correct && form.field.empty()) {
        missing.push_back(ui.tr(words::ticket_sheet_field));
    }
    if (state.sheet == TicketSheet::decide && !form.about_id) {
        missing.push_back(ui.tr(words::ticket_sheet_holds));
    }
    if (state.sheet != TicketSheet::step) {
        if (!form.reason.given()) missing.push_back(ui.tr(words::ticket_sheet_reason));
        return missing;
    }
    const auto needs = domain::needs_of(form.step).value_or(domain::StepNeeds());
    for (const auto field : needs.required) {
        if (is_missing(form, field)) missing.push_back(ui.tr(label_of(form.step, field)));
    }
    if (lacks_whom(form)) missing.push_back(ui.tr(words::ticket_sheet_assignee));
    if (is_later_promise(state, shop) && !form.reason.given()) {
        missing.push_back(ui.tr(words::ticket_sheet_reason));
    }
    if (missing.empty() && has_wrong_amount(form)) {
        missing.push_back(ui.tr(words::ticket_sheet_amount));
    }
    return missing;
}

}  // namespace

std::span<const Choice> ticket_reasons_of(Step step) {
    switch (step) {
        case Step::paused:
            return k_pause_reasons;
        case Step::returned:
            return k_return_reasons;
        case Step::refused:
        case Step::quote_declined:
            return k_refuse_reasons;
        case Step::reopened:
            return k_reopen_reasons;
        case Step::transferred:
            return k_transfer_reasons;
        case Step::corrected:
            return k_correct_reasons;
        case Step::severity_set:
            return k_severity_reasons;
        case Step::decided:
            return k_decide_reasons;
        case Step::promised:
            return k_promise_reasons;
        case Step::cancelled:
            return k_cancel_reasons;
        case Step::handed_back:
            return k_back_reasons;
        case Step::unclaimed:
            return k_unclaimed_reasons;
        case Step::unsettled:
            return k_unsettled_reasons;
        case Step::unreachable:
            return k_unreachable_reasons;
        default:
            return {};
    }
}

Text sheet_lacks(const Ui& ui, const TicketPageState& state, const Shop& shop) {
    return fill_first_text(ui, missing_of(ui, state, shop));
}

bool is_later_promise(const TicketPageState& state, const Shop& shop) {
    if (state.form.step != Step::promised || !state.page) return false;
    const auto promised = step_entry(state, shop, Language::zh).promised_at;
    const auto& clocks = state.page->state.clocks;
    const auto solve = std::ranges::find(clocks, TicketTimer::solve, &domain::TicketClock::timer);
    return promised && state.form.hour && solve != clocks.end() && *promised > solve->due_at;
}

domain::TicketStepEntry step_entry(const TicketPageState& state, const Shop& shop,
                                   Language language) {
    constexpr std::int64_t k_hour_of_day_ms = 3'600'000, k_whole_day_ms = 24 * k_hour_of_day_ms;
    const auto& form = state.form;
    domain::TicketStepEntry entry{
        .ticket_id = state.id,
        .step = form.step,
        .severity = form.severity,
        .fault = form.fault,
        .resolution = form.resolution,
        .amount = Fen::parse(form.text(SheetText::amount)),
        .loss = Fen::parse(form.text(SheetText::loss)),
        .department = form.text(SheetText::department),
        .assignee = form.text(SheetText::assignee),
        .words = form.text(SheetText::words),
        .reason = form.reason.words(language, ticket_reasons_of(form.step)),
        .satisfaction = form.satisfaction,
        .reached = form.reached,
        .place = form.text(SheetText::place),
        .tag = form.text(SheetText::tag),
        .parts = form.parts,
        .about_id = form.about_id,
        .contractor = form.text(SheetText::contractor),
        .who = form.text(SheetText::who)};
    if (form.said_ago) {
        // What was said just now may be younger than the time on the screen.
        const auto said = shop.now_ms - std::int64_t{*form.said_ago} * 60'000;
        entry.said_at = *form.said_ago == 0 ? std::max(said, state.page->ticket.created_at) : said;
    }
    if (!form.in_days) return entry;
    const auto day = Date::of_text(shop.today).plus_days(*form.in_days);
    if (form.step != Step::promised) {
        entry.act_by = day;
        return entry;
    }
    entry.promised_at = Date().days_until(day) * k_whole_day_ms +
                        form.hour.value_or(0) * k_hour_of_day_ms -
                        std::int64_t{shop.utc_offset_minutes} * 60'000;
    return entry;
}

}  // namespace qiantai::ui
