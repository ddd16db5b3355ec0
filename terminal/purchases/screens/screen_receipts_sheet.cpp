// What the till says of a day, copied from its closing slip.

#include "assets/words/members.hpp"
#include "assets/words/purchases.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/purchases/screens/day_stepper.hpp"
#include "terminal/purchases/screens/screen_receipts.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_day_total_width = 640;
constexpr std::size_t k_net_characters = 13, k_count_characters = 7;

void draw_total_field(Ui& ui, Form& form, const DayTotalSheet& sheet, receipts::DayTotalText which,
                      const std::string& value, Field field, ReceiptsIntents& intents) {
    field.error = field_error(ui, sheet.errors, name_of(which));
    const auto result = form.text(name_of(which), value, field);
    if (result.changed) intents.add(receipts::TypeDayTotal{which, *result.changed});
}

}  // namespace

std::string& text_of(DayTotalSheet& sheet, receipts::DayTotalText field) {
    switch (field) {
        case receipts::DayTotalText::net:
            return sheet.net_typed;
        case receipts::DayTotalText::receipts:
            return sheet.receipts_typed;
        case receipts::DayTotalText::pieces:
            break;
    }
    return sheet.pieces_typed;
}

std::string_view name_of(receipts::DayTotalText field) {
    constexpr std::array<std::string_view, 3> k_names{"net", "receipts", "pieces"};
    return k_names.at(static_cast<std::size_t>(field));
}

void draw_day_total_sheet(Ui& ui, const Rect& area, const Scene& scene, const ReceiptsState& list,
                          ReceiptsIntents& intents) {
    const IdScope scope("day total");
    const auto& sheet = *list.sheet;
    std::vector<Text> missing;
    if (sheet.net_typed.empty()) missing.push_back(ui.tr(words::day_total_net));
    if (sheet.receipts_typed.empty()) missing.push_back(ui.tr(words::day_total_receipts));
    const BarButton save{
        "save sheet",
        ui.tr(words::save),
        {.kind = ButtonKind::primary, .lacks = fill_first_text(ui, missing), .busy = sheet.busy}};
    const auto answer = draw_question_sheet(
        ui, area,
        {{ui.tr(words::day_total_title), stepper_day_text(ui, scene.shop, sheet.date)},
         k_day_total_width,
         std::span(&save, 1)},
        [&](Rect& inside) {
            ScrollArea scroll(ui, "day total", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            Form form(ui, form_content(ui, scroll.content()), 2);
            using Which = receipts::DayTotalText;
            draw_total_field(ui, form, sheet, Which::net, sheet.net_typed,
                             {.label = ui.tr(words::day_total_net),
                              .hint = ui.tr(words::day_total_net_hint),
                              .kind = FieldKind::amount,
                              .characters_max = k_net_characters,
                              .required = true},
                             intents);
            draw_total_field(ui, form, sheet, Which::receipts, sheet.receipts_typed,
                             {.label = ui.tr(words::day_total_receipts),
                              .hint = ui.tr(words::day_total_receipts_hint),
                              .kind = FieldKind::digits,
                              .characters_max = k_count_characters,
                              .required = true},
                             intents);
            draw_total_field(ui, form, sheet, Which::pieces, sheet.pieces_typed,
                             {.label = ui.tr(words::day_total_pieces),
                              .hint = ui.tr(words::choice_none),
                              .kind = FieldKind::digits,
                              .characters_max = k_count_characters},
                             intents);
            inside.top = scroll.finish(form.bottom());
        });
    if (answer.pressed) intents.add(receipts::SaveDayTotal{});
    if (answer.left) intents.add(receipts::CloseDayTotal{});
}

}  // namespace qiantai::ui
