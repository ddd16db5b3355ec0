// Keys and scans as they come out of a real X server into the terminal's window, with the gaps that
// the server keeps.

#include <doctest/doctest.h>

#include "terminal/app/window.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_pad.hpp"
#include "tests/support/virtual_display.hpp"
#include "tests/system/real_keyboard.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::ui;

enum class Shows : std::uint8_t { nothing, fields, pad };

/// A window with three fields, of which the first has the focus, or a pad, or neither. What happens
/// is told as text: [code], {unclear}, n for Enter in a field, c for the pad's confirm.
class TypedWindow {
  public:
    explicit TypedWindow(Shows shows) : m_shows(shows), m_window(app::Window::open({}).value()) {
        // The field is drawn, gets the focus, and has it.
        for (int i = 0; i < 4; ++i) draw_now();
        m_focuses = false;
    }

    RealKeyboard& keyboard() { return m_keyboard; }
    /// One frame that takes until the keyboard has done everything, and half a second more.
    void draw_a_slow_frame() {
        m_slow = true;
        draw_now();
    }
    /// What has happened by the time at which everything that was typed has been understood.
    std::string told() {
        m_keyboard.press(RealKeyboard::k_f1, 600);
        m_window->run(m_ui, draw(), [this](const Scan& scan) {
            const bool clear = scan.reading == Scan::Reading::clear;
            m_told += (clear ? "[" : "{") + scan.text + (clear ? "]" : "}");
        });
        return m_told;
    }
    const std::string& first() const { return m_values[0]; }
    const std::string& second() const { return m_values[1]; }
    const std::string& on_pad() const { return m_on_pad; }
    int frames_with_text() const { return m_frames_with_text; }

  private:
    app::Window::Draw draw() {
        return [this](double now_s) { draw_frame(now_s); };
    }
    void draw_now() { m_window->draw_now(m_ui, draw()); }

    void draw_frame(double now_s) {
        if (std::exchange(m_slow, false)) m_keyboard.wait(500);
        m_ui.begin_frame({.motion = Motion::off, .keyboard = ScreenKeyboard::off}, now_s);
        auto rest = m_ui.screen();
        if (m_shows == Shows::fields) {
            draw_one(rest, "first", m_values[0]);
            draw_one(rest, "second", m_values[1]);
            draw_one(rest, "third", m_values[2]);
        } else if (m_shows == Shows::pad) {
            for (const auto key : draw_number_pad(m_ui, rest, "pad", {})) {
                if (key == PadKey::confirm) m_told += "c";
                m_on_pad = apply_pad_key(m_on_pad, key, 8);
            }
        }
        if (ImGui::IsKeyPressed(ImGuiKey_F1)) m_window->close();
        m_ui.end_frame();
    }
    void draw_one(Rect& rest, std::string_view name, std::string& value) {
        if (m_focuses && name == "first") m_ui.wish_focus(m_ui.id(name));
        const auto box = rest.cut_top(80);
        const auto result = draw_text_box(m_ui, box, box, name, value, {});
        if (result.entered) m_told += "n";
        if (!result.changed) return;
        value = *result.changed;
        ++m_frames_with_text;
    }

    VirtualDisplay m_display;
    Shows m_shows;
    std::unique_ptr<app::Window> m_window;
    FontFiles m_files = FontFiles::open({}).value();
    Fonts m_fonts{m_files};
    Ui m_ui{m_fonts};
    RealKeyboard m_keyboard{m_display.name()};
    bool m_focuses = true;
    bool m_slow = false;
    std::string m_told;
    std::string m_values[3];
    std::string m_on_pad;
    int m_frames_with_text = 0;
};

}  // namespace

