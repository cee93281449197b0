#!/usr/bin/env python3
"""counting.py - rows counted by code lists, and the definitions they serve

What observations.py knows of the inputs: code lists with their parents,
tables of rows as `cat --format csv` prints them, and how many rows, of which
sum, are in a cell.  Nothing is shared with profstat.
"""
import collections
import csv
import functools
import itertools

# Dimensions that are called otherwise in the rows, by dataset.
COLUMNS = {"graduate_outcomes": {"period": "cohort", "outcome": "status"}}
PERIOD = "year"


class Registry:
    """A code list: each code with its parent, level and place."""

    def __init__(self, data):
        self.id = data["id"]
        self.entries = {one["id"]: one for one in data["entries"]}
        self.place = {code: i for i, code in enumerate(self.entries)}
        self.children = collections.defaultdict(list)
        for code, one in self.entries.items():
            if "parent" in one:
                self.children[one["parent"]].append(code)
        roots = [code for code, one in self.entries.items()
                 if "parent" not in one and code in self.children]
        self.total = roots[0] if len(roots) == 1 else None
        self.chains = {code: self.chain(code) for code in self.entries}

    def chain(self, code):
        """The codes that a row of this code is counted at."""
        found = [code]
        while True:
            one = self.entries[found[-1]]
            if "parent" not in one or one.get("included"):
                return found
            found.append(one["parent"])

    def in_total(self, code):
        """Whether a row of this code is counted at the total."""
        return (code == "" or self.total is None or
                self.chains[code][-1] == self.total)

    def level(self, code):
        """The level of an entry; of one without, its depth."""
        one = self.entries[code]
        if "level" in one:
            return one["level"]
        depth = 0
        while "parent" in one:
            one, depth = self.entries[one["parent"]], depth + 1
        return depth


class Sums:
    """What a cell has of a measure, or of rows."""
    __slots__ = ("rows", "there", "value", "missing", "not_applicable",
                 "confidential")

    def __init__(self):
        self.rows = self.there = self.value = 0
        self.missing = self.not_applicable = self.confidential = 0

    def add(self, number, value, status):
        self.rows += number
        if value is None:
            setattr(self, status, getattr(self, status) + number)
        else:
            self.there += number
            self.value += value


class Table:
    """The rows of a dataset, and counts of them by sets of dimensions."""

    def __init__(self, name, lines):
        rows = list(csv.DictReader(lines))
        self.name = name
        self.columns = {"period": PERIOD, **COLUMNS.get(name, {})}
        self.lost = [row for row in rows if row.get("_lost") == "true"]
        self.rows = [row for row in rows if row.get("_lost") != "true"]
        self.periods = sorted({self.code(row, "period") for row in rows} -
                              {""})
        self.header = list(rows[0]) if rows else []
        self.memory = {}

    def code(self, row, dimension):
        return row[self.columns.get(dimension, dimension)]

    def has(self, dimension):
        return self.columns.get(dimension, dimension) in self.header

    @functools.lru_cache(maxsize=None)
    def codes(self, dimension):
        """The codes in the rows, lost ones among them."""
        if not self.has(dimension):
            return frozenset()
        return frozenset(self.code(row, dimension)
                         for row in itertools.chain(self.rows, self.lost))

    @functools.lru_cache(maxsize=None)
    def column(self, dimension):
        return [self.code(row, dimension) for row in self.rows]

    def cells(self, dimensions, registries, raw, totals):
        """{(period, codes): {raw codes: [rows]}}: each row at its codes and
        their ancestors; raw are columns that are kept as they are.  totals
        are the other dimensions, at whose total a row must be."""
        key = (dimensions, raw, totals)
        if key not in self.memory:
            outside = [(self.column(one), registries[one]) for one in totals
                       if not all(registries[one].in_total(code)
                                  for code in self.codes(one))]
            groups = collections.defaultdict(list)
            for i, codes in enumerate(zip(*(
                    self.column(one)
                    for one in ("period", *dimensions, *raw)))):
                if all(registry.in_total(column[i])
                       for column, registry in outside):
                    groups[codes].append(self.rows[i])
            cells = collections.defaultdict(
                lambda: collections.defaultdict(list))
            width = 1 + len(dimensions)
            for codes, rows in groups.items():
                for place in places(dimensions, codes[1:width], registries):
                    cells[(codes[0], place)][codes[width:]] += rows
            self.memory[key] = {one: dict(kept)
                                for one, kept in cells.items()}
        return self.memory[key]

    @functools.lru_cache(maxsize=None)
    def lost_patterns(self):
        """How many lost rows say the same of themselves."""
        named = [name for name in self.header if not name.startswith("_")]
        found = collections.Counter(tuple(row[name] for name in named)
                                    for row in self.lost)
        return [(dict(zip(named, codes)), n) for codes, n in found.items()]

    def lost_rows(self, period, codes, registries):
        """The lost rows that may be of a cell, {dimension: code or codes}."""
        found = 0
        for row, number in self.lost_patterns():
            if self.code(row, "period") not in ("", period):
                continue
            for name, wanted in codes.items():
                code = self.code(row, name)
                if code and not set(registries[name].chains[code]) & (
                        {wanted} if isinstance(wanted, str) else
                        set(wanted)):
                    break
            else:
                found += number
        return found


