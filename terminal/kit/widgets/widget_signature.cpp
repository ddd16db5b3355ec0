#include "terminal/kit/widgets/widget_signature.hpp"

#include <limits>

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_signature_pen_dp = 3.5f;
constexpr float k_signature_margin_dp = 40;  // left and right of the base line
constexpr float k_base_line_dp = 60;         // above the pad's lower edge
constexpr std::size_t k_stroke_points_max = 4000;

StrokePoint stroke_point_in(const Rect& pad, ImVec2 position) {
    const auto share = [&](float way) {
        return static_cast<std::uint16_t>(std::clamp(way / pad.width() * 10000.0f, 0.0f, 65535.0f));
    };
    return {share(std::clamp(position.x, pad.left, pad.right) - pad.left),
            share(std::clamp(position.y, pad.top, pad.bottom) - pad.top)};
}

// `unit` pixels for 1/10000, from `origin`.
void draw_ink(const Ui& ui, ImVec2 origin, float unit, float pen,
              const std::vector<Stroke>& strokes) {
    for (const auto& stroke : strokes) {
        const auto at = [&](const StrokePoint& point) {
            return ImVec2{origin.x + static_cast<float>(point.x) * unit,
                          origin.y + static_cast<float>(point.y) * unit};
        };
        for (const auto& point : stroke) ui.canvas().PathLineTo(at(point));
        ui.canvas().PathStroke(ui.color(Role::ink), 0, pen);
        if (stroke.empty()) continue;
        dot(ui, at(stroke.front()), pen / 2, Role::ink);
        dot(ui, at(stroke.back()), pen / 2, Role::ink);
    }
}

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
    const auto label = translate(pad.language, TextKey::signature_clear);
    const ButtonStyle style{.icon = Icon::undo, .enabled = !pad.strokes.empty()};
    const auto clear = draw_button(ui, line.cut_right(button_width(ui, label, style), ui.px(k_gap)),
                                   "clear", label, style);
    const auto hint = translate(pad.language, TextKey::signature_hint);
    const bool narrow = text_width(ui, hint.utf8(), TextStyle::title) > line.width();
    draw_text(ui, line, hint, narrow ? TextStyle::body_strong : TextStyle::title, Role::ink);
    const bool by_key = ui.reachable() && ui.memory().field.id == 0 && !pad.strokes.empty() &&
                        ImGui::IsKeyPressed(ImGuiKey_Delete, false);
    return clear || by_key;
}

}  // namespace

std::vector<SignatureChange> draw_signature(Ui& ui, const Rect& rect, std::string_view name,
                                            const SignaturePad& pad) {
    using Action = SignatureChange::Action;
    const IdScope scope(name);
    auto place = rect;
    const bool clear = draw_heading(ui, place.cut_top(ui.px(k_target_min), ui.px(k_gap_s)), pad);
    draw_pad_ground(ui, place, pad);
    {
        const ClipScope clip(place);
        draw_ink(ui, place.min(), place.width() / 10000.0f,
                 std::max(2.0f, ui.px(k_signature_pen_dp)), pad.strokes);
    }
    const auto press =
        press_area(ui, place, "pad", translate(pad.language, TextKey::signature_hint),
                   {.holds_drag = true, .tab_stop = false, .kind = ItemKind::surface});
    if (clear) return {{Action::clear, {}}};
    if (!press.held) return {};
    const auto point = stroke_point_in(place, ImGui::GetIO().MousePos);
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) return {{Action::start_stroke, point}};
    const auto& strokes = pad.strokes;
    const bool same = !strokes.empty() && !strokes.back().empty() && strokes.back().back() == point;
    if (same) return {};
    return {{Action::add_point, point}};
}

void apply_signature(std::vector<Stroke>& strokes, const SignatureChange& change) {
    switch (change.action) {
        case SignatureChange::Action::clear:
            strokes.clear();
            return;
        case SignatureChange::Action::start_stroke:
            if (strokes.size() < k_strokes_max) strokes.push_back({change.point});
            return;
        case SignatureChange::Action::add_point:
            if (strokes.empty()) strokes.emplace_back();
            if (strokes.back().size() < k_stroke_points_max) {
                strokes.back().push_back(change.point);
            }
            return;
    }
}

void draw_signature_thumbnail(const Ui& ui, const Rect& rect, const std::vector<Stroke>& strokes) {
    constexpr auto k_far = std::numeric_limits<float>::max();
    Rect ink{k_far, k_far, -k_far, -k_far};
    for (const auto& stroke : strokes) {
        for (const auto& point : stroke) {
            const auto x = static_cast<float>(point.x), y = static_cast<float>(point.y);
            ink = {std::min(ink.left, x), std::min(ink.top, y), std::max(ink.right, x),
                   std::max(ink.bottom, y)};
        }
    }
    if (ink.right < ink.left) return;
    const auto pen = std::max(1.0f, ui.px(1.6f));
    const auto place = rect.inset(pen);
    const auto unit = std::min(place.width() / std::max(1.0f, ink.width()),
                               place.height() / std::max(1.0f, ink.height()));
    const ImVec2 origin{place.left - ink.left * unit, place.center_y() - ink.center_y() * unit};
    draw_ink(ui, origin, unit, pen, strokes);
}

}  // namespace qiantai::ui
