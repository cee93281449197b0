#!/usr/bin/env python3
"""selfcheck.py - the oracle checked by figures that others worked out

Each figure is by hand, from a publication, or from R and its packages, as
said beside it.  Run by `observations.py --self-check`.
"""
import math

import counting
import formulas as f
import observations

SCHOOL = [61, 64, 63, 68, 70, 74, 73]
UCB = [(512, 825, 89, 108), (353, 560, 17, 25), (120, 325, 202, 593),
       (138, 417, 131, 375), (53, 191, 94, 393), (22, 373, 24, 341)]
# Thirteen trials of BCG, metadat dat.bcg (Colditz 1994): log risk ratios.
BCG = [(4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209),
       (62, 13536, 248, 12619), (33, 5036, 47, 5761), (180, 1361, 372, 1079),
       (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232),
       (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
       (27, 16886, 29, 17825)]


def log_ratios():
    return [(math.log(a / (a + b) / (c / (c + d))),
             1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
            for a, b, c, d in BCG]


def formula_cases():
    """(title, found, expected, tolerance)."""
    bcg = log_ratios()
    yield from [
        # R's DescTools, BinomCI; the first case of Newcombe (1998), table I
        ("Wilson", f.wilson(81, 263, .95),
         (.307984790874525, .255288519878274, .3662095769828), 1e-12),
        ("Wilson, corrected", f.wilson_cc(81, 263, .95)[1:],
         (.253508682295185, .368176201043004), 1e-12),
        ("Clopper-Pearson", f.clopper_pearson(81, 263, .95)[1:],
         (.252736745585271, .367621922601351), 1e-10),
        ("Jeffreys", f.jeffreys(81, 263, .95)[1:],
         (.254521934991023, .365647499174082), 1e-10),
        # Newcombe (1998), table I, four digits
        ("mid-P", f.mid_p(81, 263, .95)[1:], (.2544, .3658), 1e-4),
        ("likelihood", f.likelihood_ratio(81, 263, .95)[1:],
         (.2542, .3655), 2e-4),
        # by hand: 1 - 0.025^(1/39)
        ("none of 39", f.clopper_pearson(0, 39, .95)[1:],
         (0, 1 - .025 ** (1 / 39)), 1e-12),
        # GraphPad QuickCalcs; by hand ln(2/0.05)
        ("Poisson", f.exact_poisson_count(25, .95), (16.18, 36.90), 5e-4),
        ("no event", f.exact_poisson_count(0, .95),
         (0, math.log(40)), 1e-10),
        # by hand, see measure(1), indirect and direct
        ("Byar", f.byar_count(65, .95), (50.1632, 82.8491), 1e-6),
        ("indirect", f.standardised_ratio(
            [(25, 100, 20, 100), (40, 100, 30, 100)], .95),
         (1.3, 1.003264, 1.656983), 1e-6),
        ("direct", f.direct_rate([(10, 100, 300), (40, 100, 100)], .95),
         (.175, .1230311, .2391762), 1e-6),
        # R's DescTools, BinomDiffCI and BinomRatioCI; prop.test, fisher.test
        ("Newcombe", f.newcombe(56, 70, 48, 80, .95),
         (.2, .052431472402365, .333872654036906), 1e-12),
        ("Miettinen-Nurminen", f.miettinen_nurminen(
            56, 70, 48, 80, .95)[1:], (.05283, .33817), 1e-4),
        ("Mee", f.mee(56, 70, 48, 80, .95)[1:], (.05333, .33773), 1e-4),
        ("Katz", f.katz(56, 70, 48, 80, .95), (
            1.33333333333333, 1.07662642276319, 1.65124851126639), 1e-12),
        ("Koopman", f.koopman(56, 70, 48, 80, .95)[1:],
         (1.07982, 1.67080), 1e-5),
        # by hand, see measure(1), woolf
        ("Woolf", f.woolf(56, 70, 48, 80, .95)[0],
         (2.666667, 1.2762, 5.572), 1e-4),
        ("chi-square", f.pearson_p(56, 70, 48, 80), .00804508136819656,
         1e-11),
        ("Fisher", f.fisher_p(56, 70, 48, 80), .0125211297492092, 1e-11),
        ("Fisher, far", f.fisher_p(83, 90, 4, 86), 2.81717933570273e-36,
         1e-11),
        # R's mantelhaen.test(UCBAdmissions)
        ("Mantel-Haenszel", f.mantel_haenszel(UCB, .95), (
            .904696828258623, .77190736175935, 1.06032976443666), 1e-10),
        # by hand, see measure(1), kitagawa and cochran_armitage
        ("Kitagawa", f.kitagawa([(80, 100, 60, 80), (20, 100, 42, 120)]),
         (.05, -.06), 1e-12),
        ("Cochran-Armitage", f.cochran_armitage_p(
            [(2, 10, 1), (5, 10, 2), (8, 10, 3)]),
         math.erfc(math.sqrt(3.6)), 1e-12),
        # R's p.adjust
        ("Benjamini-Hochberg", f.adjusted(
            [.03, .01, .04], "benjamini_hochberg"), (.04, .03, .04), 1e-12),
        ("Holm", f.adjusted([.03, .01, .04], "holm"), (.06, .03, .06),
         1e-12),
        ("Benjamini-Yekutieli", f.adjusted(
            [.03, .01, .04], "benjamini_yekutieli"),
         (.0733333333, .055, .0733333333), 1e-8),
        ("rounded up", [f.rounded_up(one) for one in (
            .0123, .05, .991, .999, 1e-9, .0000990001)],
         (.013, .05, 1.0, 1.0, 1e-9, .0001), 1e-12),
        # by hand, see measure(1), funnel and beta_binomial
        ("dispersion", f.dispersion([(45, 100), (55, 100), (50, 100)]),
         (.5, .4266666667, 0), 1e-9),
        ("beta-binomial", f.beta_binomial([(0, 2), (1, 2), (2, 2)]),
         (.5, 1 / 3), 1e-6),
        # two maxima: the one inside is 3.6 above that of rho = 0
        ("beta-binomial, two maxima", f.beta_binomial(
            [(2, 2), (0, 5), (8, 8), (1, 1), (3, 3), (84, 129), (2, 2),
             (5, 6)]), (.7630, .5227), 1e-3),
        ("quantile of a binomial", [f.binomial_quantile(20, .5, one)
                                    for one in (.025, .975)],
         (6, 14), 0),
        # R's metafor, rma
        ("DerSimonian-Laird", [*f.pooled(bcg, .95, "dersimonian_laird")[0],
                               *f.pooled(bcg, .95,
                                         "dersimonian_laird")[1:]],
         (-.714117222073227, -1.06444528008405, -.363789164062403,
          92.1173468545621, .308760262862376), 1e-9),
        ("REML", [*f.pooled(bcg, .95, "reml")[0],
                  *f.pooled(bcg, .95, "reml")[1:]],
         (-.714532348365101, -1.06689767574005, -.36216702099015,
          92.2213860749656, .313243325980895), 1e-4),
        ("Paule-Mandel", [*f.pooled(bcg, .95, "paule_mandel")[0],
                          *f.pooled(bcg, .95, "paule_mandel")[1:]],
         (-.714970405632446, -1.06952393939499, -.360416871869904,
          92.3309002898848, .318093711863015), 1e-4),
        # tables of Student's distribution
        ("Student", [f.student_t(.95, df) for df in (1, 2, 5, 30)],
         (12.706204736, 4.302652730, 2.570581836, 2.042272456), 1e-9),
        # R's Kendall and trend; by hand 54 of 5040 orders
        ("Mann-Kendall, exact", f.mann_kendall_p(SCHOOL), 54 / 5040, 1e-12),
        ("Mann-Kendall, ties", f.mann_kendall_p(
            [5, 5, 6, 6, 6, 7, 5, 8, 8, 8]), .0114459196356358, 1e-10),
        ("tau", f.kendall_tau([5, 5, 6, 6, 6, 7, 5, 8, 8, 8]),
         .695665592999935, 1e-12),
        # by hand: ranks 3.97 and 18.03 of 21 slopes, so the 4th and 18th
        ("Sen", f.sen(SCHOOL, .95), (2.25, 1.5, 3.5), 1e-12),
        # by hand, see measure(1), chow and sup_f
        ("sup F", f.sup_f([1, 3, 1, 3, 5, 7, 5, 7], model="mean"),
         (24, 2.6286e-05, 4), 1e-4),
        # nearly the least squares line where no year is far off
        ("Huber, nothing to weigh down", f.huber(
            [0., 1, 2, 3], [0., 1.1, 1.9, 3])[0],
         f.line([0., 1, 2, 3], [0., 1.1, 1.9, 3])[1], 1e-2)]


def registry(ident, codes):
    """The first code is the parent of the others, but for points."""
    return counting.Registry({"id": ident, "entries": [
        {"id": code, **({"parent": codes[0]} if i and ident != "points"
                        else {})} for i, code in enumerate(codes)]})


def people():
    """A worked case by hand: 205 graduates, and their rows."""
    counts = {"W": 80, "I": 4, "S": 4, "L": 42, "P": 3, "A": 30, "B": 8,
              "N": 29, "X": 5}
    lines = ["cohort,point,sex,status"]
    for i, (status, number) in enumerate(counts.items()):
        lines += [f"2024,12,{'MF'[i % 2]},{status}"] * number
    return lines


def indicator(**members):
    return counting.Definition({
        "id": "rate", "kind": "indicator", "version": "1",
        "unit": "percent", "breakdowns": [[], ["sex"]],
        "dimensions": [{"name": "point", "registry": "points"},
                       {"name": "sex", "registry": "sex"}], **members})


def part(*codes, dataset="graduate_outcomes"):
    return {"dataset": dataset, "measure": "rows",
            "where": {"outcome": list(codes)}}


def rate_cases():
    lists = {one.id: one for one in (
        registry("sex", ["_T", "M", "F"]), registry("points", ["12"]),
        registry("outcome_statuses",
                 ["_T", *"W I S F A B C L P D J M X U N".split()]))}
    tables = {"graduate_outcomes": counting.Table("graduate_outcomes",
                                                  people())}
    gross = indicator(numerator=part("W", "I", "S"),
                      denominator=part(*"WISFABCLPDJMUN"))
    net = indicator(id="net", numerator=part("W", "I", "S"),
                    denominator=part(*"WISFCDJMUN"))
    work = observations.Measure([gross, net], lists, tables)
    for one, value, total in ((gross, 44.0, 200), (net, 100 * 88 / 117,
                                                   117)):
        rows = {key[2]["sex"]: row for key, row in work.rows(one)}
        yield (one.id, [rows["_T"][name] for name in
                        ("value", "numerator", "denominator")],
               (value, 88, total), 1e-12)
    # all 42 who study are women or men alike: counted by the rows
    rows = {key[2]["sex"]: row for key, row in work.rows(net)}
    yield ("parts add up", rows["M"]["numerator"] + rows["F"]["numerator"],
           88, 0)


def series(values, **members):
    """A series of students of one college each year, from 2018."""
    lines = ["year,cluster,college,region,students"]
    for i, value in enumerate(values):
        if value is not None:
            lines.append(f"{2018 + i},K1,C1,R1,{value}")
    return run_series(lines, **members)


def run_series(lines, **members):
    lists = {one.id: one for one in (
        registry("regions", ["RU", "R1", "R2"]),
        registry("clusters", ["_T", "K1", "K2"]),
        registry("colleges", ["_T", "C1", "C2", "C3", "C4"]))}
    one = counting.Definition({
        "id": "students", "kind": "indicator", "version": "1",
        "unit": "person", "breakdowns": [[], ["region"]],
        "dimensions": [{"name": "statistic", "registry": "statistics"},
                       {"name": "region", "registry": "regions"}],
        "numerator": {"dataset": "students_by_cluster",
                      "measure": "students"},
        "series": {"statistics": [
            "level", "growth_rate", "increase", "cagr", "trend", "change",
            "sen_slope", "trend_p_value"]}, **members})
    table = counting.Table("students_by_cluster", lines)
    work = observations.Measure([one], lists, {table.name: table})
    return {(period, codes["region"], codes["statistic"]): row
            for (_, period, codes), row in work.rows(one)}


def series_cases():
    rows = series([1, 2, 2, 4])
    last = ("2021", "RU")
    # by hand in powers of 2: the slope is 0.6 (-0.008487 to 1.208487)
    yield ("trend", [rows[(*last, "trend")][name] for name in
                     ("value", "lower", "upper")],
           (51.5717, -.5865, 131.095), 1e-4)
    yield ("growth", [rows[(*last, name)]["value"] for name in
                      ("growth_rate", "increase", "change", "cagr")],
           (200, 100, 2, 100 * (4 ** (1 / 3) - 1)), 1e-12)
    rows = series([3, 7, 3])
    yield ("a trend of nothing", (rows[("2020", "RU", "trend")]["value"],
                                  rows[("2020", "RU", "trend")]["status"]),
           (0, "ok"), 0)
    rows = series([5, None, 6, 8])
    yield ("reasons", [rows[(year, "RU", "increase")]["reason"]
                       for year in ("2018", "2020", "2021")],
           ("no_earlier_period", "period_gap", ""), 0)
    # C1 stays (+5), C2 comes to R1 from R2, C3 is new, C4 leaves
    rows = run_series([
        "year,cluster,college,region,students",
        "2024,K1,C1,R1,10", "2024,K1,C2,R2,20", "2024,K1,C4,R1,7",
        "2025,K1,C1,R1,15", "2025,K1,C2,R1,22", "2025,K1,C3,R1,4"],
        series={"statistics": ["level", "change"], "unit_field": "college"})
    yield ("change", [rows[("2025", "R1", name)]["value"] for name in (
        "change", "change_matched", "change_entrants", "change_leavers",
        "change_reclassified")], (24, 5, 4, -7, 22), 0)
    yield ("change of all", [rows[("2025", "RU", name)]["value"] for name in (
        "change", "change_matched", "change_entrants", "change_leavers",
        "change_reclassified")], (4, 7, 4, -7, 0), 0)
    step = [round(1000 * 1.02 ** i * (1 if i < 6 else 1.5) *
                  (1.002 if i % 2 else 1)) for i in range(12)]
    rows = series(step, series={"statistics": [
        "level", "increase", "cagr", "break_p_value"],
        "detect_breaks": True})
    yield ("a break that is found", [
        rows[("2024", "RU", "increase")]["reason"],
        *rows[("2024", "RU", "level")]["flags"],
        rows[("2029", "RU", "break_p_value")]["value"] < .001],
           ("detected_break", "break", True), 0)


def compared(lines, breakdowns=((),), **how):
    """Rows of a comparison of the share of yes among people."""
    lists = {one.id: one for one in (
        registry("sex", ["_T", "M", "F"]),
        registry("regions", ["RU", "R1", "R2", "R3"]),
        registry("programmes", ["_T", "A", "B"]),
        registry("within", ["_T", "yes", "no"]))}
    names = {"sex": "sex", "region": "regions", "programme": "programmes"}
    rate = counting.Definition({
        "id": "rate", "kind": "indicator", "version": "1",
        "unit": "percent", "dimensions": [
            {"name": name, "registry": names[name]} for name in names],
        "numerator": {"dataset": "graduate_outcomes", "measure": "rows",
                      "where": {"within": ["yes"]}},
        "denominator": {"dataset": "graduate_outcomes", "measure": "rows",
                        "where": {"within": ["yes", "no"]}},
        "breakdowns": [list(names)]})
    one = counting.Definition({
        "id": "gap", "kind": "comparison", "version": "1", "of": "rate",
        "dimensions": [{"name": "statistic", "registry": "statistics"},
                       {"name": "region", "registry": "regions"}],
        "comparison": how, "breakdowns": [list(b) for b in breakdowns]})
    text = ["cohort,sex,region,programme,within"]
    for year, sex, region, programme, x, n in lines:
        text += [f"{year},{sex},{region},{programme},yes"] * x
        text += [f"{year},{sex},{region},{programme},no"] * (n - x)
    table = counting.Table("graduate_outcomes", text)
    work = observations.Measure([rate, one], lists, {table.name: table})
    return {(period, codes["region"], codes["statistic"]): row
            for (_, period, codes), row in work.rows(one)}


def numbers(row):
    return [row[name] for name in ("value", "lower", "upper")]


def comparison_cases():
    # seven authorities of England, colleges 2020/21, Newcombe's limits
    rows = compared([(2021, "M", "R1", "A", 3517, 4535),
                     (2021, "F", "R1", "A", 10682, 14756)],
                    dimension="sex", group="M", **{
                        "with": "F", "statistics": [
                            "difference", "p_value", "p_adjusted"]})
    yield ("gap", numbers(rows[("2021", "RU", "difference")]),
           (5.161, 3.732, 6.557), 2e-4)
    yield ("beyond chance", [*rows[("2021", "RU", "difference")]["flags"]],
           ("above",), 0)
    rows = compared([(2021, "M", "R1", "A", 80, 100),
                     (2021, "M", "R1", "B", 20, 100),
                     (2021, "F", "R1", "A", 60, 80),
                     (2021, "F", "R1", "B", 42, 120)],
                    dimension="sex", group="M",
                    strata={"dimension": "programme"}, **{
                        "with": "F", "statistics": [
                            "composition_part", "rate_part"]})
    yield ("parts of a gap", [rows[("2021", "RU", name)]["value"] for name
                              in ("composition_part", "rate_part")],
           (5, -6), 1e-12)
    rows = compared([(2020, "M", "R1", "A", 48, 80),
                     (2021, "M", "R1", "A", 56, 70),
                     (2023, "M", "R1", "A", 50, 70)],
                    dimension="period", statistics=["difference", "ratio"])
    yield ("periods", numbers(rows[("2021", "RU", "difference")]),
           (20, 5.2431472402365, 33.3872654036906), 1e-11)
    yield ("periods without", [rows[(year, "RU", "ratio")]["reason"] for
                               year in ("2020", "2023")],
           ("no_earlier_period", "period_gap"), 0)
    rows = compared([(2021, "M", "R1", "A", 45, 100),
                     (2021, "M", "R2", "A", 55, 100),
                     (2021, "M", "R3", "A", 50, 100)],
                    dimension="region", funnel="score", statistics=[
                        "funnel_95", "z_score", "p_value",
                        "overdispersion", "pooled_rate"])
    yield ("funnel", numbers(rows[("2021", "R1", "funnel_95")]),
           (50, 40.2002, 59.7998), 1e-5)
    yield ("z", [rows[("2021", "R1", name)]["value"]
                 for name in ("z_score", "p_value")],
           (-1, .317310508), 1e-8)
    yield ("of all units", [rows[("2021", "RU", name)]["value"] for name in
                            ("overdispersion", "pooled_rate")],
           (.43, 50.0), 1e-12)
    # by hand: 65 of 200 against 25 % expected, see measure(1), value_added
    rows = compared([(2021, "M", "R1", "A", 25, 100),
                     (2021, "M", "R1", "B", 40, 100),
                     (2021, "M", "R2", "A", 15, 100),
                     (2021, "M", "R2", "B", 20, 100)],
                    dimension="region",
                    strata={"dimension": "programme"}, statistics=[
                        "expected_rate", "value_added",
                        "standardised_ratio"])
    yield ("value added", numbers(rows[("2021", "R1", "value_added")]),
           (7.5, 1.39157, 14.26801), 2e-6)
    yield ("standardised", numbers(
        rows[("2021", "R1", "standardised_ratio")]),
           (1.3, 1.0, 1.66), 1e-12)  # of 1.003264, 1.656983


def same(found, expected, tolerance):
    if not isinstance(expected, (tuple, list)):
        found, expected = [found], [expected]
    return len(found) == len(expected) and all(
        one == two if isinstance(two, (str, bool)) else
        math.isclose(float(one), two, rel_tol=tolerance, abs_tol=1e-12)
        for one, two in zip(found, expected))


def run():
    passed = failed = 0
    for cases in (formula_cases, rate_cases, series_cases,
                  comparison_cases):
        for title, found, expected, tolerance in cases():
            good = same(found, expected, tolerance)
            print(f"{'pass' if good else 'FAIL'} {title}" +
                  ("" if good else f": {found}, expected {expected}"))
            passed, failed = passed + good, failed + (not good)
    print(f"{passed} passed, {failed} failed")
    return failed == 0
