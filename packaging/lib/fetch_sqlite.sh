# shellcheck shell=bash
# shellcheck disable=SC2154 # packaging, deps, scratch and the options are set by bootstrap.sh
# Fetches the SQLite3 Multiple Ciphers amalgamation. Sourced by bootstrap.sh.
#
# It comes inside an npm package. packaging/sqlite/package-lock.json pins that package by the hash of its
# content and names no registry, so npm asks the one that this machine is set to. No script of any package
# is run. To move to a newer one, in packaging/sqlite: change the version in package.json, then
#   npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

sqlite_version_min=3053000

# What .deps/sqlite/STAMP must start with to be up to date.
sqlite_wanted() {
    printf 'SQLite3 Multiple Ciphers, lock file %s' \
        "$(sha256sum "$packaging/sqlite/package-lock.json" | cut -c1-16)"
}

# sqlite_version FOLDER: prints the version if FOLDER holds a usable amalgamation, else fails.
sqlite_version() {
    local file number
    for file in sqlite3.c sqlite3.h sqlite3ext.h; do
        [[ -s $1/$file ]] || return 1
    done
    grep -q 'SQLITE3MC_VERSION_STRING' "$1/sqlite3.h" || return 1
    number=$(sed -nE 's/^#define SQLITE_VERSION_NUMBER +([0-9]+).*/\1/p' "$1/sqlite3.h")
    ((${number:-0} >= sqlite_version_min)) || return 1
    sed -nE 's/^#define SQLITE_VERSION +"([^"]+)".*/\1/p' "$1/sqlite3.h"
}

# fetch_sqlite FOLDER: puts the amalgamation into the new folder FOLDER.
fetch_sqlite() {
    local work="$scratch/npm" package
    mkdir -p "$work" "$1"
    cp "$packaging/sqlite/package.json" "$packaging/sqlite/package-lock.json" "$work/"
    say "SQLite3 Multiple Ciphers: fetching with npm $(npm --version 2>/dev/null)"
    capture npm ci --prefix "$work" --ignore-scripts --no-audit --no-fund --no-update-notifier \
        --cache "$scratch/npm-cache" --fetch-retries 1 --fetch-retry-mintimeout 1000 ||
        fail_because "fetching SQLite3 Multiple Ciphers with npm"
    package="$work/node_modules/better-sqlite3-multiple-ciphers"
    capture cp "$package"/deps/sqlite3/{sqlite3.c,sqlite3.h,sqlite3ext.h} "$package/LICENSE" "$1/" ||
        fail_because "copying SQLite3 Multiple Ciphers"
}
