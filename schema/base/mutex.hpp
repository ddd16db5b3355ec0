#pragma once

// A mutex whose use clang proves: every member it guards carries QIANTAI_GUARDED_BY, and
// packaging/tidy.sh fails when one is touched without the lock. For GCC the annotations are empty.
//
// A lambda is a function of its own for that proof, so waiting is written as a loop:
//     const MutexLock lock(m_mutex);
//     while (m_jobs.empty()) m_changed.wait(m_mutex);

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

#if defined(__clang__)
#define QIANTAI_THREAD_ANNOTATION(annotation) __attribute__((annotation))
#else
#define QIANTAI_THREAD_ANNOTATION(annotation)
#endif

/// On a member: read and written only while `mutex` is held.
#define QIANTAI_GUARDED_BY(mutex) QIANTAI_THREAD_ANNOTATION(guarded_by(mutex))
/// On a function: the caller holds `mutex`.
#define QIANTAI_REQUIRES(mutex) QIANTAI_THREAD_ANNOTATION(requires_capability(mutex))

namespace qiantai {

class QIANTAI_THREAD_ANNOTATION(capability("mutex")) Mutex {
  public:
    void lock() QIANTAI_THREAD_ANNOTATION(acquire_capability()) { m_mutex.lock(); }
    void unlock() QIANTAI_THREAD_ANNOTATION(release_capability()) { m_mutex.unlock(); }
    bool try_lock() QIANTAI_THREAD_ANNOTATION(try_acquire_capability(true)) {
        return m_mutex.try_lock();
    }
    /// Tells the proof that this mutex is held where it can't see it, next to a HeldLock.
    void is_held() const QIANTAI_THREAD_ANNOTATION(assert_capability(this)) {}

  private:
    friend class Condition;
    std::mutex m_mutex;
};

/// Holds the mutex for a block.
class [[nodiscard]] QIANTAI_THREAD_ANNOTATION(scoped_lockable) MutexLock {
  public:
    explicit MutexLock(Mutex& mutex) QIANTAI_THREAD_ANNOTATION(acquire_capability(mutex))
        : m_mutex(mutex) {
        m_mutex.lock();
    }
    ~MutexLock() QIANTAI_THREAD_ANNOTATION(release_capability()) { m_mutex.unlock(); }
    MutexLock(const MutexLock&) = delete;
    MutexLock& operator=(const MutexLock&) = delete;

  private:
    Mutex& m_mutex;
};

/// Holds the mutex as long as the object lives that it was moved into, which the proof can't
/// follow.
class [[nodiscard]] HeldLock {
  public:
    explicit HeldLock(Mutex& mutex) QIANTAI_THREAD_ANNOTATION(no_thread_safety_analysis)
        : m_mutex(&mutex) {
        m_mutex->lock();
    }
    /// Nothing if somebody else has the mutex.
    static std::optional<HeldLock> try_take(Mutex& mutex)
        QIANTAI_THREAD_ANNOTATION(no_thread_safety_analysis) {
        if (!mutex.try_lock()) return std::nullopt;
        return HeldLock(&mutex);
    }
    ~HeldLock() QIANTAI_THREAD_ANNOTATION(no_thread_safety_analysis) {
        if (m_mutex != nullptr) m_mutex->unlock();
    }
    HeldLock(HeldLock&& other) noexcept : m_mutex(std::exchange(other.m_mutex, nullptr)) {}
    HeldLock& operator=(HeldLock&&) = delete;

  private:
    explicit HeldLock(Mutex* held) : m_mutex(held) {}
    Mutex* m_mutex;
};

/// A condition variable over a Mutex. Every wait may also end without a reason.
class Condition {
  public:
    void notify_one() { m_condition.notify_one(); }
    void notify_all() { m_condition.notify_all(); }

    void wait(Mutex& mutex) QIANTAI_REQUIRES(mutex) {
        std::unique_lock lock(mutex.m_mutex, std::adopt_lock);
        m_condition.wait(lock);
        lock.release();
    }
    /// False once the deadline has passed.
    bool wait_until(Mutex& mutex, std::chrono::steady_clock::time_point deadline)
        QIANTAI_REQUIRES(mutex) {
        std::unique_lock lock(mutex.m_mutex, std::adopt_lock);
        const auto woken = m_condition.wait_until(lock, deadline);
        lock.release();
        return woken == std::cv_status::no_timeout;
    }

  private:
    std::condition_variable m_condition;
};

}  // namespace qiantai
