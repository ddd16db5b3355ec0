#include "tests/system/real_screen.hpp"

#include <doctest/doctest.h>
#include <poll.h>
#include <stdlib.h>
#include <xcb/xtest.h>

namespace qiantai::test {
namespace {

constexpr std::uint8_t k_left_button = 1;
constexpr int k_moment_ms = 15;

template <typename Reply>
using Owned = std::unique_ptr<Reply, void (*)(void*)>;

}  // namespace

RealScreen::RealScreen(const std::string& display)
    : m_connection(xcb_connect(display.c_str(), nullptr), xcb_disconnect),
      m_screen(xcb_setup_roots_iterator(xcb_get_setup(m_connection.get())).data) {
    REQUIRE(xcb_connection_has_error(m_connection.get()) == 0);
}

void RealScreen::touch(ImVec2 point) {
    auto* connection = m_connection.get();
    const auto send = [&](std::uint8_t type, std::uint8_t detail) {
        xcb_test_fake_input(connection, type, detail, XCB_CURRENT_TIME, m_screen->root,
                            static_cast<std::int16_t>(point.x), static_cast<std::int16_t>(point.y),
                            0);
    };
    send(XCB_MOTION_NOTIFY, 0);
    send(XCB_BUTTON_PRESS, k_left_button);
    send(XCB_BUTTON_RELEASE, k_left_button);
    REQUIRE(xcb_flush(connection) > 0);
}

ui::Picture RealScreen::picture() const {
    auto* connection = m_connection.get();
    const auto wide = m_screen->width_in_pixels, high = m_screen->height_in_pixels;
    const auto asked =
        xcb_get_image(connection, XCB_IMAGE_FORMAT_Z_PIXMAP, m_screen->root, 0, 0, wide, high, ~0U);
    const Owned<xcb_get_image_reply_t> image(xcb_get_image_reply(connection, asked, nullptr),
                                             ::free);
    REQUIRE(image);
    ui::Picture picture{wide, high, {}};
    const auto count = static_cast<std::size_t>(wide) * high;
    picture.rgba.resize(4 * count);
    const auto* from = xcb_get_image_data(image.get());
    REQUIRE(xcb_get_image_data_length(image.get()) == static_cast<int>(4 * count));
    for (std::size_t i = 0; i < 4 * count; i += 4) {
        // The server's order is blue, green, red.
        picture.rgba[i] = from[i + 2];
        picture.rgba[i + 1] = from[i + 1];
        picture.rgba[i + 2] = from[i];
        picture.rgba[i + 3] = 255;
    }
    return picture;
}

void RealScreen::wait_a_moment() const {
    pollfd server{xcb_get_file_descriptor(m_connection.get()), POLLIN, 0};
    ::poll(&server, 1, k_moment_ms);
}

}  // namespace qiantai::test
