#!/usr/bin/env python3
"""observations.py - recompute the observations of a report

usage: observations.py --definitions FOLDER --registries FOLDER
           [--breaks FILE] [--show N] --rows DATASET=FILE ... PUBLISHED
       observations.py --self-check

An independent oracle.  It counts the rows of the tables (FILE, as
`cat --format csv` prints what goes into `tally`) by the definitions and code
lists with code of its own, computes every figure by its formula in
formulas.py, and compares all rows with those that were published (CSV).
A published row that is confidential must be without numbers; what it was
before is not known to a reader.  Nothing here is shared with profstat but
the definitions and code lists.  It needs python3 only.

Prints what it compared and "N passed, N failed"; exit 0 if nothing failed,
1 if something did, 2 if it was called wrongly, 3 if a file cannot be read.
"""
import argparse
import collections
import csv
import decimal
import functools
import glob
import itertools
import json
import math
import os
import sys

import comparisons
import counting
import formulas
import levels
from formulas import Undefined

decimal.getcontext().prec = 40
NUMBERS = ("numerator", "denominator", "value", "lower", "upper", "coverage")
# Figures that are solved for, and probabilities: equal to 1e-6.
SOLVED = {"mid_p", "likelihood_ratio", "miettinen_nurminen", "mee",
          "koopman", "clopper_pearson", "jeffreys", "exact_poisson", "byar",
          "beta_binomial", "reml", "paule_mandel", "huber"}
SCALES = {"percent": 100, "per_1000": 1000, "per_100000": 100000}


def row_of(**members):
    """An observation; the members that are not given are empty."""
    row = dict.fromkeys(NUMBERS)
    row.update(status="ok", reason="", flags=frozenset(), method="")
    row.update(members)
    return row


def without(status, reason, **members):
    return row_of(status=status, reason=reason, **members)


def rounds_to_zero(value, decimals):
    return 0 < abs(value) < 0.5 * 10 ** -decimals


