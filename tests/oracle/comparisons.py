#!/usr/bin/env python3
"""comparisons.py - groups, periods and units compared

The observations of definitions of the kind "comparison": cells of a rate
against each other, within families of cells, by the formulas of measure(1).
"""
import math

import formulas
from formulas import Undefined

POINTS = ("difference", "composition_part", "rate_part", "value_added",
          "between_units")
RATIOS = ("ratio", "odds_ratio", "common_odds_ratio", "standardised_ratio")
PROBABILITIES = ("p_value", "p_adjusted", "cochran_armitage_p_value")
STRATIFIED = ("common_odds_ratio", "composition_part", "rate_part",
              "expected_rate", "value_added", "standardised_ratio",
              "standardised_rate")
WHOLE = ("overdispersion", "between_units", "pooled_rate", "heterogeneity")
METHODS = {"odds_ratio": "woolf", "common_odds_ratio": "mantel_haenszel",
           "composition_part": "kitagawa", "rate_part": "kitagawa",
           "cochran_armitage_p_value": "cochran_armitage",
           "shrunken_rate": "beta_binomial", "expected_rate": "indirect",
           "value_added": "value_added", "standardised_ratio": "byar",
           "standardised_rate": "direct", "overdispersion": "funnel",
           "between_units": "funnel"}
DEFAULTS = {"difference": "newcombe", "ratio": "katz", "test": "fisher",
            "adjust": "benjamini_hochberg", "funnel": "exact",
            "overdispersion": "additive", "pooling": "reml"}
FUNNEL = ("funnel_95", "funnel_998", "z_score")


def unit_of(name):
    if name in POINTS:
        return "percentage_point"
    if name in RATIOS:
        return "ratio"
    if name in PROBABILITIES:
        return "probability"
    return "score" if name in ("z_score", "overdispersion") else "percent"


class Cell:
    """A cell of the rate that is compared, with its strata."""

    def __init__(self, row):
        self.row = row
        self.x, self.n = row["numerator"], row["denominator"]

    def there(self):
        return self.row["status"] in ("ok", "negligible")


def why_not(*cells):
    """Raise what stands in the way of a comparison of these cells."""
    for status in ("confidential", "missing", "not_applicable"):
        for cell in cells:
            if cell.row["status"] == status:
                raise Undefined({"missing": "parts_missing",
                                 "confidential": "sender"}.get(
                                     status, cell.row["reason"]), status)


