#!/usr/bin/env bash
# Prepares the machine, builds the release and shows Qiantai at work.
#   packaging/demo.sh [--offline-deps DIR] [-- ARGUMENT-OF-demo_run.sh...]
set -euo pipefail

packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
say_program=demo
# shellcheck source=packaging/lib/say.sh
source "$packaging/lib/say.sh"

bootstrap_options=()
while (($# > 0)); do
    case $1 in
        --offline-deps)
            [[ -n ${2:-} ]] || fail "$1 needs a folder's name after it."
            bootstrap_options+=("$1" "$2")
            shift 2
            ;;
        --)
            shift
            break
            ;;
        *) fail "the option $1 is unknown: demo.sh [--offline-deps DIR] [-- ARGUMENT...]" ;;
    esac
done

bash "$packaging/bootstrap.sh" "${bootstrap_options[@]}"
bash "$packaging/build.sh" release qiantai-hub qiantaictl qiantai qiantai-shots
exec bash "$packaging/demo_run.sh" "$packaging/../build/release/bin" "$@"