class Measure:
    """The observations of definitions, from tables and code lists."""

    def __init__(self, definitions, registries, tables, breaks=()):
        self.definitions = {one.id: one for one in definitions}
        self.lists = registries
        self.tables = tables
        self.breaks = breaks
        # Dimensions by name: those of one name have one code list.
        self.registries = {}
        for one in definitions:
            for name, registry in one.registry_ids.items():
                if name != "statistic":
                    self.registries[name] = registries[registry]
        for name, registry in (("within", "within"), ("place", "places"),
                               ("outcome", "outcome_statuses"),
                               ("cluster", "clusters"),
                               ("college", "colleges"),
                               ("enterprise", "enterprises")):
            if registry in registries:
                self.registries.setdefault(name, registries[registry])
        # Columns that a table's cells keep, for what is selected and made up.
        self.raw = collections.defaultdict(set)
        for one in definitions:
            for part in (one.numerator, one.denominator):
                if part is None:
                    continue
                self.raw[part.dataset] |= set(part.where)
                for name in (part.distinct, *(
                        (one.series.get("unit_field"),
                         one.series.get("overlap_field", "cluster"))
                        if one.series else ())):
                    if name and tables[part.dataset].has(name):
                        self.raw[part.dataset].add(name)

    # Counting

    def chain(self, name, code):
        return self.registries[name].chains.get(code, [code])

    @functools.lru_cache(maxsize=None)
    def cells(self, part, dimensions):
        table = self.tables[part.dataset]
        # the sum of what it selects is the part of every code
        dimensions = tuple(one for one in dimensions
                           if one not in part.where)
        raw = tuple(sorted(self.raw[part.dataset] - set(dimensions)))
        totals = tuple(sorted(
            one for one in self.registries
            if table.has(one) and one not in dimensions and
            self.registries[one].total is not None))
        return dimensions, raw, table.cells(dimensions, self.registries,
                                            raw, totals)

    def entries(self, part, dimensions, period, codes):
        """(factor, raw codes, rows) of a cell: how often they are selected,
        0 for rows of the cell that the part does not want."""
        names, raw, cells = self.cells(part, dimensions)
        place = tuple(codes[one] for one in names)
        for found, rows in cells.get((period, place), {}).items():
            yield self.factor(part, raw, found), dict(zip(raw, found)), rows

    @functools.lru_cache(maxsize=None)
    def factor(self, part, raw, found):
        """How often a part wants rows with these codes."""
        kept, factor = dict(zip(raw, found)), 1
        for name, wanted in part.where.items():
            if name in kept:
                factor *= sum(code in wanted
                              for code in self.chain(name, kept[name]))
        return factor

    def sums(self, part, dimensions, period, codes):
        """(sums of what is selected, whether there is any row at all)."""
        total, any_row, seen = counting.Sums(), False, set()
        for factor, kept, rows in self.entries(part, dimensions, period,
                                               codes):
            any_row = True
            if not factor:
                continue
            if part.distinct is not None:
                total.rows += factor * len(rows)
                total.there += factor * len(rows)
                seen.add(kept[part.distinct] if part.distinct in kept
                         else codes[part.distinct])
            elif part.counts_rows():
                total.add(factor * len(rows), factor * len(rows), "")
            else:
                for row in rows:
                    value, status = part.of(row)
                    total.add(1, value, status)
        if part.distinct is not None:
            total.value = len(seen)
        return total, any_row

    def pairs(self, one, dimensions, period, codes):
        """Both parts of one dataset and selection, over rows with both."""
        both = (counting.Sums(), counting.Sums())
        for factor, _, rows in self.entries(one.numerator, dimensions,
                                            period, codes):
            if not factor:
                continue
            for row in rows:
                values = [part.of(row) for part in (one.numerator,
                                                    one.denominator)]
                statuses = {status for _, status in values} - {""}
                status = next((name for name in (
                    "not_applicable", "confidential", "missing")
                    if name in statuses), "")
                for total, (value, _) in zip(both, values):
                    total.add(1, None if status else value, status)
        return both

    def parts(self, one):
        return [part for part in (one.numerator, one.denominator) if part]

    def periods(self, one):
        return sorted({period for part in self.parts(one)
                       for period in self.tables[part.dataset].periods})

    def occurring(self, one, name):
        """The codes of a dimension that occur, in the order of the list."""
        found = set()
        for part in self.parts(one):
            for code in self.tables[part.dataset].codes(name):
                found.update(self.chain(name, code))
        registry = self.registries[name]
        return sorted(found - {""}, key=registry.place.get)

    def inner(self, codes):
        """The codes of a cell that are no totals, of dimensions that have
        one."""
        return {name: code for name, code in codes.items()
                if self.registries[name].total not in (None, code)}

    @functools.lru_cache(maxsize=None)
    def known(self, dataset, dimensions):
        """The places of all periods, and those of a lost row that names all
        of its codes, without period; with it those of the period."""
        table, found = self.tables[dataset], set()
        for rows, counts in ((table.rows, True), (table.lost, False)):
            for codes in {tuple(table.code(row, name) for name in
                                ("period", *dimensions)) for row in rows}:
                for place in counting.places(dimensions, codes[1:],
                                             self.registries):
                    found.add((None, place))
                    if counts:
                        found.add((codes[0], place))
        return found

    def occurs(self, one, dimensions, period, codes):
        """Whether a part has a row of these codes, selected or not; of no
        period: in any, or a lost one that names all of them."""
        for part in self.parts(one):
            names = tuple(name for name in dimensions
                          if name not in part.where)
            if (period, tuple(codes[name] for name in names)) in self.known(
                    part.dataset, names):
                return True
        return False

    def places(self, one, breakdowns=None):
        """(dimensions that are counted by, codes of them, whole key) of all
        cells, in their order, without period."""
        fixed = [name for name in one.dimensions
                 if self.registries[name].total is None]
        known = set()
        for breakdown in (breakdowns or one.breakdowns):
            names = tuple(name for name in one.dimensions
                          if name in breakdown or name in fixed)
            for place in itertools.product(*(self.occurring(one, name)
                                             for name in names)):
                codes = dict(zip(names, place))
                key = tuple(codes.get(name, self.registries[name].total)
                            for name in one.dimensions)
                if key in known:
                    continue
                inner = self.inner(codes)
                if len(inner) > 1 and not self.occurs(one, tuple(inner),
                                                      None, inner):
                    continue
                known.add(key)
                yield names, codes, key

    def empty(self, one, names, period, codes, any_row, lost):
        """The status of a cell of which neither part has a row."""
        if lost:
            return "missing", "not_supplied"
        if any_row:
            return "not_applicable", "zero_denominator"
        inner = self.inner(codes)
        fixed = {name: code for name, code in codes.items()
                 if self.registries[name].total is None}
        if len(inner) > 1 and all(
                self.occurs(one, (*fixed, name), period,
                            {**fixed, name: code})
                for name, code in inner.items()):
            return "not_applicable", "zero_denominator"
        return "missing", "not_in_source"

    def lost(self, part, period, codes):
        table = self.tables[part.dataset]
        wanted = {name: code for name, code in codes.items()
                  if code != self.registries[name].total and
                  name not in part.where}
        wanted.update((name, codes) for name, codes in part.where.items())
        return table.lost_rows(period, wanted, self.registries)

    # Rates

    def rate(self, one, names, period, codes):
        """The observation of a cell of a rate."""
        method = self.rate_method(one)
        if not one.is_valid(period):
            return without("not_applicable", "outside_validity",
                           method=method)
        same = one.numerator.dataset == one.denominator.dataset
        for part in self.parts(one):
            if period not in self.tables[part.dataset].periods:
                return without("missing", "period_not_in_source",
                               method=method)
        top, any_top = self.sums(one.numerator, names, period, codes)
        below, any_below = self.sums(one.denominator, names, period, codes)
        if same and one.numerator.where == one.denominator.where and not (
                one.numerator.counts_rows() and
                one.denominator.counts_rows()):
            top, below = self.pairs(one, names, period, codes)
        lost = self.lost(one.denominator, period, codes)
        if not same:
            lost = max(lost, self.lost(one.numerator, period, codes))
        if not top.rows and not below.rows:
            return without(*self.empty(one, names, period, codes,
                                       any_top or any_below, lost),
                           method=method)
        if not below.rows:
            return without("missing", "denominator_not_in_source",
                           method=method)
        if not top.rows and not (same and one.numerator.counts_rows() and
                                 one.denominator.counts_rows()):
            return without("missing", "numerator_not_in_source",
                           method=method)
        for part in (top, below):
            if part.confidential:
                return without("confidential", "sender", method=method)
        for part in (top, below):
            if part.rows and not part.there:
                return (without("not_applicable", "marked", method=method)
                        if part.not_applicable == part.rows else
                        without("missing", "not_supplied", method=method))
        coverage = 1.0
        if any(part.missing or part.not_applicable for part in (top, below)):
            if not (same and one.numerator.where == one.denominator.where):
                return without("missing", "parts_differ", method=method)
            coverage = below.there / (below.there + below.missing)
        flags = {"partial"} if lost or coverage < 1 else set()
        coverage *= below.rows / (below.rows + lost)
        if self.is_break(one, period, codes):
            flags.add("break")
        return self.rate_of(one, top.value, below.value, flags, coverage)

    @staticmethod
    def rate_method(one, x=None, n=None):
        """The method of the interval, that of small numbers among them."""
        if not one.bounded:
            return "ratio"
        per = one.unit in ("per_1000", "per_100000")
        method = one.method or ("byar" if per else "wilson")
        small = one.small
        size = x if per else n
        if size is not None and small and size < small["below"]:
            return small.get("method", "exact_poisson" if per
                             else "clopper_pearson")
        if size is not None and method == "byar" and size < 10:
            return "exact_poisson"
        return method

    def rate_of(self, one, x, n, flags, coverage):
        method = self.rate_method(one, x, n)
        scale = SCALES.get(one.unit, 100)
        try:
            if x < 0 or n < 0:
                raise Undefined("negative_count", "missing")
            if n == 0:
                raise Undefined("zero_denominator")
            lower = upper = None
            if method in formulas.EVENTS:
                lower, upper = (scale * limit / n for limit in
                                formulas.EVENTS[method](x, one.level))
            elif one.bounded:
                if x > n:
                    raise Undefined("numerator_above_denominator", "missing")
                _, lower, upper = formulas.PROPORTION[method](x, n,
                                                              one.level)
                lower, upper = scale * lower, scale * upper
        except Undefined as no:
            return without(no.status, no.reason,
                           method=self.rate_method(one))
        value = float(decimal.Decimal(scale * x) / n)
        return row_of(
            status="negligible" if rounds_to_zero(value, one.decimals)
            else "ok", numerator=x, denominator=n, value=value, lower=lower,
            upper=upper, method=method, flags=frozenset(flags),
            coverage=coverage, bare=self.rate_method(one))

    def is_break(self, one, period, codes):
        """Whether a break is declared for the cell in this period."""
        if period in [str(when) for when in one.breaks]:
            return True
        for each in self.breaks:
            if self.begins(str(each["period"]), one) != period:
                continue
            if one.id not in each.get("indicators", [one.id]):
                continue
            where = each.get("where", {})
            if not set(where) <= set(one.dimensions):
                continue
            if all(set(self.registries[name].chains[codes.get(
                    name, self.registries[name].total)]) & set(wanted)
                   for name, wanted in where.items()):
                return True
        return False

    def begins(self, day, one):
        """The period of the data in which a break begins: the year of its
        day, or the next that is there; none where there is no earlier."""
        periods = self.periods(one)
        begin = next((period for period in periods if period >= day[:4]),
                     None)
        return None if begin == periods[0] > day[:4] else begin

    def rows(self, one):
        """Yield (key, row) of all observations of a definition."""
        if one.kind == "comparison":
            yield from comparisons.rows(self, one)
        elif one.series:
            yield from levels.rows(self, one)
        else:
            for names, codes, key in self.places(one):
                for period in self.periods(one):
                    yield ((one.id, period, dict(zip(one.dimensions, key))),
                           {"unit": one.unit,
                            **self.rate(one, names, period, codes)})


