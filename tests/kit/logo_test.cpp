#include <unistd.h>

#include "schema/base/file.hpp"
#include "terminal/kit/headless/picture_file.hpp"
#include "terminal/kit/widgets/widget_shell.hpp"
#include "tests/kit/ui_fixture.hpp"

using namespace qiantai;
using namespace qiantai::ui;

namespace {

Picture plain_picture(int width, int height, std::array<std::uint8_t, 4> color) {
    Picture picture{width, height, {}};
    for (int i = 0; i < width * height; ++i) {
        picture.rgba.insert(picture.rgba.end(), color.begin(), color.end());
    }
    return picture;
}

int count_color(const Picture& picture, std::array<std::uint8_t, 3> color) {
    int found = 0;
    for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
        found += std::equal(color.begin(), color.end(), picture.rgba.begin() + std::ptrdiff_t(i));
    }
    return found;
}

struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / fmt::format("qiantai-logo-{}", ::getpid());
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
};

}  // namespace

TEST_CASE("a logo is drawn as large as it fits, in its colours, and never enlarged") {
    const Resources resources;
    Logo logo{Text::data("青禾"),
              std::make_shared<const Picture>(plain_picture(200, 100, {200, 30, 90, 255}))};
    float wide = 100;
    Headless window(resources.files, k_landscape,
                    [&](Ui& ui) { draw_logo(ui, Rect::sized(10, 10, wide, 400), logo); });
    window.frames(3);
    CHECK(count_color(window.picture(), {200, 30, 90}) == 100 * 50);
    wide = 900;
    window.frames(3);
    CHECK(count_color(window.picture(), {200, 30, 90}) == 200 * 100);
}

TEST_CASE("without a picture the chain's initial and name stand in for it") {
    const Resources resources;
    const Logo logo{Text::data("青禾超市")};
    float wide = 400;
    Headless window(resources.files, k_landscape,
                    [&](Ui& ui) { draw_logo(ui, Rect::sized(10, 10, wide, 64), logo); });
    window.frames(3);
    CHECK(window.seen().shows("青"));
    CHECK(window.seen().shows("青禾超市"));
    wide = 64;
    window.frames(3);
    CHECK(window.seen().shows("青"));
    CHECK_FALSE(window.seen().shows("青禾超市"));
}

TEST_CASE("the rail shows the logo only where all its entries keep their height") {
    const Resources resources;
    const Logo logo{Text::data("青禾")};
    const std::vector<RailEntry> entries(8, {"home", Icon::home, Text::data("Home")});
    float high = 768;
    Headless window(resources.files, k_landscape,
                    [&](Ui& ui) { draw_rail(ui, Rect::sized(0, 0, 96, high), entries, 0, &logo); });
    window.frames(2);
    CHECK(window.seen().shows("青"));
    high = 640;
    window.frames(2);
    CHECK_FALSE(window.seen().shows("青"));
}

TEST_CASE("scaling down takes the mean and does not darken the edge to what is transparent") {
    auto picture = plain_picture(4, 2, {255, 255, 255, 255});
    for (const std::size_t pixel : {0, 4}) {
        std::fill_n(picture.rgba.begin() + std::ptrdiff_t(pixel * 4), 4, std::uint8_t{0});
    }
    const auto small = scaled_down(picture, 2, 1);
    CHECK(small.rgba == std::vector<std::uint8_t>{255, 255, 255, 127, 255, 255, 255, 255});
}

TEST_CASE("a large logo is kept small, and what is no PNG is refused with a reason") {
    const Folder folder;
    const auto good = folder.path / "logo.png";
    REQUIRE(app::save_png(good, plain_picture(1600, 400, {1, 2, 3, 255})));
    const auto logo = app::load_logo(good);
    REQUIRE(logo);
    CHECK(logo->width == 640);
    CHECK(logo->height == 160);
    CHECK(logo->rgba[2] == 3);

    const auto broken = folder.path / "broken.png";
    const auto bytes = read_file(good).value();
    REQUIRE(write_file_atomically(broken, bytes.substr(0, bytes.size() / 2), 0644));
    CHECK(app::load_logo(broken).error().kind->code == app::k_logo_unusable.code);
    REQUIRE(write_file_atomically(broken, "no picture", 0644));
    CHECK(app::load_logo(broken).error().kind->code == app::k_logo_unusable.code);
    CHECK(app::load_logo(folder.path / "missing.png").error().kind->code ==
          app::k_logo_unusable.code);
    const auto huge = folder.path / "huge.png";
    REQUIRE(app::save_png(huge, plain_picture(5000, 2, {1, 2, 3, 255})));
    CHECK(app::load_logo(huge).error().kind->code == app::k_logo_unusable.code);
}
