#!/usr/bin/env bash
# Prepares the machine, builds and runs every test.
#   packaging/test.sh [--preset debug|release|asan|tsan|coverage] [--offline-deps DIR]
set -euo pipefail

packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
say_program="test"
# shellcheck source=packaging/lib/say.sh
source "$packaging/lib/say.sh"

preset=release
bootstrap_options=()
while (($# > 0)); do
    case $1 in
        --preset | --offline-deps)
            [[ -n ${2:-} ]] || fail "$1 needs a value after it."
            if [[ $1 == --preset ]]; then preset=$2; else bootstrap_options+=("$1" "$2"); fi
            shift 2
            ;;
        *) fail "the option $1 is unknown: test.sh [--preset debug|release|asan|tsan|coverage]" \
            "[--offline-deps DIR]" ;;
    esac
done

bash "$packaging/bootstrap.sh" "${bootstrap_options[@]}"
bash "$packaging/build.sh" "$preset"
say "running the tests"
cd "$packaging/.."
# ctest's own summary comes last. A test that hangs is ended and named instead of holding everything up; under the
# sanitizers the longest take several times as long.
timeout_s=180
if [[ $preset == asan || $preset == tsan ]]; then timeout_s=900; fi
exec ctest --preset "$preset" -j "$(nproc)" --timeout "$timeout_s" --no-tests=error
