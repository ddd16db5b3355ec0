// One import: while it runs, what came of it, and what is left after it was taken back.

#include <algorithm>

#include "assets/words/imports.hpp"
#include "assets/words/kit.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/imports/screens/import_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

using domain::Import;
using domain::ImportStatus;

constexpr float k_page_columns_least = 480;

/// The running one if it is this page's, else what the page has loaded.
struct ShownImport {
    const Import* import = nullptr;
    const ImportRunning* running = nullptr;
    const std::vector<ImportRefusedLine>* refused = nullptr;
};
ShownImport shown_of(const ImportPageState& page, const ImportsState& imports) {
    if (imports.running && (page.id == 0 || imports.runs(page.id))) {
        const auto& running = *imports.running;
        return {&running.import, &running, &running.refused};
    }
    if (!page.import) return {};
    return {&*page.import, nullptr, &page.refused};
}

void draw_about_import(Ui& ui, Rect& rest, const Scene& scene, const Import& import) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, Text::data(import.file));
    std::vector<Fact> facts{
        {.label = ui.tr(words::import_fact_kind), .value = import_kind_text(ui, import.kind)},
        {.label = ui.tr(words::import_fact_source), .value = Text::data(import.source)}};
    if (import.started_at > 0) {
        facts.push_back({.label = ui.tr(words::import_fact_when),
                         .value = time_text(ui, scene.shop, import.started_at)});
    }
    facts.push_back({.label = ui.tr(words::import_fact_who),
                     .value = colleague_text(scene, import.staff_number)});
    facts.push_back({.label = ui.tr(words::import_fact_rows), .value = number_text(import.rows)});
    draw_facts(ui, card.inside, facts);
}

void draw_state_of(Ui& ui, Rect& rest, const ShownImport& shown) {
    Card card(ui, rest);
    const auto& import = *shown.import;
    if (shown.running != nullptr) {
        draw_card_title(ui, card.inside, import_status_tag(ui, import, true).text);
        draw_import_progress(ui, card.inside, *shown.running);
        draw_paragraph(ui, card.inside, ui.tr(words::import_may_leave), TextStyle::small,
                       Role::ink2);
        return;
    }
    const bool undone = import.status == ImportStatus::undone;
    if (import.status == ImportStatus::running) {
        draw_card_title(ui, card.inside, ui.tr(words::import_status_cut_off));
        draw_paragraph(ui, card.inside,
                       ui.tr(words::import_cut_off, number_text(import.counts.lines).utf8()),
                       TextStyle::body, Role::ink);
        return;
    }
    if (import.status == ImportStatus::undoing) {
        draw_card_title(ui, card.inside, ui.tr(words::import_cut_off_undo));
    } else {
        draw_card_title(ui, card.inside,
                        ui.tr(undone ? words::import_undone_heading : words::import_done_heading));
    }
    draw_sentences(ui, card.inside, import_sentences(ui, import, false));
}

void draw_errors_file(Ui& ui, Rect& rest, const Import& import, ImportPageIntents& intents) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::import_errors_heading));
    draw_paragraph(ui, card.inside, Text::data(import.errors), TextStyle::body_strong, Role::ink,
                   k_gap_xs);
    draw_paragraph(ui, card.inside, ui.tr(words::import_errors_body), TextStyle::small, Role::ink2,
                   k_gap_m);
    const auto label = ui.tr(words::import_corrected);
    auto line = card.inside.cut_top(ui.px(k_target_min));
    if (draw_button(ui, line.cut_left(button_width(ui, label, {.icon = Icon::import})), "corrected",
                    label, {.icon = Icon::import})) {
        intents.add(imports::ImportCorrected{});
    }
}

// They count for nobody until somebody says whose they are.
void draw_claimed(Ui& ui, Rect& rest, int claimed, ImportPageIntents& intents) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::import_claimed_heading), number_text(claimed),
                    Tone::warning);
    draw_paragraph(ui, card.inside, ui.tr(words::import_claimed_body), TextStyle::body, Role::ink2,
                   k_gap_m);
    const auto label = ui.tr(words::import_claimed_open);
    auto line = card.inside.cut_top(ui.px(k_target_min));
    const ButtonStyle style{.icon = Icon::receipt};
    if (draw_button(ui, line.cut_left(button_width(ui, label, style)), "claimed", label, style)) {
        intents.add(imports::OpenClaimed{});
    }
}

void draw_stayed(Ui& ui, Rect& rest, const ImportPageState& page) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::import_stayed_heading),
                    number_text(page.import->stayed), Tone::warning);
    for (const auto& one : page.stayed) {
        draw_paragraph(ui, card.inside, Text::data(one.about), TextStyle::body, Role::ink, k_gap_s);
    }
}

