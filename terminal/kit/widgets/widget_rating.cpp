#include "terminal/kit/widgets/widget_rating.hpp"

#include <array>

#include "assets/words/kit.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/press.hpp"

namespace qiantai::ui {
namespace {

constexpr std::array k_rating_words{words::rating_1, words::rating_2, words::rating_3,
                                    words::rating_4, words::rating_5};
constexpr int k_ratings = static_cast<int>(k_rating_words.size());
constexpr float k_rating_dp = 88, k_rating_large_dp = 104;
constexpr float k_compact_question = 0.38f;  ///< of the line, where the answers leave so much

TextStyle question_style(const Rating& rating) {
    if (rating.compact) return TextStyle::body_strong;
    return rating.large ? TextStyle::headline : TextStyle::title;
}

bool draw_one_rating(Ui& ui, const Rect& place, int value, const Rating& rating) {
    const auto words =
        translate(rating.language, k_rating_words.at(static_cast<std::size_t>(value - 1)));
    const bool on = rating.value == value;
    const auto press = press_area(ui, place, fmt::format("rating {}", value), words);
    fill(ui, place, on ? Role::primary_soft : Role::surface, k_radius_control);
    border(ui, place, on ? Role::primary : Role::outline, k_radius_control,
           on ? chosen_width(ui) : 1);
    if (press.held) fill(ui, place, Role::ink, k_radius_control, 0.06f);
    const auto number = rating.compact ? TextStyle::title : TextStyle::figure;
    const auto role = on ? Role::primary_text : Role::ink;
    const auto text = Text::data(fmt::format("{}", value));
    if (rating.compact) {
        draw_text(ui, place, text, number, role, Align::center);
    } else {
        const auto below = rating.large ? TextStyle::body : TextStyle::small;
        const auto high = line_height(ui, number) + line_height(ui, below);
        auto inner = place.centered(place.width(), high);
        draw_text(ui, inner.cut_top(line_height(ui, number)), text, number, role, Align::center);
        const bool narrow = text_width(ui, words.utf8(), below) > inner.width();
        draw_text(ui, inner, words, narrow ? TextStyle::caption : below,
                  on ? Role::primary_text : Role::ink2, Align::center);
    }
    if (press.focused) focus_ring(ui, place, k_radius_control);
    return press.pressed;
}

}  // namespace

float rating_height(const Ui& ui, const Rating& rating) {
    if (rating.compact) return ui.px(k_target_min);
    return line_height(ui, question_style(rating)) +
           ui.px(k_gap_s + (rating.large ? k_rating_large_dp : k_rating_dp));
}

std::optional<int> draw_rating(Ui& ui, const Rect& rect, const Rating& rating) {
    const IdScope scope("rating");
    auto rest = rect;
    const auto style = question_style(rating);
    if (rating.compact) {
        const auto words = translate(rating.language, words::rating_compact);
        const auto targets = k_ratings * ui.px(k_target_min) + (k_ratings - 1) * ui.px(k_gap_xs);
        const auto wide = std::min(rest.width() * k_compact_question,
                                   rest.width() - targets - ui.px(k_gap_m) - 1);
        const auto line = rest.cut_left(wide, ui.px(k_gap_m));
        const auto high = wrapped_height(ui, words, TextStyle::small, line.width());
        draw_wrapped(ui, line.centered(line.width(), high), words, TextStyle::small, Role::ink);
    } else {
        auto line = rest.cut_top(line_height(ui, style), ui.px(k_gap_s));
        const auto may = translate(rating.language, words::rating_optional);
        const auto wide = text_width(ui, may.utf8(), TextStyle::small) + 1;
        const auto note = line.cut_right(wide, ui.px(k_gap_s));
        const bool narrow = text_width(ui, rating.question.utf8(), style) > line.width();
        draw_text(ui, line, rating.question, narrow ? TextStyle::body_strong : style, Role::ink);
        draw_text(ui, note, may, TextStyle::small, Role::ink2, Align::right);
    }
    std::optional<int> touched;
    for (int value = 1; value <= k_ratings; ++value) {
        const auto gap = ui.px(rating.compact ? k_gap_xs : k_gap_m);
        if (draw_one_rating(ui, rest.column(value - 1, k_ratings, gap), value, rating)) {
            touched = rating.value == value ? 0 : value;
        }
    }
    return touched;
}

}  // namespace qiantai::ui
