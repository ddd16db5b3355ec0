#include "tests/kit/layout_check.hpp"
#include "tests/kit/ui_fixture.hpp"

#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_shell.hpp"

using namespace qiantai::ui;

namespace {

constexpr std::array k_sizes{k_landscape, k_full_hd, k_portrait, Headless::Size{3840, 2160, 2.5f},
                             Headless::Size{3840, 2160, 1}};

void check_everywhere(GalleryPage page, std::optional<GalleryModal> modal) {
    for (const auto size : k_sizes) {
        GalleryWindow gallery(size);
        for (const auto language : {Language::zh, Language::en}) {
            CAPTURE(size.width);
            CAPTURE(static_cast<int>(language));
            CAPTURE(static_cast<int>(page));
            gallery.window.settings.language = language;
            gallery.state.modal.reset();
            if (modal) apply_gallery(gallery.state, gallery::OpenModal{*modal});
            gallery.open(page);
            check_layout(gallery.window);
            check_no_overlap(gallery.window);
        }
    }
}

}  // namespace

TEST_CASE(
    "on every page, in both languages and all sizes, no words are cut and every target is large "
    "enough") {
    for (int page = 0; page < static_cast<int>(GalleryPage::count); ++page) {
        check_everywhere(static_cast<GalleryPage>(page), std::nullopt);
    }
}

TEST_CASE("so it is in every dialog and sheet") {
    for (const auto modal :
         {GalleryModal::dialog, GalleryModal::tier_sheet, GalleryModal::date_sheet}) {
        check_everywhere(GalleryPage::forms, modal);
    }
}

TEST_CASE("so it is on every page of the on-screen keyboard") {
    for (const auto size : k_sizes) {
        for (const auto language : {Language::zh, Language::en}) {
            GalleryWindow gallery(size);
            gallery.window.settings.language = language;
            gallery.open(GalleryPage::forms);
            gallery.touch("name");
            CAPTURE(size.width);
            check_layout(gallery.window);
            for (const auto page : {KeyboardState::Page::symbols, KeyboardState::Page::pinyin,
                                    KeyboardState::Page::rare, KeyboardState::Page::pinyin,
                                    KeyboardState::Page::digits}) {
                const auto key = fmt::format("page {}", static_cast<int>(page));
                if (!gallery.window.touch(key)) continue;
                check_layout(gallery.window);
                check_no_overlap(gallery.window);
            }
        }
    }
}

TEST_CASE("on a very wide screen no page spreads its content over the whole width") {
    for (int page = 0; page < static_cast<int>(GalleryPage::count); ++page) {
        GalleryWindow gallery(Headless::Size{3840, 2160, 1});
        gallery.open(static_cast<GalleryPage>(page));
        CAPTURE(page);
        const auto& ui = gallery.window.ui();
        const auto content = plan_shell(ui, 0).content;
        const auto middle = content.centered(ui.px(k_page_width) + 4, content.height());
        for (const auto& item : gallery.window.seen().items) {
            if (!content.contains(item.target)) continue;
            CAPTURE(item.name);
            CHECK(middle.contains(item.target));
        }
    }
}

TEST_CASE("the parts of the shell fill the screen without lying on each other") {
    for (const auto size : k_sizes) {
        GalleryWindow gallery(size);
        for (const float keyboard : {0.0f, 300.0f}) {
            const auto plan = plan_shell(gallery.window.ui(), keyboard);
            CHECK_FALSE(plan.top_bar.overlaps(plan.content));
            CHECK_FALSE(plan.rail.overlaps(plan.content));
            CHECK(gallery.window.ui().screen().contains(plan.content));
            if (keyboard > 0) CHECK_FALSE(plan.keyboard.overlaps(plan.content));
        }
    }
}

TEST_CASE("motion off, nothing but what turns asks for another frame") {
    GalleryWindow gallery;
    for (const auto page :
         {GalleryPage::forms, GalleryPage::lists, GalleryPage::charts, GalleryPage::pads}) {
        gallery.open(page);
        gallery.window.frames(3);
        CAPTURE(static_cast<int>(page));
        CHECK_FALSE(gallery.window.ui().moving());
        CHECK_FALSE(gallery.window.ui().wake_s());
    }
}