std::vector<BarButton> buttons_of(const Ui& ui, const ShownImport& shown,
                                  const ImportsState& imports) {
    std::vector<BarButton> buttons;
    if (shown.running != nullptr) {
        const bool pausing = shown.running->pausing;
        buttons.push_back({"pause",
                           ui.tr(pausing ? words::import_pausing : words::import_pause),
                           {.icon = pausing ? Icon::none : Icon::pause, .busy = pausing}});
        return buttons;
    }
    const auto lacks = imports.running ? ui.tr(words::import_lacks_other) : Text();
    switch (shown.import->status) {
        case ImportStatus::running:
            buttons.push_back({"go on",
                               ui.tr(words::import_go_on),
                               {.kind = ButtonKind::primary, .lacks = lacks}});
            // Its file may be gone for good.
            buttons.push_back(
                {"undo", ui.tr(words::import_undo), {.icon = Icon::undo, .lacks = lacks}});
            break;
        case ImportStatus::undoing:
            buttons.push_back({"undo",
                               ui.tr(words::import_undo_go_on),
                               {.kind = ButtonKind::primary, .lacks = lacks}});
            break;
        case ImportStatus::done:
            buttons.push_back(
                {"finish", ui.tr(words::import_finish), {.kind = ButtonKind::primary}});
            buttons.push_back(
                {"undo", ui.tr(words::import_undo), {.icon = Icon::undo, .lacks = lacks}});
            break;
        case ImportStatus::undone:
            buttons.push_back(
                {"finish", ui.tr(words::import_finish), {.kind = ButtonKind::primary}});
            break;
    }
    return buttons;
}

void draw_page_bar(Ui& ui, const FormPlan& plan, const ShownImport& shown,
                   const ImportsState& imports, ImportPageIntents& intents) {
    if (!plan.ground.empty()) {
        fill(ui, plan.ground, Role::surface);
        divider(ui, plan.ground.left, plan.ground.right, plan.ground.top);
    }
    const auto buttons = buttons_of(ui, shown, imports);
    const auto pressed = draw_action_bar(ui, plan.bar, buttons);
    if (!pressed) return;
    const auto& name = buttons[*pressed].name;
    if (name == "pause") intents.add(imports::Pause{});
    if (name == "go on") intents.add(imports::GoOn{shown.import->id});
    if (name == "undo") intents.add(imports::AskUndo{});
    if (name == "finish") intents.add(shell::GoBack{});
}

}  // namespace

void draw_import_page(Ui& ui, const Rect& area, const Scene& scene, const ImportPageState& page,
                      const ImportsState& imports, ImportPageIntents& intents) {
    const auto shown = shown_of(page, imports);
    if (shown.import == nullptr) {
        if (!page.error) return draw_busy(ui, area, ui.tr(words::loading));
        const EmptyState empty{.icon = Icon::alert_circle,
                               .tone = Tone::danger,
                               .title = error_text(ui, *page.error),
                               .action = ui.tr(words::retry)};
        if (draw_empty_state(ui, area, "retry", empty)) intents.add(imports::Reload{});
        return;
    }
    const auto& import = *shown.import;
    const auto plan = plan_form(ui, area);
    {
        ScrollArea scroll(ui, "import page", plan.form);
        auto rest = form_content(ui, scroll.content());
        if (page.error) {
            // The file is elsewhere, or another one lies where it was.
            const bool lost = page.error->kind == &domain::k_import_other_file ||
                              page.error->code() == std::string_view("file_error");
            const Banner banner{.tone = Tone::danger,
                                .text = error_text(ui, *page.error),
                                .action = lost ? ui.tr(words::import_step_file) : Text()};
            if (draw_banner(ui, rest, "problem", banner)) intents.add(imports::FindFile{});
            rest.cut_top(ui.px(k_gap_m));
        }
        Columns columns(ui, rest, k_page_columns_least, 2);
        draw_state_of(ui, columns.next(), shown);
        const bool undone = import.status == ImportStatus::undone;
        // What is left to do stands before what is only to be known.
        if (import.status == ImportStatus::done && page.claimed > 0 && shown.running == nullptr) {
            draw_claimed(ui, columns.next(), page.claimed, intents);
        }
        if (import.counts.refused > 0 && !undone && shown.running == nullptr) {
            draw_errors_file(ui, columns.next(), import, intents);
        }
        draw_about_import(ui, columns.next(), scene, import);
        if (!shown.refused->empty() && !undone) {
            draw_refused_lines(ui, columns.next(), *shown.refused, import.counts.refused);
        }
        if (undone && import.stayed > 0) draw_stayed(ui, columns.next(), page);
        scroll.finish(columns.bottom() + ui.px(k_gap));
    }
    draw_page_bar(ui, plan, shown, imports, intents);
}

}  // namespace qiantai::ui
