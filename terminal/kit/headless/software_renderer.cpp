#include "terminal/kit/headless/software_renderer.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace qiantai::ui {
namespace {

// Corners are rounded to 1/256 pixel, so that two triangles that share an edge agree on every pixel
// of it.
constexpr int k_sub_bits = 8;
constexpr std::int64_t k_sub = 1 << k_sub_bits;

struct Corner {
    std::int64_t x, y;
    float u, v;
    std::array<float, 4> color;
};

struct ClipBox {
    int left, top, right, bottom;
};

Corner corner_of(const ImDrawVert& vertex) {
    const auto channel = [&](unsigned shift) {
        return static_cast<float>(vertex.col >> shift & 0xFFU);
    };
    return {std::llround(vertex.pos.x * static_cast<float>(k_sub)),
            std::llround(vertex.pos.y * static_cast<float>(k_sub)),
            vertex.uv.x,
            vertex.uv.y,
            {channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT), channel(IM_COL32_B_SHIFT),
             channel(IM_COL32_A_SHIFT)}};
}

// Twice the signed area of a, b and the point.
std::int64_t edge(const Corner& a, const Corner& b, std::int64_t x, std::int64_t y) {
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

// A pixel whose middle lies on an edge belongs to the triangle on one side of it only.
bool owns_edge(const Corner& a, const Corner& b) {
    return a.y == b.y ? b.x > a.x : b.y < a.y;
}

std::array<float, 4> texel(const ImTextureData& texture, float u, float v) {
    const auto x =
        std::clamp(static_cast<int>(u * static_cast<float>(texture.Width)), 0, texture.Width - 1);
    const auto y =
        std::clamp(static_cast<int>(v * static_cast<float>(texture.Height)), 0, texture.Height - 1);
    const auto* pixel = texture.Pixels + (y * texture.Width + x) * texture.BytesPerPixel;
    return {static_cast<float>(pixel[0]), static_cast<float>(pixel[1]),
            static_cast<float>(pixel[2]), static_cast<float>(pixel[3])};
}

void blend(std::uint8_t* pixel, const std::array<float, 4>& color) {
    const auto alpha = color[3] / 255.0f;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto under = static_cast<float>(pixel[i]);
        pixel[i] = static_cast<std::uint8_t>(under + (color[i] - under) * alpha + 0.5f);
    }
}

class Rasterizer {
  public:
    Rasterizer(Picture& picture, const ImTextureData& texture, const ClipBox& clip)
        : m_picture(picture), m_texture(texture), m_clip(clip) {}

    void draw(Corner a, Corner b, Corner c) {
        auto area = edge(a, b, c.x, c.y);
        if (area == 0) return;
        if (area < 0) {
            std::swap(b, c);
            area = -area;
        }
        const auto low = [](std::int64_t p, std::int64_t q, std::int64_t r) {
            return static_cast<int>(std::min({p, q, r}) >> k_sub_bits);
        };
        const auto high = [](std::int64_t p, std::int64_t q, std::int64_t r) {
            return static_cast<int>(std::max({p, q, r}) >> k_sub_bits) + 1;
        };
        const ClipBox box{std::max(low(a.x, b.x, c.x), m_clip.left),
                          std::max(low(a.y, b.y, c.y), m_clip.top),
                          std::min(high(a.x, b.x, c.x), m_clip.right),
                          std::min(high(a.y, b.y, c.y), m_clip.bottom)};
        for (int y = box.top; y < box.bottom; ++y) draw_row(a, b, c, area, y, box);
    }

  private:
    void draw_row(const Corner& a, const Corner& b, const Corner& c, std::int64_t area, int y,
                  const ClipBox& box) {
        const auto middle = k_sub / 2;
        const auto py = y * k_sub + middle;
        const bool solid = a.u == b.u && b.u == c.u && a.v == b.v && b.v == c.v;
        const auto plain = solid ? texel(m_texture, a.u, a.v) : std::array<float, 4>{};
        auto* row = m_picture.rgba.data() +
                    static_cast<std::size_t>(y) * static_cast<std::size_t>(m_picture.width) * 4;
        for (int x = box.left; x < box.right; ++x) {
            const auto px = x * k_sub + middle;
            const auto wa = edge(b, c, px, py), wb = edge(c, a, px, py), wc = edge(a, b, px, py);
            if (wa < 0 || wb < 0 || wc < 0) continue;
            if ((wa == 0 && !owns_edge(b, c)) || (wb == 0 && !owns_edge(c, a)) ||
                (wc == 0 && !owns_edge(a, b))) {
                continue;
            }
            const auto total = static_cast<float>(area);
            const auto fa = static_cast<float>(wa) / total, fb = static_cast<float>(wb) / total;
            const auto fc = 1 - fa - fb;
            const auto sample = solid ? plain
                                      : texel(m_texture, a.u * fa + b.u * fb + c.u * fc,
                                              a.v * fa + b.v * fb + c.v * fc);
            std::array<float, 4> color{};
            for (std::size_t i = 0; i < 4; ++i) {
                color[i] =
                    (a.color[i] * fa + b.color[i] * fb + c.color[i] * fc) * sample[i] / 255.0f;
            }
            if (color[3] > 0) blend(row + static_cast<std::size_t>(x) * 4, color);
        }
    }

    Picture& m_picture;
    const ImTextureData& m_texture;
    ClipBox m_clip;
};

void draw_command(Picture& picture, const ImDrawList& list, const ImDrawCmd& command) {
    const auto* texture = command.TexRef._TexData;
    if (texture == nullptr || texture->Pixels == nullptr) return;
    const ClipBox clip{std::max(0, static_cast<int>(command.ClipRect.x)),
                       std::max(0, static_cast<int>(command.ClipRect.y)),
                       std::min(picture.width, static_cast<int>(command.ClipRect.z)),
                       std::min(picture.height, static_cast<int>(command.ClipRect.w))};
    Rasterizer rasterizer(picture, *texture, clip);
    const auto vertex = [&](unsigned place) {
        const auto index = list.IdxBuffer[static_cast<int>(command.IdxOffset + place)];
        return corner_of(list.VtxBuffer[static_cast<int>(command.VtxOffset + index)]);
    };
    for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
        rasterizer.draw(vertex(i), vertex(i + 1), vertex(i + 2));
    }
}

}  // namespace

void use_software_textures() {
    auto& io = ImGui::GetIO();
    io.BackendFlags |=
        ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
    io.BackendRendererName = "software";
}

void accept_textures() {
    const auto* data = ImGui::GetDrawData();
    if (data == nullptr || data->Textures == nullptr) return;
    for (auto* texture : *data->Textures) {
        if (texture->Status == ImTextureStatus_WantCreate) {
            // Any number but 0 says that it exists.
            texture->SetTexID(static_cast<ImTextureID>(texture->UniqueID + 1));
            texture->SetStatus(ImTextureStatus_OK);
        } else if (texture->Status == ImTextureStatus_WantUpdates) {
            texture->SetStatus(ImTextureStatus_OK);
        } else if (texture->Status == ImTextureStatus_WantDestroy && texture->UnusedFrames > 0) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
    }
}

Picture draw_picture() {
    accept_textures();
    const auto& data = *ImGui::GetDrawData();
    Picture picture{static_cast<int>(data.DisplaySize.x), static_cast<int>(data.DisplaySize.y)};
    picture.rgba.assign(
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) * 4,
        255);
    for (const auto* list : data.CmdLists) {
        for (const auto& command : list->CmdBuffer) {
            if (command.UserCallback == nullptr) draw_command(picture, *list, command);
        }
    }
    return picture;
}

}  // namespace qiantai::ui