TEST_CASE("a window hears a scan as one code, whatever it is doing meanwhile") {
    for (const auto shows : {Shows::nothing, Shows::fields, Shows::pad}) {
        TypedWindow window(shows);
        window.keyboard().type("77000012345678\n", 12);
        window.draw_a_slow_frame();
        window.keyboard().type("VIP-2020-001\t", 6);
        CHECK(window.told() == "[77000012345678][VIP-2020-001]");
        CHECK(window.first().empty());
        CHECK(window.on_pad().empty());
    }
}

TEST_CASE("a window hears scanners that are slow, end in other keys, or type all at once") {
    for (const auto shows : {Shows::nothing, Shows::fields, Shows::pad}) {
        TypedWindow window(shows);
        auto& keyboard = window.keyboard();
        for (const int gap : {60, 100, 140}) {
            keyboard.type("88880001\n", gap);
        }
        keyboard.type("7711\t", 5);
        keyboard.type("88880002", 5);
        keyboard.press(RealKeyboard::k_keypad_enter, 5);
        keyboard.type("88880003", 5);
        keyboard.press(RealKeyboard::k_enter, 5);
        keyboard.press(RealKeyboard::k_linefeed, 5);
        keyboard.type("88888888\n", 0);
        keyboard.type("88880005", 5);
        CHECK(window.told() ==
              "[88880001][88880001][88880001][7711][88880002][88880003][88888888][88880005]");
        CHECK(window.first().empty());
        CHECK(window.on_pad().empty());
    }
}

TEST_CASE("what a person types stays in order and gets lost nowhere, on a busy machine too") {
    for (const bool busy : {false, true}) {
        TypedWindow window(Shows::fields);
        auto& keyboard = window.keyboard();
        keyboard.type("1390000000", 170, 70);
        keyboard.type("5", 170);
        keyboard.press(RealKeyboard::k_tab, 15);
        keyboard.type("ab", 30);
        keyboard.press(RealKeyboard::k_backspace, 10);
        keyboard.type("c", 10);
        keyboard.press(RealKeyboard::k_back_tab, 10);
        keyboard.type("x", 10);
        if (busy) window.draw_a_slow_frame();
        CHECK(window.told().empty());
        // Tab selects what is in a field.
        CHECK(window.first() == "x");
        CHECK(window.second() == "ac");
    }
}

TEST_CASE("text that waited for a slow frame comes in at once") {
    TypedWindow window(Shows::fields);
    window.keyboard().type("Anna-Lena 139", 170, 60);
    window.draw_a_slow_frame();
    CHECK(window.told().empty());
    CHECK(window.first() == "Anna-Lena 139");
    CHECK(window.frames_with_text() == 1);
}

TEST_CASE("a PIN is typed by a person, with pauses") {
    TypedWindow window(Shows::pad);
    auto& keyboard = window.keyboard();
    for (const int gap : {210, 160, 240, 180, 260, 190}) keyboard.type("7", gap, 70);
    keyboard.press(RealKeyboard::k_enter, 350, 70);
    CHECK(window.told() == "c");
    CHECK(window.on_pad() == "777777");
}

TEST_CASE("where nobody takes keys, what can't be told to be a code is said") {
    TypedWindow window(Shows::nothing);
    window.keyboard().type("7700", 60);
    window.keyboard().wait(400);
    window.keyboard().type("12345678\n", 5);
    CHECK(window.told() == "{770012345678}");
}

TEST_CASE("another keyboard layout swallows neither a scan nor a PIN") {
    for (const auto shows : {Shows::nothing, Shows::fields, Shows::pad}) {
        TypedWindow window(shows);
        auto& keyboard = window.keyboard();
        // As on a French keyboard.
        keyboard.relabel('0', 0xE0);
        keyboard.relabel('8', '_');
        keyboard.type("88880001\n", 6);
        keyboard.type("8008", 230, 70);
        CHECK(window.told() == "[88880001]");
        CHECK(window.on_pad() == (shows == Shows::pad ? "8008" : ""));
        CHECK(window.first() == (shows == Shows::fields ? "_àà_" : ""));
    }
}

}  // namespace qiantai::test
