#!/usr/bin/env python3
"""limits.py BUILD [CELLS] [RUNS] - tables of CELLS [100000] cases, each x of n
people, of sizes as in reports and of sizes all different: Wilson's limits, the
exact ones (Clopper-Pearson) and the funnel (exact limits at 95 and 99.8 %, z with
its p-value, over-dispersion), from the command line: the CSV through ingest, then
measure for each of the three, from file to file, then all as CSV through cat.  In
turn with R on the same table (limits.R), RUNS [5] times; prints the best seconds
of each step, R's as R counts them, without its start, and the ratios.  Both must
give the same numbers.  Without Rscript (Debian: r-base-core) there are no ratios,
and it says so."""
import csv, json, os, random, shutil, subprocess, sys, time

build = os.path.realpath(sys.argv[1])
cells = int(sys.argv[2]) if len(sys.argv) > 2 else 100000
runs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
here = os.path.dirname(os.path.realpath(__file__))
work = build + "/bench/limits"
METHODS = "wilson", "clopper_pearson", "funnel"
STEPS = "read", *METHODS, "write"
TITLES = {"read": "CSV read (ingest, read.csv)", "wilson": "Wilson", "clopper_pearson": "exact",
          "funnel": "funnel", "write": "CSV written (cat, write.csv)"}


def path(name):
    return work + "/" + name


SIZES = {"half of them below 55 people, some of thousands": lambda draw: draw.lognormvariate(4, 1.2),
         "hardly two of one size, up to 2,000,000 people": lambda draw: draw.uniform(0, 2e6)}


def prepare(size):
    os.makedirs(work, exist_ok=True)
    draw = random.Random(5)
    with open(path("cells.csv"), "w") as file:
        file.write("case,numerator,denominator\n")
        for i in range(cells):
            n = 1 + int(size(draw))
            file.write("%d,%d,%d\n" % (i, round(n * draw.betavariate(15, 8)), n))
    with open(path("cells.json"), "w") as file:
        json.dump({"name": "cells", "fields": [
            {"name": "case", "type": "string"}, {"name": "numerator", "type": "integer"},
            {"name": "denominator", "type": "integer"}]}, file)
    for method in METHODS:
        definition = {"id": method, "kind": "cases", "method": method}
        if method != "funnel":  # one group, of all cells
            definition["by"] = "case"
        with open(path(method + ".json"), "w") as file:
            json.dump(definition, file)


def timed(program, *words, **how):
    start = time.monotonic()
    subprocess.run([build + "/bin/" + program, *words], check=True, **how)
    return time.monotonic() - start


def ours():
    seconds = {"read": timed("ingest", "-s", path("cells.json"), "-o", path("cells.arrow"),
                             path("cells.csv"), stderr=subprocess.DEVNULL), "write": 0}
    for method in METHODS:
        seconds[method] = timed("measure", "-d", path(method + ".json"), "-o", path(method + ".arrow"),
                                path("cells.arrow"))
    for method in METHODS:
        with open(path(method + ".csv"), "w") as file:
            seconds["write"] += timed("cat", "--format", "csv", path(method + ".arrow"), stdout=file)
    return seconds


def theirs():
    lines = subprocess.run(["Rscript", here + "/limits.R", path("cells.csv"), path("r.csv")],
                           check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    return {name: float(seconds) for name, seconds in (line.split() for line in lines)}


def numbers(method, names):
    """Of each cell the numbers of these (statistic, column)."""
    found = {}
    with open(path(method + ".csv")) as file:
        for row in csv.DictReader(file):
            found.setdefault(row["case"], {})[row["statistic"]] = row
    return [[float(found[str(i)][statistic][column]) for statistic, column in names] for i in range(cells)]


def compare():
    """R prints 15 digits; its qbeta has 12 of them in the worst of these cells."""
    both = [(s, c) for s in ("funnel_95", "funnel_998") for c in ("lower", "upper")]
    limits = [("proportion", "lower"), ("proportion", "upper")]
    ours = [numbers("wilson", limits), numbers("clopper_pearson", limits), numbers("funnel", both + [
        ("z_score", "value"), ("z_score", "p_value"), ("phi", "value")])]
    with open(path("r.csv")) as file:
        lines = list(csv.reader(file))[1:]
    for i, line in enumerate(lines):
        for one, other in zip(ours[0][i] + ours[1][i] + ours[2][i], map(float, line)):
            if abs(one - other) > 1e-11 * abs(other) + 1e-15:
                sys.exit("bench: cell %d: %.17g, of R %.17g" % (i, one, other))


programs = {"profstat": ours}
if shutil.which("Rscript"):
    programs["R"] = theirs


def line(best, title, steps):
    seconds = [sum(best[name, step] for step in steps) for name in programs]
    print("%-34s" % title + "".join(" %9.3f" % one for one in seconds) +
          (" %13.2f" % (seconds[1] / seconds[0]) if len(seconds) == 2 else ""))


def measure(title):
    best = {}
    for run in range(runs):
        for name, job in programs.items():
            for step, seconds in job().items():
                best[name, step] = min(best.get((name, step), seconds), seconds)
        if run == 0 and "R" in programs:
            compare()
    print("%d cells, %s; seconds" % (cells, title))
    print("%-34s" % "" + "".join(" %9s" % name for name in programs) +
          ("  R / profstat" if "R" in programs else ""))
    for step in STEPS:
        line(best, TITLES[step], [step])
    line(best, "the three methods", METHODS)
    line(best, "all", STEPS)


for title, size in SIZES.items():
    prepare(size)
    measure(title)
if "R" not in programs:
    print("Rscript is not here (Debian: r-base-core), so there is no ratio to R")
