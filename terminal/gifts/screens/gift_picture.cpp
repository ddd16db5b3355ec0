#include "terminal/gifts/screens/gift_picture.hpp"

#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_photo.hpp"

namespace qiantai::ui {

void draw_gift_picture(Ui& ui, const Rect& rect, const Text& gift, const GiftPictures& pictures,
                       std::string_view name) {
    const auto found = pictures.find(name);
    if (name.empty() || found == pictures.end() || !found->second) {
        return draw_icon_tile(ui, rect, Icon::gift, Tone::primary);
    }
    draw_photo(ui, rect, "picture", gift, found->second, PhotoFit::fill);
    border(ui, rect, Role::line, k_radius_small);
}

}  // namespace qiantai::ui
