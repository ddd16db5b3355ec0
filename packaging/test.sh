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

# budget STEP: the seconds that time_budgets.txt gives it.
budget() { awk -v step="$1" '$1 == step { print $2 }' "$packaging/time_budgets.txt"; }

began=$SECONDS
bash "$packaging/bootstrap.sh" "${bootstrap_options[@]}"
installed=$SECONDS
bash "$packaging/build.sh" "$preset"
built=$SECONDS
cd "$packaging/.."
say "installing took $((installed - began)) s of $(budget install), building $((built - installed)) s of $(budget build)"
cases=0
for program in "build/$preset"/bin/test_*; do
    cases=$((cases + $("$program" --count --no-colors=true | sed -n 's/.*filters: //p')))
done
say "running $cases test cases"
# ctest's own summary comes last, with the time of each suite. A test that hangs is ended and named, see
# time_budgets.txt.
exec ctest --preset "$preset" -j "$(nproc)" --no-tests=error
