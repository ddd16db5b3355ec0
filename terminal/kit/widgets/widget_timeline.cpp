#include "terminal/kit/widgets/widget_timeline.hpp"

#include "terminal/kit/core/paint.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_timeline_disc_dp = 40;
constexpr float k_padding_dp = 10;
constexpr float k_chevron_dp = 28;

// The words beside the disc.
struct Words {
    Rect place;
    float what_width;
    float when_width;
};

Words words_of(const Ui& ui, const TimelineRow& entry, const Rect& rect) {
    auto place = rect.inset(0, ui.px(k_padding_dp));
    place.cut_left(ui.px(k_timeline_disc_dp + k_gap_m));
    if (entry.opens || entry.among_opening) place.cut_right(ui.px(k_chevron_dp));
    const auto when = text_width(ui, entry.when.utf8(), TextStyle::small) + 1;
    return {place, std::max(0.0f, place.width() - when - ui.px(k_gap_m)), when};
}

float words_height(const Ui& ui, const TimelineRow& entry, const Words& words) {
    const auto wide = words.place.width();
    auto high = wrapped_height(ui, entry.what, TextStyle::body_strong, words.what_width);
    if (!entry.details.empty()) high += wrapped_height(ui, entry.details, TextStyle::small, wide);
    if (!entry.who.empty()) high += wrapped_height(ui, entry.who, TextStyle::small, wide);
    return high;
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

float timeline_entry_height(const Ui& ui, const TimelineRow& entry, float width) {
    const auto words = words_of(ui, entry, Rect::sized(0, 0, width, 0));
    const auto high = std::max(ui.px(k_timeline_disc_dp), words_height(ui, entry, words));
    return std::max(ui.px(k_target_min), high + 2 * ui.px(k_padding_dp));
}

bool draw_timeline_entry(Ui& ui, const Rect& rect, std::string_view name,
                         const TimelineRow& entry) {
    bool pressed = false;
    bool focused = false;
    if (entry.opens) {
        const auto press = press_area(ui, rect, name, entry.what);
        if (press.held) fill(ui, rect, Role::ink, k_radius_small, 0.06f);
        pressed = press.pressed;
        focused = press.focused;
    }
    const auto radius = ui.px(k_timeline_disc_dp / 2);
    const ImVec2 disc{rect.left + radius, rect.top + ui.px(k_padding_dp) + radius};
    draw_line(ui, rect, entry, disc);
    dot(ui, disc, radius, tone_ground(entry.tone));
    draw_icon(ui, disc, entry.icon, 22, tone_text(entry.tone));

    const auto words = words_of(ui, entry, rect);
    auto rest = words.place;
    // A single line stands in the middle of its disc.
    const auto high = words_height(ui, entry, words);
    if (high < ui.px(k_timeline_disc_dp)) rest.top += (ui.px(k_timeline_disc_dp) - high) / 2;
    auto when = rest.cut_right(words.when_width);
    when.bottom = when.top + line_height(ui, TextStyle::body_strong);
    draw_text(ui, when, entry.when, TextStyle::small, Role::ink2, Align::right);
    rest.right = rest.left + words.what_width;
    rest.top += draw_wrapped(ui, rest, entry.what, TextStyle::body_strong, Role::ink);
    rest.right = words.place.right;
    if (!entry.details.empty()) {
        rest.top += draw_wrapped(ui, rest, entry.details, TextStyle::small, Role::ink2);
    }
    if (!entry.who.empty()) draw_wrapped(ui, rest, entry.who, TextStyle::small, Role::ink2);
    if (entry.opens) {
        draw_icon(ui, {rect.right - ui.px(12), disc.y}, Icon::chevron_right, 24, Role::ink2);
    }
    if (focused) focus_ring(ui, rect.inset(ui.px(3)), k_radius_small);
    return pressed;
}

}  // namespace qiantai::ui
