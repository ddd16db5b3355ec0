#include "terminal/kit/widgets/widget_card.hpp"

#include "terminal/kit/core/press.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_action_dp = 48;         ///< the banner's button as it is drawn
constexpr float k_action_around_dp = 44;  ///< its padding and the room beside it
constexpr float k_action_edge_dp = 4;     ///< above and below it

}  // namespace

Rect draw_card(const Ui& ui, const Rect& rect, float padding_dp) {
    fill(ui, rect, Role::surface, k_radius_card);
    border(ui, rect, Role::line, k_radius_card);
    return rect.inset(ui.px(padding_dp));
}

Card::Card(Ui& ui, Rect& rest, float padding_dp)
    : inside(rest.inset(ui.px(padding_dp))),
      m_ui(ui),
      m_rest(rest),
      m_padding(ui.px(padding_dp)),
      m_ground(ui) {}

Card::~Card() {
    const auto bottom = std::min(inside.top + m_padding, m_rest.bottom);
    m_ground.begin();
    draw_card(m_ui, {m_rest.left, m_rest.top, m_rest.right, bottom});
    m_rest.top = bottom;
}

void draw_card_title(Ui& ui, Rect& area, const Text& title, const Text& count, Tone count_tone) {
    auto line = area.cut_top(ui.px(k_card_title_height), ui.px(k_card_title_gap));
    if (!count.empty()) {
        const auto wide = text_width(ui, title.utf8(), TextStyle::large_strong);
        auto rest = line;
        rest.cut_left(std::min(wide, line.width() - tag_width(ui, count)), ui.px(10));
        draw_tag(ui, rest, count, count_tone);
        line.right = rest.left;
    }
    draw_text(ui, line, title, TextStyle::large_strong, Role::ink);
}

namespace {

void draw_line_card(Ui& ui, const Rect& rect, const Text& words, Icon icon, Role role) {
    auto line = draw_card(ui, rect, 0).inset(ui.px(k_gap_l), 0);
    const auto sign = line.cut_left(ui.px(24), ui.px(k_gap_m));
    draw_icon(ui, {sign.center_x(), sign.center_y()}, icon, 24, role);
    draw_text(ui, line, words, TextStyle::body, Role::ink2);
}

}  // namespace

void draw_done_card(Ui& ui, const Rect& rect, const Text& words) {
    draw_line_card(ui, rect, words, Icon::check_circle, Role::success);
}

void draw_note_card(Ui& ui, const Rect& rect, const Text& words) {
    draw_line_card(ui, rect, words, Icon::information, Role::ink2);
}

void draw_figure(Ui& ui, const Rect& rect, const Figure& figure) {
    auto area = draw_card(ui, rect, k_gap);
    // What is written stands where it does in every card.
    area = area.moved(ui.px(k_gap_l - k_gap), 0);
    const auto label = line_height(ui, TextStyle::small),
               value = line_height(ui, TextStyle::figure);
    area = area.centered(area.width(), label + value);
    draw_text(ui, area.cut_top(label), figure.label, TextStyle::small, Role::ink2);
    const auto role = figure.tone == Tone::neutral ? Role::ink : tone_text(figure.tone);
    const auto wide = text_width(ui, figure.value.utf8(), TextStyle::figure);
    draw_text(ui, area.cut_left(wide + 1, ui.px(10)), figure.value, TextStyle::figure, role);
    // Both lines are centred 0.375 em above their base lines, which are to be one.
    const auto down = ui.px(
        0.375f * (metrics_of(TextStyle::figure).size_dp - metrics_of(TextStyle::small).size_dp));
    draw_text(ui, area.moved(0, down), figure.remark, TextStyle::small, Role::ink2);
}

void draw_fact(Ui& ui, const Rect& rect, const Text& label, const Text& value, Tone tone) {
    auto area = rect;
    draw_text(ui, area.cut_top(line_height(ui, TextStyle::caption)), label, TextStyle::caption,
              Role::ink2);
    const auto role = tone == Tone::neutral ? Role::ink : tone_text(tone);
    draw_text(ui, area.cut_top(line_height(ui, TextStyle::large_strong)), value,
              TextStyle::large_strong, role);
}

bool draw_banner(Ui& ui, Rect& rest, std::string_view name, const Banner& banner) {
    const bool acts = !banner.action.empty();
    auto words = rest;
    words.cut_left(ui.px(16 + 28));
    const auto beside = acts ? text_width(ui, banner.action.utf8(), TextStyle::body_strong) +
                                   ui.px(k_action_around_dp)
                             : ui.px(16);
    auto target = words.cut_right(beside);
    const auto lines = wrapped_height(ui, banner.text, TextStyle::body, words.width());
    const auto action = acts ? ui.px(k_action_dp + 2 * k_action_edge_dp) : 0;
    const auto rect = rest.cut_top(std::max({ui.px(banner.least_dp), lines + ui.px(24), action}));
    words.bottom = target.bottom = rect.bottom;

    const auto role = tone_text(banner.tone);
    fill(ui, rect, tone_ground(banner.tone), k_radius_control);
    contrast_border(ui, rect, k_radius_control);
    draw_icon(ui, {rect.left + ui.px(16 + 11), rect.center_y()}, tone_icon(banner.tone), 24, role);
    bool pressed = false;
    if (acts) {
        const auto press = press_area(ui, target, name, banner.action);
        const auto frame = target.centered(target.width() - ui.px(k_gap_m), ui.px(k_action_dp));
        if (press.held) fill(ui, frame, role, k_radius_control, 0.12f);
        border(ui, frame, role, k_radius_control);
        draw_text(ui, target, banner.action, TextStyle::body_strong, role, Align::center);
        if (press.focused) focus_ring(ui, frame, k_radius_control);
        pressed = press.pressed;
    }
    draw_wrapped(ui, words.centered(words.width(), lines), banner.text, TextStyle::body, role);
    return pressed;
}

void draw_icon_tile(const Ui& ui, const Rect& rect, Icon icon, Tone tone) {
    fill(ui, rect, tone_ground(tone), k_radius_small);
    contrast_border(ui, rect, k_radius_small);
    draw_icon(ui, {rect.center_x(), rect.center_y()}, icon, 24, tone_text(tone));
}

std::string avatar_letter(std::string_view name) {
    auto letter = std::string(name.substr(0, next_character(name, 0)));
    if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z') {
        letter[0] = static_cast<char>(letter[0] - 'a' + 'A');
    }
    return letter;
}

void draw_avatar(Ui& ui, ImVec2 center, float diameter_dp, const Text& name, Role ground) {
    const auto size = ui.px(diameter_dp);
    dot(ui, center, size / 2, ground);
    const auto place = Rect::sized(center.x - size / 2, center.y - size / 2, size, size);
    contrast_border(ui, place, diameter_dp / 2);
    draw_text_sized(ui, place, Text::data(avatar_letter(name.utf8())),
                    {diameter_dp * 0.44f, Weight::bold}, Role::primary_text, Align::center);
}

float tag_width(const Ui& ui, const Text& text) {
    return text_width(ui, text.utf8(), TextStyle::small) + ui.px(22);
}

void draw_tag(Ui& ui, const Rect& line, const Text& text, Tone tone) {
    const auto rect = Rect::sized(line.left, line.center_y() - ui.px(k_tag_height_dp) / 2,
                                  tag_width(ui, text), ui.px(k_tag_height_dp));
    fill(ui, rect, tone_ground(tone), 8);
    contrast_border(ui, rect, 8);
    draw_text_sized(ui, rect, text, {14, Weight::bold}, tone_text(tone), Align::center);
}

}  // namespace qiantai::ui
