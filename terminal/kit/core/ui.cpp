#include "terminal/kit/core/ui.hpp"

#include <imgui_internal.h>

#include <cmath>

namespace qiantai::ui {
namespace {

/// Of a day's screens those that somebody may come back to.
constexpr std::size_t k_scrolls_most = 128;

}  // namespace

Ui::Ui(const Fonts& fonts, Observer* observer)
    : m_fonts(fonts), m_observer(observer), m_theme(make_theme(ThemeKind::light)) {}

float Ui::px(float dp) const {
    return std::round(dp * m_settings.scale);
}

void Ui::wake_at(double time_s) {
    if (measuring()) return;
    m_wake_s = m_wake_s ? std::min(*m_wake_s, time_s) : time_s;
}

void Ui::begin_frame(const UiSettings& settings, double now_s) {
    if (settings.theme != m_settings.theme || settings.chain_primary != m_settings.chain_primary) {
        m_theme = make_theme(settings.theme, settings.chain_primary);
    }
    m_settings = settings;
    // A frame after a long sleep must not make what moves jump.
    m_frame_s = std::clamp(static_cast<float>(now_s - m_now_s), 0.001f, 0.05f);
    m_now_s = now_s;
    m_moving = false;
    m_wake_s.reset();
    auto& io = ImGui::GetIO();
    io.DeltaTime = m_frame_s;
    if (m_observer != nullptr) m_observer->on_frame_begin();
    // All text that waits comes in one frame, but no key of its own overtakes it or is overtaken.
    ImGui::GetCurrentContext()->WantTextInputNextFrame = 1;
    ImGui::NewFrame();
    m_screen = Rect::sized(0, 0, io.DisplaySize.x, io.DisplaySize.y);
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::Begin("terminal", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
    m_canvas = ImGui::GetWindowDrawList();
    m_canvas->AddRectFilled(m_screen.min(), m_screen.max(), color(Role::background));
    begin_gesture();
    begin_focus();
    m_memory.pad_in_reach = false;
}

void Ui::end_frame() {
    end_gesture();
    end_focus();
    drop_oldest(m_memory.scrolls, k_scrolls_most);
    ImGui::End();
    m_memory.pictures.end_frame();
    ImGui::Render();
}

void Ui::begin_gesture() {
    auto& gesture = m_memory.gesture;
    const auto& io = ImGui::GetIO();
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        gesture = {};
        gesture.down = true;
        gesture.start = gesture.last = io.MousePos;
        gesture.start_s = gesture.moved_s = m_now_s;
    }
}

void Ui::end_gesture() {
    auto& gesture = m_memory.gesture;
    if (!gesture.down || ImGui::IsMouseDown(ImGuiMouseButton_Left)) return;
    gesture.down = false;
    // A touch beside everything takes the keyboard away.
    if (gesture.taken || gesture.dragging) return;
    m_memory.focus.step = 0;
    blur_field();
}

float Ui::appearing(std::string_view name, float seconds) {
    if (measuring()) return 1;
    const auto frame = ImGui::GetFrameCount();
    auto& shown = m_memory.appearances[id(name)];
    if (shown.frame < frame - 1) shown.since_s = m_now_s;
    shown.frame = frame;
    if (!motion()) return 1;
    const auto share = static_cast<float>(m_now_s - shown.since_s) / seconds;
    if (share < 1) keep_moving();
    return std::clamp(share, 0.0f, 1.0f);
}

bool Ui::input_waits() const {
    return !ImGui::GetCurrentContext()->InputEventsQueue.empty();
}

KeySink Ui::key_sink() const {
    if (m_memory.field.id != 0) return KeySink::field;
    return m_memory.pad_in_reach ? KeySink::pad : KeySink::nobody;
}

bool Ui::touched() const {
    const auto& io = ImGui::GetIO();
    if (io.MouseDown[0] || io.MouseReleased[0] || io.MouseWheel != 0) return true;
    if (io.MouseDelta.x != 0 || io.MouseDelta.y != 0) return true;
    if (!io.InputQueueCharacters.empty()) return true;
    for (int key = ImGuiKey_NamedKey_BEGIN; key < ImGuiKey_NamedKey_END; ++key) {
        if (ImGui::IsKeyDown(static_cast<ImGuiKey>(key))) return true;
    }
    return false;
}

Rect Ui::clip() const {
    const auto& rect = ImGui::GetCurrentWindow()->ClipRect;
    return {rect.Min.x, rect.Min.y, rect.Max.x, rect.Max.y};
}

ImGuiID Ui::id(std::string_view name) const {
    return ImGui::GetID(name.data(), name.data() + name.size());
}

OnRail::OnRail(Ui& ui) : m_ui(ui), m_before(ui.m_theme) {
    if (m_before.kind != ThemeKind::high_contrast) ui.m_theme = make_theme(ThemeKind::dark);
}
OnRail::~OnRail() {
    m_ui.m_theme = m_before;
}

IdScope::IdScope(std::string_view name) {
    ImGui::PushID(name.data(), name.data() + name.size());
}
IdScope::IdScope(int index) {
    ImGui::PushID(index);
}
IdScope::~IdScope() {
    ImGui::PopID();
}

ClipScope::ClipScope(const Rect& rect) {
    ImGui::PushClipRect({std::floor(rect.left), std::floor(rect.top)},
                        {std::ceil(rect.right), std::ceil(rect.bottom)}, true);
}
ClipScope::~ClipScope() {
    ImGui::PopClipRect();
}

ImGuiSession::ImGuiSession() : m_context(ImGui::CreateContext()) {
    auto& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.ConfigNavEscapeClearFocusItem = false;
    io.ConfigNavCaptureKeyboard = true;
    io.ConfigInputTrickleEventQueue = true;
    io.ConfigMemoryCompactTimer = -1;
    m_context->ConfigNavWindowingKeyNext = 0;
    m_context->ConfigNavWindowingKeyPrev = 0;
    auto& style = ImGui::GetStyle();
    style.WindowPadding = {0, 0};
    style.WindowBorderSize = 0;
    style.WindowMinSize = {1, 1};
    // Lines as triangles: a line from the texture needs filtering that a renderer in software does
    // not have.
    style.AntiAliasedLinesUseTex = false;
    style.CircleTessellationMaxError = 0.15f;
    style.CurveTessellationTol = 0.6f;
}

ImGuiSession::~ImGuiSession() {
    ImGui::DestroyContext(m_context);
}

}  // namespace qiantai::ui
