#!/usr/bin/env python3
"""levels.py - series: levels by year and what is computed from them

Growth, increase, growth a year, trends, tests of trends and breaks, and what
a change is made of, by the formulas of measure(1).
"""
import functools
import math
from decimal import Decimal

import counting
import formulas
from formulas import Undefined

METHODS = {"level": "count", "growth_rate": "growth", "increase": "growth",
           "cagr": "cagr", "trend": "log_linear",
           "robust_trend": "huber", "sen_slope": "sen",
           "kendall_tau": "mann_kendall", "trend_p_value": "mann_kendall",
           "break_p_value": "sup_f"}
PERCENT = {"growth_rate", "increase", "cagr", "trend", "robust_trend"}
CHANGES = ("change_matched", "change_entrants", "change_leavers",
           "change_reclassified", "change_overlap")
UNITS = {"kendall_tau": "score", "trend_p_value": "probability",
         "break_p_value": "probability"}


class Level:
    """The level of a cell in a period."""

    def __init__(self, period):
        self.period = int(period)
        self.status, self.reason = "ok", ""
        self.value = self.lower = None
        self.coverage = 1.0
        self.flags = set()
        self.units = {}
        self.loose = self.overlap = 0
        self.broken = self.found = False

    def none(self, status, reason):
        self.status, self.reason = status, reason
        return self

    def there(self):
        return self.status == "ok"

    def empty(self):
        """Known to have nothing: in sums and as a base it is zero."""
        return (self.status == "not_applicable" and
                self.reason == "zero_denominator")

    def approximate(self):
        return self.lower is not None


@functools.lru_cache(maxsize=None)
def ln(number):
    return Decimal(number).ln()


def level_at(measure, one, names, codes, period):
    """The level, and what it is made of."""
    part, found = one.numerator, Level(period)
    found.broken = measure.is_break(one, period, codes)
    if not one.is_valid(period):
        return found.none("not_applicable", "outside_validity")
    if period not in measure.tables[part.dataset].periods:
        return found.none("missing", "period_not_in_source")
    unit_field = one.series.get("unit_field")
    overlap_field = one.series.get("overlap_field", "cluster")
    whole, lacking, largest = counting.Sums(), False, {}
    members, any_row = set(), False
    for factor, kept, rows in measure.entries(part, names, period, codes):
        any_row = True
        if not factor:
            continue
        at = {**codes, **kept}
        unit = at.get(unit_field) if unit_field else None
        if part.distinct is not None:
            whole.add(len(rows), len(rows), "")
            members.add(at[part.distinct])
            if unit:
                found.units[unit] = 1
            continue
        for row in rows:
            gross = counting.Part({"dataset": part.dataset,
                                   "measure": part.measure})
            value, status = gross.of(row)
            whole.add(1, value, status)
            if unit:
                # it is there, though its number may be missing
                found.units[unit] = found.units.get(unit, 0) + (value or 0)
            if value is None:
                continue
            if not unit:
                found.loose += value
            by = (unit, at.get(overlap_field))
            largest[by] = largest.get(by, 0) + value
            if part.minus:
                if row[part.minus] == "":
                    lacking = True
                else:
                    found.overlap += int(row[part.minus])
    lost = measure.lost(part, period, codes)
    if not whole.rows:
        return found.none(*measure.empty(one, names, period, codes, any_row,
                                         lost))
    if whole.confidential:
        return found.none("confidential", "sender")
    if not whole.there:
        return (found.none("not_applicable", "marked")
                if whole.not_applicable == whole.rows else
                found.none("missing", "not_supplied"))
    found.coverage = whole.there / (whole.there + whole.missing)
    if lost or found.coverage < 1:
        found.flags.add("partial")
    found.coverage *= whole.rows / (whole.rows + lost)
    found.value = (len(members) if part.distinct is not None
                   else whole.value - (0 if lacking else found.overlap))
    if lacking:
        found.flags.add("approximate")
        found.lower = sum(max(value for (unit, _), value in largest.items()
                              if unit == wanted)
                          for wanted in {unit for unit, _ in largest})
    if found.value < 0:
        return found.none("missing", "negative_count")
    if found.broken:
        found.flags.add("break")
    return found


def detect(levels):
    """Mark the years at which breaks of ln L are found."""
    run = []
    for level in levels:
        good = (level.there() and level.value > 0 and
                not level.approximate())
        if run and (not good or level.broken or
                    run[-1].period != level.period - 1):
            mark(run)
            run = []
        if good:
            run.append(level)
    mark(run)


def mark(run):
    if len(run) < 8:
        return
    y = [math.log(level.value) for level in run]
    least = max(3, int(len(y) * 0.15))
    try:
        p, at = formulas.break_p(y)
    except Undefined:
        return
    if p >= 0.05:
        return
    for place in best_breaks(y, least) or [at]:
        run[place].flags.add("break")
        run[place].found = True


