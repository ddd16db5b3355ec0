#include "terminal/kit/charts/charts.hpp"

#include <cmath>
#include <numbers>

#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

Role fill_role(Tone tone) {
    if (tone == Tone::primary) return Role::primary;
    if (tone == Tone::neutral) return Role::ink3;
    if (tone == Tone::warning) return Role::warning_bar;
    return tone_text(tone);
}

Text number(double value) {
    return Text::data(value == std::floor(value) ? fmt::format("{:.0f}", value)
                                                 : fmt::format("{:.1f}", value));
}

// Every how many labels one is shown, so that they do not run into each other.
std::size_t label_step(const Ui& ui, float room, std::size_t count, float widest) {
    const auto each = widest + ui.px(8);
    const auto fitting = std::max(1.0f, std::floor(room / each));
    return static_cast<std::size_t>(std::ceil(static_cast<float>(count) / fitting));
}

double total(const ChartBar& bar) {
    double sum = bar.value;
    for (const auto& part : bar.upper) sum += part.value;
    return sum;
}

// The parts from the bottom up; only the topmost has round corners.
void draw_bar(const Ui& ui, const Rect& body, const ChartBar& bar) {
    std::vector<ChartPart> parts{{bar.value, bar.tone}};
    parts.insert(parts.end(), bar.upper.begin(), bar.upper.end());
    std::erase_if(parts, [](const ChartPart& part) { return part.value <= 0; });
    const auto sum = total(bar);
    double below = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto y = [&](double value) {
            return std::round(body.bottom - body.height() * static_cast<float>(value / sum));
        };
        const bool last = i + 1 == parts.size();
        // However small a part, it is seen, and apart from the one below it.
        const auto bottom = y(below) - (i > 0 ? ui.px(2) : 0);
        const auto top = std::min(y(below + parts[i].value), bottom - ui.px(4));
        ui.canvas().AddRectFilled(
            {std::round(body.left), top}, {std::round(body.right), bottom},
            ui.color(fill_role(parts[i].tone)), last ? ui.px(5) : 0,
            last ? ImDrawFlags_RoundCornersTop : ImDrawFlags_RoundCornersNone);
        below += parts[i].value;
    }
}

void draw_label(Ui& ui, float x, const Rect& line, const Text& label, const Rect& bounds) {
    const auto wide = text_width(ui, label.utf8(), TextStyle::caption) + 1;
    const auto left =
        std::clamp(x - wide / 2, bounds.left, std::max(bounds.left, bounds.right - wide));
    draw_text(ui, Rect::sized(left, line.top, wide, line.height()), label, TextStyle::caption,
              Role::ink2);
}

}  // namespace

double round_scale(double value) {
    if (value <= 0) return 1;
    const auto power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        if (step * power >= value * (1 - 1e-9)) return step * power;
    }
    return 10 * power;
}

void draw_bar_chart(Ui& ui, const Rect& rect, std::span<const ChartBar> bars) {
    if (bars.empty()) return;
    auto area = rect;
    const auto labels = area.cut_bottom(ui.px(20), ui.px(4));
    const auto values = ui.px(20);
    double top = 0;
    float widest = 0;
    for (const auto& bar : bars) {
        top = std::max(top, total(bar));
        widest = std::max(widest, text_width(ui, bar.label.utf8(), TextStyle::caption));
    }
    const auto count = static_cast<int>(bars.size());
    const auto step = label_step(ui, rect.width(), bars.size(), widest);
    for (int i = 0; i < count; ++i) {
        const auto& bar = bars[static_cast<std::size_t>(i)];
        auto column = area.column(
            i, count, std::min(ui.px(8), area.width() / (4.0f * static_cast<float>(count))));
        const auto share = top > 0 ? static_cast<float>(total(bar) / top) : 0;
        const auto high =
            std::max(total(bar) > 0 ? ui.px(2) : 0, (column.height() - values) * share);
        auto body = column.cut_bottom(high);
        const auto most = ui.px(64);
        if (body.width() > most) body = body.centered(most, body.height());
        draw_bar(ui, body, bar);
        const auto text = number(total(bar));
        if (text_width(ui, text.utf8(), TextStyle::caption) <= column.width() && total(bar) > 0) {
            draw_text(ui, Rect::sized(column.left, body.top - values, column.width(), values), text,
                      TextStyle::caption, Role::ink2, Align::center);
        }
        if (static_cast<std::size_t>(i) % step == 0) {
            draw_label(ui, column.center_x(), labels, bar.label, rect);
        }
    }
    divider(ui, area.left, area.right, area.bottom);
}

