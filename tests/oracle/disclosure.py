#!/usr/bin/env python3
"""disclosure.py - does a published CSV withhold what it must, and only that?

usage: disclosure.py [--threshold N] [--show N] --definitions FOLDER
                     --registries FOLDER BEFORE PUBLISHED

BEFORE holds the observations as measure wrote them (measure ... | cat --format
csv), PUBLISHED the CSV of the report.  Nothing here is shared with profstat: it
was written from the words of protect(1) and checks, of every indicator with
the rule "threshold" (those with "none" must be unchanged):

  rows       both files have the same cells; what is not withheld is as it was,
             and of what is withheld no number, flag or coverage is left;
  primary    confidential for this reason are exactly the cells whose numerator,
             complement or denominator is from 1 to N - 1;
  alone      no line - a cell and its parts in one dimension, all else the same -
             has exactly one hidden cell, unless all others are nothing, which
             no hidden count is the sum or the rest of;
  recovered  nothing that is hidden can be computed: whatever is published is
             put into the sums of all lines that hold in BEFORE, of numerators,
             denominators and complements apart, into numerator + complement =
             denominator, into denominators that several cells share, and into
             growth and changes between periods; what only one unknown is left
             of is known then, and so on until nothing new is found;
  follows    growth and changes of a series are withheld exactly where a level
             that they use is;
  compared   a comparison is withheld exactly where a figure of the indicator that
             it compares is: one of two groups, of two periods, of a trend, a
             unit or all units together;
  reasons    each other secondary cell has a line in which it hides another
             one, or shares a denominator that is hidden.

Secondary cells are "needed" where a line would have exactly one hidden cell
without them; the others were needed by what was hidden at that time.

Prints a line for each indicator and "N passed, N failed"; exit 0 if nothing
failed, 1 if something did, 2 if it was called wrongly, 3 if a file cannot be
read.
"""
import argparse
import collections
import csv
import glob
import json
import math
import os
import sys

NUMBERS = ("numerator", "denominator", "value", "lower", "upper", "coverage")
SHOWN = ("ok", "negligible")
ALWAYS, FOREVER = "0000-00-00", "9999-99-99"


# ---- what is read ----

class Registry:
    """Entries with their parents; "included" ones are no parts of a sum."""

    def __init__(self, entries):
        self.entries = {}
        self.order = {}
        self.children = collections.defaultdict(list)
        for at, entry in enumerate(entries):
            valid = entry.get("valid") or {}
            self.order[entry["id"]] = at
            self.entries[entry["id"]] = (
                entry.get("parent"), bool(entry.get("included")),
                valid.get("from") or ALWAYS, valid.get("to") or FOREVER)
            if entry.get("parent") is not None:
                self.children[entry["parent"]].append(entry["id"])

    def is_part(self, code, period):
        """Is the entry a part of its parent in the period: valid on one of its
        days ("to" is the first day on which it is no longer valid)?"""
        parent, included, start, end = self.entries[code]
        first = period + "-01-01"[len(period) - 4:]
        last = period + "-12-31"[len(period) - 4:]
        return parent is not None and not included and \
            start <= last and end > first

    def parent(self, code):
        return self.entries[code][0]

    def total(self):
        return next(code for code, entry in self.entries.items()
                    if entry[0] is None)


def read_json(folder):
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), "*.json"))):
        with open(path, encoding="utf-8") as stream:
            yield json.load(stream)


class Definition:
    def __init__(self, json_object):
        self.id = json_object["id"]
        self.protected = (json_object.get("protection") or {}).get(
            "rule", "threshold") == "threshold"
        self.series = "series" in json_object
        self.bounded = json_object.get("bounded", True) and not self.series
        self.sparse = bool(json_object.get("breakdowns"))
        self.registry_of = {one["name"]: one["registry"]
                            for one in json_object["dimensions"]}
        where = (json_object.get("denominator") or {}).get("where") or {}
        self.shared = {name: codes for name, codes in where.items()
                       if name in self.registry_of}
        # Without a selection of its own the numerator of the code that is the
        # denominator is the denominator.
        self.whole = not (json_object["numerator"].get("where"))