def best_breaks(y, least):
    """The breaks of a line with the least BIC; tried are fewer than fit in
    by one, as strucchange of R does."""
    n, best, chosen = len(y), None, []

    @functools.lru_cache(maxsize=None)
    def cost(start, parts):
        """(RSS, breaks) of y[start:] in so many parts."""
        if parts == 1:
            return ((formulas.rss(y[start:]), ())
                    if n - start >= least else (math.inf, ()))
        options = [(formulas.rss(y[start:at]) + cost(at, parts - 1)[0],
                    (at, *cost(at, parts - 1)[1]))
                   for at in range(start + least,
                                   n - least * (parts - 1) + 1)]
        return min(options, default=(math.inf, ()))

    for breaks in range(min(5, max(1, math.ceil(n / least) - 2)) + 1):
        total, places = cost(0, breaks + 1)
        if total == math.inf:
            break
        bic = (n * (math.log(total) + 1 - math.log(n) +
                    math.log(2 * math.pi)) if total > 0 else -math.inf)
        bic += 3 * (breaks + 1) * math.log(n)
        if best is None or bic < best:
            best, chosen = bic, list(places)
    return chosen


def trend(run, level):
    """100 (exp(b) - 1) with the limits of Student's distribution."""
    n = len(run)
    t = [2 * one.period for one in run]
    middle = sum(t) // n if sum(t) % n == 0 else Decimal(sum(t)) / n
    t = [one - middle for one in t]
    y = [ln(one.value) for one in run]
    stt = sum(Decimal(a) ** 2 for a in t)
    slope = 2 * sum(a * b for a, b in zip(t, y)) / stt
    if balanced(t, run):
        slope = Decimal(0)
    mean = sum(y) / n
    left = sum((b - mean - slope * a / 2) ** 2 for a, b in zip(t, y))
    error = (left / (n - 2) / (stt / 4)).sqrt()
    half = Decimal(formulas.student_t(level, n - 2)) * error

    def percent(b):
        # small b: exp(b) - 1 loses nothing at 40 digits
        return float(100 * (b.exp() - 1))
    return percent(slope), percent(slope - half), percent(slope + half)


def balanced(t, run):
    """Whether the slope of ln L is exactly zero, in whole numbers."""
    if any(one != int(one) for one in t):
        return False
    above = below = 1
    for a, one in zip(t, run):
        if a > 0:
            above *= one.value ** int(a)
        elif a < 0:
            below *= one.value ** int(-a)
    return above == below


def since(levels, at, found=True):
    """The levels from the first with data, or the last break, to this one;
    one that is empty for certain counts as 0."""
    first = at
    while first > 0 and not (levels[first].broken or
                             found and levels[first].found):
        first -= 1
    while not levels[first].there():
        first += 1
    return levels[first:at + 1]


def robust(run, level):
    t = [float(one.period - run[0].period) for one in run]
    b, error = formulas.huber(t, [math.log(one.value) for one in run])
    b = 0.0 if abs(b) < 1e-12 else b
    half = formulas.student_t(level, len(run) - 2) * error
    return tuple(100 * math.expm1(one) for one in (b, b - half, b + half))


def line_of(name, run, one):
    """(value, lower, upper) of a statistic of the whole run."""
    if len(run) < {"break_p_value": 8, "robust_trend": 4}.get(name, 3):
        raise Undefined("too_few_periods")
    values = [level.value if level.there() else 0 for level in run]
    for level in run:
        # the first year that is in the way says why
        if level.status == "missing":
            raise Undefined("not_supplied", "missing")
        if name in ("trend", "robust_trend", "break_p_value") and (
                level.value == 0 or level.empty()):
            raise Undefined("zero_base")
        if level.approximate():
            raise Undefined("approximate_level")
    if run[-1].period - run[0].period + 1 != len(run):
        raise Undefined("period_gap")
    if name == "trend":
        return trend(run, one.level)
    if name in ("robust_trend", "kendall_tau") and len(set(values)) == 1:
        raise Undefined("all_equal")
    if name == "robust_trend":
        return robust(run, one.level)
    if name == "sen_slope":
        return formulas.sen(values, one.level)
    if name == "kendall_tau":
        return formulas.kendall_tau(values), None, None
    if name == "trend_p_value":
        return formulas.mann_kendall_p(values), None, None
    return formulas.break_p([math.log(one) for one in values])[0], None, None


