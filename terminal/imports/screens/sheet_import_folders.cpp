// The folders that tills fill: what waits there and why, and the form of one.

#include <algorithm>

#include "assets/words/file_picker.hpp"
#include "assets/words/find.hpp"
#include "assets/words/imports.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/imports/screens/import_choices.hpp"
#include "terminal/imports/screens/import_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

using domain::ImportFolderEntry;
using domain::ImportKind;

constexpr float k_folders_width = 760;
constexpr std::size_t k_folder_length_max = 1000;
constexpr std::string_view k_done_name = "done";

ImportFolderEntry entry_of(const domain::ImportFolder& folder) {
    return {.folder_id = folder.id,
            .folder = folder.folder,
            .kind = folder.kind,
            .source = folder.source,
            .staff_number = folder.staff_number};
}

void draw_waiting_file(Ui& ui, Rect& rest, const ImportFolderShown& shown,
                       const ImportFolderShown::File& file, ImportsIntents& intents) {
    auto line = rest;
    if (file.problem) {
        const auto label = ui.tr(words::import_folder_by_hand);
        const auto button = line.cut_right(button_width(ui, label, {}), ui.px(k_gap_m));
        if (draw_button(ui, Rect(button).cut_top(ui.px(k_target_min)), "by hand " + file.file.name,
                        label)) {
            intents.add(imports::ImportByHand{shown.folder, file.file.name});
        }
    }
    const auto top = line.top;
    draw_paragraph(ui, line, Text::data(file.file.name), TextStyle::body_strong, Role::ink,
                   k_gap_xs);
    draw_paragraph(ui, line,
                   file.problem ? error_text(ui, *file.problem) : ui.tr(words::import_folder_waits),
                   TextStyle::small, file.problem ? Role::danger : Role::ink2);
    rest.top = std::max(line.top, file.problem ? top + ui.px(k_target_min) : top);
    rest.cut_top(ui.px(k_gap_s));
}

void draw_folder(Ui& ui, Rect& rest, const Scene& scene, const ImportsState& state,
                 const ImportFolderShown& shown, ImportsIntents& intents) {
    const auto& folder = shown.folder;
    const IdScope scope(static_cast<int>(folder.id));
    {
        Card card(ui, rest, k_gap);
        auto& inside = card.inside;
        draw_paragraph(ui, inside, Text::data(folder.folder), TextStyle::body_strong, Role::ink,
                       k_gap_xs);
        const auto who = colleague_text(scene, folder.staff_number);
        const auto about =
            ui.tr(words::import_folder_about, import_kind_text(ui, folder.kind).utf8(),
                  folder.source, who.utf8());
        draw_paragraph(ui, inside, Text::data(about.utf8()), TextStyle::small, Role::ink2,
                       k_gap_xs);
        const auto looked = std::max(state.looked_at.value_or(0), folder.looked_at.value_or(0));
        draw_paragraph(ui, inside,
                       looked == 0 ? ui.tr(words::import_folder_never)
                                   : ui.tr(words::import_folder_looked,
                                           time_text(ui, scene.shop, looked).utf8()),
                       TextStyle::small, Role::ink2, k_gap_s);
        if (shown.problem) {
            draw_banner(ui, inside, "problem", {Tone::danger, error_text(ui, *shown.problem)});
            inside.cut_top(ui.px(k_gap_s));
        }
        for (const auto& file : shown.files) draw_waiting_file(ui, inside, shown, file, intents);
        if (shown.files.empty() && !shown.problem) {
            draw_paragraph(ui, inside, ui.tr(words::import_folder_empty), TextStyle::small,
                           Role::ink2, k_gap_s);
        }
        auto line = inside.cut_top(ui.px(k_target_min));
        const auto change = ui.tr(words::import_folder_change);
        const auto stop = ui.tr(words::import_folder_stop);
        if (draw_button(ui, line.cut_left(button_width(ui, change, {}), ui.px(k_gap_s)), "change",
                        change)) {
            intents.add(imports::EditFolder{entry_of(folder)});
        }
        if (draw_button(ui, line.cut_left(button_width(ui, stop, {})), "stop", stop,
                        {.kind = ButtonKind::ghost})) {
            intents.add(imports::AskForgetFolder{folder.id, folder.folder});
        }
    }
    rest.cut_top(ui.px(k_gap_m));
}

