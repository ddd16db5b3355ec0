#include "terminal/app/display_settings.hpp"

#include <sstream>

#include "schema/base/file.hpp"
#include "terminal/app/settings_file.hpp"

namespace qiantai::app {
namespace {

namespace fs = std::filesystem;
using namespace qiantai::ui;

constexpr int k_private = 0600;
constexpr const char* k_table = "display";

template <typename Value>
struct Name {
    std::string_view name;
    Value value;
};
constexpr Name<Language> k_languages[] = {{"zh", Language::zh}, {"en", Language::en}};
constexpr Name<ThemeKind> k_themes[] = {
    {theme_name(ThemeKind::light), ThemeKind::light},
    {theme_name(ThemeKind::dark), ThemeKind::dark},
    {theme_name(ThemeKind::high_contrast), ThemeKind::high_contrast}};
constexpr Name<ScreenKeyboard> k_keyboards[] = {{"on", ScreenKeyboard::on},
                                                {"off", ScreenKeyboard::off}};

/// What the table says by a name; `value` stays if it says nothing. False if it is no such name.
template <typename Value, std::size_t count>
bool read_name(const toml::table& display, std::string_view key, const Name<Value> (&names)[count],
               Value& value) {
    const auto* node = display.get(key);
    if (node == nullptr) return true;
    const auto said = node->value<std::string>();
    for (const auto& [name, meant] : names) {
        if (said != name) continue;
        value = meant;
        return true;
    }
    return false;
}

template <typename Value, std::size_t count>
std::string_view name_in(const Name<Value> (&names)[count], Value value) {
    for (const auto& [name, meant] : names) {
        if (meant == value) return name;
    }
    QIANTAI_ASSERT(false);
}

bool read_scale(const toml::table& display, int& percent) {
    const auto* node = display.get("scale_percent");
    if (node == nullptr) return true;
    const auto said = node->value<int>();
    if (!said || std::ranges::find(k_scale_percents, *said) == std::end(k_scale_percents)) {
        return false;
    }
    percent = *said;
    return true;
}

}  // namespace

Result<DisplaySettings> load_display_settings(const fs::path& file) {
    QIANTAI_TRY(const auto display, load_settings_table(file, k_table));
    DisplaySettings settings;
    if (!read_name(display, "language", k_languages, settings.language)) {
        return settings_malformed(file, "display.language is neither zh nor en");
    }
    if (!read_name(display, "theme", k_themes, settings.theme)) {
        return settings_malformed(file, "display.theme is none of light, dark, high-contrast");
    }
    if (!read_name(display, "keyboard", k_keyboards, settings.keyboard)) {
        return settings_malformed(file, "display.keyboard is neither on nor off");
    }
    if (!read_scale(display, settings.scale_percent)) {
        return settings_malformed(file, "display.scale_percent is none of 90, 100, 125, 150");
    }
    return settings;
}

Status save_display_settings(const fs::path& file, const DisplaySettings& settings) {
    auto loaded = load_settings_file(file);
    if (!loaded) {
        if (loaded.error().kind != &k_settings_malformed) return loaded.error();
        std::error_code error;
        fs::rename(file, file.string() + ".unreadable", error);
        if (error) return make_error(k_file_error, file.string() + ": " + error.message());
    }
    auto whole = loaded ? std::move(loaded).value() : toml::table{};
    whole.insert_or_assign(
        k_table, toml::table{{"language", std::string(name_in(k_languages, settings.language))},
                             {"theme", std::string(name_in(k_themes, settings.theme))},
                             {"scale_percent", settings.scale_percent},
                             {"keyboard", std::string(name_in(k_keyboards, settings.keyboard))}});
    std::ostringstream text;
    text << "# Settings of this Qiantai terminal; [display] is written by the person's menu.\n"
         << whole << "\n";
    QIANTAI_TRY_STATUS(make_private_directory(file.parent_path()));
    return write_file_atomically(file, text.str(), k_private);
}

DisplaySettings display_settings_of(const Scene& scene) {
    return {scene.settings.language, scene.settings.theme, scene.scale_percent,
            scene.settings.keyboard};
}

void apply_display_settings(Scene& scene, const DisplaySettings& settings) {
    scene.settings.language = settings.language;
    scene.settings.theme = settings.theme;
    scene.settings.keyboard = settings.keyboard;
    scene.scale_percent = settings.scale_percent;
    scene.settings.scale =
        scene.display_scale * static_cast<float>(settings.scale_percent) / 100.0f;
}

}  // namespace qiantai::app
