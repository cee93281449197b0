#!/usr/bin/env bash
# test_nightly.sh - the run of a timer: lock, log, exit status.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"

a=$scratch/a
tree "$a"
raw=$a/datasets/graduates/raw
work=$(work_folder "$a")

status_of() {
    nightly "$a"
    echo $?
}

log() {
    grep "$1" "$work"/nightly-*.log
}

ok "the first night" is 0 "$(status_of)"
ok "the log names the stages" log '^resolve-graduates$'
ok "and the release" log "published $a/reports/2026-03-01$"
ok "and the end" log 'end, status 0$'
ok "a night without changes" is 0 "$(status_of)"
ok "says so" is "$a/reports/latest is up to date" "$(cat "$a.log")"

exec 8>"$work/lock"
flock 8
ok "a second start while one runs" is 0 "$(status_of)"
ok "says so" is "profstat: another run of $a/config.json is under way" \
    "$(cat "$a.log")"
exec 8>&-

raw people RU-TVE 41 60 >"$raw/tver.csv"
mv "$raw/moscow.csv" "$raw/msk.csv"
ok "a night with changes" is 0 "$(status_of)"
ok "the log names what changed" log 'raw/tver.csv: changed since'
ok "what is new" log 'raw/msk.csv: new since'
ok "what vanished" log 'raw/moscow.csv: vanished since'
latest=$(readlink "$a/reports/latest")

head -c 3000 /dev/urandom >"$raw/binary.csv"
ok "bad data" is 1 "$(status_of)"
ok "leave latest" is "$latest" "$(readlink "$a/reports/latest")"
ok "the log says so" log 'end, status 1$'
rm "$raw/binary.csv"
ok "the night after is good again" is 0 "$(status_of)"

cp "$a/config.json" "$scratch/good.json"
config '"colour": "red"' >"$a/config.json"
ok "a bad config" is 2 "$(status_of)"
ok "leaves latest" is "$latest" "$(readlink "$a/reports/latest")"
cp "$scratch/good.json" "$a/config.json"

raw people RU-TVE 42 60 >"$raw/tver.csv"
rm "$scratch/build/bin"
mkdir "$scratch/build/bin"
cp "$root/$BUILD"/bin/* "$scratch/build/bin"
printf '#!/bin/sh\nkill -KILL $$\n' >"$scratch/build/bin/resolve"
ok "a filter that is killed" is 3 "$(status_of)"
ok "leaves latest" is "$latest" "$(readlink "$a/reports/latest")"
ok "a config that is not there" is 2 "$(
    pipeline/run.sh --nightly "$scratch/build" "$a/none.json" 2>/dev/null
    echo $?)"
summary
