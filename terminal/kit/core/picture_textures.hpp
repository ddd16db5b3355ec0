#pragma once

#include <imgui.h>

#include <map>
#include <memory>

namespace qiantai::ui {

struct Picture;

/// Textures of large pictures, one for each as long as it is drawn. Small ones that are drawn in
/// many places lie in the fonts' texture, see widget_logo.hpp. Needs the ImGui context it was first
/// used with.
class PictureTextures {
  public:
    PictureTextures() = default;
    ~PictureTextures();
    PictureTextures(const PictureTextures&) = delete;
    PictureTextures& operator=(const PictureTextures&) = delete;

    /// To draw it in this frame.
    ImTextureRef texture_of(const std::shared_ptr<const Picture>& picture);
    /// After each frame: lets go of what was not drawn.
    void end_frame();

  private:
    struct Held {
        std::shared_ptr<const Picture> picture;  ///< so that its address names only this one
        std::unique_ptr<ImTextureData> texture;
        int frame = 0;  ///< the last one it was drawn in
    };
    std::map<const Picture*, Held> m_held;
    int m_made = 0;
};

}  // namespace qiantai::ui
