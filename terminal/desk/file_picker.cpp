// Choosing a file: the newest that is wanted first, then the folders that matter.

#include "terminal/desk/file_picker.hpp"

#include "assets/words/file_picker.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_list.hpp"
#include "terminal/kit/widgets/widget_state.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_file_row_height = 68, k_files_column_least = 420;
constexpr std::size_t k_path_length_max = 1000;

/// What the parts are drawn with, and what was pressed in any of them.
struct PickerParts {
    Ui& ui;
    const Shop& shop;
    const FilePicker& picker;
    const FilesWanted& wanted;
    std::optional<FilePickerIntent> pressed{};

    /// Where a file lies, for the list of all places.
    std::string place_of(const std::string& path) const {
        const auto folder = path.substr(0, path.rfind('/'));
        for (const auto& place : picker.places) {
            if (place.path == folder) return file_place_text(ui, place).utf8();
        }
        return folder;
    }
    /// Icons stand where the card's title begins.
    Rect place_of_row(Rect& rest) const {
        return rest.cut_top(ui.px(k_file_row_height)).inset(-ui.px(k_gap_m), 0);
    }
    void draw_file(Rect& rest, const domain::FoundFile& found, bool with_place, bool last) {
        auto note = file_size_text(found.bytes).utf8() + " · " +
                    time_text(ui, shop, found.changed_at).utf8();
        if (with_place) note += " · " + place_of(found.path);
        const ListRow row{.title = Text::data(found.name),
                          .subtitle = Text::data(note),
                          .icon = wanted.icon,
                          .icon_tone = Tone::primary,
                          .chevron = true,
                          .selected = found.path == wanted.chosen,
                          .last = last};
        if (draw_list_row(ui, place_of_row(rest), "file " + found.name, row).pressed) {
            pressed = file_picker::ChooseFile{found.path};
        }
    }
    void draw_folder_row(Rect& rest, const Text& name, Icon icon, const std::string& id,
                         const std::string& path, bool last) {
        const ListRow row{.title = name, .icon = icon, .chevron = true, .last = last};
        if (draw_list_row(ui, place_of_row(rest), id, row).pressed) {
            pressed = file_picker::ShowFolder{path};
        }
    }
    void draw_tools(Rect& rest);
    void draw_typed(Rect& rest);
    void draw_none(Rect& rest);
    void draw_places(Rect& rest);
    void draw_content(Rect& rest);
};

void PickerParts::draw_tools(Rect& rest) {
    auto line = rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s));
    const auto button = [&](std::string_view name, TextKey words, Icon icon) {
        const auto label = ui.tr(words);
        const ButtonStyle style{.icon = icon, .words = TextStyle::body_strong};
        const auto wide = button_width(ui, label, style);
        return draw_button(ui, line.cut_left(wide, ui.px(k_gap_s)), name, label, style);
    };
    const auto& folder = picker.folder;
    if (folder && !folder->above.empty()) {
        if (button("above", words::file_picker_above, Icon::arrow_left)) {
            pressed = file_picker::ShowFolder{folder->above};
        }
    }
    if (folder) {
        if (button("places", words::file_picker_all, Icon::view_column)) {
            pressed = file_picker::ShowPlaces{};
        }
    }
    if (button("refresh", words::file_picker_refresh, Icon::refresh)) {
        pressed = folder ? FilePickerIntent(file_picker::ShowFolder{folder->path})
                         : FilePickerIntent(file_picker::ShowPlaces{});
    }
    if (button("by hand", words::file_picker_by_hand, Icon::keyboard)) {
        pressed = file_picker::ByHand{!picker.by_hand};
    }
}

void PickerParts::draw_typed(Rect& rest) {
    const Field path{.label = ui.tr(words::file_picker_path),
                     .kind = FieldKind::text,
                     .characters_max = k_path_length_max};
    const auto label = ui.tr(words::file_picker_by_hand_open);
    auto field = rest;
    const auto wide = button_width(ui, label, {});
    auto side = field.cut_right(wide, ui.px(k_gap_m));
    const auto typed = draw_field(ui, field, "path", picker.typed, path);
    if (typed.changed) pressed = file_picker::TypePath{*typed.changed};
    const auto button = Rect(side.left, field.top - ui.px(k_button_height), side.right, field.top);
    const bool opened = draw_button(ui, button, "open path", label);
    if (opened || typed.entered) {
        pressed = file_picker::ShowFolder{typed.changed ? *typed.changed : picker.typed};
    }
    rest.top = field.top;
    rest.cut_top(ui.px(k_gap_m));
}