# The comparison with what was published

def differs(want, text, tolerance):
    if want is None or isinstance(want, str):
        return text != (want or "")
    if isinstance(want, frozenset):
        return set(text.split()) != set(want)
    if isinstance(want, int):
        return text != str(want)
    try:
        return not math.isclose(float(text), want, rel_tol=tolerance,
                                abs_tol=1e-11)
    except ValueError:
        return True


def wrong_cells(published, row, one):
    """What is not as it must be in a published row."""
    if published["status"] == "confidential":
        wrong = [f"{name}: found {published[name]!r} in a confidential row"
                 for name in (*NUMBERS, "flags") if published[name]]
        if not one.protected and row["status"] != "confidential":
            wrong.append("confidential without a rule of protection")
        # that a test has nothing to say would tell of the counts
        if row["status"] == "not_applicable" and one.kind != "comparison":
            wrong.append("confidential, yet not applicable")
        if published["reason"] not in ("primary", "secondary", "sender"):
            wrong.append(f"reason: found {published['reason']!r}")
        # the method that was used could tell how small the counts are
        row = {**row, "method": row.get("bare", row["method"])}
        names = ("definition", "unit", "method")
    else:
        wrong = []
        names = ("definition", "unit", *NUMBERS, "method", "status",
                 "reason", "flags")
    for name in names:
        if name == "method" and published["value"] == "" and (
                published[name] in row.get("methods", ())):
            continue
        tolerance = 1e-6 if (row.get("solved") or row["method"] in SOLVED
                             ) and name in ("value", "lower",
                                            "upper") else 1e-9
        if differs(row[name], published[name], tolerance):
            want = row[name]
            wrong.append(f"{name}: found {published[name]!r}, expected "
                         f"{sorted(want) if name == 'flags' else want!r}")
    return wrong


