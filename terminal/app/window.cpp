#include "terminal/app/window.hpp"

#include <GLFW/glfw3.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include "terminal/kit/core/display_scale.hpp"

namespace qiantai::app {
namespace {

/// Whoever sleeps that long leaves the font files' pages to others; reading them again takes a
/// frame a millisecond.
constexpr double k_rest_s = 0.5;

Error window_failure() {
    const char* words = nullptr;
    glfwGetError(&words);
    return make_error(k_window_error, words != nullptr ? words : "");
}

GLFWwindow* open_glfw_window(const WindowOptions& options) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
    auto* monitor = options.kiosk ? glfwGetPrimaryMonitor() : nullptr;
    int width = options.width, height = options.height;
    if (const auto* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr) {
        width = mode->width;
        height = mode->height;
    }
    return glfwCreateWindow(width, height, options.title.c_str(), monitor, nullptr);
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
    if (glfwInit() == GLFW_FALSE) return window_failure();
    auto* window = open_glfw_window(options);
    if (window == nullptr) {
        const auto error = window_failure();
        glfwTerminate();
        return error;
    }
    glfwMakeContextCurrent(window);
    glfwSwapInterval(1);
    return std::unique_ptr<Window>(new Window(window, options));
}

Window::Window(GLFWwindow* window, const WindowOptions& options) : m_window(window) {
    glfwSetWindowUserPointer(window, this);
    // The backend's own callbacks are called by ours, which also count events; keys take the way
    // through KeyboardInput.
    ImGui_ImplGlfw_InitForOpenGL(window, false);
    ImGui_ImplOpenGL3_Init("#version 130");
    m_keyboard.emplace(options.scan_prefix);
    take_callbacks();
}

Window::~Window() {
    m_keyboard.reset();
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    glfwDestroyWindow(m_window);
    glfwTerminate();
}

void Window::take_callbacks() {
    static constexpr auto k_self = [](GLFWwindow* window) -> Window& {
        return *static_cast<Window*>(glfwGetWindowUserPointer(window));
    };
    glfwSetCursorPosCallback(m_window, [](GLFWwindow* window, double x, double y) {
        k_self(window).m_pacer.on_event();
        ImGui_ImplGlfw_CursorPosCallback(window, x, y);
    });
    glfwSetMouseButtonCallback(m_window, [](GLFWwindow* window, int button, int action, int mods) {
        auto& self = k_self(window);
        self.m_pacer.on_event();
        self.m_keyboard->on_touch();
        ImGui_ImplGlfw_MouseButtonCallback(window, button, action, mods);
    });
    glfwSetScrollCallback(m_window, [](GLFWwindow* window, double x, double y) {
        k_self(window).m_pacer.on_event();
        ImGui_ImplGlfw_ScrollCallback(window, x, y);
    });
    glfwSetKeyCallback(m_window, [](GLFWwindow* window, int key, int code, int action, int mods) {
        k_self(window).m_keyboard->on_key(key, code, action, mods);
    });
    glfwSetCharCallback(m_window, [](GLFWwindow* window, unsigned int character) {
        k_self(window).m_keyboard->on_character(character);
    });
    glfwSetWindowFocusCallback(m_window, [](GLFWwindow* window, int focused) {
        k_self(window).m_pacer.on_event();
        ImGui_ImplGlfw_WindowFocusCallback(window, focused);
    });
    glfwSetWindowRefreshCallback(m_window,
                                 [](GLFWwindow* window) { k_self(window).m_pacer.on_event(); });
    glfwSetDropCallback(m_window, [](GLFWwindow* window, int count, const char** paths) {
        auto& self = k_self(window);
        self.m_pacer.on_event();
        self.m_dropped.insert(self.m_dropped.end(), paths, paths + count);
    });
    glfwSetFramebufferSizeCallback(
        m_window, [](GLFWwindow* window, int, int) { k_self(window).m_pacer.on_event(); });
}

void Window::render(const Draw& draw) {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    draw(glfwGetTime());
    int width = 0, height = 0;
    glfwGetFramebufferSize(m_window, &width, &height);
    glViewport(0, 0, width, height);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Window::show(const ui::Ui& ui) {
    glfwSwapBuffers(m_window);
    ++m_frames_drawn;
    m_drawn_since_rest = true;
    m_pacer.on_frame(ui.moving(), ui.wake_s());
    if (ui.input_waits()) m_pacer.on_event();
}

void Window::draw_now(const ui::Ui& ui, const Draw& draw) {
    glfwPollEvents();
    render(draw);
    show(ui);
}

ui::Picture Window::take_picture(const ui::Ui& ui, const Draw& draw) {
    glfwPollEvents();
    render(draw);
    auto picture = read_pixels();
    show(ui);
    return picture;
}

void Window::run(const ui::Ui& ui, const Draw& draw,
                 const std::function<void(const ui::Scan&)>& on_scan, const OnDrop& on_drop) {
    const auto taken_in = [&ui] { return !ui.input_waits(); };
    while (glfwWindowShouldClose(m_window) == GLFW_FALSE) {
        auto sleep_s = m_pacer.sleep_s(glfwGetTime());
        // What is held back is let go within the time of a frame or two, and drawn then.
        if (const auto deadline = m_keyboard->deadline_s()) {
            sleep_s = std::max(0.0, *deadline - glfwGetTime());
        }
        if (sleep_s.value_or(k_rest_s) >= k_rest_s && std::exchange(m_drawn_since_rest, false)) {
            ui.fonts().rest();
        }
        m_keyboard->read(ui.key_sink(), m_keyboard->waits() ? 0 : sleep_s);
        if (m_woken.exchange(false)) m_pacer.on_event();
        if (m_called.exchange(false)) show_in_front();
        if (m_keyboard->hand_on(taken_in, on_scan)) m_pacer.on_event();
        const auto dropped = std::exchange(m_dropped, {});
        if (!dropped.empty() && on_drop) on_drop(dropped);
        if (m_keyboard->deadline_s() || !m_pacer.wants_frame(glfwGetTime())) continue;
        render(draw);
        show(ui);
    }
}

void Window::wake() {
    m_woken = true;
    glfwPostEmptyEvent();
}

void Window::come_to_front() {
    m_called = true;
    wake();
}

void Window::show_in_front() {
    if (glfwGetWindowAttrib(m_window, GLFW_ICONIFIED) == GLFW_TRUE) glfwRestoreWindow(m_window);
    glfwFocusWindow(m_window);
    // Where the desktop lets nobody take the keyboard, the window is marked.
    glfwRequestWindowAttention(m_window);
}

void Window::close() {
    glfwSetWindowShouldClose(m_window, GLFW_TRUE);
    wake();
}

float Window::display_scale() const {
    int width = 0, height = 0;
    glfwGetFramebufferSize(m_window, &width, &height);
    return ui::suggested_scale(static_cast<float>(width), static_cast<float>(height));
}

ui::Picture Window::read_pixels() const {
    ui::Picture upside_down;
    glfwGetFramebufferSize(m_window, &upside_down.width, &upside_down.height);
    const auto row = static_cast<std::size_t>(upside_down.width) * 4;
    upside_down.rgba.resize(row * static_cast<std::size_t>(upside_down.height));
    glReadPixels(0, 0, upside_down.width, upside_down.height, GL_RGBA, GL_UNSIGNED_BYTE,
                 upside_down.rgba.data());
    auto picture = upside_down;
    for (std::size_t y = 0; y < static_cast<std::size_t>(picture.height); ++y) {
        const auto from = static_cast<std::size_t>(picture.height) - 1 - y;
        std::copy_n(upside_down.rgba.begin() + static_cast<std::ptrdiff_t>(from * row), row,
                    picture.rgba.begin() + static_cast<std::ptrdiff_t>(y * row));
    }
    return picture;
}

}  // namespace qiantai::app
