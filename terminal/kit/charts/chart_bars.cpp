#include "terminal/kit/charts/chart_bars.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_palest = 0.28f, k_bar_most_dp = 64, k_legend_mark = 14, k_hatch_dp = 8;

double stacked_total(const StackedBar& bar) {
    return std::accumulate(bar.parts.begin(), bar.parts.end(), 0.0);
}

/// In as many lines as they need, from the top.
void draw_chart_legend(Ui& ui, Rect& rest, std::span<const Text> names) {
    if (names.empty()) return;
    const auto high = ui.px(24);
    auto line = rest.cut_top(high, ui.px(k_gap_xs));
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto words = text_width(ui, names[i].utf8(), TextStyle::small) + 1;
        if (line.width() < words + ui.px(k_legend_mark + 6)) {
            line = rest.cut_top(high, ui.px(k_gap_xs));
        }
        const auto mark = line.cut_left(ui.px(k_legend_mark), ui.px(6));
        fill(ui, mark.centered(ui.px(k_legend_mark), ui.px(k_legend_mark)), Role::primary, 4,
             primary_step(i, names.size()));
        draw_text(ui, line.cut_left(words, ui.px(k_gap)), names[i], TextStyle::small, Role::ink2);
    }
}

void draw_hatch(const Ui& ui, const Rect& body) {
    const ImVec2 low{body.left, body.top}, high{body.right, body.bottom};
    ui.canvas().PushClipRect(low, high, true);
    for (float x = body.left - body.height(); x < body.right; x += ui.px(k_hatch_dp)) {
        ui.canvas().AddLine({x, body.bottom}, {x + body.height(), body.top},
                            ui.color(Role::surface), std::max(1.0f, ui.px(2)));
    }
    ui.canvas().PopClipRect();
}

void draw_parts(const Ui& ui, const Rect& body, const StackedBar& bar) {
    const auto sum = stacked_total(bar);
    auto rest = body;
    for (std::size_t i = 0; i < bar.parts.size(); ++i) {
        if (bar.parts[i] <= 0) continue;
        const bool last = std::all_of(bar.parts.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                      bar.parts.end(), [](double part) { return part <= 0; });
        const auto high = last ? rest.height()
                               : std::max(ui.px(2), std::round(body.height() *
                                                               static_cast<float>(bar.parts[i] / sum)));
        auto piece = rest.cut_bottom(high, ui.px(1));
        fill(ui, piece, Role::primary, last ? 4 : 0, primary_step(i, bar.parts.size()));
        contrast_border(ui, piece, last ? 4 : 0);
    }
    if (bar.part_known) draw_hatch(ui, body);
}

/// Where the labels of neighbours would run into each other, only every second one and so on.
std::size_t shown_every(const Ui& ui, float column, std::span<const StackedBar> bars) {
    float widest = 0;
    for (const auto& bar : bars) {
        widest = std::max(widest, text_width(ui, bar.label.utf8(), TextStyle::caption));
    }
    return static_cast<std::size_t>(
        std::max(1.0f, std::ceil((widest + ui.px(6)) / std::max(1.0f, column))));
}

void draw_bar_label(Ui& ui, const Rect& line, float x, const Text& label, const Rect& bounds) {
    const auto wide = text_width(ui, label.utf8(), TextStyle::caption) + 1;
    const auto left =
        std::clamp(x - wide / 2, bounds.left, std::max(bounds.left, bounds.right - wide));
    draw_text(ui, Rect::sized(left, line.top, wide, line.height()), label, TextStyle::caption,
              Role::ink2);
}

void draw_one_bar(Ui& ui, const Rect& column, const StackedBar& bar, double top) {
    const auto number = ui.px(20);
    const auto share = top > 0 ? static_cast<float>(stacked_total(bar) / top) : 0;
    auto body = column;
    const auto room = std::max(0.0f, column.height() - number);
    const auto least = bar.hidden ? ui.px(24) : stacked_total(bar) > 0 ? ui.px(3) : 0;
    body.top = body.bottom - std::max(least, room * share);
    const auto wide = std::min(ui.px(k_bar_most_dp), column.width() * 0.72f);
    body = body.centered(wide, body.height());
    if (bar.hidden) {
        dashed_border(ui, body, Role::ink3, 4);
    } else if (stacked_total(bar) > 0) {
        draw_parts(ui, body, bar);
    }
    if (text_width(ui, bar.total.utf8(), TextStyle::caption) > column.width()) return;
    draw_text(ui, Rect::sized(column.left, body.top - number, column.width(), number), bar.total,
              TextStyle::caption, Role::ink, Align::center);
}

}  // namespace

float primary_step(std::size_t nth, std::size_t count) {
    if (count <= 1) return 1;
    return k_palest + (1 - k_palest) * static_cast<float>(nth) / static_cast<float>(count - 1);
}