void draw_line_chart(Ui& ui, const Rect& rect, std::span<const ChartLine> lines,
                     std::span<const Text> labels) {
    double top = 0;
    for (const auto& line : lines) {
        for (const auto value : line.values) top = std::max(top, value);
    }
    top = round_scale(top);
    auto area = rect;
    auto legend = area.cut_top(ui.px(24), ui.px(k_gap_s));
    for (const auto& line : lines) {
        const auto mark = legend.cut_left(ui.px(16), ui.px(6));
        fill(ui, mark.centered(ui.px(16), ui.px(4)), fill_role(line.tone), 2);
        const auto wide = text_width(ui, line.name.utf8(), TextStyle::small) + 1;
        draw_text(ui, legend.cut_left(wide, ui.px(k_gap)), line.name, TextStyle::small, Role::ink2);
    }
    const auto bottom = area.cut_bottom(ui.px(20), ui.px(4));
    constexpr int k_steps = 4;
    float scale_width = 0;
    for (int i = 0; i <= k_steps; ++i) {
        scale_width = std::max(scale_width, text_width(ui, number(top * i / k_steps).utf8(),
                                                       TextStyle::caption));
    }
    const auto scale = area.cut_left(scale_width + ui.px(10));
    area = area.inset(ui.px(6), ui.px(8));
    for (int i = 0; i <= k_steps; ++i) {
        const auto y = area.bottom - area.height() * static_cast<float>(i) / k_steps;
        divider(ui, area.left, area.right, y);
        draw_text(ui, {scale.left, y - ui.px(10), scale.right - ui.px(6), y + ui.px(10)},
                  number(top * i / k_steps), TextStyle::caption, Role::ink2, Align::right);
    }
    const auto at = [&](std::size_t index, std::size_t count, double value) {
        const auto x = count > 1 ? static_cast<float>(index) / static_cast<float>(count - 1) : 0.5f;
        return ImVec2{area.left + area.width() * x,
                      area.bottom - area.height() * static_cast<float>(value / top)};
    };
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.values.size(); ++i) {
            ui.canvas().PathLineTo(at(i, line.values.size(), line.values[i]));
        }
        ui.canvas().PathStroke(ui.color(fill_role(line.tone)), 0, std::max(2.0f, ui.px(2.5f)));
        if (line.values.empty()) continue;
        const auto last = at(line.values.size() - 1, line.values.size(), line.values.back());
        dot(ui, last, ui.px(5), fill_role(line.tone));
    }
    float widest = 0;
    for (const auto& label : labels) {
        widest = std::max(widest, text_width(ui, label.utf8(), TextStyle::caption));
    }
    const auto step = label_step(ui, area.width(), labels.size(), widest);
    for (std::size_t i = 0; i < labels.size(); i += step) {
        draw_label(ui, at(i, labels.size(), 0).x, bottom, labels[i], rect);
    }
}

void draw_donut_chart(Ui& ui, const Rect& rect, std::span<const ChartShare> shares,
                      const Text& center, const Text& center_label) {
    constexpr auto k_turn = 2 * std::numbers::pi_v<float>;
    double total = 0;
    for (const auto& share : shares) total += share.value;
    auto area = rect;
    const auto size = std::min(area.height(), area.width() * 0.42f);
    const auto ring = area.cut_left(size, ui.px(k_gap)).centered(size, size);
    const auto wide = size * 0.15f, radius = size / 2 - wide / 2;
    const ImVec2 middle{ring.center_x(), ring.center_y()};
    float from = -k_turn / 4;
    for (const auto& share : shares) {
        const auto part = total > 0 ? static_cast<float>(share.value / total) : 0;
        const auto gap = shares.size() > 1 ? ui.px(2) / radius : 0;
        if (part * k_turn > gap) {
            ui.canvas().PathArcTo(middle, radius, from + gap / 2, from + part * k_turn - gap / 2);
            ui.canvas().PathStroke(ui.color(fill_role(share.tone)), 0, wide);
        }
        from += part * k_turn;
    }
    auto words = ring.centered(
        size * 0.66f, line_height(ui, TextStyle::headline) + line_height(ui, TextStyle::caption));
    draw_text(ui, words.cut_top(line_height(ui, TextStyle::headline)), center, TextStyle::headline,
              Role::ink, Align::center);
    draw_text(ui, words, center_label, TextStyle::caption, Role::ink2, Align::center);
    const auto row = std::min(
        ui.px(34), area.height() / static_cast<float>(std::max<std::size_t>(1, shares.size())));
    auto legend = area.centered(area.width(), row * static_cast<float>(shares.size()));
    for (const auto& share : shares) {
        auto line = legend.cut_top(row);
        const auto mark = line.cut_left(ui.px(14), ui.px(10));
        fill(ui, mark.centered(ui.px(14), ui.px(14)), fill_role(share.tone), 4);
        const auto percent =
            Text::data(fmt::format("{:.0f}%", total > 0 ? share.value / total * 100 : 0));
        const auto& shown = share.shown.empty() ? percent : share.shown;
        const auto number_wide =
            std::max(ui.px(48), text_width(ui, shown.utf8(), TextStyle::body_strong) + 1);
        draw_text(ui, line.cut_right(number_wide, ui.px(k_gap_xs)), shown, TextStyle::body_strong,
                  Role::ink, Align::right);
        const auto name = text_width(ui, share.label.utf8(), TextStyle::body) + 1;
        draw_text(ui, line.cut_left(name, ui.px(k_gap_s)), share.label, TextStyle::body, Role::ink);
        if (text_width(ui, share.note.utf8(), TextStyle::caption) <= line.width()) {
            draw_text(ui, line, share.note, TextStyle::caption, Role::ink2);
        }
    }
}

}  // namespace qiantai::ui
