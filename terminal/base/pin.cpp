#include "terminal/base/pin.hpp"

#include <sodium.h>

#include <charconv>
#include <optional>

#include "schema/base/secret.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_hash_bytes = 32;

/// What is in "$argon2id$v=19$m=65536,t=2,p=1$salt$hash".
struct HashParts {
    std::size_t memory_kib = 0;
    unsigned long long operations = 0;
    std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
    std::array<unsigned char, k_hash_bytes> hash{};
};

bool skip(std::string_view& text, std::string_view expected) {
    if (!text.starts_with(expected)) return false;
    text.remove_prefix(expected.size());
    return true;
}

template <typename Number>
bool read_number(std::string_view& text, Number& number) {
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc()) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

template <std::size_t size>
bool read_bytes(std::string_view text, std::array<unsigned char, size>& bytes) {
    std::size_t read = 0;
    const char* end = nullptr;
    return sodium_base642bin(bytes.data(), size, text.data(), text.size(), nullptr, &read, &end,
                             sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0 &&
           read == size && end == text.data() + text.size();
}

std::optional<HashParts> parse_hash(std::string_view text) {
    HashParts parts;
    const bool head = skip(text, "$argon2id$v=19$m=") && read_number(text, parts.memory_kib) &&
                      skip(text, ",t=") && read_number(text, parts.operations) &&
                      skip(text, ",p=1$");
    const auto mark = text.find('$');
    if (!head || mark == std::string_view::npos || !read_bytes(text.substr(0, mark), parts.salt) ||
        !read_bytes(text.substr(mark + 1), parts.hash)) {
        return std::nullopt;
    }
    return parts;
}

}  // namespace

Result<std::string> hash_pin(std::string_view pin, const PinCost& cost) {
    QIANTAI_ASSERT(sodium_init() >= 0);
    char hash[crypto_pwhash_STRBYTES];
    const int failed = crypto_pwhash_argon2id_str(hash, pin.data(), pin.size(), cost.operations,
                                                  cost.memory_bytes);
    wipe_stack();
    if (failed != 0) return make_error(k_pin_not_computed);
    return std::string(hash);
}

// Not by the library's own comparison, which says "wrong" where it had no memory.
Result<bool> verify_pin(const std::string& hash, std::string_view pin) {
    QIANTAI_ASSERT(sodium_init() >= 0);
    const auto parts = parse_hash(hash);
    if (!parts) return make_error(k_pin_hash_unreadable);
    std::array<unsigned char, k_hash_bytes> computed{};
    const int failed =
        crypto_pwhash(computed.data(), computed.size(), pin.data(), pin.size(), parts->salt.data(),
                      parts->operations, parts->memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13);
    wipe_stack();
    if (failed != 0) return make_error(k_pin_not_computed);
    return sodium_memcmp(computed.data(), parts->hash.data(), k_hash_bytes) == 0;
}

}  // namespace qiantai::domain
