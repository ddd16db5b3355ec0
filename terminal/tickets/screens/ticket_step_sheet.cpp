// What a step is made of, asked field by field: which ones says needs_of().

#include "assets/words/ticket_page.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/tickets/screens/ticket_sheet_frame.hpp"
#include "terminal/tickets/screens/ticket_step_fields.hpp"
#include "terminal/tickets/screens/ticket_steps.hpp"

namespace qiantai::ui {
namespace {

using Step = TicketStep;
using domain::StepField;

constexpr std::size_t k_step_amount_characters = 12;
constexpr int k_promise_days[] = {0, 1, 2, 3, 5, 7}, k_action_days[] = {3, 7, 14, 30};
constexpr int k_promise_hours[] = {12, 15, 18, 20};
constexpr float k_part_button = 112;

template <typename E, typename Words>
std::optional<E> draw_codes(const StepSheet& sheet, std::string_view name, const Coded<E>& chosen,
                            Words words) {
    std::vector<Text> labels;
    std::optional<std::size_t> on;
    for (const auto& one : k_codes<E>) {
        if (chosen == one.value) on = labels.size();
        labels.push_back(words(sheet.ui, Coded<E>(one.value)));
    }
    const auto pressed = draw_choices(sheet.ui, sheet.rest, name, labels, on);
    sheet.end();
    return pressed ? std::optional(k_codes<E>[*pressed].value) : std::nullopt;
}

void draw_words_field(const StepSheet& sheet, bool required) {
    if (sheet.form().step == Step::answered && !sheet.state.choices.answers.empty()) {
        std::vector<Text> titles;
        std::optional<std::size_t> on;
        for (const auto& answer : sheet.state.choices.answers) {
            if (answer.text == sheet.form().text(SheetText::words)) on = titles.size();
            titles.push_back(Text::data(answer.title));
        }
        const auto pressed = draw_choices(sheet.ui, sheet.rest, "answers", titles, on);
        if (pressed) {
            sheet.intents.add(
                ticket_page::SetText{SheetText::words, sheet.state.choices.answers[*pressed].text});
        }
        sheet.end();
    }
    sheet.type(SheetText::words, "words",
               {.label = sheet.ui.tr(words::ticket_sheet_words),
                .hint = sheet.ui.tr(words::ticket_sheet_words_hint),
                .kind = FieldKind::lines,
                .characters_max = k_ticket_words_length_max,
                .required = required,
                .lines = 2});
    sheet.end();
}

void draw_department_field(const StepSheet& sheet, bool required) {
    const auto& departments = sheet.state.choices.departments;
    std::vector<Text> labels;
    std::optional<std::size_t> on;
    for (const auto& department : departments) {
        if (department == sheet.form().text(SheetText::department)) on = labels.size();
        labels.push_back(Text::data(department));
    }
    sheet.begin(words::ticket_sheet_department, required);
    const auto pressed = draw_choices(sheet.ui, sheet.rest, "departments", labels, on);
    if (pressed) {
        sheet.intents.add(ticket_page::SetText{SheetText::department, departments[*pressed]});
    }
    sheet.end();
}

void draw_money_field(const StepSheet& sheet, SheetText which, TextKey label, bool required) {
    const auto& typed = sheet.form().text(which);
    sheet.type(which, which == SheetText::amount ? "amount" : "loss",
               {.label = sheet.ui.tr(label),
                .kind = FieldKind::amount,
                .characters_max = k_step_amount_characters,
                .required = required,
                .valid = Fen::parse(typed).has_value()});
    sheet.end();
}

void draw_day_choices(const StepSheet& sheet, std::span<const int> days) {
    sheet.begin(words::ticket_sheet_day, true);
    std::vector<Text> labels;
    std::optional<std::size_t> on;
    for (const int day : days) {
        if (sheet.form().in_days == day) on = labels.size();
        labels.push_back(day == 0   ? sheet.ui.tr(words::ticket_sheet_day_today)
                         : day == 1 ? sheet.ui.tr(words::ticket_sheet_day_tomorrow)
                                    : sheet.ui.tr(words::ticket_sheet_day_in, day));
    }
    const auto pressed = draw_choices(sheet.ui, sheet.rest, "days", labels, on);
    if (pressed) sheet.intents.add(ticket_page::SetDay{days[*pressed]});
    sheet.end();
}

void draw_hours(const StepSheet& sheet) {
    sheet.begin(words::ticket_sheet_hour, true);
    std::vector<Text> labels;
    std::optional<std::size_t> on;
    for (const int hour : k_promise_hours) {
        if (sheet.form().hour == hour) on = labels.size();
        labels.push_back(Text::data(fmt::format("{}:00", hour)));
    }
    const auto pressed = draw_choices(sheet.ui, sheet.rest, "hours", labels, on);
    if (pressed) sheet.intents.add(ticket_page::SetHour{k_promise_hours[*pressed]});
    sheet.end();
}

void draw_satisfaction(const StepSheet& sheet) {
    sheet.begin(words::ticket_sheet_satisfaction, false);
    std::vector<Text> labels;
    for (int i = 1; i <= 5; ++i) labels.push_back(Text::data(fmt::format("{}", i)));
    const auto& now = sheet.form().satisfaction;
    const auto on = now ? std::optional<std::size_t>(*now - 1) : std::nullopt;
    const auto pressed = draw_choices(sheet.ui, sheet.rest, "satisfaction", labels, on);
    if (pressed) {
        sheet.intents.add(ticket_page::SetSatisfaction{static_cast<int>(*pressed) + 1});
    }
    sheet.end();
}

void draw_reached(const StepSheet& sheet) {
    sheet.begin(words::ticket_sheet_reached, true);
    const std::array labels{sheet.ui.tr(words::ticket_sheet_reached_yes),
                            sheet.ui.tr(words::ticket_sheet_reached_no)};
    const auto& now = sheet.form().reached;
    const auto on = now ? std::optional<std::size_t>(*now ? 0 : 1) : std::nullopt;
    const auto pressed = draw_choices(sheet.ui, sheet.rest, "reached", labels, on);
    if (pressed) sheet.intents.add(ticket_page::SetReached{*pressed == 0});
    sheet.end();
}

void draw_part(const StepSheet& sheet, std::size_t index) {
    const auto& part = sheet.form().parts[index];
    auto line = sheet.rest.cut_top(sheet.ui.px(k_target_min));
    const auto label = sheet.ui.tr(words::ticket_sheet_part_remove);
    if (draw_text_button(sheet.ui, line.cut_right(sheet.ui.px(k_part_button)),
                         fmt::format("remove part {}", index), label)) {
        sheet.intents.add(ticket_page::RemovePart{index});
    }
    const auto words = fmt::format("{} ×{} · {}", part.name, part.quantity,
                                   money_text(part.price * part.quantity).utf8());
    draw_text(sheet.ui, line, Text::data(words), TextStyle::body, Role::ink);
}

void draw_parts(const StepSheet& sheet) {
    sheet.begin(words::ticket_sheet_parts, false);
    for (std::size_t i = 0; i < sheet.form().parts.size(); ++i) draw_part(sheet, i);
    Form form(sheet.ui, sheet.rest, 2);
    const auto name = form.text("part name", sheet.form().text(SheetText::part_name),
                                {.label = sheet.ui.tr(words::ticket_sheet_part_name),
                                 .characters_max = k_ticket_short_length_max});
    const auto price = form.text("part price", sheet.form().text(SheetText::part_price),
                                 {.label = sheet.ui.tr(words::ticket_sheet_part_price),
                                  .kind = FieldKind::amount,
                                  .characters_max = k_step_amount_characters});
    if (name.changed) {
        sheet.intents.add(ticket_page::SetText{SheetText::part_name, *name.changed});
    }
    if (price.changed) {
        sheet.intents.add(ticket_page::SetText{SheetText::part_price, *price.changed});
    }
    auto& line = form.whole_row();
    auto row = line.cut_top(sheet.ui.px(k_button_height), sheet.ui.px(k_gap));
    const auto add = sheet.ui.tr(words::ticket_sheet_part_add);
    const bool whole = !sheet.form().text(SheetText::part_name).empty() &&
                       Fen::parse(sheet.form().text(SheetText::part_price)).has_value();
    const std::array missing{sheet.ui.tr(words::ticket_sheet_part_name)};
    const ButtonStyle style{.icon = Icon::plus,
                            .lacks = whole ? Text() : fill_first_text(sheet.ui, missing)};
    const auto place = row.cut_right(button_width(sheet.ui, add, style), sheet.ui.px(k_gap_m));
    if (draw_button(sheet.ui, place, "add part", add, style)) {
        sheet.intents.add(ticket_page::AddPart{});
    }
    const auto quantity =
        draw_stepper(sheet.ui, row, "part quantity", sheet.ui.tr(words::ticket_sheet_part_quantity),
                     {.value = sheet.form().part_quantity,
                      .least = 1,
                      .most = domain::k_ticket_part_quantity_max});
    if (quantity) sheet.intents.add(ticket_page::SetPartQuantity{*quantity});
    sheet.rest.top = line.top;
}

// One entry of the history among several.
void draw_entry_choice(const StepSheet& sheet, const domain::ShownTicketEvent& shown,
                       const std::string& title, const std::string& note, Icon icon) {
    const ListRow row{.title = Text::data(title),
                      .subtitle = Text::data(note),
                      .icon = icon,
                      .selected = sheet.form().about_id == shown.event.id};
    if (draw_list_row(sheet.ui, sheet.rest.cut_top(sheet.ui.px(k_row_height)),
                      "entry " + shown.event.id.text(), row)
            .pressed) {
        sheet.intents.add(ticket_page::SetAbout{shown.event.id});
    }
}

// Actions that were set and not checked yet.
void draw_actions_to_check(const StepSheet& sheet) {
    sheet.begin(words::ticket_sheet_action, true);
    const auto& open = sheet.state.page->state.actions_open;
    for (const auto& shown : sheet.state.page->events) {
        if (std::ranges::find(open, shown.event.id) == open.end()) continue;
        draw_entry_choice(sheet, shown, shown.event.words,
                          shown.assignee_name.empty() ? shown.event.assignee : shown.assignee_name,
                          Icon::flag);
    }
    sheet.end();
}

// The photos of the case: one of them shows the paper that was signed.
void draw_papers_to_choose(const StepSheet& sheet) {
    sheet.begin(words::ticket_sheet_photo, true);
    bool any = false;
    for (const auto& shown : sheet.state.page->events) {
        if (shown.event.attachment.empty()) continue;
        any = true;
        const auto& words = shown.event.words;
        draw_entry_choice(sheet, shown, words.empty() ? shown.event.file_name : words,
                          words.empty() ? std::string() : shown.event.file_name, Icon::camera);
    }
    if (!any) {
        draw_paragraph(sheet.ui, sheet.rest, sheet.ui.tr(words::ticket_sheet_no_photo),
                       TextStyle::body, Role::ink2);
    }
    sheet.end();
}

void draw_short_field(const StepSheet& sheet, SheetText which, std::string_view name, TextKey label,
                      bool required) {
    sheet.type(which, name,
               {.label = sheet.ui.tr(label),
                .characters_max = k_ticket_short_length_max,
                .required = required});
    sheet.end();
}

void draw_reason_field(const StepSheet& sheet) {
    const auto given = draw_reason(sheet.ui, sheet.rest, sheet.form().reason,
                                   {.usual = ticket_reasons_of(sheet.form().step),
                                    .characters_max = k_ticket_reason_length_max});
    if (given) sheet.intents.add(ticket_page::SetReason{*given});
    sheet.end();
}

void draw_step_field(const StepSheet& sheet, StepField field, bool required) {
    const auto& form = sheet.form();
    switch (field) {
        case StepField::severity:
            sheet.begin(words::ticket_sheet_severity, required);
            if (const auto chosen =
                    draw_codes(sheet, "severity", form.severity, ticket_severity_text)) {
                sheet.intents.add(ticket_page::SetSeverity{*chosen});
            }
            return;
        case StepField::fault:
            sheet.begin(words::ticket_sheet_fault, required);
            if (const auto chosen = draw_codes(sheet, "fault", form.fault, ticket_fault_text)) {
                sheet.intents.add(ticket_page::SetFault{*chosen});
            }
            return;
        case StepField::resolution:
            sheet.begin(words::ticket_sheet_resolution, required);
            if (const auto chosen =
                    draw_codes(sheet, "resolution", form.resolution, ticket_resolution_text)) {
                sheet.intents.add(ticket_page::SetResolution{*chosen});
            }
            return;
        case StepField::amount:
            return draw_money_field(sheet, SheetText::amount, words::ticket_sheet_amount, required);
        case StepField::loss:
            return draw_money_field(sheet, SheetText::loss, words::ticket_sheet_loss, required);
        case StepField::department:
            return draw_department_field(sheet, required);
        case StepField::assignee:
            return draw_assignee_field(sheet, required);
        case StepField::words:
            return draw_words_field(sheet, required);
        case StepField::reason:
            if (required || is_later_promise(sheet.state, sheet.scene.shop)) {
                draw_reason_field(sheet);
            }
            return;
        case StepField::satisfaction:
            return draw_satisfaction(sheet);
        case StepField::reached:
            return draw_reached(sheet);
        case StepField::promised_at:
            draw_day_choices(sheet, k_promise_days);
            return draw_hours(sheet);
        case StepField::place:
            return draw_short_field(sheet, SheetText::place, "place", words::ticket_sheet_place,
                                    required);
        case StepField::tag:
            return draw_short_field(sheet, SheetText::tag, "tag", words::ticket_sheet_tag,
                                    required);
        case StepField::parts:
            return draw_parts(sheet);
        case StepField::act_by:
            return draw_day_choices(sheet, k_action_days);
        case StepField::about_id:
            return form.step == Step::paper_signed ? draw_papers_to_choose(sheet)
                                                   : draw_actions_to_check(sheet);
        case StepField::contractor:
            return draw_contractor_field(sheet);
        case StepField::who:
            return draw_who_field(sheet, required);
        case StepField::said_at:
            return draw_said_choices(sheet);
        case StepField::signature:
            return;  // the customer's side asks for it
    }
}

}  // namespace

void draw_step_fields(Ui& ui, Rect& rest, const Scene& scene, const TicketPageState& state,
                      TicketPageIntents& intents) {
    const auto needs = domain::needs_of(state.form.step);
    if (!needs) return;
    const StepSheet sheet{ui, rest, scene, state, intents};
    for (const auto field : needs->required) draw_step_field(sheet, field, true);
    for (const auto field : needs->optional) draw_step_field(sheet, field, false);
}

}  // namespace qiantai::ui
