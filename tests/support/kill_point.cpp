#include "tests/support/kill_point.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "schema/base/error.hpp"

namespace qiantai::test {
namespace {

int calls_left = 0;  // 0 = not armed
int written_file = -1, writes_in_a_row = 0;

bool counts_down_to_death() {
    return calls_left > 0 && --calls_left == 0;
}

bool dies_here() {
    written_file = -1;
    return counts_down_to_death();
}

/// Of many writes to one file, one after the other, the first ones and then every eighth.
bool dies_in_write(int file) {
    writes_in_a_row = file == written_file ? writes_in_a_row + 1 : 1;
    written_file = file;
    const bool counts = writes_in_a_row <= 2 || writes_in_a_row % 8 == 0;
    return counts && counts_down_to_death();
}

void die() {
    ::kill(::getpid(), SIGKILL);
}

void die_if_here() {
    if (dies_here()) die();
}

template <typename Function>
Function* system_call(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

bool dies_at_file_call(int call, const std::function<void()>& work) {
    QIANTAI_ASSERT(call > 0);
    const pid_t child = ::fork();
    QIANTAI_ASSERT(child >= 0);
    if (child == 0) {
        calls_left = call;
        work();
        ::_exit(0);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) QIANTAI_ASSERT(errno == EINTR);
    const bool died = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    QIANTAI_ASSERT(died || (WIFEXITED(status) && WEXITSTATUS(status) == 0));
    return died;
}

}  // namespace qiantai::test

#define QIANTAI_DIES_AT(result, name, parameters, arguments)                            \
    extern "C" result name parameters {                                                 \
        static auto* const real = qiantai::test::system_call<result parameters>(#name); \
        qiantai::test::die_if_here();                                                   \
        return real arguments;                                                          \
    }
#define QIANTAI_DIES_HALFWAY(name, parameters, arguments, half_arguments)                \
    extern "C" ssize_t name parameters {                                                 \
        static auto* const real = qiantai::test::system_call<ssize_t parameters>(#name); \
        if (qiantai::test::dies_in_write(file)) {                                        \
            (void)!real half_arguments;                                                  \
            qiantai::test::die();                                                        \
        }                                                                                \
        return real arguments;                                                           \
    }
#define QIANTAI_DIES_AT_OPENING(name)                                                            \
    extern "C" int name(const char* path, int flags, ...) {                                      \
        static auto* const real = qiantai::test::system_call<int(const char*, int, ...)>(#name); \
        if ((flags & O_ACCMODE) != O_RDONLY) qiantai::test::die_if_here();                       \
        va_list rest;                                                                            \
        va_start(rest, flags);                                                                   \
        const mode_t mode = (flags & (O_CREAT | __O_TMPFILE)) ? va_arg(rest, mode_t) : 0;        \
        va_end(rest);                                                                            \
        return real(path, flags, mode);                                                          \
    }

QIANTAI_DIES_AT_OPENING(open)
QIANTAI_DIES_AT_OPENING(open64)
QIANTAI_DIES_HALFWAY(write, (int file, const void* bytes, size_t size), (file, bytes, size),
                     (file, bytes, size / 2))
QIANTAI_DIES_HALFWAY(pwrite, (int file, const void* bytes, size_t size, off_t at),
                     (file, bytes, size, at), (file, bytes, size / 2, at))
QIANTAI_DIES_HALFWAY(pwrite64, (int file, const void* bytes, size_t size, off64_t at),
                     (file, bytes, size, at), (file, bytes, size / 2, at))
QIANTAI_DIES_AT(int, ftruncate, (int file, off_t size), (file, size))
QIANTAI_DIES_AT(int, ftruncate64, (int file, off64_t size), (file, size))
QIANTAI_DIES_AT(int, rename, (const char* from, const char* to), (from, to))
QIANTAI_DIES_AT(int, unlink, (const char* path), (path))
QIANTAI_DIES_AT(int, remove, (const char* path), (path))
QIANTAI_DIES_AT(int, mkdir, (const char* path, mode_t mode), (path, mode))
QIANTAI_DIES_AT(int, chmod, (const char* path, mode_t mode), (path, mode))
QIANTAI_DIES_AT(int, fchmod, (int file, mode_t mode), (file, mode))
QIANTAI_DIES_AT(int, fsync, (int file), (file))
QIANTAI_DIES_AT(int, fdatasync, (int file), (file))
