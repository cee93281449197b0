# shellcheck shell=bash
# tree.sh - what the tests of the chain share: a small tree of datasets in a
# scratch folder, runs of it, and the count of what held.
#
# The tree: two regions, two years; graduates of colleges and those of them
# who work, one raw file a sender.  RU is the sum of its regions.

set -u
unset MAKEFLAGS MFLAGS MAKELEVEL MAKE LAUNCH CONFIG SOURCE_DATE_EPOCH
unset LANGUAGE PROFSTAT_LOCALE
export LC_ALL=C
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export BUILD=${BUILD:-build}
cd "$root" || exit 3
scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT
trap 'exit 3' HUP INT TERM
export KEY=$scratch/key/key # never that of the user
passed=0 failed=0

# ok TITLE COMMAND...: the command must end well.
ok() {
    local title=$1
    shift
    if "$@" >"$scratch/ok.log" 2>&1; then
        passed=$((passed + 1))
        echo "ok $title"
    else
        failed=$((failed + 1))
        echo "not ok $title"
        sed 's/^/    /' "$scratch/ok.log"
    fi
}

# Whom the exports of this test name stands in nothing that its runs made or
# said.  PROFSTAT_PERSONS keeps who that is for tests/privacy.sh.
anonymous() {
    python3 tests/privacy/search.py ${PROFSTAT_PERSONS:+--save "$PROFSTAT_PERSONS"} \
        --sources reports/definitions \
        "$scratch"/*/datasets -- "$scratch"/build/run "$scratch"/*/reports "$scratch"/*.log
}

summary() {
    ! grep -qs '"snils"' "$scratch"/*/datasets/*/schema.json ||
        ok "nobody is named in what was made and said" anonymous
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}

# is EXPECTED FOUND: two texts are equal.
is() {
    [ "$1" = "$2" ] || {
        printf 'expected: %s\nfound:    %s\n' "$1" "$2"
        return 1
    }
}

# registry ID CODE:TITLE... : the first is the parent of all others.
registry() {
    local id=$1 first=${2%%:*} entry parent=''
    shift
    printf '{"id": "%s", "title": {"ru": "%s", "en": "%s"}, "source": "test",
"entries": [' "$id" "$id" "$id"
    for entry in "$@"; do
        printf '%s{"id": "%s", %s"title": {"ru": "%s", "en": "%s"}}' \
            "${parent:+,}" "${entry%%:*}" "$parent" "${entry#*:}" "${entry#*:}"
        parent="\"parent\": \"$first\", "
    done
    echo ']}'
}

# schema NAME FIELD: a dataset that counts FIELD by region and sex.
schema() {
    cat <<EOF
{"name": "$1", "title": {"ru": "$1", "en": "$1"},
 "source": {"ru": "тест", "en": "test"}, "licence": "CC0",
 "submission": {"sender": {"filename": "^([^.]*)"},
  "form": {"value": "$1"}, "period": {"value": "2025"},
  "version": {"value": "1"}, "received": {"value": "2026-03-01"}},
 "fields": [
  {"name": "region", "type": "string", "registry": "places",
   "role": "dimension", "title": {"ru": "Регион", "en": "Region"}},
  {"name": "sex", "type": "string", "registry": "sexes", "role": "dimension",
   "title": {"ru": "Пол", "en": "Sex"}},
  {"name": "$2", "type": "integer", "role": "count",
   "title": {"ru": "Число", "en": "Number"},
   "constraints": {"required": true, "minimum": 0}}]}
EOF
}

indicator() {
    cat <<'EOF'
{"id": "rate", "kind": "indicator", "version": "1",
 "title": {"ru": "Доля работающих", "en": "Share employed"}, "unit": "percent",
 "text": {"ru": "Работающие к выпускникам.", "en": "Employed to graduates."},
 "source": {"ru": "тест", "en": "test"}, "valid": {"from": "2020-01-01", "to": null},
 "dimensions": [{"name": "region", "registry": "places"},
  {"name": "sex", "registry": "sexes"}],
 "numerator": {"dataset": "employed", "measure": "working"},
 "denominator": {"dataset": "graduates", "measure": "people"},
 "interval": {"method": "wilson", "level": 0.95},
 "rollup": ["region", "sex"],
 "protection": {"rule": "none", "text": {"ru": "тест", "en": "test"}}}
EOF
}

report() {
    cat <<'EOF'
{"id": "work", "kind": "report", "title": {"ru": "Работа", "en": "Work"},
 "indicators": ["rate"], "breakdowns": [["region", "sex"]],
 "totals": {"region": "RU", "sex": "_T"}, "cells": {"all": {}},
 "summary": [{"ru": "Работают {all.value}.", "en": "Employed: {all.value}."}],
 "tables": [{"title": {"ru": "Регионы", "en": "Regions"}, "rows": "region",
  "columns": "sex", "show": "value", "decimals": 1}],
 "notes": [], "sources": [{"ru": "тест", "en": "test"}]}
EOF
}

# config [EXTRA MEMBERS]: English comes first, so messages are English.
config() {
    cat <<EOF
{"title": {"ru": "Тест", "en": "Test"}, "languages": ["en", "ru"],
 "datasets": ["datasets/graduates", "datasets/employed"],
 "registries": ["datasets/reference/places.json", "datasets/reference/sexes.json"],
 "indicators": ["reports/definitions/rate.json"],
 "reports": ["reports/definitions/work.json"]${1:+, $1}}
EOF
}

# raw FIELD REGION MEN WOMEN: the file of one sender.
raw() {
    printf 'region,sex,%s\n%s,M,%s\n%s,F,%s\n' "$1" "$2" "$3" "$2" "$4"
}

# tree DIR: the tree, whole.
tree() {
    mkdir -p "$1"/datasets/{graduates/raw,employed/raw,reference} \
        "$1/reports/definitions"
    config '' >"$1/config.json"
    registry places RU:Russia RU-MOS:Moscow RU-TVE:Tver \
        >"$1/datasets/reference/places.json"
    registry sexes _T:All M:Men F:Women >"$1/datasets/reference/sexes.json"
    schema graduates people >"$1/datasets/graduates/schema.json"
    schema employed working >"$1/datasets/employed/schema.json"
    indicator >"$1/reports/definitions/rate.json"
    report >"$1/reports/definitions/work.json"
    raw people RU-MOS 100 200 >"$1/datasets/graduates/raw/moscow.csv"
    raw people RU-TVE 40 60 >"$1/datasets/graduates/raw/tver.csv"
    raw working RU-MOS 70 150 >"$1/datasets/employed/raw/moscow.csv"
    raw working RU-TVE 30 33 >"$1/datasets/employed/raw/tver.csv"
}

# Programs from BUILD, work files in the scratch folder.
mkdir "$scratch/build"
ln -s "$root/$BUILD/bin" "$root/$BUILD/locale" "$scratch/build"

# run DIR [OPTION OF MAKE...]: one run, its log in DIR.log.
run() {
    local dir=$1
    shift
    MAKE="make $*" pipeline/run.sh "$scratch/build" "$dir/config.json" \
        >"$dir.log" 2>&1
}

nightly() {
    pipeline/run.sh --nightly "$scratch/build" "$1/config.json" \
        >"$1.log" 2>&1
}

# The work folder of DIR.
work_folder() {
    echo "$scratch/build/run/$(
        realpath -z "$1/config.json" | sha256sum | cut -c1-16)"
}

# What the last run of DIR ran: names of recipes and inputs, sorted.
ran() {
    grep -vE '^(published|profstat|make|    )| is up to date$' "$1.log" |
        grep -v "^$scratch" | LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//'
}

# fails_with STATUS COMMAND...
fails_with() {
    local expected=$1 status=0
    shift
    "$@" || status=$?
    is "$expected" "$status"
}

# system_failures DIR FILTER: a full disk and a closed pipe, for the filter as a
# recipe of the last run calls it.
system_failures() {
    local work filter=$2 recipe call input=/dev/null
    work=$(work_folder "$1")
    recipe=$(grep -lE "^'[^']*/$filter'" "$work"/recipes/* | head -n 1)
    call=$(grep -A3 "^'[^']*/$filter'" "$recipe" |
        sed -e '/^statuses/,$d' -e "s/ --\(output\|record\|set-aside\|review\) '[^']*'//g" \
            -e 's/|$//' | awk '{ print } !/\\$/ { exit }')
    case $filter in
    clean | link | protect) input=$work/tables/$(basename "$recipe" .sh).arrow ;;
    follow) input=$scratch/joined && joined "$recipe" >"$input" ;;
    esac
    ok "$filter on a full disk" \
        fails_with 3 bash -c "$call <'$input' >/dev/full"
    ok "$filter into a closed pipe" fails_with 3 bash -c \
        "{ sleep 0.3; $call <'$input'; } | exec 0<&-; exit \${PIPESTATUS[0]}"
}

# joined RECIPE: what the programs before follow write in this recipe.
joined() {
    sed -n "/^'[^']*\/join'/,/^'[^']*\/follow'/p" "$1" | sed '$d' |
        sed "s/ --\(record\|set-aside\) '[^']*'//g" | sed '$s/|$//' | bash
}

# same DIR DIR: two published releases are equal, times aside.
same() {
    diff -r -x timing.json "$1" "$2"
}
