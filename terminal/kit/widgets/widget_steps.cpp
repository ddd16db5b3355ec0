#include "terminal/kit/widgets/widget_steps.hpp"

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_disc_dp = 32;

void draw_disc(Ui& ui, const Rect& place, std::size_t step, std::size_t current) {
    const ImVec2 center{place.center_x(), place.center_y()};
    const auto radius = ui.px(k_disc_dp / 2);
    if (step < current) {
        dot(ui, center, radius, Role::primary_soft);
        draw_icon(ui, center, Icon::check, 22, Role::primary_text);
        return;
    }
    const bool here = step == current;
    if (here) {
        dot(ui, center, radius, Role::primary);
    } else {
        ui.canvas().AddCircle(center, radius - 1, ui.color(Role::edge), 0,
                              std::max(1.5f, ui.px(2)));
    }
    draw_text(ui, place, Text::data(fmt::format("{}", step + 1)), TextStyle::body_strong,
              here ? Role::on_primary : Role::ink2, Align::center);
}

float label_width(const Ui& ui, const Text& step) {
    return text_width(ui, step.utf8(), TextStyle::body_strong) + 2;
}

// All steps with their names, joined by lines of equal length.
void draw_row(Ui& ui, const Rect& rect, std::span<const Text> steps, std::size_t current,
              float line) {
    auto rest = rect;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto disc = rest.cut_left(ui.px(k_disc_dp), ui.px(k_gap_s));
        draw_disc(ui, disc, i, current);
        const bool here = i == current;
        draw_text(ui, rest.cut_left(label_width(ui, steps[i])), steps[i],
                  here ? TextStyle::body_strong : TextStyle::body, here ? Role::ink : Role::ink2);
        if (i + 1 == steps.size()) break;
        const auto piece = rest.cut_left(line).inset(ui.px(k_gap_m), 0);
        const auto half = std::max(1.0f, ui.px(1));
        fill(ui, {piece.left, piece.center_y() - half, piece.right, piece.center_y() + half},
             i < current ? Role::primary : Role::line);
    }
}

// One segment a step, and the current one's name above.
void draw_narrow(Ui& ui, const Rect& rect, std::span<const Text> steps, std::size_t current) {
    auto rest = rect;
    const auto bar = rest.cut_bottom(ui.px(6), ui.px(k_gap_s));
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto piece =
            bar.column(static_cast<int>(i), static_cast<int>(steps.size()), ui.px(6));
        fill(ui, piece, i <= current ? Role::primary : Role::line, 3);
    }
    const auto shown = std::min(current, steps.size() - 1);
    const auto place = ui.tr(words::step_of, shown + 1, steps.size());
    const auto wide = text_width(ui, place.utf8(), TextStyle::small) + 2;
    draw_text(ui, rest.cut_right(wide, ui.px(k_gap_m)), place, TextStyle::small, Role::ink2,
              Align::right);
    draw_text(ui, rest, steps[shown], TextStyle::large_strong, Role::ink);
}

}  // namespace

void draw_steps(Ui& ui, const Rect& rect, std::span<const Text> steps, std::size_t current) {
    if (steps.empty()) return;
    float names = 0;
    for (const auto& step : steps) {
        names += ui.px(k_disc_dp) + ui.px(k_gap_s) + label_width(ui, step);
    }
    const auto lines = static_cast<float>(steps.size() - 1);
    const auto line = lines > 0 ? std::min(ui.px(120), (rect.width() - names) / lines) : 0;
    if (names > rect.width() || (lines > 0 && line < ui.px(48))) {
        draw_narrow(ui, rect, steps, current);
        return;
    }
    draw_row(ui, rect.centered(names + line * lines, rect.height()), steps, current, line);
}

}  // namespace qiantai::ui
