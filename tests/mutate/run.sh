#!/usr/bin/env bash
# run.sh BUILD - tests/mutate with every mutation program of BUILD, the shares on
# all cores: with the schema and without.  PROFSTAT_DEEP=1 takes every mutation
# (BUILD/mutate/*-san, under sanitizers), else every 199th (BUILD/mutate/*).
set -u
cd "$(dirname "$0")/../.." || exit 3
build=$1
dir=$(mktemp -d) || exit 3
trap 'rm -rf "$dir"' EXIT
trap 'exit 3' HUP INT TERM
python3 tests/mutate/files.py "$dir/files" && "$build/bin/key" "$dir/key" || exit 3
suffix='' step=199
[ -z "${PROFSTAT_DEEP-}" ] || suffix=-san step=1

parts=$(nproc) good=0 bad=0
# shares FILTER ARG...: all shares of one way to call the filter
shares() {
    local filter=$1 part pids=() status
    shift
    for ((part = 0; part < parts; part++)); do
        "$build/mutate/$filter$suffix" "$dir/files" "$part" "$parts" "$step" "$@" \
            >"$dir/$part" 2>&1 &
        pids+=($!)
    done
    for ((part = 0; part < parts; part++)); do
        status=0
        wait "${pids[part]}" || status=$?
        read -r passed failed < <(sed -n \
            's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$dir/$part")
        good=$((good + ${passed:-0})) bad=$((bad + ${failed:-1}))
        [ "$status" -eq 0 ] || { echo "== $filter $*" && cat "$dir/$part"; }
    done
}

shares ingest --schema tests/mutate/schema.json --key "$dir/key" --tolerance 1
shares ingest --schema none --tolerance 1
shares sniff --json
echo "$good passed, $bad failed"
[ "$bad" -eq 0 ]