class Comparison:
    """A definition of kind "comparison": what it compares of another one."""

    def __init__(self, json_object, definitions):
        compared = json_object["comparison"]
        self.id = json_object["id"]
        self.of = definitions[json_object["of"]]
        self.dimension = compared["dimension"]
        self.groups = [compared[name] for name in ("group", "with")
                       if name in compared]
        self.registry_of = {one["name"]: one["registry"]
                            for one in json_object["dimensions"]}

    def used(self, key, registries, periods):
        """The keys of the figures that a row compares."""
        codes = dict(zip(self.registry_of, key[2]))
        statistic = codes["statistic"]

        def figure(period, **changed):
            return self.of.id, period, tuple(
                changed.get(name) or codes.get(name) or
                registries[registry].total()
                for name, registry in self.of.registry_of.items())
        if self.groups:
            return [figure(key[1], **{self.dimension: code})
                    for code in self.groups]
        if self.dimension != "period":
            total = registries[self.registry_of[self.dimension]].total()
            if codes[self.dimension] == total:
                return []
            return [figure(key[1]), figure(key[1], **{self.dimension: total})]
        if statistic == "cochran_armitage_p_value":
            return [figure(one) for one in periods if one <= key[1]]
        return [figure(key[1]), figure(str(int(key[1]) - 1))]


