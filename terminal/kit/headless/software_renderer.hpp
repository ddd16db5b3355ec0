#pragma once

#include <imgui.h>

#include "terminal/kit/core/picture.hpp"

namespace qiantai::ui {

/// Tells ImGui that this process can take textures, without a GPU: for tests and screenshots. Call
/// once for a context.
void use_software_textures();
/// Accepts what the last frame changed in the textures. Needed after every frame that is not drawn
/// by draw_picture.
void accept_textures();
/// The last frame as a picture, drawn by the processor. Needs a frame that was ended.
Picture draw_picture();

}  // namespace qiantai::ui
