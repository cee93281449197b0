#!/usr/bin/env bash
# run.sh [--nightly] BUILD CONFIG - one run of the chain: plan, make, publish.
# A config has one run at a time: a second one waits, with --nightly it says
# so and exits 0.  --nightly also keeps a log and exits with the worst status
# that the filters recorded.  A config whose datasets identify persons needs the
# key of their pseudonyms: the first run creates it.
# From the environment: MAKE, LAUNCH, KEY [~/.config/profstat/key].
set -euo pipefail

nightly=
[ "$1" != --nightly ] || { nightly=yes && shift; }
build=$1 config=$2 key=${KEY:-${HOME-}/.config/profstat/key}
if [ ! -e "$config" ]; then
    printf 'profstat: %q: there is no such file\n' "$config" >&2
    exit 2
fi
# One work folder a config, by whatever path it is named.
work=$build/run/$(realpath -z -- "$config" | sha256sum | cut -c1-16)
mkdir -p "$work"
chmod 700 "$work"

exec 9>"$work/lock"
if ! flock -n 9; then
    printf 'profstat: another run of %q is under way\n' "$config"
    [ -z "$nightly" ] || exit 0
    flock 9
fi

# Create the key if one is needed and there is none.
make_key() {
    local needed
    [ ! -e "$key" ] || return 0
    needed=$("$build/bin/plan" --needs-key -- "$config") || return
    [ "$needed" != yes ] || {
        "$build/bin/key" "$key" >/dev/null || return
        printf 'profstat: created the key of the pseudonyms, %s\n' "$key"
        printf 'profstat: keep it: with another key nobody is found again\n'
    }
}

# The status of plan, or that of make; every bad file is reported, not only
# the first (-k).  The last line says what was lost, or where it is told why
# nothing was published.
run() {
    rm -f "$work"/quality.*
    make_key || return
    "$build/bin/plan" --work "$work" --bin "$build/bin" --key "$key" \
        -- "$config" || return
    ${MAKE:-make} --no-print-directory -k -f "$work/rules.mk" \
        LAUNCH="${LAUNCH-}" PUBLISH="bash pipeline/publish.sh" ||
        { bash "$work/recipes/failed.sh"; return 4; }
    bash "$work/recipes/losses.sh"
}

# 4 stands for the worst status of a filter; without one the system failed.
worst() {
    [ "$1" -eq 4 ] || return "$1"
    found=$(find "$work/status" -type f -exec cat {} + | sort -n | tail -n 1)
    [ "${found:-0}" -ne 0 ] || found=3
    return "$found"
}

status=0
if [ -n "$nightly" ]; then
    log=$work/nightly-$(date +%Y-%m-%d).log
    (umask 077 && date '+%F %T start' >>"$log")
    run 2>&1 | tee -a "$log" || status=$?
    worst "$status" || status=$?
    date "+%F %T end, status $status" >>"$log"
else
    run || status=$?
    worst "$status" || status=$?
fi
exit "$status"
