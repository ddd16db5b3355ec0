#include "terminal/kit/widgets/widget_course.hpp"

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_course_disc_dp = 28, k_course_step_least = 84;
constexpr float k_course_gap_dp = 8;

bool is_behind(StepStand stand) {
    return stand == StepStand::done || stand == StepStand::skipped;
}

void draw_course_disc(Ui& ui, const Rect& place, const CourseStep& step, std::size_t number) {
    const ImVec2 center{place.center_x(), place.center_y()};
    const auto radius = ui.px(k_course_disc_dp / 2);
    const bool open = step.stand == StepStand::ahead || step.stand == StepStand::skipped;
    if (open) {
        dot(ui, center, radius, Role::surface);
        ui.canvas().AddCircle(center, radius - 1, ui.color(Role::edge), 0,
                              std::max(1.5f, ui.px(2)));
    } else {
        dot(ui, center, radius, Role::primary);
    }
    if (step.stand == StepStand::done) {
        return draw_icon(ui, center, Icon::check, 20, Role::on_primary);
    }
    if (step.stand == StepStand::skipped) {
        return draw_icon(ui, center, Icon::minus, 18, Role::ink2);
    }
    draw_text(ui, place.centered(2 * radius, 2 * radius), Text::data(fmt::format("{}", number)),
              TextStyle::body_strong, open ? Role::ink2 : Role::on_primary, Align::center);
}

void draw_course_step(Ui& ui, Rect column, const CourseStep& step, std::size_t number) {
    draw_course_disc(ui, column.cut_top(ui.px(k_course_disc_dp), ui.px(k_gap_xs)), step, number);
    const bool here = step.stand == StepStand::here;
    const bool behind = step.stand == StepStand::done;
    draw_text(ui, column.cut_top(line_height(ui, TextStyle::body)), step.name,
              here ? TextStyle::body_strong : TextStyle::body,
              here     ? Role::primary_text
              : behind ? Role::ink
                       : Role::ink2,
              Align::center);
    draw_text(ui, column, step.note, TextStyle::caption, Role::ink2, Align::center);
}

void draw_course_row(Ui& ui, const Rect& rect, std::span<const CourseStep> steps) {
    const int count = static_cast<int>(steps.size());
    const auto disc = ui.px(k_course_disc_dp);
    const auto half = std::max(1.0f, ui.px(1));
    for (int i = 0; i < count; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const auto column = rect.column(i, count, ui.px(k_course_gap_dp));
        if (i + 1 < count) {
            const auto next = rect.column(i + 1, count, ui.px(k_course_gap_dp));
            const auto y = rect.top + disc / 2;
            const bool gone =
                is_behind(steps[index].stand) && steps[index + 1].stand != StepStand::ahead;
            fill(ui, {column.center_x() + disc / 2, y - half, next.center_x() - disc / 2, y + half},
                 gone ? Role::primary : Role::line);
        }
        draw_course_step(ui, column, steps[index], index + 1);
    }
}

// One segment a step, the current one's name and note above.
void draw_course_narrow(Ui& ui, Rect& rest, std::span<const CourseStep> steps) {
    std::size_t here = steps.size() - 1;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].stand == StepStand::here) here = i;
    }
    auto line = rest.cut_top(line_height(ui, TextStyle::large_strong), ui.px(k_gap_s));
    const auto place = ui.tr(words::step_of, here + 1, steps.size());
    const auto wide = text_width(ui, place.utf8(), TextStyle::small) + 2;
    draw_text(ui, line.cut_right(wide, ui.px(k_gap_m)), place, TextStyle::small, Role::ink2,
              Align::right);
    const auto name = text_width(ui, steps[here].name.utf8(), TextStyle::large_strong);
    draw_text(ui, line.cut_left(name + 1, ui.px(k_gap_m)), steps[here].name,
              TextStyle::large_strong, Role::ink);
    draw_text(ui, line, steps[here].note, TextStyle::small, Role::ink2);
    const auto bar = rest.cut_top(ui.px(6));
    const int count = static_cast<int>(steps.size());
    for (int i = 0; i < count; ++i) {
        const auto stand = steps[static_cast<std::size_t>(i)].stand;
        const auto role = stand == StepStand::done || stand == StepStand::here ? Role::primary
                          : stand == StepStand::skipped                        ? Role::outline
                                                                               : Role::line;
        fill(ui, bar.column(i, count, ui.px(6)), role, 3);
    }
}

}  // namespace

void draw_course(Ui& ui, Rect& rest, std::span<const CourseStep> steps, const Text& earlier) {
    if (steps.empty()) return;
    if (!earlier.empty()) {
        auto line = rest.cut_top(line_height(ui, TextStyle::small), ui.px(k_gap_s));
        const auto sign = line.cut_left(ui.px(20), ui.px(k_gap_s));
        draw_icon(ui, {sign.center_x(), sign.center_y()}, Icon::history, 20, Role::ink2);
        draw_text(ui, line, earlier, TextStyle::small, Role::ink2);
    }
    float widest = ui.px(k_course_step_least);
    for (const auto& step : steps) {
        widest = std::max({widest, text_width(ui, step.name.utf8(), TextStyle::body_strong) + 2,
                           text_width(ui, step.note.utf8(), TextStyle::caption) + 2});
    }
    const auto count = static_cast<float>(steps.size());
    if (widest * count + ui.px(k_course_gap_dp) * (count - 1) > rest.width()) {
        return draw_course_narrow(ui, rest, steps);
    }
    const auto high = ui.px(k_course_disc_dp + k_gap_xs) + line_height(ui, TextStyle::body) +
                      line_height(ui, TextStyle::caption);
    draw_course_row(ui, rest.cut_top(high), steps);
}

}  // namespace qiantai::ui
