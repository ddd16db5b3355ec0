#include "terminal/kit/core/fonts.hpp"

#include <fstream>

#include "terminal/kit/core/paint.hpp"
#include "tests/kit/ui_fixture.hpp"

using namespace qiantai::ui;

namespace {

void draw_nothing(Ui&) {}

}  // namespace

TEST_CASE("common, rare and non-BMP characters have glyphs") {
    const Resources resources;
    Headless window(resources.files, k_landscape, draw_nothing);
    for (const char32_t character : {U'a', U'1', U'·', U'张', U'䶮', U'喆', U'堃', U'\U00020BB7',
                                     U'\U0002A6A5', U'\U0002B4E8', U'\U00028CCA'}) {
        CAPTURE(static_cast<unsigned>(character));
        CHECK(window.ui().fonts().has(character));
    }
    CHECK_FALSE(window.ui().fonts().has(U'\U0010FFFD'));
}

TEST_CASE("any character is rasterised at any size when it is first drawn") {
    const Resources resources;
    Headless window(resources.files, k_landscape, [](Ui& ui) {
        auto rest = ui.screen();
        for (const float size : {13.0f, 17.0f, 41.0f, 96.0f}) {
            draw_text_sized(ui, rest.cut_top(150), Text::data("𠮷䶮"), {size, Weight::bold},
                            Role::ink, Align::left);
        }
    });
    window.frame();
    const auto picture = window.picture();
    for (int band = 0; band < 4; ++band) {
        int dark = 0;
        for (int y = band * 150; y < band * 150 + 150; ++y) {
            for (int x = 0; x < 300; ++x) {
                if (picture.rgba[static_cast<std::size_t>((y * picture.width + x) * 4)] < 100)
                    ++dark;
            }
        }
        CAPTURE(band);
        CHECK(dark > 20);
    }
}

TEST_CASE("a character comes in its own size, also after others were thrown away") {
    const Resources resources;
    std::vector<std::pair<float, std::string>> shown;
    Headless window(resources.files, k_landscape, [&](Ui& ui) {
        auto rest = ui.screen();
        for (const auto& [size, text] : shown) {
            draw_text_sized(ui, rest.cut_top(100), Text::data(text), {size, Weight::bold},
                            Role::ink, Align::left);
        }
    });
    shown = {{30, "会"}, {60, "会"}, {90, "会"}};
    window.frame();
    shown = {{90, "会"}, {60, "会"}};
    window.frames(4);
    // The last that is rasterised before the smallest goes, whose place the others move up into.
    shown = {{90, "会"}, {60, "员"}};
    window.frame();
    ImGui::GetIO().Fonts->CompactCache();
    window.frame();
    shown = {{90, "会"}, {90, "档"}, {60, "会"}, {60, "案"}};
    window.frame();
    const auto& texts = window.seen().texts;
    REQUIRE(texts.size() == 4);
    CHECK(texts[1].needed.width() == texts[0].needed.width());
    CHECK(texts[3].needed.width() == texts[2].needed.width());
    CHECK(texts[0].needed.width() > texts[2].needed.width());
}

TEST_CASE("digits are equally wide in every style, so that figures stand in columns") {
    const Resources resources;
    Headless window(resources.files, k_landscape, draw_nothing);
    window.frame();
    for (int style = 0; style < static_cast<int>(TextStyle::count); ++style) {
        const auto wide = [&](char digit) {
            return text_width(window.ui(), std::string_view(&digit, 1),
                              static_cast<TextStyle>(style));
        };
        for (char digit = '1'; digit <= '9'; ++digit) CHECK(wide(digit) == wide('0'));
    }
}

TEST_CASE("a missing font is an error that names it") {
    FontPaths paths;
    paths.bold = "/nonexistent/bold.ttc";
    const auto files = FontFiles::open(paths);
    REQUIRE_FALSE(files.ok());
    CHECK(files.error().kind == &k_font_missing);
    CHECK(files.error().detail.find("/nonexistent/bold.ttc") != std::string::npos);
}

