#!/usr/bin/env bash
# Runs clang-tidy with the checks of .clang-tidy over our sources, or over those whose path matches PATTERN.
#   packaging/tidy.sh [PATTERN]      e.g.  packaging/tidy.sh sync/core/
# Needs the Debian package clang-tidy, which nothing else needs and bootstrap.sh does not install.
set -euo pipefail

packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
say_program=tidy
# shellcheck source=packaging/lib/say.sh
source "$packaging/lib/say.sh"

command -v run-clang-tidy >/dev/null || fail "the Debian package clang-tidy is missing; install it with apt-get."
cd "$packaging/.."
# A configured folder that is never built: clang cannot read the header that GCC has precompiled in the others.
cmake --preset debug -B build/tidy --log-level=WARNING >/dev/null ||
    fail "CMake could not configure build/tidy; run packaging/bootstrap.sh first."
exec run-clang-tidy -quiet -p build/tidy -j "$(nproc)" "/(schema|sync|terminal|tests)/.*${1:-}"
