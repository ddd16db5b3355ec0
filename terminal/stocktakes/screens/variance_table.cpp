#include "terminal/stocktakes/screens/variance_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assets/words/stocktakes.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/stocktakes/screens/stocktake_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_variance_columns_dp = 640;  ///< from this width on each number has its column
constexpr float k_variance_reason_dp = 204, k_variance_value_dp = 108, k_variance_count_dp = 64;
constexpr float k_variance_row_dp = 72, k_variance_head_dp = 32, k_matching_row_dp = 44;

/// Where the parts of a row stand; the same for the heading.
struct VarianceColumns {
    Rect name, book, counted, variance, value, reason;
};

VarianceColumns variance_columns(const Ui& ui, Rect line, bool reasons) {
    VarianceColumns columns{};
    if (reasons) columns.reason = line.cut_right(ui.px(k_variance_reason_dp), ui.px(k_gap_m));
    columns.value = line.cut_right(ui.px(k_variance_value_dp), ui.px(k_gap_s));
    columns.variance = line.cut_right(ui.px(k_variance_count_dp), ui.px(k_gap_s));
    columns.counted = line.cut_right(ui.px(k_variance_count_dp), ui.px(k_gap_s));
    columns.book = line.cut_right(ui.px(k_variance_count_dp), ui.px(k_gap_m));
    columns.name = line;
    return columns;
}

Text line_name(const domain::StocktakeShownLine& line) {
    return Text::data(line.name.empty() ? line.code : line.name);
}

Role variance_role(int pieces) {
    return pieces < 0 ? Role::danger : Role::success;
}

/// "GF-0312 · A区 · 初盘 21": which, where, and what it was before somebody counted it again.
Text line_place(const Ui& ui, const Shop& shop, const domain::StocktakeShownLine& line) {
    std::string words = stocktake_thing_text(ui, shop, line.code, line.thing).utf8();
    if (!line.zones.empty()) words += " · " + line.zones;
    if (line.first_count) {
        words += " · " + ui.tr(words::stocktake_first_count, *line.first_count).utf8();
    }
    return Text::data(words);
}

Text given_reason(const Ui& ui, const domain::StocktakeShownLine& line) {
    const auto usual = stocktake_reason_text(ui, line.reason);
    if (line.words.empty()) return usual;
    return Text::data(usual.empty() ? line.words : usual.utf8() + " · " + line.words);
}

/// One line of the table, and what was done to it.
struct VarianceRow {
    Ui& ui;
    const Shop& shop;
    const VarianceTable& table;
    const domain::StocktakeShownLine& line;
    std::size_t index;
    VarianceTouch& touch;

    bool is_open() const { return table.may_explain && table.work.open == index; }

    void draw_reason_way(const Rect& place) const {
        const auto given = given_reason(ui, line);
        if (!table.may_explain) {
            draw_wrapped(ui, place.centered(place.width(), line_height(ui, TextStyle::body)), given,
                         TextStyle::body, Role::ink);
            return;
        }
        const bool lacks = given.empty();
        if (draw_button(ui, place.centered(place.width(), ui.px(k_target_min)),
                        fmt::format("line {}", index),
                        lacks ? ui.tr(words::stocktake_choose_reason) : given,
                        {.icon = lacks ? Icon::help : Icon::check,
                         .chosen = is_open(),
                         .words = TextStyle::body_strong})) {
            touch.opened = index;
        }
    }

    void draw_name(const Rect& place) const {
        const auto first = line_height(ui, TextStyle::large_strong);
        const auto second = line_height(ui, TextStyle::small);
        auto lines = place.centered(place.width(), first + second);
        draw_text(ui, lines.cut_top(first), line_name(line), TextStyle::large_strong, Role::ink);
        draw_text(ui, lines, line_place(ui, shop, line), TextStyle::small, Role::ink2);
    }

    void draw_wide(Rect& rest) const {
        const auto columns = variance_columns(ui, rest.cut_top(ui.px(k_variance_row_dp)), true);
        const int pieces = line.variance.value_or(0);
        draw_name(columns.name);
        draw_text(ui, columns.book, number_text(line.book.value_or(0)), TextStyle::body, Role::ink,
                  Align::right);
        draw_text(ui, columns.counted, number_text(line.counted.value_or(0)),
                  TextStyle::body_strong, Role::ink, Align::right);
        draw_text(ui, columns.variance, Text::data(signed_pieces(pieces)), TextStyle::large_strong,
                  variance_role(pieces), Align::right);
        draw_text(ui, columns.value, money_text(line.value.value_or(Fen())), TextStyle::body,
                  Role::ink, Align::right);
        draw_reason_way(columns.reason);
    }

