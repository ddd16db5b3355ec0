#include "terminal/app/keyboard_input.hpp"

#include <GLFW/glfw3.h>
#include <imgui.h>

#include <string_view>

#include "terminal/members/rules/card_number_facts.hpp"

// ImGui's GLFW backend has it for others to use, but in no header.
ImGuiKey ImGui_ImplGlfw_KeyToImGuiKey(int key, int scancode);

namespace qiantai::app {

using namespace qiantai::ui;
using Kind = KeyEvent::Kind;

static_assert(k_code_min == domain::k_card_number_min, "what can be issued can be scanned");

namespace {

/// Linefeed, which few keyboards but some scanners have and GLFW has no name for: Linux's KEY_LINEFEED
/// as X11 counts.
constexpr int k_linefeed_scancode = 109;
/// An input method of the system that lets a character through does so within this time.
constexpr double k_text_wait_s = 0.05;
constexpr int k_chord = GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER;

bool is_shift(int key) {
    return key == GLFW_KEY_LEFT_SHIFT || key == GLFW_KEY_RIGHT_SHIFT;
}

bool is_modifier(int key) {
    return (key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER) ||
           (key >= GLFW_KEY_CAPS_LOCK && key <= GLFW_KEY_NUM_LOCK);
}

bool is_end(int key, int scancode, int modifiers) {
    if ((modifiers & k_chord) == GLFW_MOD_CONTROL) return key == GLFW_KEY_J || key == GLFW_KEY_M;
    if ((modifiers & k_chord) != 0) return false;
    if (key == GLFW_KEY_TAB) return (modifiers & GLFW_MOD_SHIFT) == 0;
    return key == GLFW_KEY_ENTER || key == GLFW_KEY_KP_ENTER || scancode == k_linefeed_scancode;
}

/// What a US keyboard has there. GLFW names keys by their places on one.
char us_character(int key, int modifiers) {
    if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) {
        return static_cast<char>('0' + key - GLFW_KEY_KP_0);
    }
    constexpr std::string_view k_keypad = "./*-+";
    if (key >= GLFW_KEY_KP_DECIMAL && key <= GLFW_KEY_KP_ADD) {
        return k_keypad[static_cast<std::size_t>(key - GLFW_KEY_KP_DECIMAL)];
    }
    if (key < GLFW_KEY_SPACE || key > GLFW_KEY_GRAVE_ACCENT) return 0;
    const auto plain = static_cast<char>(key);
    const bool shift = (modifiers & GLFW_MOD_SHIFT) != 0;
    if (plain >= 'A' && plain <= 'Z') return static_cast<char>(shift ? plain : plain - 'A' + 'a');
    constexpr std::string_view k_plain = "`1234567890-=[]\\;',./";
    constexpr std::string_view k_shifted = "~!@#$%^&*()_+{}|:\"<>?";
    const auto at = k_plain.find(plain);
    return shift && at != std::string_view::npos ? k_shifted[at] : plain;
}

bool is_digit(char32_t character) {
    return character >= '0' && character <= '9';
}

/// A letter's key by its label, for Ctrl+A to be where A is.
int labelled_key(int key, int scancode) {
    if (key < GLFW_KEY_A || key > GLFW_KEY_Z) return key;
    const char* label = glfwGetKeyName(key, scancode);
    const bool is_letter = label && label[0] >= 'a' && label[0] <= 'z' && label[1] == '\0';
    return is_letter ? GLFW_KEY_A + (label[0] - 'a') : key;
}

/// GLFW says what was held before a key moved; this is what is held after.
int modifiers_after(const KeyEvent& key) {
    constexpr std::pair<int, int> k_keys[] = {{GLFW_KEY_LEFT_SHIFT, GLFW_MOD_SHIFT},
                                              {GLFW_KEY_LEFT_CONTROL, GLFW_MOD_CONTROL},
                                              {GLFW_KEY_LEFT_ALT, GLFW_MOD_ALT},
                                              {GLFW_KEY_LEFT_SUPER, GLFW_MOD_SUPER}};
    constexpr int k_to_right_one = GLFW_KEY_RIGHT_SHIFT - GLFW_KEY_LEFT_SHIFT;
    int held = key.native.modifiers;
    for (const auto& [left, modifier] : k_keys) {
        if (key.native.key != left && key.native.key != left + k_to_right_one) continue;
        held = key.kind == Kind::released ? held & ~modifier : held | modifier;
    }
    return held;
}

/// As the backend's own callback, which would ask what is held now: a key may have waited.
void move_key(const KeyEvent& key) {
    auto& io = ImGui::GetIO();
    const int held = modifiers_after(key);
    io.AddKeyEvent(ImGuiMod_Ctrl, (held & GLFW_MOD_CONTROL) != 0);
    io.AddKeyEvent(ImGuiMod_Shift, (held & GLFW_MOD_SHIFT) != 0);
    io.AddKeyEvent(ImGuiMod_Alt, (held & GLFW_MOD_ALT) != 0);
    io.AddKeyEvent(ImGuiMod_Super, (held & GLFW_MOD_SUPER) != 0);
    const auto& native = key.native;
    io.AddKeyEvent(
        ImGui_ImplGlfw_KeyToImGuiKey(labelled_key(native.key, native.scancode), native.scancode),
        key.kind != Kind::released);
}

}  // namespace

