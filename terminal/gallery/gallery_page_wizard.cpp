#include "assets/words/gallery.hpp"
#include "assets/words/kit.hpp"
#include "terminal/gallery/gallery_pages.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_code_field.hpp"
#include "terminal/kit/widgets/widget_pin.hpp"
#include "terminal/kit/widgets/widget_steps.hpp"

namespace qiantai::ui::gallery {
namespace {

void draw_code(Ui& ui, Form& form, const GalleryState& state, GalleryIntents& intents) {
    form.heading(ui.tr(words::gallery_code_title), ui.tr(words::gallery_code_body));
    const auto& code = text_of(state, GalleryText::code);
    const bool whole = code.size() == 20;
    const bool wrong = whole && code.back() == '0';
    const Field field{.label = ui.tr(words::gallery_code_label),
                      .note = ui.tr(words::gallery_code_note),
                      .error = wrong ? ui.tr(words::gallery_code_error) : Text(),
                      .valid = whole && !wrong};
    const auto result = draw_code_field(ui, form.whole_row(), "code", code, field);
    if (result.changed) intents.emplace_back(SetText{GalleryText::code, *result.changed});
}

void draw_pins(Ui& ui, Form& form) {
    const std::array entries{PinEntry{.prompt = ui.tr(words::gallery_pin_prompt, "林晓岚"),
                                      .entered = 3,
                                      .hint = ui.tr(words::gallery_pin_hint)},
                             PinEntry{.prompt = ui.tr(words::gallery_pin_prompt, "林晓岚"),
                                      .entered = 6,
                                      .error = ui.tr(words::gallery_pin_wrong)}};
    const auto gap = ui.px(k_gap);
    auto& rest = form.whole_row();
    auto end = rest.top;
    for (int i = 0; i < 2; ++i) {
        auto place = rest.column(i, 2, gap);
        {
            Card card(ui, place);
            draw_pin_entry(ui, card.inside, entries[static_cast<std::size_t>(i)]);
        }
        end = std::max(end, place.top);
    }
    rest.top = end;
}

}  // namespace

void draw_wizard_page(Ui& ui, const Rect& area, const GalleryState& state,
                      GalleryIntents& intents) {
    const std::array steps{ui.tr(words::gallery_step_code), ui.tr(words::gallery_step_check),
                           ui.tr(words::gallery_step_load), ui.tr(words::gallery_step_done)};
    auto plan = plan_form(ui, area, k_text_width + 80);
    draw_steps(ui, plan.form.cut_top(ui.px(k_steps_height), ui.px(k_gap_l)), steps,
               state.wizard_step);
    const bool whole = text_of(state, GalleryText::code).size() == 20;
    const std::array buttons{
        BarButton{
            "continue",
            ui.tr(words::gallery_continue),
            {.kind = ButtonKind::primary,
             .lacks = whole ? Text()
                            : ui.tr(words::fill_first, ui.tr(words::gallery_step_code).utf8())}},
        BarButton{"back", ui.tr(words::back)}};
    const auto shown = std::span(buttons).first(state.wizard_step > 0 ? 2 : 1);
    const auto pressed = draw_action_bar(ui, plan.bar, shown);
    if (pressed == 0) intents.emplace_back(GoToStep{std::min(state.wizard_step + 1, steps.size())});
    if (pressed == 1) intents.emplace_back(GoToStep{state.wizard_step - 1});
    ScrollArea scroll(ui, "form", plan.form);
    Form form(ui, form_content(ui, scroll.content()), 1);
    draw_code(ui, form, state, intents);
    draw_pins(ui, form);
    scroll.finish(form.bottom());
}

}  // namespace qiantai::ui::gallery
