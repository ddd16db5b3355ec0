#pragma once

#include <doctest/doctest.h>

#include "terminal/gallery/screen_gallery.hpp"
#include "terminal/kit/headless/headless.hpp"

namespace qiantai::ui {

/// The fonts and the pinyin dictionary, opened once for a test case.
struct Resources {
    FontFiles files = FontFiles::open({}).value();
    std::unique_ptr<GooglePinyin> pinyin = GooglePinyin::open(default_pinyin_dictionary()).value();
    std::unique_ptr<HandwritingSource> handwriting = installed_handwriting();
};

inline constexpr Headless::Size k_landscape{1366, 768, 1};
inline constexpr Headless::Size k_full_hd{1920, 1080, 1.25f};
inline constexpr Headless::Size k_portrait{1080, 1920, 1.25f};

/// The gallery in a window in memory.
struct GalleryWindow {
    explicit GalleryWindow(Headless::Size size = k_landscape)
        : keyboard(resources.pinyin.get(), resources.handwriting.get()),
          window(resources.files, size, [this](Ui& ui) {
              state.toasts.step(ui.now_s());
              last_intents = draw_gallery(ui, keyboard, state);
              for (const auto& intent : last_intents) apply_gallery(state, intent);
          }) {
        window.frames(3);
    }

    void open(GalleryPage page) {
        state.page = page;
        window.frames(3);
    }
    void touch(std::string_view name_or_label) {
        CAPTURE(name_or_label);
        REQUIRE(window.touch(name_or_label));
    }
    void type_keys(std::string_view letters) {
        for (const char letter : letters) touch(std::string_view(&letter, 1));
    }
    const std::string& text(GalleryText field) const {
        return state.texts[static_cast<std::size_t>(field)];
    }
    void clear(GalleryText field) {
        state.texts[static_cast<std::size_t>(field)].clear();
        window.frames(2);
    }

    Resources resources;
    GalleryState state;
    GalleryIntents last_intents;
    Keyboard keyboard;
    Headless window;
};

}  // namespace qiantai::ui