def places(dimensions, codes, registries):
    """The places that a row with these codes is counted at."""
    return itertools.product(*(registries[name].chains.get(code, [""])
                               for name, code in zip(dimensions, codes)))


class Part:
    """A numerator or denominator: what is counted of which rows."""

    def __init__(self, data):
        self.dataset = data["dataset"]
        self.measure = data.get("measure")
        self.distinct = data.get("distinct")
        self.minus = data.get("minus")
        self.where = {name: tuple(codes) for name, codes in
                      data.get("where", {}).items()}

    def counts_rows(self):
        return self.measure == "rows" or self.distinct is not None

    def of(self, row):
        """(value, status) of one row."""
        if self.counts_rows():
            return 1, ""
        total, statuses = 0, []
        for name, factor in ((self.measure, 1), (self.minus, -1)):
            if name is None:
                continue
            if row[name] == "":
                statuses.append(row.get(name + ".status") or "missing")
            else:
                total += factor * int(row[name])
        for status in ("not_applicable", "confidential", "missing"):
            if status in statuses:
                return None, status
        return total, ""


class Definition:
    """An indicator or comparison, as its file has it."""

    def __init__(self, data):
        self.data = data
        self.id, self.kind = data["id"], data["kind"]
        self.version = data["version"]
        self.unit = data.get("unit")
        self.decimals = data.get("decimals", 1)
        self.series = data.get("series")
        self.comparison = data.get("comparison")
        self.names = [one["name"] for one in data["dimensions"]]
        self.registry_ids = {one["name"]: one["registry"]
                             for one in data["dimensions"]}
        self.dimensions = [one for one in self.names if one != "statistic"]
        self.numerator = (Part(data["numerator"])
                          if "numerator" in data else None)
        self.denominator = (Part(data["denominator"])
                            if "denominator" in data else None)
        self.bounded = data.get("bounded", True)
        interval = data.get("interval", {})
        self.level = interval.get("level", 0.95)
        self.method = interval.get("method")
        self.small = interval.get("small")
        self.breaks = data.get("breaks", [])
        self.protected = (data.get("protection", {}).get("rule") !=
                          "none")
        valid = data.get("valid", {})
        self.valid = (valid.get("from"), valid.get("to"))
        self.breakdowns = data.get("breakdowns") or [self.dimensions]

    def is_valid(self, period):
        """A year of which at least one day is in the validity."""
        first, end = self.valid
        return ((first is None or first <= f"{period}-12-31") and
                (end is None or end > f"{period}-01-01"))
