#!/usr/bin/env python3
"""synthetic.py - made-up rows and definitions for the oracle

usage: synthetic.py KIND SEED FOLDER

Writes rows.csv, schema.json and definitions/ into FOLDER, for observations
that the bundled demonstration does not have: of KIND "people" all kinds of
comparisons with all their methods and the intervals of rates, with units of
one person, of nobody and everybody, years that are not there; of KIND
"series" levels of a dozen years and more with gaps, zeros, jumps, values
that are missing, breaks declared and found.  Prints the words for tally.
"""
import csv
import json
import math
import os
import random
import sys

TEXT = {"ru": "проверка", "en": "test"}
REFERENCE = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                         "..", "..", "datasets", "reference")
REGISTRIES = {
    "point": "points", "college": "colleges", "programme": "programmes",
    "industry": "industries", "region": "subjects", "sex": "sex",
    "disability": "disability", "outcome": "outcome_statuses",
    "cluster": "clusters", "statistic": "statistics"}
PEOPLE = ["point", "college", "programme", "industry", "region", "sex",
          "disability"]
EMPLOYED = "W I S".split()
AVAILABLE = "W I S F C D J M U N".split()
ABSENT = "F A B C D J L M P U NL NR X".split()
TWO = ["difference", "ratio", "odds_ratio", "p_value", "p_adjusted"]
STRATIFIED = ["common_odds_ratio", "composition_part", "rate_part"]
UNITS = ["funnel_95", "funnel_998", "z_score", "p_value", "p_adjusted",
         "shrunken_rate"]
STANDARD = ["expected_rate", "value_added", "standardised_ratio",
            "standardised_rate"]
ALL = ["overdispersion", "between_units", "pooled_rate", "heterogeneity"]
SERIES = ["level", "growth_rate", "increase", "cagr", "trend",
          "robust_trend", "sen_slope", "kendall_tau", "trend_p_value",
          "break_p_value", "change"]


def path_of(registry):
    return os.path.join(REFERENCE, registry + ".json")


def leaves(registry):
    with open(path_of(registry), encoding="utf-8") as file:
        entries = json.load(file)["entries"]
    parents = {one.get("parent") for one in entries}
    return [one["id"] for one in entries if one["id"] not in parents and
            "parent" in one and not one.get("included")]


def definition(ident, kind, names, breakdowns, **members):
    return {"id": ident, "kind": kind, "version": "1", "title": TEXT,
            "text": TEXT, "source": TEXT, "decimals": 1,
            "dimensions": [{"name": name, "registry": REGISTRIES[name]}
                           for name in names],
            "breakdowns": breakdowns, **members}


def schema(name, fields):
    """fields: (name, type, role) of the columns."""
    return {"name": name, "title": TEXT, "source": TEXT, "licence": "CC0",
            "submission": {"sender": {"value": "test"},
                           "form": {"value": name},
                           "period": {"value": "2025"},
                           "version": {"value": "1"},
                           "received": {"value": "2026-03-01"}},
            "fields": [{"name": one, "type": kind, "title": TEXT,
                        "role": role} for one, kind, role in fields]}


# People

SETS = [[], ["college"], ["programme"], ["industry"], ["region"], ["sex"],
        ["disability"], ["region", "sex"], ["region", "disability"],
        ["programme", "sex"], ["programme", "disability"],
        ["college", "programme"], ["region", "programme"],
        ["region", "sex", "programme"], ["sex", "disability"],
        ["region", "disability", "programme"],
        ["programme", "sex", "disability"]]


def part(codes):
    return {"dataset": "graduate_outcomes", "measure": "rows",
            "where": {"outcome": codes}}


def rate(ident, breakdowns, interval, unit="percent"):
    return definition(ident, "indicator", PEOPLE, breakdowns, unit=unit,
                      valid={"from": None, "to": None},
                      protection={"rule": "threshold"}, interval=interval,
                      numerator=part(EMPLOYED), denominator=part(AVAILABLE))


def comparison(ident, names, breakdowns, level, statistics, how):
    return definition(ident, "comparison", ["statistic", *names], breakdowns,
                      of="net", interval={"level": level},
                      comparison={**how, "statistics": statistics})


