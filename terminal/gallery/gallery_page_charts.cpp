#include "terminal/gallery/gallery_pages.hpp"

#include <cmath>

#include "assets/words/gallery.hpp"
#include "assets/words/kit.hpp"
#include "terminal/kit/charts/chart_bars.hpp"
#include "terminal/kit/charts/chart_heat.hpp"
#include "terminal/kit/charts/charts.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_photo.hpp"
#include "terminal/kit/widgets/widget_picture.hpp"
#include "terminal/kit/widgets/widget_state.hpp"

namespace qiantai::ui::gallery {
namespace {

constexpr float k_photo_tile = 96;

void draw_figures(Ui& ui, Rect rest) {
    const int columns = rest.width() > ui.px(760) ? 4 : 2;
    const auto gap = ui.px(k_gap), high = ui.px(96);
    const Figure figures[] = {
        {ui.tr(words::gallery_new_today), Text::data("23"), ui.tr(words::gallery_new_month, 418)},
        {ui.tr(words::gallery_gifts_today), Text::data("57"), ui.tr(words::gallery_quota_left, 43)},
        {ui.tr(words::gallery_open_tickets), Text::data("9"), ui.tr(words::gallery_due_today, 2),
         Tone::warning},
        {ui.tr(words::gallery_spend), Text::data("¥8,436"), {}},
    };
    int index = 0;
    for (const auto& figure : figures) {
        const auto row =
            Rect::sized(rest.left, rest.top + static_cast<float>(index / columns) * (high + gap),
                        rest.width(), high);
        draw_figure(ui, row.column(index % columns, columns, gap), figure);
        ++index;
    }
}

void draw_hours(Ui& ui, const Rect& rect) {
    auto area = draw_card(ui, rect);
    draw_card_title(ui, area, ui.tr(words::gallery_by_hour));
    constexpr std::array k_records{4, 7, 11, 13, 16, 10, 9, 7, 5, 3, 6};
    std::vector<ChartBar> bars;
    for (std::size_t i = 0; i < k_records.size(); ++i) {
        bars.push_back({Text::data(fmt::format("{}:00", i + 9)), static_cast<double>(k_records[i]),
                        i + 1 == k_records.size() ? Tone::warning : Tone::primary});
    }
    draw_bar_chart(ui, area, bars);
}

void draw_growth(Ui& ui, const Rect& rect) {
    auto area = draw_card(ui, rect);
    draw_card_title(ui, area, ui.tr(words::gallery_by_month));
    constexpr std::array<double, 12> k_new{310, 280, 352, 340, 388, 402,
                                           371, 395, 420, 460, 418, 437};
    constexpr std::array<double, 12> k_lapsed{120, 140, 118, 95, 102, 88, 130, 121, 90, 84, 96, 77};
    const std::array lines{ChartLine{ui.tr(words::gallery_new_members), k_new, Tone::primary},
                           ChartLine{ui.tr(words::gallery_lapsed), k_lapsed, Tone::warning}};
    std::vector<Text> labels;
    for (int month = 1; month <= 12; ++month) {
        labels.push_back(ui.tr(words::date_month_short, month));
    }
    draw_line_chart(ui, area, lines, labels);
}

void draw_tiers(Ui& ui, const Rect& rect) {
    auto area = draw_card(ui, rect);
    draw_card_title(ui, area, ui.tr(words::gallery_by_tier));
    const auto words = tier_words(ui);
    const std::array shares{
        ChartShare{words[0], 1240, Tone::warning}, ChartShare{words[1], 2310, Tone::neutral},
        ChartShare{words[2], 318, Tone::violet}, ChartShare{words[3], 5832, Tone::primary}};
    draw_donut_chart(ui, area, shares, Text::data("9,700"), ui.tr(words::gallery_people));
}

// Parts on top of each other; a number that is not told, and one that is known in part.
void draw_stacked(Ui& ui, const Rect& rect) {
    auto area = draw_card(ui, rect);
    draw_card_title(ui, area, ui.tr(words::gallery_by_tier));
    const auto words = tier_words(ui);
    std::vector<StackedBar> bars;
    for (int month = 5; month <= 10; ++month) {
        const double base = 40.0 + 12 * (month % 4);
        bars.push_back({.label = ui.tr(words::date_month_short, month),
                        .parts = {base, base / 2, base / 3, base / 8},
                        .total = Text::data(fmt::format("{:.0f}", base * 47 / 24)),
                        .hidden = month == 7,
                        .part_known = month == 10});
    }
    bars[2].total = Text::data("< 5");
    draw_stacked_bars(ui, area, "stacked", {.parts = words, .bars = bars, .chosen = 1});
}

void draw_heat(Ui& ui, const Rect& rect) {
    auto area = draw_card(ui, rect);
    draw_card_title(ui, area, ui.tr(words::gallery_people));
    const auto words = tier_words(ui);
    std::vector<HeatRow> rows;
    for (int i = 0; i < 3; ++i) {
        HeatRow row{.title = words[static_cast<std::size_t>(i)]};
        for (int k = 0; k < 3; ++k) {
            const int number = (i * 7 + k * 31) * 9 % 200;
            row.cells.push_back({.text = Text::data(std::to_string(number)),
                                 .value = static_cast<double>(number),
                                 .hidden = i == 1 && k == 2});
        }
        rows.push_back(std::move(row));
    }
    const std::array columns{Text::data("A"), Text::data("B"), Text::data("C")};
    draw_heat_grid(ui, area, "heat", {.columns = columns, .rows = rows});
}

void draw_pareto_sample(Ui& ui, const Rect& rect) {
    auto area = draw_card(ui, rect);
    draw_card_title(ui, area, ui.tr(words::gallery_spend));
    std::vector<RankedBar> bars;
    const auto words = tier_words(ui);
    double value = 640;
    for (const auto& word : words) {
        bars.push_back(
            {.label = word, .value = value, .shown = Text::data(fmt::format("{:.0f}", value))});
        value = std::floor(value * 0.45);
    }
    auto low = area.cut_bottom(ui.px(2 * k_ranked_row), ui.px(k_gap_s));
    draw_pareto(ui, area, bars);
    draw_ranked_bars(ui, low, std::span(bars).first(2), Tone::warning);
}

void draw_progresses(Ui& ui, const Rect& rect) {
    auto area = draw_card(ui, rect);
    draw_text(ui, area.cut_top(ui.px(24)), ui.tr(words::gallery_counted_share, 38, 52),
              TextStyle::small, Role::ink2);
    draw_progress(ui, area.cut_top(ui.px(20), ui.px(k_gap_s)), 38.0f / 52);
    draw_progress(ui, area.cut_top(ui.px(20), ui.px(k_gap_s)), 0.18f, Tone::warning);
    auto facts = area.cut_top(ui.px(52));
    draw_fact(ui, facts.column(0, 2, ui.px(k_gap)), ui.tr(words::gallery_spend),
              Text::data("¥ 8,436.00"));
    draw_fact(ui, facts.column(1, 2, ui.px(k_gap)), ui.tr(words::gallery_expiry),
              ui.tr(words::gallery_days_left, 12), Tone::warning);
}

void draw_paper(Ui& ui, const Rect& rect, const GalleryState& state) {
    auto area = draw_card(ui, rect);
    draw_card_title(ui, area, ui.tr(words::gallery_paper));
    const auto label = ui.tr(words::gallery_paper);
    const auto tile = ui.px(k_photo_tile);
    auto tiles = area.cut_right(tile * 2 + ui.px(k_gap), ui.px(k_gap));
    draw_photo_tile(ui, tiles.column(0, 2, ui.px(k_gap)).cut_top(tile), "photo", label,
                    state.paper);
    draw_icon_photo_tile(ui, tiles.column(1, 2, ui.px(k_gap)).cut_top(tile), "file", label,
                         Icon::file_pdf, Text::data("PDF"));
    draw_picture(ui, area, "paper", ui.tr(words::gallery_paper), state.paper);
}

}  // namespace

void draw_charts_page(Ui& ui, const Rect& area, const GalleryState& state, GalleryIntents&) {
    ScrollArea scroll(ui, "page", area);
    auto rest = scroll.content();
    const auto gap = ui.px(k_gap);
    const bool wide = area.width() > ui.px(760);
    draw_figures(ui, rest.cut_top(wide ? ui.px(96) : ui.px(192) + gap, gap));
    const auto chart = wide ? ui.px(264) : ui.px(280);
    if (wide) {
        auto top = rest.cut_top(chart, gap);
        draw_hours(ui, top.column(0, 2, gap));
        draw_growth(ui, top.column(1, 2, gap));
        auto low = rest.cut_top(ui.px(228), gap);
        draw_tiers(ui, low.column(0, 2, gap));
        draw_progresses(ui, low.column(1, 2, gap));
        auto more = rest.cut_top(ui.px(340), gap);
        draw_stacked(ui, more.column(0, 3, gap));
        draw_heat(ui, more.column(1, 3, gap));
        draw_pareto_sample(ui, more.column(2, 3, gap));
        draw_paper(ui, rest.cut_top(ui.px(212), gap), state);
    } else {
        draw_hours(ui, rest.cut_top(chart, gap));
        draw_growth(ui, rest.cut_top(chart, gap));
        draw_tiers(ui, rest.cut_top(ui.px(248), gap));
        draw_progresses(ui, rest.cut_top(ui.px(206), gap));
        draw_stacked(ui, rest.cut_top(ui.px(340), gap));
        draw_heat(ui, rest.cut_top(ui.px(300), gap));
        draw_pareto_sample(ui, rest.cut_top(ui.px(340), gap));
        draw_paper(ui, rest.cut_top(ui.px(212), gap), state);
    }
    scroll.finish(rest.top - gap);
}

}  // namespace qiantai::ui::gallery

namespace qiantai::ui {

std::shared_ptr<const Picture> sample_paper() {
    constexpr int k_wide = 520, k_high = 120, k_line = 24, k_thick = 3, k_margin = 20;
    Picture paper{k_wide, k_high, std::vector<std::uint8_t>(std::size_t{k_wide} * k_high * 4, 255)};
    for (int y = 0; y < k_high; ++y) {
        for (int x = k_margin; x < k_wide - k_margin; ++x) {
            if (y % k_line >= k_thick) continue;
            const auto at =
                (std::size_t{k_wide} * static_cast<std::size_t>(y) + static_cast<std::size_t>(x)) *
                4;
            for (std::size_t i = 0; i < 3; ++i) paper.rgba[at + i] = 40;
        }
    }
    return std::make_shared<const Picture>(std::move(paper));
}

}  // namespace qiantai::ui
