#pragma once

#include <imgui.h>

#include <cmath>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "schema/base/result.hpp"
#include "terminal/kit/core/theme.hpp"

namespace qiantai::ui {

inline constexpr ErrorKind k_font_missing{
    "font_missing", Actor::administrator,
    "A font of the terminal cannot be read. Install the packages fonts-noto-cjk and "
    "fonts-materialdesignicons-webfont.",
    "终端字体无法读取。请安装 fonts-noto-cjk 和 fonts-materialdesignicons-webfont。"};

/// A font asked for characters that the main ones lack, and its ascent plus descent in em: what
/// ImGui takes for its size.
struct RareFont {
    std::filesystem::path path;
    float line_per_em;
};

struct FontPaths {
    std::filesystem::path regular = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
    std::filesystem::path bold = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc";
    std::filesystem::path icons =
        "/usr/share/fonts/truetype/materialdesignicons-webfont/materialdesignicons-webfont.ttf";
    /// Those that do not exist are left out.
    std::vector<RareFont> rare = {
        {"/usr/share/fonts/truetype/hanazono/HanaMinA.ttf", (1062 + 251) / 1024.0f},
        {"/usr/share/fonts/truetype/hanazono/HanaMinB.ttf", (912 + 169) / 1024.0f}};
};

/// Font files mapped into memory: nothing is read before a character is drawn, and several
/// terminals' programs share the pages.
class FontFiles {
  public:
    static Result<FontFiles> open(const FontPaths& paths);

    class Mapping;
    const Mapping& regular() const { return *m_regular; }
    const Mapping& bold() const { return *m_bold; }
    const Mapping& icons() const { return *m_icons; }
    struct Rare {
        std::shared_ptr<const Mapping> mapping;
        float line_per_em;
    };
    std::span<const Rare> rare() const { return m_rare; }

    /// Gives back the memory that the files' pages take: 15 MB after some minutes of use. Drawn
    /// characters stay in the texture; a new one fetches its page from the system's file cache.
    void rest() const;

  private:
    std::shared_ptr<const Mapping> m_regular, m_bold, m_icons;
    std::vector<Rare> m_rare;
};

/// Noto Sans CJK: ascent 1.160, descent 0.288.
inline constexpr float k_line_per_em = 1.448f;

/// The fonts in the current ImGui context's atlas. Characters are rasterised when they are first
/// drawn at a size, so any character of the fonts can be shown at any size and the first frame
/// costs only what it shows.
class Fonts {
  public:
    /// Needs a current ImGui context; `files` must outlive it.
    explicit Fonts(const FontFiles& files);

    ImFont* text(Weight weight) const { return weight == Weight::bold ? m_bold : m_regular; }
    ImFont* icons() const { return m_icons; }

    /// ImGui's size of a font is its ascent plus descent; ours is the em, as on every other
    /// platform. Whole pixels, because ImGui rasterises whole sizes only and would stretch the
    /// characters to anything between.
    float line_height(float em_px) const { return std::round(em_px * k_line_per_em); }
    /// For a program that is about to sleep; see FontFiles::rest.
    void rest() const { m_files.rest(); }
    /// True if some font has the character, so that it will not show as a box.
    bool has(char32_t character) const;

  private:
    const FontFiles& m_files;
    ImFont* m_regular = nullptr;
    ImFont* m_bold = nullptr;
    ImFont* m_icons = nullptr;
};

}  // namespace qiantai::ui
