#pragma once

#include <deque>
#include <functional>
#include <set>
#include <vector>

#include "terminal/app/key_times.hpp"
#include "terminal/kit/core/scan_reader.hpp"

namespace qiantai::app {

/// The keyboards of the window, as one ordered stream: from GLFW's callbacks through the reader of
/// scans to ImGui, and to whoever waits for a code. The window's thread only.
class KeyboardInput {
  public:
    /// For the one window that has ImGui's backend. `scan_prefix`: ScanReader's.
    explicit KeyboardInput(std::string scan_prefix);

    // GLFW's callbacks.
    void on_key(int key, int scancode, int action, int modifiers);
    void on_character(char32_t character);
    /// Before a touch reaches ImGui.
    void on_touch();

    /// Reads everything that waits, as glfwPollEvents, or sleeps until there is something first;
    /// at most `sleep_most_s` if given.
    void read(ui::KeySink sink, std::optional<double> sleep_most_s);
    /// When read() must have returned, because something is held back.
    std::optional<double> deadline_s() const;
    /// Something that was read has to wait for hand_on.
    bool waits() const { return !m_heard.empty(); }
    /// Hands on what was read. True if something was. What comes after a scan waits until
    /// `taken_in` says that ImGui has seen what came before it.
    bool hand_on(const std::function<bool()>& taken_in,
                 const std::function<void(const ui::Scan&)>& on_scan);

  private:
    struct Told {
        ui::KeyEvent key;
        double at_s;
        /// Its character may still come: an input method of the system answers later.
        bool awaits_text() const {
            return key.kind == ui::KeyEvent::Kind::character && key.text == 0;
        }
    };

    void hear(ui::ScanReader::Events events);
    /// Those before the first that awaits its character.
    void hear_complete(double now_s);
    void hear_all();
    void give_to_imgui(const ui::ScanReader::Event& event);
    void give_key(const ui::KeyEvent& key);

    KeyTimes m_times;
    ui::ScanReader m_reader;
    ui::KeySink m_sink = ui::KeySink::nobody;
    std::deque<Told> m_told;
    ui::KeyEvent m_last_written;  ///< by the last key that wrote
    std::vector<ui::ScanReader::Event> m_heard;
    std::set<int> m_down;  ///< scancodes of the keys that ImGui was told are down
};

}  // namespace qiantai::app
