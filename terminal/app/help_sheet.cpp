#include "terminal/app/help_sheet.hpp"

#include "assets/words/help.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_sheet_width_dp = 680;
constexpr float k_key_row_dp = 40;

void draw_key_line(Ui& ui, Rect line, const Text& key, const Text& does, float caps) {
    draw_tag(ui, line.cut_left(caps, ui.px(k_gap_m)), key, Tone::neutral);
    draw_text(ui, line, does, TextStyle::body, Role::ink);
}

void draw_keys(Ui& ui, Rect& rest) {
    const std::array keys{std::pair{Text::data("F1"), ui.tr(words::help_key_help)},
                          std::pair{Text::data("F2…"), ui.tr(words::help_key_ways)},
                          std::pair{Text::data("F9"), ui.tr(words::help_key_register)},
                          std::pair{Text::data("F10"), ui.tr(words::help_key_save)},
                          std::pair{Text::data("Tab"), ui.tr(words::help_key_next)},
                          std::pair{Text::data("Enter"), ui.tr(words::help_key_enter)},
                          std::pair{Text::data("Esc"), ui.tr(words::help_key_back)},
                          std::pair{ui.tr(words::help_scanner), ui.tr(words::help_key_scan)}};
    float caps = 0;
    for (const auto& [key, does] : keys) caps = std::max(caps, tag_width(ui, key));
    for (const auto& [key, does] : keys) {
        draw_key_line(ui, rest.cut_top(ui.px(k_key_row_dp)), key, does, caps);
    }
}

}  // namespace

std::vector<ShellIntent> draw_help(Ui& ui, const Rect& area, const Text& screen, const Text& help) {
    const IdScope scope("help");
    bool closed = false;
    const auto panel = draw_sheet(ui, area, {.width_dp = k_sheet_width_dp}, [&](Rect& rest) {
        closed = draw_sheet_title(ui, rest, {ui.tr(words::help_title, screen.utf8()), {}});
        draw_paragraph(ui, rest, help, TextStyle::body, Role::ink, k_gap);
        divider(ui, rest.left, rest.right, rest.top);
        rest.cut_top(ui.px(k_gap_s));
        draw_keys(ui, rest);
    });
    if (closed || panel.dismissed || ImGui::IsKeyPressed(ImGuiKey_F1, false)) {
        return {shell::ShowHelp{false}};
    }
    return {};
}

}  // namespace qiantai::ui
