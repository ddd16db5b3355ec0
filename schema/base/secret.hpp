#pragma once

#include <concepts>
#include <memory>
#include <string>
#include <string_view>

namespace qiantai {

/// Bytes that nobody else is to see: a PIN, a key. They lie in pages of their own that are not
/// swapped out and belong to no dump, and are wiped when the last Secret that holds them is gone.
/// Copying a Secret copies no bytes. Whoever reads one through view() keeps no copy.
class Secret {
  public:
    Secret() = default;
    /// What `bytes` lay in before is the caller's to wipe.
    template <typename Bytes>
    requires std::convertible_to<const Bytes&, std::string_view> Secret(const Bytes& bytes)
        : Secret(std::string_view(bytes), Copied{}) {}
    /// Wipes `bytes`.
    static Secret taken_from(std::string& bytes);

    std::string_view view() const { return {m_bytes.get(), m_size}; }
    operator std::string_view() const { return view(); }
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    /// In a time that tells nothing but the sizes.
    friend bool operator==(const Secret& one, const Secret& other);

  private:
    struct Copied {};
    Secret(std::string_view bytes, Copied);

    std::shared_ptr<char> m_bytes;
    std::size_t m_size = 0;
};

/// Overwrites and empties a text that held a secret.
void wipe(std::string& text);

/// Overwrites what functions that have returned left on this thread's stack.
void wipe_stack();

/// From here on this process leaves no core and no other process of its user may read its memory.
void forbid_dumps();

}  // namespace qiantai
