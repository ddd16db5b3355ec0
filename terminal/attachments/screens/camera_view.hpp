#pragma once

// What a camera sees, with the button that takes the photo: a part of screens that want one.

#include <memory>
#include <optional>
#include <variant>

#include "schema/base/error.hpp"
#include "terminal/kit/core/picture.hpp"
#include "terminal/kit/core/ui.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"

namespace qiantai::ui {

struct CameraView {
    bool on = false;
    std::shared_ptr<const Picture> picture{};  ///< the newest; null until the first has come
    std::optional<Error> error{};              ///< why there is none
};

namespace camera {
struct TurnOn {};
struct TurnOff {};
struct Take {};
}  // namespace camera
using CameraIntent = std::variant<camera::TurnOn, camera::TurnOff, camera::Take>;

/// While it is off: the button that turns it on, and why it went off. Cuts itself off `rest`.
std::optional<CameraIntent> draw_camera_way(Ui& ui, Rect& rest, const CameraView& view);
/// While it is on, over the screen: what it sees as large as there is room.
std::optional<CameraIntent> draw_camera_sheet(Ui& ui, const Rect& area, const Heading& heading,
                                              const CameraView& view);

}  // namespace qiantai::ui
