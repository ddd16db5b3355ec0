#pragma once

// How many bytes of request bodies the hub holds at a time.

#include <atomic>
#include <cstddef>
#include <optional>
#include <utility>

namespace qiantai::hub {

/// Thread-safe. Lives longer than its shares.
class BodyBudget {
  public:
    explicit BodyBudget(std::size_t bytes_max) : m_bytes_max(bytes_max) {}

    /// Given back with its destruction.
    class Share {
      public:
        Share(Share&& other) noexcept
            : m_budget(std::exchange(other.m_budget, nullptr)), m_bytes(other.m_bytes) {}
        Share& operator=(Share&&) = delete;
        ~Share() {
            if (m_budget != nullptr) m_budget->m_bytes -= m_bytes;
        }

      private:
        friend class BodyBudget;
        Share(BodyBudget& budget, std::size_t bytes) : m_budget(&budget), m_bytes(bytes) {}
        BodyBudget* m_budget;
        std::size_t m_bytes;
    };

    /// Nothing if there is no room for so many more.
    std::optional<Share> take(std::size_t bytes) {
        Share share(*this, bytes);
        if (m_bytes.fetch_add(bytes) + bytes > m_bytes_max) return std::nullopt;
        return share;
    }

  private:
    std::size_t m_bytes_max;
    std::atomic<std::size_t> m_bytes = 0;
};

}  // namespace qiantai::hub
