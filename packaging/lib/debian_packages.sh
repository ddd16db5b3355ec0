# shellcheck shell=bash
# shellcheck disable=SC2154 # packaging, deps, scratch and the options are set by bootstrap.sh
# Installs the Debian packages of debian-packages.txt that this machine lacks. Sourced by bootstrap.sh.

# packages_for WHEN...: the packages listed for these occasions.
packages_for() {
    local when
    for when in "$@"; do
        awk -v when="$when" '$1 == when { print $2 }' "$packaging/debian-packages.txt"
    done
}

# missing_packages PACKAGE...: those that are not installed.
missing_packages() {
    local status name package
    local -A installed=()
    while read -r status name; do
        if [[ $status == installed ]]; then installed[$name]=1; fi
    done < <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null)
    for package in "$@"; do
        [[ -n ${installed[$package]:-} ]] || printf '%s\n' "$package"
    done
}

# Sets as_root to what has to stand before a command so that it runs as root.
find_root() {
    as_root=()
    [[ $(id -u) != 0 ]] || return 0
    if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [[ -t 0 ]] && sudo -v; }; }; then
        as_root=(sudo)
        return 0
    fi
    fail "these Debian packages are missing and only root may install them: $*;" \
        "run 'bash packaging/bootstrap.sh --packages-only' once as root, then this again."
}

# install_packages PACKAGE...: installs what is missing of them; nothing happens if all are there.
install_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} == 0)); then
        say "Debian packages: all $# are installed"
        return
    fi
    command -v apt-get >/dev/null || fail "this is not a Debian system, so install these by its own means" \
        "and see 'Other systems' in README.md: ${missing[*]}"
    find_root "${missing[@]}"
    need_space 1500 /usr
    need_space 500 /var
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8)
    local proxy
    for proxy in http_proxy https_proxy no_proxy; do
        if [[ -n ${!proxy:-} ]]; then apt+=("$proxy=${!proxy}"); fi
    done
    apt+=(apt-get -q -y -o Acquire::Retries=2 -o Acquire::http::Timeout=30 -o Dpkg::Use-Pty=0
        -o APT::Keep-Downloaded-Packages=false)
    say "Debian packages: reading the package lists"
    # A broken third-party source must not stop us; if the lists are too old, the installation will say so.
    capture "${apt[@]}" update || true
    local update_said=$captured
    say "Debian packages: installing ${#missing[@]} and what they need: ${missing[*]}"
    capture "${apt[@]}" install --no-install-recommends "${missing[@]}" || {
        captured+=$'\n'$update_said
        fail_because "installing Debian packages"
    }
}
