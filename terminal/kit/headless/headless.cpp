#include "terminal/kit/headless/headless.hpp"

namespace qiantai::ui {
namespace {

constexpr double k_frame_s = 0.016;
constexpr int k_settle_frames = 3;

bool matches(const SeenItem& item, std::string_view name_or_label) {
    return item.name == name_or_label || item.label == name_or_label;
}

}  // namespace

const SeenItem* Recorder::find(std::string_view name_or_label) const {
    for (auto item = items.rbegin(); item != items.rend(); ++item) {
        if (item->reachable && matches(*item, name_or_label)) return &*item;
    }
    return nullptr;
}

bool Recorder::shows(std::string_view text) const {
    const auto goes_on = [](const Rect& line, const Rect& next) {
        return line.left == next.left && line.right == next.right &&
               std::abs(line.bottom - next.top) < 1;
    };
    std::string paragraph;
    const SeenText* before = nullptr;
    for (const auto& seen : texts) {
        if (before == nullptr || !goes_on(before->allowed, seen.allowed)) paragraph.clear();
        paragraph += seen.text;
        if (paragraph.find(text) != std::string::npos) return true;
        before = &seen;
    }
    return false;
}

Headless::Headless(const FontFiles& files, Size size, Draw draw)
    : m_fonts(files), m_ui(m_fonts, &m_recorder), m_draw(std::move(draw)) {
    use_software_textures();
    ImGui::GetIO().DisplaySize = {size.width, size.height};
    settings.scale = size.scale;
    settings.motion = Motion::off;
}

void Headless::frame() {
    m_now_s += k_frame_s;
    m_ui.begin_frame(settings, m_now_s);
    m_draw(m_ui);
    m_ui.end_frame();
    accept_textures();
}

void Headless::frames(int count) {
    for (int i = 0; i < count; ++i) frame();
}

void Headless::press(ImVec2 point) {
    auto& io = ImGui::GetIO();
    io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
    io.AddMousePosEvent(point.x, point.y);
    frame();
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
    frame();
}

void Headless::move(ImVec2 point) {
    ImGui::GetIO().AddMousePosEvent(point.x, point.y);
    frame();
}

void Headless::release() {
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    frames(k_settle_frames);
}

void Headless::bring_into_sight(std::string_view name_or_label) {
    constexpr int k_drags_max = 40, k_frames_held = 12, k_frames_to_rest = 90;
    for (int i = 0; i < k_drags_max; ++i) {
        const auto* item = m_recorder.find(name_or_label);
        // What lies far out of sight is not drawn; most of it is further down.
        const auto area = item != nullptr ? item->clip : m_ui.screen();
        if (area.empty()) return;
        if (item != nullptr && !item->target.intersected(area).empty()) return;
        const bool above = item != nullptr && item->target.top < area.top;
        const auto way = (above ? 1 : -1) * area.height() / 3;
        // Without a swing, so that it lies still when the finger is gone.
        press({area.center_x(), area.center_y()});
        frame();
        constexpr int k_steps = 6;
        for (int step = 1; step <= k_steps; ++step) {
            move({area.center_x(), area.center_y() + way * static_cast<float>(step) / k_steps});
            frame();
        }
        frames(k_frames_held);
        release();
        frames(k_frames_to_rest);
    }
}

void Headless::touch_at(ImVec2 point) {
    press(point);
    release();
}

bool Headless::touch(std::string_view name_or_label) {
    const auto* item = m_recorder.find(name_or_label);
    if (item == nullptr || !item->enabled) return false;
    const auto seen = item->target.intersected(item->clip);
    if (seen.empty()) return false;
    touch_at({seen.center_x(), seen.center_y()});
    return true;
}

void Headless::drag(ImVec2 from, ImVec2 to, int steps) {
    press(from);
    for (int i = 1; i <= steps; ++i) {
        const auto share = static_cast<float>(i) / static_cast<float>(steps);
        move({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
    }
    release();
}

bool Headless::hold(std::string_view name_or_label, double seconds) {
    const auto* item = m_recorder.find(name_or_label);
    if (item == nullptr) return false;
    press({item->target.center_x(), item->target.center_y()});
    advance(seconds);
    frame();
    release();
    return true;
}

void Headless::key(ImGuiKey key) {
    auto& io = ImGui::GetIO();
    io.AddKeyEvent(key, true);
    frame();
    io.AddKeyEvent(key, false);
    frames(k_settle_frames);
}

void Headless::chord(ImGuiKey modifier, ImGuiKey key_pressed) {
    auto& io = ImGui::GetIO();
    io.AddKeyEvent(modifier, true);
    frame();
    key(key_pressed);
    io.AddKeyEvent(modifier, false);
    frame();
}

void Headless::type(std::string_view text) {
    ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
    frames(k_settle_frames);
}

}  // namespace qiantai::ui
