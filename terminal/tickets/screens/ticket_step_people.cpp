// Who does it, whom one talked to, and when that was.

#include "assets/words/ticket_page.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/tickets/screens/ticket_step_fields.hpp"

namespace qiantai::ui {
namespace {

constexpr int k_said_minutes[] = {0, 10, 30, 60, 120};

// Whom one talked to at headquarters: no name of this shop.
void draw_told_field(const StepSheet& sheet, bool required) {
    sheet.type(SheetText::assignee, "assignee",
               {.label = sheet.ui.tr(words::ticket_sheet_told_whom),
                .kind = FieldKind::name,
                .characters_max = k_ticket_short_length_max,
                .required = required});
    sheet.end();
}

}  // namespace

void draw_assignee_field(const StepSheet& sheet, bool required) {
    if (sheet.form().step == TicketStep::told_headquarters) return draw_told_field(sheet, required);
    if (sheet.scene.colleagues.empty()) return;
    std::vector<Text> names;
    std::optional<std::size_t> on;
    for (const auto& tile : sheet.scene.colleagues) {
        if (tile.number == sheet.form().text(SheetText::assignee)) on = names.size();
        names.push_back(Text::data(tile.name));
    }
    sheet.begin(words::ticket_sheet_assignee, required);
    const auto pressed = draw_choices(sheet.ui, sheet.rest, "people", names, on);
    if (pressed) {
        sheet.intents.add(
            ticket_page::SetText{SheetText::assignee, sheet.scene.colleagues[*pressed].number});
    }
    sheet.end();
}

void draw_contractor_field(const StepSheet& sheet) {
    sheet.type(SheetText::contractor, "contractor",
               {.label = sheet.ui.tr(words::ticket_sheet_contractor),
                .kind = FieldKind::name,
                .characters_max = k_ticket_short_length_max});
    sheet.end();
}

void draw_who_field(const StepSheet& sheet, bool required) {
    sheet.type(SheetText::who, "who",
               {.label = sheet.ui.tr(words::ticket_sheet_who),
                .kind = FieldKind::name,
                .characters_max = k_ticket_short_length_max,
                .required = required});
    sheet.end();
}

void draw_said_choices(const StepSheet& sheet) {
    sheet.begin(words::ticket_sheet_said, true);
    std::vector<Text> labels;
    std::optional<std::size_t> on;
    for (const int minutes : k_said_minutes) {
        if (sheet.form().said_ago == minutes) on = labels.size();
        labels.push_back(minutes == 0 ? sheet.ui.tr(words::ticket_sheet_said_now)
                         : minutes < 60
                             ? sheet.ui.tr(words::ticket_sheet_said_minutes, minutes)
                             : sheet.ui.tr(words::ticket_sheet_said_hours, minutes / 60));
    }
    const auto pressed = draw_choices(sheet.ui, sheet.rest, "said", labels, on);
    if (pressed) sheet.intents.add(ticket_page::SetSaid{k_said_minutes[*pressed]});
    sheet.end();
}

}  // namespace qiantai::ui
