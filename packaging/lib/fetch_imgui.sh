# shellcheck shell=bash
# shellcheck disable=SC2154 # packaging, deps, scratch and the options are set by bootstrap.sh
# Fetches Dear ImGui from Debian's own newer source package. Sourced by bootstrap.sh.
#
# apt works here on lists, cache and sources of its own in a scratch folder: nothing of the system's apt
# changes. The mirror is the one that the system's apt is set to. The chain that is verified: Debian's
# archive key signs the release file, which has the hash of the list, which has the hashes of the sources.

imgui_version_min=19200
imgui_keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# What .deps/imgui/STAMP must start with to be up to date.
imgui_wanted() { printf 'Dear ImGui, at least %s' "$imgui_version_min"; }

# imgui_version FOLDER: prints the version if FOLDER holds a usable Dear ImGui, else fails.
imgui_version() {
    local file number
    for file in imgui.h imgui.cpp imgui_draw.cpp imgui_tables.cpp imgui_widgets.cpp \
        backends/imgui_impl_glfw.cpp backends/imgui_impl_opengl3.cpp misc/freetype/imgui_freetype.cpp; do
        [[ -s $1/$file ]] || return 1
    done
    number=$(sed -nE 's/^#define IMGUI_VERSION_NUM +([0-9]+).*/\1/p' "$1/imgui.h")
    ((${number:-0} >= imgui_version_min)) || return 1
    sed -nE 's/^#define IMGUI_VERSION +"([^"]+)".*/\1/p' "$1/imgui.h"
}

# The repositories that the system's apt is set to, security updates aside: they have no newer suites.
debian_repositories() {
    apt-get update --print-uris 2>/dev/null | sed -nE "s#^'([^']*)/dists/.*#\1/#p" |
        awk '!/security/ && !seen[$0]++' | head -n 3
}

# private_apt TOOL ARGUMENT...: apt-get or apt-cache in the scratch folder, on that folder's own state.
private_apt() {
    local tool=$1
    shift
    env -C "$scratch/apt" LC_ALL=C.UTF-8 "$tool" -q \
        -o Dir::State="$scratch/apt/state" -o Dir::State::status="$scratch/apt/status" \
        -o Dir::Cache="$scratch/apt/cache" \
        -o Dir::Etc::sourcelist="$scratch/apt/sources.list" -o Dir::Etc::sourceparts=- \
        -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=- \
        -o APT::Get::AllowUnauthenticated=false -o Acquire::AllowInsecureRepositories=false \
        -o Acquire::AllowDowngradeToInsecureRepositories=false -o Acquire::AllowWeakRepositories=false \
        -o APT::Update::Error-Mode=any -o Acquire::GzipIndexes=true -o Acquire::Languages=none \
        -o Acquire::Retries=2 -o Acquire::http::Timeout=30 "$@"
}

# read_suite SUITE: fetches that suite's list of source packages from the first mirror that has it.
read_suite() {
    local repository said=''
    for repository in "${repositories[@]}"; do
        rm -rf "$scratch/apt"
        mkdir -p "$scratch/apt/state/lists/partial" "$scratch/apt/cache/archives/partial"
        : >"$scratch/apt/status"
        printf 'deb-src [signed-by=%s] %s %s main\n' "$imgui_keyring" "$repository" "$1" \
            >"$scratch/apt/sources.list"
        if capture private_apt apt-get update; then return 0; fi
        said+=$captured$'\n'
    done
    captured=$said
    return 1
}

# fetch_imgui FOLDER: puts Dear ImGui's sources into the new folder FOLDER.
fetch_imgui() {
    local suite repositories version said=''
    [[ -r $imgui_keyring ]] || fail "Debian's archive keys are missing; install the package" \
        "debian-archive-keyring, then run this again."
    mapfile -t repositories < <(debian_repositories)
    ((${#repositories[@]} > 0)) || fail "this machine's apt has no package mirror set, so Dear ImGui cannot" \
        "be fetched; add a Debian mirror to its sources, or see --offline-deps in README.md."
    for suite in forky sid; do
        say "Dear ImGui: looking for its source package in Debian $suite"
        if ! read_suite "$suite"; then
            said+=$captured$'\n'
            continue
        fi
        version=$(private_apt apt-cache showsrc --only-source imgui 2>/dev/null |
            sed -n 's/^Version: //p' | sort -V | tail -n 1)
        if [[ -z $version ]] || dpkg --compare-versions "$version" lt 1.92; then
            continue
        fi
        say "Dear ImGui: fetching $version"
        capture private_apt apt-get source "imgui=$version" ||
            fail_because "fetching Dear ImGui from Debian's mirror"
        capture mv "$scratch"/apt/imgui-*/ "$1" || fail_because "moving Dear ImGui into place"
        return 0
    done
    [[ -n $said ]] || fail "no mirror of this machine offers Dear ImGui 1.92 or newer;" \
        "see --offline-deps in README.md."
    captured=$said
    fail_because "fetching Dear ImGui from Debian's mirror"
}
