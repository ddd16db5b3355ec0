#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace qiantai {

/// Lower-case hexadecimal.
std::string to_hex(std::span<const std::uint8_t> bytes);

/// base64url without padding (RFC 4648 section 5).
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

/// True if `text` is well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view text);
/// Number of code points; `text` must be well-formed.
std::size_t count_code_points(std::string_view text);

/// 32 bytes BLAKE2b.
std::string blake2b_256(std::string_view bytes);
/// The same of bytes that come in pieces.
class Blake2b256 {
  public:
    Blake2b256();
    Blake2b256(Blake2b256&&) noexcept;
    Blake2b256& operator=(Blake2b256&&) noexcept;
    ~Blake2b256();
    void add(std::string_view bytes);
    /// Once.
    std::string finish();

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

inline std::string_view as_text(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline std::span<const std::uint8_t> as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace qiantai
