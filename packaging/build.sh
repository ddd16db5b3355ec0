#!/usr/bin/env bash
# Configures and builds one preset on a machine that bootstrap.sh has prepared.
#   packaging/build.sh [PRESET [TARGET...]]
set -euo pipefail

packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
say_program=build
# shellcheck source=packaging/lib/say.sh
source "$packaging/lib/say.sh"

preset=${1:-release}
shift || true
cd "$packaging/.."
need_space 2000 .
say "configuring build/$preset"
cmake --preset "$preset" --log-level=WARNING ||
    fail "CMake could not configure the preset '$preset'; what it said last stands above."
say "building build/$preset"
cmake --build --preset "$preset" -j "$(nproc)" ${1:+--target "$@"} ||
    fail "the build of '$preset' failed; the first error of the compiler stands above."
