#include "terminal/kit/core/fonts.hpp"

#include <fcntl.h>
#include <ft2build.h>
#include <imgui_internal.h>
#include <misc/freetype/imgui_freetype.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include FT_FREETYPE_H
#include FT_SIZES_H

#include <cerrno>
#include <cstring>

namespace qiantai::ui {

class FontFiles::Mapping {
  public:
    static Result<std::shared_ptr<const Mapping>> open(const std::filesystem::path& path) {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) return failure(path);
        struct stat info {};
        void* data = MAP_FAILED;
        if (::fstat(file, &info) == 0 && info.st_size > 0) {
            data = ::mmap(nullptr, static_cast<std::size_t>(info.st_size), PROT_READ, MAP_PRIVATE,
                          file, 0);
        }
        const auto error = failure(path);
        ::close(file);
        if (data == MAP_FAILED) return error;
        return std::shared_ptr<const Mapping>(
            new Mapping(data, static_cast<std::size_t>(info.st_size)));
    }

    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    ~Mapping() { ::munmap(m_data, m_size); }

    void* data() const { return m_data; }
    int size() const { return static_cast<int>(m_size); }
    // The mapping is private and never written to, so what is dropped is read again when needed.
    void rest() const { ::madvise(m_data, m_size, MADV_DONTNEED); }

  private:
    Mapping(void* data, std::size_t size) : m_data(data), m_size(size) {}

    static Error failure(const std::filesystem::path& path) {
        return make_error(k_font_missing, path.string() + ": " + std::strerror(errno));
    }

    void* m_data;
    std::size_t m_size;
};

Result<FontFiles> FontFiles::open(const FontPaths& paths) {
    FontFiles files;
    QIANTAI_TRY(files.m_regular, Mapping::open(paths.regular));
    QIANTAI_TRY(files.m_bold, Mapping::open(paths.bold));
    QIANTAI_TRY(files.m_icons, Mapping::open(paths.icons));
    for (const auto& rare : paths.rare) {
        if (!std::filesystem::exists(rare.path)) continue;
        QIANTAI_TRY(auto mapping, Mapping::open(rare.path));
        files.m_rare.push_back({std::move(mapping), rare.line_per_em});
    }
    return files;
}

void FontFiles::rest() const {
    for (const auto* mapping : {m_regular.get(), m_bold.get(), m_icons.get()}) mapping->rest();
    for (const auto& rare : m_rare) rare.mapping->rest();
}

namespace {

// The face for simplified Chinese in Noto's collections of Japanese, Korean, simplified,
// traditional.
constexpr ImU32 k_simplified_face = 2;

// Sizes of fonts merged into one stand in this relation, whatever size is drawn.
constexpr float k_reference_size = 100;

/// ImGui 1.92.2b remembers which size FreeType draws by the address of that size's table of
/// characters. With sizes that are not drawn any more the tables move up into their places, and the
/// next new character came in another size. So the size is set for every character; what ImGui keeps
/// of a font at one size begins with FreeType's.
bool load_in_own_size(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* table, void* kept,
                      ImWchar character, ImFontGlyph* glyph, float* advance) {
    FT_Activate_Size(*static_cast<FT_Size*>(kept));
    return ImGuiFreeType::GetFontLoader()->FontBakedLoadGlyph(atlas, source, table, kept, character,
                                                              glyph, advance);
}

const ImFontLoader& font_loader() {
    static const ImFontLoader loader = [] {
        auto own = *ImGuiFreeType::GetFontLoader();
        own.FontBakedLoadGlyph = load_in_own_size;
        return own;
    }();
    return loader;
}

/// Fonts of the current context, read by font_loader().
ImFontAtlas& prepared_atlas() {
    auto& atlas = *ImGui::GetIO().Fonts;
    atlas.SetFontLoader(&font_loader());
    return atlas;
}

ImFont* add(const FontFiles::Mapping& mapping, ImU32 face, ImFont* merge_into,
            float line_per_em = k_line_per_em) {
    ImFontConfig config;
    // One em is to be as high in every font, or rare characters would stand out of their line.
    const auto size = k_reference_size * line_per_em / k_line_per_em;
    config.FontNo = face;
    config.MergeMode = merge_into != nullptr;
    config.DstFont = merge_into;
    config.OversampleH = 1;
    // Whole pixels from character to character: between them every character would be blurred
    // differently.
    config.PixelSnapH = true;
    config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
    auto* font =
        prepared_atlas().AddFontFromMemoryTTF(mapping.data(), mapping.size(), size, &config);
    // Said only now: said in the configuration, ImGui would copy all of the file into memory.
    font->Sources.back()->FontDataOwnedByAtlas = false;
    return font;
}

}  // namespace

Fonts::Fonts(const FontFiles& files)
    : m_files(files), m_regular(add(files.regular(), k_simplified_face, nullptr)) {
    for (const auto& rare : files.rare()) add(*rare.mapping, 0, m_regular, rare.line_per_em);
    m_bold = add(files.bold(), k_simplified_face, nullptr);
    for (const auto& rare : files.rare()) add(*rare.mapping, 0, m_bold, rare.line_per_em);
    m_icons = add(files.icons(), 0, nullptr);
    ImGui::GetIO().FontDefault = m_regular;
}

bool Fonts::has(char32_t character) const {
    return m_regular->IsGlyphInFont(static_cast<ImWchar>(character));
}

}  // namespace qiantai::ui
