#include "terminal/kit/widgets/widget_signature.hpp"

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_signature_margin_dp = 40;  // left and right of the base line
constexpr float k_base_line_dp = 60;         // above the pad's lower edge

void draw_pad_ground(Ui& ui, const Rect& rect, const SignaturePad& pad) {
    fill(ui, rect, Role::surface, k_radius_control);
    dashed_border(ui, rect, Role::edge, k_radius_control);
    const auto side = std::min(ui.px(k_signature_margin_dp), rect.width() / 8);
    const auto base = rect.bottom - std::min(ui.px(k_base_line_dp), rect.height() / 3);
    divider(ui, rect.left + side, rect.right - side, base);
    const Rect foot{rect.left + side, base, rect.right - ui.px(k_gap_l), rect.bottom};
    draw_text(ui, foot, pad.date, TextStyle::small, Role::ink2, Align::right);
}

bool draw_heading(Ui& ui, const Rect& rect, const SignaturePad& pad) {
    auto line = rect;
    const auto label = translate(pad.language, words::signature_clear);
    const ButtonStyle style{.icon = Icon::undo,
                            .words = pad.large ? TextStyle::title : TextStyle::large_strong};
    const auto place = line.cut_right(button_width(ui, label, style), ui.px(k_gap));
    const bool clear = !pad.strokes.empty() && draw_button(ui, place, "clear", label, style);
    const auto hint = translate(pad.language, words::signature_hint);
    const auto usual = pad.large ? TextStyle::headline : TextStyle::title;
    const bool narrow = text_width(ui, hint.utf8(), usual) > line.width();
    draw_text(ui, line, hint, narrow ? TextStyle::body_strong : usual, Role::ink);
    const bool by_key = ui.reachable() && ui.memory().field.id == 0 && !pad.strokes.empty() &&
                        ImGui::IsKeyPressed(ImGuiKey_Delete, false);
    return clear || by_key;
}

}  // namespace

std::vector<InkChange> draw_signature(Ui& ui, const Rect& rect, std::string_view name,
                                      const SignaturePad& pad) {
    const IdScope scope(name);
    auto place = rect;
    const bool clear = draw_heading(ui, place.cut_top(ui.px(k_target_min), ui.px(k_gap_s)), pad);
    draw_pad_ground(ui, place, pad);
    const auto ink =
        draw_ink_pad(ui, place, "pad", translate(pad.language, words::signature_hint), pad.strokes);
    if (clear) return {{InkChange::Action::clear, {}}};
    if (!ink.change) return {};
    return {*ink.change};
}

void draw_signature_thumbnail(const Ui& ui, const Rect& rect, const std::vector<Stroke>& strokes) {
    const auto ink = ink_bounds(strokes);
    if (!ink) return;
    const auto pen = std::max(1.0f, ui.px(1.6f));
    const auto place = rect.inset(pen);
    const auto unit = std::min(place.width() / std::max(1.0f, ink->width()),
                               place.height() / std::max(1.0f, ink->height()));
    const ImVec2 origin{place.left - ink->left * unit, place.center_y() - ink->center_y() * unit};
    draw_ink(ui, origin, unit, pen, strokes);
}

}  // namespace qiantai::ui
