#include "terminal/kit/core/picture_textures.hpp"

#include <imgui_internal.h>

#include <cstring>

#include "terminal/kit/core/picture.hpp"

namespace qiantai::ui {
namespace {

constexpr int k_first_id = 1000;  ///< beside those of the fonts

}  // namespace

PictureTextures::~PictureTextures() {
    for (auto& [key, held] : m_held) {
        ImGui::UnregisterUserTexture(held.texture.get());
        // The window that closes after this looks through what the last frame had.
        ImGui::GetPlatformIO().Textures.find_erase(held.texture.get());
    }
}

ImTextureRef PictureTextures::texture_of(const std::shared_ptr<const Picture>& picture) {
    auto& held = m_held[picture.get()];
    held.frame = ImGui::GetFrameCount();
    if (!held.texture) {
        held.picture = picture;
        held.texture = std::make_unique<ImTextureData>();
        held.texture->UniqueID = k_first_id + m_made++;
        held.texture->Create(ImTextureFormat_RGBA32, picture->width, picture->height);
        held.texture->UseColors = true;
        std::memcpy(held.texture->GetPixels(), picture->rgba.data(), picture->rgba.size());
        ImGui::RegisterUserTexture(held.texture.get());
    }
    return held.texture->GetTexRef();
}

void PictureTextures::end_frame() {
    const auto now = ImGui::GetFrameCount();
    for (auto it = m_held.begin(); it != m_held.end();) {
        auto& texture = *it->second.texture;
        if (it->second.frame >= now) {
            ++it;
            continue;
        }
        // The renderer takes it down; what it has never made it need not.
        ++texture.UnusedFrames;
        if (texture.Status == ImTextureStatus_OK) texture.SetStatus(ImTextureStatus_WantDestroy);
        const bool gone = texture.Status == ImTextureStatus_Destroyed ||
                          (texture.Status == ImTextureStatus_WantCreate && texture.TexID == 0);
        if (!gone) {
            ++it;
            continue;
        }
        ImGui::UnregisterUserTexture(&texture);
        ImGui::GetPlatformIO().Textures.find_erase(&texture);
        it = m_held.erase(it);
    }
}

}  // namespace qiantai::ui
