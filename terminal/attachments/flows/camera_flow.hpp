#pragma once

// A camera that is on while a screen shows what it sees. It is slow, so it works aside; one is on at
// a time.

#include <memory>

#include "terminal/attachments/rules/camera.hpp"
#include "terminal/attachments/screens/camera_view.hpp"
#include "terminal/desk/flow.hpp"

namespace qiantai::app {

/// What is on; in StateBag.
struct CameraDesk {
    domain::CameraSource* source = &domain::v4l2_cameras();
    struct Run;
    std::shared_ptr<Run> run{};                         ///< null while it is off
    std::shared_ptr<const domain::Picture> newest{};    ///< whole, as it will be taken
};

/// Whose view it is, and what becomes of a photo.
struct CameraUse {
    ui::CameraView& (*of)(Flow&);
    void (*taken)(Flow&, std::shared_ptr<const domain::Picture>);
};

void apply_camera(Flow& flow, const CameraUse& use, const ui::CameraIntent& intent);
/// When its screen or sheet is left. Nothing if it is off.
void turn_camera_off(Flow& flow, const CameraUse& use);

/// As the kit draws it, not larger than `edge` on its longer side.
std::shared_ptr<const ui::Picture> drawn_picture(domain::Picture picture, int edge);

}  // namespace qiantai::app
