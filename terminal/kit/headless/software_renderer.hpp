#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

namespace qiantai::ui {

/// A picture, rows from the top, four bytes a pixel: red, green, blue, alpha.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba{};
};

/// Tells ImGui that this process can take textures, without a GPU: for tests and screenshots. Call
/// once for a context.
void use_software_textures();
/// Accepts what the last frame changed in the textures. Needed after every frame that is not drawn
/// by draw_picture.
void accept_textures();
/// The last frame as a picture, drawn by the processor. Needs a frame that was ended.
Picture draw_picture();

}  // namespace qiantai::ui
