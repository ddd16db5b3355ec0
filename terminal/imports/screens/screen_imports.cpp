// What was imported on this terminal.

#include "terminal/imports/screens/screen_imports.hpp"

#include <algorithm>

#include "assets/words/imports.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/imports/screens/import_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_frame.hpp"

namespace qiantai::ui {
namespace {

using domain::Import;
using domain::ImportStatus;

constexpr float k_import_row_height = 76, k_import_tag_from = 420, k_narrow_dp = 720;

/// Buttons above the list: the folders of tills, and the way to a new import.
void draw_imports_head(Ui& ui, Rect& rest, const ImportsState& state, ImportsIntents& intents) {
    auto head = rest.cut_top(ui.px(k_button_height), ui.px(k_gap_m));
    const auto begin = ui.tr(words::import_new);
    const ButtonStyle style{.kind = ButtonKind::primary, .icon = Icon::import};
    const auto place = head.cut_right(button_width(ui, begin, style), ui.px(k_gap_m));
    if (draw_button(ui, place, "begin", begin, style)) intents.add(imports::Begin{});
    const int problems = state.folder_problems();
    const auto folders = ui.tr(words::import_folders_button);
    const auto wide = button_width(ui, folders, {.icon = Icon::folder});
    const auto button = head.cut_right(wide, ui.px(k_gap_m));
    if (draw_button(ui, button, "folders", folders,
                    {.icon = problems > 0 ? Icon::alert_circle : Icon::folder})) {
        intents.add(imports::OpenFolders{true});
    }
    if (problems == 0) return;
    const auto words = ui.tr(words::import_todo_folder, problems);
    if (text_width(ui, words.utf8(), TextStyle::small) > head.width()) return;
    draw_text(ui, head, words, TextStyle::small, Role::danger, Align::right);
}

Text outcome_of(const Ui& ui, const Import& import) {
    if (import.status == ImportStatus::undone) {
        return ui.tr(words::import_gone, number_text(import.gone).utf8());
    }
    return ui.tr(words::import_added, number_text(import.counts.added).utf8());
}

void draw_import_row(Ui& ui, const Rect& place, const Scene& scene, const ImportsState& state,
                     const Import& import, bool last, ImportsIntents& intents) {
    const auto tag = import_status_tag(ui, import, state.runs(import.id));
    const bool narrow = place.width() < ui.px(k_narrow_dp);
    const bool refused = import.counts.refused > 0 && import.status != ImportStatus::undone;
    ListRow row{.title = Text::data(import.file),
                .subtitle = import_about_text(ui, scene, import),
                .icon = import_kind_icon(import.kind),
                .icon_tone = Tone::primary,
                .tag = tag.text,
                .tag_tone = tag.tone,
                .tag_from = narrow ? 220 : k_import_tag_from,
                .trailing_strong = narrow ? Text() : outcome_of(ui, import),
                .chevron = true,
                .last = last};
    if (refused && !narrow) {
        row.trailing = ui.tr(words::import_refused, number_text(import.counts.refused).utf8());
    }
    if (draw_list_row(ui, place, fmt::format("import {}", import.id), row).pressed) {
        intents.add(imports::Open{import.id});
    }
}

void draw_running_card(Ui& ui, Rect& rest, const ImportRunning& running, ImportsIntents& intents) {
    {
        Card card(ui, rest);
        auto line = card.inside.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
        const auto label = ui.tr(words::import_toast_open);
        const auto button = line.cut_right(button_width(ui, label, {}), ui.px(k_gap_m));
        if (draw_button(ui, button, "open running", label)) {
            intents.add(imports::Open{running.import.id});
        }
        const auto title =
            ui.tr(words::import_runs_heading, import_kind_text(ui, running.import.kind).utf8(),
                  running.import.file);
        draw_text(ui, line, Text::data(title.utf8()), TextStyle::large_strong, Role::ink);
        draw_import_progress(ui, card.inside, running);
    }
    rest.cut_top(ui.px(k_gap_m));
}

void draw_import_rows(Ui& ui, const Rect& area, const Scene& scene, const ImportsState& state,
                      ImportsIntents& intents) {
    const auto rows = static_cast<float>(state.imports.size()) * ui.px(k_import_row_height);
    auto place_of_all = area;
    const auto card = place_of_all.cut_top(rows + 2 * ui.px(k_gap_s));
    const auto inside = draw_card(ui, card, k_gap_s);
    ScrollArea scroll(ui, "imports", inside, Role::surface);
    auto rest = scroll.content();
    for (std::size_t i = 0; i < state.imports.size(); ++i) {
        const auto place = rest.cut_top(ui.px(k_import_row_height));
        if (!scroll.in_sight(place)) continue;
        draw_import_row(ui, place, scene, state, state.imports[i], i + 1 == state.imports.size(),
                        intents);
    }
    scroll.finish(rest.top);
}

}  // namespace

int ImportsState::folder_problems() const {
    int problems = 0;
    for (const auto& one : folders) {
        problems += one.problem ? 1 : 0;
        problems += static_cast<int>(std::ranges::count_if(
            one.files, [](const auto& file) { return file.problem.has_value(); }));
    }
    return problems;
}

const Import* ImportsState::cut_off() const {
    const auto found = std::ranges::find_if(imports, [&](const Import& import) {
        const bool unfinished =
            import.status == ImportStatus::running || import.status == ImportStatus::undoing;
        return unfinished && !runs(import.id);
    });
    return found == imports.end() ? nullptr : &*found;
}

void draw_imports(Ui& ui, const Rect& area, const Scene& scene, const ImportsState& state,
                  ImportsIntents& intents) {
    auto rest = page_width(ui, area, k_list_width);
    draw_imports_head(ui, rest, state, intents);
    if (state.running) draw_running_card(ui, rest, *state.running, intents);
    const auto presence = draw_list_absence(ui, rest, state.error, state.loaded);
    if (presence == ListPresence::retry) intents.add(imports::Reload{});
    if (presence != ListPresence::there) return;
    if (!state.imports.empty()) return draw_import_rows(ui, rest, scene, state, intents);
    if (state.running) return;
    draw_empty_state(ui, rest, "none",
                     {.icon = Icon::import,
                      .title = ui.tr(words::import_none),
                      .body = ui.tr(words::import_none_body)});
}

}  // namespace qiantai::ui
