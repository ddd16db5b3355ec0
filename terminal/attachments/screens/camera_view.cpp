#include "terminal/attachments/screens/camera_view.hpp"

#include "assets/words/attachments.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/widgets/question_sheet.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_photo.hpp"
#include "terminal/kit/widgets/widget_state.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_camera_width = 960;
/// What title and buttons need besides the picture, and what the picture has at least.
constexpr float k_beside_camera = 210, k_camera_least = 160;

}  // namespace

std::optional<CameraIntent> draw_camera_way(Ui& ui, Rect& rest, const CameraView& view) {
    if (view.error) {
        draw_banner(ui, rest, "camera problem",
                    {.tone = Tone::warning, .text = error_text(ui, *view.error)});
        rest.cut_top(ui.px(k_gap_m));
    }
    auto line = rest.cut_top(ui.px(k_button_height), ui.px(k_gap_m));
    const auto label = ui.tr(words::camera_on);
    const ButtonStyle style{.icon = Icon::camera};
    if (!draw_button(ui, line.cut_left(button_width(ui, label, style)), "camera on", label,
                     style)) {
        return std::nullopt;
    }
    return camera::TurnOn{};
}

std::optional<CameraIntent> draw_camera_sheet(Ui& ui, const Rect& area, const Heading& heading,
                                              const CameraView& view) {
    const std::array buttons{
        BarButton{"take photo",
                  ui.tr(words::camera_take),
                  {.kind = ButtonKind::primary,
                   .icon = Icon::camera,
                   .lacks = view.picture ? Text() : ui.tr(words::camera_starting)}}};
    const auto high = std::max(ui.px(k_camera_least), area.height() - ui.px(k_beside_camera));
    const auto answer =
        draw_question_sheet(ui, area, {heading, k_camera_width, buttons}, [&](Rect& inside) {
            const auto place = inside.cut_top(high);
            if (view.picture) {
                draw_photo(ui, place, "camera", ui.tr(words::camera_view), view.picture,
                           PhotoFit::whole);
            } else {
                draw_busy(ui, place, ui.tr(words::camera_starting));
            }
        });
    if (answer.left) return camera::TurnOff{};
    if (answer.pressed) return camera::Take{};
    return std::nullopt;
}

}  // namespace qiantai::ui
