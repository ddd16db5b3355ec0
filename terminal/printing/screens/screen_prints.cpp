// The print queue and the printers.

#include "assets/words/kit.hpp"
#include "assets/words/printing.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/printing/screens/screen_printing.hpp"

namespace qiantai::ui {
namespace {

using PrintsIntents = Intents<PrintsIntent>;
using domain::PrinterUse;
using domain::PrintState;

constexpr float k_prints_column_dp = 440;
constexpr float k_printer_sheet_width = 880;
constexpr float k_print_head = 56;

void draw_printers(Ui& ui, Rect& rest, const Scene& scene, const PrintsState& state,
                   PrintsIntents& intents) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::prints_printers));
    auto rows = card.inside.inset(-ui.px(k_gap_m), 0);
    const bool may = scene.has_right(domain::Right::printers_set);
    for (const auto use : {PrinterUse::page, PrinterUse::slip}) {
        const auto found = state.printers.find(use);
        const auto view = found == state.printers.end() ? PrinterView() : found->second;
        const auto words = printer_words(ui, view);
        const ListRow row{
            .title = view.printer ? Text::data(view.printer->name) : printer_use_text(ui, use),
            .subtitle = view.printer ? printer_use_text(ui, use)
                        : may        ? ui.tr(words::printer_set_up)
                                     : ui.tr(words::printer_only_manager),
            .icon = Icon::printer,
            .icon_tone = words.tone,
            .tag = words.words,
            .tag_tone = words.tone,
            .chevron = may,
            .last = use == PrinterUse::slip};
        const auto place = rows.cut_top(ui.px(k_row_height));
        if (!may) {
            draw_list_row_still(ui, place, row);
        } else if (draw_list_row(ui, place, fmt::format("printer {}", code_of(use)), row).pressed) {
            intents.add(prints::OpenSheet{use});
        }
    }
    card.inside.top = rows.top;
}

/// What it is, when and by whom; below it why it is not on paper, and what can be done.
void draw_open_print(Ui& ui, Rect& rest, const Scene& scene, const domain::PrintJob& job,
                     PrintsIntents& intents) {
    const IdScope scope(job.id.text());
    Card card(ui, rest);
    auto& inside = card.inside;
    const auto words = print_words(ui, job);
    auto head = inside.cut_top(ui.px(k_print_head), ui.px(k_gap_s));
    const auto tile = head.cut_left(ui.px(44), ui.px(k_gap_m));
    draw_icon_tile(ui, tile.centered(ui.px(44), ui.px(44)), words.icon, words.tone);
    // What is in a printer's hands can't be taken back.
    if (job.state != PrintState::sending) {
        const auto cross = head.cut_right(ui.px(k_target_min), ui.px(k_gap_s));
        if (draw_icon_button(ui, cross.centered(cross.width(), ui.px(k_target_min)), "cancel print",
                             ui.tr(words::print_cancel), Icon::close)) {
            intents.add(prints::Cancel{job.id});
        }
    }
    auto lines = head.centered(head.width(), ui.px(50));
    auto upper = lines.cut_top(ui.px(28));
    const auto wide = text_width(ui, words.words.utf8(), TextStyle::body_strong) + 1;
    draw_text(ui, upper.cut_right(wide, ui.px(k_gap_s)), words.words, TextStyle::body_strong,
              tone_text(words.tone), Align::right);
    draw_text(ui, upper, Text::data(ui.tr(words::print_line, job.title, job.copies).utf8()),
              TextStyle::large_strong, Role::ink);
    draw_text(ui, lines,
              Text::data(job.number + " · " + print_person_text(scene, job.created_by).utf8() +
                         " · " + time_text(ui, scene.shop, job.created_at).utf8()),
              TextStyle::small, Role::ink2);
    const auto reason = print_reason_text(ui, job);
    if (!reason.empty()) {
        draw_paragraph(ui, inside, reason, TextStyle::body, Role::ink, k_gap_m);
    }
    const bool uncertain = job.state == PrintState::uncertain;
    std::vector<BarButton> buttons;
    if (uncertain) {
        buttons.push_back({"came out", ui.tr(words::print_was_printed), {.icon = Icon::check}});
        buttons.push_back(
            {"not printed", ui.tr(words::print_not_printed), {.icon = Icon::refresh}});
    } else if (job.state == PrintState::failed) {
        buttons.push_back({"print again", ui.tr(words::print_retry), {.icon = Icon::refresh}});
    }
    if (buttons.empty()) return;
    const auto pressed = draw_action_bar(ui, inside.cut_top(ui.px(k_button_height)), buttons);
    if (!pressed) return;
    const auto& name = buttons[*pressed].name;
    if (name == "came out") intents.add(prints::Settle{job.id, domain::PrintAnswer::printed});
    if (name == "not printed") {
        intents.add(prints::Settle{job.id, domain::PrintAnswer::not_printed});
    }
    if (name == "print again") intents.add(prints::Retry{job.id});
}

/// What addresses look like; they are the same in every language.
Text address_note(const Ui& ui, PrinterUse use) {
    if (use == PrinterUse::page) {
        return ui.tr(words::printer_address_note, "ipp://192.168.1.20/ipp/print",
                     "ipp://localhost/printers/HP");
    }
    return ui.tr(words::printer_address_note, "socket://192.168.1.50:9100", "/dev/usb/lp0");
}