def people_definitions():
    yield rate("net", SETS, {"method": "wilson", "level": 0.95})
    for method in ("wilson_cc", "clopper_pearson", "mid_p", "jeffreys",
                   "agresti_coull", "likelihood_ratio"):
        small = "wilson" if method == "clopper_pearson" else "clopper_pearson"
        yield rate("of_" + method, SETS[:9], {
            "method": method, "level": 0.9,
            "small": {"below": 40, "method": small}})
    for unit, method in (("per_1000", "byar"),
                         ("per_100000", "exact_poisson")):
        yield rate(unit, SETS[:9], {"method": method, "level": 0.95}, unit)
    by_group = {"strata": {"dimension": "programme", "level": "group"}}
    by_all = {"strata": {"dimension": "programme"}}
    yield comparison("sexes", ["point", "region", "programme"],
                     [[], ["region"], ["programme"]], 0.95, TWO,
                     {"dimension": "sex", "group": "M", "with": "F"})
    yield comparison("disabilities", ["point", "region", "sex"],
                     [[], ["region"], ["sex"]], 0.9, TWO + STRATIFIED,
                     {"dimension": "disability", "group": "yes",
                      "with": "no", **by_group, "ratio": "koopman",
                      "difference": "miettinen_nurminen",
                      "test": "pearson", "adjust": "holm"})
    yield comparison("women", ["point", "region"], [[], ["region"]], 0.99,
                     ["difference", "p_adjusted", *STRATIFIED],
                     {"dimension": "sex", "group": "F", "with": "M",
                      **by_all, "difference": "mee",
                      "adjust": "benjamini_yekutieli"})
    yield comparison("years", ["point", "region", "sex"],
                     [[], ["region"], ["sex"], ["region", "sex"]], 0.95,
                     TWO + STRATIFIED + ["cochran_armitage_p_value"],
                     {"dimension": "period", **by_group,
                      "adjust": "hochberg"})
    yield comparison("colleges", ["point", "college"], [[]], 0.95,
                     UNITS + STANDARD + ALL,
                     {"dimension": "college", **by_group})
    yield comparison("regions", ["point", "region"], [[]], 0.95, UNITS + ALL,
                     {"dimension": "region", "level": "region",
                      "funnel": "score", "adjust": "bonferroni",
                      "overdispersion": "multiplicative",
                      "pooling": "dersimonian_laird"})
    yield comparison("programmes", ["point", "programme", "sex"],
                     [[], ["sex"]], 0.95, UNITS + ALL,
                     {"dimension": "programme", "overdispersion": "none",
                      "pooling": "paule_mandel"})
    yield comparison("districts", ["point", "region", "sex"], [[], ["sex"]],
                     0.9, UNITS + STANDARD + ALL,
                     {"dimension": "region", "level": "district", **by_all})


def people_rows(chance):
    yield ["cohort", *PEOPLE, "status"]
    colleges = leaves("colleges")[:12]
    programmes = chance.sample(leaves("programmes"), 9)
    regions = chance.sample(leaves("subjects"), 7)
    industries = leaves("industries")[:4]
    home = {one: (chance.choice(industries), chance.choice(regions))
            for one in colleges}
    good = {one: chance.choice([0, 0, 0.05, -0.05, 0.1]) for one in colleges}
    for year in (2018, 2019, 2020, 2022, 2023, 2024):
        for place, college in enumerate(colleges):
            if chance.random() < 0.15:
                continue
            taught = chance.sample(programmes, chance.randint(1, 4))
            for _ in range(chance.choice([1, 2, 3, 8, 25, 60, 150])):
                sex = chance.choice("MF")
                limited = chance.random() < 0.15
                programme = chance.choice(taught)
                industry, region = home[college]
                if chance.random() < 0.1:
                    industry = ""
                share = (0.55 + good[college] - 0.15 * limited +
                         0.05 * (sex == "M") + 0.02 * (year - 2020))
                if place < 2:  # everybody, and nobody
                    share = 1 - place
                for point in (6, 12, 24):
                    if point == 24 and year == 2024:
                        continue
                    yield [year, point, college, programme, industry,
                           region, sex, "yes" if limited else "no",
                           chance.choice(EMPLOYED)
                           if chance.random() < share
                           else chance.choice(ABSENT)]


# Series

LEVELS = ["industry", "region", "cluster"]
LEVEL_SETS = [[], ["industry"], ["region"], ["cluster"],
              ["region", "industry"]]


def series(ident, series, unit="person", **members):
    return definition(ident, "indicator", ["statistic", *LEVELS],
                      LEVEL_SETS, unit=unit,
                      protection={"rule": "threshold"},
                      series={"statistics": SERIES, **series}, **{
                          "valid": {"from": None, "to": None},
                          "interval": {"level": 0.95}, **members})