void PickerParts::draw_none(Rect& rest) {
    draw_empty_state(ui, rest.cut_top(ui.px(200)), "no files",
                     {.icon = Icon::file, .title = wanted.none, .body = wanted.none_body});
}

/// The newest of all places beside the places themselves.
void PickerParts::draw_places(Rect& rest) {
    Columns columns(ui, rest, k_files_column_least, 2);
    {
        Card card(ui, columns.next(), k_gap);
        draw_card_title(ui, card.inside, ui.tr(words::file_picker_newest));
        if (picker.newest.empty()) draw_none(card.inside);
        for (std::size_t i = 0; i < picker.newest.size(); ++i) {
            draw_file(card.inside, picker.newest[i], true, i + 1 == picker.newest.size());
        }
    }
    {
        Card card(ui, columns.next(), k_gap);
        draw_card_title(ui, card.inside, ui.tr(words::file_picker_places));
        for (std::size_t i = 0; i < picker.places.size(); ++i) {
            const auto& place = picker.places[i];
            draw_folder_row(card.inside, file_place_text(ui, place), file_place_icon(place.kind),
                            "place " + place.path, place.path, i + 1 == picker.places.size());
        }
    }
    rest.top = columns.bottom();
}

void PickerParts::draw_content(Rect& rest) {
    const auto& folder = *picker.folder;
    draw_paragraph(ui, rest, Text::data(folder.path), TextStyle::small, Role::ink2, k_gap_s);
    if (folder.has_more) {
        draw_paragraph(ui, rest, ui.tr(words::file_picker_more), TextStyle::small, Role::warning,
                       k_gap_s);
    }
    Columns columns(ui, rest, k_files_column_least, 2);
    {
        Card card(ui, columns.next(), k_gap);
        draw_card_title(ui, card.inside, ui.tr(words::file_picker_here));
        if (folder.files.empty()) draw_none(card.inside);
        for (std::size_t i = 0; i < folder.files.size(); ++i) {
            draw_file(card.inside, folder.files[i], false, i + 1 == folder.files.size());
        }
    }
    if (!folder.folders.empty()) {
        Card card(ui, columns.next(), k_gap);
        draw_card_title(ui, card.inside, ui.tr(words::file_picker_below));
        for (std::size_t i = 0; i < folder.folders.size(); ++i) {
            const auto& name = folder.folders[i];
            const auto path = folder.path + (folder.path.ends_with('/') ? "" : "/") + name;
            draw_folder_row(card.inside, Text::data(name), Icon::folder, "folder " + name, path,
                            i + 1 == folder.folders.size());
        }
    }
    rest.top = columns.bottom();
}

}  // namespace

std::optional<FilePickerIntent> draw_file_picker(Ui& ui, Rect& rest, const Shop& shop,
                                                 const FilePicker& picker,
                                                 const FilesWanted& wanted) {
    PickerParts parts{ui, shop, picker, wanted};
    parts.draw_tools(rest);
    if (picker.by_hand) parts.draw_typed(rest);
    if (picker.error) {
        draw_banner(ui, rest, "file problem", {Tone::danger, error_text(ui, *picker.error)});
        rest.cut_top(ui.px(k_gap_m));
    }
    if (!picker.loaded) {
        draw_loading_rows(ui, rest.cut_top(ui.px(240)));
    } else if (picker.folder) {
        parts.draw_content(rest);
    } else {
        parts.draw_places(rest);
    }
    return parts.pressed;
}

Text file_place_text(const Ui& ui, const domain::FilePlace& place) {
    using Kind = domain::FilePlace::Kind;
    switch (place.kind) {
        case Kind::stick:
            return Text::data(ui.tr(words::file_place_stick, place.name).utf8());
        case Kind::downloads:
            return ui.tr(words::file_place_downloads);
        case Kind::desktop:
            return ui.tr(words::file_place_desktop);
        case Kind::home:
            break;
    }
    return ui.tr(words::file_place_home);
}

Icon file_place_icon(domain::FilePlace::Kind kind) {
    using Kind = domain::FilePlace::Kind;
    switch (kind) {
        case Kind::stick:
            return Icon::usb;
        case Kind::downloads:
            return Icon::download;
        case Kind::desktop:
            return Icon::desktop;
        case Kind::home:
            break;
    }
    return Icon::home;
}

}  // namespace qiantai::ui
