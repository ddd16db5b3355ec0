#include "schema/base/content_name.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "schema/base/encoding.hpp"

namespace qiantai {

struct ContentNamer::State {
    crypto_hash_sha256_state hash;
};

ContentNamer::ContentNamer() : m_state(std::make_unique<State>()) {
    crypto_hash_sha256_init(&m_state->hash);
}

ContentNamer::~ContentNamer() = default;

void ContentNamer::add(std::string_view bytes) {
    crypto_hash_sha256_update(&m_state->hash, as_bytes(bytes).data(), bytes.size());
}

std::string ContentNamer::finish() {
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> digest;
    crypto_hash_sha256_final(&m_state->hash, digest.data());
    return to_hex(digest);
}

std::string content_name(std::string_view bytes) {
    ContentNamer namer;
    namer.add(bytes);
    return namer.finish();
}

bool is_content_name(std::string_view text) {
    return text.size() == 2 * crypto_hash_sha256_BYTES && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

}  // namespace qiantai
