#!/usr/bin/env bash
# test_console.sh - the last line of a run: what was lost, or where it is told
# why nothing was published.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"

a=$scratch/a
tree "$a"
raw=$a/datasets/graduates/raw
work=$(work_folder "$a")
quality=$work/quality.en.txt

last() {
    tail -n 1 "$a.log"
}

fails() {
    ! "$@"
}

# The lines of a file by class, as the report's JSON or text tells.
found() {
    grep -F -- "$1" "$quality"
}

ok "a run without losses" run "$a"
ok "ends as it did" is "published $a/reports/2026-03-01" "$(last)"
ok "and keeps no quality report beside it" fails test -e "$quality"

# 22 rows, of which one cannot be read and one is of an unknown region
{
    echo region,sex,people
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        printf 'RU-TVE,M,%s\nRU-TVE,F,%s\n' "$_" "$_"
    done
    printf 'RU-TVE,M,ten\nAtlantis,F,5\n'
} >"$raw/tver.csv"
ok "rows set aside, rows under review" run "$a"
ok "are told in the last line" is "rows set aside: 1; rows under review: 1; \
see $a/reports/latest/quality.en.txt" "$(last)"
ok "a run without changes" run "$a"
ok "tells it again" is "rows set aside: 1; rows under review: 1; \
see $a/reports/latest/quality.en.txt" "$(last)"
cp "$raw/moscow.csv" "$raw/moscow.copy.csv"
raw people RU-TVE 40 60 >"$raw/tver.csv"
ok "a copy of a submission" run "$a"
ok "is told" is "rows replaced, late or repeated: 2; \
see $a/reports/latest/quality.en.txt" "$(last)"
rm "$raw/moscow.copy.csv"
ok "in the language of the config" sed -i 's/"en", "ru"/"ru", "en"/' "$a/config.json"
printf 'RU-TVE,F,5\n' >>"$raw/tver.csv"
printf 'Atlantis,F,5\n' >>"$raw/tver.csv"
ok "a run in Russian" run "$a"
ok "ends in Russian" is "строк на проверке: 1; \
см. $a/reports/latest/quality.ru.txt" "$(last)"
ok "back to English" sed -i 's/"ru", "en"/"en", "ru"/' "$a/config.json"
raw people RU-TVE 40 60 >"$raw/tver.csv"
ok "a run" run "$a"
latest=$(readlink "$a/reports/latest")

# beyond the tolerance
printf 'region,sex,people\nRU-MOS,M,ten\nRU-MOS,F,200\n' >"$raw/moscow.csv"
ok "too many rows set aside fail the run" fails run "$a"
ok "the last line names the quality report" \
    is "profstat: not published; what was found: $quality" "$(last)"
ok "which is there" found 'found "ten"'
ok "in both languages" test -s "$work/quality.ru.txt"
ok "and in full" grep -q '"kind": "quality"' "$work/quality.json"
ok "and says why" found 'This is MORE than the tolerance of 5.0%'
ok "and latest stays" is "$latest" "$(readlink "$a/reports/latest")"

# files that are no tables: a binary one, 2 lines without a header, none
printf '\177ELF\0\0\001\002\nRU-MOS\003\0\0\n\0\001\002\n' >"$raw/wide.csv"
printf 'a,b\n1,2\n' >"$raw/other.csv"
: >"$raw/empty.csv"
ok "files that are no tables" fails run "$a"
ok "the last line is the same" \
    is "profstat: not published; what was found: $quality" "$(last)"
ok "a binary file" found "a binary file"
ok "is not used" found "file not used: a file that is no table (ingest, source-error)"
ok "its lines are set aside" \
    grep -Eq 'other\.csv +2 ' "$quality"
ok "one without a header" found "the whole file, "
ok "an empty one" found "the file is empty, expected a table"
ok "and what cannot be read in others" found 'found "ten"'
ok "all lines add up" found "Every line of every file stands in exactly one class"

# a program that dies leaves no record
rm "$raw/wide.csv" "$raw/other.csv" "$raw/empty.csv"
raw people RU-MOS 100 201 >"$raw/moscow.csv"
rm "$scratch/build/bin"
mkdir "$scratch/build/bin"
cp "$root/$BUILD"/bin/* "$scratch/build/bin"
printf '#!/bin/sh\nkill -KILL $$\n' >"$scratch/build/bin/ingest"
ok "a filter that is killed" fails run "$a"
ok "is told of by the file that it did not read" \
    found "file not used: a file that was not read (ingest, not-read)"
rm -r "$scratch/build/bin"
ln -s "$root/$BUILD/bin" "$scratch/build/bin"
ok "the next run is good" run "$a"
ok "and takes the report away" fails test -e "$quality"

# a column that is not required and that files lack
sed -i 's/"constraints": {"required": true, "minimum": 0}/"aliases": []/' \
    "$a/datasets/graduates/schema.json"
sed -i '1s/people/amount/' "$raw/tver.csv"
ok "a column that one file lacks" run "$a"
ok "is told on the console" grep -q 'raw/tver.csv: found no column for "people"' "$a.log"
latest=$(readlink "$a/reports/latest")
sed -i '1s/people/amount/' "$raw"/*.csv
ok "one that all files lack fails the run" fails run "$a"
ok "names dataset and field" \
    grep -q 'no file of the dataset "graduates" has a column for "people"' "$a.log"
ok "with status 1" is 1 "$(nightly "$a"; echo $?)"
ok "and latest stays" is "$latest" "$(readlink "$a/reports/latest")"
summary
