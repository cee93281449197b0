#!/usr/bin/env bash
# test_census.sh - the bundled run in a scratch copy: right figures, the same
# from exports of another form, failures of the system.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"

# census DIR: the bundled tree without what was published.
census() {
    mkdir -p "$1/reports"
    cp -R config.json datasets "$1"
    cp -R reports/definitions "$1/reports"
}

a=$scratch/a
b=$scratch/b
bin=$root/$BUILD/bin
census "$a"
ok "the bundled run" run "$a"
latest=$a/reports/latest
ok "all figures are those of an independent program" \
    python3 tests/oracle/census.py "$latest/census_employment.csv"
ok "in the JSON-stat too" \
    python3 tests/oracle/census.py "$latest/census_employment.json"
ok "every JSON is valid and says what the CSV says" \
    tests/node.sh tests/jsonstat/check.mjs "$bin" "$latest"
ok "every table opens in another reader and comes back" \
    tests/node.sh tests/chain/tables.mjs "$bin" \
    "$(work_folder "$a")"/tables/*.arrow

# The tables as most regional exports look: Windows-1251, semicolons.
census "$b"
for file in "$b"/datasets/census_2002_*/raw/*; do
    tr '\t' ';' <"$file" | iconv -f UTF-8 -t CP1251 >"$file.new" &&
        mv "$file.new" "${file%.tsv}.csv" && rm "$file"
done
ok "the tables in Windows-1251 with semicolons" run "$b" -j1
for file in "$latest"/census_employment.*; do
    ok "give the same ${file##*/}" \
        cmp "$file" "$b/reports/latest/${file##*/}"
done

# fails_with STATUS COMMAND...
fails_with() {
    local expected=$1 status=0
    shift
    "$@" || status=$?
    is "$expected" "$status"
}

# A full disk and a closed pipe, for every filter as the recipes call it.
work=$(work_folder "$a")
for filter in ingest clean link resolve tally measure protect report; do
    recipe=$(grep -l "^'[^']*/$filter'" "$work"/recipes/* | head -n 1)
    call=$(grep -A3 "^'[^']*/$filter'" "$recipe" |
        sed -e '/^statuses/,$d' -e "s/ --\(output\|record\|set-aside\|review\) '[^']*'//g" \
            -e 's/|$//' | awk '{ print } !/\\$/ { exit }')
    input=/dev/null
    case $filter in
    clean | link) input=$(find "$work/tables" -name '????????????????????????????????.arrow' | head -n 1) ;;
    protect) input=$work/tables/measure-census_employment.arrow ;;
    esac
    ok "$filter on a full disk" \
        fails_with 3 bash -c "$call <'$input' >/dev/full"
    ok "$filter into a closed pipe" fails_with 3 bash -c \
        "{ sleep 0.3; $call <'$input'; } | exec 0<&-; exit \${PIPESTATUS[0]}"
done
ok "cat on a full disk" fails_with 3 bash -c \
    "'$bin/cat' '$work/tables/measure-census_employment.arrow' >/dev/full"

# A table that is cut, and one with a changed byte, are errors.
table=$work/tables/resolve-census_2002_population.arrow
head -c 5000 "$table" >"$scratch/cut.arrow"
ok "a table that is cut" \
    fails_with 1 "$bin/tally" --by sex --output "$scratch/x" "$scratch/cut.arrow"
ok "leaves no file" test ! -e "$scratch/x"
summary
