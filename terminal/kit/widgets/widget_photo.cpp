#include "terminal/kit/widgets/widget_photo.hpp"

#include <cmath>

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/picture_textures.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_tile_icon = 32;

/// Where the picture lies in the rectangle, and which part of it.
struct PhotoPlace {
    Rect rect;
    ImVec2 from{0, 0}, until{1, 1};
};

PhotoPlace place_of_photo(const Rect& rect, const Picture& picture, PhotoFit fit) {
    const auto wide = static_cast<float>(picture.width), high = static_cast<float>(picture.height);
    const auto by_width = rect.width() / wide, by_height = rect.height() / high;
    if (fit == PhotoFit::whole) {
        const auto scale = std::min(by_width, by_height);
        return {rect.centered(wide * scale, high * scale)};
    }
    const auto scale = std::max(by_width, by_height);
    const auto cut_x = (1 - rect.width() / (wide * scale)) / 2;
    const auto cut_y = (1 - rect.height() / (high * scale)) / 2;
    return {rect, {cut_x, cut_y}, {1 - cut_x, 1 - cut_y}};
}

void paint_photo(Ui& ui, const Rect& rect, const std::shared_ptr<const Picture>& picture,
                 PhotoFit fit, float radius_dp) {
    if (ui.measuring() || rect.empty() || !picture || picture->width < 1 || picture->height < 1)
        return;
    const auto place = place_of_photo(rect, *picture, fit);
    const ImVec2 corner{std::floor(place.rect.left), std::floor(place.rect.top)};
    const ImVec2 end{std::floor(place.rect.right), std::floor(place.rect.bottom)};
    ui.canvas().AddImageRounded(ui.memory().pictures.texture_of(picture), corner, end, place.from,
                                place.until, IM_COL32_WHITE, ui.px(radius_dp));
}

void finish_tile(Ui& ui, const Rect& rect, const Press& press) {
    border(ui, rect, press.held ? Role::primary : Role::line, k_radius_control);
    if (press.focused) focus_ring(ui, rect, k_radius_control);
}

}  // namespace

void draw_photo(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                const std::shared_ptr<const Picture>& picture, PhotoFit fit) {
    if (rect.empty()) return;
    press_area(ui, rect, name, label, {.tab_stop = false, .kind = ItemKind::surface});
    paint_photo(ui, rect, picture, fit, 0);
}

bool draw_photo_tile(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                     const std::shared_ptr<const Picture>& picture) {
    const auto press = press_area(ui, rect, name, label);
    fill(ui, rect, Role::surface2, k_radius_control);
    paint_photo(ui, rect, picture, PhotoFit::fill, k_radius_control);
    finish_tile(ui, rect, press);
    return press.pressed;
}

bool draw_icon_photo_tile(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                          Icon icon, const Text& word) {
    const auto press = press_area(ui, rect, name, label);
    fill(ui, rect, Role::surface2, k_radius_control);
    auto inside = rect.inset(ui.px(k_gap_xs));
    const auto words = inside.cut_bottom(line_height(ui, TextStyle::caption));
    draw_icon(ui, {inside.center_x(), inside.center_y()}, icon, k_tile_icon, Role::ink2);
    draw_text(ui, words, word, TextStyle::caption, Role::ink2, Align::center);
    finish_tile(ui, rect, press);
    return press.pressed;
}

}  // namespace qiantai::ui
