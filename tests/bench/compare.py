#!/usr/bin/env python3
"""compare.py OURS THEIRS - the counts of every observation of the indicators in
THEIRS, and that neither has one which the other lacks: ours with a number are
those of theirs with a denominator above 0."""
import csv
import sys

DIMENSIONS = ("indicator", "period", "point", "college", "programme", "industry", "region", "sex", "disability")


def rows(path, period):
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            row["period"] = row[period]
            yield tuple(row[name] for name in DIMENSIONS), row


def main():
    theirs = dict(rows(sys.argv[2], "cohort"))
    shared = {key[0] for key in theirs}
    ours = {key: row for key, row in rows(sys.argv[1], "period")
            if row["status"] in ("ok", "negligible") and key[0] in shared}
    bad = 0
    for key in sorted(ours.keys() | theirs.keys()):
        a, b = ours.get(key), theirs.get(key)
        if a is None or b is None or (a["numerator"], a["denominator"]) != (b["numerator"], b["denominator"]) \
                or abs(float(a["value"]) - float(b["value"])) > 1e-9:
            bad += 1
            if bad <= 5:
                print("differs:", key, a and (a["numerator"], a["denominator"]), b and (b["numerator"], b["denominator"]))
    print(f"compare: {len(ours)} observations of ours, {len(theirs)} of theirs, {bad} differ")
    return bad > 0 or not ours


sys.exit(main())
