# shellcheck shell=bash
# shellcheck disable=SC2154 # packaging, deps, scratch and the options are set by bootstrap.sh
# The folder .deps/: what is in it, and how something gets in. Sourced by bootstrap.sh.
#
# Each of .deps/sqlite and .deps/imgui is made complete in a scratch folder, checked, stamped and then moved
# into place, so that an interrupted run leaves either the old one, the new one or none. STAMP's first line
# says what was asked for (compared with what is asked for now), its second line what came.

# is_in_place NAME: true if .deps/NAME is what the scripts ask for now.
is_in_place() {
    local stamped=''
    [[ -r $deps/$1/STAMP ]] || return 1
    read -r stamped <"$deps/$1/STAMP" || true
    [[ $stamped == "$("${1}_wanted")" ]] && "${1}_version" "$deps/$1" >/dev/null
}

# Makes .deps/ and $scratch in it (removed at exit) and keeps a second bootstrap of this tree waiting.
open_deps() {
    capture mkdir -p "$deps" || fail_because "making the folder $deps"
    [[ -w $deps ]] || fail "this user may not write into $deps;" \
        "run this as the owner of that folder, or remove it as root."
    need_space 300 "$deps"
    exec 9>"$deps/.lock"
    flock -n 9 || {
        say "waiting for another bootstrap of this folder"
        flock 9
    }
    rm -rf "$deps"/.scratch.*
    scratch=$(mktemp -d "$deps/.scratch.XXXXXX")
    chmod 755 "$scratch" # apt downloads as a user of its own
    trap 'rm -rf "$scratch"' EXIT
}

# obtain NAME: brings .deps/NAME into place, from the network or from --offline-deps.
obtain() {
    local name=$1 new="$scratch/new-$1" version from
    if is_in_place "$name"; then return 0; fi # another bootstrap was quicker
    if [[ -n $offline_dir ]]; then
        from="taken from $offline_dir"
        take_offline "$name" "$new"
    else
        from="fetched on $(date -u +%F)"
        "fetch_$name" "$new"
    fi
    version=$("${name}_version" "$new") ||
        fail "what came as .deps/$name is incomplete or too old; see the head of packaging/lib/fetch_$name.sh."
    printf '%s\nversion %s, %s\n' "$("${name}_wanted")" "$version" "$from" >"$new/STAMP" ||
        fail "writing to $deps failed; free some space there and run this again."
    rm -rf "${deps:?}/$name"
    mv "$new" "$deps/$name"
}

# take_offline NAME FOLDER: copies one dependency out of the folder given by --offline-deps.
take_offline() {
    [[ -d $offline_dir/$1 ]] || fail "the folder $offline_dir has no $1/ in it;" \
        "make one with --save-deps on a machine with a network."
    if [[ -f $offline_dir/SHA256SUMS ]]; then
        capture env -C "$offline_dir" sha256sum --quiet --check SHA256SUMS ||
            fail "files in $offline_dir differ from its SHA256SUMS; copy that folder again."
    fi
    say "$1: copying from $offline_dir"
    capture cp -r "$offline_dir/$1" "$2" || fail_because "copying $offline_dir/$1"
}

# Writes what is in .deps/ to the folder given by --save-deps.
save_deps() {
    local name sums
    capture mkdir -p "$save_dir" || fail_because "making the folder $save_dir"
    for name in "${sources[@]}"; do
        rm -rf "${save_dir:?}/$name"
        capture cp -r "$deps/$name" "$save_dir/$name" || fail_because "copying .deps/$name to $save_dir"
        rm -f "$save_dir/$name/STAMP"
    done
    sums=$(cd "$save_dir" && find "${sources[@]}" -type f -print0 | sort -z | xargs -0 sha256sum)
    printf '%s\n' "$sums" >"$save_dir/SHA256SUMS" || fail "writing $save_dir/SHA256SUMS failed."
    say "saved for --offline-deps in $save_dir"
}
