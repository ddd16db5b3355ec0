// Importing a file, step by step: what, which file, what was understood, the trial.

#include <algorithm>

#include "assets/words/imports.hpp"
#include "assets/words/kit.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/imports/screens/import_choices.hpp"
#include "terminal/imports/screens/import_questions.hpp"
#include "terminal/imports/screens/import_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_chip.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/kit/widgets/widget_steps.hpp"

namespace qiantai::ui {
namespace {

using domain::ImportKind;

/// On a lower screen the title says the step.
constexpr float k_steps_area_dp = 600;
constexpr float k_what_width = 720;

std::string_view name_of(ImportStep step) {
    constexpr std::string_view k_names[] = {"what", "file", "columns", "check"};
    return k_names[static_cast<std::size_t>(step)];
}

/// What was chosen before; a touch leads back there.
void draw_chosen(const ImportWizardPart& part, Rect& rest) {
    auto& ui = part.ui;
    const auto& request = part.state.request;
    if (part.state.step == ImportStep::what || part.state.go_on) return;
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    const auto chip = [&](std::string_view name, const Text& words, ImportStep step) {
        const Chip shown{words, Icon::pencil};
        const auto wide = std::min(chip_width(ui, shown), line.width());
        const auto place = line.cut_left(wide, ui.px(k_gap_s)).centered(wide, ui.px(k_chip_height));
        if (draw_chip(ui, place, name, shown)) part.intents.add(imports::GoTo{step});
    };
    const auto kind = import_kind_text(ui, request.kind).utf8();
    chip("chosen what", Text::data(kind + " · " + request.settings.source), ImportStep::what);
    if (part.state.step == ImportStep::file || request.file.empty()) return;
    const auto slash = request.file.rfind('/');
    chip("chosen file", Text::data(request.file.substr(slash + 1)), ImportStep::file);
}

FormBar bar_of_columns(const ImportWizardPart& part) {
    auto& ui = part.ui;
    const auto& state = part.state;
    FormBar bar{.save = ui.tr(words::import_try),
                .save_style = {.kind = ButtonKind::primary, .busy = state.reading},
                .give_up = ui.tr(words::import_give_up)};
    if (!state.preview || state.preview->begun_before) {
        bar.save_style.lacks = ui.tr(words::import_lacks_answers);
    } else if (count_open_questions(state) > 0) {
        bar.save_style.lacks = ui.tr(words::import_lacks_answers);
    } else if (state.preview->imported_before && !state.request.again) {
        bar.save_style.lacks = ui.tr(words::import_lacks_again);
    }
    return bar;
}

FormBar bar_of_check(const ImportWizardPart& part) {
    auto& ui = part.ui;
    const auto& state = part.state;
    const bool done = state.check && !state.checking && !state.error;
    const auto records =
        done ? state.check->counts.added + state.check->counts.completed : std::int64_t{0};
    FormBar bar{
        .save = records > 0 ? ui.tr(words::import_start, number_text(records).utf8())
                            : ui.tr(words::import_start_anyway),
        .save_style = {.kind = ButtonKind::primary, .icon = Icon::import, .busy = state.checking},
        .give_up = ui.tr(words::import_give_up)};
    if (done && records == 0) bar.save_style.lacks = ui.tr(words::import_lacks_lines);
    if (state.error) bar.save_style.lacks = ui.tr(words::import_lacks_lines);
    if (part.imports.running) bar.save_style.lacks = ui.tr(words::import_lacks_other);
    if (done) bar.note = ui.tr(words::import_checked_note);
    return bar;
}

FormBar bar_of(const ImportWizardPart& part) {
    auto& ui = part.ui;
    const auto& request = part.state.request;
    FormBar bar{.save = ui.tr(words::import_next),
                .save_style = {.kind = ButtonKind::primary},
                .give_up = ui.tr(words::import_give_up)};
    switch (part.state.step) {
        case ImportStep::what:
            if (request.settings.source.empty()) {
                const std::array missing{ui.tr(words::import_source_lacks)};
                bar.save_style.lacks = fill_first_text(ui, missing);
            }
            break;
        case ImportStep::file:
            if (request.file.empty()) bar.save_style.lacks = ui.tr(words::import_files_lacks);
            break;
        case ImportStep::columns:
            bar = bar_of_columns(part);
            break;
        case ImportStep::check:
            bar = bar_of_check(part);
            break;
    }
    return bar;
}

void draw_bar(const ImportWizardPart& part, const FormPlan& plan) {
    switch (draw_form_bar(part.ui, plan, bar_of(part))) {
        case FormBarAnswer::none:
            return;
        case FormBarAnswer::give_up:
            return part.intents.add(imports::GiveUp{});
        case FormBarAnswer::save:
            break;
    }
    const auto step = part.state.step;
    if (step == ImportStep::check) return part.intents.add(imports::Start{});
    part.intents.add(imports::GoTo{static_cast<ImportStep>(static_cast<int>(step) + 1)});
}

}  // namespace

void ImportWizardPart::draw_what(Rect& rest) const {
    rest.right = std::min(rest.right, rest.left + ui.px(k_what_width));
    draw_paragraph(ui, rest, ui.tr(words::import_what_heading), TextStyle::large_strong, Role::ink,
                   k_gap_s);
    const std::array kinds{ui.tr(words::import_kind_members), ui.tr(words::import_kind_purchases)};
    const auto kind = draw_segmented(ui, rest.cut_top(ui.px(k_button_height), ui.px(k_gap_xl)),
                                     "kind", kinds, static_cast<int>(state.request.kind));
    if (kind) intents.add(imports::SetKind{static_cast<ImportKind>(*kind)});
    draw_paragraph(ui, rest, ui.tr(words::import_source_heading), TextStyle::large_strong,
                   Role::ink, k_gap_s);
    std::vector<Text> known;
    std::optional<std::size_t> chosen;
    for (const auto& source : imports.sources) {
        if (source.kind != state.request.kind) continue;
        if (source.settings.source == state.request.settings.source) chosen = known.size();
        known.push_back(Text::data(source.settings.source));
    }
    if (const auto pressed = draw_word_choices(ui, rest, "sources", known, chosen)) {
        intents.add(imports::TypeSource{known[*pressed].utf8()});
    }
    const Field own{.label = ui.tr(words::import_source_own),
                    .hint = ui.tr(words::import_source_hint),
                    .note = ui.tr(words::import_source_note),
                    .characters_max = domain::k_import_source_length_max,
                    .required = true};
    const auto typed = draw_field(ui, rest, "source", state.request.settings.source, own);
    if (typed.changed) intents.add(imports::TypeSource{*typed.changed});
}

void ImportWizardPart::draw_check(Rect& rest) const {
    if (state.error) {
        const EmptyState empty{.icon = Icon::alert_circle,
                               .tone = Tone::danger,
                               .title = error_text(ui, *state.error),
                               .action = ui.tr(words::retry)};
        if (draw_empty_state(ui, rest.cut_top(ui.px(280)), "retry", empty)) {
            intents.add(imports::Retry{});
        }
        return;
    }
    if (state.checking || !state.check) {
        Card card(ui, rest);
        draw_paragraph(ui, card.inside, ui.tr(words::import_checking), TextStyle::large_strong,
                       Role::ink, k_gap);
        ImportRunning running{.reading = !state.check || state.check->counts.lines == 0};
        if (state.check) running.import = *state.check;
        return draw_import_progress(ui, card.inside, running);
    }
    {
        Card card(ui, rest);
        draw_card_title(ui, card.inside, ui.tr(words::import_checked_heading));
        draw_sentences(ui, card.inside, import_sentences(ui, *state.check, true));
        if (state.check->counts.refused > 0) {
            draw_paragraph(ui, card.inside, ui.tr(words::import_refused_later), TextStyle::small,
                           Role::ink2);
        }
    }
    if (state.refused.empty()) return;
    rest.cut_top(ui.px(k_gap_m));
    draw_refused_lines(ui, rest, state.refused, state.check->counts.refused);
}

void draw_import_wizard(Ui& ui, const Rect& area, const Scene& scene,
                        const ImportWizardState& state, const ImportsState& imports,
                        ImportWizardIntents& intents) {
    const ImportWizardPart part{ui, scene, state, imports, intents};
    auto plan = plan_form(ui, area);
    if (area.height() >= ui.px(k_steps_area_dp) && !state.go_on) {
        const std::array steps{ui.tr(words::import_step_what), ui.tr(words::import_step_file),
                               ui.tr(words::import_step_columns), ui.tr(words::import_step_check)};
        const auto row = plan.form.cut_top(ui.px(k_steps_height), ui.px(k_gap_s));
        draw_steps(ui, form_content(ui, row), steps, static_cast<std::size_t>(state.step));
    }
    {
        const IdScope scope(name_of(state.step));
        ScrollArea scroll(ui, "step", plan.form);
        auto rest = form_content(ui, scroll.content());
        draw_chosen(part, rest);
        switch (state.step) {
            case ImportStep::what:
                part.draw_what(rest);
                break;
            case ImportStep::file:
                part.draw_files(rest);
                break;
            case ImportStep::columns:
                part.draw_columns(rest);
                break;
            case ImportStep::check:
                part.draw_check(rest);
                break;
        }
        scroll.finish(rest.top + ui.px(k_gap));
    }
    draw_bar(part, plan);
}

}  // namespace qiantai::ui
