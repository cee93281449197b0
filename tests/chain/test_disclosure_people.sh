#!/usr/bin/env bash
# test_disclosure_people.sh - what is published of the bundled demonstration
# withholds what it must: shown by tests/oracle/disclosure.py, which has only
# what measure wrote, what was published, and the words of protect(1).
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"
# shellcheck source=tests/chain/demonstration.sh
. "$(dirname "$0")/demonstration.sh"

# withheld THRESHOLD BEFORE PUBLISHED
withheld() {
    python3 tests/oracle/disclosure.py --threshold "$1" \
        --definitions reports/definitions --registries datasets/reference \
        "$2" "$3"
}

# told KIND COMMAND...: the check fails, and says so of this kind.
told() {
    local kind=$1
    shift
    "$@" >"$scratch/told"
    is 1 $? && grep "^$kind: [1-9][0-9]* failed" "$scratch/told"
}

# only INDICATOR FILE
only() {
    grep -E "^(indicator|$1)," "$2"
}

# changed CHANGE INDICATOR REASON BEFORE PUBLISHED: what is published of the
# indicator, with a cell of this reason as it was (shown), with one of its
# numbers (number), or with one that is no zero withheld (hidden).
changed() {
    python3 - "$@" <<'PY'
import csv, sys
change, indicator, reason, before, published = sys.argv[1:]
before, published = (list(csv.DictReader(open(path, encoding="utf-8")))
                     for path in (before, published))
before, published = ([row for row in rows if row["indicator"] == indicator]
                     for rows in (before, published))
found = [at for at, row in enumerate(published)
         if row["reason"] == reason
         and row["numerator"] != "0"
         and (row["status"] == "confidential") == (reason != "")
         and before[at]["numerator"] != "0"]
row = published[found[len(found) // 2]]
if change == "shown":
    row.update(before[found[len(found) // 2]])
elif change == "number":
    row["numerator"] = str(int(before[found[len(found) // 2]]["numerator"]))
else:
    row.update(dict.fromkeys(("numerator", "denominator", "value", "lower",
                              "upper", "flags", "coverage"), ""))
    row.update(status="confidential", reason="secondary")
writer = csv.DictWriter(sys.stdout, published[0], lineterminator="\n")
writer.writeheader()
writer.writerows(published)
PY
}

a=$scratch/a
people=$a/reports/latest/graduate_employment.csv
for threshold in 5 10; do
    demonstration "$a" "$threshold"
    ok "the demonstration, threshold $threshold" run "$a"
    for report in graduate_employment cluster_growth; do
        before "$a" "$report" >"$scratch/$report.$threshold.csv"
        ok "$report withholds what it must, and only that" withheld \
            "$threshold" "$scratch/$report.$threshold.csv" \
            "$a/reports/latest/$report.csv"
    done
done

# The check can fail.
all=$scratch/graduate_employment.10.csv
was=$scratch/was.csv
for indicator in employment_status employment_gross; do
    only "$indicator" "$all" >"$was"
    for reason in primary secondary; do
        changed shown "$indicator" "$reason" "$all" "$people" \
            >"$scratch/changed.csv"
        ok "a $reason cell of $indicator that is shown" told recovered \
            withheld 10 "$was" "$scratch/changed.csv"
        changed number "$indicator" "$reason" "$all" "$people" \
            >"$scratch/changed.csv"
        ok "and one of which a number is left" told rows \
            withheld 10 "$was" "$scratch/changed.csv"
    done
done
changed hidden employment_gross "" "$all" "$people" >"$scratch/changed.csv"
ok "one cell too many that is hidden" told alone \
    withheld 10 "$was" "$scratch/changed.csv"
only employment_gross "$people" >"$scratch/published.csv"
ok "another threshold is a difference" \
    told primary withheld 11 "$was" "$scratch/published.csv"
head -n -1 "$scratch/published.csv" >"$scratch/changed.csv"
ok "a cell that is not there" told rows \
    withheld 10 "$was" "$scratch/changed.csv"

# A comparison goes with the rates that it compares.
gap=employment_gap_disability
only "employment_net|$gap" "$all" >"$was"
{
    only employment_net "$people"
    changed shown "$gap" secondary "$all" "$people" | tail -n +2
} >"$scratch/changed.csv"
ok "a comparison with a hidden rate that is shown" told compared \
    withheld 10 "$was" "$scratch/changed.csv"

# Students are many: a threshold that hides some of their levels.
recipe=$(work_folder "$a")/recipes/measure-cluster_growth.sh
{
    sed -n "/bin\/measure'/,/|\$/p" "$recipe"
    sed -n "/bin\/protect'/p" "$recipe"
} | sed -e "s/ --\(record\|output\) '[^']*'//g" \
    -e 's/--threshold [0-9]*/--threshold 500/' >"$scratch/protect.sh"
bash "$scratch/protect.sh" | "$BUILD/bin/cat" --format csv >"$scratch/hidden.csv"
only cluster_professionalitet "$scratch/cluster_growth.10.csv" >"$was"
only cluster_professionalitet "$scratch/hidden.csv" >"$scratch/published.csv"
ok "levels below 500 and all that tells of them" \
    withheld 500 "$was" "$scratch/published.csv"
changed shown cluster_professionalitet secondary "$was" \
    "$scratch/published.csv" >"$scratch/changed.csv"
ok "growth of a hidden level that is shown" told follows \
    withheld 500 "$was" "$scratch/changed.csv"
summary