def plain(text):
    """Without the apostrophe before what a spreadsheet takes for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text


class Row:
    __slots__ = ("key", "cells", "status", "reason", "numerator",
                 "denominator")

    def __init__(self, key, cells):
        self.key = key
        self.cells = cells
        self.status = cells["status"]
        self.reason = cells["reason"]
        self.numerator = whole(cells["numerator"])
        self.denominator = whole(cells["denominator"])

    @property
    def shown(self):
        return self.status in SHOWN

    @property
    def hidden(self):
        return self.status == "confidential"


def whole(text):
    return None if text == "" else int(text)


def read_rows(path, definitions):
    """By key: (indicator, period, codes in the order of the definition)."""
    rows = {}
    csv.field_size_limit(1 << 24)
    with open(path, encoding="utf-8", newline="") as stream:
        for cells in csv.DictReader(stream):
            indicator = plain(cells["indicator"])
            if indicator not in definitions:
                sys.exit(f"disclosure.py: {path}: no definition of {indicator}")
            key = (indicator, plain(cells["period"]), tuple(
                plain(cells[name])
                for name in definitions[indicator].registry_of))
            if key in rows:
                sys.exit(f"disclosure.py: {path}: {key} stands there twice")
            rows[key] = Row(key, cells)
    return rows


# ---- lines ----

class Line:
    __slots__ = ("total", "parts", "dimension", "stands")

    def __init__(self, total, parts, dimension, stands):
        self.total = total
        self.parts = parts
        self.dimension = dimension
        self.stands = stands

    @property
    def keys(self):
        return [self.total, *self.parts]


class Table:
    """The cells of one indicator, before and after."""

    def __init__(self, definition, registries, before, after, threshold):
        self.definition = definition
        self.registries = [registries[name]
                           for name in definition.registry_of.values()]
        self.names = list(definition.registry_of)
        self.before = before
        self.after = after
        self.threshold = threshold
        self.statistic = self.names.index("statistic") \
            if definition.series else None
        self.years = sorted({int(key[1]) for key in before}) \
            if definition.series else []
        self.lines = [] if not definition.protected else list(
            self.make_lines())
        self.lines_of = collections.defaultdict(list)
        for line in self.lines:
            for key in line.keys:
                self.lines_of[key].append(line)

    def is_derived(self, key):
        """Of a series, but no level."""
        return self.statistic is not None and \
            key[2][self.statistic] != "level"

    @staticmethod
    def with_code(key, at, code):
        codes = key[2]
        return key[0], key[1], codes[:at] + (code,) + codes[at + 1:]

    def is_there(self, key):
        row = self.before.get(key)
        return row is not None and row.status != "missing"

    def total_of(self, key, at):
        """The cell that this one is a part of in a dimension; one that is not
        there is passed over to what it is part of itself."""
        registry, code = self.registries[at], key[2][at]
        while code and registry.is_part(code, key[1]):
            code = registry.parent(code)
            total = self.with_code(key, at, code)
            if self.is_there(total):
                return total
        return None

    def is_complete(self, total, at, code):
        """Whether all parts are there, or all of their own parts."""
        registry = self.registries[at]
        parts = [one for one in registry.children[code]
                 if registry.is_part(one, total[1])]
        return bool(parts) and all(
            self.is_there(self.with_code(total, at, part)) or
            self.is_complete(total, at, part) for part in parts)

    def make_lines(self):
        parts = collections.defaultdict(list)
        for key in self.before:
            if self.is_derived(key) or not self.is_there(key):
                continue
            for at in range(len(key[2])):
                total = None if at == self.statistic \
                    else self.total_of(key, at)
                if total is not None:
                    parts[total, at].append(key)
        for (total, at), found in parts.items():
            yield Line(total, found, self.names[at],
                       self.line_stands(self.before[total], found, at))

    def line_stands(self, total, parts, at):
        """Whether the parts that are there can be held against the total."""
        rows = [self.before[part] for part in parts]
        if self.definition.sparse or total.hidden or \
                any(row.hidden for row in rows) or \
                "partial" in total.cells["flags"].split() or \
                self.is_complete(total.key, at, total.key[2][at]):
            return True
        counts = ["numerator"]
        if not self.definition.series:
            counts.append("denominator")
        return any(sum(getattr(row, name) or 0 for row in rows) ==
                   (getattr(total, name) or 0) for name in counts)

    def group(self, key):
        """What cells have in common that share a denominator."""
        return key[0], key[1], tuple(
            "" if name in self.definition.shared else code
            for name, code in zip(self.names, key[2]))

    def first_of_groups(self):
        """By group its first cell in the order of the registries."""
        first = {}
        for key in self.before:
            place = tuple(registry.order.get(code, -1) for registry, code in
                          zip(self.registries, key[2]))
            group = self.group(key)
            if group not in first or place < first[group][0]:
                first[group] = place, key
        return {group: key for group, (_, key) in first.items()}


# ---- checks ----

class Report:
    def __init__(self, show):
        self.show = show
        self.counts = collections.Counter()
        self.passed = 0

    def check(self, kind, good, text):
        if good:
            self.passed += 1
            return
        self.counts[kind] += 1
        if self.counts[kind] <= self.show:
            print(f"{kind}: {text}")

    @property
    def failed(self):
        return sum(self.counts.values())


def name_of(table, key):
    codes = " ".join(f"{name}={code}" for name, code in
                     zip(table.names, key[2]) if code not in ("", "_T"))
    return f"{key[0]} {key[1]} {codes}"


def same_number(a, b):
    if a == "" or b == "":
        return a == b
    return math.isclose(float(a), float(b), rel_tol=1e-13)


def differing(old, new):
    """Columns: of a row that is hidden those that are left, else those that
    are not as they were."""
    if new.hidden:
        return [name for name in (*NUMBERS, "flags") if new.cells[name] != ""]
    return [name for name in NUMBERS
            if not same_number(old.cells[name], new.cells[name])] + \
        [name for name in ("status", "reason", "flags", "method", "unit",
                           "definition")
         if old.cells[name] != plain(new.cells[name])]


def check_rows(table, report):
    for key in table.before.keys() ^ table.after.keys():
        report.check("rows", False, f"{name_of(table, key)}: only in " + (
            "the observations" if key in table.before else "what is published"))
    for key in table.before.keys() & table.after.keys():
        old, new = table.before[key], table.after[key]
        wrong = differing(old, new)
        report.check("rows", not wrong, f"{name_of(table, key)}: "
                     f"{new.status}, {', '.join(wrong)}")


def is_primary(table, row):
    counts = [row.numerator]
    if not table.definition.series:
        counts.append(row.denominator)
    if table.definition.bounded:
        counts.append(row.denominator - row.numerator)
    return any(0 < count < table.threshold for count in counts)


def check_primary(table, report):
    for key, row in table.before.items():
        new = table.after.get(key)
        if new is None:
            continue
        wanted = table.definition.protected and row.shown and \
            not table.is_derived(key) and is_primary(table, row)
        is_so = new.hidden and new.reason == "primary"
        report.check("primary", wanted == is_so, f"{name_of(table, key)}: "
                     f"{row.numerator} of {row.denominator} is "
                     f"{new.status} {new.reason}")
        if new.hidden and not row.hidden and not is_so:
            good = table.definition.protected and row.shown and \
                new.reason == "secondary"
            report.check("secondary", good, f"{name_of(table, key)}: was "
                         f"{row.status}, is {new.status} {new.reason}")


def hidden_in(table, line):
    return [key for key in line.keys if table.after[key].hidden]


def is_empty(table, row):
    """Known to be nothing: no number, or a zero where zeros are not hidden."""
    counts = table.definition.series or table.definition.shared
    return not row.hidden and (not row.shown or
                               (counts and row.numerator == 0))


def check_alone(table, report):
    for line in table.lines:
        if not line.stands or sum(
                not is_empty(table, table.after[key])
                for key in line.keys) < 2:
            continue
        hidden = hidden_in(table, line)
        report.check("alone", len(hidden) != 1, f"{name_of(table, line.total)}"
                     f" by {line.dimension}: only " +
                     "".join(name_of(table, key) for key in hidden[:1]))


def years_used(statistic, year, years):
    """Those whose levels a statistic of a series is made from."""
    if statistic in ("cagr", "trend", "robust_trend", "sen_slope",
                     "kendall_tau", "trend_p_value", "break_p_value"):
        return [one for one in years if one <= year]
    return [one for one in years if one in (year, year - 1)]


def levels_used(table, key):
    level = table.with_code(key, table.statistic, "level")
    for year in years_used(key[2][table.statistic], int(key[1]), table.years):
        one = (level[0], str(year), level[2])
        if one in table.before:
            yield one


def check_follows(table, report):
    for key, row in table.before.items():
        if not table.is_derived(key) or not row.shown:
            continue
        used = list(levels_used(table, key))
        wanted = any(table.after[one].hidden for one in used)
        new = table.after[key]
        report.check("follows", wanted == new.hidden,
                     f"{name_of(table, key)}: {new.status}, its levels are "
                     f"{[table.after[one].status for one in used]}")


def check_reasons(table, report):
    """How many secondary cells are needed, and how many were once."""
    first = table.first_of_groups() if table.definition.shared else {}
    needed = once = 0
    for key, row in table.after.items():
        if not row.hidden or row.reason != "secondary" or \
                table.is_derived(key):
            continue
        others = [len(hidden_in(table, line)) - 1
                  for line in table.lines_of[key] if line.stands]
        whole_group = first.get(table.group(key))
        by_group = whole_group is not None and table.after[whole_group].hidden
        report.check("reasons", by_group or any(count > 0 for count in others),
                     f"{name_of(table, key)}: hides no other cell")
        if by_group or 1 in others:
            needed += 1
        else:
            once += 1
    return needed, once


# ---- what a reader can compute ----

class System:
    """Unknown counts, and sums that hold: what a single unknown of a sum is, is
    known."""

    def __init__(self):
        self.known = set()
        self.sums = []
        self.sums_of = collections.defaultdict(list)

    def add(self, *terms):
        at = len(self.sums)
        self.sums.append(terms)
        for term in terms:
            self.sums_of[term].append(at)

    def solve(self):
        """Every count that the sums tell; returns those told by them alone."""
        told = set()
        unknown = [sum(term not in self.known for term in terms)
                   for terms in self.sums]
        ready = [at for at, count in enumerate(unknown) if count == 1]
        while ready:
            at = ready.pop()
            for term in self.sums[at]:
                if term in self.known:
                    continue
                self.known.add(term)
                told.add(term)
                for other in self.sums_of[term]:
                    unknown[other] -= self.sums[other].count(term)
                    if unknown[other] == 1:
                        ready.append(other)
        return told


class Reader:
    """Somebody who has the published table and can subtract."""

    def __init__(self, table):
        self.table = table
        self.system = System()
        self.unknown_rows = [key for key, row in table.after.items()
                             if row.hidden]
        definition = table.definition
        self.counts = ["numerator"]
        if not definition.series:
            self.counts.append("denominator")
        if definition.bounded:
            self.counts.append("complement")
        for key, row in table.before.items():
            if not table.is_derived(key):
                self.add_row(key, row)
        for line in table.lines:
            self.add_line(line)
        if definition.series:
            self.add_changes()

    def term(self, key, count):
        """The name of a count; the same for all that have it in common."""
        definition = self.table.definition
        if definition.shared:
            group = self.table.group(key)
            if count == "denominator":
                return group, count
            if count == "numerator" and definition.whole and all(
                    [code] == definition.shared[name]
                    for name, code in zip(self.table.names, key[2])
                    if name in definition.shared):
                return group, "denominator"
        return key, count

    def add_row(self, key, row):
        new = self.table.after[key]
        if not new.hidden:
            for count in self.counts:
                self.system.known.add(self.term(key, count))
        terms = [self.term(key, count) for count in self.counts]
        if len(terms) == 3 and len(set(terms)) == 3:
            self.system.add(*terms)

    def value(self, key, count):
        """None: the sender suppressed it, nobody here knows it."""
        row = self.table.before[key]
        if row.hidden:
            return None
        above, below = row.numerator or 0, row.denominator or 0
        return {"numerator": above, "denominator": below,
                "complement": below - above}[count]

    def add_line(self, line):
        """The sums that are true; along codes that share a denominator it does
        not add up, nor does what is left of it."""
        for count in self.counts:
            if count != "numerator" and \
                    line.dimension in self.table.definition.shared:
                continue
            values = [self.value(key, count) for key in line.keys]
            if None in values or values[0] == sum(values[1:]):
                self.system.add(*(self.term(key, count) for key in line.keys))

    def add_changes(self):
        """Growth shows both its levels, a change their difference; a trend or
        what else comes from several levels is as good as a sum of them."""
        for key, row in self.table.after.items():
            if not self.table.is_derived(key) or not row.shown:
                continue
            levels = [self.term(one, "numerator")
                      for one in levels_used(self.table, key)]
            if row.denominator is not None:
                self.system.known.update(levels[-2:])
            if row.cells["method"] in ("growth", "log_linear", "difference"):
                self.system.add(*levels)

    def recovered(self):
        """Hidden cells of which a count is told that their group does not
        show anyway."""
        shown_groups = {self.table.group(key)
                        for key, row in self.table.after.items()
                        if row.shown} if self.table.definition.shared else ()
        self.system.solve()
        for key in self.unknown_rows:
            if self.table.is_derived(key):
                continue
            for count in self.counts:
                term = self.term(key, count)
                if term not in self.system.known:
                    continue
                if count == "denominator" and \
                        self.table.group(key) in shown_groups:
                    continue
                yield key, count


def check_recovered(table, report):
    told = list(Reader(table).recovered())
    report.check("recovered", not told, f"{table.definition.id}: "
                 f"{len(told)} counts, such as " + "; ".join(
                     f"{name_of(table, key)}: {count}"
                     for key, count in told[:5]))


def check_comparison(comparison, registries, before, after, report):
    periods = sorted({key[1] for key in before})
    for key, row in before.items():
        if key[0] != comparison.id:
            continue
        new = after.get(key)
        report.check("rows", new is not None, f"{key}: is gone")
        if new is None:
            continue
        hidden = comparison.of.protected and any(
            one not in after or after[one].hidden
            for one in comparison.used(key, registries, periods))
        report.check("compared", not row.shown or new.hidden == hidden,
                     f"{key}: {new.status}")
        wrong = differing(row, new)
        report.check("rows", not wrong,
                     f"{key}: {new.status}, {', '.join(wrong)}")


def check_table(table, report):
    check_rows(table, report)
    check_primary(table, report)
    if not table.definition.protected or \
            table.before.keys() != table.after.keys():
        return
    check_alone(table, report)
    check_follows(table, report)
    needed, once = check_reasons(table, report)
    check_recovered(table, report)
    reasons = collections.Counter(
        row.reason for row in table.after.values() if row.hidden)
    derived = sum(row.hidden for key, row in table.after.items()
                  if table.is_derived(key))
    print(f"{table.definition.id}: {len(table.before)} cells, "
          f"{sum(line.stands for line in table.lines)} lines; primary "
          f"{reasons['primary']}, secondary {needed} needed, {once} once "
          f"needed, {derived} that follow")


def main():
    parser = argparse.ArgumentParser(
        description="what a published CSV must withhold, and does")
    parser.add_argument("--threshold", type=int, default=5)
    parser.add_argument("--show", type=int, default=5,
                        help="how many findings of a kind to tell [5]")
    parser.add_argument("--definitions", required=True, metavar="FOLDER")
    parser.add_argument("--registries", required=True, metavar="FOLDER")
    parser.add_argument("before")
    parser.add_argument("published")
    arguments = parser.parse_args()
    try:
        definitions = {one["id"]: Definition(one)
                       for one in read_json(arguments.definitions)
                       if one.get("kind") == "indicator"}
        comparisons = {one["id"]: Comparison(one, definitions)
                       for one in read_json(arguments.definitions)
                       if one.get("kind") == "comparison"}
        known = {**definitions, **comparisons}
        registries = {one["id"]: Registry(one["entries"])
                      for one in read_json(arguments.registries)}
        before = read_rows(arguments.before, known)
        after = read_rows(arguments.published, known)
    except OSError as error:
        print(f"disclosure.py: {error}", file=sys.stderr)
        return 3
    report = Report(arguments.show)
    for indicator in dict.fromkeys(key[0] for key in (*before, *after)):
        if indicator in comparisons:
            check_comparison(comparisons[indicator], registries, before, after,
                             report)
            continue
        table = Table(definitions[indicator], registries,
                      {key: row for key, row in before.items()
                       if key[0] == indicator},
                      {key: row for key, row in after.items()
                       if key[0] == indicator}, arguments.threshold)
        check_table(table, report)
    for kind, count in sorted(report.counts.items()):
        print(f"{kind}: {count} failed")
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed or not report.passed else 0


if __name__ == "__main__":
    sys.exit(main())