KeyboardInput::KeyboardInput(std::string scan_prefix) : m_reader(std::move(scan_prefix)) {}

void KeyboardInput::on_key(int key, int scancode, int action, int modifiers) {
    using Move = KeyTimes::Move;
    KeyEvent event{.native = {key, scancode, action, modifiers}};
    event.at_ms = m_times.take_ms(scancode, action == GLFW_RELEASE ? Move::up : Move::down);
    event.repeated = action == GLFW_REPEAT;
    if (action == GLFW_RELEASE) {
        event.kind = Kind::released;
    } else if (is_modifier(key)) {
        event.kind = Kind::modifier;
    } else if (is_end(key, scancode, modifiers)) {
        event.kind = Kind::end;
    } else if ((modifiers & k_chord) == 0) {
        event.position = us_character(key, modifiers);
        if (event.position != 0) event.kind = Kind::character;
    }
    m_told.push_back({event, glfwGetTime()});
}

void KeyboardInput::on_character(char32_t character) {
    const auto key = std::ranges::find_if(m_told, &Told::awaits_text);
    if (key != m_told.end()) {
        key->key.text = character;
        m_last_written = key->key;
        return;
    }
    KeyEvent event{.text = character};
    const auto& last = m_last_written;
    const auto again_ms = last.text == character
                              ? m_times.find_ms(last.native.scancode, KeyTimes::Move::down)
                              : std::nullopt;
    if (again_ms) {
        event = last;
        event.at_ms = *again_ms;
    }
    m_told.push_back({event, glfwGetTime()});
    // It went up as quickly, of which nothing is told either.
    if (again_ms) {
        event = {.kind = Kind::released, .at_ms = *again_ms, .native = last.native};
        m_told.push_back({event, glfwGetTime()});
    }
}

void KeyboardInput::on_touch() {
    hear_all();
    hear(m_reader.on_interruption());
}

void KeyboardInput::read(KeySink sink, std::optional<double> sleep_most_s) {
    m_sink = sink;
    if (!sleep_most_s) {
        glfwWaitEvents();
    } else if (*sleep_most_s > 0) {
        glfwWaitEventsTimeout(*sleep_most_s);
    } else {
        glfwPollEvents();
    }
    m_times.forget_untold();
    const auto now_s = glfwGetTime();
    const auto deadline = deadline_s();
    if (deadline && now_s >= *deadline) {
        // It is a pause only if nothing moved before now, however late it is heard of.
        m_times.catch_up();
        glfwPollEvents();
        m_times.forget_untold();
    }
    hear_complete(now_s);
    if (m_told.empty()) hear(m_reader.on_time(now_s));
}

std::optional<double> KeyboardInput::deadline_s() const {
    if (m_told.empty()) return m_reader.deadline_s();
    return m_told.front().at_s + k_text_wait_s;
}

void KeyboardInput::hear_complete(double now_s) {
    while (!m_told.empty()) {
        const auto& first = m_told.front();
        if (first.awaits_text() && now_s < first.at_s + k_text_wait_s) return;
        hear(m_reader.on_key(first.key, m_sink, now_s));
        m_told.pop_front();
    }
}

void KeyboardInput::hear_all() {
    for (const auto& told : std::exchange(m_told, {})) {
        hear(m_reader.on_key(told.key, m_sink, glfwGetTime()));
    }
}

bool KeyboardInput::hand_on(const std::function<bool()>& taken_in,
                            const std::function<void(const Scan&)>& on_scan) {
    auto next = m_heard.begin();
    for (; next != m_heard.end(); ++next) {
        const auto* scan = std::get_if<Scan>(&*next);
        if (scan == nullptr) {
            give_to_imgui(*next);
            continue;
        }
        if (!taken_in()) break;
        on_scan(*scan);
    }
    const bool handed_on = next != m_heard.begin();
    m_heard.erase(m_heard.begin(), next);
    return handed_on;
}

void KeyboardInput::hear(ScanReader::Events events) {
    std::ranges::move(events, std::back_inserter(m_heard));
}

void KeyboardInput::give_to_imgui(const ScanReader::Event& event) {
    auto& io = ImGui::GetIO();
    if (const auto* key = std::get_if<KeyEvent>(&event)) return give_key(*key);
    const bool begins = std::holds_alternative<ScanReader::TypingBegins>(event);
    io.AddInputCharacter(begins ? k_typing_begins : k_typing_taken_back);
}

void KeyboardInput::give_key(const KeyEvent& key) {
    const auto& native = key.native;
    const bool down = key.kind != Kind::released;
    // ImGui takes in one change of each key a frame, so keys that only write are left out: their
    // characters come all at once. Shift comes with the keys that heed it. Space may press a button.
    const bool writes = key.text != 0 && (key.text != ' ' || m_sink == KeySink::field);
    if (down && !writes && !is_shift(native.key)) m_down.insert(native.scancode);
    const bool told = down ? m_down.contains(native.scancode) : m_down.erase(native.scancode) > 0;
    if ((told && !key.repeated) || (!down && is_shift(native.key))) move_key(key);
    if (key.text == 0) return;
    const bool by_place = m_sink == KeySink::pad && is_digit(static_cast<char32_t>(key.position)) &&
                          !is_digit(key.text);
    ImGui::GetIO().AddInputCharacter(by_place ? static_cast<unsigned int>(key.position)
                                              : static_cast<unsigned int>(key.text));
}

}  // namespace qiantai::app
