#include "schema/base/secret.hpp"

#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstring>
#include <new>

#include "schema/base/error.hpp"

namespace qiantai {

Secret::Secret(std::string_view bytes, Copied) : m_size(bytes.size()) {
    if (bytes.empty()) return;
    QIANTAI_ASSERT(sodium_init() >= 0);
    auto* locked = static_cast<char*>(sodium_malloc(bytes.size()));
    if (locked == nullptr) throw std::bad_alloc();
    m_bytes = {locked, sodium_free};
    std::memcpy(locked, bytes.data(), bytes.size());
}

Secret Secret::taken_from(std::string& bytes) {
    Secret taken(bytes);
    wipe(bytes);
    return taken;
}

bool operator==(const Secret& one, const Secret& other) {
    return one.m_size == other.m_size &&
           (one.m_size == 0 ||
            sodium_memcmp(one.m_bytes.get(), other.m_bytes.get(), one.m_size) == 0);
}

void wipe(std::string& text) {
    // What was cut off before may still lie behind the end.
    text.resize(text.capacity());
    sodium_memzero(text.data(), text.size());
    text.clear();
}

void wipe_stack() {
    constexpr std::size_t k_depth_bytes = 64u << 10;
    sodium_stackzero(k_depth_bytes);
}

void forbid_dumps() {
    const rlimit none{0, 0};
    QIANTAI_ASSERT(::setrlimit(RLIMIT_CORE, &none) == 0);
    QIANTAI_ASSERT(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0);
}

}  // namespace qiantai
