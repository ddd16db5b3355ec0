#include <imgui_internal.h>

#include "terminal/gallery/gallery_pages.hpp"
#include "terminal/kit/core/paint.hpp"
#include "tests/kit/layout_check.hpp"
#include "tests/kit/ui_fixture.hpp"

using namespace qiantai::ui;

namespace {

void sign(GalleryWindow& gallery) {
    const auto* pad = gallery.window.seen().find("pad");
    REQUIRE(pad != nullptr);
    const auto area = pad->target;
    gallery.window.drag({area.left + 40, area.center_y()}, {area.right - 40, area.center_y()}, 12);
    gallery.window.drag({area.center_x(), area.top + 20}, {area.center_x(), area.bottom - 40}, 8);
}

}  // namespace

TEST_CASE(
    "the customer agrees only after a signature, a dot is none, and signing anew starts over") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::customer);
    CHECK(gallery.window.seen().shows("请先签名"));
    CHECK_FALSE(gallery.window.touch("agree"));
    const auto area = gallery.window.seen().find("pad")->target;
    gallery.window.touch_at({area.center_x(), area.center_y()});
    REQUIRE(gallery.state.strokes.size() == 1);
    CHECK_FALSE(gallery.window.touch("agree"));
    gallery.touch("重签");
    sign(gallery);
    CHECK(gallery.window.seen().shows("我同意，完成"));
    gallery.window.key(ImGuiKey_Delete);
    gallery.window.frames(2);
    CHECK(gallery.state.strokes.empty());
    sign(gallery);
    gallery.touch("agree");
    gallery.window.frames(2);
    CHECK(gallery.window.seen().shows("谢谢您"));
    CHECK_FALSE(gallery.window.seen().shows("请在这里签名"));
}

TEST_CASE("with the keyboard alone one reaches every button of the customer's side") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::customer);
    sign(gallery);
    for (int i = 0; i < 40 && !gallery.state.customer_done; ++i) {
        gallery.window.key(ImGuiKey_Tab);
        gallery.window.frames(2);
        const auto* agree = gallery.window.seen().find("agree");
        REQUIRE(agree != nullptr);
        if (ImGui::GetCurrentContext()->NavId == agree->id) gallery.window.key(ImGuiKey_Enter);
        gallery.window.frames(2);
    }
    CHECK(gallery.state.customer_done);
}

TEST_CASE("the customer's language is not the terminal's, and large words say all that others do") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::customer);
    CHECK(gallery.window.seen().shows("有不对的地方"));
    gallery.touch("English");
    gallery.window.frames(2);
    CHECK(gallery.window.seen().shows("Please sign here"));
    CHECK(gallery.window.settings.language == Language::zh);
    gallery.touch("larger");
    gallery.window.frames(2);
    CHECK(gallery.window.seen().shows("Sign if you agree"));
    CHECK(gallery.window.seen().shows("A Smaller"));
    gallery.touch("中文");
    gallery.window.frames(2);
    CHECK(gallery.window.seen().shows("退给您"));
}

TEST_CASE("what the signature is for stays in sight while the rest is scrolled") {
    const Resources resources;
    GalleryState state;
    state.page = GalleryPage::customer;
    for (const auto size : {Headless::Size{1366, 768, 1.5f}, Headless::Size{1024, 600, 1}}) {
        Headless window(resources.files, size, [&](Ui& ui) {
            GalleryIntents intents;
            gallery::draw_customer_page(ui, ui.screen(), state, intents);
        });
        for (const bool large : {false, true}) {
            state.customer_large = large;
            window.frames(3);
            const auto amount = std::ranges::find(window.seen().texts, "¥369.00", &SeenText::text);
            REQUIRE(amount != window.seen().texts.end());
            CHECK_FALSE(amount->scrolls);
            CHECK(amount->clip.contains(amount->needed));
        }
    }
}

TEST_CASE("the customer's side fits every size, large words and both languages") {
    for (const auto size : {k_landscape, k_full_hd, k_portrait, Headless::Size{1366, 768, 1.25f},
                            Headless::Size{1024, 768, 1.25f}, Headless::Size{768, 1024, 1},
                            Headless::Size{3840, 2160, 1}}) {
        const Resources resources;
        GalleryState state;
        state.page = GalleryPage::customer;
        Headless window(resources.files, size, [&](Ui& ui) {
            GalleryIntents intents;
            gallery::draw_customer_page(ui, ui.screen(), state, intents);
        });
        CAPTURE(size.width);
        for (const auto language : {Language::zh, Language::en}) {
            for (const bool large : {false, true}) {
                state.customer_language = language;
                state.customer_large = large;
                window.frames(3);
                check_layout(window);
                check_no_overlap(window);
            }
        }
    }
}

TEST_CASE("a stored signature is drawn inside its place, however it was written") {
    const Resources resources;
    std::vector<qiantai::Stroke> strokes{{{9000, 100}, {9990, 400}}, {{9500, 50}, {9400, 2000}}};
    const auto place = Rect::sized(100, 100, 160, 48);
    Headless window(resources.files, k_landscape, [&](Ui& ui) {
        fill(ui, ui.screen(), Role::surface);
        draw_signature_thumbnail(ui, place, strokes);
    });
    window.frames(2);
    const auto picture = window.picture();
    int inside = 0, outside = 0;
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            const auto at = (std::size_t(y) * std::size_t(picture.width) + std::size_t(x)) * 4;
            if (picture.rgba[at] > 128) continue;
            const bool in = place.contains(ImVec2{float(x) + 0.5f, float(y) + 0.5f});
            ++(in ? inside : outside);
        }
    }
    CHECK(inside > 40);
    CHECK(outside == 0);
}
