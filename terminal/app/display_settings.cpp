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
constexpr const char* k_people = "people";

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

/// Whatever the table doesn't say stays as it is.
Status read_look(const fs::path& file, const toml::table& table, const std::string& where,
                 PersonLook& look) {
    if (!read_name(table, "language", k_languages, look.language)) {
        return settings_malformed(file, where + ".language is neither zh nor en");
    }
    if (!read_name(table, "theme", k_themes, look.theme)) {
        return settings_malformed(file, where + ".theme is none of light, dark, high-contrast");
    }
    if (!read_scale(table, look.scale_percent)) {
        return settings_malformed(file, where + ".scale_percent is none of 90, 100, 125, 150");
    }
    return {};
}

toml::table table_of(const PersonLook& look) {
    return toml::table{{"language", std::string(name_in(k_languages, look.language))},
                       {"theme", std::string(name_in(k_themes, look.theme))},
                       {"scale_percent", look.scale_percent}};
}

Status read_people(const fs::path& file, const toml::table& display, Looks& looks) {
    const auto* node = display.get(k_people);
    if (node == nullptr) return {};
    const auto* people = node->as_table();
    if (people == nullptr) return settings_malformed(file, "display.people is no table");
    for (const auto& [number, own] : *people) {
        const auto where = fmt::format("display.people.{}", number.str());
        if (!own.is_table()) return settings_malformed(file, where + " is no table");
        PersonLook look = looks.usual;
        QIANTAI_TRY_STATUS(read_look(file, *own.as_table(), where, look));
        looks.own.emplace(number.str(), look);
    }
    return {};
}

}  // namespace

Result<DisplaySettings> load_display_settings(const fs::path& file) {
    QIANTAI_TRY(const auto display, load_settings_table(file, k_table));
    DisplaySettings settings;
    QIANTAI_TRY_STATUS(read_look(file, display, k_table, settings.looks.usual));
    QIANTAI_TRY_STATUS(read_people(file, display, settings.looks));
    if (!read_name(display, "keyboard", k_keyboards, settings.keyboard)) {
        return settings_malformed(file, "display.keyboard is neither on nor off");
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
    auto display = table_of(settings.looks.usual);
    display.insert("keyboard", std::string(name_in(k_keyboards, settings.keyboard)));
    toml::table people;
    for (const auto& [number, look] : settings.looks.own) people.insert(number, table_of(look));
    display.insert(k_people, std::move(people));
    whole.insert_or_assign(k_table, std::move(display));
    std::ostringstream text;
    text << "# Settings of this Qiantai terminal; [display] is written by the person's menu.\n"
         << whole << "\n";
    QIANTAI_TRY_STATUS(make_private_directory(file.parent_path()));
    return write_file_atomically(file, text.str(), k_private);
}

DisplaySettings display_settings_of(const Scene& scene) {
    return {scene.looks, scene.settings.keyboard};
}

void apply_display_settings(Scene& scene, const DisplaySettings& settings) {
    scene.looks = settings.looks;
    scene.settings.keyboard = settings.keyboard;
    scene.set_look(scene.session ? scene.looks.of(scene.session->staff_number) : scene.looks.usual);
}

}  // namespace qiantai::app
