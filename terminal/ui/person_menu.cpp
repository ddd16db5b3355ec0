#include "terminal/ui/person_menu.hpp"

#include "terminal/ui/paint.hpp"
#include "terminal/ui/shown.hpp"
#include "terminal/ui/widget_button.hpp"
#include "terminal/ui/widget_card.hpp"
#include "terminal/ui/widget_choice.hpp"
#include "terminal/ui/widget_field.hpp"
#include "terminal/ui/widget_overlay.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_width = 460;
constexpr float k_person_height = 64;
constexpr float k_label_height = 28;

void draw_person(Ui& ui, Rect line, const domain::Session& session) {
    const auto disc = line.cut_left(ui.px(56), ui.px(k_gap));
    draw_avatar(ui, {disc.center_x(), disc.center_y()}, 56, Text::data(session.name));
    auto words = line.centered(line.width(), ui.px(52));
    draw_text(ui, words.cut_top(ui.px(30)), Text::data(session.name), TextStyle::title, Role::ink);
    draw_text(ui, words,
              Text::words(role_text(ui, session.role).utf8() + " · " + session.staff_number),
              TextStyle::small, Role::ink2);
}

}  // namespace

void draw_person_menu(Ui& ui, const Rect& area, const AppState& state, AppIntents& intents) {
    const IdScope scope("person menu");
    const auto choice = ui.px(k_label_height + k_button_height);
    const auto high = ui.px(k_person_height + k_gap_l) + 2 * (choice + ui.px(k_gap)) +
                      2 * ui.px(k_button_height) + ui.px(k_gap + k_gap_m) + 2 * ui.px(k_gap_xl);
    const auto panel = draw_panel(ui, area, "panel", k_width, high);
    auto rest = panel.inside;
    draw_person(ui, rest.cut_top(ui.px(k_person_height), ui.px(k_gap_l)), *state.session);

    draw_field_label(ui, rest, ui.tr(TextKey::menu_language));
    const std::array languages{ui.tr(TextKey::language_zh), ui.tr(TextKey::language_en)};
    const auto language =
        draw_segmented(ui, rest.cut_top(ui.px(k_button_height), ui.px(k_gap)), "language",
                       languages, static_cast<int>(state.settings.language));
    if (language) intents.add(shell::SetLanguage{static_cast<Language>(*language)});

    draw_field_label(ui, rest, ui.tr(TextKey::menu_theme));
    const std::array themes{ui.tr(TextKey::menu_theme_light), ui.tr(TextKey::menu_theme_dark),
                            ui.tr(TextKey::menu_theme_contrast)};
    const auto theme = draw_segmented(ui, rest.cut_top(ui.px(k_button_height), ui.px(k_gap)),
                                      "theme", themes, static_cast<int>(state.settings.theme));
    if (theme) intents.add(shell::SetTheme{static_cast<ThemeKind>(*theme)});

    rest.cut_top(ui.px(k_gap_xs));
    const auto lock = rest.cut_top(ui.px(k_button_height), ui.px(k_gap_m));
    if (draw_button(ui, lock, "lock", ui.tr(TextKey::menu_lock), {.icon = Icon::lock})) {
        intents.add(shell::Lock{});
    }
    const auto other = rest.cut_top(ui.px(k_button_height));
    if (draw_button(ui, other, "switch", ui.tr(TextKey::menu_switch), {.icon = Icon::accounts})) {
        intents.add(shell::SwitchPerson{});
    }
    if (panel.dismissed) intents.add(shell::ClosePersonMenu{});
}

}  // namespace qiantai::ui