    /// On a narrow page the numbers stand below the name, the reason below them.
    void draw_narrow(Rect& rest) const {
        auto place = rest.cut_top(ui.px(k_variance_row_dp));
        const int pieces = line.variance.value_or(0);
        const auto shown = Text::data(signed_pieces(pieces));
        const auto wide = text_width(ui, shown.utf8(), TextStyle::title) + 1;
        draw_text(ui, place.cut_right(wide, ui.px(k_gap_s)), shown, TextStyle::title,
                  variance_role(pieces), Align::right);
        const auto first = line_height(ui, TextStyle::large_strong);
        const auto second = line_height(ui, TextStyle::small);
        auto lines = place.centered(place.width(), first + second);
        draw_text(ui, lines.cut_top(first), line_name(line), TextStyle::large_strong, Role::ink);
        const auto numbers =
            ui.tr(words::stocktake_book_counted, line.book.value_or(0), line.counted.value_or(0))
                .utf8() +
            " · " + money_text(line.value.value_or(Fen())).utf8();
        draw_text(ui, lines, Text::data(numbers), TextStyle::small, Role::ink2);
        if (!table.may_explain && given_reason(ui, line).empty()) return;
        draw_reason_way(rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s)));
    }

    void draw_reasons(Rect& rest) const {
        if (!is_open()) return;
        rest.cut_top(ui.px(k_gap_xs));
        touch.given =
            draw_reason(ui, rest, table.work.reason,
                        {.usual = stocktake_reasons(), .characters_max = k_gift_reason_length_max});
        const bool own = table.work.reason.code == k_own_reason;
        if (own &&
            draw_button(ui, rest.cut_top(ui.px(k_target_min), ui.px(k_gap_s)), "save reason",
                        ui.tr(words::stocktake_save),
                        {.lacks = reason_lacks(ui, table.work.reason), .busy = table.work.busy})) {
            touch.saved = true;
        }
        rest.cut_top(ui.px(k_gap_s));
    }
};

void draw_variance_head(Ui& ui, Rect& rest) {
    const auto columns = variance_columns(ui, rest.cut_top(ui.px(k_variance_head_dp)), true);
    const auto head = [&](const Rect& place, TextKey words, Align align) {
        draw_text(ui, place, ui.tr(words), TextStyle::small, Role::ink2, align);
    };
    head(columns.name, words::stocktake_gift, Align::left);
    head(columns.book, words::stocktake_book, Align::right);
    head(columns.counted, words::stocktake_counted, Align::right);
    head(columns.variance, words::stocktake_variance, Align::right);
    head(columns.value, words::stocktake_value, Align::right);
    head(columns.reason, words::stocktake_reason, Align::left);
    divider(ui, rest.left, rest.right, rest.top - 1);
}

}  // namespace

std::optional<std::size_t> first_unexplained(std::span<const domain::StocktakeShownLine> lines) {
    const auto found = std::ranges::find_if(
        lines, [](const domain::StocktakeShownLine& line) { return line.reason.empty(); });
    if (found == lines.end()) return std::nullopt;
    return static_cast<std::size_t>(found - lines.begin());
}

VarianceTouch draw_variance_table(Ui& ui, Rect& rest, const Shop& shop,
                                  const VarianceTable& table) {
    VarianceTouch touch;
    const IdScope scope("variances");
    const bool wide = rest.width() >= ui.px(k_variance_columns_dp);
    if (wide) draw_variance_head(ui, rest);
    for (std::size_t i = 0; i < table.lines.size(); ++i) {
        const VarianceRow row{ui, shop, table, table.lines[i], i, touch};
        if (wide) {
            row.draw_wide(rest);
        } else {
            row.draw_narrow(rest);
        }
        row.draw_reasons(rest);
        if (i + 1 < table.lines.size()) divider(ui, rest.left, rest.right, rest.top - 1);
    }
    return touch;
}

void draw_variance_totals(Ui& ui, Rect& rest, const domain::StocktakeTotals& totals) {
    const std::array facts{
        Fact{.label = ui.tr(words::stocktake_surplus), .value = money_text(totals.surplus)},
        Fact{.label = ui.tr(words::stocktake_shortage), .value = money_text(totals.shortage)},
        Fact{.label = ui.tr(words::stocktake_net),
             .value = money_text(totals.net),
             .note =
                 ui.tr(totals.within_tolerance ? words::stocktake_within : words::stocktake_above),
             .tone = totals.within_tolerance ? Tone::neutral : Tone::danger}};
    draw_facts(ui, rest, facts);
}

void draw_matching_lines(Ui& ui, Rect& rest, const Shop& shop,
                         std::span<const domain::StocktakeShownLine> lines) {
    for (const auto& line : lines) {
        auto place = rest.cut_top(ui.px(k_matching_row_dp));
        const auto count = Text::data(fmt::format("{} {}", line.counted.value_or(0), line.unit));
        const auto wide = text_width(ui, count.utf8(), TextStyle::body) + 1;
        draw_text(ui, place.cut_right(wide, ui.px(k_gap_m)), count, TextStyle::body, Role::ink2,
                  Align::right);
        draw_text(ui, place,
                  Text::data(line_name(line).utf8() + " · " + line_place(ui, shop, line).utf8()),
                  TextStyle::body, Role::ink2);
        divider(ui, rest.left, rest.right, rest.top - 1);
    }
}

}  // namespace qiantai::ui
