#include "terminal/kit/widgets/widget_compare.hpp"

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_narrow_dp = 640;
constexpr float k_field_dp = 132;
constexpr float k_mark_dp = 24;
constexpr TextStyle k_value_style = TextStyle::large;

Text shown(const Ui& ui, const Text& value) {
    return value.empty() ? ui.tr(words::value_none) : value;
}

// Where the parts of every row stand, by the table's width.
struct Plan {
    bool narrow;
    float field;  ///< width of the field's name
    float side;   ///< width of one value's cell
    float gap;

    Plan(const Ui& ui, float width)
        : narrow(width < ui.px(k_narrow_dp)),
          field(narrow ? width : ui.px(k_field_dp)),
          gap(ui.px(k_gap_m)) {
        const auto room = narrow ? width : width - field - gap;
        side = (room - gap) / 2;
    }
    float sides_left(const Rect& rect) const {
        return narrow ? rect.left : rect.left + field + gap;
    }
    Rect cell(const Rect& rect, Side which) const {
        const auto left = sides_left(rect) + (which == Side::right ? side + gap : 0);
        return {left, rect.top, left + side, rect.bottom};
    }
};

// Where the words of a cell stand, beside the place of its mark.
Rect words_of(const Ui& ui, const Rect& cell) {
    auto words = cell.inset(ui.px(k_gap_m), 0);
    words.cut_left(ui.px(k_mark_dp), ui.px(k_gap_s));
    return words;
}

ImVec2 mark_of(const Ui& ui, const Rect& cell) {
    return {cell.left + ui.px(k_gap_m) + ui.px(k_mark_dp) / 2, cell.center_y()};
}

float value_height(const Ui& ui, const Rect& words, const Text& value) {
    return wrapped_height(ui, shown(ui, value), k_value_style, words.width());
}

float lines_in(const Ui& ui, const Rect& cell, const Text& value) {
    return value_height(ui, words_of(ui, cell), value);
}

// What the word at the end of an equal row takes.
float same_width(const Ui& ui) {
    return tag_width(ui, ui.tr(words::compare_same)) + ui.px(k_gap_m);
}

// The second value's place in an equal row, beside the word.
Rect same_value(const Ui& ui, const Plan& plan, const Rect& rect) {
    auto cell = plan.cell(rect, Side::right);
    cell.right -= same_width(ui);
    return cell;
}

// Both cells of a row are as high as the higher one needs.
Rect cut_cells(const Ui& ui, const Plan& plan, Rect& rest, const CompareRow& row) {
    if (row.same()) {
        const auto left = plan.cell(rest, Side::left), right = same_value(ui, plan, rest);
        return rest.cut_top(std::max(
            {ui.px(44), value_height(ui, left, row.left), value_height(ui, right, row.right)}));
    }
    const auto lines = std::max(lines_in(ui, plan.cell(rest, Side::left), row.left),
                                lines_in(ui, plan.cell(rest, Side::right), row.right));
    return rest.cut_top(std::max(ui.px(k_target_min), lines + ui.px(2 * k_gap_m)));
}

void draw_value(Ui& ui, const Rect& words, const Text& value, Role role) {
    const auto high = wrapped_height(ui, shown(ui, value), k_value_style, words.width());
    draw_wrapped(ui, words.centered(words.width(), high), shown(ui, value), k_value_style, role);
}

// The mark of a choice between two: a ring, filled with a check when chosen.
void draw_mark(const Ui& ui, ImVec2 center, bool on) {
    const auto radius = ui.px(k_mark_dp / 2);
    if (on) {
        dot(ui, center, radius, Role::primary);
        draw_icon(ui, center, Icon::check, 18, Role::on_primary);
        return;
    }
    ui.canvas().AddCircle(center, radius - 1, ui.color(Role::edge), 0, std::max(1.5f, ui.px(2)));
}

bool draw_cell(Ui& ui, const Rect& rect, std::string_view name, const CompareRow& row, Side side) {
    const auto& value = side == Side::left ? row.left : row.right;
    // Both cells of a row say which field they are about to those who do not see them.
    const auto label = Text::data(row.field.utf8() + " " + shown(ui, value).utf8());
    const auto press = press_area(ui, rect, name, label);
    const bool on = row.chosen == side;
    fill(ui, rect, on ? Role::primary_soft : Role::surface, k_radius_control);
    border(ui, rect, on ? Role::primary : Role::outline, k_radius_control, on ? 2 : 1);
    if (press.held) fill(ui, rect, Role::ink, k_radius_control, 0.06f);
    draw_mark(ui, mark_of(ui, rect), on);
    // What was not chosen steps back once something is.
    const bool back = row.chosen && !on;
    draw_value(ui, words_of(ui, rect), value, back ? Role::ink2 : Role::ink);
    if (press.focused) focus_ring(ui, rect, k_radius_control);
    return press.pressed;
}

