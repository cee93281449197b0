#!/usr/bin/env bash
# test_oracle.sh - every figure of the bundled demonstration is that of an
# independent program, tests/oracle/observations.py, which has the rows that
# are counted, the definitions and the code lists only; and it can fail.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"
# shellcheck source=tests/chain/demonstration.sh
. "$(dirname "$0")/demonstration.sh"

# observed REPORT PUBLISHED: compared with the figures of the oracle.
observed() {
    local dataset options=()
    for dataset in $(counted "$a" "$1"); do
        options+=(--rows "$dataset=$scratch/rows.$dataset.csv")
    done
    python3 tests/oracle/observations.py --show 100 \
        --breaks "$a/reports/definitions/breaks.json" \
        --definitions "$a/reports/definitions" \
        --registries "$a/datasets/reference" "${options[@]}" "$2"
}

# changed PUBLISHED CHANGE...: what is published of the indicators named, each
# change made in a row of its own.  A CHANGE is INDICATOR STATUS COLUMN VALUE,
# of a series or comparison INDICATOR:STATISTIC; x1.5 is a factor, +1 is
# added; the COLUMN "row" takes the row out.
changed() {
    python3 - "$@" <<'PY'
import csv, sys
with open(sys.argv[1], encoding="utf-8-sig") as file:
    rows = list(csv.DictReader(file))
changes = [one.split(" ", 3) for one in sys.argv[2:]]
wanted = {one[0].partition(":")[0] for one in changes}
rows = [row for row in rows if row["indicator"] in wanted]
taken = []
for which, status, column, value in changes:
    indicator, _, statistic = which.partition(":")
    found = [row for row in rows if row["indicator"] == indicator
             and row["statistic"] == statistic and row["status"] == status
             and all(row is not one for one in taken)
             and (value[:1] not in "x+" or row[column] not in ("", "0"))]
    row = found[len(found) // 2]
    taken.append(row)
    if column == "row":
        rows = [one for one in rows if one is not row]
    elif value[:1] == "x":
        row[column] = repr(float(row[column]) * float(value[1:]))
    elif value[:1] == "+":
        row[column] = str(int(row[column]) + int(value))
    else:
        row[column] = value
writer = csv.DictWriter(sys.stdout, rows[0], lineterminator="\n")
writer.writeheader()
writer.writerows(rows)
PY
}

# noticed REPORT NUMBER CHANGE...: of the changes no more and no less is wrong.
noticed() {
    local report=$1 number=$2
    shift 2
    changed "$a/reports/latest/$report.csv" "$@" >"$scratch/changed.csv"
    observed "$report" "$scratch/changed.csv" >"$scratch/observed"
    is 1 $? && cat "$scratch/observed" &&
        grep -E "^[0-9]+ passed, $number failed\$" "$scratch/observed"
}

a=$scratch/a
demonstration "$a" 5
ok "the demonstration" run "$a"
for report in graduate_employment cluster_growth; do
    for dataset in $(counted "$a" "$report"); do
        rows_counted "$a" "$dataset" >"$scratch/rows.$dataset.csv"
    done
    ok "every row of $report" \
        observed "$report" "$a/reports/latest/$report.csv"
done

before "$a" graduate_employment >"$scratch/before.csv"
ok "what is withheld was right, too" \
    observed graduate_employment "$scratch/before.csv"

# A row under another key is one too many and one too few.
ok "figures changed by hand are noticed" noticed graduate_employment 13 \
    'employment_net ok value x1.00000001' 'employment_net ok numerator +1' \
    'employment_net ok lower x1.00000001' 'employment_net ok flags break' \
    'employment_net ok coverage x0.99999999' \
    'employment_net missing status not_applicable' \
    'employment_net missing reason parts_missing' \
    'employment_net confidential denominator 7' \
    'employment_net confidential method jeffreys' \
    'employment_net ok row gone' 'employment_net ok region RU-999' \
    'employment_regions:standardised_rate ok lower x1.00001'
ok "those of series, too" noticed cluster_growth 4 \
    'cluster_regions:level ok value +1' \
    'cluster_regions:trend ok upper x1.00000001' \
    'cluster_regions:change not_applicable value 7' \
    'cluster_regions:cagr not_applicable reason period_gap'
summary
