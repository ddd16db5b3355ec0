#include "terminal/app/only_window.hpp"

#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "schema/base/file.hpp"

namespace qiantai::app {
namespace {

/// Until the watch is taken away. Without one there is nobody to listen to.
void listen_for_calls(int calls, const std::function<void()>& come) {
    alignas(inotify_event) std::array<char, 4096> events{};
    for (;;) {
        const auto bytes = ::read(calls, events.data(), events.size());
        if (bytes <= 0) return;
        for (std::ptrdiff_t at = 0; at < bytes;) {
            const auto& event = *reinterpret_cast<const inotify_event*>(events.data() + at);
            if ((event.mask & IN_IGNORED) != 0) return;
            if ((event.mask & IN_ATTRIB) != 0) come();
            at += static_cast<std::ptrdiff_t>(sizeof(inotify_event) + event.len);
        }
    }
}

}  // namespace

Result<std::unique_ptr<OnlyWindow>> OnlyWindow::take(const std::filesystem::path& folder) {
    QIANTAI_TRY_STATUS(make_private_directory(folder));
    const auto file = folder / "window.lock";
    auto lock = store::FileLock::take(file, store::FileLock::Kind::exclusive);
    if (lock) return std::unique_ptr<OnlyWindow>(new OnlyWindow(std::move(*lock), file));
    if (lock.error().kind != &store::k_database_in_use) return lock.error();
    (void)::utimensat(AT_FDCWD, file.c_str(), nullptr, 0);
    return make_error(k_window_open_already, folder.string());
}

OnlyWindow::OnlyWindow(store::FileLock lock, const std::filesystem::path& file)
    : m_lock(std::move(lock)),
      m_calls(::inotify_init1(IN_CLOEXEC)),
      m_watch(::inotify_add_watch(m_calls, file.c_str(), IN_ATTRIB)) {}

OnlyWindow::~OnlyWindow() {
    (void)::inotify_rm_watch(m_calls, m_watch);
    if (m_listener.joinable()) m_listener.join();
    if (m_calls >= 0) ::close(m_calls);
}

void OnlyWindow::listen(std::function<void()> come) {
    if (m_watch < 0) return;
    m_listener =
        std::thread([calls = m_calls, come = std::move(come)] { listen_for_calls(calls, come); });
}

}  // namespace qiantai::app
