#include "terminal/gifts/screens/requisition_page.hpp"

#include <algorithm>

#include "assets/words/gifts.hpp"
#include "terminal/desk/case_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/requisition_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_action_row.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_course.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_timeline.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_requisition_side_width = 340;
constexpr float k_requisition_columns_dp = 760;  ///< from here on the history stands beside

Text staff_at_time(const Scene& scene, const Ui& ui, const std::string& number, TimeMs at) {
    return Text::data(colleague_text(scene, number).utf8() + " · " +
                      time_text(ui, scene.shop, at).utf8());
}

/// The stations that everybody sees, whoever owes the next step.
constexpr RequisitionStep k_requisition_stations[] = {
    RequisitionStep::manager_approved, RequisitionStep::checked, RequisitionStep::approved,
    RequisitionStep::dispatched, RequisitionStep::received};

std::vector<CourseStep> requisition_course_shown(const Ui& ui, const Scene& scene,
                                                 const domain::RequisitionPage& page) {
    const auto& requisition = page.requisition;
    std::vector<CourseStep> steps{
        {.name = ui.tr(words::requisition_asked),
         .note = staff_at_time(scene, ui, requisition.created_by, requisition.created_at),
         .stand = StepStand::done}};
    const auto& ignored = page.state.without_effect;
    std::size_t last_done = 0;
    for (const auto station : k_requisition_stations) {
        CourseStep step{.name = requisition_event_text(ui, station)};
        for (const auto& event : page.events) {
            if (!(event.step == station) || std::ranges::find(ignored, event.id) != ignored.end()) {
                continue;
            }
            step.note = staff_at_time(scene, ui, event.created_by, event.created_at);
            step.stand = StepStand::done;
        }
        if (step.stand == StepStand::done) last_done = steps.size();
        steps.push_back(std::move(step));
    }
    const auto phase = page.state.phase.known();
    const bool over = phase == RequisitionPhase::done || phase == RequisitionPhase::refused ||
                      phase == RequisitionPhase::cancelled;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].stand == StepStand::done) continue;
        if (i < last_done) steps[i].stand = StepStand::skipped;
        if (i == last_done + 1 && !over) steps[i].stand = StepStand::here;
    }
    return steps;
}

void draw_requisition_about(Ui& ui, Rect& rest, const Scene& scene,
                            const domain::RequisitionPage& page) {
    const auto& requisition = page.requisition;
    Card card(ui, rest);
    draw_paragraph(ui, card.inside,
                   requisition_way_text(scene.shop, requisition.sender(), requisition.receiver()),
                   TextStyle::title, Role::ink, k_gap_s);
    if (!requisition.words.empty()) {
        draw_paragraph(ui, card.inside, Text::data(requisition.words), TextStyle::body, Role::ink,
                       k_gap_s);
    }
    std::vector<Fact> facts{{.label = ui.tr(words::requisition_kind),
                             .value = requisition_kind_text(ui, requisition.kind)},
                            {.label = ui.tr(words::requisition_purpose),
                             .value = requisition_purpose_text(ui, requisition.purpose)},
                            {.label = ui.tr(words::requisition_wanted),
                             .value = date_text(ui, scene.shop, requisition.wanted_on),
                             .note = requisition.urgent ? ui.tr(words::requisition_urgent) : Text(),
                             .tone = requisition.urgent ? Tone::danger : Tone::neutral}};
    if (page.state.worth > Fen()) {
        facts.push_back(
            {.label = ui.tr(words::requisition_worth), .value = money_text(page.state.worth)});
    }
    // In one line, however narrow the columns are.
    facts.push_back({.label = ui.tr(words::requisition_number),
                     .value = Text::data(requisition.number),
                     .whole_row = true});
    draw_facts(ui, card.inside, facts);
}

/// "申请 20 · 批准 15 · 已发 10 · 收到 9 · 残次 1".
Text item_text(const Ui& ui, const domain::RequisitionItem& item) {
    std::string words;
    const auto add = [&](TextKey key, int pieces, bool always = false) {
        if (pieces == 0 && !always) return;
        words += (words.empty() ? "" : " · ") + ui.tr(key, pieces).utf8();
    };
    add(words::requisition_item_asked, item.asked, true);
    add(words::requisition_item_approved, item.approved);
    add(words::requisition_item_sent, item.sent);
    add(words::requisition_item_arrived, item.arrived);
    add(words::requisition_item_under_way, item.under_way);
    add(words::requisition_item_damaged, item.damaged);
    add(words::requisition_item_missing, item.missing);
    add(words::requisition_item_to_send, item.still_to_send);
    return Text::words(words);
}

void draw_requisition_items(Ui& ui, Rect& rest, const domain::RequisitionPage& page) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::requisition_gifts));
    for (const auto& item : page.state.items) {
        draw_paragraph(ui, card.inside, Text::data(requisition_gift_name(page, item.gift_id)),
                       TextStyle::body_strong, Role::ink, 0);
        const bool wrong = item.damaged > 0 || item.missing > 0;
        draw_paragraph(ui, card.inside, item_text(ui, item), TextStyle::small,
                       wrong ? Role::danger : Role::ink2, item.words.empty() ? k_gap_m : 0);
        if (item.words.empty()) continue;
        draw_paragraph(ui, card.inside, Text::data(item.words), TextStyle::small, Role::warning,
                       k_gap_m);
    }
}