TEST_CASE("lines break between Chinese characters, between words, and not before a comma") {
    const Resources resources;
    Headless window(resources.files, k_landscape, draw_nothing);
    window.frame();
    const auto lines = wrapped_lines(window.ui(), "一二三四，五六", TextStyle::body, 4.5f * 17);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0] == "一二三");
    CHECK(lines[1] == "四，五六");
    const auto words = wrapped_lines(window.ui(), "alpha beta", TextStyle::body, 60);
    REQUIRE(words.size() == 2);
    CHECK(words[1] == "beta");
    CHECK(wrapped_lines(window.ui(), "a\n\nb", TextStyle::body, 100).size() == 3);
}

TEST_CASE("a date stands in one line, however wide the place is") {
    const Resources resources;
    Headless window(resources.files, k_landscape, draw_nothing);
    window.frame();
    const auto is_kept = [&](std::string_view date, const std::string& text) {
        CAPTURE(text);
        const auto least = text_width(window.ui(), date, TextStyle::body) + 1;
        for (auto width = least; width < least + 400; width += 5) {
            const auto lines = wrapped_lines(window.ui(), text, TextStyle::body, width);
            CHECK(std::ranges::any_of(
                lines, [&](auto line) { return line.find(date) != std::string_view::npos; }));
        }
    };
    for (const auto* date : {"2026年11月24日", "11月24日", "2026年", "1986 年八月十五",
                             "1987 年闰六月廿三", "2026 年 8 月 3 日", "24 Nov 2026", "3 May"}) {
        is_kept(date, date);
        is_kept(date, std::string("会员卡的有效期从") + date + "延长到以后的日子。");
        is_kept(date, std::string("The card, valid until ") + date + ", will be valid again.");
    }
    // Numbers that are no dates break as they did.
    const auto lines = wrapped_lines(window.ui(), "24 Marbles", TextStyle::body, 75);
    CHECK(lines.size() == 2);
}

TEST_CASE("a rare character is as large as the others of its line, whichever font has it") {
    const auto files = FontFiles::open({}).value();
    const ImGuiSession session;
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    const Fonts fonts(files);
    auto* baked = fonts.text(Weight::regular)->GetFontBaked(fonts.line_height(100));
    const auto* common = baked->FindGlyph(U'国');
    // From extensions B to D, of which Noto has only some.
    for (const char32_t rare : {U'𡨴', U'𫝀', U'𠔻', U'𪚥'}) {
        CAPTURE(static_cast<std::uint32_t>(rare));
        const auto* glyph = baked->FindGlyph(static_cast<ImWchar>(rare));
        CHECK(glyph->AdvanceX == doctest::Approx(common->AdvanceX).epsilon(0.03));
        CHECK((glyph->Y0 + glyph->Y1) / 2 ==
              doctest::Approx((common->Y0 + common->Y1) / 2).epsilon(0.1));
    }
}

TEST_CASE("fonts at rest give their memory back and still draw new characters") {
    const auto resident_kb = [] {
        std::ifstream file("/proc/self/smaps");
        bool of_font = false;
        long total = 0;
        for (std::string line; std::getline(file, line);) {
            if (line.find("NotoSansCJK") != std::string::npos) of_font = true;
            if (of_font && line.starts_with("Rss:")) {
                total += std::stol(line.substr(4));
                of_font = false;
            }
        }
        return total;
    };
    const Resources resources;
    Text text = Text::data("张三丰今天到店");
    Headless window(resources.files, k_landscape, [&](Ui& ui) {
        draw_text(ui, ui.screen(), text, TextStyle::display, Role::ink);
    });
    window.frames(2);
    const auto before = resident_kb();
    window.ui().fonts().rest();
    CHECK(resident_kb() < before / 4);
    text = Text::data("龘");
    window.frames(2);
    int dark = 0;
    const auto picture = window.picture();
    for (std::size_t i = 0; i < picture.rgba.size(); i += 4) dark += picture.rgba[i] < 100 ? 1 : 0;
    CHECK(dark > 200);
}