def compare(path, measure, show):
    with open(path, encoding="utf-8-sig", newline="") as file:
        published = list(csv.DictReader(file))
    # between "period" and "unit" are the dimensions
    columns = list(published[0])
    names = columns[columns.index("period") + 1:columns.index("unit")]
    wanted = {}
    for indicator in dict.fromkeys(row["indicator"] for row in published):
        one = measure.definitions[indicator]
        for (ident, period, codes), row in measure.rows(one):
            key = (ident, period, *(codes.get(name, "") for name in names))
            if key in wanted:
                raise SystemExit(f"the oracle has {key} twice")
            wanted[key] = {"definition": one.version, **row}
    passed, failed, hidden = 0, collections.Counter(), 0
    told = collections.Counter()

    def fail(kind, key, what):
        failed[kind] += 1
        if told[kind] < show:
            told[kind] += 1
            print(f"{' '.join(part for part in key if part)}: {what}")

    seen = set()
    for row in published:
        key = (row["indicator"], row["period"], *(row[name]
                                                  for name in names))
        kind = (row["indicator"], row.get("statistic", ""))
        if key not in wanted or key in seen:
            fail(kind, key, "stands twice" if key in seen else
                 "not expected")
            continue
        seen.add(key)
        hidden += row["status"] == "confidential"
        wrong = wrong_cells(row, wanted[key],
                            measure.definitions[row["indicator"]])
        if wrong:
            fail(kind, key, "; ".join(wrong))
        else:
            passed += 1
    at = names.index("statistic") + 2 if "statistic" in names else None
    for key in wanted:
        if key not in seen:
            fail((key[0], key[at] if at else ""), key, "is missing")
    for (indicator, statistic), number in sorted(failed.items()):
        print(f"{indicator} {statistic}: {number} failed".replace(" :", ":"))
    print(f"compared {len(published)} observations, expected {len(wanted)}, "
          f"{hidden} of them confidential")
    print(f"{passed} passed, {sum(failed.values())} failed")
    return not failed and passed == len(wanted)


