#!/usr/bin/env bash
# privacy.sh BUILD - nobody whom an export names stands in what was made: no
# SNILS and no full name in any file under BUILD and reports/, the output of the
# tests among them (BUILD/test.log); a date of birth only in files of mode 0600,
# as tables of persons are.
#
# The exports are the bundled ones, those of the worked case, the simulated ones
# that other tests left under BUILD, and those that they made and removed
# (PROFSTAT_PERSONS, of all.sh).  Simulated exports themselves are not searched:
# BUILD/demonstration/datasets, BUILD/bench/tree/datasets and BUILD/bench/plain.
# BUILD/privacy is a run of the bundled tree, so that there is something to find.
set -u
BUILD=${1:?usage: privacy.sh BUILD}
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/chain/tree.sh"
# shellcheck disable=SC2154 # root and scratch are set by tree.sh
made=$root/$BUILD/privacy

# bundled_run: everything of the bundled tree but its reports is linked.
bundled_run() {
    rm -rf "$made/tree" "$made/planted"*
    mkdir -p "$made/tree/reports"
    ln -sfn "$root/datasets" "$made/tree/datasets"
    ln -sfn "$root/reports/definitions" "$made/tree/reports/definitions"
    ln -sfn "$root/$BUILD/bin" "$made/bin"
    ln -sfn "$root/$BUILD/locale" "$made/locale"
    cp config.json "$made/tree"
    KEY=$made/key/key MAKE="make -j$(nproc)" \
        pipeline/run.sh "$made" "$made/tree/config.json" >"$made/run.log" 2>&1
}

# everywhere: all exports against all files.  It keeps who was looked for.
everywhere() {
    python3 tests/privacy/search.py ${PROFSTAT_PERSONS:+--saved "$PROFSTAT_PERSONS"} \
        --save "$scratch/persons" \
        --sources pipeline --sources include --sources tests --sources datasets/reference \
        --sources reports/definitions \
        --apart "$BUILD/demonstration/datasets" --apart "$BUILD/bench/tree/datasets" \
        --apart "$BUILD/bench/plain" --foreign "$BUILD/node" --foreign "$BUILD/bench/node" \
        datasets tests/chain/worked_case "$BUILD/demonstration/datasets" -- \
        "$BUILD" reports
}

# open_tables FOLDER: tables with a column about persons that others can read.
open_tables() {
    find "$1" -name '*.arrow' -perm /077 | while read -r table; do
        ! "$BUILD/bin/cat" --format schema --rows 0 "$table" 2>/dev/null |
            grep -qE '^(person|birth) |^profstat\.(personal|private)' || echo "$table"
    done
}

# finds KIND TEXT [MODE]: planted in a file, this text is found as this.
finds() {
    printf 'before %s after\n' "$2" >"$made/planted"
    chmod "${3-644}" "$made/planted"
    python3 tests/privacy/search.py --saved "$scratch/persons" -- "$made/planted" | grep -qx "$made/planted: $1"
    local status=$?
    rm "$made/planted"
    return "$status"
}

fails() {
    ! "$@"
}

ok "the bundled run" bundled_run
[ "$failed" -eq 0 ] || cat "$made/run.log"
ok "nobody is named in any file" everywhere
ok "tables of persons are for their owner" is '' "$(open_tables "$BUILD")"
ok "who runs the cases asks for what they show" is '' "$(
    grep -rlE '[0-9]{3}[- ][0-9]{3}[- ][0-9]{3}[- ][0-9]{2}' tests/cases/*/*/{out,err,expected} \
        2>/dev/null | cut -d/ -f1-4 | sort -u | while read -r folder; do
        grep -qs -- --show-personal "$folder"/{cmd,args} || echo "$folder"
    done)"

# Of the first row of a bundled export with a SNILS in groups.
row=$(cat datasets/graduates/raw/*.csv | iconv -c -f WINDOWS-1251 -t UTF-8 |
    LC_ALL=C grep -m 1 -E '^[^;]+;[0-9]{3}-[0-9]{3}-[0-9]{3} [0-9]{2};')
IFS=';' read -r name number _ <<<"$row"
ok "a SNILS would be found" finds SNILS "$number"
ok "and its digits" finds SNILS "$(tr -d ' -' <<<"$number")"
ok "and with blanks" finds SNILS "${number//-/ }"
ok "in a file of the owner, too" finds SNILS "$number" 600
ok "not in a longer number" fails finds SNILS "0.$(tr -d ' -' <<<"$number")5"
ok "a name" finds name "$name"
ok "in the encoding of the exports" finds name "$(iconv -f UTF-8 -t WINDOWS-1251 <<<"$name")"
# Of the worked case; nothing else happened on this day, which must not be written
# out in a file of ours.
day=16 month=09
ok "a date of birth" finds birth "$day.$month.2005"
ok "in the other form" finds birth "2005-$month-$day"
ok "but not in a file of the owner" fails finds birth "2005-$month-$day" 600
table=$(find "$made/run" -name 'resolve-graduates-1.arrow')
install -m 644 "$table" "$made/planted.arrow"
ok "an open table" is "$made/planted.arrow" "$(open_tables "$made")"
rm "$made/planted.arrow"
summary
