#include "terminal/kit/widgets/widget_board.hpp"

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/press.hpp"
#include "terminal/kit/widgets/widget_card.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_counter_icon_dp = 26;

Text count_text(int count) {
    return Text::data(fmt::format("{}", count));
}

float number_width(const Ui& ui, const Text& number) {
    return text_width(ui, number.utf8(), TextStyle::figure) + 1;
}

// What it counts, beside the number; the note if it fits below.
void draw_counter_words(Ui& ui, Rect words, const CounterFilter& counter) {
    const auto label = text_width(ui, counter.label.utf8(), TextStyle::body_strong);
    const auto sign = ui.px(k_counter_icon_dp + k_gap_s);
    if (counter.icon != Icon::none && label + sign <= words.width()) {
        const auto place = words.cut_right(ui.px(k_counter_icon_dp), ui.px(k_gap_s));
        draw_icon(ui, {place.center_x(), place.center_y()}, counter.icon, k_counter_icon_dp,
                  tone_text(counter.tone));
    }
    const bool noted = !counter.note.empty() &&
                       text_width(ui, counter.note.utf8(), TextStyle::caption) <= words.width();
    const auto high = line_height(ui, TextStyle::body_strong);
    const auto note = noted ? line_height(ui, TextStyle::caption) : 0.0f;
    auto lines = words.centered(words.width(), high + note);
    draw_text(ui, lines.cut_top(high), counter.label, TextStyle::body_strong, Role::ink);
    if (noted) draw_text(ui, lines, counter.note, TextStyle::caption, Role::ink2);
}

}  // namespace

float counter_width(const Ui& ui, const CounterFilter& counter) {
    return number_width(ui, count_text(counter.count)) +
           text_width(ui, counter.label.utf8(), TextStyle::body_strong) + ui.px(3 * k_gap_m) + 1;
}

bool draw_counter_filter(Ui& ui, const Rect& rect, std::string_view name,
                         const CounterFilter& counter) {
    const auto press = press_area(ui, rect, name, counter.label);
    fill(ui, rect, counter.chosen ? Role::primary_soft : Role::surface, k_radius_card);
    border(ui, rect, counter.chosen ? Role::primary : Role::line, k_radius_card,
           counter.chosen ? chosen_width(ui) : 1);
    if (press.held) fill(ui, rect, Role::ink, k_radius_card, 0.06f);
    auto inside = rect.inset(ui.px(k_gap_m), 0);
    const auto number = count_text(counter.count);
    // None of them is no news: it is quiet.
    const bool quiet = counter.count == 0;
    const auto role = quiet                           ? Role::ink2
                      : counter.tone == Tone::neutral ? Role::ink
                                                      : tone_text(counter.tone);
    draw_text(ui, inside.cut_left(number_width(ui, number), ui.px(k_gap_m)), number,
              TextStyle::figure, role);
    draw_counter_words(ui, inside, counter);
    if (press.focused) focus_ring(ui, rect, k_radius_card);
    return press.pressed;
}

bool board_fits(const Ui& ui, float width, int columns) {
    const auto count = static_cast<float>(columns);
    return width >= ui.px(k_board_column_least) * count + ui.px(k_board_gap) * (count - 1);
}

void draw_board_head(Ui& ui, Rect& rest, const BoardColumnHead& head) {
    auto line = rest.cut_top(line_height(ui, TextStyle::large_strong));
    const auto wide = text_width(ui, head.title.utf8(), TextStyle::large_strong);
    draw_text(ui, line.cut_left(wide + 1, ui.px(k_gap_s)), head.title, TextStyle::large_strong,
              Role::ink);
    draw_tag(ui, line, count_text(head.count), Tone::neutral);
    draw_text(ui, rest.cut_top(line_height(ui, TextStyle::small), ui.px(k_gap_s)), head.note,
              TextStyle::caption, Role::ink2);
}

std::optional<int> draw_board_tabs(Ui& ui, const Rect& rect, std::span<const BoardColumnHead> heads,
                                   int selected) {
    std::optional<int> pressed;
    const int count = static_cast<int>(heads.size());
    divider(ui, rect.left, rect.right, rect.bottom - 1);
    for (int i = 0; i < count; ++i) {
        const auto& head = heads[static_cast<std::size_t>(i)];
        const auto part = rect.column(i, count, 0);
        const bool on = i == selected;
        const auto press = press_area(ui, part, fmt::format("column {}", i), head.title);
        if (press.held) fill(ui, part, Role::ink, k_radius_small, 0.06f);
        const auto high = line_height(ui, TextStyle::large_strong);
        auto lines = part.centered(part.width(), high + line_height(ui, TextStyle::small));
        draw_text(ui, lines.cut_top(high), count_text(head.count), TextStyle::large_strong,
                  on ? Role::primary_text : Role::ink, Align::center);
        draw_text(ui, lines, head.title, TextStyle::small, on ? Role::primary_text : Role::ink2,
                  Align::center);
        if (on) {
            fill(ui,
                 {part.left + ui.px(k_gap_s), part.bottom - ui.px(4), part.right - ui.px(k_gap_s),
                  part.bottom},
                 Role::primary, 2);
        }
        if (press.focused) focus_ring(ui, part.inset(ui.px(3)), k_radius_small);
        if (press.pressed) pressed = i;
    }
    return pressed;
}

void draw_board_nothing(Ui& ui, const Rect& column, const Text& words) {
    draw_text(ui, Rect(column).cut_top(ui.px(k_target_min)), words, TextStyle::body, Role::ink2);
}

}  // namespace qiantai::ui
