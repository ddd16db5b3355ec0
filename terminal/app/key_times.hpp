#pragma once

#include <deque>
#include <memory>
#include <optional>

#include "schema/base/clock.hpp"

struct _XDisplay;  // NOLINT: Xlib's own name

namespace qiantai::app {

/// When keys moved, as the X server says. GLFW 3.3 tells which key moved but not when, and a time
/// taken once the program gets round to it tells how busy the machine is, not who types. So the
/// times are read off the events of GLFW's own connection, as they come in: in GLFW's order, and of
/// no key that was meant for another program.
///
/// Where there is no X11 (a GLFW built for Wayland) a key's time is that of hearing of it.
/// The window's thread only, between glfwInit and glfwTerminate.
class KeyTimes {
  public:
    enum class Move : std::uint8_t { down, up };

    KeyTimes();
    ~KeyTimes();
    KeyTimes(const KeyTimes&) = delete;
    KeyTimes& operator=(const KeyTimes&) = delete;

    /// When the key moved of which GLFW's callback tells now. Milliseconds of a steady clock.
    TimeMs take_ms(int scancode, Move move);
    /// The same, if the key has moved once more than GLFW has told: it takes two presses of a key
    /// within a millisecond for one, although it passes on the characters of both.
    std::optional<TimeMs> find_ms(int scancode, Move move);
    /// Call when GLFW has passed on everything it has read.
    void forget_untold() { m_moves.clear(); }
    /// All that moved before this call has been read when it returns, however busy the server is.
    void catch_up();

  private:
    struct Hook;
    struct Moved {
        int scancode;
        Move move;
        TimeMs at_ms;
    };

    void note(int scancode, Move move, std::uint32_t server_ms);

    _XDisplay* m_display;  // NOLINT
    std::unique_ptr<Hook> m_hook;
    std::deque<Moved> m_moves;
    TimeMs m_last_ms = 0;
    double m_last_s = 0;  ///< glfwGetTime() when m_last_ms was read
};

}  // namespace qiantai::app
