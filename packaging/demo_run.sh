#!/usr/bin/env bash
# What the demo shows, with programs that demo.sh has built.
#   packaging/demo_run.sh BIN_FOLDER
set -euo pipefail

packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
say_program=demo
# shellcheck source=packaging/lib/say.sh
source "$packaging/lib/say.sh"

bin=${1:?usage: demo_run.sh BIN_FOLDER}
for program in qiantai-hub qiantaictl; do
    [[ -x $bin/$program ]] || fail "$bin/$program is not built; run packaging/demo.sh."
    "$bin/$program" --version
done