def series_definitions():
    students = {"dataset": "students_by_cluster", "measure": "students"}
    yield series("students", {"unit_field": "college"}, numerator=students)
    yield series("once", {"unit_field": "college", "detect_breaks": True},
                 numerator={**students, "minus": "elsewhere"})
    yield series("found", {"detect_breaks": True}, numerator=students,
                 interval={"level": 0.9})
    yield series("colleges", {"unit_field": "college"}, "college",
                 breaks=["2014"], numerator={
                     "dataset": "students_by_cluster",
                     "distinct": "college"})
    yield series("valid", {}, numerator=students,
                 valid={"from": "2011-03-01", "to": "2017-01-01"})


def series_rows(chance):
    yield ["year", "cluster", "college", "region", "industry", "students",
           "elsewhere"]
    colleges = leaves("colleges")[:30]
    regions = chance.sample(leaves("subjects"), 8)
    industries = leaves("industries")[:5]
    years = 14
    for cluster in leaves("clusters")[:14]:
        level = chance.choice([3, 20, 200, 1000])
        growth = chance.choice([0, 0, 0.02, 0.1, -0.05])
        first = chance.choice([0, 0, 0, 1, 3, years - 3])
        gap = chance.choice([None] * 4 + [chance.randrange(years)])
        jump = chance.choice([years, years, chance.randrange(3, years - 3)])
        noise = chance.choice([0, 0.01, 0.1])
        region, industry = chance.choice(regions), chance.choice(industries)
        members = chance.sample(colleges, chance.randint(1, 3))
        for year in range(first, years):
            if year == gap:
                continue
            if chance.random() < 0.1:
                members = chance.sample(colleges, chance.randint(1, 3))
            for college in members:
                number = int(level * math.exp(
                    growth * year + 0.6 * (year >= jump) +
                    noise * chance.gauss(0, 1)))
                number *= chance.random() > 0.03
                twice = chance.randint(0, number // 10)
                if chance.random() < 0.005:
                    number, twice = "", 0
                elif chance.random() < 0.01:
                    twice = ""
                yield [2010 + year, cluster, college, region, industry,
                       number, twice]


def series_breaks(rows):
    """Declared: of a region, of a cluster and before all data."""
    at = rows[len(rows) // 2]
    return {"kind": "breaks", "breaks": [
        {"period": "2013-05", "indicators": ["students"],
         "where": {"region": [at[3]]}, "text": TEXT, "source": TEXT},
        {"period": "2015", "where": {"cluster": [rows[1][1]]},
         "text": TEXT, "source": TEXT},
        {"period": "2009", "indicators": ["found"],
         "where": {"industry": [at[4]]}, "text": TEXT, "source": TEXT}]}


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ("people", "series"):
        sys.exit(__doc__)
    kind, seed, folder = sys.argv[1:]
    chance = random.Random(f"{kind} {seed}")
    os.makedirs(os.path.join(folder, "definitions"), exist_ok=True)

    def write(name, data):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False)
    if kind == "people":
        rows, definitions = list(people_rows(chance)), people_definitions()
        dimensions, raw = [*PEOPLE, "outcome"], "period=cohort,outcome=status"
        fields = [("cohort", "year", "period")] + [
            (name, "string", "dimension") for name in rows[0][1:]]
        sets = [[*one, "outcome"] for one in SETS]
        write("schema.json", schema("graduate_outcomes", fields))
        write("breaks.json", {"kind": "breaks", "breaks": []})
        words = []
    else:
        rows, definitions = list(series_rows(chance)), series_definitions()
        dimensions, raw = [*LEVELS, "college"], "period=year"
        fields = [("year", "year", "period")] + [
            (name, "string", "dimension") for name in rows[0][1:5]] + [
            (name, "integer", "count") for name in rows[0][5:]]
        sets = [[*one, *more] for one in LEVEL_SETS
                for more in ([], ["college"], ["cluster", "college"])
                if not set(one) & set(more)] + [["cluster", "college"]]
        write("schema.json", schema("students_by_cluster", fields))
        write("breaks.json", series_breaks(rows))
        words = ["--sum", "students", "--sum", "elsewhere", "--pair",
                 "students,elsewhere", "--distinct",
                 "college"]
    for one in definitions:
        write(os.path.join("definitions", one["id"] + ".json"), one)
    with open(os.path.join(folder, "rows.csv"), "w", newline="",
              encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    plain = [name for name in dimensions if name + "=" not in raw]
    words += ["--by", ",".join([raw, *plain])]
    for name in dimensions:
        words += ["--registry", name + "=" + path_of(REGISTRIES[name])]
    for one in sets:
        words += ["--set", ",".join(one)]
    print("\n".join(words))


if __name__ == "__main__":
    main()
