#include "tests/torture/scarce_memory.hpp"

#include <cerrno>

#include "schema/base/error.hpp"

namespace qiantai::test {
namespace {

thread_local int pieces_left = 0;  // 0 = not armed
thread_local bool stays_gone = false, was_refused = false;

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
bool is_refused() {
    if (pieces_left == 0 || --pieces_left > 0) return false;
    if (stays_gone) pieces_left = 1;
    was_refused = true;
    errno = ENOMEM;
    return true;
}
#endif

}  // namespace

ScarceMemory::ScarceMemory(int piece, Then then) {
    QIANTAI_ASSERT(piece > 0 && pieces_left == 0);
    stays_gone = then == Then::all_gone;
    was_refused = false;
    pieces_left = piece;
}
ScarceMemory::~ScarceMemory() {
    pieces_left = 0;
}
bool ScarceMemory::gave_out() const {
    return was_refused;
}

}  // namespace qiantai::test

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
// This program's own, in front of the C library's: also what operator new, SQLite and zstd ask.
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);

void* malloc(std::size_t size) noexcept {
    return qiantai::test::is_refused() ? nullptr : __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) noexcept {
    return qiantai::test::is_refused() ? nullptr : __libc_calloc(count, size);
}
void* realloc(void* piece, std::size_t size) noexcept {
    return qiantai::test::is_refused() ? nullptr : __libc_realloc(piece, size);
}
}
#endif
