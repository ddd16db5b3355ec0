#include "terminal/kit/core/paint.hpp"

#include <cmath>
#include <numbers>

#include "terminal/kit/core/date_in_text.hpp"

namespace qiantai::ui {
namespace {

constexpr std::string_view k_ellipsis = "…";

struct Face {
    ImFont* font;
    float size;
};

Face face_of(const Ui& ui, TextMetrics metrics) {
    const auto em = ui.px(metrics.size_dp);
    return {ui.fonts().text(metrics.weight), ui.fonts().line_height(em)};
}

float measure(const Face& face, std::string_view text) {
    const auto size =
        face.font->CalcTextSizeA(face.size, FLT_MAX, 0, text.data(), text.data() + text.size());
    return size.x;
}

// The longest beginning that leaves room for an ellipsis.
std::string shortened(const Face& face, std::string_view text, float width) {
    std::size_t end = 0;
    for (auto at = next_character(text, 0); at < text.size(); at = next_character(text, at)) {
        if (measure(face, text.substr(0, at)) + measure(face, k_ellipsis) > width) break;
        end = at;
    }
    return std::string(text.substr(0, end)) + std::string(k_ellipsis);
}

void put_line(Ui& ui, const Rect& rect, std::string_view text, const Face& face, Role role,
              Align align, bool words) {
    const auto width = measure(face, text);
    // Half a pixel of rounding is no reason to cut a text.
    const bool fits = width <= rect.width() + 1;
    const auto shown = fits || words ? std::string(text) : shortened(face, text, rect.width());
    const auto shown_width = fits || words ? width : measure(face, shown);
    auto x = rect.left;
    if (align == Align::center) x = rect.center_x() - shown_width / 2;
    if (align == Align::right) x = rect.right - shown_width;
    // By the base line, which lies where the rasteriser rounded it to: the middle of Chinese
    // characters and of digits is 0.375 em above it.
    const auto em = face.size / k_line_per_em;
    const auto ascent = std::round(face.font->GetFontBaked(face.size)->Ascent);
    const auto y = rect.center_y() + 0.375f * em - ascent;
    // What ends at an edge must not be rounded across it.
    const auto left = align == Align::right ? std::floor(x) : std::floor(x + 0.5f);
    const ImVec2 at{left, std::floor(y + 0.5f)};
    ui.canvas().AddText(face.font, face.size, at, ui.color(role), shown.data(),
                        shown.data() + shown.size());
    if (ui.observer() != nullptr && !text.empty()) {
        ui.observer()->on_text({std::string(text), Rect::sized(at.x, at.y, width, face.size), rect,
                                ui.clip(), words, !fits, ui.scrolling()});
    }
}

// Edges on whole pixels; nothing that is there gets lost.
Rect snapped(const Rect& rect) {
    if (rect.empty()) return rect;
    const auto left = std::round(rect.left), top = std::round(rect.top);
    return {left, top, std::max(left + 1, std::round(rect.right)),
            std::max(top + 1, std::round(rect.bottom))};
}

// ImGui's own rectangle moves its path by half a pixel, which blurs lines of whole pixels.
void stroke(const Ui& ui, const Rect& outer, Role role, float radius, float wide) {
    const auto line = outer.inset(wide / 2);
    ui.canvas().PathRect(line.min(), line.max(), std::max(0.0f, radius - wide / 2));
    ui.canvas().PathStroke(ui.color(role), ImDrawFlags_Closed, wide);
}

bool is_wide(std::string_view character) {
    return character.size() >= 3;
}

bool opens(std::string_view character) {
    constexpr std::string_view k_opening = "（「『《“([";
    return !character.empty() && k_opening.find(character) != std::string_view::npos;
}

bool closes(std::string_view character) {
    constexpr std::string_view k_closing = "，。、；：？！）」』》”’…,.;:?!)]}%";
    return k_closing.find(character) != std::string_view::npos;
}

}  // namespace

void fill(const Ui& ui, const Rect& rect, Role role, float radius_dp, float alpha) {
    const auto place = snapped(rect);
    ui.canvas().AddRectFilled(place.min(), place.max(), ui.color(role, alpha), ui.px(radius_dp));
}

void fill_selected_row(const Ui& ui, const Rect& rect) {
    fill(ui, rect, Role::primary_soft, k_radius_small);
    auto bar = rect.inset(0, ui.px(10));
    fill(ui, bar.cut_left(ui.px(4)), Role::primary, 2);
}

void border(const Ui& ui, const Rect& rect, Role role, float radius_dp, float width_dp) {
    stroke(ui, snapped(rect), role, ui.px(radius_dp), std::max(1.0f, ui.px(width_dp)));
}

void contrast_border(const Ui& ui, const Rect& rect, float radius_dp) {
    if (ui.theme().kind == ThemeKind::high_contrast) border(ui, rect, Role::line, radius_dp);
}

float chosen_width(const Ui& ui) {
    return ui.theme().kind == ThemeKind::high_contrast ? 3 : 2;
}

void dashed_border(const Ui& ui, const Rect& rect, Role role, float radius_dp) {
    const auto line = snapped(rect).inset(0.5f);
    const auto radius = ui.px(radius_dp);
    auto& canvas = ui.canvas();
    canvas.PathRect(line.min(), line.max(), radius);
    const std::vector<ImVec2> path(canvas._Path.begin(), canvas._Path.end());
    canvas.PathClear();
    const auto dash = ui.px(4);
    float left = dash;
    bool on = true;
    for (std::size_t i = 0; i < path.size(); ++i) {
        auto from = path[i];
        const auto to = path[(i + 1) % path.size()];
        auto length = std::hypot(to.x - from.x, to.y - from.y);
        while (length > 0.01f) {
            const auto step = std::min(length, left);
            const ImVec2 next{from.x + (to.x - from.x) * step / length,
                              from.y + (to.y - from.y) * step / length};
            if (on) canvas.AddLine(from, next, ui.color(role), std::max(1.0f, ui.px(1)));
            from = next;
            length -= step;
            left -= step;
            if (left <= 0.01f) {
                on = !on;
                left = dash;
            }
        }
    }
}

void divider(const Ui& ui, float left, float right, float y) {
    const auto high = std::max(1.0f, ui.px(1));
    ui.canvas().AddRectFilled({std::round(left), std::floor(y)},
                              {std::round(right), std::floor(y) + high}, ui.color(Role::line));
}

void focus_ring(const Ui& ui, const Rect& rect, float radius_dp) {
    if (!ui.memory().focus.shows_ring) return;
    stroke(ui, snapped(rect.inset(-ui.px(3))), Role::info, ui.px(radius_dp + 3), ui.px(3));
}

void dot(const Ui& ui, ImVec2 center, float radius, Role role, float alpha) {
    ui.canvas().AddCircleFilled(center, radius, ui.color(role, alpha));
}

void spinner(Ui& ui, ImVec2 center, float radius, Role role) {
    constexpr auto k_turn = 2 * std::numbers::pi_v<float>;
    const auto turns = ui.motion() ? static_cast<float>(std::fmod(ui.now_s(), 1.0)) : 0.0f;
    auto& canvas = ui.canvas();
    canvas.PathArcTo(center, radius, turns * k_turn, turns * k_turn + k_turn * 0.75f);
    canvas.PathStroke(ui.color(role), 0, std::max(2.0f, radius * 0.22f));
    if (ui.motion()) ui.keep_moving();
}

float text_width(const Ui& ui, std::string_view text, TextStyle style) {
    return measure(face_of(ui, metrics_of(style)), text);
}

float line_height(const Ui& ui, TextStyle style) {
    return face_of(ui, metrics_of(style)).size;
}

void draw_text_sized(Ui& ui, const Rect& rect, const Text& text, TextMetrics metrics, Role role,
                     Align align) {
    put_line(ui, rect, text.utf8(), face_of(ui, metrics), role, align, text.is_words());
}

void draw_text(Ui& ui, const Rect& rect, const Text& text, TextStyle style, Role role,
               Align align) {
    draw_text_sized(ui, rect, text, metrics_of(style), role, align);
}

std::vector<std::string_view> wrapped_lines(const Ui& ui, std::string_view text, TextStyle style,
                                            float width) {
    const auto face = face_of(ui, metrics_of(style));
    std::vector<std::string_view> lines;
    std::string_view before;
    std::size_t start = 0, breakable = 0, at = 0, kept_until = 0;
    float wide = 0;
    while (at < text.size()) {
        const auto next = next_character(text, at);
        const auto character = text.substr(at, next - at);
        if (character == "\n") {
            lines.push_back(text.substr(start, at - start));
            start = breakable = at = next;
            wide = 0;
            continue;
        }
        if (at >= kept_until) {
            kept_until = date_end(text, at);
            const bool begins = is_wide(character) || kept_until > at;
            if (at > start && begins && !closes(character) && !opens(before)) breakable = at;
        }
        before = character;
        wide += measure(face, character);
        if (wide > width && at > start) {
            const auto end = breakable > start ? breakable : at;
            lines.push_back(text.substr(start, end - start));
            start = end;
            if (start < text.size() && text[start] == ' ') ++start;
            breakable = at = kept_until = start;
            wide = 0;
            continue;
        }
        at = next;
        if (character == " " && at >= kept_until) breakable = at;
    }
    lines.push_back(text.substr(start));
    return lines;
}

float wrapped_height(const Ui& ui, const Text& text, TextStyle style, float width) {
    const auto lines = wrapped_lines(ui, text.utf8(), style, width).size();
    return static_cast<float>(lines) * line_height(ui, style);
}

float balanced_width(const Ui& ui, const Text& text, TextStyle style, float width) {
    const auto lines = wrapped_lines(ui, text.utf8(), style, width).size();
    float low = width / 2, high = width;
    while (high - low > 2) {
        const auto middle = (low + high) / 2;
        const bool fits = wrapped_lines(ui, text.utf8(), style, middle).size() <= lines;
        (fits ? high : low) = middle;
    }
    return std::ceil(high);
}

float draw_wrapped(Ui& ui, const Rect& rect, const Text& text, TextStyle style, Role role,
                   Align align) {
    const auto face = face_of(ui, metrics_of(style));
    auto rest = rect;
    float height = 0;
    for (const auto line : wrapped_lines(ui, text.utf8(), style, rect.width())) {
        const auto place = Rect::sized(rest.left, rect.top + height, rest.width(), face.size);
        put_line(ui, place, line, face, role, align, text.is_words());
        height += face.size;
    }
    return height;
}

void draw_paragraph(Ui& ui, Rect& rest, const Text& text, TextStyle style, Role role, float gap_dp,
                    Align align) {
    rest.cut_top(draw_wrapped(ui, rest, text, style, role, align), ui.px(gap_dp));
}

void draw_icon(const Ui& ui, ImVec2 center, Icon icon, float size_dp, Role role) {
    if (icon == Icon::none) return;
    const auto size = ui.px(size_dp);
    auto* font = ui.fonts().icons();
    const auto* glyph =
        font->GetFontBaked(size)->FindGlyph(static_cast<ImWchar>(static_cast<std::uint32_t>(icon)));
    // By its ink, not its advance: icons are centred where the eye sees them.
    const ImVec2 at{std::floor(center.x - (glyph->X0 + glyph->X1) / 2 + 0.5f),
                    std::floor(center.y - (glyph->Y0 + glyph->Y1) / 2 + 0.5f)};
    font->RenderChar(&ui.canvas(), size, at, ui.color(role),
                     static_cast<ImWchar>(static_cast<std::uint32_t>(icon)));
}

}  // namespace qiantai::ui
