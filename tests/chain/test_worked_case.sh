#!/usr/bin/env bash
# test_worked_case.sh - the worked case of the domain, from raw exports to what is
# published: 205 graduates of 2024 and, twelve months after their diploma,
#
#	W 80  I 4  S 4  L 42  P 3  A 30  B 8  N 29  X 5
#
# of the 88 employed 60 in the region of their college, 20 elsewhere, 8 at an
# unknown place.  worked_case/ has the exports, in UTF-8 so that they can be
# read; they are run in Windows-1251.  In them
#
#	- ten of the conscripts keep the job they had: A comes before W;
#	- of the 29, ten had a job that ended the day before or earlier, 19 no
#	  record; eight of the 80 have a job that ends on or after the very day;
#	- one has two employers on the day, the later one in the region;
#	- parental leave (3) and exclusion (5) begin after the sixth month.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"
# shellcheck source=tests/chain/bundled.sh
. "$(dirname "$0")/bundled.sh"
# shellcheck disable=SC2154 # root and scratch are set by tree.sh

exports=tests/chain/worked_case
a=$scratch/a
latest=$a/reports/latest
bundled "$a" '"until": "2025-09-30"'
written "$a/datasets/graduates/raw/Омский колледж отраслевых технологий_graduates_2024_v1_2025-02-03.csv" \
    <"$exports/graduates.csv"
written "$a/datasets/spells/raw/Омская область_spells_2025_v1_2025-10-10.csv" \
    <"$exports/spells.csv"

# lines PATTERN FILE: so many lines of this export.
lines() {
    grep -cE "$1" "$exports/$2"
}

# cell INDICATOR COLUMN [NAME=CODE...]: of all graduates after 12 months, in
# the published CSV.
cell() {
    node tests/chain/cell.mjs "$latest/graduate_employment.csv" \
        "indicator=$1" period=2024 point=12 college=_T programme=_T industry=_T \
        region=RU sex=_T disability=_T outcome= "${@:3}" "$2"
}

# rate INDICATOR [NAME=CODE...]: numerator/denominator = value, status.
rate() {
    local part parts=()
    for part in numerator denominator value status; do
        parts+=("$(cell "$1" "$part" "${@:2}")") || return
    done
    LC_ALL=C printf '%s/%s = %.1f %s\n' "${parts[@]}"
}

# share STATUS: of all graduates.
share() {
    rate employment_status "outcome=$1" | sed 's/ ok$//'
}

# line LANGUAGE TITLE: that line of a table of the text, blanks made one.
line() {
    sed 's/\xc2\xa0/ /g' "$latest/graduate_employment.$1.txt" |
        grep -E "^ *$2  .*[0-9]$" | head -n 1 | sed 's/  */ /g'
}

ok "205 graduates are in the export" is 205 "$(lines '^[^;]+;[0-9]{3}.?[0-9]{3}' graduates.csv)"
ok "198 spells" is 198 "$(lines '^[0-9]{3}.?[0-9]{3}' spells.csv)"
ok "they are followed" run "$a"
[ "$failed" -eq 0 ] || { cat "$a.log"; summary; exit 1; }
ok "all of them, nothing else is a row" is "205 198" "$(python3 - "$latest/quality.json" <<'PY'
import json, sys
data = json.load(open(sys.argv[1], encoding="utf-8"))
rows = {one["file"].split("/")[1]: one["classes"]["data"] for one in data["inputs"]}
print(rows["graduates"], rows["spells"])
PY
)"

ok "gross" is "88/200 = 44.0 ok" "$(rate employment_gross)"
ok "at most" is "117/200 = 58.5 ok" "$(rate employment_gross_highest)"
ok "net" is "88/117 = 75.2 ok" "$(rate employment_net)"
ok "at most" is "117/117 = 100.0 ok" "$(rate employment_net_highest)"
ok "outflow of those whose place is known" is "20/80 = 25.0 ok" "$(rate employment_outflow)"
# 88 employed, ten conscripts and ten of the 29 had a job; 19 may have had one
ok "within a year" is "108/200 = 54.0 ok" "$(rate employment_within)"
ok "at most" is "127/200 = 63.5 ok" "$(rate employment_within_highest)"
# then ten more have a job; nobody is excluded yet
ok "gross after six months" is "98/205 = 47.8 ok" "$(rate employment_gross point=6)"
ok "in the college, its region and its industry" is "88/200 88/200 88/200" "$(
    for place in college=C1 region=RU-OMS industry=machinery; do
        echo "$(cell employment_gross numerator "$place")/$(cell employment_gross denominator "$place")"
    done | tr '\n' ' ' | sed 's/ $//')"

sum=0
while read -r status number share; do
    ok "share of $status" is "$number/205 = $share" "$(share "$status")"
    sum=$((sum + number))
done <<'END'
W 80 39.0
I 4 2.0
S 4 2.0
L 42 20.5
P 3 1.5
A 30 14.6
B 8 3.9
N 29 14.1
NL 19 9.3
NR 10 4.9
X 5 2.4
END
ok "which are all, N twice: whole and in its two parts" is $((205 + 29)) "$sum"
ok "no other status occurs" is 12 "$(python3 - "$latest/graduate_employment.csv" <<'PY'
import csv, sys
totals = ("college", "programme", "industry", "region", "sex", "disability")
with open(sys.argv[1], encoding="utf-8", newline="") as stream:
    print(sum(row["indicator"] == "employment_status" and row["point"] == "12"
              and all(row[name] in ("_T", "RU") for name in totals)
              for row in csv.DictReader(stream)))
PY
)"
ok "the whole" is "205/205 = 100.0" "$(share _T)"

ok "the text says so" is "Of 200 graduates of 2024, 88 are employed 12 months \
after graduation, that is 44.0%. Of the 117 available to the labour market, \
75.2% are employed." "$(sed 's/\xc2\xa0/ /g' "$latest/graduate_employment.en.txt" |
    tr '\n' ' ' | grep -oE 'Of 200 graduates.*75\.2% are employed\.')"
ok "with the bridge in people" is "205 −5 200 −30 −8 −42 −3 117 88" "$(
    for title in 'All graduates' 'the excluded' 'Denominator of the gross rate' \
        conscripts 'to be called up' 'continuing study' 'on parental leave' \
        'Denominator of the net rate: available to the labour market' Employed; do
        line en "$title" | grep -oE '[^ ]+$'
    done | tr '\n' ' ' | sed 's/ $//')"
while IFS='|' read -r title value; do
    ok "$title" is "$value" "$(line ru "$title" | grep -oE '[^ ]+$')"
done <<'END'
Занятость брутто, %|44,0
Занятость брутто, не больше, %|58,5
Занятость нетто, %|75,2
Занятость нетто, не больше, %|100,0
Отток через 12 месяцев, %|25,0
Работали в течение 12 месяцев, %|54,0
END
summary