Text parcel_stand_text(const Ui& ui, const domain::RequisitionParcel& parcel) {
    if (!parcel.receipt_id) return ui.tr(words::requisition_parcel_under_way);
    if (!parcel.outcome.empty()) return difference_outcome_text(ui, parcel.outcome);
    if (parcel.differs) return ui.tr(words::requisition_parcel_differs);
    if (parcel.countersigned_by.empty()) return ui.tr(words::requisition_parcel_one_signature);
    return ui.tr(words::requisition_parcel_received);
}

Tone parcel_tone(const domain::RequisitionParcel& parcel) {
    if (!parcel.receipt_id) return Tone::info;
    if (parcel.differs && parcel.outcome.empty()) return Tone::danger;
    return parcel.to_book || parcel.countersigned_by.empty() ? Tone::warning : Tone::success;
}

void draw_requisition_parcels(Ui& ui, Rect& rest, const Scene& scene,
                              const domain::RequisitionPage& page) {
    if (page.state.parcels.empty()) return;
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::requisition_parcels));
    for (const auto& parcel : page.state.parcels) {
        int sent = 0, arrived = 0;
        for (const auto& line : parcel.lines) sent += line.pieces;
        for (const auto& line : parcel.received) arrived += line.pieces + line.damaged;
        auto line = card.inside.cut_top(ui.px(k_tag_height_dp), ui.px(k_gap_xs));
        const auto stand = parcel_stand_text(ui, parcel);
        draw_tag(ui, line.cut_right(tag_width(ui, stand), ui.px(k_gap_s)), stand,
                 parcel_tone(parcel));
        draw_text(ui, line,
                  parcel.parcel.empty() ? ui.tr(words::requisition_parcel_plain)
                                        : Text::data(parcel.parcel),
                  TextStyle::body_strong, Role::ink);
        draw_paragraph(ui, card.inside,
                       ui.tr(words::requisition_parcel_sent, sent,
                             staff_at_time(scene, ui, parcel.sent_by, parcel.sent_at).utf8()),
                       TextStyle::small, Role::ink2, 0);
        if (parcel.receipt_id) {
            const auto by = staff_at_time(scene, ui, parcel.received_by, parcel.received_at);
            draw_paragraph(ui, card.inside,
                           ui.tr(words::requisition_parcel_arrived, arrived, by.utf8()),
                           TextStyle::small, Role::ink2, 0);
        }
        card.inside.cut_top(ui.px(k_gap_m));
    }
}

void draw_requisition_history(Ui& ui, Rect& rest, const Scene& scene,
                              const domain::RequisitionPage& page) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::requisition_history));
    const auto& ignored = page.state.without_effect;
    for (std::size_t i = page.events.size(); i > 0; --i) {
        const auto& event = page.events[i - 1];
        const bool counts = std::ranges::find(ignored, event.id) == ignored.end();
        auto details = event.words;
        if (!counts) {
            details = ui.tr(words::requisition_without_effect).utf8() +
                      (details.empty() ? "" : " · " + details);
        }
        const TimelineRow row{.icon = requisition_step_icon(event.step),
                              .tone = counts ? Tone::primary : Tone::neutral,
                              .what = requisition_event_text(ui, event.step),
                              .when = time_text(ui, scene.shop, event.created_at),
                              .who = colleague_text(scene, event.created_by),
                              .details = Text::data(details),
                              .first = i == page.events.size()};
        draw_timeline_entry(ui, card.inside, fmt::format("event {}", i - 1), row);
    }
    const auto& requisition = page.requisition;
    draw_timeline_entry(ui, card.inside, "asked",
                        {.icon = Icon::gift,
                         .tone = Tone::success,
                         .what = ui.tr(words::requisition_asked),
                         .when = time_text(ui, scene.shop, requisition.created_at),
                         .who = colleague_text(scene, requisition.created_by),
                         .first = page.events.empty(),
                         .last = true});
}

/// What a step is about, where there are several parcels.
std::string parcel_of_step(const domain::RequisitionPage& page, const std::optional<Uuid>& about) {
    if (!about) return {};
    for (const auto& parcel : page.state.parcels) {
        if (parcel.id == *about || parcel.receipt_id == about) return parcel.parcel;
    }
    return {};
}

/// The step that the page is there for now: the filled button. Ways out of the course are none.
bool is_onward(RequisitionStep step) {
    using enum RequisitionStep;
    return step != manager_returned && step != refused && step != cancelled && step != closed_short;
}

