#!/usr/bin/env bash
# test_corrections.sh - what was set aside is put right in its list, and the
# list, saved by a spreadsheet, brings the figures of a file without faults.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"

a=$scratch/a
b=$scratch/b
tree "$a"
tree "$b"
ok "a tree without faults" run "$a"

file=$b/datasets/graduates/raw/tver.csv
sed -i '2s/[0-9]*$/&x/; 3s/$/,1/' "$file"
ok "one with two bad rows" fails_with 1 nightly "$b"
list=$(grep -l "tver.csv," "$scratch"/build/run/*/aside/*.ingest.csv)
ok "the list of which" test -f "$list"

# What a spreadsheet makes of it, with the last column filled.
python3 - "$list" "$b/datasets/graduates/corrections.csv" <<'EOP'
import csv, sys
with open(sys.argv[1], encoding="utf-8", newline="") as given:
    rows = list(csv.reader(given))
for row in rows[1:]:
    if row[3]:  # the cell: without the x
        row[-1] = row[7].removesuffix("x")
    else:  # the record: without the cell too many
        row[-1] = row[9].removesuffix(",1")
with open(sys.argv[2], "w", encoding="utf-16", newline="") as saved:
    csv.writer(saved, delimiter=";").writerows(rows)
EOP
ok "corrected" run "$b"
ok "gives the same figures" \
    cmp "$a/reports/latest/work.csv" "$b/reports/latest/work.csv"
ok "and the run says which list it used" \
    grep -q '"kind": "corrections"' "$b/reports/latest/run.json"

sed -i '2s/x$/y/' "$file"
ok "a file that changed since" fails_with 1 nightly "$b"
ok "is not corrected by the old list" \
    grep -rq "tver.csv,.*correction-error" "$scratch"/build/run/*/aside
summary
