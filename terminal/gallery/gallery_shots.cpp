#include "terminal/gallery/gallery_shots.hpp"

#include <array>
#include <cmath>
#include <string_view>

#include "assets/words/gallery.hpp"
#include "assets/words/kit.hpp"
#include "schema/base/file.hpp"
#include "terminal/gallery/screen_gallery.hpp"
#include "terminal/kit/headless/headless.hpp"
#include "terminal/kit/headless/picture_file.hpp"

namespace qiantai::app {
namespace {

using namespace qiantai::ui;

struct Size {
    std::string_view name;
    float width, height, scale;
};

struct Scene {
    std::string_view name;
    GalleryPage page;
    std::optional<GalleryModal> modal{};
    bool toast = false;
    std::string_view typed{};  ///< letters pressed on the on-screen keyboard, in the form's name
                               ///< field; on the customer's side what is touched there
};

constexpr std::array k_sizes{Size{"1366x768", 1366, 768, 1}, Size{"1920x1080", 1920, 1080, 1.25f},
                             Size{"1080x1920", 1080, 1920, 1.25f},
                             Size{"3840x2160", 3840, 2160, 2.5f},
                             Size{"3840x2160-at-1", 3840, 2160, 1}};

constexpr std::array k_scenes{
    Scene{"buttons", GalleryPage::buttons},
    Scene{"forms", GalleryPage::forms},
    Scene{"keyboard", GalleryPage::forms, {}, false, "jing"},
    Scene{"rare", GalleryPage::forms, {}, false, "rare"},
    Scene{"lists", GalleryPage::lists},
    Scene{"charts", GalleryPage::charts},
    Scene{"pads", GalleryPage::pads},
    Scene{"states", GalleryPage::states},
    Scene{"records", GalleryPage::records},
    Scene{"wizard", GalleryPage::wizard},
    Scene{"customer", GalleryPage::customer},
    Scene{"customer-large", GalleryPage::customer, {}, false, "large"},
    Scene{"customer-thanks", GalleryPage::customer, {}, false, "done"},
    Scene{"course", GalleryPage::course},
    Scene{"dialog", GalleryPage::states, GalleryModal::dialog},
    Scene{"sheet", GalleryPage::forms, GalleryModal::tier_sheet},
    Scene{"date", GalleryPage::forms, GalleryModal::date_sheet},
    Scene{"toast", GalleryPage::lists, {}, true},
};

std::vector<Stroke> sample_signature() {
    std::vector<Stroke> strokes(3);
    for (int i = 0; i <= 60; ++i) {
        const auto t = static_cast<float>(i) / 60;
        const auto at = [&](float x, float y) {
            return StrokePoint{static_cast<std::uint16_t>(x), static_cast<std::uint16_t>(y)};
        };
        strokes[0].push_back(at(1800 + 1500 * t, 4200 - 900 * t + 700 * std::sin(t * 9)));
        strokes[1].push_back(at(3600 + 2200 * t, 3700 + 900 * std::sin(t * 14) * (1 - t)));
        strokes[2].push_back(at(6000 + 2000 * t, 3900 - 500 * t + 600 * std::cos(t * 11)));
    }
    return strokes;
}

// Draws one scene and takes its picture.
class Shooting {
  public:
    Shooting(const FontFiles& files, PinyinSource& pinyin, const Size& size)
        : m_keyboard(&pinyin),
          m_window(files, {size.width, size.height, size.scale}, [this](Ui& ui) { draw(ui); }) {}

    Status save(const Scene& scene, ThemeKind theme, Language language,
                const std::filesystem::path& path) {
        m_state = GalleryState{};
        m_window.ui().blur_field();
        m_state.page = scene.page;
        m_window.settings.theme = theme;
        m_window.settings.language = language;
        if (scene.page == GalleryPage::pads || scene.page == GalleryPage::customer) {
            m_state.strokes = sample_signature();
        }
        m_state.customer_language = language;
        if (scene.modal) {
            m_state.birthday_edited = m_state.birthday;
            m_state.modal = scene.modal;
        }
        if (scene.toast) {
            m_state.toasts.push({translate(language, words::gallery_saved), Tone::success,
                                 translate(language, words::undo), "undo"});
        }
        m_window.frames(4);
        if (!scene.typed.empty()) type(scene.typed);
        return save_png(path, m_window.picture());
    }

  private:
    void draw(Ui& ui) {
        m_state.toasts.step(ui.now_s());
        for (const auto& intent : draw_gallery(ui, m_keyboard, m_state)) {
            apply_gallery(m_state, intent);
        }
    }

    void type(std::string_view letters) {
        if (m_state.page == GalleryPage::customer) {
            m_window.touch(letters == "large" ? "larger" : "agree");
            return;
        }
        m_window.touch("name");
        if (m_window.settings.language == Language::en) m_window.touch("中");
        if (letters == "rare") {
            m_window.touch("page 4");
            m_window.touch("radical 氵");
            return;
        }
        for (const char letter : letters) m_window.touch(std::string_view(&letter, 1));
    }

    GalleryState m_state;
    Keyboard m_keyboard;
    Headless m_window;
};

}  // namespace

Status save_gallery_shots(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return make_error(k_file_error, folder.string() + ": " + error.message());
    QIANTAI_TRY(const auto files, FontFiles::open({}));
    QIANTAI_TRY(const auto pinyin, GooglePinyin::open(default_pinyin_dictionary()));
    std::string index =
        "<!doctype html><meta charset=utf-8><title>Qiantai gallery</title>"
        "<style>body{font:16px sans-serif;background:#ddd;margin:16px}img{max-width:100%;"
        "border:1px solid #999}figure{display:inline-block;margin:8px;width:45%;"
        "vertical-align:top}</style>\n";
    for (const auto& size : k_sizes) {
        Shooting shooting(files, *pinyin, size);
        const bool all = size.name == k_sizes.front().name;
        for (const auto& scene : k_scenes) {
            for (const auto theme : {ThemeKind::light, ThemeKind::dark, ThemeKind::high_contrast}) {
                for (const auto language : {Language::zh, Language::en}) {
                    // Sizes differ in layout, not in colours: two combinations show it.
                    const bool shown = (theme == ThemeKind::light && language == Language::zh) ||
                                       (theme == ThemeKind::dark && language == Language::en);
                    if (!all && !shown) continue;
                    const auto name =
                        fmt::format("{}-{}-{}-{}.png", scene.name, size.name, theme_name(theme),
                                    language == Language::zh ? "zh" : "en");
                    QIANTAI_TRY_STATUS(shooting.save(scene, theme, language, folder / name));
                    index += fmt::format(
                        "<figure><figcaption>{}</figcaption><img src=\"{}\"></figure>\n", name,
                        name);
                }
            }
        }
    }
    return write_file_atomically(folder / "index.html", index, 0644);
}

}  // namespace qiantai::app
