#include "tests/support/file_calls.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

namespace qiantai::test {
namespace {

FileObserver* file_observer = nullptr;

template <typename Function>
Function* system_call(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

template <typename Real>
auto observed(const FileCall& call, const Real& real) -> decltype(real()) {
    if (file_observer != nullptr) file_observer->before(call);
    const auto result = real();
    if (file_observer != nullptr && result >= 0) file_observer->after(call, result);
    return result;
}

std::string_view bytes_of(const void* bytes, std::size_t size) {
    return {static_cast<const char*>(bytes), size};
}

}  // namespace

void observe_file_calls(FileObserver* observer) {
    file_observer = observer;
}

}  // namespace qiantai::test

#define QIANTAI_OBSERVED(result, name, parameters, arguments, ...)                           \
    extern "C" result name parameters {                                                      \
        static auto* const real = qiantai::test::system_call<result parameters>(#name);      \
        return qiantai::test::observed({.kind = qiantai::test::FileCall::Kind::__VA_ARGS__}, \
                                       [&] { return real arguments; });                      \
    }
#define QIANTAI_OBSERVED_OPENING(name)                                                           \
    extern "C" int name(const char* path, int flags, ...) {                                      \
        static auto* const real = qiantai::test::system_call<int(const char*, int, ...)>(#name); \
        va_list rest;                                                                            \
        va_start(rest, flags);                                                                   \
        const mode_t mode = (flags & (O_CREAT | __O_TMPFILE)) ? va_arg(rest, mode_t) : 0;        \
        va_end(rest);                                                                            \
        if ((flags & O_ACCMODE) == O_RDONLY) return real(path, flags, mode);                     \
        return qiantai::test::observed(                                                          \
            {.kind = qiantai::test::FileCall::Kind::open, .path = path, .flags = flags},         \
            [&] { return real(path, flags, mode); });                                            \
    }

QIANTAI_OBSERVED_OPENING(open)
QIANTAI_OBSERVED_OPENING(open64)
QIANTAI_OBSERVED(ssize_t, write, (int file, const void* bytes, size_t size), (file, bytes, size),
                 write, .file = file, .bytes = qiantai::test::bytes_of(bytes, size))
QIANTAI_OBSERVED(ssize_t, pwrite, (int file, const void* bytes, size_t size, off_t at),
                 (file, bytes, size, at), write, .file = file,
                 .bytes = qiantai::test::bytes_of(bytes, size), .at = at)
QIANTAI_OBSERVED(ssize_t, pwrite64, (int file, const void* bytes, size_t size, off64_t at),
                 (file, bytes, size, at), write, .file = file,
                 .bytes = qiantai::test::bytes_of(bytes, size), .at = at)
QIANTAI_OBSERVED(int, ftruncate, (int file, off_t size), (file, size), cut, .file = file,
                 .at = size)
QIANTAI_OBSERVED(int, ftruncate64, (int file, off64_t size), (file, size), cut, .file = file,
                 .at = size)
QIANTAI_OBSERVED(int, rename, (const char* from, const char* to), (from, to), rename, .path = from,
                 .to = to)
QIANTAI_OBSERVED(int, unlink, (const char* path), (path), remove, .path = path)
QIANTAI_OBSERVED(int, remove, (const char* path), (path), remove, .path = path)
QIANTAI_OBSERVED(int, mkdir, (const char* path, mode_t mode), (path, mode), make_folder,
                 .path = path)
QIANTAI_OBSERVED(int, chmod, (const char* path, mode_t mode), (path, mode), rights, .path = path)
QIANTAI_OBSERVED(int, fchmod, (int file, mode_t mode), (file, mode), rights, .file = file)
QIANTAI_OBSERVED(int, fsync, (int file), (file), flush, .file = file)
QIANTAI_OBSERVED(int, fdatasync, (int file), (file), flush, .file = file)
