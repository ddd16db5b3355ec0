#include "terminal/kit/widgets/widget_compare.hpp"

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_button.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_narrow_dp = 640;
constexpr float k_field_dp = 132;
constexpr float k_mark_dp = 24;
constexpr TextStyle k_value_style = TextStyle::large;

Text shown(const Ui& ui, const Text& value) {
    return value.empty() ? ui.tr(TextKey::value_none) : value;
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

float words_width(const Ui& ui, float cell) {
    return cell - ui.px(2 * k_gap_m + k_mark_dp + k_gap_s);
}

float cells_height(const Ui& ui, const Plan& plan, const CompareRow& row) {
    if (row.same()) {
        const auto wide = 2 * plan.side + plan.gap - ui.px(2 * k_gap_m + k_mark_dp + k_gap_s);
        return std::max(ui.px(44), wrapped_height(ui, shown(ui, row.left), k_value_style, wide));
    }
    const auto wide = words_width(ui, plan.side);
    const auto words = std::max(wrapped_height(ui, shown(ui, row.left), k_value_style, wide),
                                wrapped_height(ui, shown(ui, row.right), k_value_style, wide));
    return std::max(ui.px(k_target_min), words + ui.px(2 * k_gap_m));
}

float label_height(const Ui& ui, const Plan& plan) {
    return plan.narrow ? line_height(ui, TextStyle::small) : 0;
}

float row_height(const Ui& ui, const Plan& plan, const CompareRow& row) {
    return label_height(ui, plan) + cells_height(ui, plan, row) + ui.px(k_gap_m);
}

float head_height(const Ui& ui, const Plan& plan, const CompareTable& table) {
    const auto side = [&](const Text& title, const Text& note) {
        const auto below = note.empty() ? 0 : wrapped_height(ui, note, TextStyle::small, plan.side);
        return wrapped_height(ui, title, TextStyle::large_strong, plan.side) + below;
    };
    return std::max(side(table.left_title, table.left_note),
                    side(table.right_title, table.right_note)) +
           ui.px(k_gap_s + k_target_min + k_gap);
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
    const auto value = shown(ui, side == Side::left ? row.left : row.right);
    // Both cells of a row say which field they are about to those who do not see them.
    const auto label = Text::data(row.field.utf8() + " " + value.utf8());
    const auto press = press_area(ui, rect, name, label);
    const bool on = row.chosen == side;
    fill(ui, rect, on ? Role::primary_soft : Role::surface, k_radius_control);
    border(ui, rect, on ? Role::primary : Role::outline, k_radius_control, on ? 2 : 1);
    if (press.held) fill(ui, rect, Role::ink, k_radius_control, 0.06f);
    auto inside = rect.inset(ui.px(k_gap_m), 0);
    const auto mark = inside.cut_left(ui.px(k_mark_dp), ui.px(k_gap_s));
    draw_mark(ui, {mark.center_x(), mark.center_y()}, on);
    // What was not chosen steps back once something is.
    const bool back = row.chosen && !on;
    const auto lines = wrapped_height(ui, value, k_value_style, inside.width());
    draw_wrapped(ui, inside.centered(inside.width(), lines), value, k_value_style,
                 back ? Role::ink2 : Role::ink);
    if (press.focused) focus_ring(ui, rect, k_radius_control);
    return press.pressed;
}

void draw_same(Ui& ui, const Rect& rect, const CompareRow& row) {
    auto inside = rect.inset(ui.px(k_gap_m), 0);
    const auto mark = inside.cut_left(ui.px(k_mark_dp), ui.px(k_gap_s));
    draw_icon(ui, {mark.center_x(), mark.center_y()}, Icon::check, 22, Role::success);
    const auto value = shown(ui, row.left);
    const auto lines = wrapped_height(ui, value, k_value_style, inside.width());
    draw_wrapped(ui, inside.centered(inside.width(), lines), value, k_value_style, Role::ink2);
}

// Both values, to be known and not chosen; in line with those that are.
void draw_fixed(Ui& ui, const Rect& rect, const Text& value) {
    auto inside = rect.inset(ui.px(k_gap_m), 0);
    inside.cut_left(ui.px(k_mark_dp), ui.px(k_gap_s));
    const auto words = shown(ui, value);
    const auto lines = wrapped_height(ui, words, k_value_style, inside.width());
    draw_wrapped(ui, inside.centered(inside.width(), lines), words, k_value_style, Role::ink2);
}

bool draw_head(Ui& ui, Rect rect, std::string_view name, const Text& title, const Text& note,
               const Text& take_all, bool taken) {
    const auto button = rect.cut_bottom(ui.px(k_target_min + k_gap), 0);
    rect.top += draw_wrapped(ui, rect, title, TextStyle::large_strong, Role::ink);
    if (!note.empty()) draw_wrapped(ui, rect, note, TextStyle::small, Role::ink2);
    const auto place = Rect::sized(button.left, button.top, button.width(), ui.px(k_target_min));
    return draw_button(ui, place, name,
                       take_all.empty() ? ui.tr(TextKey::compare_take_all) : take_all,
                       {.icon = taken ? Icon::check : Icon::none, .chosen = taken});
}

}  // namespace

float compare_height(const Ui& ui, const CompareTable& table, float width) {
    const Plan plan(ui, width);
    auto high = head_height(ui, plan, table);
    for (const auto& row : table.rows) high += row_height(ui, plan, row);
    return high - (table.rows.empty() ? 0 : ui.px(k_gap_m));
}

std::optional<CompareChoice> draw_compare(Ui& ui, const Rect& rect, std::string_view name,
                                          const CompareTable& table) {
    const IdScope scope(name);
    const Plan plan(ui, rect.width());
    std::optional<CompareChoice> choice;
    auto rest = rect;
    const auto head = rest.cut_top(head_height(ui, plan, table));
    if (draw_head(ui, plan.cell(head, Side::left), "all left", table.left_title, table.left_note,
                  table.take_all, table.taken == Side::left)) {
        choice = CompareChoice{{}, Side::left};
    }
    if (draw_head(ui, plan.cell(head, Side::right), "all right", table.right_title,
                  table.right_note, table.take_all, table.taken == Side::right)) {
        choice = CompareChoice{{}, Side::right};
    }
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const auto& row = table.rows[i];
        // The last row has no gap below.
        auto place = rest.cut_top(row_height(ui, plan, row) - ui.px(k_gap_m), ui.px(k_gap_m));
        auto label = plan.narrow
                         ? place.cut_top(label_height(ui, plan))
                         : Rect{place.left, place.top, place.left + plan.field, place.bottom};
        draw_text(ui, label, row.field, TextStyle::small, Role::ink2);
        if (row.same()) {
            draw_same(ui, {plan.sides_left(place), place.top, place.right, place.bottom}, row);
            continue;
        }
        for (const auto side : {Side::left, Side::right}) {
            if (row.fixed) {
                draw_fixed(ui, plan.cell(place, side), side == Side::left ? row.left : row.right);
                continue;
            }
            const auto cell = fmt::format("{} {}", side == Side::left ? "left" : "right", i);
            if (draw_cell(ui, plan.cell(place, side), cell, row, side)) {
                choice = CompareChoice{i, side};
            }
        }
    }
    return choice;
}

}  // namespace qiantai::ui
