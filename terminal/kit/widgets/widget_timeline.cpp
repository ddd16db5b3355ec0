#include "terminal/kit/widgets/widget_timeline.hpp"

#include "terminal/kit/core/measure.hpp"
#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_timeline_disc_dp = 40;
constexpr float k_timeline_padding_dp = 10;
constexpr float k_chevron_dp = 28;

// The words beside the disc; cuts them off `rest`.
void draw_words(Ui& ui, Rect& rest, const TimelineRow& entry) {
    auto line = rest;
    const auto wide = text_width(ui, entry.when.utf8(), TextStyle::small) + 1;
    auto when = line.cut_right(wide, ui.px(k_gap_m));
    when.bottom = when.top + line_height(ui, TextStyle::body_strong);
    draw_text(ui, when, entry.when, TextStyle::small, Role::ink2, Align::right);
    rest.cut_top(draw_wrapped(ui, line, entry.what, TextStyle::body_strong, Role::ink));
    for (const auto* text : {&entry.details, &entry.who}) {
        if (!text->empty()) draw_paragraph(ui, rest, *text, TextStyle::small, Role::ink2);
    }
}

void draw_line(const Ui& ui, const Rect& rect, const TimelineRow& entry, ImVec2 disc) {
    const auto half = std::max(1.0f, ui.px(1));
    const auto space = ui.px(k_timeline_disc_dp / 2 + 4);
    const auto piece = [&](float top, float bottom) {
        if (bottom > top) fill(ui, {disc.x - half, top, disc.x + half, bottom}, Role::line);
    };
    if (!entry.first) piece(rect.top, disc.y - space);
    if (!entry.last) piece(disc.y + space, rect.bottom);
}

}  // namespace

bool draw_timeline_entry(Ui& ui, Rect& rest, std::string_view name, const TimelineRow& entry) {
    const auto padding = ui.px(k_timeline_padding_dp), disc_high = ui.px(k_timeline_disc_dp);
    auto words = rest.inset(0, padding);
    words.cut_left(ui.px(k_timeline_disc_dp + k_gap_m));
    if (entry.opens || entry.among_opening) words.cut_right(ui.px(k_chevron_dp));
    const auto words_high =
        measured_height(ui, words.width(), [&](Rect& place) { draw_words(ui, place, entry); });
    const auto high = std::max(disc_high, words_high) + 2 * padding;
    const auto rect = rest.cut_top(std::max(ui.px(k_target_min), high));
    bool pressed = false;
    bool focused = false;
    if (entry.opens) {
        const auto press = press_area(ui, rect, name, entry.what);
        if (press.held) fill(ui, rect, Role::ink, k_radius_small, 0.06f);
        pressed = press.pressed;
        focused = press.focused;
    }
    const auto radius = ui.px(k_timeline_disc_dp / 2);
    const ImVec2 disc{rect.left + radius, rect.top + padding + radius};
    draw_line(ui, rect, entry, disc);
    dot(ui, disc, radius, tone_ground(entry.tone));
    draw_icon(ui, disc, entry.icon, 22, tone_text(entry.tone));

    // A single line stands in the middle of its disc.
    words.top += std::max(0.0f, disc_high - words_high) / 2;
    draw_words(ui, words, entry);
    if (entry.opens) {
        draw_icon(ui, {rect.right - ui.px(12), disc.y}, Icon::chevron_right, 24, Role::ink2);
    }
    if (focused) focus_ring(ui, rect.inset(ui.px(3)), k_radius_small);
    return pressed;
}

}  // namespace qiantai::ui
