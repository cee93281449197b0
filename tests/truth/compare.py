#!/usr/bin/env python3
"""compare.py - hold a run of the chain against the truth that simulate wrote.

    tests/simulate/tree.sh build DIR --mess recoverable --seed 7
    make report CONFIG=DIR/config.json
    tests/truth/compare.py build DIR [--recoverable] [--show N]

reads the observations (build/run/*/tables/measure-*.arrow, through
`build/bin/cat --format csv`; the config must have a threshold of 1, so that
none is protected), the findings (aside/*.csv) and the records of the run of
DIR/config.json, and checks

  figures   every cell of expected.csv that a definition shows is there with
            the same numbers; it is partial exactly if rows are lost that may
            belong to it, and the coverage of a rate among persons says how
            many; nothing is there that expected.csv does not have.
            A combination of two or more codes that are no totals is left out
            exactly if it occurs in no period, lost rows aside;
            With --recoverable the cells are those of truth.csv, none partial;
  findings  file, line and reason are those of faults.csv, none missed, none
            invented;
  lines     each file has as many lines of each class as faults.csv says.

The last line sums up; the exit status is 1 if anything differs.
"""
import argparse
import collections
import csv
import glob
import hashlib
import io
import json
import math
import os
import subprocess
import sys

ROOTS = {"_T", "RU"}
BESIDE = {"statistic", "point"}  # dimensions without a total
SETTLED = {"superseded", "late", "duplicate"}  # classes of whole files


class Report:
    """What differs, told by kind: the first few of each, then how many."""

    def __init__(self, show):
        self.show = show
        self.counts = collections.Counter()

    def add(self, kind, text):
        self.counts[kind] += 1
        if self.counts[kind] <= self.show:
            print(f"{kind}: {text}")


def read_csv(text):
    csv.field_size_limit(1 << 24)
    return csv.DictReader(io.StringIO(text))