std::optional<std::size_t> draw_stacked_bars(Ui& ui, const Rect& rect, std::string_view name,
                                             const StackedBars& chart) {
    std::optional<std::size_t> touched;
    auto area = rect;
    draw_chart_legend(ui, area, chart.parts);
    const auto labels = area.cut_bottom(ui.px(20), ui.px(4));
    divider(ui, area.left, area.right, area.bottom);
    if (chart.bars.empty()) return touched;
    double top = 0;
    for (const auto& bar : chart.bars) top = std::max(top, stacked_total(bar));
    const int count = static_cast<int>(chart.bars.size());
    const auto every = shown_every(ui, area.width() / static_cast<float>(count), chart.bars);
    for (int i = 0; i < count; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const auto& bar = chart.bars[index];
        const auto column = area.column(i, count, 0);
        const Rect whole{column.left, column.top, column.right, labels.bottom};
        if (chart.chosen == index) fill(ui, whole, Role::primary_soft, k_radius_small);
        if (whole.width() >= ui.px(k_target_min) && whole.height() >= ui.px(k_target_min)) {
            const auto press = press_area(ui, whole, fmt::format("{} {}", name, i),
                                          Text::data(bar.label.utf8() + " " + bar.total.utf8()));
            if (press.held) fill(ui, whole, Role::ink, k_radius_small, 0.06f);
            if (press.focused) focus_ring(ui, whole, k_radius_small);
            if (press.pressed) touched = index;
        }
        draw_one_bar(ui, column, bar, top);
        if (index % every == 0) draw_bar_label(ui, labels, column.center_x(), bar.label, rect);
    }
    return touched;
}

void draw_ranked_bars(Ui& ui, Rect& rest, std::span<const RankedBar> bars, Tone tone) {
    double top = 0;
    float name = 0, number = 0;
    for (const auto& bar : bars) {
        top = std::max(top, bar.value);
        name = std::max(name, text_width(ui, bar.label.utf8(), TextStyle::small));
        number = std::max(number, text_width(ui, bar.shown.utf8(), TextStyle::body_strong));
    }
    name = std::min(name + 1, rest.width() * 0.4f);
    for (const auto& bar : bars) {
        auto line = rest.cut_top(ui.px(k_ranked_row));
        draw_text(ui, line.cut_left(name, ui.px(k_gap_m)), Text::data(bar.label.utf8()),
                  TextStyle::small, Role::ink);
        draw_text(ui, line.cut_right(number + 1, ui.px(k_gap_m)), bar.shown, TextStyle::body_strong,
                  Role::ink, Align::right);
        const auto track = line.centered(line.width(), ui.px(10));
        fill(ui, track, Role::surface2, 5);
        if (bar.hidden) {
            dashed_border(ui, track, Role::ink3, 5);
            continue;
        }
        auto part = track;
        const auto share = top > 0 ? static_cast<float>(bar.value / top) : 0;
        part.right = part.left + part.width() * share;
        const auto role = tone == Tone::warning ? Role::warning_bar
                          : tone == Tone::primary ? Role::primary : tone_text(tone);
        if (bar.value > 0) fill(ui, part, role, 5);
    }
}

void draw_pareto(Ui& ui, const Rect& rect, std::span<const RankedBar> bars) {
    std::vector<StackedBar> columns;
    double all = 0;
    for (const auto& bar : bars) {
        columns.push_back({.label = Text::data(bar.label.utf8()),
                           .parts = {std::max(bar.value, 0.0)},
                           .total = bar.shown,
                           .hidden = bar.hidden});
        all += std::max(bar.value, 0.0);
    }
    auto area = rect;
    const auto scale = area.cut_right(text_width(ui, "100%", TextStyle::caption) + ui.px(k_gap_xs));
    draw_stacked_bars(ui, area, "pareto", {.bars = columns});
    if (all <= 0) return;
    area.bottom -= ui.px(24);
    area.top += ui.px(20);
    const auto y = [&](double share) {
        return area.bottom - area.height() * static_cast<float>(share);
    };
    for (const double share : {0.8, 1.0}) {
        draw_text(ui, {scale.left, y(share) - ui.px(10), scale.right, y(share) + ui.px(10)},
                  Text::data(fmt::format("{:.0f}%", share * 100)), TextStyle::caption, Role::ink2,
                  Align::right);
    }
    divider(ui, area.left, area.right, y(0.8));
    double sum = 0;
    const int count = static_cast<int>(bars.size());
    for (int i = 0; i < count; ++i) {
        sum += std::max(bars[static_cast<std::size_t>(i)].value, 0.0);
        ui.canvas().PathLineTo({area.column(i, count, 0).center_x(), y(sum / all)});
    }
    ui.canvas().PathStroke(ui.color(Role::warning_bar), 0, std::max(2.0f, ui.px(2.5f)));
}

void draw_split_bar(Ui& ui, const Rect& rect, std::span<const SplitPart> parts) {
    double all = 0;
    for (const auto& part : parts) all += part.value;
    fill(ui, rect, Role::surface2, k_radius_small);
    if (all <= 0) return;
    auto rest = rect;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto step = primary_step(parts.size() - 1 - i, parts.size());
        const auto wide = std::round(rect.width() * static_cast<float>(parts[i].value / all));
        const auto piece = i + 1 == parts.size() ? rest : rest.cut_left(wide, ui.px(2));
        if (piece.width() < 1) continue;
        fill(ui, piece, Role::primary, 4, step);
        contrast_border(ui, piece, 4);
        if (text_width(ui, parts[i].label.utf8(), TextStyle::small) + ui.px(8) > piece.width()) {
            continue;
        }
        draw_text(ui, piece, parts[i].label, TextStyle::small,
                  step > 0.7f ? Role::on_primary : Role::ink, Align::center);
    }
}

}  // namespace qiantai::ui