void draw_folder_list(Ui& ui, const Rect& area, const Scene& scene, const ImportsState& state,
                      ImportsIntents& intents) {
    const bool can_add = !state.sources.empty();
    std::vector<BarButton> buttons{
        {"add folder",
         ui.tr(words::import_folder_add),
         {.kind = state.folders.empty() ? ButtonKind::primary : ButtonKind::secondary,
          .icon = Icon::plus,
          .lacks = can_add ? Text() : ui.tr(words::import_new)}}};
    if (!state.folders.empty()) {
        buttons.push_back({"look now",
                           ui.tr(words::import_folder_look),
                           {.icon = Icon::refresh, .busy = state.looking}});
    }
    const Heading heading{ui.tr(words::import_folders_title), {}};
    const auto answer =
        draw_question_sheet(ui, area, {heading, k_folders_width, buttons}, [&](Rect& inside) {
            ScrollArea scroll(ui, "folders", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            draw_paragraph(ui, rest, ui.tr(words::import_folders_note, k_done_name),
                           TextStyle::small, Role::ink2, k_gap_m);
            for (const auto& shown : state.folders) {
                draw_folder(ui, rest, scene, state, shown, intents);
            }
            if (state.folders.empty()) {
                draw_paragraph(ui, rest, ui.tr(words::import_folders_none), TextStyle::large,
                               Role::ink, k_gap_s);
            }
            if (!can_add) {
                draw_paragraph(ui, rest, ui.tr(words::import_folders_needs_source), TextStyle::body,
                               Role::ink2);
            }
            inside.top = scroll.finish(rest.top);
        });
    if (answer.pressed == 0u) {
        const auto& first = state.sources.front();
        intents.add(imports::EditFolder{{.kind = first.kind, .source = first.settings.source}});
    }
    if (answer.pressed == 1u) intents.add(imports::LookNow{});
    if (answer.left) intents.add(imports::OpenFolders{false});
}

/// Places to begin with, or the folders below the one that stands there.
void draw_folder_places(Ui& ui, Rect& rest, const ImportsState& state, ImportsIntents& intents) {
    const auto& form = *state.form;
    std::vector<Text> words;
    std::vector<std::string> paths;
    if (form.content) {
        if (!form.content->above.empty()) {
            words.push_back(ui.tr(words::file_picker_above));
            paths.push_back(form.content->above);
        }
        for (const auto& name : form.content->folders) {
            if (name == k_done_name) continue;
            words.push_back(Text::data(name));
            const bool root = form.content->path.ends_with('/');
            paths.push_back(form.content->path + (root ? "" : "/") + name);
        }
    } else {
        for (const auto& place : state.places) {
            words.push_back(file_place_text(ui, place));
            paths.push_back(place.path);
        }
    }
    if (const auto pressed = draw_word_choices(ui, rest, "places", words)) {
        auto entry = form.entry;
        entry.folder = paths[*pressed];
        intents.add(imports::ChangeFolder{std::move(entry)});
    }
}

void draw_folder_fields(Ui& ui, Rect& rest, const Scene& scene, const ImportsState& state,
                        ImportsIntents& intents) {
    const auto& form = *state.form;
    const auto change = [&](auto&& how) {
        auto entry = form.entry;
        how(entry);
        intents.add(imports::ChangeFolder{std::move(entry)});
    };
    const Field path{.label = ui.tr(words::import_folder_path),
                     .hint = ui.tr(words::import_folder_path_hint),
                     .error = form.error ? error_text(ui, *form.error) : Text(),
                     .characters_max = k_folder_length_max,
                     .valid = form.content.has_value()};
    const auto typed = draw_field(ui, rest, "folder", form.entry.folder, path);
    rest.cut_top(ui.px(k_gap_s));
    if (typed.changed) change([&](auto& entry) { entry.folder = *typed.changed; });
    draw_folder_places(ui, rest, state, intents);
    draw_field_label(ui, rest, ui.tr(words::import_folder_source));
    std::vector<Text> words;
    std::optional<std::size_t> chosen;
    for (std::size_t i = 0; i < state.sources.size(); ++i) {
        const auto& source = state.sources[i];
        const auto kind = import_kind_text(ui, source.kind);
        words.push_back(
            Text::data(ui.tr(words::with_note, source.settings.source, kind.utf8()).utf8()));
        if (source.kind == form.entry.kind && source.settings.source == form.entry.source) {
            chosen = i;
        }
    }
    if (const auto pressed = draw_word_choices(ui, rest, "source", words, chosen)) {
        change([&](auto& entry) {
            entry.kind = state.sources[*pressed].kind;
            entry.source = state.sources[*pressed].settings.source;
        });
    }
    draw_field_label(ui, rest, ui.tr(words::import_folder_staff));
    words.clear();
    chosen.reset();
    std::vector<std::string> numbers;
    const auto& own = scene.session->staff_number;
    for (const auto& colleague : scene.colleagues) {
        if (!domain::has_right(colleague.role, domain::Right::imports_run)) continue;
        const auto& now = form.entry.staff_number;
        if (colleague.number == (now.empty() ? own : now)) chosen = numbers.size();
        numbers.push_back(colleague.number);
        words.push_back(Text::data(colleague.name));
    }
    if (const auto pressed = draw_word_choices(ui, rest, "staff", words, chosen)) {
        change([&](auto& entry) { entry.staff_number = numbers[*pressed]; });
    }
}

void draw_folder_form(Ui& ui, const Rect& area, const Scene& scene, const ImportsState& state,
                      ImportsIntents& intents) {
    const auto& form = *state.form;
    const std::array missing{ui.tr(words::import_folder_path)};
    const BarButton save{
        "save folder",
        ui.tr(words::import_folder_save),
        {.kind = ButtonKind::primary,
         .lacks = form.entry.folder.empty() ? fill_first_text(ui, missing) : Text(),
         .busy = form.saving}};
    const Heading heading{ui.tr(form.entry.folder_id ? words::import_folder_change_title
                                                     : words::import_folder_new_title),
                          {}};
    const auto answer = draw_question_sheet(
        ui, area, {heading, k_folders_width, std::span(&save, 1)}, [&](Rect& inside) {
            ScrollArea scroll(ui, "folder form", inside.inset(-ui.px(k_gap_xs), 0), Role::surface);
            auto rest = form_content(ui, scroll.content());
            draw_folder_fields(ui, rest, scene, state, intents);
            inside.top = scroll.finish(rest.top);
        });
    if (answer.pressed) intents.add(imports::SaveFolder{});
    if (answer.left) intents.add(imports::LeaveFolder{});
}

}  // namespace

void draw_import_folders(Ui& ui, const Rect& area, const Scene& scene, const ImportsState& state,
                         ImportsIntents& intents) {
    if (state.form) {
        const IdScope scope("folder form");
        return draw_folder_form(ui, area, scene, state, intents);
    }
    const IdScope scope("folder list");
    draw_folder_list(ui, area, scene, state, intents);
}

}  // namespace qiantai::ui