def read_file(path):
    with open(path, encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def find_run(build, tree):
    """The work folder of the tree's config, named as run.sh names it."""
    config = os.path.realpath(os.path.join(tree, "config.json"))
    name = hashlib.sha256(os.fsencode(config) + b"\0").hexdigest()[:16]
    run = os.path.join(build, "run", name)
    if not os.path.isdir(run):
        sys.exit(f"compare.py: {run} is not there; make report "
                 f"CONFIG={config} first")
    return run


def read_definitions(tree):
    definitions = {}
    for path in glob.glob(f"{glob.escape(tree)}/reports/definitions/*.json"):
        with open(path, encoding="utf-8") as stream:
            definition = json.load(stream)
        if definition.get("kind") == "indicator":
            definitions[definition["id"]] = definition
    return definitions


def number(text):
    return None if text == "" else float(text)


def same(a, b):
    if a is None or b is None:
        return a is b
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


def observations(build, run, definitions):
    """By indicator, period and cell: the row of the observation."""
    found = {}
    for table in sorted(glob.glob(f"{glob.escape(run)}/tables/measure-*.arrow")):
        text = subprocess.run(
            [f"{build}/bin/cat", "--format", "csv", table], check=True,
            capture_output=True).stdout.decode("utf-8")
        for row in read_csv(text):
            if row["indicator"] not in definitions:
                continue
            dimensions = definitions[row["indicator"]]["dimensions"]
            cell = tuple(sorted(
                (d["name"], row[d["name"]]) for d in dimensions))
            found[row["indicator"], row["period"], cell] = row
    return found


def combination(cell):
    """The codes of a cell that are no totals."""
    return frozenset((name, code) for name, code in cell
                     if code not in ROOTS and name not in BESIDE)


def is_shown(definition, cell):
    """Is the cell one of the definition's breakdowns?"""
    parted = {name for name, code in combination(cell)}
    return any(parted <= set(breakdown)
               for breakdown in definition["breakdowns"])


def dataset_of(definition):
    return definition.get("denominator", definition["numerator"])["dataset"]


class Occurring:
    """The combinations of each dataset that have rows, or may have lost ones,
    in any period and of any indicator."""

    def __init__(self, definitions, expected):
        self.definitions = definitions
        self.sure, self.lost = set(), set()
        for (indicator, _, cell), row in expected.items():
            one = self.name(indicator, cell)
            if (number(row["numerator"]) or 0) != 0 or \
                    (number(row["denominator"]) or 0) != 0:
                self.sure.add(one)
            if int(row.get("lost") or 0) > 0:
                self.lost.add(one)

    def name(self, indicator, cell):
        return dataset_of(self.definitions[indicator]), combination(cell)

    def may_lack(self, indicator, cell):
        one = self.name(indicator, cell)
        return len(one[1]) >= 2 and one not in self.sure

    def must_lack(self, indicator, cell):
        return self.may_lack(indicator, cell) and \
            self.name(indicator, cell) not in self.lost


def name_of(key):
    indicator, period, cell = key
    return f"{indicator} {period} " + " ".join(
        f"{name}={code}" for name, code in cell if code not in ROOTS)


def counts_rows(definition):
    """Is it a rate among rows, whose coverage follows from those lost?"""
    return definition.get("denominator", {}).get("measure") == "rows"


def check_cell(report, key, row, seen, rows):
    """One expected cell against its observation; rows: a rate among them."""
    lost = int(row.get("lost") or 0)
    partial = "partial" in seen["flags"].split()
    if seen["status"] not in ("ok", "negligible"):
        if lost == 0:
            report.add("not ok", f"{name_of(key)}: {seen['status']} "
                       f"({seen['reason']}), expected {row['value']}")
        elif rows and seen["status"] != "missing":
            report.add("not missing", f"{name_of(key)}: {seen['status']} "
                       f"({seen['reason']}); {lost} rows are lost")
        return
    for column in ("numerator", "denominator", "value"):
        if row["value"] == "" and column == "value":
            continue
        if not same(number(row[column]), number(seen[column])):
            report.add("wrong", f"{name_of(key)}: {column} {seen[column]}, "
                       f"expected {row[column]}; {lost} rows lost")
            return
    if lost > 0 and not partial:
        report.add("not partial", f"{name_of(key)}: {lost} rows are lost")
    if lost == 0 and partial:
        report.add("partial", f"{name_of(key)}: no row is lost")
    if rows:
        there = float(row["denominator"])
        if not same(there / (there + lost), number(seen["coverage"])):
            report.add("coverage", f"{name_of(key)}: {seen['coverage']}, "
                       f"expected {there:.0f} of {there + lost:.0f}")


def subject(key):
    """The indicator and, of a series, its statistic: the simulation counts, and
    computes the growth of it; trends, tests and comparisons are recomputed by
    tests/oracle/observations.py."""
    return key[0], dict(key[2]).get("statistic")


def check_figures(report, build, run, tree, recoverable):
    definitions = read_definitions(tree)
    found = observations(build, run, definitions)
    codes = {(indicator, name, code)
             for indicator, _, cell in found for name, code in cell}
    expected = {}
    name = "truth.csv" if recoverable else "expected.csv"
    for row in read_file(os.path.join(tree, name)):
        definition = definitions.get(row["indicator"])
        if definition is None:
            continue
        cell = tuple(sorted(
            tuple(part.split("=", 1)) for part in row["cell"].split(" ")))
        if is_shown(definition, cell):
            expected[row["indicator"], row["period"], cell] = row
    occurring = Occurring(definitions, expected)
    checked = 0
    for key, row in expected.items():
        seen = found.get(key)
        if seen is not None:
            checked += 1
            check_cell(report, key, row, seen,
                       counts_rows(definitions[key[0]]))
        elif occurring.may_lack(key[0], key[2]):
            continue
        elif number(row["numerator"]) != 0 or all(
                (key[0], *pair) in codes for pair in key[2]):
            report.add("absent", f"{name_of(key)}: expected {row['value']}")
    known = {subject(key) for key in expected}
    for key, seen in found.items():
        if subject(key) not in known:
            continue
        if occurring.must_lack(key[0], key[2]):
            report.add("occurs nowhere", name_of(key))
        if seen["status"] in ("ok", "negligible") and key not in expected \
                and number(seen["value"]) != 0:
            report.add("invented", f"{name_of(key)}: {seen['value']}")
    return checked, len(found)


def check_findings(report, run, tree):
    expected = {
        (row["file"], int(row["line"]), row["reason"])
        for row in read_file(os.path.join(tree, "faults.csv"))
        if row["reason"] != ""}
    found = set()
    for path in glob.glob(f"{glob.escape(run)}/aside/*.csv"):
        if path.endswith(".review.csv"):
            continue
        for row in read_file(path):
            found.add((os.path.basename(row["file"]), int(row["line"] or 0),
                       row["reason"]))
    for file, line, reason in sorted(expected - found):
        report.add("missed", f"{file}:{line}: {reason}")
    for file, line, reason in sorted(found - expected):
        report.add("not planted", f"{file}:{line}: {reason}")
    return len(found)


def check_lines(report, run, tree):
    """Classes of lines by file, data and what becomes of data apart from
    files that leave as a whole."""
    planted = collections.defaultdict(dict)
    settled = {}
    for row in read_file(os.path.join(tree, "faults.csv")):
        if int(row["line"]) > 0:
            # the header that also has a column too many stays one
            planted[row["file"]].setdefault(row["line"], row["class"])
        elif row["class"] in SETTLED:
            settled[row["file"]] = row["class"]
    found = collections.defaultdict(collections.Counter)
    physical = {}
    for path in glob.glob(f"{glob.escape(run)}/records/*.json"):
        with open(path, encoding="utf-8") as stream:
            record = json.load(stream)
        for item in record.get("files", ()):
            if not isinstance(item, dict) or "lines" not in item:
                continue
            file = os.path.basename(item["file"])
            for name, lines in item["lines"].items():
                found[file][name] += lines
            if record["stage"] != "ingest":
                moved = sum(item["lines"].values())
                found[file]["data"] -= moved
            else:
                physical[file] = item["physical_lines"]
    for file in sorted(physical):
        expected = collections.Counter(planted[file].values())
        rest = physical[file] - sum(expected.values())
        expected["data"] += rest
        if file in settled:
            leave = settled[file]
            expected[leave] += expected.pop("data")
        seen = +found[file]
        expected = +expected
        if seen != expected:
            report.add("lines", f"{file}: {dict(seen)}, expected "
                       f"{dict(expected)}")
    return len(physical)


def main():
    parser = argparse.ArgumentParser(
        description="hold a run against the truth that simulate wrote")
    parser.add_argument("build", help="the build folder")
    parser.add_argument("tree", help="what simulate wrote")
    parser.add_argument("--recoverable", action="store_true",
                        help="compare with truth.csv; nothing may be partial")
    parser.add_argument("--show", type=int, default=10,
                        help="how many differences of a kind to tell [10]")
    arguments = parser.parse_args()
    tree = os.path.abspath(arguments.tree)
    run = find_run(arguments.build, tree)
    report = Report(arguments.show)
    checked, all_cells = check_figures(
        report, arguments.build, run, tree, arguments.recoverable)
    findings = check_findings(report, run, tree)
    files = check_lines(report, run, tree)
    kinds = ", ".join(f"{kind} {count}"
                      for kind, count in sorted(report.counts.items()))
    print(f"{checked} cells compared ({all_cells} observations), "
          f"{findings} findings, {files} files: {kinds or 'all equal'}")
    return 1 if report.counts else 0


if __name__ == "__main__":
    sys.exit(main())
