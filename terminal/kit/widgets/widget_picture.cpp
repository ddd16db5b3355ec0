#include "terminal/kit/widgets/widget_picture.hpp"

#include <cmath>

#include "terminal/kit/core/picture_textures.hpp"
#include "terminal/kit/core/press.hpp"

namespace qiantai::ui {

void draw_picture(Ui& ui, const Rect& rect, std::string_view name, const Text& label,
                  const std::shared_ptr<const Picture>& picture) {
    if (rect.empty() || !picture || picture->width < 1 || picture->height < 1) return;
    press_area(ui, rect, name, label, {.tab_stop = false, .kind = ItemKind::surface});
    if (ui.measuring()) return;
    const ImVec2 corner{std::floor(rect.left), std::floor(rect.top)};
    const ImVec2 end{corner.x + static_cast<float>(picture->width),
                     corner.y + static_cast<float>(picture->height)};
    const ClipScope clip(rect);
    ui.canvas().AddImage(ui.memory().pictures.texture_of(picture), corner, end);
}

}  // namespace qiantai::ui
