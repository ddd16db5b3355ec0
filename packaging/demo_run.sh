#!/usr/bin/env bash
# Shows a small chain at work with programs that demo.sh has built: a hub, a desk at headquarters and terminals of two
# stores; registrations while headquarters can't be reached, a power cut in the middle, and then the sync. At the end the
# first store's terminal opens in a window with the hub running; without a display, pictures of all screens are written.
# Everything lies in one folder that is removed at the end; --keep DIR keeps it there for a look of your own.
#   packaging/demo_run.sh BIN_FOLDER [--keep DIR] [--members N]
set -euo pipefail

packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
say_program=demo
# shellcheck source=packaging/lib/say.sh
source "$packaging/lib/say.sh"

usage='demo_run.sh BIN_FOLDER [--keep DIR] [--members N]'
bin=${1:?usage: $usage}
shift
work='' members=20000
while (($# > 0)); do
    case $1 in
        --keep) work=${2:?--keep needs a folder} ;;
        --members) members=${2:?--members needs a number} ;;
        *) fail "the option $1 is unknown: $usage" ;;
    esac
    shift 2
done
for program in qiantai-hub qiantaictl qiantai qiantai-shots; do
    [[ -x $bin/$program ]] || fail "$bin/$program is not built; run packaging/demo.sh."
done

kept=$work
if [[ -z $work ]]; then
    work=$(mktemp -d)
elif [[ -e $work ]]; then
    fail "$work exists already; name a folder that does not."
else
    mkdir -p "$work"
fi
hub_pid=''
stop_hub() {
    [[ -n $hub_pid ]] || return 0
    kill -TERM "$hub_pid" 2>/dev/null || true
    wait "$hub_pid" 2>/dev/null || true
    hub_pid=''
}
finish() {
    stop_hub
    [[ -n $kept ]] || rm -rf "$work"
}
trap finish EXIT

# Shows a command the way one would type it, and runs it.
show() {
    printf '\n$ %s\n' "${1##*/} ${*:2}"
    "$@"
}
ctl() { show "$bin/qiantaictl" --home "$work/$1" "${@:2}"; }

# The hub writes its port into a file once it listens; the second start keeps the port of the first.
port=0
start_hub() {
    rm -f "$work/port"
    mkfifo "$work/port.said"
    "$bin/qiantai-hub" serve --home "$work/hub" --listen "127.0.0.1:$port" >"$work/port.said" 2>>"$work/hub.log" &
    hub_pid=$!
    local line
    read -r line <"$work/port.said" || fail "the hub did not start; see what it said: $(tail -n 3 "$work/hub.log")"
    rm "$work/port.said"
    port=${line##*:}
}
enrol() { # HOME STORE NAME
    local code
    code=$("$bin/qiantai-hub" code --home "$work/hub" --store "$2" --name "$3")
    ctl "$1" enrol --hub "https://localhost:$port" --code "$code"
}
# N registrations as lines of JSON; from FIRST on, so that no phone number comes twice.
registrations() { # PREFIX FIRST N
    local i
    for ((i = $2; i < $2 + $3; i++)); do
        printf '{"op":"members.register","in":{"name":"顾客%d","phone":"%s%06d"}}\n' "$i" "$1" "$i"
    done
}
rows() { # ENTITY SCOPE: at the hub
    "$bin/qiantai-hub" inspect --home "$work/hub" | sed -n "s|.*\"$2\":{[^}]*\"$1\":\([0-9]*\).*|\1|p"
}

say "1. Headquarters: a hub with its own certificate authority, a first administrator, the chain's stores and staff"
printf '739526\n' >"$work/pin-9001"
printf '317065\n' >"$work/pin-1002"
printf '163970\n' >"$work/pin-2002"
show "$bin/qiantai-hub" init --home "$work/hub" --chain-name 前台示范连锁 --host localhost \
    --admin-number 9001 --admin-name 高志远 --admin-pin-file "$work/pin-9001"
start_hub
enrol HQ HQ 总部一号
ctl HQ demo --members 0
ctl HQ sync

say "2. Two stores: each terminal swaps a one-time code for its identity; the first has $members members to bring along"
enrol S001 S001 柜台一号
enrol S002 S002 柜台一号
ctl S001 demo --members "$members"
ctl S001 sync
before_first=$(rows member store/S001) before_second=$(rows member store/S002)

say "3. The network is gone. Both stores register members all the same, and one terminal loses its power in the middle"
stop_hub
mkfifo "$work/answers"
"$bin/qiantaictl" --home "$work/S001" call --stream --staff 1002 --pin-file "$work/pin-1002" \
    < <(registrations 13800 0 400 2>/dev/null) >"$work/answers" &
stream=$!
first=0
while IFS= read -r answer; do
    [[ $answer == *'"ok":true'* ]] && first=$((first + 1))
    # The power goes once a hundred of them are confirmed; what had been said by then is still read.
    if ((first == 100)); then kill -9 "$stream" || true; fi
done <"$work/answers"
wait "$stream" 2>/dev/null || true
registrations 13900 0 50 | "$bin/qiantaictl" --home "$work/S002" call --stream --staff 2002 \
    --pin-file "$work/pin-2002" >"$work/confirmed-2"
second=$(grep -c '"ok":true' "$work/confirmed-2" || true)
say "confirmed on the screen: $first in S001 before the power cut, $second in S002"
ctl S001 sync || say "as expected: no connection, and nothing to do about it"
ctl S001 --lang zh status

say "4. The network is back: both terminals bring headquarters up to date"
start_hub
ctl S001 sync
ctl S002 sync
ctl S001 --lang zh status
arrived_first=$(($(rows member store/S001) - ${before_first:-0}))
arrived_second=$(($(rows member store/S002) - ${before_second:-0}))
say "at headquarters: $arrived_first new members of S001 (confirmed: $first), $arrived_second of S002 (confirmed: $second)"
((arrived_first == first)) || say "the one more was on disk when the power went, and not yet on the screen"

say "5. They come back to where they belong: a new terminal of S001 loads its store, and finds the last one confirmed"
enrol S001-2 S001 柜台二号
printf -v last '13800%06d' $((first - 1))
ctl S001-2 call members.find "{\"query\":\"$last\"}" --staff 1002 --pin-file "$work/pin-1002" | tee "$work/found"
show "$bin/qiantai-hub" audit verify --home "$work/hub"

# A line may have been on disk when the power went, and not yet on the screen: at most that one more arrives.
[[ $arrived_second == "$second" && $arrived_first -ge $first && $arrived_first -le $((first + 1)) ]] ||
    fail "the counts differ: that must never happen."
grep -q '"members":\[{' "$work/found" || fail "the last confirmed member was not found on the new terminal."
say "every confirmed registration is at headquarters exactly once"

say "6. The terminal's window"
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    say "sign in as 1002 with PIN 317065 (clerk), or as 1001 with PIN 582940 (store manager); close the window to end"
    show "$bin/qiantai" --home "$work/S001"
else
    say "there is no display: pictures of every screen, theme and size instead"
    show "$bin/qiantai-shots" "$(cd "$bin/.." && pwd)/demo-pictures"
fi
if [[ -n $kept ]]; then
    say "kept: try  $bin/qiantaictl --home $work/S001 call members.find '{\"query\":\"王\"}' --staff 1002 --pin-file $work/pin-1002"
fi
