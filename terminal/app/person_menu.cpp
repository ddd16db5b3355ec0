#include "terminal/app/person_menu.hpp"

#include "assets/words/kit.hpp"
#include "assets/words/shell.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"

namespace qiantai::ui {
namespace {

using Meant = std::vector<ShellIntent>;

constexpr float k_width = 460;
constexpr float k_wide_width = 800;
constexpr float k_person_height = 64;
constexpr float k_label_height = 28;
constexpr int k_choices = 4;

void draw_person(Ui& ui, Rect line, const domain::Session& session) {
    const auto disc = line.cut_left(ui.px(56), ui.px(k_gap));
    draw_avatar(ui, {disc.center_x(), disc.center_y()}, 56, Text::data(session.name));
    auto words = line.centered(line.width(), ui.px(52));
    draw_text(ui, words.cut_top(ui.px(30)), Text::data(session.name), TextStyle::title, Role::ink);
    draw_text(ui, words,
              Text::words(role_text(ui, session.role).utf8() + " · " + session.staff_number),
              TextStyle::small, Role::ink2);
}

std::optional<int> draw_choice(Ui& ui, Rect place, std::string_view name, TextKey label,
                               std::span<const Text> options, int chosen) {
    draw_field_label(ui, place, ui.tr(label));
    return draw_segmented(ui, place.cut_top(ui.px(k_button_height)), name, options, chosen);
}

void draw_language(Ui& ui, const Rect& place, const Scene& scene, Meant& meant) {
    const std::array options{ui.tr(words::language_zh), ui.tr(words::language_en)};
    const auto chosen = draw_choice(ui, place, "language", words::menu_language, options,
                                    static_cast<int>(scene.settings.language));
    if (chosen) meant.emplace_back(shell::SetLanguage{static_cast<Language>(*chosen)});
}

void draw_theme(Ui& ui, const Rect& place, const Scene& scene, Meant& meant) {
    const std::array options{ui.tr(words::menu_theme_light), ui.tr(words::menu_theme_dark),
                             ui.tr(words::menu_theme_contrast)};
    const auto chosen = draw_choice(ui, place, "theme", words::menu_theme, options,
                                    static_cast<int>(scene.settings.theme));
    if (chosen) meant.emplace_back(shell::SetTheme{static_cast<ThemeKind>(*chosen)});
}

void draw_scale(Ui& ui, const Rect& place, const Scene& scene, Meant& meant) {
    std::vector<Text> options;
    int now = -1;
    for (const int percent : k_scale_percents) {
        if (percent == scene.scale_percent) now = static_cast<int>(options.size());
        options.push_back(Text::data(fmt::format("{}%", percent)));
    }
    const auto chosen = draw_choice(ui, place, "scale", words::menu_scale, options, now);
    if (chosen) meant.emplace_back(shell::SetScale{k_scale_percents[*chosen]});
}

void draw_keyboard(Ui& ui, const Rect& place, const Scene& scene, Meant& meant) {
    const std::array options{ui.tr(words::menu_keyboard_on), ui.tr(words::menu_keyboard_off)};
    const auto chosen = draw_choice(ui, place, "screen keyboard", words::menu_keyboard, options,
                                    static_cast<int>(scene.settings.keyboard));
    if (chosen) meant.emplace_back(shell::SetKeyboard{static_cast<ScreenKeyboard>(*chosen)});
}

}  // namespace

std::vector<ShellIntent> draw_person_menu(Ui& ui, const Rect& area, const Scene& scene,
                                          std::span<const MenuEntry> entries) {
    Meant meant;
    const IdScope scope("person menu");
    // Side by side where there is room, so that the largest size fits the smallest screen: there
    // has to be a way back from it.
    const int columns = area.width() >= ui.px(k_wide_width + 2 * k_gap) ? 2 : 1;
    const SheetFrame frame{.width_dp = columns == 2 ? k_wide_width : k_width};
    bool closed = false;
    const auto panel = draw_sheet(ui, area, frame, [&](Rect& rest) {
        auto head = rest.cut_top(ui.px(k_person_height), ui.px(k_gap_l));
        closed = draw_sheet_close(ui, head);
        if (draw_icon_button(ui, head.cut_right(ui.px(k_target_min), ui.px(k_gap_s)), "help",
                             ui.tr(words::help), Icon::help)) {
            meant.emplace_back(shell::ShowHelp{true});
        }
        draw_person(ui, head, *scene.session);

        constexpr std::array k_draws{draw_language, draw_theme, draw_scale, draw_keyboard};
        Rect row{};
        for (int i = 0; i < k_choices; ++i) {
            if (i % columns == 0) {
                row = rest.cut_top(ui.px(k_label_height + k_button_height), ui.px(k_gap));
            }
            k_draws[static_cast<std::size_t>(i)](
                ui, row.column(i % columns, columns, ui.px(k_gap_l)), scene, meant);
        }
        rest.cut_top(ui.px(k_gap_xs));
        const int buttons = 3 + static_cast<int>(entries.size());
        int next = 0;
        const auto button = [&](std::string_view name, const Text& label, Icon icon) {
            if (next > 0 && columns == 1) rest.cut_top(ui.px(k_gap_m));
            if (next == 0 || columns == 1) row = rest.cut_top(ui.px(k_button_height));
            const auto place =
                columns == 1 ? row
                             : row.column(next, buttons, ui.px(buttons > 3 ? k_gap_s : k_gap));
            ++next;
            const auto words = buttons > 3 ? TextStyle::body_strong : TextStyle::large_strong;
            return draw_button(ui, place, name, label, {.icon = icon, .words = words});
        };
        if (button("lock", ui.tr(words::menu_lock), Icon::lock)) {
            meant.emplace_back(shell::Lock{});
        }
        if (button("switch", ui.tr(words::menu_switch), Icon::accounts)) {
            meant.emplace_back(shell::SwitchPerson{});
        }
        if (button("change pin", ui.tr(words::change_pin), Icon::dialpad)) {
            meant.emplace_back(shell::ChangePin{});
        }
        for (const auto& entry : entries) {
            if (button(fmt::format("menu {}", entry.screen.name), entry.label, entry.icon)) {
                meant.emplace_back(shell::OpenScreen{entry.screen});
            }
        }
    });
    if (closed || panel.dismissed) meant.emplace_back(shell::ClosePersonMenu{});
    return meant;
}

}  // namespace qiantai::ui