class Comparison:
    """The rows of one definition."""

    def __init__(self, measure, one):
        self.measure, self.one = measure, one
        self.of = measure.definitions[one.data["comparison"].get(
            "of", one.data.get("of"))]
        self.how = {**DEFAULTS, **one.comparison}
        self.name = self.how["dimension"]
        self.statistics = self.how["statistics"]
        self.kind = ("groups" if "group" in self.how else
                     "periods" if self.name == "period" else "units")
        self.memory = {}
        self.strata = self.how.get("strata")

    # Cells of the rate

    def codes(self, name, level=None):
        """Codes that are compared: of a level, or those without parts."""
        registry = self.measure.registries[name]
        return [code for code in self.measure.occurring(self.of, name)
                if not registry.entries[code].get("included") and
                (registry.level(code) == level if level is not None
                    else not registry.children.get(code))]

    def cell(self, period, codes):
        """The cell of the rate; one that is left out has no people."""
        of = self.of
        wanted = {name: code for name, code in codes.items()
                  if code is not None and
                  code != self.measure.registries[name].total}
        key = (period, tuple(sorted(wanted.items())))
        if key not in self.memory:
            names = tuple(name for name in of.dimensions if name in wanted)
            inner = self.measure.inner(wanted)
            if len(inner) > 1 and not self.measure.occurs(
                    of, tuple(inner), None, inner):
                row = {"status": "not_applicable", "numerator": None,
                       "reason": "zero_denominator", "denominator": None,
                       "flags": frozenset(), "coverage": None}
            else:
                row = self.measure.rate(of, names, period, wanted)
            self.memory[key] = Cell(row)
        return self.memory[key]

    def parts(self, period, codes, whole):
        """[(x, n)] of the strata, the rest last."""
        name = self.strata["dimension"]
        found, left = [], [whole.x, whole.n]
        for code in self.codes(name, self.strata.get("level")):
            cell = self.cell(period, {**codes, name: code})
            status = cell.row["status"]
            if status in ("missing", "confidential") and (
                    cell.row["reason"] not in ("not_in_source",
                                               "not_supplied")):
                raise Undefined("parts_missing", "missing")
            x, n = (cell.x, cell.n) if cell.there() else (0, 0)
            found.append((x, n))
            left = [left[0] - x, left[1] - n]
        if left[0] < 0 or left[1] < left[0]:
            raise Undefined("parts_differ", "missing")
        return [*found, tuple(left)]

    # Rows

    def row(self, name, cells):
        """An observation without numbers, as yet; flags of its inputs."""
        there = [cell for cell in cells if cell.there()]
        flags = frozenset().union(*(cell.row["flags"] for cell in there))
        return {**dict.fromkeys(("numerator", "denominator", "value",
                                 "lower", "upper")),
                "coverage": min((cell.row["coverage"] for cell in there),
                                default=None),
                "status": "ok", "reason": "", "flags": flags,
                "method": self.method(name), "unit": unit_of(name),
                "bare": self.method(name),
                "solved": True}

    def method(self, name):
        if name in ("difference", "ratio"):
            return self.how[name]
        if name == "p_value":
            return ("funnel_score" if self.kind == "units" else
                    self.how["test"])
        if name == "p_adjusted":
            return self.how["adjust"]
        if name == "z_score":
            return "funnel_score"
        if name in FUNNEL:
            return "funnel_" + self.how["funnel"]
        if name in ("pooled_rate", "heterogeneity"):
            return self.how["pooling"]
        return METHODS[name]

    @staticmethod
    def without(row, no):
        row.update(status=no.status, reason=no.reason, coverage=None,
                   flags=frozenset(), value=None, lower=None, upper=None,
                   numerator=None, denominator=None)

    def number(self, row, name, value, lower=None, upper=None):
        scale = 100 if unit_of(name) in ("percent",
                                         "percentage_point") else 1
        value, lower, upper = (None if one is None else float(scale * one)
                               for one in (value, lower, upper))
        if upper is not None and math.isinf(upper):
            lower = upper = None
            row["flags"] |= {"unreliable"}
        row.update(value=value, lower=lower, upper=upper)
        if scale == 100 and 0 < abs(value) < 0.5 * 10 ** -self.one.decimals:
            row["status"] = "negligible"

    # Families

    def family(self, period, codes):
        """Cells of one period with codes of the same levels."""
        return (period, *(
            (name, code if self.measure.registries[name].total is None
             else self.measure.registries[name].level(code))
            for name, code in sorted(codes.items())))

    def adjust(self, rows):
        """p_adjusted of rows {(family, key): {statistic: row}}, and the
        marks of what is beyond chance."""
        families = {}
        for (family, _), found in rows.items():
            families.setdefault(family, []).append(found)
        for group in families.values():
            tested = [found for found in group
                      if found.get("p_value", {}).get("value") is not None]
            ps = formulas.adjusted(
                [formulas.rounded_up(found["p_value"]["value"])
                 for found in tested], self.how["adjust"])
            for found, p in zip(tested, ps):
                row = found["p_adjusted"]
                row.update(value=p)
            for found in group:
                if "p_adjusted" in found and found[
                        "p_adjusted"]["value"] is None:
                    self.without(found["p_adjusted"], Undefined(
                        found["p_value"]["reason"],
                        found["p_value"]["status"]))

    def mark(self, found):
        """above and below on the difference and its tests."""
        test = found["p_adjusted" if "p_adjusted" in self.statistics
                     else "p_value"]
        if test["value"] is None or found["difference"]["value"] is None:
            return
        if test["value"] < 1 - self.one.level:
            value = found["difference"]["value"]
            mark = {"above"} if value > 0 else {"below"} if value else set()
            for name in ("difference", "p_value", "p_adjusted"):
                if name in found and found[name]["value"] is not None:
                    found[name]["flags"] |= mark

    # Two groups, or a period and the one before

    def two(self, first, second, strata, found):
        """Fill the rows of statistics of two cells."""
        level = self.one.level
        four = (first.x, first.n, second.x, second.n)
        simple = {
            "difference": lambda: getattr(
                formulas, self.how["difference"])(*four, level),
            "ratio": lambda: getattr(
                formulas, self.how["ratio"])(*four, level),
            "p_value": lambda: (getattr(
                formulas, self.how["test"] + "_p")(*four), None, None),
            "common_odds_ratio": lambda: tuple(
                formulas.significant(one, 3) for one in
                formulas.mantel_haenszel(strata(), level)),
            "composition_part": lambda: (formulas.published_parts(
                strata())[0], None, None),
            "rate_part": lambda: (formulas.published_parts(strata())[1],
                                  None, None)}
        for name, row in found.items():
            try:
                if name == "odds_ratio":
                    numbers, row["method"] = formulas.woolf(*four, level)
                elif name in simple:
                    numbers = simple[name]()
                else:
                    continue
                self.number(row, name, *numbers)
                if name == "composition_part" and row["value"] == 0 and \
                        formulas.published_parts(strata())[2]:
                    row["status"] = "negligible"
            except Undefined as no:
                self.without(row, no)

    def wanted(self):
        """Statistics that are computed, the p behind p_adjusted and the
        difference behind the marks among them."""
        return list(dict.fromkeys((*self.statistics, "p_value",
                                   "difference")))

    def pairs(self):
        """Rows of groups and of periods, by (family, key)."""
        rows = {}
        for codes in self.keys():
            for period in self.measure.periods(self.of):
                found, cells, no = {}, [], None
                try:
                    cells, strata = self.of_pair(period, codes)
                except Undefined as reason:
                    no = reason
                for name in self.wanted():
                    found[name] = self.row(name, cells)
                    if no:
                        self.without(found[name], no)
                if not no:
                    self.two(*cells, strata, found)
                if self.kind == "periods":
                    self.across(period, codes, found)
                rows[(self.family(period, codes),
                      (period, tuple(codes.items())))] = found
        return rows

    def of_pair(self, period, codes):
        """The two cells, and a function that gives their strata."""
        if self.kind == "groups":
            places = [(period, {**codes, self.name: self.how[side]})
                      for side in ("group", "with")]
        else:
            why_not(self.cell(period, codes))
            places = [(period, codes), (self.before(period, codes), codes)]
        cells = [self.cell(*place) for place in places]
        why_not(*cells)

        def strata():
            parts = [self.parts(*place, cell)
                     for place, cell in zip(places, cells)]
            return [(*one, *two) for one, two in zip(*parts)]
        return cells, strata

    def before(self, period, codes):
        """The period before, with which a period is compared."""
        earlier = [one for one in self.measure.periods(self.of)
                   if one < period]
        if all(self.cell(one, codes).row["status"] == "missing"
               for one in earlier):
            raise Undefined("no_earlier_period")
        if self.measure.is_break(self.of, period, codes):
            raise Undefined("break")
        if int(earlier[-1]) != int(period) - 1:
            raise Undefined("period_gap")
        return earlier[-1]

    def across(self, period, codes, found):
        """The trend since the first period with a number after the last
        break."""
        row = found.get("cochran_armitage_p_value")
        if row is None:
            return
        found["cochran_armitage_p_value"] = row = self.row(
            "cochran_armitage_p_value", [self.cell(period, codes)])
        try:
            why_not(self.cell(period, codes))
            run = []
            for one in reversed([each for each in
                                 self.measure.periods(self.of)
                                 if each <= period]):
                run.append((one, self.cell(one, codes)))
                if self.measure.is_break(self.of, one, codes):
                    break
            while not run[-1][1].there():
                run.pop()
            if len(run) < 3:
                raise Undefined("too_few_periods")
            if int(run[0][0]) - int(run[-1][0]) != len(run) - 1:
                raise Undefined("period_gap")
            # a period that is empty for certain has no part in it
            run = [(one, cell) for one, cell in run
                   if cell.row["status"] != "not_applicable"]
            why_not(*(cell for _, cell in run))
            made = self.row("cochran_armitage_p_value",
                            [cell for _, cell in run])
            row.update(flags=made["flags"], coverage=made["coverage"])
            self.number(row, "cochran_armitage_p_value",
                        formulas.cochran_armitage_p(
                            [(cell.x, cell.n, int(one))
                             for one, cell in run]))
        except Undefined as no:
            self.without(row, no)

    def keys(self):
        """{dimension: code} of the cells, without the compared one."""
        names = [name for name in self.one.dimensions
                 if not (self.kind == "units" and name == self.name)]
        copy = dict(self.one.data)
        copy["dimensions"] = [{"name": name,
                               "registry": self.one.registry_ids[name]}
                              for name in names]
        return [dict(zip(names, key)) for _, _, key in
                self.measure.places(self.view(names))]

    def view(self, names):
        """The rate with the dimensions and breakdowns of the comparison."""
        one, view = self.of, Comparison.View()
        view.__dict__.update(one.__dict__)
        view.dimensions = names
        view.breakdowns = self.one.breakdowns
        return view

    class View:
        """A rate of which other members are changed."""

    # Units

    def families(self):
        """Rows of units, by key."""
        units = self.codes(self.name, self.how.get("level"))
        families = {}
        for codes in self.keys():
            for period in self.measure.periods(self.of):
                families.setdefault(self.family(period, codes),
                                    []).append((period, codes))
        for places in families.values():
            yield from self.of_family(places, units)

    def of_family(self, places, units):
        members, found = [], {}
        for period, codes in places:
            for unit in units:
                at = {**codes, self.name: unit}
                inner = self.measure.inner(at)
                if len(inner) > 1 and not self.measure.occurs(
                        self.of, tuple(inner), None, inner):
                    continue
                cell = self.cell(period, at)
                rows = {name: self.row(name, [cell])
                        for name in self.statistics if name not in WHOLE}
                found[(period, tuple(at.items()))] = rows
                try:
                    why_not(cell)
                except Undefined as no:
                    for row in rows.values():
                        self.without(row, no)
                    continue
                members.append((period, at, cell, rows))
        total = self.measure.registries[self.name].total
        for period, codes in places:
            cells = [cell for _, _, cell, _ in members]
            rows = {name: self.row(name, cells) for name in self.statistics
                    if name in WHOLE}
            found[(period, tuple({**codes, self.name: total}.items()))] = rows
            if not members:
                for row in rows.values():
                    self.without(row, Undefined("too_few"))
        if members:
            self.of_units(places, members, found, total)
        for rows in found.values():
            for name, row in rows.items():
                self.loosen(name, row)
        return found.items()

    @staticmethod
    def loosen(name, row):
        """Without a number it is open which of its methods a row has."""
        if name in FUNNEL or name == "p_value":
            # all units of a family have one; "methods" is of hidden rows
            row["methods"] = ("funnel", "funnel_exact", "funnel_score",
                              row["method"])
        elif name == "standardised_ratio":
            row["methods"] = ("indirect", "byar")

    def of_units(self, places, members, found, total):
        counts = [(cell.x, cell.n) for _, _, cell, _ in members]
        self.funnel(counts, members)
        ps = formulas.adjusted(
            [formulas.rounded_up(formulas.normal_p(z)) for z in self.z],
            self.how["adjust"]) if self.z else []
        for (_, _, _, rows), z, p in zip(members, self.z, ps):
            if "p_value" in rows:
                self.number(rows["p_value"], "p_value",
                            formulas.normal_p(z))
            if "p_adjusted" in rows:
                self.number(rows["p_adjusted"], "p_adjusted", p)
            test = p if "p_adjusted" in rows else formulas.normal_p(z)
            if test < 1 - self.one.level:
                for name in {"p_value", "p_adjusted"} & set(rows):
                    rows[name]["flags"] |= {"above" if z > 0 else "below"}
        self.shrink(counts, members)
        self.standardise(places, members)
        for period, codes in places:
            key = (period, tuple({**codes, self.name: total}.items()))
            self.together(counts, found[key])

    def funnel(self, counts, members):
        """Limits and z of each unit, wider where there is dispersion."""
        self.z, self.phi, self.tau2 = [], None, None
        try:
            target, phi, tau2 = formulas.dispersion(counts)
        except Undefined as no:
            for *_, rows in members:
                for name in (*FUNNEL, "p_value", "p_adjusted"):
                    if name in rows:
                        self.without(rows[name], no)
            return
        self.phi = formulas.significant(phi, 2)
        tau = formulas.significant(math.sqrt(tau2), 2) if tau2 else 0.0
        self.tau = tau
        k, model, method = len(counts), self.how["overdispersion"], ""
        if model != "none" and k > 1 and formulas.chi_square_sf(
                k * phi, k - 1) < 0.05:
            method = "funnel_" + model
        widen = {"funnel_multiplicative": (max(1.0, self.phi), 0.0),
                 "funnel_additive": (1.0, tau * tau)}.get(method,
                                                          (1.0, 0.0))
        for (_, _, cell, rows) in members:
            x, n = cell.x, cell.n
            spread = math.sqrt(widen[0] * target * (1 - target) / n +
                               widen[1])
            self.z.append((x / n - target) / spread)
            for name, level in (("funnel_95", 0.95), ("funnel_998", 0.998)):
                if name not in rows:
                    continue
                if not method and self.how["funnel"] == "exact":
                    tail = (1 - level) / 2
                    low, high = (formulas.binomial_quantile(n, target, one)
                                 / n for one in (tail, 1 - tail))
                else:
                    half = formulas.normal_z(level) * spread
                    low = max(target - half, 0.0)
                    high = min(target + half, 1.0)
                self.number(rows[name], name, target, low, high)
                outside = ({"above"} if x / n > high else
                           {"below"} if x / n < low else set())
                rows[name]["flags"] |= outside
            if "z_score" in rows:
                self.number(rows["z_score"], "z_score", self.z[-1])
            for name in (*FUNNEL, "p_value"):
                if name in rows and method:
                    rows[name]["method"] = method

    def shrink(self, counts, members):
        if "shrunken_rate" not in self.statistics:
            return
        try:
            mu, rho = formulas.beta_binomial(counts)
            mu, rho = round(mu, 3), formulas.significant(rho, 2)
        except Undefined as no:
            for *_, rows in members:
                self.without(rows["shrunken_rate"], no)
            return
        tail = (1 - self.one.level) / 2
        for _, _, cell, rows in members:
            row = rows["shrunken_rate"]
            if rho == 0:
                # all have one rate
                self.number(row, "shrunken_rate", mu)
            else:
                a, b = (one * (1 - rho) / rho for one in (mu, 1 - mu))
                up, down = a + cell.x, b + cell.n - cell.x
                self.number(row, "shrunken_rate", up / (up + down),
                            formulas.beta_quantile(up, down, tail),
                            formulas.beta_quantile(up, down, 1 - tail))
            row.update(numerator=cell.x, denominator=cell.n)

    def standardise(self, places, members):
        """Against all people of the family's cells, by stratum."""
        if not set(STRATIFIED) & set(self.statistics):
            return
        standard, no = None, None
        try:
            for period, codes in places:
                whole = self.cell(period, codes)
                why_not(whole)
                parts = self.parts(period, codes, whole)
                standard = [(a + c, b + d) for (a, b), (c, d) in zip(
                    standard or [(0, 0)] * len(parts), parts)]
        except Undefined as reason:
            no = reason
        for period, at, cell, rows in members:
            parts = None
            try:
                parts = no is None and self.parts(period, at, cell)
            except Undefined as reason:
                self.stratified(rows, cell, None, None, reason)
                continue
            self.stratified(rows, cell, parts, standard, no)

    def stratified(self, rows, cell, parts, standard, no):
        level = self.one.level
        for name in set(STRATIFIED) & set(rows):
            row = rows[name]
            try:
                if no:
                    raise no
                strata = [(*one, *two) for one, two in zip(parts, standard)]
                if name == "standardised_ratio":
                    row["method"] = "byar" if cell.x >= 10 else (
                        "exact_poisson")
                    numbers = tuple(
                        formulas.significant(one, 3) for one in
                        formulas.standardised_ratio(strata, level))
                elif name == "standardised_rate":
                    numbers = tuple(
                        formulas.tenth(one) for one in formulas.direct_rate(
                            [(x, n, m) for x, n, _, m in strata], level))
                else:
                    rate = formulas.tenth(float(
                        formulas.expected_events(strata) / cell.n))
                    _, low, high = formulas.wilson(cell.x, cell.n, level)
                    numbers = ((rate, None, None) if name == "expected_rate"
                               else (cell.x / cell.n - rate, low - rate,
                                     high - rate))
                self.number(row, name, *numbers)
                if name == "value_added":
                    row["flags"] |= ({"above"} if row["lower"] > 0 else
                                     {"below"} if row["upper"] < 0
                                     else set())
            except Undefined as reason:
                self.without(row, reason)

    def together(self, counts, rows):
        """Statistics of all units, rounded as they are published."""
        for name, row in rows.items():
            try:
                if name in ("overdispersion", "between_units"):
                    if self.phi is None:
                        raise Undefined("all_equal")
                    self.number(row, name, self.phi if name ==
                                "overdispersion" else self.tau)
                    continue
                numbers, i2, _ = formulas.pooled(
                    formulas.logits(counts), self.one.level,
                    self.how["pooling"])
                if name == "pooled_rate":
                    self.number(row, name, *(round(
                        100 / (1 + math.exp(-one)), 1) / 100
                        for one in numbers))
                else:
                    self.number(row, name, round(i2, 1) / 100)
            except Undefined as no:
                self.without(row, no)


def rows(measure, one):
    """Yield (key, row) of all observations of a comparison."""
    work = Comparison(measure, one)
    if work.kind == "units":
        found = work.families()
    else:
        pairs = work.pairs()
        if "p_adjusted" in work.statistics:
            work.adjust(pairs)
        for each in pairs.values():
            work.mark(each)
        found = ((key, rows) for (_, key), rows in pairs.items())
    for (period, codes), by_name in found:
        for name in one.comparison["statistics"]:
            if name in by_name:
                yield ((one.id, period, {**dict(codes), "statistic": name}),
                       by_name[name])
