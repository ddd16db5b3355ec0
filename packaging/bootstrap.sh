#!/usr/bin/env bash
# Makes a Debian 12 machine ready to build Qiantai: installs the Debian packages it lacks and fetches the two
# dependencies that come as source into .deps/. Safe to run again; when nothing is missing it takes a second.
#
#   packaging/bootstrap.sh                      everything
#   packaging/bootstrap.sh --packages-only      only the Debian packages (the part that needs root)
#   packaging/bootstrap.sh --offline-deps DIR   takes the two source dependencies from DIR, not from the network
#   packaging/bootstrap.sh --save-deps DIR      also writes such a DIR, for machines without a network
#
# DIR holds sqlite/ (sqlite3.c, sqlite3.h, sqlite3ext.h of SQLite3 Multiple Ciphers) and imgui/ (the source tree
# of Dear ImGui), and SHA256SUMS over both, which --save-deps writes and --offline-deps checks if it is there.
set -euo pipefail

packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
deps=$(dirname "$packaging")/.deps
say_program=bootstrap
# shellcheck source=packaging/lib/say.sh
source "$packaging/lib/say.sh"
# shellcheck source=packaging/lib/debian_packages.sh
source "$packaging/lib/debian_packages.sh"
# shellcheck source=packaging/lib/fetch_sqlite.sh
source "$packaging/lib/fetch_sqlite.sh"
# shellcheck source=packaging/lib/fetch_imgui.sh
source "$packaging/lib/fetch_imgui.sh"
# shellcheck source=packaging/lib/deps_folder.sh
source "$packaging/lib/deps_folder.sh"

packages_only=no offline_dir='' save_dir=''
while (($# > 0)); do
    case $1 in
        --packages-only) packages_only=yes ;;
        --offline-deps | --save-deps)
            [[ -n ${2:-} ]] || fail "$1 needs a folder's name after it."
            if [[ $1 == --offline-deps ]]; then offline_dir=$2; else save_dir=$2; fi
            shift
            ;;
        -h | --help)
            sed -n '2,/^set -e/{/^set -e/d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
            exit 0
            ;;
        *) fail "the option $1 is unknown; see --help." ;;
    esac
    shift
done

sources=(sqlite imgui)
missing=()
for name in "${sources[@]}"; do
    is_in_place "$name" || missing+=("$name")
done

# Who may install packages is not always who builds: with --packages-only everything that may be needed later.
occasions=(build)
if [[ $packages_only == yes || -z $offline_dir ]]; then
    for name in "${missing[@]}"; do
        if [[ $name != sqlite ]] || ! command -v npm >/dev/null; then occasions+=("fetch-$name"); fi
    done
fi
mapfile -t packages < <(packages_for "${occasions[@]}")
install_packages "${packages[@]}"
[[ $packages_only == no ]] || exit 0

if ((${#missing[@]} > 0)); then
    open_deps
    for name in "${missing[@]}"; do
        obtain "$name"
    done
fi
for name in "${sources[@]}"; do
    say ".deps/$name: $(sed -n 2p "$deps/$name/STAMP")"
done
[[ -z $save_dir ]] || save_deps
