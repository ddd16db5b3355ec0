#include "tests/system/real_keyboard.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <xcb/xtest.h>

namespace qiantai::test {
namespace {

constexpr std::uint32_t k_shift = 0xFFE1;

template <typename Reply>
std::unique_ptr<Reply, void (*)(void*)> own_reply(Reply* reply) {
    REQUIRE(reply != nullptr);
    return {reply, ::free};
}

}  // namespace

RealKeyboard::RealKeyboard(const std::string& display)
    : m_connection(xcb_connect(display.c_str(), nullptr), xcb_disconnect),
      m_code_least(xcb_get_setup(m_connection.get())->min_keycode) {
    REQUIRE(xcb_connection_has_error(m_connection.get()) == 0);
    read_labels();
}

void RealKeyboard::read_labels() {
    auto* connection = m_connection.get();
    const auto count =
        static_cast<std::uint8_t>(xcb_get_setup(connection)->max_keycode - m_code_least + 1);
    const auto asked = xcb_get_keyboard_mapping(connection, m_code_least, count);
    const auto labels = own_reply(xcb_get_keyboard_mapping_reply(connection, asked, nullptr));
    m_labels_each = labels->keysyms_per_keycode;
    m_labels.assign(
        xcb_get_keyboard_mapping_keysyms(labels.get()),
        static_cast<std::size_t>(xcb_get_keyboard_mapping_keysyms_length(labels.get())));
}

RealKeyboard::Place RealKeyboard::place_of(std::uint32_t keysym) const {
    for (const std::size_t level : {0, 1}) {
        for (std::size_t at = level; at < m_labels.size(); at += m_labels_each) {
            if (m_labels[at] != keysym) continue;
            return {static_cast<std::uint8_t>(m_code_least + at / m_labels_each), level == 1};
        }
    }
    FAIL("no key has the keysym ", keysym);
    return {};
}

void RealKeyboard::press(std::uint32_t keysym, int gap_ms, int held_ms) {
    const auto place = place_of(keysym);
    const auto shift = place_of(k_shift).code;
    if (place.shifted) send(XCB_KEY_PRESS, shift, std::exchange(gap_ms, 0));
    send(XCB_KEY_PRESS, place.code, gap_ms);
    send(XCB_KEY_RELEASE, place.code, held_ms);
    if (place.shifted) send(XCB_KEY_RELEASE, shift, 0);
    REQUIRE(xcb_flush(m_connection.get()) > 0);
}

void RealKeyboard::type(std::string_view text, int gap_ms, int held_ms) {
    for (const char c : text) {
        const auto keysym = c == '\n' ? k_enter : c == '\t' ? k_tab : static_cast<std::uint32_t>(c);
        press(keysym, gap_ms - held_ms, held_ms);
    }
}

void RealKeyboard::relabel(char character, std::uint32_t keysym) {
    const auto code = place_of(static_cast<std::uint32_t>(character)).code;
    const std::uint32_t labels[] = {keysym, keysym};
    xcb_change_keyboard_mapping(m_connection.get(), 1, code, 2, labels);
    wait();
}

void RealKeyboard::wait(int ms) {
    auto* connection = m_connection.get();
    // Letting go of a key that is up does nothing, but it is done `ms` from now.
    if (ms > 0) send(XCB_KEY_RELEASE, place_of(k_f1).code, ms);
    own_reply(xcb_get_input_focus_reply(connection, xcb_get_input_focus(connection), nullptr));
}

void RealKeyboard::send(std::uint8_t type, std::uint8_t code, int after_ms) {
    xcb_test_fake_input(m_connection.get(), type, code, static_cast<std::uint32_t>(after_ms),
                        XCB_NONE, 0, 0, 0);
}

}  // namespace qiantai::test
