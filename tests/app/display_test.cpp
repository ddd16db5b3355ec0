#include "schema/base/file.hpp"
#include "terminal/app/display_settings.hpp"
#include "tests/app/app_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

struct DisplayWindow : AppWindow {
    explicit DisplayWindow(Headless::Size size = k_sizes[0]) : AppWindow(size) {
        sign_in(Who::clerk);
        touch("person");
    }
    std::filesystem::path file() const { return desk.home().config; }
};

/// A 40 x 20 picture in the chain's red.
void save_logo(const std::filesystem::path& file) {
    Picture red{40, 20, {}};
    for (int i = 0; i < 40 * 20; ++i) red.rgba.insert(red.rgba.end(), {200, 0, 0, 255});
    REQUIRE(save_png(file, red).ok());
}

std::size_t red_pixels(const Picture& picture) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
        if (picture.rgba[i] == 200 && picture.rgba[i + 1] == 0 && picture.rgba[i + 2] == 0) ++count;
    }
    return count;
}

}  // namespace

TEST_CASE_FIXTURE(DisplayWindow, "what is chosen in the person's menu is there after a restart") {
    CHECK_FALSE(std::filesystem::exists(file()));
    touch("English");
    touch("Dark");
    touch("125%");
    touch("Off");
    const auto loaded = load_display_settings(file());
    REQUIRE(loaded.ok());
    CHECK(loaded->looks.own.at("1001") == PersonLook{Language::en, ThemeKind::dark, 125});
    CHECK(loaded->looks.usual == PersonLook{});
    CHECK(loaded->keyboard == ScreenKeyboard::off);
    Scene fresh;
    fresh.display_scale = 2;
    apply_display_settings(fresh, *loaded);
    CHECK(fresh.settings.scale == doctest::Approx(2));
    fresh.session = domain::Session{.staff_number = "1001", .name = {}, .store_code = {}};
    apply_display_settings(fresh, *loaded);
    CHECK(fresh.settings.scale == doctest::Approx(2.5f));
    CHECK(fresh.settings.language == Language::en);
}

TEST_CASE_FIXTURE(DisplayWindow, "everybody has a look of their own, and nobody the one before's") {
    touch("English");
    touch("Dark");
    touch("125%");
    touch("lock");
    CHECK(seen().shows("Locked"));
    pin(domain::test::k_pin);
    touch("person");
    touch("switch");
    CHECK(seen().shows("请选择您的姓名"));
    CHECK(scene().look() == PersonLook{});
    sign_in(Who::store_manager);
    CHECK(scene().look() == PersonLook{});
    touch("person");
    touch("高对比");
    touch("switch");
    sign_in(Who::clerk);
    CHECK(scene().look() == PersonLook{Language::en, ThemeKind::dark, 125});
    const auto saved = load_display_settings(file())->looks;
    CHECK(saved.own.at("1002").theme == ThemeKind::high_contrast);
}

TEST_CASE_FIXTURE(DisplayWindow, "how it looks to everybody else is said in the file") {
    REQUIRE(write_file_atomically(file(),
                                  "[display]\nlanguage = \"en\"\n"
                                  "[display.people.1002]\ntheme = \"dark\"\n",
                                  0600)
                .ok());
    const auto looks = load_display_settings(file())->looks;
    CHECK(looks.of("1001") == PersonLook{.language = Language::en});
    CHECK(looks.of("1002") == PersonLook{.language = Language::en, .theme = ThemeKind::dark});
    for (const auto* line : {"people = 1", "people.1002 = 1", "people.1002.theme = 1"}) {
        CAPTURE(line);
        REQUIRE(write_file_atomically(file(), fmt::format("[display]\n{}\n", line), 0600).ok());
        CHECK_FALSE(load_display_settings(file()).ok());
    }
}

TEST_CASE_FIXTURE(DisplayWindow, "a larger size and a missing keyboard show at once") {
    const auto small = seen().find("lock")->target.height();
    touch("150%");
    CHECK(seen().find("lock")->target.height() > 1.4f * small);
    touch("不用");
    key(ImGuiKey_Escape);
    touch("会员");
    touch("field");
    CHECK(seen().find("hide") == nullptr);
}

TEST_CASE_FIXTURE(DisplayWindow,
                  "from the largest size there is a way back on the smallest screen") {
    touch("150%");
    check_layout("person-menu-150");
    touch("90%");
    check_layout("person-menu-90");
    CHECK(load_display_settings(file())->looks.own.at("1001").scale_percent == 90);
}

