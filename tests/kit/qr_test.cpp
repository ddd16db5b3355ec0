#include "tests/kit/qr_reader.hpp"
#include "tests/kit/ui_fixture.hpp"

using namespace qiantai::ui;

namespace {

/// The code as it stands in a picture that shows nothing else.
QrCode seen_in(const Picture& picture, const QrCode& drawn) {
    const auto dark = [&](int x, int y) {
        return picture.rgba[static_cast<std::size_t>((y * picture.width + x) * 4)] < 128;
    };
    constexpr int k_quiet = 4;
    const int module = picture.width / (drawn.side + 2 * k_quiet);
    const int edge = (picture.width - module * (drawn.side + 2 * k_quiet)) / 2;
    QrCode seen{.side = drawn.side};
    for (int y = 0; y < drawn.side; ++y) {
        for (int x = 0; x < drawn.side; ++x) {
            seen.dark.push_back(dark(edge + (x + k_quiet) * module + module / 2,
                                     edge + (y + k_quiet) * module + module / 2));
        }
    }
    return seen;
}

}  // namespace

TEST_CASE("a QR code says the text it was made of") {
    for (const auto* text : {"7", "S001-01-000123-K", "6600123456789", "会员 0746"}) {
        CAPTURE(text);
        const auto code = make_qr(text);
        CHECK(QrReader(code).read() == text);
    }
    CHECK(make_qr(std::string(4000, 'x')).side == 0);
}

TEST_CASE("it is drawn dark on white in every theme, and can be read from the picture") {
    const auto code = make_qr("S001-01-000123-K");
    const auto files = FontFiles::open({}).value();
    for (const auto theme : {ThemeKind::light, ThemeKind::dark, ThemeKind::high_contrast}) {
        CAPTURE(static_cast<int>(theme));
        Headless window(files, {150, 150, 1}, [&](Ui& ui) {
            draw_qr(ui, ui.screen(), "code", Text::data("code"), code);
        });
        window.settings.theme = theme;
        window.frames(2);
        CHECK(QrReader(seen_in(window.picture(), code)).read() == "S001-01-000123-K");
    }
}
