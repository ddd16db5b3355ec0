// The page as it will be on paper, and beside it the printer, the copies and who printed it before.

#include <cmath>

#include "assets/words/kit.hpp"
#include "assets/words/printing.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/press.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_picture.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/printing/screens/screen_printing.hpp"

namespace qiantai::ui {
namespace {

using PreviewIntents = Intents<PreviewIntent>;

constexpr float k_panel_width_dp = 352, k_beside_least_dp = 760;
constexpr float k_roll_dp_per_mm = 6.4f;  ///< a slip is not drawn larger than one reads it
constexpr float k_readable_dp_per_mm = 5.2f;
constexpr float k_history_row = 44;
constexpr std::size_t k_history_most = 6;

/// So large the page is drawn, in whole pixels.
struct PageSize {
    float width, height;
};
PageSize page_size(const Ui& ui, const PreviewState& state, const Rect& room) {
    const auto wide = static_cast<float>(state.width_mm),
               high = static_cast<float>(state.height_mm);
    const auto fit_width = room.width() / wide;
    auto scale = fit_width;
    if (state.whole && !state.on_roll) scale = std::min(fit_width, room.height() / high);
    if (!state.whole && !state.on_roll) {
        scale = std::min(fit_width, std::max(ui.px(k_readable_dp_per_mm), room.height() / high));
    }
    if (state.on_roll) scale = std::min(fit_width, ui.px(k_roll_dp_per_mm));
    return {std::floor(wide * scale), std::floor(high * scale)};
}

void draw_sheet_of_paper(Ui& ui, const Rect& area, const PreviewState& state,
                         PreviewIntents& intents) {
    fill(ui, area, Role::surface2, k_radius_card);
    contrast_border(ui, area, k_radius_card);
    const auto room = area.inset(ui.px(k_gap));
    const auto size = page_size(ui, state, room);
    ScrollArea scroll(ui, "page", room, Role::surface2);
    const auto content = scroll.content();
    const auto left = std::floor(content.center_x() - size.width / 2);
    const auto top = content.top + std::max(0.0f, std::floor((room.height() - size.height) / 2));
    const auto page = Rect::sized(left, top, size.width, size.height);
    // Paper is white whatever the theme.
    ui.canvas().AddRectFilled(page.min(), page.max(), IM_COL32_WHITE);
    border(ui, page.inset(-1), Role::line, 0);
    const auto wanted = static_cast<int>(size.width);
    const bool drawn =
        state.picture && state.picture_page == state.page && state.picture_width == wanted;
    if (!drawn && !state.drawing && !ui.measuring()) intents.add(preview::Draw{wanted});
    if (drawn) {
        const auto label = Text::data(state.title + " " + state.number);
        draw_picture(ui, page, "sheet", label, state.picture);
    } else {
        spinner(ui, {page.center_x(), room.center_y()}, ui.px(20), Role::primary);
    }
    scroll.finish(page.bottom);
}

/// Which page, and how large. Cuts itself off the bottom of `area`.
void draw_page_bar(Ui& ui, Rect& area, const PreviewState& state, PreviewIntents& intents) {
    const bool many = state.page_count > 1;
    if (!many && state.on_roll) return;
    auto bar = area.cut_bottom(ui.px(k_target_min), ui.px(k_gap_m));
    if (!state.on_roll) {
        const auto words = ui.tr(state.whole ? words::preview_readable : words::preview_whole);
        const ButtonStyle style{.icon = state.whole ? Icon::magnify_plus : Icon::magnify_minus};
        const auto wide = button_width(ui, words, style);
        if (draw_button(ui, bar.cut_right(wide, ui.px(k_gap_m)), "whole", words, style)) {
            intents.add(preview::SetWhole{!state.whole});
        }
    }
    if (!many) return;
    const auto turn = [&](Rect place, std::string_view name, TextKey label, Icon icon, int to) {
        const bool there = to >= 0 && to < state.page_count;
        if (draw_icon_button(ui, place, name, ui.tr(label), icon, Role::ink, there)) {
            intents.add(preview::ShowPage{to});
        }
    };
    const auto side = ui.px(k_target_min);
    turn(bar.cut_left(side), "previous page", words::preview_previous, Icon::chevron_left,
         state.page - 1);
    const auto words = ui.tr(words::preview_page, state.page + 1, state.page_count);
    draw_text(ui, bar.cut_left(text_width(ui, words.utf8(), TextStyle::body) + ui.px(k_gap)), words,
              TextStyle::body, Role::ink, Align::center);
    turn(bar.cut_left(side), "next page", words::preview_next, Icon::chevron_right, state.page + 1);
}

void draw_printer_line(Ui& ui, Rect& rest, const PreviewState& state) {
    const auto& view = state.printer;
    const auto words = printer_words(ui, view);
    auto line = rest.cut_top(ui.px(k_row_height), ui.px(k_gap_s));
    const auto tile = line.cut_left(ui.px(44), ui.px(k_gap_m));
    draw_icon_tile(ui, tile.centered(ui.px(44), ui.px(44)), Icon::printer, words.tone);
    auto lines = line.centered(line.width(), ui.px(50));
    const auto use = state.on_roll ? domain::PrinterUse::slip : domain::PrinterUse::page;
    const auto name = view.printer ? Text::data(view.printer->name) : printer_use_text(ui, use);
    draw_text(ui, lines.cut_top(ui.px(28)), name, TextStyle::large_strong, Role::ink);
    draw_text(ui, lines, words.words, TextStyle::small, tone_text(words.tone));
    // What stands in the way, and what to do.
    std::optional<Error> problem = view.problem;
    if (!view.printer) problem = make_error(domain::k_printer_missing);
    if (problem) {
        draw_paragraph(ui, rest, error_text(ui, *problem), TextStyle::small, Role::ink2, k_gap_m);
    }
}

void draw_copies(Ui& ui, Rect& rest, const PreviewState& state, PreviewIntents& intents) {
    draw_field_label(ui, rest, ui.tr(words::preview_copies));
    const auto most = std::max(1, static_cast<int>(state.copy_names.size()));
    const auto copies = draw_stepper(ui, rest.cut_top(ui.px(k_button_height), ui.px(k_gap_s)),
                                     "copies", ui.tr(words::preview_copies),
                                     {.value = state.copies, .least = 1, .most = most});
    if (copies) intents.add(preview::SetCopies{*copies});
    std::string names;
    for (int i = 0; i < std::min(state.copies, most); ++i) {
        if (i < static_cast<int>(state.copy_names.size())) {
            names += (i > 0 ? " · " : "") + state.copy_names[static_cast<std::size_t>(i)];
        }
    }
    draw_paragraph(ui, rest, Text::data(names), TextStyle::small, Role::ink2, k_gap);
}

/// Without a printer the next thing is the file.
void draw_print_buttons(Ui& ui, Rect& rest, const PreviewState& state, PreviewIntents& intents) {
    const bool can_print = state.printer.printer.has_value();
    if (can_print) {
        const auto words = state.copies == 1 ? ui.tr(words::preview_print)
                                             : ui.tr(words::preview_print_copies, state.copies);
        if (draw_button(
                ui, rest.cut_top(ui.px(k_button_height), ui.px(k_gap_m)), "print", words,
                {.kind = ButtonKind::primary, .icon = Icon::printer, .busy = state.printing})) {
            intents.add(preview::Print{});
        }
    }
    if (draw_button(ui, rest.cut_top(ui.px(k_button_height), ui.px(k_gap_xs)), "save pdf",
                    ui.tr(words::preview_save_pdf),
                    {.kind = can_print ? ButtonKind::secondary : ButtonKind::primary,
                     .icon = Icon::file_pdf,
                     .busy = state.saving})) {
        intents.add(preview::SavePdf{});
    }
    draw_paragraph(ui, rest, ui.tr(words::preview_save_pdf_note), TextStyle::caption, Role::ink2,
                   k_gap, Align::center);
}

void draw_history(Ui& ui, Rect& rest, const Scene& scene, const PreviewState& state) {
    draw_card_title(ui, rest, ui.tr(words::preview_who));
    if (state.history.empty()) {
        return draw_paragraph(ui, rest, ui.tr(words::preview_who_none), TextStyle::small,
                              Role::ink2);
    }
    for (std::size_t i = 0; i < std::min(state.history.size(), k_history_most); ++i) {
        const auto& job = state.history[i];
        const auto words = print_words(ui, job);
        auto line = rest.cut_top(ui.px(k_history_row));
        const auto when = time_text(ui, scene.shop, job.created_at);
        const auto end = ui.tr(words::preview_who_copies, job.copies, words.words.utf8());
        auto upper = line.cut_top(line.height() / 2);
        const auto when_width = text_width(ui, when.utf8(), TextStyle::small);
        draw_text(ui, upper.cut_right(when_width + 1, ui.px(k_gap_s)), when, TextStyle::small,
                  Role::ink2, Align::right);
        draw_text(ui, upper, print_person_text(scene, job.created_by), TextStyle::small, Role::ink);
        draw_text(ui, line, Text::data(job.title + " · " + end.utf8()), TextStyle::caption,
                  tone_text(words.tone));
    }
}

void draw_print_panel(Ui& ui, Rect& rest, const Scene& scene, const PreviewState& state,
                      PreviewIntents& intents) {
    Card card(ui, rest);
    auto& inside = card.inside;
    draw_printer_line(ui, inside, state);
    draw_copies(ui, inside, state, intents);
    draw_print_buttons(ui, inside, state, intents);
    const ListRow queue{.title = ui.tr(words::preview_queue),
                        .subtitle = ui.tr(words::preview_queue_note),
                        .icon = Icon::inbox,
                        .chevron = true,
                        .last = true};
    auto row = inside.cut_top(ui.px(k_row_height), ui.px(k_gap));
    row.left -= ui.px(k_gap_m);
    row.right += ui.px(k_gap_m);
    if (draw_list_row(ui, row, "queue", queue).pressed) intents.add(preview::OpenQueue{});
    draw_history(ui, inside, scene, state);
}

}  // namespace

void draw_preview(Ui& ui, const Rect& area, const Scene& scene, const PreviewState& state,
                  PreviewIntents& intents) {
    if (state.error) {
        const EmptyState empty{.icon = Icon::alert_circle,
                               .tone = Tone::danger,
                               .title = error_text(ui, *state.error),
                               .action = ui.tr(words::retry)};
        if (draw_empty_state(ui, area, "retry", empty)) intents.add(preview::Reload{});
        return;
    }
    if (state.page_count == 0) return draw_busy(ui, area, ui.tr(words::preview_drawing));
    auto rest = page_width(ui, area);
    if (rest.width() >= ui.px(k_beside_least_dp)) {
        auto panel = rest.cut_right(ui.px(k_panel_width_dp), ui.px(k_gap));
        draw_page_bar(ui, rest, state, intents);
        draw_sheet_of_paper(ui, rest, state, intents);
        ScrollArea scroll(ui, "panel", panel);
        auto content = scroll.content();
        draw_print_panel(ui, content, scene, state, intents);
        scroll.finish(content.top);
        return;
    }
    auto below = rest.cut_bottom(rest.height() * 0.45f, ui.px(k_gap));
    draw_page_bar(ui, rest, state, intents);
    draw_sheet_of_paper(ui, rest, state, intents);
    ScrollArea scroll(ui, "panel", below);
    auto content = scroll.content();
    draw_print_panel(ui, content, scene, state, intents);
    scroll.finish(content.top);
}

}  // namespace qiantai::ui
