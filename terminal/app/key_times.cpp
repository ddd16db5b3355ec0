// Compiled alone: Xlib defines words such as Status as macros.

#include "terminal/app/key_times.hpp"

#include <algorithm>
#include <cstdlib>

#include "schema/base/error.hpp"

// After all others, because of its macros.
#include <GLFW/glfw3.h>
#include <X11/Xlibint.h>

// A GLFW that was built for Wayland has no such function.
extern "C" [[gnu::weak]] Display* glfwGetX11Display();

namespace qiantai::app {

/// Xlib lets extensions make its events out of what comes over the wire. This one looks at those of
/// keys and leaves the making to whoever did it before. Called with the connection locked.
struct KeyTimes::Hook {
    using Make = Bool (*)(Display*, XEvent*, xEvent*);

    KeyTimes& times;
    Make make_before[2];  ///< KeyPress, KeyRelease

    static int keep(XExtData*) { return 0; }

    static XExtData** kept_with(Display* display) {
        XEDataObject object;
        object.display = display;
        return XEHeadOfExtensionList(object);
    }

    static Hook& of(Display* display) {
        auto* kept = *kept_with(display);
        while (kept->free_private != keep) kept = kept->next;
        return *reinterpret_cast<Hook*>(kept->private_data);
    }

    static Bool make(Display* display, XEvent* event, xEvent* wire) {
        const auto& hook = of(display);
        const bool down = (wire->u.u.type & 0x7F) == KeyPress;
        const bool sent_by_program = (wire->u.u.type & 0x80) != 0;
        if (!sent_by_program) {
            hook.times.note(wire->u.u.detail, down ? Move::down : Move::up,
                            wire->u.keyButtonPointer.time);
        }
        return hook.make_before[down ? 0 : 1](display, event, wire);
    }
};

KeyTimes::KeyTimes() : m_display(glfwGetX11Display != nullptr ? glfwGetX11Display() : nullptr) {
    if (m_display == nullptr) return;
    m_hook = std::make_unique<Hook>(Hook{*this, {}});
    const auto* codes = XAddExtension(m_display);
    // Xlib frees it with the connection.
    auto* kept = static_cast<XExtData*>(std::calloc(1, sizeof(XExtData)));
    QIANTAI_ASSERT(codes != nullptr && kept != nullptr);
    kept->number = codes->extension;
    kept->free_private = Hook::keep;
    kept->private_data = reinterpret_cast<XPointer>(m_hook.get());
    XAddToExtensionList(Hook::kept_with(m_display), kept);
    m_hook->make_before[0] = XESetWireToEvent(m_display, KeyPress, Hook::make);
    m_hook->make_before[1] = XESetWireToEvent(m_display, KeyRelease, Hook::make);
}

KeyTimes::~KeyTimes() {
    if (m_display == nullptr) return;
    XESetWireToEvent(m_display, KeyPress, m_hook->make_before[0]);
    XESetWireToEvent(m_display, KeyRelease, m_hook->make_before[1]);
}

void KeyTimes::note(int scancode, Move move, std::uint32_t server_ms) {
    // The server's milliseconds begin again after 49 days.
    const auto since = static_cast<std::int32_t>(server_ms - static_cast<std::uint32_t>(m_last_ms));
    m_last_ms += since;
    m_last_s = glfwGetTime();
    m_moves.push_back({scancode, move, m_last_ms});
}

std::optional<TimeMs> KeyTimes::find_ms(int scancode, Move move) {
    const auto found = std::find_if(m_moves.begin(), m_moves.end(), [&](const Moved& moved) {
        return moved.scancode == scancode && moved.move == move;
    });
    if (found == m_moves.end()) return std::nullopt;
    const auto at_ms = found->at_ms;
    m_moves.erase(m_moves.begin(), found + 1);
    return at_ms;
}

TimeMs KeyTimes::take_ms(int scancode, Move move) {
    if (const auto at_ms = find_ms(scancode, move)) return *at_ms;
    return m_last_ms + static_cast<TimeMs>((glfwGetTime() - m_last_s) * 1000);
}

void KeyTimes::catch_up() {
    if (m_display != nullptr) XSync(m_display, False);
}

}  // namespace qiantai::app
