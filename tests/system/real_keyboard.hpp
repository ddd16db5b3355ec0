#pragma once

#include <xcb/xcb.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace qiantai::test {

/// The keyboard, or the scanner, in front of a display. The X server itself keeps the time between
/// the keys, so that gaps are real however busy this program is; nothing here waits but wait().
class RealKeyboard {
  public:
    static constexpr std::uint32_t k_tab = 0xFF09, k_linefeed = 0xFF0A, k_enter = 0xFF0D,
                                   k_keypad_enter = 0xFF8D, k_f1 = 0xFFBE, k_backspace = 0xFF08,
                                   k_back_tab = 0xFE20;

    explicit RealKeyboard(const std::string& display);

    /// The key with this keysym goes down `gap_ms` after what was done before, and up again.
    void press(std::uint32_t keysym, int gap_ms, int held_ms = 0);
    /// ASCII, \n for Enter and \t for Tab, capitals with Shift.
    void type(std::string_view text, int gap_ms, int held_ms = 0);
    /// From now on the key that wrote `character` writes what has this keysym, as under another
    /// layout. Who presses it goes by what it wrote before.
    void relabel(char character, std::uint32_t keysym);
    /// Until the server has done everything, and `ms` more.
    void wait(int ms = 0);

  private:
    struct Place {
        std::uint8_t code;
        bool shifted;
    };
    Place place_of(std::uint32_t keysym) const;
    void send(std::uint8_t type, std::uint8_t code, int after_ms);
    void read_labels();

    std::unique_ptr<xcb_connection_t, void (*)(xcb_connection_t*)> m_connection;
    std::uint8_t m_code_least;
    std::uint8_t m_labels_each = 0;
    std::basic_string<std::uint32_t> m_labels;
};

}  // namespace qiantai::test
