#!/usr/bin/env bash
# Proves with clang that every member behind a mutex is touched only under its lock (schema/base/mutex.hpp), then runs
# clang-tidy with the checks of .clang-tidy; over our sources, or over those whose path matches PATTERN.
#   packaging/tidy.sh [--locks] [PATTERN]      e.g.  packaging/tidy.sh sync/core/      --locks: only the first part
# Needs the Debian packages clang and clang-tidy, which nothing else needs and bootstrap.sh does not install.
set -euo pipefail

packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
say_program=tidy
# shellcheck source=packaging/lib/say.sh
source "$packaging/lib/say.sh"

only_locks=no
if [[ ${1:-} == --locks ]]; then only_locks=yes && shift; fi
pattern=${1:-}

command -v clang++ >/dev/null || fail "the Debian package clang is missing; install it with apt-get."
cd "$packaging/.."
# A configured folder that is never built: clang cannot read the header that GCC has precompiled in the others.
cmake --preset debug -B build/tidy --log-level=WARNING >/dev/null ||
    fail "CMake could not configure build/tidy; run packaging/bootstrap.sh first."

cached() { sed -n "s/^$1:PATH=//p" build/tidy/CMakeCache.txt; }
lock_proof=(clang++ -std=c++20 -fsyntax-only -Wno-everything -Wthread-safety -Werror=thread-safety
    -DQIANTAI_VERSION='""' -DQIANTAI_SOURCE_DIR='""' -DQIANTAI_BIN_DIR='""' -I. -Ibuild/tidy/generated
    -isystem "$(cached QIANTAI_SQLITE_DIR)" -isystem "$(cached QIANTAI_IMGUI_DIR)"
    -include build/tidy/CMakeFiles/qiantai_pch.dir/cmake_pch.hxx)

# Whoever takes a lock, and whoever sees into a class with guarded members: its own .cpp files, name_*.cpp included.
files_with_locks() {
    grep -rlE 'MutexLock|HeldLock' --include='*.cpp' schema sync terminal tests
    grep -rlE 'QIANTAI_GUARDED_BY' --include='*.hpp' schema sync terminal tests | while read -r header; do
        printf '%s\n' "${header%.hpp}"*.cpp
    done
}
mapfile -t locked < <(files_with_locks | sort -u | grep -E "${pattern:-.}" | while read -r file; do
    if [[ -f $file ]]; then echo "$file"; fi
done)
printf '%s\0' "${locked[@]}" | xargs -0 -r -n 1 -P "$(nproc)" "${lock_proof[@]}" ||
    fail "the lines above touch what a mutex guards without holding it."
say "${#locked[@]} files keep to their locks."
[[ $only_locks == no ]] || exit 0

command -v run-clang-tidy >/dev/null || fail "the Debian package clang-tidy is missing; install it with apt-get."
exec run-clang-tidy -quiet -p build/tidy -j "$(nproc)" "/(schema|sync|terminal|tests)/.*$pattern"
