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
    local dataset options=(--breaks "$a/reports/definitions/breaks.json")
    for dataset in $(counted "$a" "$1"); do
        options+=(--rows "$dataset=$scratch/rows.$dataset.csv")
    done
    python3 tests/oracle/observations.py \
        --definitions "$a/reports/definitions" \
        --registries "$a/datasets/reference" "${options[@]}" "$2"
}

# changed INDICATOR STATUS COLUMN VALUE PUBLISHED: what is published of an
# indicator, another value in one of its rows; a factor if it is x1.000001.
# Without COLUMN the row is left out.
changed() {
    python3 - "$@" <<'PY'
import csv, sys
indicator, status, column, value, path = sys.argv[1:]
rows = [row for row in csv.DictReader(open(path, encoding="utf-8-sig"))
        if row["indicator"] == indicator]
found = [row for row in rows if row["status"] == status
         and (value[:1] != "x" or row[column] not in ("", "0"))]
row = found[len(found) // 2]
if not column:
    rows.remove(row)
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

# notices TITLE REPORT INDICATOR STATUS COLUMN VALUE: a row is wrong, none else.
notices() {
    local title=$1 report=$2
    shift 2
    changed "$@" "$a/reports/latest/$report.csv" >"$scratch/changed.csv"
    ok "$title is noticed" one_wrong "$report" 1
}

# one_wrong REPORT NUMBER: so many failures in the changed file.
one_wrong() {
    observed "$1" "$scratch/changed.csv" >"$scratch/observed"
    is 1 $? && grep -E "^[0-9]+ passed, $2 failed\$" "$scratch/observed"
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

people=graduate_employment
notices "a rate" $people employment_net ok value x1.00000001
notices "a count" $people employment_net ok numerator +1
notices "a limit" $people employment_net ok lower x1.00000001
notices "a flag" $people employment_net ok flags break
notices "a coverage" $people employment_net ok coverage x1.00000001
notices "a status" $people employment_net missing status not_applicable
notices "a reason" $people employment_net missing reason parts_missing
notices "a number of a confidential row" \
    $people employment_net confidential denominator 7
notices "a row that is not there" $people employment_net ok "" ""
changed employment_net ok region RU-XXX "$a/reports/latest/$people.csv" \
    >"$scratch/changed.csv"
ok "a row that is not in the data, and the one that is" one_wrong $people 2
clusters=cluster_growth
notices "a level" $clusters cluster_regions ok value x1.00000001
notices "growth to which nothing led" \
    $clusters cluster_regions not_applicable value 7
summary
