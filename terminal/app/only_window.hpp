#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <thread>

#include "terminal/store/file_lock.hpp"

namespace qiantai::app {

inline constexpr ErrorKind k_window_open_already{
    "window_open_already", Actor::clerk,
    "This terminal's window is open already, and was asked to come to the front.",
    "本终端的窗口已经打开，已请求切换到最前面。"};

/// One window for each home: two would be two people signed in at one counter. Held by a lock that
/// the system takes back when a process dies, however it dies; asked by touching its file.
class OnlyWindow {
  public:
    /// For the home that keeps its data in `folder`, which is made if missing.
    /// k_window_open_already, once the window that is open was called.
    static Result<std::unique_ptr<OnlyWindow>> take(const std::filesystem::path& folder);
    ~OnlyWindow();
    OnlyWindow(const OnlyWindow&) = delete;
    OnlyWindow& operator=(const OnlyWindow&) = delete;

    /// `come` is called on a thread of its own each time somebody starts a second window. Once.
    void listen(std::function<void()> come);

  private:
    OnlyWindow(store::FileLock lock, const std::filesystem::path& file);

    store::FileLock m_lock;
    int m_calls;  ///< inotify's; what is asked before somebody listens waits in it
    int m_watch;
    std::thread m_listener;
};

}  // namespace qiantai::app
