// Choosing a file: the newest that can be imported first, then the folders that matter.

#include <algorithm>

#include "terminal/desk/shown.hpp"
#include "terminal/imports/screens/import_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_file_row_height = 68, k_files_column_least = 420;
constexpr std::string_view k_workbooks = ".xlsx", k_texts = ".csv .txt .tsv";
constexpr std::size_t k_path_length_max = 1000;

std::string folder_of(const std::string& path) {
    return path.substr(0, path.rfind('/'));
}

/// Where a file lies, for the list of all places.
std::string place_of(const Ui& ui, const ImportFilesState& files, const std::string& path) {
    const auto folder = folder_of(path);
    for (const auto& place : files.places) {
        if (place.path == folder) return import_place_text(ui, place).utf8();
    }
    return folder;
}

struct FileRows {
    const ImportWizardPart& part;

    /// Icons stand where the card's title begins.
    Rect place_of_row(Rect& rest) const {
        return rest.cut_top(part.ui.px(k_file_row_height)).inset(-part.ui.px(k_gap_m), 0);
    }

    void file(Rect& rest, const domain::ImportFileFound& found, bool with_place, bool last) const {
        auto& ui = part.ui;
        auto note = file_size_text(found.bytes).utf8() + " · " +
                    time_text(ui, part.scene.shop, found.changed_at).utf8();
        if (with_place) note += " · " + place_of(ui, part.state.files, found.path);
        const ListRow row{.title = Text::data(found.name),
                          .subtitle = Text::data(note),
                          .icon = Icon::file,
                          .icon_tone = Tone::primary,
                          .chevron = true,
                          .selected = found.path == part.state.request.file,
                          .last = last};
        if (draw_list_row(ui, place_of_row(rest), "file " + found.name, row).pressed) {
            part.intents.add(imports::ChooseFile{found.path});
        }
    }
    void folder(Rect& rest, const Text& name, Icon icon, const std::string& id,
                const std::string& path, bool last) const {
        auto& ui = part.ui;
        const ListRow row{.title = name, .icon = icon, .chevron = true, .last = last};
        if (draw_list_row(ui, place_of_row(rest), id, row).pressed) {
            part.intents.add(imports::ShowFolder{path});
        }
    }
};

void draw_file_tools(const ImportWizardPart& part, Rect& rest) {
    auto& ui = part.ui;
    const auto& files = part.state.files;
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    const auto button = [&](std::string_view name, TextKey words, Icon icon) {
        const auto label = ui.tr(words);
        const ButtonStyle style{.icon = icon, .words = TextStyle::body_strong};
        const auto wide = button_width(ui, label, style);
        return draw_button(ui, line.cut_left(wide, ui.px(k_gap_s)), name, label, style);
    };
    if (files.folder && !files.folder->above.empty()) {
        if (button("above", TextKey::import_files_above, Icon::arrow_left)) {
            part.intents.add(imports::ShowFolder{files.folder->above});
        }
    }
    if (files.folder) {
        if (button("places", TextKey::import_files_all, Icon::view_column)) {
            part.intents.add(imports::ShowPlaces{});
        }
    }
    if (button("refresh", TextKey::import_files_refresh, Icon::refresh)) {
        part.intents.add(files.folder ? ImportWizardIntent(imports::ShowFolder{files.folder->path})
                                      : ImportWizardIntent(imports::ShowPlaces{}));
    }
    if (button("by hand", TextKey::import_files_by_hand, Icon::keyboard)) {
        part.intents.add(imports::ByHand{!files.by_hand});
    }
}

void draw_typed_path(const ImportWizardPart& part, Rect& rest) {
    auto& ui = part.ui;
    const auto& files = part.state.files;
    const Field path{.label = ui.tr(TextKey::import_files_path),
                     .kind = FieldKind::text,
                     .characters_max = k_path_length_max};
    const auto label = ui.tr(TextKey::import_files_by_hand_open);
    auto field = rest;
    const auto wide = button_width(ui, label, {});
    auto side = field.cut_right(wide, ui.px(k_gap_m));
    const auto typed = draw_field(ui, field, "path", files.typed, path);
    if (typed.changed) part.intents.add(imports::TypePath{*typed.changed});
    const auto button = Rect(side.left, field.top - ui.px(k_button_height), side.right, field.top);
    const bool pressed = draw_button(ui, button, "open path", label);
    if (pressed || typed.entered) part.intents.add(imports::ShowFolder{files.typed});
    rest.top = field.top;
    rest.cut_top(ui.px(k_gap_m));
}

