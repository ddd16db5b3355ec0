#pragma once

// What the fields of a step's sheet share, and those that say who, whom and when.

#include "assets/words/kit.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/tickets/screens/ticket_page.hpp"

namespace qiantai::ui {

/// Where the fields of a step are drawn, with what they are drawn from.
struct StepSheet {
    Ui& ui;
    Rect& rest;
    const Scene& scene;
    const TicketPageState& state;
    TicketPageIntents& intents;

    const TicketSheetForm& form() const { return state.form; }
    Text label(TextKey key, bool required) const {
        const auto words = ui.tr(key);
        return required ? ui.tr(words::required_mark, words.utf8()) : words;
    }
    void begin(TextKey key, bool required) const {
        draw_field_label(ui, rest, label(key, required));
    }
    void end() const { rest.cut_top(ui.px(k_gap)); }
    void type(SheetText which, std::string_view name, const Field& field) const {
        const auto typed = draw_field(ui, rest, name, form().text(which), field);
        if (typed.changed) intents.add(ticket_page::SetText{which, *typed.changed});
    }
};

void draw_assignee_field(const StepSheet& sheet, bool required);
/// A technician of another firm; takes the place of the colleague.
void draw_contractor_field(const StepSheet& sheet);
void draw_who_field(const StepSheet& sheet, bool required);
void draw_said_choices(const StepSheet& sheet);

}  // namespace qiantai::ui
