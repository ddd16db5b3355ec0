#include "terminal/app/window.hpp"

#include "tests/kit/ui_fixture.hpp"
#include "tests/support/virtual_display.hpp"

using namespace qiantai;
using namespace qiantai::ui;

namespace {

/// How many pixels of a hundred differ by more than rounding.
double different_percent(const Picture& one, const Picture& other) {
    std::size_t different = 0;
    for (std::size_t i = 0; i < one.rgba.size(); i += 4) {
        int most = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            most = std::max(most, std::abs(one.rgba[i + k] - other.rgba[i + k]));
        }
        if (most > 24) ++different;
    }
    return 100.0 * static_cast<double>(different) / static_cast<double>(one.rgba.size() / 4);
}

}  // namespace

TEST_CASE("a real window shows what the pictures without a display show, and takes in all input") {
    const test::VirtualDisplay display;
    Picture expected;
    {
        GalleryWindow gallery;
        gallery.open(GalleryPage::forms);
        expected = gallery.window.picture();
    }
    auto opened = app::Window::open({});
    REQUIRE(opened.ok());
    auto& window = **opened;
    const Resources resources;
    const Fonts fonts(resources.files);
    Ui ui(fonts);
    Keyboard keyboard(resources.pinyin.get());
    GalleryState state;
    state.page = GalleryPage::forms;
    const auto draw = [&](double now_s) {
        ui.begin_frame({.motion = Motion::off}, now_s);
        for (const auto& intent : draw_gallery(ui, keyboard, state)) apply_gallery(state, intent);
        ui.end_frame();
    };
    for (int i = 0; i < 4; ++i) window.draw_now(ui, draw);
    const auto shown = window.take_picture(ui, draw);
    REQUIRE(shown.width == expected.width);
    REQUIRE(shown.height == expected.height);
    CHECK(different_percent(shown, expected) < 1.0);
    // Quicker fingers than frames: were the rest left for the next event, run() would sleep here.
    constexpr int k_presses = 20;
    for (int i = 0; i < 2 * k_presses; ++i) ImGui::GetIO().AddMouseButtonEvent(0, i % 2 == 0);
    int seen = 0;
    const auto count = [&](double now_s) {
        draw(now_s);
        if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) ++seen;
        if (!ui.input_waits()) window.close();
    };
    window.wake();
    window.run(ui, count, [](const Scan&) {});
    CHECK(seen == k_presses);
}
