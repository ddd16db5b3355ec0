#include "terminal/kit/widgets/widget_logo.hpp"

#include <array>
#include <cmath>
#include <cstring>

#include "terminal/kit/widgets/widget_card.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_plate_padding_dp = 6;

struct Size {
    int width, height;
};

Size fitting(const Ui& ui, const Picture& picture, const Rect& room) {
    const auto wide = static_cast<float>(picture.width), high = static_cast<float>(picture.height);
    const auto share =
        std::min({room.width() / wide, room.height() / high, std::max(1.0f, ui.settings().scale)});
    // Only ever smaller than what there is: enlarged, a sign looks broken.
    const auto by = std::min(share, 1.0f);
    return {std::max(1, static_cast<int>(wide * by)), std::max(1, static_cast<int>(high * by))};
}

// The place of the scaled picture in the atlas; draws it there when this size is new.
std::optional<ImFontAtlasRect> baked(Ui& ui, const Logo& logo, Size size) {
    auto& atlas = *ImGui::GetIO().Fonts;
    auto& known = ui.memory().logos[{logo.picture.get(), size.width, size.height}];
    ImFontAtlasRect place;
    if (known.picture && atlas.GetCustomRect(known.rect, &place)) return place;
    known.picture = logo.picture;
    known.rect = atlas.AddCustomRect(size.width, size.height, &place);
    if (known.rect == ImFontAtlasRectId_Invalid || atlas.TexData->BytesPerPixel != 4) {
        return std::nullopt;
    }
    atlas.TexPixelsUseColors = true;
    const auto small = scaled_down(*logo.picture, size.width, size.height);
    const auto row = static_cast<std::size_t>(size.width) * 4;
    for (int y = 0; y < size.height; ++y) {
        std::memcpy(atlas.TexData->GetPixelsAt(place.x, place.y + y),
                    small.rgba.data() + static_cast<std::size_t>(y) * row, row);
    }
    return place;
}

void draw_initial(Ui& ui, const Rect& rect, const Logo& logo) {
    const auto side = std::min(rect.width(), rect.height());
    auto rest = rect;
    const auto square = rest.cut_left(side, ui.px(k_gap_m)).centered(side, side);
    fill(ui, square, Role::primary, k_radius_small);
    const auto em = side / ui.px(1) * 0.5f;
    draw_text_sized(ui, square, Text::data(avatar_letter(logo.chain_name.utf8())),
                    {em, Weight::bold}, Role::on_primary, Align::center);
    if (rest.width() > 2 * side) draw_text(ui, rest, logo.chain_name, TextStyle::title, Role::ink);
}

}  // namespace

Picture scaled_down(const Picture& picture, int width, int height) {
    Picture small{width, height, {}};
    small.rgba.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    auto* out = small.rgba.data();
    const auto from = [](int index, int count, int of) {
        return static_cast<int>(static_cast<std::int64_t>(index) * of / count);
    };
    for (int y = 0; y < height; ++y) {
        const int top = from(y, height, picture.height);
        const int bottom = std::max(top + 1, from(y + 1, height, picture.height));
        for (int x = 0; x < width; ++x, out += 4) {
            const int left = from(x, width, picture.width);
            const int right = std::max(left + 1, from(x + 1, width, picture.width));
            std::array<std::uint64_t, 4> sum{};
            for (int sy = top; sy < bottom; ++sy) {
                for (int sx = left; sx < right; ++sx) {
                    const auto* pixel =
                        picture.rgba.data() +
                        (static_cast<std::size_t>(sy) * static_cast<std::size_t>(picture.width) +
                         static_cast<std::size_t>(sx)) *
                            4;
                    for (std::size_t i = 0; i < 3; ++i)
                        sum[i] += std::uint64_t{pixel[i]} * pixel[3];
                    sum[3] += pixel[3];
                }
            }
            const auto count =
                static_cast<std::uint64_t>(bottom - top) * static_cast<std::uint64_t>(right - left);
            for (std::size_t i = 0; i < 3; ++i) {
                out[i] = static_cast<std::uint8_t>(sum[3] == 0 ? 0 : sum[i] / sum[3]);
            }
            out[3] = static_cast<std::uint8_t>(sum[3] / count);
        }
    }
    return small;
}

void draw_logo(Ui& ui, const Rect& rect, const Logo& logo, LogoGround ground, Align align) {
    if (rect.empty()) return;
    if (!logo.picture || logo.picture->width < 1 || logo.picture->height < 1) {
        return draw_initial(ui, rect, logo);
    }
    const auto padding = ground == LogoGround::plate ? ui.px(k_plate_padding_dp) : 0;
    const auto size = fitting(ui, *logo.picture, rect.inset(padding));
    const auto place = baked(ui, logo, size);
    if (!place) return draw_initial(ui, rect, logo);
    const auto wide = static_cast<float>(size.width), high = static_cast<float>(size.height);
    auto left = rect.left + padding;
    if (align == Align::center) left = rect.center_x() - wide / 2;
    if (align == Align::right) left = rect.right - padding - wide;
    const auto shown =
        Rect::sized(std::floor(left), std::floor(rect.center_y() - high / 2), wide, high);
    if (ground == LogoGround::plate) {
        const auto plate = shown.inset(-padding);
        ui.canvas().AddRectFilled(plate.min(), plate.max(), IM_COL32_WHITE, ui.px(k_radius_small));
    }
    ui.canvas().AddImage(ImGui::GetIO().Fonts->TexRef, shown.min(), shown.max(), place->uv0,
                         place->uv1);
}

}  // namespace qiantai::ui