TEST_CASE("the person's menu fits every size") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        DisplayWindow till(size);
        till.check_layout("person-menu");
    }
}

TEST_CASE_FIXTURE(DisplayWindow, "other settings in the file stay when the look changes") {
    REQUIRE(write_file_atomically(file(), "[printer]\nname = \"counter\"\n", 0600).ok());
    touch("深色");
    const auto text = read_file(file()).value();
    CHECK(text.find("counter") != std::string::npos);
    CHECK(load_display_settings(file())->looks.own.at("1001").theme == ThemeKind::dark);
}

TEST_CASE_FIXTURE(DisplayWindow,
                  "a malformed file is an error with its place, and is kept aside when somebody "
                  "chooses anew") {
    constexpr std::string_view k_broken = "[display]\nlanguage = en\n";
    REQUIRE(write_file_atomically(file(), k_broken, 0600).ok());
    const auto loaded = load_display_settings(file());
    REQUIRE_FALSE(loaded.ok());
    CHECK(loaded.error().kind == &k_settings_malformed);
    CHECK(loaded.error().detail.find("line 2") != std::string::npos);
    CHECK(read_file(file()).value() == k_broken);
    touch("深色");
    CHECK(load_display_settings(file())->looks.own.at("1001").theme == ThemeKind::dark);
    CHECK(read_file(file().string() + ".unreadable").value() == k_broken);
}

TEST_CASE_FIXTURE(DisplayWindow, "settings that can't be read are told to whoever signs in") {
    scene().start_notice = make_error(k_settings_malformed);
    key(ImGuiKey_Escape);
    touch("lock");
    CHECK_FALSE(seen().shows("终端设置无法读取"));
    pin(domain::test::k_pin);
    window.frames(2);
    CHECK(seen().shows("终端设置无法读取"));
    CHECK_FALSE(scene().start_notice);
}

TEST_CASE_FIXTURE(DisplayWindow, "the person's menu is left by its cross") {
    REQUIRE(nav().person_menu);
    touch("close sheet");
    CHECK_FALSE(nav().person_menu);
}

TEST_CASE_FIXTURE(DisplayWindow, "a value that means nothing is an error that names it") {
    for (const auto* line : {"language = \"fr\"", "theme = 1", "scale_percent = 110",
                             "keyboard = true", "scale_percent = \"100\""}) {
        CAPTURE(line);
        REQUIRE(write_file_atomically(file(), fmt::format("[display]\n{}\n", line), 0600).ok());
        const auto loaded = load_display_settings(file());
        REQUIRE_FALSE(loaded.ok());
        const std::string name(line, std::string_view(line).find(' '));
        CHECK(loaded.error().detail.find("display." + name) != std::string::npos);
    }
    REQUIRE(write_file_atomically(file(), "display = 3\n", 0600).ok());
    CHECK_FALSE(load_display_settings(file()).ok());
}

TEST_CASE_FIXTURE(DisplayWindow, "settings that can't be written are told") {
    std::filesystem::create_directories(file());
    touch("深色");
    CHECK(scene().settings.theme == ThemeKind::dark);
    CHECK(scene().toasts.shown() != nullptr);
    CHECK(log.has({"display_settings_not_saved"}));
}

TEST_CASE("the chain's logo is shown at signing in and in the rail") {
    AppWindow till;
    CHECK(red_pixels(till.window.picture()) == 0);
    save_logo(till.desk.home().config.parent_path() / "logo.png");
    till.jobs.post(load_chain_logo);
    till.settle();
    CHECK(red_pixels(till.window.picture()) == 40 * 20);
    till.shoot("logo-sign-in");
    till.sign_in(Who::clerk);
    CHECK(red_pixels(till.window.picture()) == 40 * 20);
    till.shoot("logo-rail");
}

TEST_CASE("a logo that is no picture leaves the usual sign") {
    AppWindow till;
    const auto before = till.window.picture();
    REQUIRE(
        write_file_atomically(till.desk.home().config.parent_path() / "logo.png", "no", 0600).ok());
    till.jobs.post(load_chain_logo);
    till.settle();
    CHECK_FALSE(till.scene().shop.logo);
    CHECK(till.window.picture().rgba == before.rgba);
}