bool is_open(const domain::PrintJob& job) {
    return job.needs_person() || job.state == PrintState::waiting ||
           job.state == PrintState::sending;
}

void draw_recent(Ui& ui, Rect& rest, const Scene& scene, const PrintsState& state) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::prints_recent));
    auto rows = card.inside.inset(-ui.px(k_gap_m), 0);
    std::vector<const domain::PrintJob*> settled;
    for (const auto& job : state.jobs) {
        if (!is_open(job)) settled.push_back(&job);
    }
    for (std::size_t i = 0; i < settled.size(); ++i) {
        const auto& job = *settled[i];
        const auto words = print_words(ui, job);
        const ListRow row{
            .title = Text::data(ui.tr(words::print_line, job.title, job.copies).utf8()),
            .subtitle =
                Text::data(job.number + " · " + print_person_text(scene, job.created_by).utf8()),
            .icon = words.icon,
            .icon_tone = words.tone,
            .trailing = time_text(ui, scene.shop, job.changed_at),
            .last = i + 1 == settled.size()};
        draw_list_row_still(ui, rows.cut_top(ui.px(k_row_height)), row);
    }
    if (settled.empty()) {
        draw_paragraph(ui, card.inside, ui.tr(words::prints_none_body), TextStyle::small,
                       Role::ink2);
        return;
    }
    card.inside.top = rows.top;
}

}  // namespace

void draw_prints(Ui& ui, const Rect& area, const Scene& scene, const PrintsState& state,
                 PrintsIntents& intents) {
    if (state.error) {
        const EmptyState empty{.icon = Icon::alert_circle,
                               .tone = Tone::danger,
                               .title = error_text(ui, *state.error),
                               .action = ui.tr(words::retry)};
        if (draw_empty_state(ui, area, "retry", empty)) intents.add(prints::Reload{});
        return;
    }
    if (!state.loaded) return draw_busy(ui, area, ui.tr(words::loading));
    ScrollArea scroll(ui, "prints", area);
    const auto content = page_width(ui, scroll.content());
    Columns columns(ui, content, k_prints_column_dp, 2, k_gap);
    // What somebody has to see to comes first, what goes on by itself after the printers.
    const auto draw_open_ones = [&](bool needs_person) {
        for (const auto& job : state.jobs) {
            if (!is_open(job) || job.needs_person() != needs_person) continue;
            draw_open_print(ui, columns.next(), scene, job, intents);
        }
    };
    draw_open_ones(true);
    draw_printers(ui, columns.next(), scene, state, intents);
    draw_open_ones(false);
    draw_recent(ui, columns.next(), scene, state);
    scroll.finish(columns.bottom());
}

void draw_printer_sheet(Ui& ui, const Rect& area, const Scene&, const PrintsState& state,
                        PrintsIntents& intents) {
    const auto use = state.sheet.value_or(PrinterUse::page);
    const auto found = state.printers.find(use);
    const bool there = found != state.printers.end() && found->second.printer;
    std::vector<BarButton> buttons{{"save printer",
                                    ui.tr(words::printer_save),
                                    {.kind = ButtonKind::primary, .busy = state.busy}}};
    if (there) {
        buttons.push_back({"remove printer", ui.tr(words::printer_remove), {}});
    }
    const auto error_of = [&](std::string_view field) {
        return state.wrong && state.wrong->field == field ? error_text(ui, *state.wrong) : Text();
    };
    const auto draw_fields = [&](Rect& inside) {
        Form form(ui, inside, 2);
        const auto name = form.text(
            "name", state.name,
            {.label = ui.tr(words::printer_name),
             .hint = ui.tr(words::printer_name_hint),
             .error = error_of("name"),
             .characters_max = static_cast<std::size_t>(domain::k_printer_name_length_max),
             .required = true});
        if (name.changed) intents.add(prints::TypeName{*name.changed});
        const auto address = form.text(
            "address", state.address,
            {.label = ui.tr(words::printer_address),
             .note = address_note(ui, use),
             .error = error_of("address"),
             .kind = FieldKind::latin,
             .characters_max = static_cast<std::size_t>(domain::k_printer_address_length_max),
             .required = true});
        if (address.changed) intents.add(prints::TypeAddress{*address.changed});
        inside.top = form.bottom();
    };
    const auto answer = draw_question_sheet(
        ui, area,
        {{ui.tr(words::printer_set_up), printer_use_text(ui, use)}, k_printer_sheet_width, buttons},
        [&](Rect& inside) {
            // Above the keyboard of a low screen there is room for a field, not for its note.
            ScrollArea scroll(ui, "fields", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            draw_fields(rest);
            inside.top = scroll.finish(rest.top);
        });
    if (answer.left) return intents.add(prints::OpenSheet{std::nullopt});
    if (!answer.pressed) return;
    if (*answer.pressed == 0) {
        intents.add(prints::SavePrinter{});
    } else {
        intents.add(prints::RemovePrinter{});
    }
}

}  // namespace qiantai::ui
