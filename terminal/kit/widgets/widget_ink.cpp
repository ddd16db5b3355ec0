#include "terminal/kit/widgets/widget_ink.hpp"

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/press.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_ink_pen_dp = 3.5f;
constexpr std::size_t k_stroke_points_max = 4000;

StrokePoint stroke_point_in(const Rect& pad, ImVec2 position) {
    const auto share = [&](float way) {
        return static_cast<std::uint16_t>(std::clamp(way / pad.width() * 10000.0f, 0.0f, 65535.0f));
    };
    return {share(std::clamp(position.x, pad.left, pad.right) - pad.left),
            share(std::clamp(position.y, pad.top, pad.bottom) - pad.top)};
}

}  // namespace

InkPad draw_ink_pad(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                    const std::vector<Stroke>& strokes) {
    using Action = InkChange::Action;
    {
        const ClipScope clip(rect);
        draw_ink(ui, rect.min(), rect.width() / 10000.0f, std::max(2.0f, ui.px(k_ink_pen_dp)),
                 strokes);
    }
    const auto press = press_area(
        ui, rect, name, label, {.holds_drag = true, .tab_stop = false, .kind = ItemKind::surface});
    if (!press.held) return {};
    const auto point = stroke_point_in(rect, ImGui::GetIO().MousePos);
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        return {InkChange{Action::start_stroke, point}, true};
    }
    const bool same = !strokes.empty() && !strokes.back().empty() && strokes.back().back() == point;
    if (same) return {{}, true};
    return {InkChange{Action::add_point, point}, true};
}

void apply_ink(std::vector<Stroke>& strokes, const InkChange& change) {
    switch (change.action) {
        case InkChange::Action::clear:
            strokes.clear();
            return;
        case InkChange::Action::start_stroke:
            if (strokes.size() < k_strokes_max) strokes.push_back({change.point});
            return;
        case InkChange::Action::add_point:
            if (strokes.empty()) strokes.emplace_back();
            if (strokes.back().size() < k_stroke_points_max) {
                strokes.back().push_back(change.point);
            }
            return;
    }
}

std::optional<Rect> ink_bounds(const std::vector<Stroke>& strokes) {
    std::optional<Rect> bounds;
    for (const auto& stroke : strokes) {
        for (const auto& point : stroke) {
            const auto x = static_cast<float>(point.x), y = static_cast<float>(point.y);
            if (!bounds) bounds = Rect{x, y, x, y};
            bounds = Rect{std::min(bounds->left, x), std::min(bounds->top, y),
                          std::max(bounds->right, x), std::max(bounds->bottom, y)};
        }
    }
    return bounds;
}

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

}  // namespace qiantai::ui