def parsed(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def files(folder):
    return [parsed(path) for path in
            sorted(glob.glob(os.path.join(folder, "*.json")))]


def read(args):
    """The definitions, code lists and tables that were given."""
    registries = {data["id"]: counting.Registry(data)
                  for data in files(args.registries)}
    tables = {}
    for text in args.rows:
        name, _, path = text.partition("=")
        with open(path, encoding="utf-8", newline="") as file:
            tables[name] = counting.Table(name, file)
    definitions = [counting.Definition(data)
                   for data in files(args.definitions)
                   if data["kind"] in ("indicator", "comparison")]
    definitions = [one for one in definitions if all(
        part.dataset in tables for part in (one.numerator, one.denominator)
        if part)]
    breaks = parsed(args.breaks)["breaks"] if args.breaks else []
    return Measure(definitions, registries, tables, breaks)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--definitions", help="folder of definitions")
    parser.add_argument("--registries", help="folder of code lists")
    parser.add_argument("--breaks", help="file of declared breaks")
    parser.add_argument("--rows", action="append", default=[],
                        metavar="DATASET=FILE", help="rows of a table")
    parser.add_argument("--show", type=int, default=5,
                        help="failures told of each statistic [5]")
    parser.add_argument("--self-check", action="store_true")
    parser.add_argument("published", nargs="?")
    args = parser.parse_args()
    if args.self_check:
        import selfcheck  # which itself needs this module
        return 0 if selfcheck.run() else 1
    if not (args.published and args.definitions and args.registries and
            args.rows):
        parser.error("give definitions, registries, rows and one "
                     "published file")
    try:
        good = compare(args.published, read(args), args.show)
    except (OSError, ValueError, KeyError) as error:
        print(f"observations.py: {error!r}", file=sys.stderr)
        return 3
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
