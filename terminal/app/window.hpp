#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "schema/base/result.hpp"
#include "terminal/app/keyboard_input.hpp"
#include "terminal/kit/core/frame_pacer.hpp"
#include "terminal/kit/core/ui.hpp"
#include "terminal/kit/headless/software_renderer.hpp"

struct GLFWwindow;

namespace qiantai::app {

inline constexpr ErrorKind k_window_error{
    "window_error", Actor::administrator,
    "The terminal's window cannot be opened. Check the display and the graphics driver (OpenGL 3).",
    "终端窗口无法打开。请检查显示器和显卡驱动（OpenGL 3）。"};

struct WindowOptions {
    int width = 1366;
    int height = 768;
    bool kiosk = false;  ///< full screen, without borders
    std::string title = "Qiantai";
    std::string scan_prefix{};  ///< what the scanner types before each code
};

/// The one window of the terminal: GLFW, OpenGL 3, ImGui's context. Sleeps until an event comes, a
/// frame is due or wake() is called; draws only then. Everything but wake() and close() belongs to
/// the thread that made it.
class Window {
  public:
    static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// Draws one frame: called with the time of a steady clock in seconds; has to begin and end the
    /// frame of `ui`.
    using Draw = std::function<void(double now_s)>;
    /// Until the window is closed. What a scanner typed goes to `on_scan` between frames, once what
    /// was typed before it has been drawn.
    /// Paths of files that were dropped on the window go to `on_drop`, also between frames.
    using OnDrop = std::function<void(const std::vector<std::string>& paths)>;
    void run(const ui::Ui& ui, const Draw& draw,
             const std::function<void(const ui::Scan&)>& on_scan, const OnDrop& on_drop = {});
    /// One frame at once, e.g. to measure.
    void draw_now(const ui::Ui& ui, const Draw& draw);
    /// The same, and what it shows.
    ui::Picture take_picture(const ui::Ui& ui, const Draw& draw);
    /// From any thread: there is something new to draw.
    void wake();
    /// From any thread: the window is seen and has the keyboard, as far as the desktop lets it.
    void come_to_front();
    /// From any thread: run() returns.
    void close();

    /// Pixels per dp that the display suggests.
    float display_scale() const;
    std::int64_t frames_drawn() const { return m_frames_drawn; }

  private:
    Window(GLFWwindow* window, const WindowOptions& options);
    void take_callbacks();
    void render(const Draw& draw);
    void show(const ui::Ui& ui);
    void show_in_front();
    ui::Picture read_pixels() const;

    GLFWwindow* m_window;
    ui::ImGuiSession m_session;
    ui::FramePacer m_pacer;
    std::optional<KeyboardInput> m_keyboard;
    std::vector<std::string> m_dropped{};
    std::int64_t m_frames_drawn = 0;
    bool m_drawn_since_rest = false;
    std::atomic<bool> m_woken = false;
    std::atomic<bool> m_called = false;
};

}  // namespace qiantai::app