def statistic(name, levels, at, one, everywhere):
    """Numbers of a statistic of an existing level: a dict of members."""
    level = levels[at]
    before = levels[at - 1] if at else None
    if name in ("cagr", "trend", *UNITS, "robust_trend", "sen_slope"):
        run = since(levels, at, name != "break_p_value")
        if name != "cagr":
            value, lower, upper = line_of(name, run, one)
            return {"value": value, "lower": lower, "upper": upper,
                    **worst(run)}
        years = level.period - run[0].period
        if not years:
            raise Undefined("no_earlier_period")
        if run[0].approximate() or level.approximate():
            raise Undefined("approximate_level")
        if run[0].value == 0:
            raise Undefined("zero_base")
        ratio = Decimal(level.value) / run[0].value
        value = float(100 * (ratio ** (1 / Decimal(years)) - 1))
        if level.value == run[0].value:
            value = 0.0
        return {"value": value, "numerator": level.value,
                "denominator": run[0].value, **worst([run[0], level])}
    if before is None or not any(one.there() or one.empty()
                                 for one in levels[:at]):
        raise Undefined("no_earlier_period")
    if level.broken or level.found:
        raise Undefined("break" if level.broken else "detected_break")
    if before.period != level.period - 1:
        raise Undefined("period_gap")
    if not (before.there() or before.empty()):
        raise Undefined("not_supplied", "missing")
    if level.approximate() or before.approximate():
        raise Undefined("approximate_level")
    base = 0 if before.empty() else before.value
    if name.startswith("change"):
        value = ((level.value or 0) - base if name == "change" else
                 change(name, before, level, everywhere))
        return {"value": value, "numerator": value,
                **worst([before, level])}
    if base == 0:
        raise Undefined("zero_base")
    more = level.value if name == "growth_rate" else level.value - base
    return {"value": float(Decimal(100 * more) / base),
            "numerator": level.value, "denominator": base,
            **worst([before, level])}


def worst(levels):
    """The coverage of a figure of several levels, and whether it lacks
    rows."""
    there = [one for one in levels if one.there()]
    return {"coverage": min(one.coverage for one in there),
            "flags": frozenset({"partial"} & set().union(
                *(one.flags for one in there)))}


def change(name, before, now, everywhere):
    """One part of what a change is made of."""
    was, there = everywhere[before.period], everywhere[now.period]
    both = before.units.keys() & now.units.keys()
    came, went = now.units.keys() - both, before.units.keys() - both
    return {
        "change_matched": sum(now.units[one] - before.units[one]
                              for one in both) + now.loose - before.loose,
        "change_entrants": sum(now.units[one] for one in came - was),
        "change_leavers": -sum(before.units[one] for one in went - there),
        "change_reclassified":
            sum(now.units[one] for one in came & was) -
            sum(before.units[one] for one in went & there),
        "change_overlap": before.overlap - now.overlap}[name]


def rows(measure, one):
    """Yield (key, row) of all observations of a series."""
    table = measure.tables[one.numerator.dataset]
    unit_field = one.series.get("unit_field")
    names_of = list(one.series["statistics"])
    if unit_field and "change" in names_of:
        at = names_of.index("change") + 1
        names_of[at:at] = CHANGES if one.numerator.minus else CHANGES[:-1]
    everywhere = {}
    if unit_field:
        for row in table.rows:
            everywhere.setdefault(int(table.code(row, "period")), set()).add(
                table.code(row, unit_field))
    for names, codes, key in measure.places(one):
        levels = [level_at(measure, one, names, codes, period)
                  for period in measure.periods(one)]
        if one.series.get("detect_breaks"):
            detect(levels)
        for at, level in enumerate(levels):
            for name in names_of:
                yield ((one.id, str(level.period),
                        {**dict(zip(one.dimensions, key)),
                         "statistic": name}),
                       observation(name, levels, at, one, everywhere))


def observation(name, levels, at, one, everywhere):
    level = levels[at]
    row = {**dict.fromkeys(("numerator", "denominator", "value", "lower",
                            "upper", "coverage")),
           "status": "ok", "reason": "", "flags": frozenset(),
           "method": METHODS.get(name, "difference"),
           "unit": "percent" if name in PERCENT else
           UNITS.get(name, one.unit)}
    if name in ("robust_trend", "trend_p_value", "break_p_value"):
        row["solved"] = True
    if name == "level" and level.approximate():
        row["method"] = "bounds"
    gone = (name.startswith("change") and level.empty() and at and
            levels[at - 1].there())
    if not level.there() and not gone:
        row["status"], row["reason"] = level.status, level.reason
        if name != "level" and level.reason == "not_in_source":
            row["reason"] = "not_supplied"
        return row
    try:
        if name == "level":
            row.update(value=level.value, numerator=level.value,
                       flags=frozenset(level.flags),
                       coverage=level.coverage)
            if level.approximate():
                row.update(lower=level.lower, upper=level.value)
        else:
            row.update(statistic(name, levels, at, one, everywhere))
    except Undefined as no:
        row["status"], row["reason"] = no.status, no.reason
        return row
    if row["value"] != 0 and name in PERCENT and (
            abs(row["value"]) < 0.5 * 10 ** -one.decimals):
        row["status"] = "negligible"
    return row