void draw_no_files(const ImportWizardPart& part, Rect& rest) {
    auto& ui = part.ui;
    draw_empty_state(ui, rest.cut_top(ui.px(200)), "no files",
                     {.icon = Icon::file,
                      .title = ui.tr(TextKey::import_files_none),
                      .body = ui.tr(TextKey::import_files_none_body, k_workbooks, k_texts)});
}

/// The newest of all places beside the places themselves.
void draw_places(const ImportWizardPart& part, Rect& rest) {
    auto& ui = part.ui;
    const auto& files = part.state.files;
    Columns columns(ui, rest, k_files_column_least, 2);
    const FileRows rows{part};
    {
        Card card(ui, columns.next(), k_gap);
        draw_card_title(ui, card.inside, ui.tr(TextKey::import_files_newest));
        if (files.newest.empty()) draw_no_files(part, card.inside);
        for (std::size_t i = 0; i < files.newest.size(); ++i) {
            rows.file(card.inside, files.newest[i], true, i + 1 == files.newest.size());
        }
    }
    {
        Card card(ui, columns.next(), k_gap);
        draw_card_title(ui, card.inside, ui.tr(TextKey::import_files_places));
        for (std::size_t i = 0; i < files.places.size(); ++i) {
            const auto& place = files.places[i];
            rows.folder(card.inside, import_place_text(ui, place), import_place_icon(place.kind),
                        "place " + place.path, place.path, i + 1 == files.places.size());
        }
    }
    rest.top = columns.bottom();
}

void draw_folder_content(const ImportWizardPart& part, Rect& rest) {
    auto& ui = part.ui;
    const auto& folder = *part.state.files.folder;
    draw_paragraph(ui, rest, Text::data(folder.path), TextStyle::small, Role::ink2, k_gap_s);
    if (folder.has_more) {
        draw_paragraph(ui, rest, ui.tr(TextKey::import_files_more), TextStyle::small, Role::warning,
                       k_gap_s);
    }
    Columns columns(ui, rest, k_files_column_least, 2);
    const FileRows rows{part};
    {
        Card card(ui, columns.next(), k_gap);
        draw_card_title(ui, card.inside, ui.tr(TextKey::import_files_here));
        if (folder.files.empty()) draw_no_files(part, card.inside);
        for (std::size_t i = 0; i < folder.files.size(); ++i) {
            rows.file(card.inside, folder.files[i], false, i + 1 == folder.files.size());
        }
    }
    if (!folder.folders.empty()) {
        Card card(ui, columns.next(), k_gap);
        draw_card_title(ui, card.inside, ui.tr(TextKey::import_files_below));
        for (std::size_t i = 0; i < folder.folders.size(); ++i) {
            const auto& name = folder.folders[i];
            const auto path = folder.path + (folder.path.ends_with('/') ? "" : "/") + name;
            rows.folder(card.inside, Text::data(name), Icon::folder, "folder " + name, path,
                        i + 1 == folder.folders.size());
        }
    }
    rest.top = columns.bottom();
}

}  // namespace

void ImportWizardPart::draw_files(Rect& rest) const {
    const auto& files = state.files;
    if (state.go_on) {
        draw_paragraph(ui, rest,
                       Text::data(ui.tr(TextKey::import_find_file, state.go_on->file).utf8()),
                       TextStyle::large_strong, Role::ink, k_gap_xs);
        draw_paragraph(ui, rest, ui.tr(TextKey::import_find_file_note), TextStyle::body, Role::ink2,
                       k_gap_m);
    }
    draw_file_tools(*this, rest);
    if (files.by_hand) draw_typed_path(*this, rest);
    if (files.error) {
        draw_banner(ui, rest, "file problem", {Tone::danger, error_text(ui, *files.error)});
        rest.cut_top(ui.px(k_gap_m));
    }
    if (!files.loaded) return draw_loading_rows(ui, rest.cut_top(ui.px(240)));
    if (files.folder) return draw_folder_content(*this, rest);
    draw_places(*this, rest);
}

}  // namespace qiantai::ui
