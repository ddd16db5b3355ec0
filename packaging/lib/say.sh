# shellcheck shell=bash
# What the scripts say, and how a failure becomes one clear sentence. Sourced, never run.

# The name that starts an error's sentence, e.g. "bootstrap".
say_program=${say_program:-packaging}

# say TEXT...: one line about what is being done.
say() { printf '== %s\n' "$*"; }

# fail TEXT...: one sentence that names what to do, then out.
fail() {
    printf '%s: %s\n' "$say_program" "$*" >&2
    exit 1
}

# Passes every line on and shows how far apt has come: each step on a screen, every tenth of the way in a log.
show_apt_progress() {
    local line total='' fetched=0 unpacked=0 set_up=0 tenth=0 text=''
    while IFS= read -r line; do
        printf '%s\n' "$line"
        case $line in
            *' newly installed, '*) total=${line%% newly*} total=${total##* } ;;
            Get:*) fetched=$((fetched + 1)) ;;
            'Unpacking '*) unpacked=$((unpacked + 1)) ;;
            'Setting up '*) set_up=$((set_up + 1)) ;;
            *) continue ;;
        esac
        ((${total:-0} > 0)) || continue
        text="   of $total packages: $fetched downloaded, $unpacked unpacked, $set_up set up"
        if [[ -t 2 ]]; then
            printf '\r%s' "$text" >&2
        elif (((fetched + unpacked + set_up) * 10 / (total * 3) > tenth)); then
            tenth=$((tenth + 1))
            printf '%s\n' "$text" >&2
        fi
    done
    if [[ -n $text && -t 2 ]]; then printf '\n' >&2; fi
}

# capture COMMAND...: runs it without input; its output stays in $captured (memory: the disk may be full).
captured=''
capture() {
    local status=0
    captured=$("$@" 2>&1 </dev/null | show_apt_progress) || status=$?
    return "$status"
}

# fail_because WHAT: turns the output of a failed capture into the sentence for its kind of failure.
fail_because() {
    local what=$1
    if matches 'No space left on device|enough free space|ENOSPC|Disk quota exceeded'; then
        fail "$what failed because the disk is full (see: df -h); free 3 GB and run this again."
    elif matches 'EINTEGRITY|Hash Sum mismatch|checksum'; then
        fail "$what failed because the download is not the pinned one (its hash differs);" \
            "run this again, and if it repeats, ask who runs your package mirror."
    elif matches 'NO_PUBKEY|is not signed|EXPKEYSIG|GPG error|signatures? (were|was|could)'; then
        fail "$what failed because the mirror's signature could not be verified;" \
            "install the newest debian-archive-keyring and check which mirror apt is set to."
    elif matches 'dpkg was interrupted'; then
        fail "$what failed because an earlier installation was cut short;" \
            "run 'dpkg --configure -a' as root, then this again."
    elif matches 'Could not get lock|is held by process'; then
        fail "$what failed because another installation is running; wait for it, then run this again."
    elif matches 'Could not resolve|Temporary failure|Network is unreachable|Could not connect' ||
        matches 'Connection (refused|timed out|failed|reset)|Cannot initiate the connection' ||
        matches 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|Failed to fetch'; then
        fail "$what failed because the network or the package mirror cannot be reached;" \
            "connect this machine and run this again, or see --offline-deps in README.md."
    elif matches 'Permission denied|EACCES|EPERM|are you root|Read-only file system'; then
        fail "$what failed because this user may not write there; run this as root or with sudo."
    elif matches 'Unable to locate package|has no installation candidate'; then
        fail "$what failed because this system does not offer $(missing_names);" \
            "Qiantai is built on Debian 12: use one, or install the same library by other means."
    fi
    printf '%s\n' "$captured" | tail -n 15 >&2
    fail "$what failed; the lines above are what it said last."
}

matches() { [[ $captured =~ $1 ]]; }

missing_names() {
    printf '%s\n' "$captured" |
        sed -nE 's/.*Unable to locate package ([^ ]+).*/\1/p; s/.*Package .([^ ]+). has no inst.*/\1/p' |
        sort -u | paste -sd ' '
}

# need_space MB FOLDER: fails unless FOLDER's file system has that many megabytes free.
need_space() {
    local free
    free=$(df --output=avail -BM "$2" | tail -n 1 | tr -dc 0-9)
    ((free >= $1)) || fail "only $free MB are free on the disk of $2 and $1 MB are needed;" \
        "free some space there and run this again."
}
