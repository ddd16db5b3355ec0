#include "tests/ui/ui_fixture.hpp"

#include "terminal/ui/widget_shell.hpp"

using namespace qiantai::ui;

namespace {

// What no screen may do, whatever its language and size.
void check_layout(const Headless& window) {
    const auto& seen = window.seen();
    const auto least = 56 * window.settings.scale - 0.6f;
    for (const auto& text : seen.texts) {
        CAPTURE(text.text);
        if (text.words) CHECK_FALSE(text.shortened);
        if (text.words) CHECK(text.allowed.inset(-1).left <= text.needed.left);
        if (text.words) CHECK(text.allowed.inset(-1).right >= text.needed.right);
        // Data in a field scrolls; everything else that does not scroll has to be in sight as a
        // whole.
        if (text.words && !text.scrolls) CHECK(text.clip.inset(-1).contains(text.needed));
    }
    for (const auto& item : seen.items) {
        CAPTURE(item.name);
        CAPTURE(item.label);
        if (item.kind == ItemKind::surface) continue;
        CHECK(item.target.width() >= least);
        CHECK(item.target.height() >= least);
        if (!item.scrolls) CHECK(item.clip.contains(item.target));
        if (item.kind == ItemKind::button) CHECK_FALSE(item.label.empty());
    }
}

// Two targets that can be touched at the same time must not lie on each other.
void check_no_overlap(const Headless& window) {
    const auto& items = window.seen().items;
    for (std::size_t i = 0; i < items.size(); ++i) {
        for (std::size_t k = i + 1; k < items.size(); ++k) {
            const auto& a = items[i];
            const auto& b = items[k];
            const bool both = a.reachable && b.reachable && a.kind != ItemKind::surface &&
                              b.kind != ItemKind::surface;
            if (!both) continue;
            const auto one = a.target.intersected(a.clip).inset(1);
            const auto other = b.target.intersected(b.clip).inset(1);
            if (one.empty() || other.empty()) continue;
            CAPTURE(a.name);
            CAPTURE(b.name);
            CHECK_FALSE(one.overlaps(other));
        }
    }
}

constexpr std::array k_sizes{k_landscape, k_full_hd, k_portrait, Headless::Size{3840, 2160, 2}};

void check_everywhere(GalleryPage page, std::optional<GalleryModal> modal) {
    for (const auto size : k_sizes) {
        GalleryWindow gallery(size);
        for (const auto language : {Language::zh, Language::en}) {
            CAPTURE(size.width);
            CAPTURE(static_cast<int>(language));
            CAPTURE(static_cast<int>(page));
            gallery.window.settings.language = language;
            gallery.state.modals.close_all();
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
