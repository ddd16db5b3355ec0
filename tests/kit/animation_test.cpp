#include "tests/kit/ui_fixture.hpp"

#include "terminal/kit/widgets/widget_list.hpp"

using namespace qiantai::ui;

namespace {

// Seconds until nothing moves any more.
double settling_s(GalleryWindow& gallery) {
    const auto start = gallery.window.now_s();
    for (int i = 0; i < 200; ++i) {
        gallery.window.frame();
        if (!gallery.window.ui().moving()) break;
    }
    return gallery.window.now_s() - start;
}

int pixels_of(Headless& window, Role role) {
    const auto picture = window.picture();
    const auto wanted = window.ui().theme()[role].packed(1);
    int found = 0;
    for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
        const auto color = IM_COL32(picture.rgba[i], picture.rgba[i + 1], picture.rgba[i + 2], 255);
        found += color == wanted ? 1 : 0;
    }
    return found;
}

float top_of(const GalleryWindow& gallery, std::string_view name) {
    const auto* item = gallery.window.seen().find(name);
    REQUIRE(item != nullptr);
    return item->target.top;
}

}  // namespace

TEST_CASE("dialogs and sheets come in within 200 ms, every time they are opened") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::forms);
    gallery.window.settings.motion = Motion::on;
    settling_s(gallery);
    for (const auto modal : {GalleryModal::dialog, GalleryModal::tier_sheet,
                             GalleryModal::date_sheet, GalleryModal::dialog}) {
        CAPTURE(static_cast<int>(modal));
        apply_gallery(gallery.state, gallery::OpenModal{modal});
        const auto* name = modal == GalleryModal::tier_sheet ? "option 0" : "confirm";
        gallery.window.frame();
        const auto first = top_of(gallery, name);
        CHECK(gallery.window.ui().moving());
        CHECK(settling_s(gallery) <= 0.2);
        CHECK(top_of(gallery, name) < first - 10);
        gallery.state.modal.reset();
        gallery.window.frames(2);
    }
}

TEST_CASE("toasts come in within 200 ms, also one after another") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::forms);
    gallery.window.settings.motion = Motion::on;
    settling_s(gallery);
    for (const auto* words : {"One", "Two"}) {
        gallery.state.toasts = {};
        gallery.state.toasts.push({Text::data(words), Tone::info, Text::data("Undo"), "undo"});
        gallery.window.frame();
        const auto first = top_of(gallery, "action");
        CHECK(settling_s(gallery) <= 0.2);
        CHECK(top_of(gallery, "action") > first + 6);
    }
}

TEST_CASE("with motion off everything stands in its place in the first frame") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::forms);
    apply_gallery(gallery.state, gallery::OpenModal{GalleryModal::dialog});
    gallery.window.frame();
    const auto first = top_of(gallery, "confirm");
    CHECK_FALSE(gallery.window.ui().moving());
    gallery.window.frames(30);
    CHECK(top_of(gallery, "confirm") == first);
}

TEST_CASE("holding what has a long press closes a ring round the finger; a touch shows none") {
    const Resources resources;
    bool long_pressed = false;
    bool offers = true;
    Headless window(resources.files, k_landscape, [&](Ui& ui) {
        const auto press = draw_list_row(ui, Rect::sized(100, 300, 600, 72), "row",
                                         {.title = Text::data("A"), .long_press = offers});
        long_pressed |= press.long_pressed;
    });
    window.settings.motion = Motion::on;
    window.frames(2);
    const auto ring_pixels = [&] { return pixels_of(window, Role::primary); };
    window.press({400, 336});
    CHECK(ring_pixels() == 0);
    window.advance(0.25);
    window.frame();
    const auto some = ring_pixels();
    CHECK(some > 100);
    window.advance(0.15);
    window.frame();
    CHECK(ring_pixels() > some + 100);
    CHECK_FALSE(long_pressed);
    window.advance(0.2);
    window.frame();
    CHECK(long_pressed);
    window.frame();
    CHECK(ring_pixels() == 0);
    window.release();

    offers = false;
    window.press({400, 336});
    window.advance(0.3);
    window.frame();
    CHECK(ring_pixels() == 0);
    window.release();
}

TEST_CASE("a touch elsewhere takes the focus ring away, the next key shows it where it goes on") {
    const Resources resources;
    int pressed = -1;
    Headless window(resources.files, k_landscape, [&](Ui& ui) {
        for (int i = 0; i < 4; ++i) {
            const auto place = Rect::sized(100, 100 + 120 * static_cast<float>(i), 600, 72);
            if (draw_list_row(ui, place, fmt::format("row {}", i), {.title = Text::data("A")})
                    .pressed) {
                pressed = i;
            }
        }
    });
    window.frames(2);
    window.key(ImGuiKey_Tab);
    const auto ringed = pixels_of(window, Role::info);
    REQUIRE(ringed > 1000);
    window.touch("row 2");
    CHECK(pressed == 2);
    CHECK(pixels_of(window, Role::info) == 0);
    window.key(ImGuiKey_DownArrow);
    CHECK(pixels_of(window, Role::info) == ringed);
}