void draw_requisition_steps(Ui& ui, Rect& rest, const Scene& scene,
                            const RequisitionPageState& state, RequisitionPageIntents& intents) {
    const auto& page = *state.page;
    draw_paragraph(ui, rest, ui.tr(words::requisition_may_do), TextStyle::body_strong, Role::ink,
                   k_gap_s);
    if (page.next.empty()) {
        draw_paragraph(ui, rest, ui.tr(words::requisition_nothing_to_do), TextStyle::body,
                       Role::ink2);
        return;
    }
    const auto first = std::ranges::find_if(page.next, [](const auto& next) {
        const auto step = next.step.known();
        return step && next.refused.empty() && is_onward(*step);
    });
    const auto draw_one = [&](std::size_t index) {
        const auto& next = page.next[index];
        const auto step = next.step.known();
        if (!step) return;
        // Whoever counted can't sign twice, but somebody else can at the same till.
        const bool here = *step == RequisitionStep::countersigned && !next.refused.empty() &&
                          next.where == scene.shop.store_code && next.about_id;
        const bool locked = !next.refused.empty() && !here;
        const auto parcel = parcel_of_step(page, next.about_id);
        const ActionRow row{.icon = requisition_step_icon(*step),
                            .title = requisition_act_text(ui, *step),
                            .note = here             ? ui.tr(words::requisition_sign_here)
                                    : locked         ? requisition_lock_text(ui, scene.shop, next)
                                    : parcel.empty() ? Text()
                                                     : Text::data(parcel),
                            .locked = locked,
                            .last = index + 1 == page.next.size()};
        if (draw_action_row(
                ui, rest,
                fmt::format("{} {} {}", locked ? "locked" : "step", code_of(*step), index), row)) {
            if (here) return intents.add(requisition::SignHere{*next.about_id});
            intents.add(requisition::TakeStep{*step, next.about_id});
        }
    };
    if (first != page.next.end()) {
        const auto step = *first->step.known();
        const auto place = rest.cut_top(ui.px(k_button_height + 4), ui.px(k_gap_s));
        if (draw_button(ui, place, "next step", requisition_act_text(ui, step),
                        {.kind = ButtonKind::primary,
                         .icon = requisition_step_icon(step),
                         .busy = state.busy})) {
            intents.add(requisition::TakeStep{step, first->about_id});
        }
    }
    for (std::size_t i = 0; i < page.next.size(); ++i) {
        if (first == page.next.end() || i != static_cast<std::size_t>(first - page.next.begin())) {
            draw_one(i);
        }
    }
}

void draw_requisition_side(Ui& ui, Rect& rest, const Scene& scene,
                           const RequisitionPageState& state, RequisitionPageIntents& intents) {
    const auto& page = *state.page;
    auto line = rest.cut_top(ui.px(k_tag_height_dp), ui.px(k_gap_m));
    const auto phase = requisition_phase_text(ui, page.state.phase);
    draw_tag(ui, line.cut_left(tag_width(ui, phase), ui.px(k_gap_s)), phase,
             requisition_phase_tone(page.state.phase));
    draw_requisition_steps(ui, rest, scene, state, intents);
    if (!scene.has_right(domain::Right::prints_keep)) return;
    const ActionRow print{
        .icon = Icon::printer, .title = ui.tr(words::requisition_print), .last = true};
    if (draw_action_row(ui, rest, "print", print)) intents.add(requisition::Print{});
}

void draw_requisition_case(Ui& ui, Rect& rest, const Scene& scene,
                           const RequisitionPageState& state) {
    const auto& page = *state.page;
    const auto gap = ui.px(k_gap);
    {
        Card card(ui, rest, k_gap);
        draw_course(ui, card.inside, requisition_course_shown(ui, scene, page), {});
    }
    rest.cut_top(gap);
    const auto about = [&](Rect& column) {
        draw_requisition_about(ui, column, scene, page);
        column.cut_top(gap);
        draw_requisition_items(ui, column, page);
        column.cut_top(gap);
        draw_requisition_parcels(ui, column, scene, page);
    };
    if (rest.width() < ui.px(k_requisition_columns_dp)) {
        about(rest);
        rest.cut_top(gap);
        return draw_requisition_history(ui, rest, scene, page);
    }
    auto left = rest.column(0, 2, gap), right = rest.column(1, 2, gap);
    about(left);
    draw_requisition_history(ui, right, scene, page);
    rest.top = std::max(left.top, right.top);
}

}  // namespace

Text requisition_page_title(const Ui& ui, const RequisitionPageState& state) {
    if (!state.page) return ui.tr(words::requisitions_title);
    return Text::data(state.page->requisition.number);
}

void draw_requisition_page(Ui& ui, const Rect& area, const Scene& scene,
                           const RequisitionPageState& state, RequisitionPageIntents& intents) {
    if (!state.page) {
        if (draw_page_absence(ui, area, state.error)) intents.add(requisition::Reload{});
        return;
    }
    const IdScope scope(state.id.text());
    draw_case_page(
        ui, area, {.side_width_dp = k_requisition_side_width, .gap_dp = k_gap},
        [&](Rect& rest) { draw_requisition_case(ui, rest, scene, state); },
        [&](Rect& rest) { draw_requisition_side(ui, rest, scene, state, intents); });
}

}  // namespace qiantai::ui