// Title and note of one side; returns where they end.
float draw_side_words(Ui& ui, Rect rest, const Text& title, const Text& note) {
    draw_paragraph(ui, rest, title, TextStyle::large_strong, Role::ink);
    if (!note.empty()) draw_paragraph(ui, rest, note, TextStyle::small, Role::ink2);
    return rest.top;
}

// Which of the two stands, where it is not to be chosen.
void draw_barred(Ui& ui, const Plan& plan, Rect& rest, const CompareTable& table,
                 const Text& label) {
    const bool left_barred = table.barred == Side::left;
    const auto why = plan.cell(rest, left_barred ? Side::left : Side::right);
    const auto lines = wrapped_height(ui, table.why_barred, TextStyle::small, why.width());
    const auto line = rest.cut_top(std::max(ui.px(k_tag_height_dp), lines), ui.px(k_gap));
    const auto other = plan.cell(line, left_barred ? Side::right : Side::left);
    draw_wrapped(ui, {why.left, line.top, why.right, line.bottom}, table.why_barred,
                 TextStyle::small, Role::ink2);
    draw_tag(ui, {other.left, line.top, other.right, line.top + ui.px(k_tag_height_dp)}, label,
             Tone::primary);
}

// What each side is, and below it the button that takes all of it. Returns the side that is taken.
std::optional<Side> draw_heads(Ui& ui, const Plan& plan, Rect& rest, const CompareTable& table) {
    rest.top = std::max(
        draw_side_words(ui, plan.cell(rest, Side::left), table.left_title, table.left_note),
        draw_side_words(ui, plan.cell(rest, Side::right), table.right_title, table.right_note));
    if (!table.takes_all) {
        rest.cut_top(ui.px(k_gap_m));
        return std::nullopt;
    }
    rest.cut_top(ui.px(k_gap_s));
    const auto label = table.take_all.empty() ? ui.tr(words::compare_take_all) : table.take_all;
    if (table.barred) {
        draw_barred(ui, plan, rest, table, table.stands.empty() ? label : table.stands);
        return std::nullopt;
    }
    const auto buttons = rest.cut_top(ui.px(k_target_min), ui.px(k_gap));
    std::optional<Side> pressed;
    for (const auto side : {Side::left, Side::right}) {
        const bool taken = table.taken == side;
        const ButtonStyle style{.icon = taken ? Icon::check : Icon::none, .chosen = taken};
        if (draw_button(ui, plan.cell(buttons, side), side == Side::left ? "all left" : "all right",
                        label, style)) {
            pressed = side;
        }
    }
    return pressed;
}

std::optional<Side> draw_row(Ui& ui, const Plan& plan, Rect& rest, const CompareRow& row,
                             std::size_t index) {
    const auto above = plan.narrow ? rest.cut_top(line_height(ui, TextStyle::small)) : Rect{};
    const auto place = cut_cells(ui, plan, rest, row);
    draw_text(
        ui,
        plan.narrow ? above : Rect{place.left, place.top, place.left + plan.field, place.bottom},
        row.field, TextStyle::small, Role::ink2);
    if (row.same()) {
        const auto second = same_value(ui, plan, place);
        draw_value(ui, plan.cell(place, Side::left), row.left, Role::ink2);
        draw_value(ui, second, row.right, Role::ink2);
        const auto wide = std::min(second.width(),
                                   text_width(ui, shown(ui, row.right).utf8(), k_value_style) + 1);
        auto tag = plan.cell(place, Side::right);
        tag.left += wide + ui.px(k_gap_m);
        draw_tag(ui, tag, ui.tr(words::compare_same), Tone::neutral);
        return std::nullopt;
    }
    std::optional<Side> pressed;
    for (const auto side : {Side::left, Side::right}) {
        const auto cell = plan.cell(place, side);
        if (row.fixed) {
            // To be known and not chosen; in line with those that are.
            draw_value(ui, cell, side == Side::left ? row.left : row.right, Role::ink2);
            continue;
        }
        const auto name = fmt::format("{} {}", side == Side::left ? "left" : "right", index);
        if (draw_cell(ui, cell, name, row, side)) pressed = side;
    }
    return pressed;
}

}  // namespace

std::optional<CompareChoice> draw_compare(Ui& ui, Rect& rest, std::string_view name,
                                          const CompareTable& table) {
    const IdScope scope(name);
    const Plan plan(ui, rest.width());
    std::optional<CompareChoice> choice;
    if (const auto side = draw_heads(ui, plan, rest, table)) choice = CompareChoice{{}, *side};
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        if (i > 0) rest.cut_top(ui.px(k_gap_m));
        const auto side = draw_row(ui, plan, rest, table.rows[i], i);
        if (side) choice = CompareChoice{i, *side};
    }
    return choice;
}

}  // namespace qiantai::ui
